import { checkFinite } from "../foundation/errors/check.js";
import { InvalidArgumentError } from "../foundation/errors/invalid-argument-error.js";
import type { SurvivalCurve } from "../survival/kaplan-meier.js";
import { medianSurvival } from "../survival/survival-quantile.js";
import { chart, CHART_WIDTH, COLOURS, percent } from "./chart-base.js";
import type { ChartOptions, Json, VegaLiteSpec } from "./vega-lite-spec.js";

/**
 * One line of a {@link survivalChart}.
 * @category Charts
 */
export interface SurvivalChartGroup {
  /** The group's name. */
  readonly group: string;
  /** Its curve. */
  readonly curve: SurvivalCurve;
}

/**
 * What a survival chart can say beside its lines.
 * @category Charts
 */
export interface SurvivalChartOptions extends ChartOptions {
  /** The unit of time below the axis: `"days"`. */
  readonly timeUnit?: string;
}

/** More steps than the picture has room for would only make it heavy. */
const MOST_STEPS = 400;
/** More medians would push the picture away from its heading. */
const MOST_MEDIANS = 4;
const TONES = [COLOURS.blue, COLOURS.orange, COLOURS.green, COLOURS.red, "#CC79A7", "#56B4E9", COLOURS.text];
const DASHES = [
  [1, 0],
  [7, 3],
  [2, 2],
  [9, 3, 2, 3],
  [1, 0],
  [7, 3],
  [2, 2],
];

/**
 * Draws the share still there over time: a step curve for each group, in its band.
 *
 * Of curves with more than 400 times, 400 evenly spaced moments are drawn.
 *
 * @param groups - The groups, in the order of the legend; or one curve alone.
 * @param options - The heading, and the unit of time.
 * @returns A Vega-Lite 5 specification; without times a lawful chart with empty axes.
 * @throws An {@link InvalidArgumentError} when two groups have the same name, or a number is not finite.
 *
 * @example
 * import { survivalChart } from "clientele/charts";
 * import { eventTable, kaplanMeier } from "clientele/survival";
 *
 * const curve = kaplanMeier(eventTable({ time: [1, 2, 3, 4, 5, 6], event: [1, 1, 0, 1, 1, 0] }));
 * survivalChart(curve, { timeUnit: "months" }).title.subtitle;
 * // => ["The share still there over time; the band is to hold it with 95%", "Half have left after 4 months"]
 *
 * @category Charts
 */
export function survivalChart(groups: readonly SurvivalChartGroup[] | SurvivalCurve, options: SurvivalChartOptions = {}): VegaLiteSpec {
  const { timeUnit } = options;
  const single = "kind" in groups;
  const lines = single ? [{ group: "All", curve: groups }] : groups;
  checkGroups(lines);
  const drawn = lines.filter(({ curve }) => curve.time.length > 0);
  const last = drawn.reduce((latest, { curve }) => Math.max(latest, curve.time.at(-1) as number), 0);
  const moments = drawn.map(({ group, curve }) => ({ group, steps: stepsOf(curve, last) }));
  const isEmpty = drawn.length === 0;
  const legend = single || drawn.length < 2 ? null : { title: null, symbolType: "stroke", symbolStrokeWidth: 3, symbolOpacity: 1 };
  const series = (range: readonly Json[]): Json => ({
    field: "group",
    type: "nominal",
    sort: null,
    legend,
    scale: { domain: drawn.map(({ group }) => group), range: drawn.map((_, i) => range[i % range.length] as Json) },
  });
  return chart(
    {
      title: options.title ?? "How long do customers stay?",
      subtitle: [bandWords(drawn), ...medianWords(drawn, timeUnit)],
      description: "Step curves over time of the share of customers that is still there, each inside the band of its confidence limits.",
      isEmpty,
    },
    {
      width: CHART_WIDTH,
      height: 340,
      encoding: {
        x: {
          field: "time",
          type: "quantitative",
          title: `Time${timeUnit === undefined ? "" : `, in ${timeUnit}`}`,
          scale: { domain: [0, last || 1], nice: false },
          axis: { grid: false },
        },
        color: series(TONES),
      },
      layer: [
        {
          data: { values: moments.flatMap(({ group, steps }) => bandRows(group, steps)) },
          mark: { type: "area", interpolate: "step-after", opacity: 0.15 },
          encoding: { y: { field: "lower", type: "quantitative" }, y2: { field: "upper" }, detail: { field: "part", type: "nominal" } },
        },
        {
          data: { values: moments.flatMap(({ group, steps }) => steps.map(({ time, survival }) => ({ group, time, survival }))) },
          mark: { type: "line", interpolate: "step-after", strokeWidth: 2 },
          encoding: {
            y: {
              field: "survival",
              type: "quantitative",
              title: "Still there",
              scale: { domain: [0, 1] },
              axis: { format: ".0%", values: [0, 0.25, 0.5, 0.75, 1] },
            },
            strokeDash: series(DASHES),
          },
        },
      ],
    },
  );
}

/** What holds from a time on. */
interface Step {
  readonly time: number;
  readonly survival: number;
  readonly lower: number | null;
  readonly upper: number | null;
}

function checkGroups(groups: readonly SurvivalChartGroup[]): void {
  const names = new Set<string>();
  for (const [i, { group, curve }] of groups.entries()) {
    if (names.has(group)) throw new InvalidArgumentError(`groups[${String(i)}].group`, "a name that no other group has", group);
    names.add(group);
    curve.time.forEach((time, j) => {
      checkFinite(`groups[${String(i)}].curve.time[${String(j)}]`, time);
      checkFinite(`groups[${String(i)}].curve.survival[${String(j)}]`, curve.survival[j]);
      for (const name of ["lower", "upper"] as const) {
        if (curve[name][j] !== null) checkFinite(`groups[${String(i)}].curve.${name}[${String(j)}]`, curve[name][j]);
      }
    });
  }
}

/** The curve from time 0 on; of many times the last one before each of evenly spaced moments up to `end`. */
function stepsOf({ time, survival, lower, upper }: SurvivalCurve, end: number): Step[] {
  const steps: Step[] = time[0] === 0 ? [] : [{ time: 0, survival: 1, lower: null, upper: null }];
  const momentOf = (i: number): number => Math.floor(((time[i] as number) / end) * MOST_STEPS);
  const isThin = time.length <= MOST_STEPS;
  time.forEach((at, i) => {
    if (!isThin && i < time.length - 1 && momentOf(i) === momentOf(i + 1)) return;
    steps.push({ time: at, survival: survival[i] as number, lower: lower[i] ?? null, upper: upper[i] ?? null });
  });
  return steps;
}

/** Stretches in which the band is defined, each drawn up to where it ends. */
function bandRows(group: string, steps: readonly Step[]): Json[] {
  const rows: Json[] = [];
  let part = 0;
  steps.forEach(({ time, lower, upper }, i) => {
    const before = steps[i - 1];
    if (lower !== null && upper !== null) rows.push({ group, part, time, lower, upper });
    else if (before !== undefined && before.lower !== null && before.upper !== null) {
      rows.push({ group, part, time, lower: before.lower, upper: before.upper });
      part += 1;
    }
  });
  return rows;
}

function bandWords(groups: readonly SurvivalChartGroup[]): string {
  const levels = [...new Set(groups.map(({ curve }) => curve.level))];
  const words = levels.map((level) => `${String(Number((level * 100).toFixed(6)))}%`).join(" or ");
  return `The share still there over time; the ${groups.length > 1 ? "bands are" : "band is"} to hold it with ${words}`;
}

function medianWords(groups: readonly SurvivalChartGroup[], timeUnit: string | undefined): string[] {
  if (groups.length > MOST_MEDIANS) return [];
  const unit = timeUnit === undefined ? "" : ` ${timeUnit}`;
  return groups.map(({ group, curve }) => {
    const median = medianSurvival(curve).time;
    const name = groups.length > 1 ? `${group}: ` : "";
    if (median !== null)
      return `${name}${groups.length > 1 ? "half" : "Half"} have left after ${String(Number(median.toPrecision(4)))}${unit}`;
    return `${name}${percent(curve.survival.at(-1) as number)} are still there at the last time`;
  });
}
