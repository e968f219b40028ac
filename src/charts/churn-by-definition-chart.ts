import { checkFinite } from "../foundation/errors/check.js";
import type { ChurnRate } from "../retention/index.js";
import { amountScale, chart, CHART_WIDTH, COLOURS } from "./chart-base.js";
import type { ChartOptions, Json, VegaLiteSpec } from "./vega-lite-spec.js";

/**
 * What {@link churnByDefinitionChart} draws of a rate: its value, the name of its definition, and what that counts over what.
 * @category Charts
 */
export interface ChurnDefinitionRow extends Pick<ChurnRate, "value"> {
  /** How it was counted. */
  readonly definition: Pick<ChurnRate["definition"], "method" | "counted" | "base">;
}

/**
 * Draws the churn of one period by several definitions below each other, the lowest first: how far apart they are on the same customers.
 *
 * A definition without a value has no bar and says so. What each counts stands in the tooltip.
 *
 * @param rates - One rate a definition, as `contractRates` gives them under `churn`.
 * @param options - The heading.
 * @returns A Vega-Lite 5 specification; without a value a lawful chart with empty axes.
 * @throws An {@link InvalidArgumentError} when a value is not finite.
 *
 * @example
 * import { charts, retention } from "clientele";
 *
 * const contracts = [
 *   { customerId: "anna", start: Date.UTC(2024, 0, 10), end: null },
 *   { customerId: "ben", start: Date.UTC(2024, 0, 10), end: Date.UTC(2024, 3, 20) },
 *   { customerId: "cem", start: Date.UTC(2024, 3, 5), end: Date.UTC(2024, 3, 15) },
 * ];
 * const { churn } = retention.contractRates(contracts, { from: "2024-04-01", to: "2024-05-01", timeZone: "UTC" });
 * const spec = charts.churnByDefinitionChart(churn);
 * spec.title.subtitle; // => ["The same customers and the same period: from 50.0% to 133.3%"]
 *
 * @category Charts
 */
export function churnByDefinitionChart(rates: readonly ChurnDefinitionRow[], options: ChartOptions = {}): VegaLiteSpec {
  rates.forEach(({ value }, i) => {
    if (value !== null) checkFinite(`rates[${i}].value`, value);
  });
  // Those without a value last.
  const sorted = [...rates].sort((a, b) => (a.value === null ? 1 : 0) - (b.value === null ? 1 : 0) || (a.value ?? 0) - (b.value ?? 0));
  const known = sorted.flatMap(({ value }) => (value === null ? [] : [value]));
  const isEmpty = known.length === 0;
  const values = sorted.map(({ value, definition: { method, counted, base } }) => ({
    definition: method,
    churn: value,
    label: value === null ? "no value" : percentOf(value),
    counted,
    base,
  }));
  return chart(
    {
      title: options.title ?? "Churn, by definition",
      subtitle: [`The same customers and the same period: from ${percentOf(known[0] ?? 0)} to ${percentOf(known.at(-1) ?? 0)}`],
      description: "One bar for the churn rate of the same customers and period by each definition, the lowest first.",
      isEmpty,
    },
    { width: CHART_WIDTH - 160, height: { step: 30 }, data: { values }, encoding: encoding(isEmpty), layer: layers() },
  );
}

/** With a digit after the point: definitions often lie close to each other. */
function percentOf(share: number): string {
  return `${(share * 100).toFixed(1)}%`;
}

function encoding(isEmpty: boolean): Json {
  return {
    x: { field: "churn", type: "quantitative", title: "Churn", axis: { format: ".0%", tickCount: 6 }, scale: amountScale(isEmpty) },
    y: {
      field: "definition",
      type: "nominal",
      title: null,
      sort: null,
      axis: { labelLimit: 400, labelFontSize: 12 },
      scale: { padding: 0.3 },
    },
    tooltip: [
      { field: "definition", title: "Definition" },
      { field: "label", title: "Churn" },
      { field: "counted", title: "Counted" },
      { field: "base", title: "Of" },
    ],
  };
}

function layers(): Json {
  return [
    { transform: [{ filter: "isValid(datum.churn)" }], mark: { type: "bar", color: COLOURS.blue } },
    {
      transform: [{ calculate: "isValid(datum.churn) ? datum.churn : 0", as: "end" }],
      mark: { type: "text", align: "left", baseline: "middle", dx: 4 },
      encoding: { x: { field: "end", type: "quantitative" }, text: { field: "label", type: "nominal" } },
    },
  ];
}
