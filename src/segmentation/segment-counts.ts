import { InvalidArgumentError } from "../foundation/errors/invalid-argument-error.js";
import { checkedMinor } from "../foundation/money/money.js";
import type { RfmColumns } from "./rfm-columns.js";
import type { RfmDefinition, RfmScores } from "./rfm.js";
import { cellAt, cellIndex, copyOfMap, ruleOfCells, type SegmentMap, type SegmentRule } from "./segment-map.js";

/**
 * Each segment's customers and revenue.
 * @category Segment maps
 */
export interface SegmentCounts {
  /** Every segment of the map in its order, those without customers too; their customers and revenue add up to the totals. */
  readonly segments: readonly SegmentRow[];
  /** The currency of the revenue; `null` when the RFM scores do not say it. */
  readonly currency: string | null;
  /** How customers were assigned. */
  readonly definition: SegmentMapDefinition;
}

/**
 * How customers were assigned to segments.
 * @category Segment maps
 */
export interface SegmentMapDefinition {
  /** By the first rule of the map that holds. */
  readonly method: "first-match";
  /** The map. */
  readonly segmentMap: SegmentMap;
  /** How the scores were made. */
  readonly rfm: RfmDefinition;
}

/**
 * One segment in numbers.
 * @category Segment maps
 */
export interface SegmentRow {
  /** The segment's name. */
  readonly segment: string;
  /** How many customers it has. */
  readonly customers: number;
  /** What they spent, in minor units. */
  readonly revenueMinor: number;
}

/**
 * Counts the customers and the revenue of each segment of a map, without a row a customer: for scores in columns, of millions of customers.
 *
 * Cost: O(customers).
 *
 * @param rfm - The scores, as rows or columns.
 * @param segmentMap - The map: one of {@link segmentMaps}, or your own; see {@link checkSegmentMap}.
 * @returns Customers and revenue of each segment; the same as of {@link assignSegments}.
 * @throws An {@link InvalidArgumentError} when the map leaves a cell uncovered (it is named), has other bins than the scores, or the revenue of a segment leaves
 * the safe integers.
 *
 * @example
 * import { purchases, segmentation } from "clientele";
 *
 * const { values } = purchases.parsePurchases([
 *   { id: 1, customerId: "ben", at: "2024-03-01T09:30:00Z", amount: "5.00" },
 *   { id: 2, customerId: "anna", at: "2024-05-30T18:00:00Z", amount: "20.00" },
 * ], { currency: "EUR" });
 * const rfm = segmentation.rfmColumns(values, {
 *   asOf: "2024-06-01T00:00:00Z", timeZone: "UTC", bins: 2, method: "quantile", monetary: "total", revenue: "net", fullyRefunded: "exclude",
 * });
 * segmentation.segmentCounts(rfm, { bins: 2, segments: [{ segment: "active", r: [2, 2] }, { segment: "away" }] }).segments;
 * // => [{ segment: "active", customers: 1, revenueMinor: 2000 }, { segment: "away", customers: 1, revenueMinor: 500 }]
 *
 * @category Segment maps
 */
export function segmentCounts(rfm: RfmScores | RfmColumns, segmentMap: SegmentMap): SegmentCounts {
  return countSegments(rfm, segmentMap, () => undefined);
}

/** The same, and tells each customer's place and segment in the order of the scores. */
export function countSegments(
  rfm: RfmScores | RfmColumns,
  segmentMap: SegmentMap,
  tell: (place: number, segment: string) => void,
): SegmentCounts {
  const { bins } = rfm.definition;
  const rules = rulesWithoutHole(segmentMap, bins);
  const segments = new Map(segmentMap.segments.map(({ segment }) => [segment, { segment, customers: 0, revenueMinor: 0 }]));
  const totalOfRule = segmentMap.segments.map(
    ({ segment }) => segments.get(segment) as { -readonly [Key in keyof SegmentRow]: SegmentRow[Key] },
  );
  eachCell(rfm, (place, cell, revenueMinor) => {
    const rule = rules[cell] as number;
    const total = totalOfRule[rule] as (typeof totalOfRule)[number];
    total.customers += 1;
    total.revenueMinor = checkedMinor("rfm.rows.revenueMinor", total.revenueMinor + revenueMinor);
    tell(place, (segmentMap.segments[rule] as SegmentRule).segment);
  });
  const definition = { method: "first-match", segmentMap: copyOfMap(segmentMap), rfm: { ...rfm.definition } } as const;
  return { segments: Array.from(segments.values()), currency: rfm.currency, definition };
}

/** The rule of each cell; throws when there is a cell without one. */
function rulesWithoutHole(segmentMap: SegmentMap, bins: number): Int32Array {
  const rules = ruleOfCells(segmentMap);
  if (segmentMap.bins !== bins) throw new InvalidArgumentError("segmentMap.bins", `the ${bins} bins of the scores`, segmentMap.bins);
  const hole = rules.indexOf(-1);
  if (hole === -1) return rules;
  const { r, f, m } = cellAt(hole, bins);
  throw new InvalidArgumentError("segmentMap", `a segment for every cell, and there is none for r ${r}, f ${f}, m ${m}`, segmentMap);
}

/** Calls `use` with the place, the cell and the revenue of each customer. */
function eachCell(rfm: RfmScores | RfmColumns, use: (place: number, cell: number, revenueMinor: number) => void): void {
  const { bins } = rfm.definition;
  if ("rows" in rfm) {
    rfm.rows.forEach((row, place) => {
      use(place, cellIndex(row, bins), row.revenueMinor);
    });
    return;
  }
  for (let place = 0; place < rfm.customerIds.length; place += 1) {
    const [r, f, m] = [rfm.r[place] as number, rfm.f[place] as number, rfm.m[place] as number];
    use(place, cellIndex({ r, f, m }, bins), rfm.revenueMinor[place] as number);
  }
}
