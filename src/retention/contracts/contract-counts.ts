// The counting that all rates and movements of contracts rest on: sums over customers, so that parts of them can be merged.
import { InvalidArgumentError } from "../../foundation/errors/invalid-argument-error.js";
import { checkState } from "../../foundation/accumulator/accumulator-state.js";
import type { ContractSpells } from "./contract-spells.js";
import { markFrom, type DayMarks } from "./day-marks.js";

/**
 * What an accumulator of contracts keeps: sums over customers, all whole numbers, so that merging is exact. JSON; store it, send it, merge it.
 *
 * The first lists have a place for each period; the others, for each local day, hold by how much a number changes there.
 * @category Contracts
 */
export interface ContractCounts {
  /** What is counted, in short: a state of other options is refused. */
  readonly options: string;
  /** Customers active at the start of the first period. */
  opening: number;
  /** Customers whose first contract ever started in the period and who are active at its end. */
  new: number[];
  /** Customers of before who are active at the end of the period, and were not at its start. */
  reactivated: number[];
  /** Customers active at the start of the period and not at its end. */
  lapsed: number[];
  /** First contracts ever that started in the period. */
  firstStarts: number[];
  /** Later contracts, after a gap, that started in the period. */
  reactivationEvents: number[];
  /** Contracts that ended in the period without another one to go on with. */
  churnEvents: number[];
  /** Customers with such an end. */
  churnedCustomers: number[];
  /** Those of them whose first contract ever started in the same period. */
  churnedNewCustomers: number[];
  /** By how much the customers active at the start of the day are more than the day before. */
  activeChanges: number[];
  /** Customers active at the start of the day and not at the start of the next. */
  lost: number[];
  /** By how much the customers who are active all day long are more than the day before. */
  wholeDayChanges: number[];
  /** Milliseconds of those active for a part of the day. */
  partDayMs: number[];
}

/** The periods that are counted in: period `w` lies between `boundaries[w]` and `boundaries[w + 1]`, which are places among the day marks. */
export interface CountingFrame {
  readonly marks: DayMarks;
  readonly boundaries: readonly number[];
  /** Per day, its period. */
  readonly periodOfDay: Int32Array;
  /** Per mark, the first boundary that is not before it; of what lies after all marks, as many as there are boundaries. */
  readonly boundaryFrom: Int32Array;
}

/** A frame of periods whose boundaries are instants, each of them among the marks. */
export function countingFrame(marks: DayMarks, instants: readonly number[]): CountingFrame {
  const boundaries = instants.map((instant) => markFrom(marks.at, instant));
  const periodOfDay = new Int32Array(marks.dayLength.length);
  const boundaryFrom = new Int32Array(marks.at.length + 1);
  let boundary = 0;
  for (let mark = 0; mark < boundaryFrom.length; mark += 1) {
    while (boundary < boundaries.length && (boundaries[boundary] as number) < mark) boundary += 1;
    boundaryFrom[mark] = boundary;
    if (mark > 0 && mark <= periodOfDay.length) periodOfDay[mark - 1] = boundary - 1;
  }
  return { marks, boundaries, periodOfDay, boundaryFrom };
}

/** Nobody yet; `options` says what is counted. */
export function emptyCounts({ boundaries, marks }: CountingFrame, options: string): ContractCounts {
  const [periods, days] = [boundaries.length - 1, marks.dayLength.length];
  const zeros = (length: number): number[] => new Array<number>(length).fill(0);
  return {
    options,
    opening: 0,
    new: zeros(periods),
    reactivated: zeros(periods),
    lapsed: zeros(periods),
    firstStarts: zeros(periods),
    reactivationEvents: zeros(periods),
    churnEvents: zeros(periods),
    churnedCustomers: zeros(periods),
    churnedNewCustomers: zeros(periods),
    activeChanges: zeros(days),
    lost: zeros(days),
    wholeDayChanges: zeros(days),
    partDayMs: zeros(days),
  };
}

/** Adds the second to the first; writes nothing unless both are of these options. */
export function addCounts(a: ContractCounts, b: ContractCounts, own: string): ContractCounts {
  checkState("a", a, own);
  checkState("b", b, own);
  const { options, opening, ...lists } = a;
  const names = Object.keys(lists) as (keyof typeof lists)[];
  for (const name of names)
    if (b[name].length !== lists[name].length)
      throw new InvalidArgumentError(`b.${name}`, `${String(lists[name].length)} numbers, as in states of ${options}`, b[name].length);
  a.opening = opening + b.opening;
  for (const name of names) {
    const [sum, list] = [lists[name], b[name]];
    for (let i = 0; i < list.length; i += 1) (sum[i] as number) += list[i] as number;
  }
  return a;
}

/** Counts customers, all contracts of each. Cost: O(spells). */
export function countContracts(counts: ContractCounts, { starts, from, until }: ContractSpells, frame: CountingFrame): ContractCounts {
  const { at } = frame.marks;
  for (let c = 0; c + 1 < starts.length; c += 1) {
    const [first, end] = [starts[c] as number, starts[c + 1] as number];
    const walk: Walk = { born: -1, churnedIn: -1, dayReach: -1, periodReach: -1 };
    for (let spell = first; spell < end; spell += 1) {
      const begin = markFrom(at, from[spell] as number);
      if (begin === at.length) break;
      if (spell === first && begin > 0) walk.born = frame.periodOfDay[begin - 1] as number;
      const over = markFrom(at, until[spell] as number);
      if (over === 0) continue;
      countEvents(counts, frame, walk, begin, over, spell === first);
      countDays(counts, frame, walk, begin, over);
      countPeriods(counts, frame, walk, begin, over);
      countPresence(counts, frame.marks, begin, over, from[spell] as number, until[spell] as number);
    }
    leaveDays(counts, frame, walk);
    leavePeriods(counts, frame, walk);
  }
  return counts;
}

/** How far the counting of a customer has come. */
interface Walk {
  /** The period in which the first contract ever started; -1 when it was before them all. */
  born: number;
  /** The last period in which the customer churned; -1 when in none. */
  churnedIn: number;
  /** The mark, and below the boundary, up to which the customer was active without a break; -1 when at none. */
  dayReach: number;
  periodReach: number;
}

/** The start and the end of a spell that is active at marks `begin` to `over - 1`; what happens at a mark belongs to the day that ends there. */
function countEvents(
  counts: ContractCounts,
  { periodOfDay }: CountingFrame,
  walk: Walk,
  begin: number,
  over: number,
  isFirst: boolean,
): void {
  const started = isFirst ? counts.firstStarts : counts.reactivationEvents;
  if (begin > 0) (started[periodOfDay[begin - 1] as number] as number) += 1;
  if (over > periodOfDay.length) return;
  const period = periodOfDay[over - 1] as number;
  (counts.churnEvents[period] as number) += 1;
  if (period === walk.churnedIn) return;
  walk.churnedIn = period;
  (counts.churnedCustomers[period] as number) += 1;
  if (period === walk.born) (counts.churnedNewCustomers[period] as number) += 1;
}

function countDays(counts: ContractCounts, frame: CountingFrame, walk: Walk, begin: number, over: number): void {
  if (begin === over) return;
  if (begin !== walk.dayReach) {
    leaveDays(counts, frame, walk);
    if (begin < frame.periodOfDay.length) (counts.activeChanges[begin] as number) += 1;
  }
  walk.dayReach = over;
}

function leaveDays(counts: ContractCounts, { periodOfDay: { length: days } }: CountingFrame, { dayReach }: Walk): void {
  if (dayReach === -1 || dayReach > days) return;
  (counts.lost[dayReach - 1] as number) += 1;
  if (dayReach < days) (counts.activeChanges[dayReach] as number) -= 1;
}

function countPeriods(counts: ContractCounts, frame: CountingFrame, walk: Walk, begin: number, over: number): void {
  const boundary = frame.boundaryFrom[begin] as number;
  const beyond = frame.boundaryFrom[over] as number;
  if (boundary === beyond) return;
  if (boundary !== walk.periodReach) {
    leavePeriods(counts, frame, walk);
    if (boundary === 0) counts.opening += 1;
    else ((walk.born === boundary - 1 ? counts.new : counts.reactivated)[boundary - 1] as number) += 1;
  }
  walk.periodReach = beyond;
}

function leavePeriods(counts: ContractCounts, { boundaries }: CountingFrame, { periodReach }: Walk): void {
  if (periodReach === -1 || periodReach === boundaries.length) return;
  (counts.lapsed[periodReach - 1] as number) += 1;
}

/** How long a spell was there on each day: a part of the first and of the last, all of those between. */
function countPresence(counts: ContractCounts, { at }: DayMarks, begin: number, over: number, from: number, until: number): void {
  const days = at.length - 1;
  const start = Math.max(from, at[0] as number);
  const end = Math.min(until, at[days] as number);
  if (start >= end) return;
  const first = at[begin] === start ? begin : begin - 1;
  const last = Math.min(over, days) - 1;
  if (first === last) {
    (counts.partDayMs[first] as number) += end - start;
    return;
  }
  (counts.partDayMs[first] as number) += (at[first + 1] as number) - start;
  (counts.partDayMs[last] as number) += end - (at[last] as number);
  (counts.wholeDayChanges[first + 1] as number) += 1;
  (counts.wholeDayChanges[last] as number) -= 1;
}
