import type { ProbabilityAliveMatrix } from "../clv/checks/probability-alive-matrix.js";
import { checkFinite, checkOneOf } from "../foundation/errors/check.js";
import { chart, COLOURS, spacedLabels } from "./chart-base.js";
import { BLUES } from "./heat-map.js";
import type { ChartOptions, Json, VegaLiteSpec } from "./vega-lite-spec.js";

/**
 * What {@link probabilityAliveChart} draws.
 * @category Charts
 */
export interface ProbabilityAliveChartOptions extends ChartOptions {
  /** The chance of being still there, which is drawn if not given, or the purchases to expect. */
  readonly measure?: "probabilityAlive" | "expectedPurchases" | undefined;
  /** The unit of time below the axis: `"weeks"`. */
  readonly timeUnit?: string | undefined;
}

const SIDE = 440;
const MOST_LABELS = 14;

/**
 * Draws the chance of being still there, or the purchases to expect, over repeat purchases and the age at the last one: how a model thinks.
 *
 * Cells of customers that there cannot be are left white.
 *
 * @param matrix - A grid of `probabilityAliveMatrix`.
 * @param options - The heading, what to draw, and the unit of time.
 * @returns A Vega-Lite 5 specification; without cells a lawful chart with empty axes.
 * @throws An {@link InvalidArgumentError} when a number is not finite.
 *
 * @example
 * import { probabilityAliveChart } from "clientele/charts";
 *
 * const matrix = {
 *   age: 40, horizon: 10, frequencies: [0, 1], recencies: [0, 40],
 *   probabilityAlive: [[1, null], [null, 0.75]], expectedPurchases: [[0.05, null], [null, 0.2]],
 * };
 * probabilityAliveChart(matrix, { timeUnit: "weeks" }).title.subtitle;
 * // => ["The chance that a customer of age 40 weeks has not left"]
 *
 * @category Charts
 */
export function probabilityAliveChart(matrix: ProbabilityAliveMatrix, options: ProbabilityAliveChartOptions = {}): VegaLiteSpec {
  const { measure = "probabilityAlive", timeUnit } = options;
  checkOneOf("options.measure", measure, ["probabilityAlive", "expectedPurchases"]);
  const values = cellsOf(matrix, measure);
  const unit = timeUnit === undefined ? "" : ` ${timeUnit}`;
  const [age, horizon] = [amount(matrix.age), amount(matrix.horizon)];
  const isChance = measure === "probabilityAlive";
  const what = isChance
    ? `The chance that a customer of age ${age}${unit} has not left`
    : `Purchases to expect of a customer of age ${age}${unit} within ${horizon}${unit}`;
  const isEmpty = values.length === 0;
  return chart(
    {
      title: options.title ?? (isChance ? "Who is still there?" : "Who is going to buy?"),
      subtitle: [what],
      description: `Heat map: one row a number of repeat purchases, one column an age at the last purchase. ${what}.`,
      isEmpty,
    },
    {
      width: SIDE,
      height: SIDE,
      data: { values },
      mark: { type: "rect" },
      encoding: {
        x: {
          field: "recency",
          type: "ordinal",
          title: `Age at the last purchase${timeUnit === undefined ? "" : `, in ${timeUnit}`}`,
          scale: { domain: [...matrix.recencies] },
          axis: { labelAngle: 0, values: spaced(matrix.recencies), labelExpr: "format(datum.value, '.3~r')" },
        },
        y: {
          field: "frequency",
          type: "ordinal",
          title: "Repeat purchases",
          scale: { domain: [...matrix.frequencies], reverse: true },
          axis: { values: spaced(matrix.frequencies) },
        },
        color: { field: "value", type: "quantitative", scale: colourScale(isChance, isEmpty), legend: colourLegend(isChance) },
      },
    },
  );
}

function cellsOf(matrix: ProbabilityAliveMatrix, measure: "probabilityAlive" | "expectedPurchases"): { readonly [name: string]: Json }[] {
  checkFinite("matrix.age", matrix.age);
  checkFinite("matrix.horizon", matrix.horizon);
  return matrix.frequencies.flatMap((frequency, i) =>
    matrix.recencies.flatMap((recency, j) => {
      checkFinite(`matrix.frequencies[${String(i)}]`, frequency);
      checkFinite(`matrix.recencies[${String(j)}]`, recency);
      const value = matrix[measure][i]?.[j] ?? null;
      if (value === null) return [];
      checkFinite(`matrix.${measure}[${String(i)}][${String(j)}]`, value);
      return [{ frequency, recency, value }];
    }),
  );
}

function spaced(values: readonly number[]): number[] {
  return spacedLabels(values.map(String), MOST_LABELS).map(Number);
}

/** At most three digits after the point. */
function amount(value: number): string {
  return String(Number(value.toFixed(3)));
}

function colourScale(isChance: boolean, isEmpty: boolean): Json {
  return isChance || isEmpty ? { range: [...BLUES], domain: [0, 1] } : { range: [...BLUES], domainMin: 0 };
}

function colourLegend(isChance: boolean): Json {
  const looks = { orient: "bottom", gradientLength: 200, gradientThickness: 10, titleColor: COLOURS.quiet };
  return isChance
    ? { ...looks, title: "Chance", format: ".0%", values: [0, 0.25, 0.5, 0.75, 1] }
    : { ...looks, title: "Purchases", tickCount: 4 };
}
