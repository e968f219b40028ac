// Rows of a cohort triangle: tallied customer by customer or event by event, and added up, so that parts can be joined.
import { checkedMinor } from "../foundation/money/money.js";
import { addUp } from "./accumulator-state.js";

/** Who or what counts in a cell, in how many cells of a row. */
export interface CohortCounting {
  readonly method: "on" | "on-or-after" | "on-or-before" | "bracket";
  readonly bracket: readonly [number, number] | null;
  readonly measure: "customers" | "events" | "revenue";
  readonly alignment: "calendar" | "elapsed";
  readonly periods: number;
}

/**
 * One cohort as far as it is counted.
 * @category Cohorts
 */
export interface CohortRow {
  /** The number of the cohort's period. */
  readonly period: number;
  /** How many customers. */
  readonly size: number;
  /** Per cell, how many customers were observed for all of its period. */
  readonly eligible: readonly number[];
  /** Per cell, what was counted; 0 where nobody is eligible. */
  readonly cells: readonly number[];
}

/**
 * A row in the making. Of each customer the periods 0 to `complete - 1` were observed whole; `left[n]` is how many customers have `n` of them, all longer ones at
 * the end. What `counts` holds is turned into cells by {@link rowOf}.
 */
export interface Tally {
  size: number;
  readonly left: Float64Array;
  readonly counts: Float64Array;
}

/** An empty row for customers of whom at most `complete` periods were observed whole. */
export function emptyTally(complete: number, { method, periods }: CohortCounting): Tally {
  const length = method === "bracket" ? 1 : Math.min(periods, complete + 1);
  return { size: 0, left: new Float64Array(length + 1), counts: new Float64Array(length) };
}

/** Adds a customer of whom `complete` periods were observed whole to the size and to those eligible. */
export function addMember(tally: Tally, complete: number, { bracket }: CohortCounting): void {
  tally.size += 1;
  const cells = bracket === null ? Math.min(complete, tally.counts.length) : Number(complete > bracket[1]);
  (tally.left[cells] as number) += 1;
}

/** What a tally comes to. */
export function rowOf(period: number, { size, left, counts }: Tally, { method, measure }: CohortCounting): CohortRow {
  const last = counts.length - 1;
  const eligible = new Array<number>(counts.length).fill(0);
  let staying = 0;
  for (let k = last; k >= 0; k -= 1) {
    staying += left[k + 1] as number;
    eligible[k] = staying;
  }
  if (method === "on-or-after") for (let k = last - 1; k >= 0; k -= 1) (counts[k] as number) += counts[k + 1] as number;
  if (method === "on-or-before") for (let k = 1; k <= last; k += 1) (counts[k] as number) += counts[k - 1] as number;
  if (method === "on-or-before" && measure === "customers") counts[0] = eligible[0] as number;
  return { period, size, eligible, cells: Array.from(counts, (count) => checkedCell(count)) };
}

/** The same cohort of two parts that share no customer. */
export function joinRows(a: CohortRow, b: CohortRow): CohortRow {
  return {
    period: a.period,
    size: a.size + b.size,
    eligible: addUp(a.eligible, b.eligible),
    cells: addUp(a.cells, b.cells).map(checkedCell),
  };
}

/** Counts stay below; the revenue of a cohort could leave what can be counted exactly. */
function checkedCell(value: number): number {
  return checkedMinor("events", value);
}
