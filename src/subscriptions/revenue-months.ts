import { InvalidArgumentError } from "../foundation/errors/invalid-argument-error.js";
import { dayOfDate } from "../foundation/time/calendar-date.js";
import type { Instant } from "../foundation/time/instant.js";
import { localDay } from "../foundation/time/local-time.js";
import { periodLabel, periodOfDay, periodStart, type PeriodSpec } from "../foundation/time/periods.js";
import { zoneOffsets } from "../foundation/time/zone-offsets.js";

/** The months that are read: numbered in a row from `first`, those that were over at a moment. */
export interface RevenueMonths {
  /** The number of the first month. */
  readonly first: number;
  /** How many. */
  readonly count: number;
  /** Their names. */
  readonly labels: string[];
}

/** The months from the one that holds `from` to the one that holds the day before `until`, without those that end after `asOf`. */
export function revenueMonths({ from, until, timeZone }: { from: string; until: string; timeZone: string }, asOf: Instant): RevenueMonths {
  const fromDay = dayOfDate(from, "options.from");
  const untilDay = dayOfDate(until, "options.until");
  if (untilDay <= fromDay) throw new InvalidArgumentError("options.until", "a date after options.from", until);
  const zone = zoneOffsets(timeZone, "options.timeZone");
  const period: PeriodSpec = { unit: "month", timeZone };
  const first = periodOfDay(fromDay, period);
  let last = Math.min(periodOfDay(untilDay - 1, period), periodOfDay(localDay(asOf, zone), period));
  while (last >= first && periodStart(last + 1, period) > asOf) last -= 1;
  const count = Math.max(last - first + 1, 0);
  return { first, count, labels: Array.from({ length: count }, (_, i) => periodLabel(first + i, period)) };
}

/** Finds the number of the month that a date is in; dates come again and again, so each is read once. */
export function monthReader(): (date: string, argument: () => string) => number {
  const known = new Map<string, number>();
  const period: PeriodSpec = { unit: "month", timeZone: "UTC" };
  return (date, argument) => {
    const before = known.get(date);
    if (before !== undefined) return before;
    const month = periodOfDay(dayOfDate(date, argument()), period);
    known.set(date, month);
    return month;
  };
}
