import { InvalidArgumentError } from "../foundation/errors/invalid-argument-error.js";
import type { CustomerId } from "../foundation/ids/ids.js";
import { checkedMinor } from "../foundation/money/money.js";
import type { RfmDefinition, RfmScores } from "./rfm.js";
import { cellAt, cellIndex, copyOfMap, ruleOfCells, type SegmentMap, type SegmentRule } from "./segment-map.js";

/**
 * Each customer's segment, and each segment's customers.
 * @category Segment maps
 */
export interface SegmentAssignment {
  /** One row a customer, in the order of the RFM rows. */
  readonly rows: readonly CustomerSegment[];
  /** Every segment of the map in its order, those without customers too; their customers and revenue add up to the totals. */
  readonly segments: readonly SegmentRow[];
  /** The currency of the revenue; `null` when the RFM scores do not say it. */
  readonly currency: string | null;
  /** How they were assigned. */
  readonly definition: {
    /** By the first rule of the map that holds. */
    readonly method: "first-match";
    /** The map. */
    readonly segmentMap: SegmentMap;
    /** How the scores were made. */
    readonly rfm: RfmDefinition;
  };
}

/**
 * The segment of one customer.
 * @category Segment maps
 */
export interface CustomerSegment {
  /** Who. */
  readonly customerId: CustomerId;
  /** The segment's name. */
  readonly segment: string;
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
 * Puts every customer into exactly one segment of a map, by their RFM scores.
 *
 * Cost: O(customers).
 *
 * @param rfm - The scores.
 * @param segmentMap - The map: {@link segmentMaps}`.classic`, or your own; see {@link checkSegmentMap}.
 * @returns The segment of each customer, and customers and revenue of each segment.
 * @throws An {@link InvalidArgumentError} when the map leaves a cell uncovered (it is named), has other bins than the scores, or the revenue of a segment leaves
 * the safe integers.
 *
 * @example
 * import { segmentation } from "clientele";
 *
 * const summaries = [
 *   { customerId: "anna", lastAt: Date.UTC(2024, 4, 30), purchases: 9, revenueMinor: 45_000 },
 *   { customerId: "ben", lastAt: Date.UTC(2023, 6, 1), purchases: 2, revenueMinor: 8_000 },
 * ];
 * const rfm = segmentation.rfmScores(summaries, { asOf: "2024-06-01T00:00:00Z", timeZone: "UTC", bins: 2, method: "quantile", monetary: "total" });
 * const { rows, segments } = segmentation.assignSegments(rfm, { bins: 2, segments: [{ segment: "active", r: [2, 2] }, { segment: "away" }] });
 * rows; // => [{ customerId: "anna", segment: "active" }, { customerId: "ben", segment: "away" }]
 * segments[0]; // => { segment: "active", customers: 1, revenueMinor: 45000 }
 *
 * @category Segment maps
 */
export function assignSegments(rfm: RfmScores, segmentMap: SegmentMap): SegmentAssignment {
  const { bins } = rfm.definition;
  const rules = ruleOfCells(segmentMap);
  if (segmentMap.bins !== bins) throw new InvalidArgumentError("segmentMap.bins", `the ${bins} bins of the scores`, segmentMap.bins);
  const hole = rules.indexOf(-1);
  if (hole !== -1) {
    const { r, f, m } = cellAt(hole, bins);
    throw new InvalidArgumentError("segmentMap", `a segment for every cell, and there is none for r ${r}, f ${f}, m ${m}`, segmentMap);
  }

  const totals = new Map(segmentMap.segments.map(({ segment }) => [segment, { segment, customers: 0, revenueMinor: 0 }]));
  const rows = rfm.rows.map((row) => {
    const { segment } = segmentMap.segments[rules[cellIndex(row, bins)] as number] as SegmentRule;
    const total = totals.get(segment);
    if (total !== undefined) {
      total.customers += 1;
      total.revenueMinor = checkedMinor("rfm.rows.revenueMinor", total.revenueMinor + row.revenueMinor);
    }
    return { customerId: row.customerId, segment };
  });
  const definition = { method: "first-match", segmentMap: copyOfMap(segmentMap), rfm: { ...rfm.definition } } as const;
  return { rows, segments: Array.from(totals.values()), currency: rfm.currency, definition };
}
