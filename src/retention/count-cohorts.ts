import { periodOfDay, type PeriodSpec } from "../foundation/time/periods.js";
import { earliestDay, type ActivityDays } from "./activity-days.js";

/** Who counts as retained, and in how many cells of a row. */
export interface CohortCounting {
  readonly method: "on" | "on-or-after" | "on-or-before" | "bracket";
  readonly bracket: readonly [number, number] | null;
  readonly periods: number;
}

/** The row of one cohort. */
export interface CountedCohort {
  /** The number of the cohort's period. */
  readonly period: number;
  readonly size: number;
  /** Whether the period is over. */
  readonly complete: boolean;
  readonly cells: readonly (number | null)[];
}

/** A row in the making: `tally` is turned into cells when all customers are in. */
interface Tally {
  size: number;
  readonly tally: Int32Array;
}

/** Counts customers by the period of their first day, earliest cohort first. */
export function countCohorts(activity: ActivityDays, spec: PeriodSpec, counting: CohortCounting): CountedCohort[] {
  const { starts, days, today } = activity;
  const firstDay = earliestDay(activity);
  if (firstDay === null) return [];
  const periodOf = Int32Array.from({ length: today - firstDay + 1 }, (_, i) => periodOfDay(firstDay + i, spec));
  const running = periodOf.at(-1) as number;
  const add = tallyOf(counting);

  const cohorts = new Map<number, Tally>();
  const since = new Int32Array(longestHistory(starts));
  for (let c = 0; c + 1 < starts.length; c += 1) {
    const [start, end] = [starts[c] as number, starts[c + 1] as number];
    if (start === end) continue;
    const period = periodOf[(days[start] as number) - firstDay] as number;
    for (let i = start; i < end; i += 1) since[i - start] = (periodOf[(days[i] as number) - firstDay] as number) - period;
    let cohort = cohorts.get(period);
    if (cohort === undefined) {
      cohort = { size: 0, tally: new Int32Array(counting.method === "bracket" ? 1 : Math.min(counting.periods, running - period + 1)) };
      cohorts.set(period, cohort);
    }
    cohort.size += 1;
    add(cohort.tally, since, end - start);
  }
  return Array.from(cohorts)
    .sort(([a], [b]) => a - b)
    .map(([period, cohort]) => ({
      period,
      size: cohort.size,
      complete: period < running,
      cells: cellsOf(cohort, running - period, counting),
    }));
}

/** Adds one customer, whose active periods since the first are `since[0]` to `since[count - 1]`, ascending. */
type AddCustomer = (tally: Int32Array, since: Int32Array, count: number) => void;

function tallyOf({ method, bracket }: CohortCounting): AddCustomer {
  if (method === "bracket") return addInBracket(bracket ?? [0, 0]);
  return { on: addOn, "on-or-after": addOnOrAfter, "on-or-before": addOnOrBefore }[method];
}

function addOn(tally: Int32Array, since: Int32Array, count: number): void {
  let last = -1;
  for (let i = 0; i < count; i += 1) {
    const k = since[i] as number;
    if (k >= tally.length) return;
    if (k !== last) (tally[k] as number) += 1;
    last = k;
  }
}

/** By the last active period; those beyond the row belong into its last cell. */
function addOnOrAfter(tally: Int32Array, since: Int32Array, count: number): void {
  (tally[Math.min(since[count - 1] as number, tally.length - 1)] as number) += 1;
}

/** By the first period of coming back. */
function addOnOrBefore(tally: Int32Array, since: Int32Array, count: number): void {
  let i = 0;
  while (i < count && since[i] === 0) i += 1;
  const k = i < count ? (since[i] as number) : Infinity;
  if (k < tally.length) (tally[k] as number) += 1;
}

function addInBracket([from, to]: readonly [number, number]): AddCustomer {
  return (tally, since, count) => {
    let i = 0;
    while (i < count && (since[i] as number) < from) i += 1;
    if (i < count && (since[i] as number) <= to) (tally[0] as number) += 1;
  };
}

/** What a tally comes to. `age` is how many periods after the cohort's own the running one is. */
function cellsOf({ size, tally }: Tally, age: number, { method, bracket }: CohortCounting): (number | null)[] {
  if (bracket !== null) return [bracket[1] < age ? (tally[0] as number) : null];
  if (method === "on-or-after") for (let k = tally.length - 2; k >= 0; k -= 1) (tally[k] as number) += tally[k + 1] as number;
  if (method === "on-or-before") for (let k = 2; k < tally.length; k += 1) (tally[k] as number) += tally[k - 1] as number;
  if (method === "on-or-before") tally[0] = size;
  return Array.from(tally, (count, k) => (k < age ? count : null));
}

function longestHistory(starts: Int32Array): number {
  let longest = 0;
  for (let c = 0; c + 1 < starts.length; c += 1) longest = Math.max(longest, (starts[c + 1] as number) - (starts[c] as number));
  return longest;
}
