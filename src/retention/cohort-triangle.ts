import type { Instant, InstantLike } from "../foundation/time/instant.js";
import type { PeriodSpec } from "../foundation/time/periods.js";
import type { FullyRefunded } from "../purchases/purchase-histories.js";
import { countEvents, readCohortTask, triangleOf } from "./cohort-task.js";
import type { CohortColumns, CohortEvent } from "./event-columns.js";

/**
 * Who counts as retained k periods after the first.
 *
 * - `"on"`: active in period k.
 * - `"on-or-after"`: active in period k or later, up to now. Falls towards the end, where there was less time to come back.
 * - `"on-or-before"`: active again at least once in periods 1 to k; everybody in period 0.
 * - `{ bracket: [a, b] }`: active at least once in periods a to b.
 *
 * Of events and revenue: those of period k; of period k and later, up to now; of periods 0 to k; of periods a to b.
 *
 * @category Cohorts
 */
export type CohortMode =
  | "on"
  | "on-or-after"
  | "on-or-before"
  | {
      /** The first and the last period, counted from the cohort's own, which is 0. */
      readonly bracket: readonly [number, number];
    };

/**
 * How {@link cohortTriangle} counts.
 * @category Cohorts
 */
export interface CohortTriangleOptions {
  /** How time is cut into calendar periods. */
  readonly period: PeriodSpec;
  /** Only events before this instant count; a period that ends later is still running. */
  readonly asOf: InstantLike;
  /** Who counts as retained. */
  readonly mode: CohortMode;
  /** What is counted; `"customers"` when left out. */
  readonly measure?: CohortMeasure;
  /** How the periods after the first event are counted; `"calendar"` when left out. */
  readonly alignment?: CohortAlignment;
  /** At most so many cells a row, the cohort's own period included; all when left out. */
  readonly periods?: number;
  /** Whether a purchase that was refunded in full still counts; `"exclude"` when left out. */
  readonly fullyRefunded?: FullyRefunded;
}

/**
 * What the cells of a cohort triangle hold: customers, each once a cell; their events; or what these brought in less refunds, in minor units of one currency.
 * @category Cohorts
 */
export type CohortMeasure = "customers" | "events" | "revenue";

/**
 * How the periods after the first event are counted.
 *
 * - `"calendar"`: as the calendar has them, for all customers of a cohort alike; its own period is cut short by its first event.
 * - `"elapsed"`: from the instant of each customer's own first event on, in stretches of the same length: a day of 24 hours, a week of 7 such days, a month of 30, a
 *   quarter of 91, a year of 365.
 *
 * @category Cohorts
 */
export type CohortAlignment = "calendar" | "elapsed";

/**
 * Who came back, by the period of the first event.
 * @category Cohorts
 */
export interface CohortTriangle {
  /** The cohorts that have customers, earliest first. */
  readonly cohorts: readonly Cohort[];
  /**
   * One row a cohort: what was counted in the cohort's own period, the next one, and so on to the one that holds `asOf`; for a bracket a single cell. 0: the
   * period is over and there was nothing; `null`: it is not over. By elapsed time only customers for whom the period is over are counted, and `null` is where it is so
   * for none of them; the row ends with the period that is running for the first of them.
   */
  readonly cells: readonly (readonly (number | null)[])[];
  /** Per cell, the customers for whom its period is over, of whom it counts; 0 where the cell is `null`. By the calendar this is the size of the cohort, or 0. */
  readonly eligible: readonly (readonly number[])[];
  /** The currency of the cells; `null` when they hold no revenue, or the events do not say it. */
  readonly currency: string | null;
  /** What was counted. */
  readonly definition: CohortDefinition;
}

/**
 * What a cohort triangle counts.
 * @category Cohorts
 */
export interface CohortDefinition {
  /** Who counts as retained. */
  readonly method: "on" | "on-or-after" | "on-or-before" | "bracket";
  /** The first and the last period of a bracket; `null` without one. */
  readonly bracket: readonly [number, number] | null;
  /** Customers, events, or net revenue in minor units. */
  readonly measure: CohortMeasure;
  /** Whether periods are those of the calendar, or elapsed time since each first event. */
  readonly alignment: CohortAlignment;
  /** How time was cut; of weeks always with the day that they begin on. */
  readonly period: PeriodSpec;
  /** When. */
  readonly asOf: Instant;
  /** Whether fully refunded purchases counted. */
  readonly fullyRefunded: FullyRefunded;
}

/**
 * The customers whose first event fell into one period.
 * @category Cohorts
 */
export interface Cohort {
  /** The period's name. */
  readonly label: string;
  /** Its first instant. */
  readonly start: Instant;
  /** How many customers. */
  readonly size: number;
  /** Whether the period is over, so that nobody joins any more. */
  readonly complete: boolean;
}

/**
 * Groups customers by the calendar period of their first event and counts who came back k periods later, how often, or for how much.
 *
 * Give all of history, not only the time of interest: without their first event, old customers look new. Only events before `asOf` count; of purchases, only paid
 * ones that were not refunded in full. Of customers each counts once in a cell however often they came. Revenue is net: a refund counts where its purchase counts.
 * Cost: O(rows + cells), and for customers by elapsed time O(rows log rows per customer).
 *
 * By elapsed time a cell counts only the customers who were observed for all of its period, so that of a young cohort the customers of its first days are in more cells
 * than those of its last; divide by `eligible`, not by the size.
 *
 * @param events - Rows or columns, in any order.
 * @param options - The periods, `asOf`, who counts as retained, and what is counted.
 * @returns The triangle; no cohorts when there are no events.
 * @throws An {@link InvalidArgumentError} when an option is not lawful, a row has no instant or no customer, or, of revenue, no amount or another currency than the
 * others; when a cohort does not lie in the years 0001 to 9999, or there would be more than 10 million cells.
 *
 * @example
 * import { retention } from "clientele";
 *
 * const events = [
 *   { customerId: "anna", at: Date.UTC(2024, 0, 5) }, { customerId: "anna", at: Date.UTC(2024, 2, 5) },
 *   { customerId: "ben", at: Date.UTC(2024, 0, 9) },
 *   { customerId: "cem", at: Date.UTC(2024, 1, 1) }, { customerId: "cem", at: Date.UTC(2024, 2, 1) },
 * ];
 * const month = { unit: "month", timeZone: "UTC" } as const;
 * const { cohorts, cells } = retention.cohortTriangle(events, { period: month, asOf: "2024-04-10T00:00:00Z", mode: "on" });
 * cohorts.map(({ label, size }) => [label, size]); // => [["2024-01", 2], ["2024-02", 1]]
 * cells; // => [[2, 0, 1, null], [1, 1, null]]
 *
 * const elapsed = retention.cohortTriangle(events, { period: month, asOf: "2024-04-06T00:00:00Z", mode: "on", alignment: "elapsed" });
 * elapsed.eligible; // => [[2, 2, 1, 0], [1, 1, 0]]
 * elapsed.cells; // => [[2, 0, 1, null], [1, 0, null]]
 *
 * @category Cohorts
 */
export function cohortTriangle(events: Iterable<CohortEvent> | CohortColumns, options: CohortTriangleOptions): CohortTriangle {
  const task = readCohortTask(options);
  return triangleOf(countEvents(events, task), task);
}
