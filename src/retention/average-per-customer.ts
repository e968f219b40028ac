import { checkOneOf } from "../foundation/errors/check.js";
import { averageCells, type CohortWeighting } from "./average-cells.js";
import type { CohortTriangle } from "./cohort-triangle.js";

/**
 * How much the customers of all cohorts did or brought in on average, so many periods after their first.
 * @category Cohorts
 */
export interface AveragePerCustomer {
  /** Which cell of each row was averaged: periods after the first; 0 for a bracket. */
  readonly cell: number;
  /** Events or net minor units; by `"simple"` the sum of the averages of the cohorts. */
  readonly numerator: number;
  /** The customers for whom the period is over; by `"simple"` the cohorts with any. */
  readonly denominator: number;
  /** Events or net minor units a customer, whether they came or not, not rounded; `null` when the period is over for nobody. */
  readonly value: number | null;
  /** How many cohorts have customers for whom the period is over. */
  readonly cohorts: number;
  /** The currency of revenue; `null` of events, or when the events do not say it. */
  readonly currency: string | null;
  /** What was averaged. */
  readonly definition: {
    /** By customers, or by cohorts. */
    readonly method: CohortWeighting;
    /** Events, or net revenue in minor units. */
    readonly measure: "events" | "revenue";
  };
}

/**
 * Averages a cohort triangle of events or revenue column by column: how often customers come, or what they bring in, the longer they are customers.
 *
 * Whoever did not come counts as 0. Of a triangle with mode `"on-or-before"` and measure `"revenue"` this is what a customer has brought in by then, the lifetime value
 * so far. Averages as {@link averageRetention}: neighbouring columns rest on different cohorts. Cost: O(cells).
 *
 * @param triangle - A triangle of events or revenue.
 * @param options - What weighs alike; there is no right default.
 * @returns One average a column, from the first period on; `value` is `null` where it is not over for anybody.
 * @throws An {@link InvalidArgumentError} when the weighting is unknown, or the triangle counts customers.
 *
 * @example
 * import { retention } from "clientele";
 *
 * const events = [
 *   { customerId: "anna", at: Date.UTC(2024, 0, 5), amountMinor: 2000 }, { customerId: "anna", at: Date.UTC(2024, 1, 5), amountMinor: 500 },
 *   { customerId: "ben", at: Date.UTC(2024, 0, 9), amountMinor: 1000 },
 * ];
 * const month = { unit: "month", timeZone: "UTC" } as const;
 * const options = { period: month, asOf: "2024-03-01T00:00:00Z", mode: "on-or-before", measure: "revenue" } as const;
 * const triangle = retention.cohortTriangle(events, options);
 * retention.averagePerCustomer(triangle, { weighting: "pooled" }).map(({ value }) => value); // => [1500, 1750, null]
 *
 * @category Cohorts
 */
export function averagePerCustomer(triangle: CohortTriangle, options: { readonly weighting: CohortWeighting }): AveragePerCustomer[] {
  const { measure } = triangle.definition;
  checkOneOf("triangle.definition.measure", measure, ["events", "revenue"]);
  const { currency } = triangle;
  return averageCells(triangle, options).map(({ definition, ...average }) => ({
    ...average,
    currency,
    definition: { ...definition, measure },
  }));
}
