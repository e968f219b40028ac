import { checkObject } from "../foundation/errors/check.js";
import type { CustomerId } from "../foundation/ids/ids.js";
import type { RfmColumns } from "./rfm-columns.js";
import type { RfmScores } from "./rfm.js";
import { countSegments, type SegmentCounts } from "./segment-counts.js";
import type { SegmentMap } from "./segment-map.js";

/**
 * Each customer's segment, and each segment's customers.
 * @category Segment maps
 */
export interface SegmentAssignment extends SegmentCounts {
  /** One row a customer, in the order of the scores. */
  readonly rows: readonly CustomerSegment[];
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
 * Puts every customer into exactly one segment of a map, by their RFM scores.
 *
 * Rows are taken as they are: whoever is scored twice is in a segment twice. Cost: O(customers). Where only the numbers of the segments are needed, {@link segmentCounts} makes no row a customer.
 *
 * @param rfm - The scores, as rows or columns.
 * @param segmentMap - The map: one of {@link segmentMaps}, or your own; see {@link checkSegmentMap}.
 * @returns The segment of each customer, and customers and revenue of each segment.
 * @throws An {@link InvalidArgumentError} when the map is not lawful, leaves a cell uncovered (it is named) or has other bins than the scores, a score is none of the
 * bins, or the revenue of a segment leaves the safe integers.
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
export function assignSegments(
  rfm: Pick<RfmScores, "rows" | "currency" | "definition"> | RfmColumns,
  segmentMap: SegmentMap,
): SegmentAssignment {
  checkObject("rfm", rfm);
  const idOf = "rows" in rfm ? (place: number) => rfm.rows[place]?.customerId : (place: number) => rfm.customerIds[place];
  const rows: CustomerSegment[] = [];
  const counts = countSegments(rfm, segmentMap, (place, segment) => {
    rows.push({ customerId: idOf(place) as CustomerId, segment });
  });
  return { rows, ...counts };
}
