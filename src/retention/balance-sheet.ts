import type { Instant } from "../foundation/time/instant.js";
import { periodLabel, periodStart, type PeriodSpec } from "../foundation/time/periods.js";

/** What came and went, period by period. */
interface Moved {
  readonly opening: number;
  readonly new: ArrayLike<number>;
  readonly reactivated: ArrayLike<number>;
  readonly lapsed: ArrayLike<number>;
}

/** The periods that movements are counted in. */
interface Periods {
  readonly first: number;
  readonly periods: number;
  readonly period: PeriodSpec;
  readonly asOf: Instant;
}

/** What every row of movements begins with: opening + new + reactivated − lapsed = closing, and the closing opens the next. */
interface BalanceRow {
  readonly period: string;
  readonly start: Instant;
  readonly end: Instant;
  readonly opening: number;
  readonly new: number;
  readonly reactivated: number;
  readonly lapsed: number;
  readonly closing: number;
  readonly complete: boolean;
}

/** One row a period, with what `more` adds to it. */
export function balanceSheet<More>(
  moved: Moved,
  { first, periods, period, asOf }: Periods,
  more: (i: number) => More,
): (BalanceRow & More)[] {
  let closing = moved.opening;
  return Array.from({ length: periods }, (_, i) => {
    const at = (counts: ArrayLike<number>): number => counts[i] as number;
    const opening = closing;
    closing += at(moved.new) + at(moved.reactivated) - at(moved.lapsed);
    const end = periodStart(first + i + 1, period);
    return {
      period: periodLabel(first + i, period),
      start: periodStart(first + i, period),
      end,
      opening,
      new: at(moved.new),
      reactivated: at(moved.reactivated),
      lapsed: at(moved.lapsed),
      closing,
      complete: end <= asOf,
      ...more(i),
    };
  });
}
