import { joinedCurrency, stateAccumulator } from "../foundation/accumulator/accumulator-state.js";
import type { Accumulator } from "../foundation/accumulator/accumulator.js";
import { joinCohorts } from "./accumulator-state.js";
import { joinRows, type CohortRow } from "./cohort-rows.js";
import { countEvents, optionsOf, readCohortTask, triangleOf } from "./cohort-task.js";
import type { CohortTriangle, CohortTriangleOptions } from "./cohort-triangle.js";
import type { CohortColumns, CohortEvent } from "./event-columns.js";

/**
 * What {@link cohortAccumulator} keeps between customers: a row for each cohort, whose size does not grow with their number. JSON; store it, send it, merge it.
 * @category Cohorts
 */
export interface CohortState {
  /** What is counted, in short: a state of other options is refused. */
  readonly options: string;
  /** The one currency of the revenue so far; `null` when none is known, or no revenue is counted. */
  currency: string | null;
  /** The cohorts so far, earliest first. */
  rows: readonly CohortRow[];
}

/**
 * {@link cohortTriangle} in parts: customer by customer, in batches, or on several workers.
 *
 * One input is all events of one customer, or of several; split by customer, never by time, as a customer whose events come in two inputs counts as two. Merging the
 * parts of any such split gives the triangle of the whole.
 *
 * @param options - What is counted; the same for all parts.
 * @returns The accumulator.
 * @throws An {@link InvalidArgumentError} when an option is not lawful; its functions throw one for events that {@link cohortTriangle} refuses, for a state of other
 * options or, of revenue, of another currency, and when revenue leaves the safe integers. Then the state is as it was.
 *
 * @example
 * import { retention } from "clientele";
 *
 * const month = { unit: "month", timeZone: "UTC" } as const;
 * const { empty, add, merge, finish } = retention.cohortAccumulator({ period: month, asOf: "2024-04-10T00:00:00Z", mode: "on" });
 * const anna = [{ customerId: "anna", at: Date.UTC(2024, 0, 5) }, { customerId: "anna", at: Date.UTC(2024, 2, 5) }];
 * const ben = [{ customerId: "ben", at: Date.UTC(2024, 0, 9) }];
 * const whole = merge(add(empty(), anna), add(empty(), ben)); // on two workers, say
 * finish(whole).cells; // => [[2, 0, 1, null]]
 *
 * @category Cohorts
 */
export function cohortAccumulator(
  options: CohortTriangleOptions,
): Accumulator<Iterable<CohortEvent> | CohortColumns, CohortState, CohortTriangle> {
  const task = readCohortTask(options);
  const own = optionsOf(task);
  const join = (state: CohortState, { rows, currency }: Pick<CohortState, "rows" | "currency">, place: string): CohortState => {
    const joined = joinedCurrency(place, state.currency, currency);
    state.rows = joinCohorts(state.rows, rows, joinRows);
    state.currency = joined;
    return state;
  };
  return stateAccumulator(own, {
    empty: (): CohortState => ({ options: own, currency: null, rows: [] }),
    subject: "events",
    count: (events: Iterable<CohortEvent> | CohortColumns) => countEvents(events, task),
    join,
    finish: (state) => triangleOf(state, task),
  });
}
