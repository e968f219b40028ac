import type { Accumulator } from "../foundation/accumulator/accumulator.js";
import { joinRows, type CohortRow } from "./cohort-rows.js";
import { amountsOf, readCohortTask, triangleOf } from "./cohort-task.js";
import type { CohortTriangle, CohortTriangleOptions } from "./cohort-triangle.js";
import { countCohorts } from "./count-cohorts.js";
import { eventColumns, type CohortColumns, type CohortEvent } from "./event-columns.js";

/**
 * What {@link cohortAccumulator} keeps between customers: a row for each cohort, whose size does not grow with their number. JSON; store it, send it, merge it.
 * @category Cohorts
 */
export interface CohortState {
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
 * @throws An {@link InvalidArgumentError} when an option is not lawful; its functions throw one for events that {@link cohortTriangle} refuses, and when revenue leaves
 * the safe integers.
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
  const join = (state: CohortState, rows: readonly CohortRow[]): CohortState => {
    state.rows = union(state.rows, rows);
    return state;
  };
  return {
    empty: () => ({ rows: [] }),
    add: (state, events) => join(state, countCohorts(eventColumns(events, amountsOf(task)), task)),
    merge: (a, b) => join(a, b.rows),
    finish: ({ rows }) => triangleOf(rows, task),
  };
}

/** The cohorts of both, earliest first. */
function union(a: readonly CohortRow[], b: readonly CohortRow[]): CohortRow[] {
  const rows = new Map(a.map((row) => [row.period, row]));
  for (const row of b) {
    const own = rows.get(row.period);
    rows.set(row.period, own === undefined ? row : joinRows(own, row));
  }
  return [...rows.values()].sort((left, right) => left.period - right.period);
}
