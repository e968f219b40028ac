import { checkOneOf } from "../foundation/errors/check.js";
import { rate, type Rate } from "../foundation/rate/rate.js";
import { sumOf } from "../numerics/sum.js";
import type { CohortTriangle } from "./cohort-triangle.js";

/**
 * The retention of all cohorts together, so many periods after their own.
 * @category Cohorts
 */
export interface AverageRetention extends Rate {
  /** Which cell of each row was averaged: periods after the cohort's own; 0 for a bracket. */
  readonly cell: number;
  /** How many cohorts have completed that period. */
  readonly cohorts: number;
  /** What was averaged. */
  readonly definition: {
    /** By customers, or by cohorts. */
    readonly method: "pooled" | "simple";
  };
}

/**
 * Averages a cohort triangle column by column, over the cohorts that have completed the period.
 *
 * `"pooled"` weighs customers alike: all who were there, of all customers of those cohorts. `"simple"` weighs cohorts alike: the sum of their rates, over their
 * number. Cohorts that are too young for a column are not in it, so neighbouring columns rest on different cohorts and the curve may rise. Cost: O(cells).
 *
 * @param triangle - The triangle.
 * @param options - What weighs alike; there is no right default.
 * @returns One rate a column, from the cohort's own period on; `value` is `null` where no cohort has completed it yet.
 * @throws An {@link InvalidArgumentError} when the weighting is unknown.
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
export function averageRetention(triangle: CohortTriangle, options: { readonly weighting: "pooled" | "simple" }): AverageRetention[] {
  const weighting: unknown = (options as Partial<typeof options> | undefined)?.weighting;
  checkOneOf("options.weighting", weighting, ["pooled", "simple"]);
  const columns = triangle.cells.reduce((most, row) => Math.max(most, row.length), 0);
  return Array.from({ length: columns }, (_, cell) => {
    const complete = triangle.cohorts.flatMap(({ size }, i) => {
      const count = triangle.cells[i]?.[cell] ?? null;
      return count === null ? [] : [{ count, size }];
    });
    const average =
      weighting === "pooled"
        ? rate(sumOf(complete.map(({ count }) => count)), sumOf(complete.map(({ size }) => size)))
        : rate(sumOf(complete.map(({ count, size }) => count / size)), complete.length);
    return { ...average, cell, cohorts: complete.length, definition: { method: weighting } };
  });
}
