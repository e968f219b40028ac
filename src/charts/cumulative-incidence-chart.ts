import { InvalidArgumentError } from "../foundation/errors/invalid-argument-error.js";
import { checkFinite } from "../foundation/errors/check.js";
import type { CumulativeIncidence } from "../survival/aalen-johansen.js";
import { chart, CHART_WIDTH, COLOURS, percent } from "./chart-base.js";
import type { ChartOptions, Json, VegaLiteSpec } from "./vega-lite-spec.js";

/**
 * What {@link cumulativeIncidenceChart} can say beside its areas.
 * @category Charts
 */
export interface CumulativeIncidenceChartOptions extends ChartOptions {
  /** The unit of time below the axis: `"months"`. */
  readonly timeUnit?: string;
  /** What those who have not left are called; `"Still there"` when left out. */
  readonly stillThere?: string;
}

/** Tones of the causes, from the bottom up; from the seventh on they begin again. */
const TONES = [COLOURS.orange, COLOURS.red, "#CC79A7", "#56B4E9", COLOURS.green, "#F0E442"];
/** Of several steps within half a pixel the last is drawn. */
const MOST_STEPS = 2 * CHART_WIDTH;

/**
 * Draws who is still there and who has left for which cause, as areas on each other over time: at any time they make all customers.
 *
 * @param incidence - What `aalenJohansen` gave.
 * @param options - The heading, the unit of time, and the name of those who have not left.
 * @returns A Vega-Lite 5 specification; without times a lawful chart with empty axes.
 * @throws An {@link InvalidArgumentError} when a number is not finite, or two areas have the same name.
 *
 * @example
 * import { charts, survival } from "clientele";
 *
 * const incidence = survival.aalenJohansen([
 *   { time: 1, cause: "price" }, { time: 2, cause: null }, { time: 3, cause: "service" }, { time: 4, cause: null },
 * ]);
 * const spec = charts.cumulativeIncidenceChart(incidence, { timeUnit: "months" });
 * spec.title.subtitle; // => ["Share of customers still there, and left by cause; after 4 months 38% are still there"]
 *
 * @category Charts
 */
export function cumulativeIncidenceChart(
  incidence: Pick<CumulativeIncidence, "time" | "eventFree" | "causes">,
  options: CumulativeIncidenceChartOptions = {},
): VegaLiteSpec {
  const { timeUnit, stillThere = "Still there" } = options;
  const states = [stillThere, ...incidence.causes.map(({ cause }) => cause)];
  check(incidence, states);
  const end = incidence.time.at(-1);
  const isEmpty = end === undefined;
  const after = `${String(end)}${timeUnit === undefined ? "" : ` ${timeUnit}`}`;
  const last = `after ${after} ${percent(incidence.eventFree.at(-1) ?? 1)} are still there`;
  const range = [COLOURS.blue, ...incidence.causes.map((_, k) => TONES[k % TONES.length] as string)];
  return chart(
    {
      title: options.title ?? "Who is still there, and why the others left",
      subtitle: [`Share of customers still there, and left by cause; ${last}`],
      description:
        "Stacked areas over time: the share of customers who are still there, and the shares of those who have left by then, by cause.",
      isEmpty,
    },
    {
      width: CHART_WIDTH,
      height: 300,
      data: { values: isEmpty ? [] : rowsOf(incidence, states) },
      mark: { type: "area", interpolate: "step-after", opacity: 0.85, stroke: "#FFFFFF", strokeWidth: 0.75 },
      encoding: {
        x: {
          field: "time",
          type: "quantitative",
          title: `Time since the start${timeUnit === undefined ? "" : `, in ${timeUnit}`}`,
          scale: { domain: [0, end || 1], nice: false },
          axis: { grid: false },
        },
        y: {
          field: "share",
          type: "quantitative",
          stack: "zero",
          title: "Share of customers",
          scale: { domain: [0, 1] },
          axis: { format: ".0%", tickCount: 5 },
        },
        color: { field: "state", type: "nominal", scale: { domain: states, range }, legend: { title: null } },
        // Those still there at the bottom, on them the causes in their order.
        order: { field: "place", type: "quantitative", sort: "ascending" },
      },
    },
  );
}

/** One row an area and time, from all there at 0 on. */
function rowsOf(
  { time, eventFree, causes }: Pick<CumulativeIncidence, "time" | "eventFree" | "causes">,
  states: readonly string[],
): Json[] {
  const rows: Json[] = [];
  const put = (at: number, shareOf: (place: number) => number): void => {
    for (const [place, state] of states.entries()) rows.push({ time: at, state, place, share: shareOf(place) });
  };
  if (time[0] !== 0) put(0, (place) => (place === 0 ? 1 : 0));
  const end = time.at(-1) as number;
  const step = (t: number): number => Math.floor(((time[t] as number) / end) * MOST_STEPS);
  for (let t = 0; t < time.length; t++) {
    if (t + 1 < time.length && step(t) === step(t + 1)) continue;
    put(time[t] as number, (place) => (place === 0 ? eventFree[t] : causes[place - 1]?.cumulativeIncidence[t]) as number);
  }
  return rows;
}

function check({ time, eventFree, causes }: Pick<CumulativeIncidence, "time" | "eventFree" | "causes">, states: readonly string[]): void {
  states.forEach((state, place) => {
    if (states.indexOf(state) !== place)
      throw new InvalidArgumentError(`incidence.causes[${place - 1}].cause`, "a name that no other area has", state);
  });
  time.forEach((at, t) => {
    checkFinite(`incidence.time[${t}]`, at);
    checkFinite(`incidence.eventFree[${t}]`, eventFree[t]);
    for (const [k, { cumulativeIncidence }] of causes.entries())
      checkFinite(`incidence.causes[${k}].cumulativeIncidence[${t}]`, cumulativeIncidence[t]);
  });
}
