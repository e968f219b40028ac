import { checkOneOf } from "../foundation/errors/check.js";
import { reciprocalSquareSum, reciprocalSum } from "../numerics/reciprocal-sums.js";
import { addToSum, emptySum, sumValue } from "../numerics/sum.js";
import type { EventTable } from "./event-table.js";
import { checkEventTable, riskSets } from "./risk-sets.js";

/**
 * How {@link nelsonAalen} counts events of the same time: `"plain"`, at once; `"fleming-harrington"`, one after the other.
 * @category Cumulative hazard
 */
export type HazardTies = "plain" | "fleming-harrington";

/**
 * The hazard that has added up over time.
 * @category Cumulative hazard
 */
export interface CumulativeHazard {
  /** The different times of events and censorings, ascending. */
  readonly time: readonly number[];
  /** Per time, how many were watched and still there just before. */
  readonly atRisk: readonly number[];
  /** Per time, how many had the event. */
  readonly events: readonly number[];
  /** Per time, the hazard that has added up: how many events one who is always replaced would have had. */
  readonly cumulativeHazard: readonly number[];
  /** Per time, its standard error. */
  readonly standardError: readonly number[];
  /** Per time, exp(-cumulative hazard): the share still there as this estimator has it. */
  readonly survival: readonly number[];
  /** What was computed. */
  readonly definition: {
    /** The sum of the shares that have the event at each time. */
    readonly method: "nelson-aalen";
    /** How events of the same time were counted. */
    readonly ties: HazardTies;
  };
}

/**
 * The cumulative hazard of Nelson (1972) and Aalen (1978): its slope shows when customers are most likely to leave.
 *
 * `"plain"` adds d / n at a time when d of n at risk have the event, to the variance d / n². `"fleming-harrington"` breaks ties: 1/n + 1/(n-1) + ... of d terms, to the
 * variance their squares. Packages differ in which they take, so there is no default. Cost: O(times).
 *
 * @param table - The rows, counted by {@link eventTable}.
 * @param options - How events of the same time are counted.
 * @returns The hazard over time; without times when the table is empty.
 * @throws An {@link InvalidArgumentError} when the table is none, or the ties are unknown.
 *
 * @example
 * import { eventTable, nelsonAalen } from "clientele/survival";
 *
 * const table = eventTable({ time: [1, 1, 2, 3], event: [1, 1, 1, 0] });
 * nelsonAalen(table, { ties: "plain" }).cumulativeHazard; // => [0.5, 1, 1]
 * nelsonAalen(table, { ties: "fleming-harrington" }).cumulativeHazard.map((hazard) => hazard.toFixed(3)); // => ["0.583", "1.083", "1.083"]
 *
 * @category Cumulative hazard
 */
export function nelsonAalen(table: EventTable, options: { readonly ties: HazardTies }): CumulativeHazard {
  const ties: unknown = (options as Partial<typeof options> | undefined)?.ties;
  checkOneOf("options.ties", ties, ["plain", "fleming-harrington"] as const);
  checkEventTable("table", table);
  const atRisk = riskSets(table);
  const [hazard, variance] = [emptySum(), emptySum()];
  const [cumulativeHazard, standardError]: [number[], number[]] = [[], []];
  table.events.forEach((d, i) => {
    const n = atRisk[i] as number;
    if (d > 0) {
      addToSum(hazard, ties === "plain" ? d / n : reciprocalSum(n - d + 1, n));
      addToSum(variance, ties === "plain" ? d / n / n : reciprocalSquareSum(n - d + 1, n));
    }
    cumulativeHazard.push(sumValue(hazard));
    standardError.push(Math.sqrt(sumValue(variance)));
  });
  return {
    time: table.time.slice(),
    atRisk,
    events: table.events.slice(),
    cumulativeHazard,
    standardError,
    survival: cumulativeHazard.map((value) => Math.exp(-value)),
    definition: { method: "nelson-aalen", ties },
  };
}
