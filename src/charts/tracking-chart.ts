import type { TrackingRow } from "../clv/checks/tracking-curve.js";
import { actualAndExpected, seriesEncodings } from "./actual-and-expected.js";
import { amountScale, chart, CHART_WIDTH, checkNumbers, COLOURS } from "./chart-base.js";
import type { ChartOptions, Json, VegaLiteSpec } from "./vega-lite-spec.js";

/**
 * What a tracking chart can say beside its lines.
 * @category Charts
 */
export interface TrackingChartOptions extends ChartOptions {
  /** The unit of time below the axis: `"weeks"`. */
  readonly timeUnit?: string | undefined;
}

/** Room for the numbers of both panels, so that their titles stand below each other. */
const AXIS_EXTENT = 44;

/**
 * Draws the repeat purchases of all customers over time beside what a model expected: period by period above, added up below.
 *
 * Right of the upright line is the holdout, which the model did not see.
 *
 * @param rows - One row a period, in the order of time, as `trackingCurve` gives them.
 * @param options - The heading, and the unit of time.
 * @returns A Vega-Lite 5 specification; without rows a lawful chart with empty axes.
 * @throws An {@link InvalidArgumentError} when a number is not finite.
 *
 * @example
 * import { charts } from "clientele";
 *
 * const spec = charts.trackingChart([
 *   { end: 1, actual: 12, expected: 11.3, actualCumulative: 12, expectedCumulative: 11.3, isHoldout: false },
 *   { end: 2, actual: 18, expected: 15.1, actualCumulative: 30, expectedCumulative: 26.4, isHoldout: true },
 * ]);
 * spec.title.subtitle; // => ["Repeat purchases of all customers, actual and expected; right of the line the holdout"]
 *
 * @category Charts
 */
export function trackingChart(rows: readonly TrackingRow[], options: TrackingChartOptions = {}): VegaLiteSpec {
  checkNumbers("rows", rows, ["end", "actual", "expected", "actualCumulative", "expectedCumulative"]);
  const cut = rows.some(({ isHoldout }) => isHoldout) ? rows.findLast(({ isHoldout }) => !isHoldout)?.end : undefined;
  const { timeUnit } = options;
  const [first, last] = [rows[0]?.end ?? 0, rows.at(-1)?.end ?? 1];
  const x = { field: "end", type: "quantitative", scale: { domain: [Math.min(0, first), last], nice: false } };
  const axis = { grid: false, title: `Time since the first purchase of all${timeUnit === undefined ? "" : `, in ${timeUnit}`}` };
  const isEmpty = rows.length === 0;
  return chart(
    {
      title: options.title ?? "Does the model follow what customers buy?",
      subtitle: [`Repeat purchases of all customers, actual and expected${cut === undefined ? "" : "; right of the line the holdout"}`],
      description:
        "Two panels over time, each with a line of actual and one of expected repeat purchases: of each period above, added up below.",
      isEmpty,
    },
    {
      spacing: 24,
      resolve: { scale: { x: "shared" } },
      vconcat: [
        panel(
          rows.flatMap(incremental),
          { ...x, axis: { labels: false, grid: false, title: null } },
          { title: "In the period", cut, isEmpty },
        ),
        panel(rows.flatMap(cumulative), { ...x, axis }, { title: "Up to then", cut, isEmpty }),
      ],
    },
  );
}

function incremental({ end, actual, expected, isHoldout }: TrackingRow): Json[] {
  return actualAndExpected({ end, isHoldout }, "purchases", actual, expected);
}

function cumulative({ end, actualCumulative, expectedCumulative, isHoldout }: TrackingRow): Json[] {
  return actualAndExpected({ end, isHoldout }, "purchases", actualCumulative, expectedCumulative);
}

/** What a panel is about. */
interface Panel {
  readonly title: string;
  /** Where the holdout begins. */
  readonly cut: number | undefined;
  readonly isEmpty: boolean;
}

function panel(values: Json[], x: { readonly [name: string]: Json }, { title, cut, isEmpty }: Panel): Json {
  const { color, strokeDash } = seriesEncodings();
  const y = {
    field: "purchases",
    type: "quantitative",
    title,
    scale: amountScale(isEmpty),
    axis: { minExtent: AXIS_EXTENT, tickCount: 5 },
  };
  const line = { mark: { type: "line", strokeWidth: 2 }, data: { values }, encoding: { x, y, color, strokeDash } };
  const rule = (end: number): Json => ({
    mark: { type: "rule", color: COLOURS.quiet },
    data: { values: [{ end }] },
    encoding: { x: { field: "end", type: "quantitative" } },
  });
  return { width: CHART_WIDTH, height: 170, layer: cut === undefined ? [line] : [line, rule(cut)] };
}
