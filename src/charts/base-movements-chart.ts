import type { BaseMovement } from "../retention/index.js";
import { amountScale, chart, CHART_WIDTH, checkNumbers, COLOURS, RUNNING_OPACITY, spacedLabels } from "./chart-base.js";
import type { ChartOptions, Json, VegaLiteSpec } from "./vega-lite-spec.js";

/**
 * What {@link baseMovementsChart} draws of a period: its label, who came, went and is there at its end, and whether it is over.
 * @category Charts
 */
export type BaseMovementRow = Pick<BaseMovement, "period" | "new" | "reactivated" | "lapsed" | "closing" | "complete">;

const MOVEMENTS = ["New", "Reactivated", "Lapsed"];
const MOST_LABELS = 12;
/** Room for the numbers of both panels, so that their titles stand below each other. */
const AXIS_EXTENT = 36;

/**
 * Draws how the customer base moved: active customers at the end of each period above, who came and who went below.
 *
 * A period that is still running is drawn pale.
 *
 * @param movements - One row a period, in the order of time.
 * @param options - The heading.
 * @returns A Vega-Lite 5 specification; without periods a lawful chart with empty axes.
 * @throws An {@link InvalidArgumentError} when a number is not finite.
 *
 * @example
 * import { charts } from "clientele";
 *
 * const spec = charts.baseMovementsChart([
 *   { period: "2025-01", new: 40, reactivated: 5, lapsed: 12, closing: 233, complete: true },
 *   { period: "2025-02", new: 11, reactivated: 2, lapsed: 3, closing: 243, complete: false },
 * ]);
 * spec.title.subtitle; // => ["Active customers, and who came and went", "Pale: the period is still running"]
 *
 * @category Charts
 */
export function baseMovementsChart(movements: readonly BaseMovementRow[], options: ChartOptions = {}): VegaLiteSpec {
  checkNumbers("movements", movements, ["new", "reactivated", "lapsed", "closing"]);
  const periods = movements.map(({ period }) => period);
  const x = { field: "period", type: "ordinal", sort: null, scale: { domain: periods, paddingInner: 0.25 } };
  const opacity = { condition: { test: "datum.complete", value: 1 }, value: RUNNING_OPACITY };
  const running = movements.some(({ complete }) => !complete);
  return chart(
    {
      title: options.title ?? "Movements of the customer base",
      subtitle: ["Active customers, and who came and went", running ? "Pale: the period is still running" : ""],
      description: "Line of active customers at the end of each period above bars of customers won, won back and lost in it.",
      isEmpty: movements.length === 0,
    },
    {
      spacing: 18,
      resolve: { scale: { x: "shared" } },
      vconcat: [
        closingPanel(movements, { ...x, axis: { labels: false, title: null } }, opacity),
        movementsPanel(movements, { ...x, axis: { title: "Period", values: spacedLabels(periods, MOST_LABELS), labelAngle: 0 } }, opacity),
      ],
    },
  );
}

function closingPanel(movements: readonly BaseMovementRow[], x: Json, opacity: Json): Json {
  return {
    width: CHART_WIDTH,
    height: 130,
    data: { values: movements.map(({ period, closing, complete }) => ({ period, closing, complete })) },
    encoding: { x, y: countAxis("closing", "Active at the end", movements.length === 0) },
    layer: [
      { mark: { type: "line", color: COLOURS.blue, strokeWidth: 2 } },
      { mark: { type: "point", filled: true, color: COLOURS.blue, size: 30 }, encoding: { opacity } },
    ],
  };
}

function movementsPanel(movements: readonly BaseMovementRow[], x: Json, opacity: Json): Json {
  const rows = movements.flatMap(({ period, complete, ...row }) => [
    { period, complete, movement: "New", customers: row.new },
    { period, complete, movement: "Reactivated", customers: row.reactivated },
    { period, complete, movement: "Lapsed", customers: 0 - row.lapsed },
  ]);
  return {
    width: CHART_WIDTH,
    height: 210,
    data: { values: rows },
    mark: { type: "bar" },
    encoding: {
      x,
      y: countAxis("customers", "Gained and lost", movements.length === 0),
      color: {
        field: "movement",
        type: "nominal",
        scale: { domain: [...MOVEMENTS], range: [COLOURS.blue, COLOURS.green, COLOURS.red] },
        legend: { title: null },
      },
      // By name, so that those won back stand on those won.
      order: { field: "movement", sort: "ascending" },
      opacity,
    },
  };
}

/** Whole customers, up and down from a line at 0. */
function countAxis(field: string, title: string, isEmpty: boolean): Json {
  const isWhole = "datum.value === floor(datum.value)";
  const labelExpr = `${isWhole} ? format(abs(datum.value), ',') : ''`;
  const gridColor = {
    condition: [
      { test: "datum.value === 0", value: COLOURS.quiet },
      { test: isWhole, value: COLOURS.line },
    ],
    value: "transparent",
  };
  const axis = { labelExpr, gridColor, minExtent: AXIS_EXTENT, tickCount: 6 };
  return { field, type: "quantitative", title, scale: amountScale(isEmpty), axis };
}
