import type { CustomerSummary } from "../purchases/customer-summaries.js";
import { assignSegments, rfmScores, segmentMaps, type SegmentRow } from "../segmentation/index.js";
import type { ReportFrame } from "./report-options.js";
import { available, unavailable, type Section } from "./section.js";
import { NO_PURCHASES } from "./totals-section.js";

/** Scores run from 1 to this. */
const BINS = 5;

/**
 * Customers and revenue by RFM segment; every customer is in exactly one.
 * @category Report
 */
export interface SegmentsContent {
  /** One row a segment, in the order of the map. */
  readonly rows: readonly SegmentRow[];
  /** How customers were scored and named. */
  readonly definition: {
    /** The rule that gives scores. */
    readonly method: "quantile";
    /** Scores run from 1 to this. */
    readonly bins: number;
    /** Monetary value is the total net revenue. */
    readonly monetary: "total";
    /** The map from scores to names. */
    readonly segmentMap: "classic";
  };
}

export function segmentsSection(summaries: readonly CustomerSummary[], { asOf, timeZone }: ReportFrame): Section<SegmentsContent> {
  if (summaries.length === 0) return unavailable(NO_PURCHASES);
  const rfm = rfmScores(summaries, { asOf, timeZone, bins: BINS, method: "quantile", monetary: "total" });
  const { segments } = assignSegments(rfm, segmentMaps.classic);
  return available({ rows: segments, definition: { method: "quantile", bins: BINS, monetary: "total", segmentMap: "classic" } });
}
