import { sumOfTerms } from "../../numerics/sum.js";
import type { ContractCounts, CountingFrame } from "./contract-counts.js";

/** What the rates of one period are made of. */
export interface PeriodFigures {
  readonly opening: number;
  readonly closing: number;
  /** First contracts ever that started in the period. */
  readonly new: number;
  readonly newActiveAtClose: number;
  readonly lostOfOpening: number;
  readonly churnEvents: number;
  readonly churnedCustomers: number;
  readonly churnedNotNew: number;
  /** The customers active at the start of each day, on average. */
  readonly meanDailyBase: number;
  /** The shares lost of those active at the start of the day, added up; `null` when nobody was active at the start of any day. */
  readonly dailyLossSum: number | null;
  readonly customerDays: number;
  /** The length of the period in local days. */
  readonly days: number;
}

/** The figures of counts that have one period. */
export function periodFigures(counts: ContractCounts, frame: CountingFrame): PeriodFigures {
  const only = (list: readonly number[]): number => list[0] as number;
  const { opening } = counts;
  const active = running(counts.activeChanges);
  const closing = opening + only(counts.new) + only(counts.reactivated) - only(counts.lapsed);
  const lossOf = (day: number): number => (active[day] === 0 ? 0 : (counts.lost[day] as number) / (active[day] as number));
  return {
    opening,
    closing,
    new: only(counts.firstStarts),
    newActiveAtClose: only(counts.new),
    lostOfOpening: only(counts.lapsed),
    churnEvents: only(counts.churnEvents),
    churnedCustomers: only(counts.churnedCustomers),
    churnedNotNew: only(counts.churnedCustomers) - only(counts.churnedNewCustomers),
    meanDailyBase: sumOfTerms(active.length, (day) => active[day] as number) / active.length,
    dailyLossSum: active.every((customers) => customers === 0) ? null : sumOfTerms(active.length, lossOf),
    customerDays: only(customerDays(counts, frame)),
    days: localDays(frame),
  };
}

/** Per period, how many local days customers were active, a part of a day as its share of that day. */
export function customerDays(counts: ContractCounts, { marks, boundaries }: CountingFrame): number[] {
  const whole = running(counts.wholeDayChanges);
  const onDay = (day: number): number => {
    const length = marks.dayLength[day] as number;
    const present = (whole[day] as number) * ((marks.at[day + 1] as number) - (marks.at[day] as number));
    return (present + (counts.partDayMs[day] as number)) / length;
  };
  return boundaries.slice(1).map((end, period) => {
    const start = boundaries[period] as number;
    return sumOfTerms(end - start, (i) => onDay(start + i));
  });
}

/** How many local days the frame has, a part of a day as its share of that day. */
function localDays({ marks: { at, dayLength } }: CountingFrame): number {
  return sumOfTerms(dayLength.length, (day) => ((at[day + 1] as number) - (at[day] as number)) / (dayLength[day] as number));
}

/** Sums of changes from the first on. */
function running(changes: readonly number[]): number[] {
  let value = 0;
  return changes.map((change) => (value += change));
}
