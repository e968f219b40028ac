import { checkedMinor } from "../foundation/money/money.js";
import { periodOfDay } from "../foundation/time/periods.js";
import { checkCells } from "./accumulator-state.js";
import { activityDays, earliestDay } from "./activity-days.js";
import { addMember, emptyTally, rowOf, type CohortCounting, type CohortRow, type Tally } from "./cohort-rows.js";
import type { CohortColumns } from "./event-columns.js";
import { eventPeriods, periodsByCustomer, type CohortFrame, type EventPeriods } from "./event-periods.js";
import { customerTally, eventTally } from "./tally-cohorts.js";

/** What is counted of the events. */
export interface CohortTask extends CohortFrame {
  readonly counting: CohortCounting;
}

interface Tallies {
  /** The rows in the making, by their period. */
  readonly rows: Map<number, Tally>;
  cells: number;
}

/** Counts by the period of each customer's first local day, earliest cohort first. */
export function countCohorts(columns: CohortColumns, task: CohortTask): CohortRow[] {
  const { measure, alignment } = task.counting;
  const tallies = measure === "customers" && alignment === "calendar" ? tallyDays(columns, task) : tallyEvents(columns, task);
  return Array.from(tallies.rows, ([period, tally]) => rowOf(period, tally, task.counting)).sort((a, b) => a.period - b.period);
}

/** Customers by their local days: the way that most triangles go, made to be fast. */
function tallyDays(columns: CohortColumns, { period: spec, running, events, counting }: CohortTask): Tallies {
  const tallies: Tallies = { rows: new Map(), cells: 0 };
  const activity = activityDays(columns, events);
  const { starts, days, today } = activity;
  const firstDay = earliestDay(activity);
  if (firstDay === null) return tallies;
  const periodOf = Int32Array.from({ length: today - firstDay + 1 }, (_, i) => periodOfDay(firstDay + i, spec));
  const add = customerTally(counting);
  const since = new Int32Array(longestHistory(starts));
  for (let c = 0; c + 1 < starts.length; c += 1) {
    const [start, end] = [starts[c] as number, starts[c + 1] as number];
    if (start === end) continue;
    const period = periodOf[(days[start] as number) - firstDay] as number;
    for (let i = start; i < end; i += 1) since[i - start] = (periodOf[(days[i] as number) - firstDay] as number) - period;
    const tally = tallyOf(tallies, period, running - period, counting);
    addMember(tally, running - period, counting);
    add(tally, since, 0, end - start, running - period);
  }
  return tallies;
}

function tallyEvents(columns: CohortColumns, task: CohortTask): Tallies {
  const { counting } = task;
  const periods = eventPeriods(columns, task, counting.alignment);
  const tallies = talliesOf(periods, counting);
  if (counting.measure === "customers") addCustomers(columns, periods, tallies, counting);
  else addEvents(columns, periods, tallies, counting);
  return tallies;
}

/** One tally a cohort, as long as its oldest customer was observed, with all customers as members. */
function talliesOf({ customers, cohort, complete }: EventPeriods, counting: CohortCounting): Tallies {
  const longest = new Map<number, number>();
  for (const c of customers) longest.set(cohort[c] as number, Math.max(longest.get(cohort[c] as number) ?? 0, complete[c] as number));
  const tallies: Tallies = { rows: new Map(), cells: 0 };
  for (const c of customers) {
    const period = cohort[c] as number;
    addMember(tallyOf(tallies, period, longest.get(period) as number, counting), complete[c] as number, counting);
  }
  return tallies;
}

function addCustomers(columns: CohortColumns, periods: EventPeriods, tallies: Tallies, counting: CohortCounting): void {
  const { customers, cohort, complete } = periods;
  const { starts, since } = periodsByCustomer(columns, periods);
  const add = customerTally(counting);
  for (const c of customers) {
    add(tallies.rows.get(cohort[c] as number) as Tally, since, starts[c] as number, starts[c + 1] as number, complete[c] as number);
  }
}

function addEvents(
  columns: CohortColumns,
  { counts, since, cohort, complete }: EventPeriods,
  tallies: Tallies,
  counting: CohortCounting,
): void {
  const add = eventTally(counting);
  const { customer, amountMinor, refundedMinor } = columns;
  let total = 0;
  for (let row = 0; row < counts.length; row += 1) {
    if (counts[row] !== 1) continue;
    const c = customer[row] as number;
    const amount = counting.measure === "events" ? 1 : (amountMinor?.[row] ?? 0) - (refundedMinor?.[row] ?? 0);
    total += amount;
    add(tallies.rows.get(cohort[c] as number) as Tally, since[row] as number, complete[c] as number, amount);
  }
  checkedMinor("events", total);
}

function tallyOf(tallies: Tallies, period: number, complete: number, counting: CohortCounting): Tally {
  const known = tallies.rows.get(period);
  if (known !== undefined) return known;
  const tally = emptyTally(complete, counting);
  tallies.rows.set(period, tally);
  tallies.cells += tally.counts.length;
  checkCells(tallies.cells, "name options.periods or a longer period, or look for a wrong date");
  return tally;
}

function longestHistory(starts: Int32Array): number {
  let longest = 0;
  for (let c = 0; c + 1 < starts.length; c += 1) longest = Math.max(longest, (starts[c + 1] as number) - (starts[c] as number));
  return longest;
}
