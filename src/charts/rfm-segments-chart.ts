import type { SegmentRow } from "../segmentation/segment-counts.js";
import { amountScale, chart, CHART_WIDTH, checkNumbers, COLOURS, percentExpression } from "./chart-base.js";
import type { ChartOptions, VegaLiteSpec } from "./vega-lite-spec.js";

const MEASURES = ["Customers", "Revenue"];

/**
 * Draws the share of customers and the share of revenue of each segment side by side, the segment with most revenue first.
 *
 * A longer second bar means that the segment brings more than its number.
 *
 * @param segments - One row a segment.
 * @param options - The heading.
 * @returns A Vega-Lite 5 specification; without segments a lawful chart with empty axes. Where all of them add up to 0, the shares are left out.
 * @throws An {@link InvalidArgumentError} when a number is not finite.
 *
 * @example
 * import { charts } from "clientele";
 *
 * const spec = charts.rfmSegmentsChart([
 *   { segment: "Champions", customers: 30, revenueMinor: 600_00 },
 *   { segment: "Hibernating", customers: 70, revenueMinor: 200_00 },
 * ]);
 * (spec["data"] as { values: object[] }).values[1]; // => { segment: "Champions", measure: "Revenue", share: 0.75, customers: 30, revenueMinor: 60000 }
 *
 * @category Charts
 */
export function rfmSegmentsChart(segments: readonly SegmentRow[], options: ChartOptions = {}): VegaLiteSpec {
  checkNumbers("segments", segments, ["customers", "revenueMinor"]);
  const sorted = [...segments].sort((a, b) => b.revenueMinor - a.revenueMinor || b.customers - a.customers);
  const allCustomers = sorted.reduce((sum, { customers }) => sum + customers, 0);
  const allRevenue = sorted.reduce((sum, { revenueMinor }) => sum + revenueMinor, 0);
  const shareOf = (part: number, whole: number): number | null => (whole > 0 ? part / whole : null);
  const values = sorted.flatMap(({ segment, customers, revenueMinor }) => [
    { segment, measure: "Customers", share: shareOf(customers, allCustomers), customers, revenueMinor },
    { segment, measure: "Revenue", share: shareOf(revenueMinor, allRevenue), customers, revenueMinor },
  ]);
  const isEmpty = values.every(({ share }) => share === null);
  return chart(
    {
      title: options.title ?? "Segments: how many they are, what they bring",
      subtitle: ["Share of all customers beside share of all revenue"],
      description: "Two bars a segment: its share of customers and its share of revenue.",
      isEmpty,
    },
    {
      width: CHART_WIDTH - 140,
      height: { step: 17, for: "offset" },
      data: { values },
      encoding: {
        x: { field: "share", type: "quantitative", title: "Share", axis: { format: ".0%", tickCount: 6 }, scale: amountScale(isEmpty) },
        y: {
          field: "segment",
          type: "nominal",
          title: null,
          sort: null,
          axis: { labelLimit: 200, labelFontSize: 12 },
          scale: { paddingInner: 0.3, paddingOuter: 0.15 },
        },
        yOffset: { field: "measure", sort: [...MEASURES] },
      },
      layer: [
        {
          mark: { type: "bar" },
          encoding: {
            color: {
              field: "measure",
              type: "nominal",
              scale: { domain: [...MEASURES], range: ["#9DB4C0", COLOURS.blue] },
              legend: { title: null },
            },
          },
        },
        {
          transform: [{ filter: "isValid(datum.share)" }, { calculate: percentExpression("share"), as: "label" }],
          mark: { type: "text", align: "left", baseline: "middle", dx: 4 },
          encoding: { text: { field: "label", type: "nominal" } },
        },
      ],
    },
  );
}
