import { checkFinite } from "../foundation/errors/check.js";
import type { RevenueRate } from "../subscriptions/index.js";
import { chart, CHART_WIDTH, COLOURS, spacedLabels } from "./chart-base.js";
import type { ChartOptions, Json, VegaLiteSpec } from "./vega-lite-spec.js";

/**
 * What {@link revenueRetentionChart} draws: the two retentions as `grossRevenueRetention` and `netRevenueRetention` give them, of the same basis.
 * @category Charts
 */
export interface RevenueRetentionData {
  /** Gross revenue retention, one rate a month. */
  readonly gross: readonly RevenueRetentionRow[];
  /** Net revenue retention, one rate a month. */
  readonly net: readonly RevenueRetentionRow[];
}

/**
 * What {@link revenueRetentionChart} draws of a month: its label, and the share kept; `null` leaves a gap.
 * @category Charts
 */
export type RevenueRetentionRow = Pick<RevenueRate, "month" | "value">;

/** Gross is drawn broken and above net, so that both show where nobody expanded. */
const SERIES = [
  { field: "net", label: "Net: with expansion", colour: COLOURS.blue, dash: [1, 0] },
  { field: "gross", label: "Gross: without", colour: COLOURS.orange, dash: [4, 4] },
] as const;
const MOST_LABELS = 12;

/**
 * Draws which share of recurring revenue was kept month by month, gross and net, beside the line of 100 %.
 *
 * @param retention - The two lists.
 * @param options - The heading.
 * @returns A Vega-Lite 5 specification; without a rate a lawful chart with empty axes.
 * @throws An {@link InvalidArgumentError} when a rate is neither finite nor `null`.
 *
 * @example
 * import { revenueRetentionChart } from "clientele/charts";
 *
 * const gross = [{ month: "2025-01", value: null }, { month: "2025-02", value: 0.94 }];
 * const net = [{ month: "2025-01", value: null }, { month: "2025-02", value: 1.02 }];
 * revenueRetentionChart({ gross, net }).title.subtitle; // => ["What the same customers still pay, as a share of what they paid"]
 *
 * @category Charts
 */
export function revenueRetentionChart(retention: RevenueRetentionData, options: ChartOptions = {}): VegaLiteSpec {
  const values = SERIES.flatMap(({ field, label }) => pointsOf(retention[field], `retention.${field}`, label));
  const months = [...new Set(SERIES.flatMap(({ field }) => retention[field].map(({ month }) => month)))].sort();
  const isEmpty = values.length === 0;
  const [least, most] = values.reduce(([low, high], { share }) => [Math.min(low, share), Math.max(high, share)], [1, 1]);
  // Retentions differ little from 1, so the axis does not begin at 0.
  const domain = isEmpty ? [0, 1] : [least - 0.02, most + 0.02];
  return chart(
    {
      title: options.title ?? "How much recurring revenue is kept",
      subtitle: ["What the same customers still pay, as a share of what they paid"],
      description: "Two lines over the months, gross and net revenue retention, beside a broken line at 100 per cent.",
      isEmpty,
    },
    {
      width: CHART_WIDTH,
      height: 280,
      encoding: { x: monthAxis(months), y: shareAxis(domain) },
      layer: [
        { data: { values: [{ share: 1 }] }, mark: { type: "rule", color: COLOURS.quiet, strokeDash: [4, 4] }, encoding: { x: null } },
        { data: { values }, ...lines() },
      ],
    },
  );
}

/** A point of a line. */
interface Point extends Record<string, Json> {
  readonly month: string;
  readonly series: string;
  readonly share: number;
  /** Points of one stretch are joined; a month without a rate begins another. */
  readonly stretch: number;
}

function pointsOf(rows: readonly RevenueRetentionRow[], place: string, series: string): Point[] {
  let stretch = 0;
  return rows.flatMap(({ month, value }, i) => {
    if (value === null) {
      stretch += 1;
      return [];
    }
    checkFinite(`${place}[${i}].value`, value);
    return [{ month, series, share: value, stretch }];
  });
}

function lines(): { readonly [name: string]: Json } {
  const series = { field: "series", type: "nominal", legend: { title: null } };
  const scale = (range: Json): Json => ({ ...series, scale: { domain: SERIES.map(({ label }) => label), range } });
  return {
    mark: { type: "line", strokeWidth: 2, point: { filled: true, size: 30, strokeDash: [1, 0] } },
    encoding: {
      color: scale(SERIES.map(({ colour }) => colour)),
      strokeDash: scale(SERIES.map(({ dash }) => [...dash])),
      detail: { field: "stretch", type: "nominal" },
    },
  };
}

function monthAxis(months: readonly string[]): Json {
  const axis = { title: "Month", values: spacedLabels(months, MOST_LABELS), labelAngle: 0 };
  return { field: "month", type: "ordinal", sort: null, scale: { domain: months }, axis };
}

function shareAxis(domain: readonly number[]): Json {
  return {
    field: "share",
    type: "quantitative",
    title: "Revenue kept",
    scale: { domain, nice: true, zero: false },
    axis: { format: ".0%", tickCount: 6 },
  };
}
