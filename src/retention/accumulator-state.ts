// What the states of cohorts have in common: how their rows are joined, and how many cells they may have.
import { InvalidArgumentError } from "../foundation/errors/invalid-argument-error.js";

/** More cells do not fit into the memory of a program; they come of a wrong date, or of days over many years. */
const MOST_CELLS = 10_000_000;

/** Throws unless a result has no more cells than fit. */
export function checkCells(cells: number, remedy: string): void {
  if (cells > MOST_CELLS)
    throw new InvalidArgumentError(
      "options.period",
      `a period with at most ${String(MOST_CELLS)} cells of cohort and period: ${remedy}`,
      cells,
    );
}

/** The sum of two lists, as long as the longer one. */
export function addUp(a: ArrayLike<number>, b: ArrayLike<number>): number[] {
  return Array.from({ length: Math.max(a.length, b.length) }, (_, k) => (a[k] ?? 0) + (b[k] ?? 0));
}

/** The cohorts of both, earliest first; those of the same period are joined. */
export function joinCohorts<Row extends { readonly period: number }>(
  a: readonly Row[],
  b: readonly Row[],
  join: (a: Row, b: Row) => Row,
): Row[] {
  const rows = new Map(a.map((row) => [row.period, row]));
  for (const row of b) {
    const own = rows.get(row.period);
    rows.set(row.period, own === undefined ? row : join(own, row));
  }
  return [...rows.values()].sort((left, right) => left.period - right.period);
}
