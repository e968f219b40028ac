import { checkOneOf } from "../foundation/errors/check.js";
import { rate, type Rate } from "../foundation/rate/rate.js";
import { sumOf } from "../numerics/sum.js";
import type { CohortTriangle } from "./cohort-triangle.js";

/**
 * What weighs alike in an average over cohorts: `"pooled"` customers, `"simple"` cohorts.
 * @category Cohorts
 */
export type CohortWeighting = "pooled" | "simple";

/** An average of one column. */
export interface CellAverage extends Rate {
  readonly cell: number;
  readonly cohorts: number;
  readonly definition: { readonly method: CohortWeighting };
}

/** Averages the cells of each column per eligible customer, over the cohorts that have one. */
export function averageCells({ cells, eligible }: CohortTriangle, options: { readonly weighting: CohortWeighting }): CellAverage[] {
  const weighting: unknown = (options as Partial<typeof options> | undefined)?.weighting;
  checkOneOf("options.weighting", weighting, ["pooled", "simple"]);
  const columns = cells.reduce((most, row) => Math.max(most, row.length), 0);
  return Array.from({ length: columns }, (_, cell) => {
    const known = cells.flatMap((row, i) => {
      const count = row[cell] ?? null;
      return count === null ? [] : [{ count, of: eligible[i]?.[cell] ?? 0 }];
    });
    const average =
      weighting === "pooled"
        ? rate(sumOf(known.map(({ count }) => count)), sumOf(known.map(({ of }) => of)))
        : rate(sumOf(known.map(({ count, of }) => count / of)), known.length);
    return { ...average, cell, cohorts: known.length, definition: { method: weighting } };
  });
}
