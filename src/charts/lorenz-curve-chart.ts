import { checkFinite } from "../foundation/errors/check.js";
import { InvalidArgumentError } from "../foundation/errors/invalid-argument-error.js";
import type { LorenzCurve } from "../segmentation/lorenz-curve.js";
import { chart, COLOURS, percent } from "./chart-base.js";
import type { ChartOptions, Json, VegaLiteSpec } from "./vega-lite-spec.js";

/**
 * What a Lorenz curve chart says beside the curve.
 * @category Charts
 */
export interface LorenzCurveChartOptions extends ChartOptions {
  /** The Gini coefficient, printed below the heading; `null`, as for no customers, prints nothing. */
  readonly gini?: number | null;
}

const SIDE = 400;
/** More points than the picture has pixels would only make it heavy. */
const MOST_POINTS = 400;
const TOP_SHARE = 0.2;

/**
 * Draws how unevenly revenue is spread over customers, and names the share of the best fifth.
 *
 * Curves of more than 400 points are drawn with evenly chosen ones of them.
 *
 * @param curve - The curve; `null`, as for no customers, gives an empty chart.
 * @param options - The heading, and the Gini coefficient.
 * @returns A Vega-Lite 5 specification.
 * @throws An {@link InvalidArgumentError} when the two lists of the curve differ in length, or a number is not finite.
 *
 * @example
 * import { charts } from "clientele";
 *
 * const curve = { population: [0, 0.25, 0.5, 0.75, 1], share: [0, 0.05, 0.15, 0.4, 1] };
 * charts.lorenzCurveChart(curve, { gini: 0.45 }).title.subtitle; // => ["The best 20% of the customers bring 48% of the revenue", "Gini 0.45 (0: all bring the same, 1: one brings all)"]
 *
 * @category Charts
 */
export function lorenzCurveChart(curve: LorenzCurve | null, options: LorenzCurveChartOptions = {}): VegaLiteSpec {
  const { gini = null } = options;
  if (gini !== null) checkFinite("options.gini", gini);
  const points = thinnedPoints(curve);
  const isEmpty = points.length < 2;
  const topRevenue = isEmpty ? 0 : 1 - valueAt(points, 1 - TOP_SHARE);
  const axis = { format: ".0%", values: [0, 0.2, 0.4, 0.6, 0.8, 1] };
  return chart(
    {
      title: options.title ?? "How revenue is spread over customers",
      subtitle: [
        `The best ${percent(TOP_SHARE)} of the customers bring ${percent(topRevenue)} of the revenue`,
        gini === null ? "" : `Gini ${gini.toFixed(2)} (0: all bring the same, 1: one brings all)`,
      ],
      description:
        "Lorenz curve: the share of revenue of the smallest customers together, against their share of all customers, beside the diagonal of equality.",
      isEmpty,
    },
    {
      width: SIDE,
      height: SIDE,
      encoding: {
        x: { field: "population", type: "quantitative", title: "Customers, smallest first", scale: { domain: [0, 1] }, axis },
        y: { field: "share", type: "quantitative", title: "Share of revenue", scale: { domain: [0, 1] }, axis },
      },
      layer: [
        { data: { values: points }, mark: { type: "area", color: COLOURS.blue, opacity: 0.12, clip: true } },
        ...equalityLayers(),
        { data: { values: points }, mark: { type: "line", color: COLOURS.blue, strokeWidth: 2.5, clip: true } },
        ...(isEmpty ? [] : topLayers(1 - topRevenue)),
      ],
    },
  );
}

/** The diagonal on which all customers would bring the same. */
function equalityLayers(): Json[] {
  const ends = [
    { population: 0, share: 0 },
    { population: 1, share: 1 },
  ];
  return [
    { data: { values: ends }, mark: { type: "line", color: COLOURS.quiet, strokeWidth: 1, strokeDash: [4, 4] } },
    {
      data: { values: [{ population: 0.4, share: 0.4 }] },
      mark: { type: "text", text: "if all brought the same", angle: -45, dy: -9, color: COLOURS.quiet },
    },
  ];
}

/** The point at which the best fifth begins. */
function topLayers(restRevenue: number): Json[] {
  const at = { population: 1 - TOP_SHARE, share: restRevenue };
  const text = `the other ${percent(at.population)}: ${percent(at.share)}`;
  return [
    { data: { values: [{ ...at, share: 0 }, at] }, mark: { type: "line", color: COLOURS.red, strokeWidth: 1, strokeDash: [2, 3] } },
    { data: { values: [at] }, mark: { type: "point", filled: true, color: COLOURS.red, size: 60, opacity: 1 } },
    { data: { values: [at] }, mark: { type: "text", text, align: "right", baseline: "bottom", dx: -9, dy: -3 } },
  ];
}

function thinnedPoints(curve: LorenzCurve | null): { population: number; share: number }[] {
  if (curve === null) return [];
  const { population, share } = curve;
  if (population.length !== share.length)
    throw new InvalidArgumentError("curve.share", `as many values as curve.population (${population.length})`, share);
  population.forEach((value, i) => {
    checkFinite(`curve.population[${i}]`, value);
    checkFinite(`curve.share[${i}]`, share[i]);
  });
  const count = Math.min(population.length, MOST_POINTS);
  const step = count > 1 ? (population.length - 1) / (count - 1) : 0;
  return Array.from({ length: count }, (_, i) => {
    const index = Math.round(i * step);
    return { population: population[index] as number, share: share[index] as number };
  });
}

/** The curve between its points. */
function valueAt(points: readonly { population: number; share: number }[], sought: number): number {
  const next = points.findIndex(({ population }) => population >= sought);
  const [before, after] = [points[next - 1], points[next]];
  if (before === undefined || after === undefined) return after?.share ?? 0;
  return before.share + ((sought - before.population) / (after.population - before.population)) * (after.share - before.share);
}
