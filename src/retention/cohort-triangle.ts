import { checkInteger, checkOneOf } from "../foundation/errors/check.js";
import { InvalidArgumentError } from "../foundation/errors/invalid-argument-error.js";
import { readInstant, type Instant, type InstantLike } from "../foundation/time/instant.js";
import { periodLabel, periodStart, type PeriodSpec } from "../foundation/time/periods.js";
import type { FullyRefunded } from "../purchases/purchase-histories.js";
import { activityDays } from "./activity-days.js";
import { completePeriod } from "./complete-period.js";
import { countCohorts } from "./count-cohorts.js";
import { eventColumns, type CohortColumns, type CohortEvent } from "./event-columns.js";

/**
 * Who counts as retained k periods after the first.
 *
 * - `"on"`: active in period k.
 * - `"on-or-after"`: active in period k or later, up to now. Falls towards the end, where there was less time to come back.
 * - `"on-or-before"`: active again at least once in periods 1 to k; everybody in period 0.
 * - `{ bracket: [a, b] }`: active at least once in periods a to b.
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
  /** What is counted: customers, so far nothing else. */
  readonly measure?: "customers";
  /** How periods are counted: by the calendar, so far not from each first event on. */
  readonly alignment?: "calendar";
  /** At most so many cells a row, the cohort's own period included; all when left out. */
  readonly periods?: number;
  /** Whether a purchase that was refunded in full still counts; `"exclude"` when left out. */
  readonly fullyRefunded?: FullyRefunded;
}

/**
 * Who came back, by the period of the first event.
 * @category Cohorts
 */
export interface CohortTriangle {
  /** The cohorts that have customers, earliest first. */
  readonly cohorts: readonly Cohort[];
  /**
   * One row a cohort: retained customers in the cohort's own period, the next one, and so on to the one that holds `asOf`; for a bracket a single cell. 0: the
   * period is over and nobody was there; `null`: it is not over.
   */
  readonly cells: readonly (readonly (number | null)[])[];
  /** What was counted. */
  readonly definition: {
    /** Who counts as retained. */
    readonly method: "on" | "on-or-after" | "on-or-before" | "bracket";
    /** The first and the last period of a bracket; `null` without one. */
    readonly bracket: readonly [number, number] | null;
    /** Customers are counted, not events or money. */
    readonly measure: "customers";
    /** Periods are those of the calendar, not elapsed time since each first event. */
    readonly alignment: "calendar";
    /** How time was cut; of weeks always with the day that they begin on. */
    readonly period: PeriodSpec;
    /** When. */
    readonly asOf: Instant;
    /** Whether fully refunded purchases counted. */
    readonly fullyRefunded: FullyRefunded;
  };
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
 * Groups customers by the calendar period of their first event and counts who came back k periods later.
 *
 * Give all of history, not only the time of interest: without their first event, old customers look new. Only events before `asOf` count; of purchases, only paid
 * ones that were not refunded in full. A customer counts once in a cell however often they came. Cost: O(rows + cells).
 *
 * @param events - Rows or columns, in any order.
 * @param options - The periods, `asOf`, and who counts as retained.
 * @returns The triangle; no cohorts when there are no events.
 * @throws An {@link InvalidArgumentError} when an option is not lawful, or a row has no instant or no customer.
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
 * @category Cohorts
 */
export function cohortTriangle(events: Iterable<CohortEvent> | CohortColumns, options: CohortTriangleOptions): CohortTriangle {
  const period = completePeriod(options);
  const { mode, measure = "customers", alignment = "calendar", periods = Infinity, fullyRefunded = "exclude" } = options;
  const asOf = readInstant("options.asOf", options.asOf);
  const bracket = checkedBracket(mode);
  checkOneOf("options.measure", measure, ["customers"]);
  checkOneOf("options.alignment", alignment, ["calendar"]);
  if (periods !== Infinity) checkInteger("options.periods", periods, 1);
  checkOneOf("options.fullyRefunded", fullyRefunded, ["exclude", "include"]);

  const activity = activityDays(eventColumns(events), { asOf, timeZone: period.timeZone, fullyRefunded });
  const method = bracket === null ? (mode as "on" | "on-or-after" | "on-or-before") : "bracket";
  const counted = countCohorts(activity, period, { method, bracket, periods });
  return {
    cohorts: counted.map(({ period: index, size, complete }) => ({
      label: periodLabel(index, period),
      start: periodStart(index, period),
      size,
      complete,
    })),
    cells: counted.map(({ cells }) => cells),
    definition: { method, bracket, measure, alignment, period, asOf, fullyRefunded },
  };
}

function checkedBracket(mode: CohortMode): readonly [number, number] | null {
  if (mode === "on" || mode === "on-or-after" || mode === "on-or-before") return null;
  const bracket: unknown = (mode as Partial<typeof mode> | null | undefined)?.bracket;
  if (bracket === undefined) throw new InvalidArgumentError("options.mode", "one of on, on-or-after, on-or-before or { bracket }", mode);
  if (!Array.isArray(bracket) || bracket.length !== 2)
    throw new InvalidArgumentError("options.mode.bracket", "a first and a last period", bracket);
  const [first, last] = bracket as [unknown, unknown];
  checkInteger("options.mode.bracket[0]", first, 0);
  checkInteger("options.mode.bracket[1]", last, first);
  return [first, last];
}
