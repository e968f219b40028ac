import { checkInteger, checkObject } from "../foundation/errors/check.js";
import { InvalidArgumentError } from "../foundation/errors/invalid-argument-error.js";
import { addToTotal, checkedTotal, emptyTotal } from "./exact-total.js";
import type { RfmColumns } from "./rfm-columns.js";
import { MOST_BINS, type RfmDefinition, type RfmRow, type RfmScores } from "./rfm.js";
import { cellAt, cellIndex, copyOfMap, ruleOfCells, type SegmentCell, type SegmentMap, type SegmentRule } from "./segment-map.js";

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
 * @throws An {@link InvalidArgumentError} when the map is not lawful, leaves a cell uncovered (it is named) or has other bins than the scores, a score is none of the
 * bins, or the revenue of a segment leaves the safe integers.
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
export function segmentCounts(
  rfm: Pick<RfmScores, "rows" | "currency" | "definition"> | RfmColumns,
  segmentMap: SegmentMap,
): SegmentCounts {
  return countSegments(rfm, segmentMap, () => undefined);
}

/** What is read of scores in rows. */
type CountedScores = Pick<RfmScores, "rows" | "currency" | "definition">;

/** The same, and tells each customer's place and segment in the order of the scores. */
export function countSegments(
  rfm: CountedScores | RfmColumns,
  segmentMap: SegmentMap,
  tell: (place: number, segment: string) => void,
): SegmentCounts {
  checkScores(rfm);
  const { bins } = rfm.definition;
  const rules = rulesWithoutHole(segmentMap, bins);
  const totals = new Map(segmentMap.segments.map(({ segment }) => [segment, { segment, customers: 0, revenue: emptyTotal() }]));
  const totalOfRule = segmentMap.segments.map(({ segment }) => totals.get(segment));
  eachCell(rfm, (place, cell, revenueMinor) => {
    const rule = rules[cell] as number;
    const total = totalOfRule[rule] as NonNullable<(typeof totalOfRule)[number]>;
    total.customers += 1;
    addToTotal(total.revenue, revenueMinor);
    tell(place, (segmentMap.segments[rule] as SegmentRule).segment);
  });
  const definition = { method: "first-match", segmentMap: copyOfMap(segmentMap), rfm: { ...rfm.definition } } as const;
  const segments = Array.from(totals.values(), ({ segment, customers, revenue }): SegmentRow => {
    return { segment, customers, revenueMinor: checkedTotal("rfm.rows.revenueMinor", revenue) };
  });
  return { segments, currency: rfm.currency, definition };
}

/** The rule of each cell; throws when there is a cell without one. */
function rulesWithoutHole(segmentMap: SegmentMap, bins: number): Int32Array {
  const given: unknown = (segmentMap as SegmentMap | null | undefined)?.bins;
  if (given !== bins) throw new InvalidArgumentError("segmentMap.bins", `the ${bins} bins of the scores`, given);
  const rules = ruleOfCells(segmentMap);
  const hole = rules.indexOf(-1);
  if (hole === -1) return rules;
  const { r, f, m } = cellAt(hole, bins);
  throw new InvalidArgumentError("segmentMap", `a segment for every cell, and there is none for r ${r}, f ${f}, m ${m}`, segmentMap);
}

/** Throws unless they are scores in rows or columns; each row is looked at when it is counted. */
function checkScores(rfm: CountedScores | RfmColumns): void {
  checkObject("rfm", rfm);
  checkObject("rfm.definition", rfm.definition);
  checkInteger("rfm.definition.bins", rfm.definition.bins, 2, MOST_BINS);
  const [name, list]: readonly [string, unknown] = "rows" in rfm ? ["rows", rfm.rows] : ["customerIds", rfm.customerIds];
  if (!Array.isArray(list)) throw new InvalidArgumentError(`rfm.${name}`, "a list of customers", list);
  if (!("rows" in rfm)) for (const column of ["r", "f", "m", "revenueMinor"] as const) checkObject(`rfm.${column}`, rfm[column]);
}

/** Calls `use` with the place, the cell and the revenue of each customer. */
function eachCell(rfm: CountedScores | RfmColumns, use: (place: number, cell: number, revenueMinor: number) => void): void {
  const { bins } = rfm.definition;
  if ("rows" in rfm) {
    // By index: forEach would pass over a hole.
    for (let place = 0; place < rfm.rows.length; place += 1) {
      const row = rfm.rows[place] as RfmRow;
      if (typeof row !== "object" || (row as unknown) === null) checkObject(`rfm.rows[${place}]`, row);
      const { r, f, m, revenueMinor } = row;
      if (!isCell(r, f, m, bins) || !Number.isSafeInteger(revenueMinor)) refuse(true, place, row, bins);
      use(place, cellIndex({ r, f, m }, bins), revenueMinor);
    }
    return;
  }
  for (let place = 0; place < rfm.customerIds.length; place += 1) {
    const [r, f, m] = [rfm.r[place] as number, rfm.f[place] as number, rfm.m[place] as number];
    const revenueMinor = rfm.revenueMinor[place] as number;
    if (!isCell(r, f, m, bins) || !Number.isSafeInteger(revenueMinor)) refuse(false, place, { r, f, m, revenueMinor }, bins);
    use(place, cellIndex({ r, f, m }, bins), revenueMinor);
  }
}

function isCell(r: number, f: number, m: number, bins: number): boolean {
  return isScore(r, bins) && isScore(f, bins) && isScore(m, bins);
}

function isScore(score: number, bins: number): boolean {
  return Number.isInteger(score) && score >= 1 && score <= bins;
}

/** Throws for what is wrong with a customer of rows or columns. */
function refuse(inRows: boolean, place: number, row: SegmentCell & Pick<RfmRow, "revenueMinor">, bins: number): void {
  const nameOf = (figure: string): string => (inRows ? `rfm.rows[${place}].${figure}` : `rfm.${figure}[${place}]`);
  for (const score of ["r", "f", "m"] as const) checkInteger(nameOf(score), row[score], 1, bins);
  checkInteger(nameOf("revenueMinor"), row.revenueMinor);
}
