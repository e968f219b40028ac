import { currencyDigits } from "../foundation/money/currency.js";
import type { RevenueMovementMonth } from "../subscriptions/index.js";
import { amountScale, chart, CHART_WIDTH, checkNumbers, COLOURS, spacedLabels } from "./chart-base.js";
import type { ChartOptions, Json, VegaLiteSpec } from "./vega-lite-spec.js";

/**
 * What {@link revenueMovementsChart} draws: movements as `revenueMovements` gives them.
 * @category Charts
 */
export interface RevenueMovementsData {
  /** One row a month, in order, in minor units. */
  readonly months: readonly RevenueMovementRow[];
  /** The currency, ISO 4217; `null` when there is nothing to draw. */
  readonly currency: string | null;
}

/**
 * What {@link revenueMovementsChart} draws of a month: its label, what came and went, and what is paid at its end.
 * @category Charts
 */
export type RevenueMovementRow = Pick<
  RevenueMovementMonth,
  "month" | "new" | "expansion" | "contraction" | "churn" | "reactivation" | "closing"
>;

/** Gains upward, losses downward, both from the line at 0 on; the fifth tone is of the same palette. */
const MOVEMENTS = [
  { field: "new", label: "New", sign: 1, colour: COLOURS.blue },
  { field: "expansion", label: "Expansion", sign: 1, colour: "#56B4E9" },
  { field: "reactivation", label: "Reactivation", sign: 1, colour: COLOURS.green },
  { field: "churn", label: "Churn", sign: -1, colour: COLOURS.red },
  { field: "contraction", label: "Contraction", sign: -1, colour: COLOURS.orange },
] as const;

const MOST_LABELS = 12;
/** Room for the numbers of both panels, so that their titles stand below each other. */
const AXIS_EXTENT = 52;

/**
 * Draws how recurring revenue moved: what is paid a month at the end of each month above, what came, grew, shrank and left below.
 *
 * @param movements - The months, as `revenueMovements` gives them, and their currency.
 * @param options - The heading.
 * @returns A Vega-Lite 5 specification, amounts in major units; without months a lawful chart with empty axes.
 * @throws An {@link InvalidArgumentError} when a number is not finite or the currency is unknown.
 *
 * @example
 * import { revenueMovementsChart } from "clientele/charts";
 *
 * const spec = revenueMovementsChart({
 *   months: [{ month: "2025-01", new: 40_000, expansion: 5000, contraction: 1000, churn: 9000, reactivation: 0, closing: 235_000 }],
 *   currency: "EUR",
 * });
 * spec.title.subtitle; // => ["EUR a month at the end of each month, and what came and went in it"]
 *
 * @category Charts
 */
export function revenueMovementsChart(movements: RevenueMovementsData, options: ChartOptions = {}): VegaLiteSpec {
  const { months, currency } = movements;
  checkNumbers("movements.months", months, [...MOVEMENTS.map(({ field }) => field), "closing"]);
  const unit = currency === null ? 1 : 10 ** currencyDigits(currency);
  const labels = months.map(({ month }) => month);
  const x = { field: "month", type: "ordinal", sort: null, scale: { domain: labels, paddingInner: 0.25 } };
  return chart(
    {
      title: options.title ?? "Movements of recurring revenue",
      subtitle: [`${currency ?? "Amounts"} a month at the end of each month, and what came and went in it`],
      description:
        "Line of recurring revenue at the end of each month above stacked bars of new, expanded and reactivated revenue upward, of churn and contraction downward.",
      isEmpty: months.length === 0,
    },
    {
      spacing: 18,
      resolve: { scale: { x: "shared" } },
      vconcat: [
        closingPanel(months, unit, { ...x, axis: { labels: false, title: null } }),
        movementsPanel(months, unit, { ...x, axis: { title: "Month", values: spacedLabels(labels, MOST_LABELS), labelAngle: 0 } }),
      ],
    },
  );
}

function closingPanel(months: readonly RevenueMovementRow[], unit: number, x: Json): Json {
  return {
    width: CHART_WIDTH,
    height: 130,
    data: { values: months.map(({ month, closing }) => ({ month, closing: closing / unit })) },
    encoding: { x, y: amountAxis("closing", "Paid a month", months.length === 0) },
    layer: [
      { mark: { type: "line", color: COLOURS.blue, strokeWidth: 2 } },
      { mark: { type: "point", filled: true, color: COLOURS.blue, size: 30, opacity: 1 } },
    ],
  };
}

function movementsPanel(months: readonly RevenueMovementRow[], unit: number, x: Json): Json {
  const values = months.flatMap((row) =>
    MOVEMENTS.map(({ field, label, sign }, order) => ({
      month: row.month,
      movement: label,
      order,
      amount: 0 + (sign * row[field]) / unit,
    })),
  );
  const scale = { domain: MOVEMENTS.map(({ label }) => label), range: MOVEMENTS.map(({ colour }) => colour) };
  return {
    width: CHART_WIDTH,
    height: 210,
    data: { values },
    mark: { type: "bar" },
    encoding: {
      x,
      y: amountAxis("amount", "Gained and lost", months.length === 0),
      color: { field: "movement", type: "nominal", scale, legend: { title: null } },
      order: { field: "order", sort: "ascending" },
    },
  };
}

/** Amounts up and down from a line at 0; losses are known by their side. */
function amountAxis(field: string, title: string, isEmpty: boolean): Json {
  const gridColor = { condition: [{ test: "datum.value === 0", value: COLOURS.quiet }], value: COLOURS.line };
  const axis = { labelExpr: "format(abs(datum.value), '~s')", gridColor, minExtent: AXIS_EXTENT, tickCount: 6 };
  return { field, type: "quantitative", title, scale: amountScale(isEmpty), axis };
}
