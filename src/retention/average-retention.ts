import { checkOneOf } from "../foundation/errors/check.js";
import type { Rate } from "../foundation/rate/rate.js";
import { averageCells, type CohortWeighting } from "./average-cells.js";
import type { CohortTriangle } from "./cohort-triangle.js";

/**
 * The retention of all cohorts together, so many periods after their own.
 * @category Cohorts
 */
export interface AverageRetention extends Rate {
  /** Which cell of each row was averaged: periods after the cohort's own; 0 for a bracket. */
  readonly cell: number;
  /** How many cohorts have completed that period; by elapsed time, have customers who have. */
  readonly cohorts: number;
  /** What was averaged. */
  readonly definition: {
    /** By customers, or by cohorts. */
    readonly method: CohortWeighting;
  };
}

/**
 * Averages a cohort triangle column by column, over the cohorts that have completed the period.
 *
 * `"pooled"` weighs customers alike: all who were there, of all customers of those cohorts. `"simple"` weighs cohorts alike: the sum of their rates, over their
 * number. Cohorts that are too young for a column are not in it, so neighbouring columns rest on different cohorts and the curve may rise. By elapsed time the same holds
 * for customers: only those for whom the period is over count, above and below the line. Cost: O(cells).
 *
 * Of events and revenue there is no share; {@link averagePerCustomer} averages those.
 *
 * @param triangle - A triangle of customers.
 * @param options - What weighs alike; there is no right default.
 * @returns One rate a column, from the cohort's own period on; `value` is `null` where no cohort has completed it yet.
 * @throws An {@link InvalidArgumentError} when the weighting is unknown, or the triangle does not count customers.
 *
 * @example
 * import { retention } from "clientele";
 *
 * const events = [
 *   { customerId: "anna", at: Date.UTC(2024, 0, 5) }, { customerId: "anna", at: Date.UTC(2024, 1, 5) },
 *   { customerId: "ben", at: Date.UTC(2024, 0, 9) }, { customerId: "cem", at: Date.UTC(2024, 0, 9) },
 *   { customerId: "dana", at: Date.UTC(2024, 1, 1) }, { customerId: "dana", at: Date.UTC(2024, 2, 1) },
 * ];
 * const month = { unit: "month", timeZone: "UTC" } as const;
 * const triangle = retention.cohortTriangle(events, { period: month, asOf: "2024-04-01T00:00:00Z", mode: "on" });
 * retention.averageRetention(triangle, { weighting: "pooled" }).map(({ value }) => value); // => [1, 0.5, 0, null]
 * retention.averageRetention(triangle, { weighting: "simple" }).map(({ value }) => value?.toFixed(3)); // => ["1.000", "0.667", "0.000", undefined]
 *
 * @category Cohorts
 */
export function averageRetention(triangle: CohortTriangle, options: { readonly weighting: CohortWeighting }): AverageRetention[] {
  checkOneOf("triangle.definition.measure", triangle.definition.measure, ["customers"]);
  return averageCells(triangle, options);
}
