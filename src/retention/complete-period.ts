// How options cut time, and which periods the calendar has room for.
import { InvalidArgumentError } from "../foundation/errors/invalid-argument-error.js";
import { dateOfDay, FIRST_DAY, LAST_DAY } from "../foundation/time/calendar-date.js";
import { checkSpec, firstDayOfPeriod, periodOfDay, type PeriodSpec } from "../foundation/time/periods.js";

/** How `options` cut time, checked; of weeks always with the day that they begin on. The zone is checked where it is resolved. */
export function completePeriod(options: { readonly period: PeriodSpec } | undefined): PeriodSpec {
  const period = options?.period;
  if (typeof period !== "object" || (period as unknown) === null) {
    throw new InvalidArgumentError("options.period", "the unit and the time zone of periods", period);
  }
  checkSpec(period);
  const { unit, timeZone, weekStartsOn = "monday" } = period;
  return unit === "week" ? { unit, timeZone, weekStartsOn } : { unit, timeZone };
}

/** The first period of the calendar: it begins in the year 0001. */
export function firstPeriod(period: PeriodSpec): number {
  const index = periodOfDay(FIRST_DAY, period);
  return firstDayOfPeriod(index, period) < FIRST_DAY ? index + 1 : index;
}

/** The last period of the calendar: it ends with the year 9999 or before. */
export function lastPeriod(period: PeriodSpec): number {
  return periodOfDay(LAST_DAY + 1, period) - 1;
}

/** Throws unless the periods from `first` to `last` are on the calendar, where no row is after `asOf`. `offending` says where the first one comes from. */
export function checkPeriods(first: number, last: number, period: PeriodSpec, asOf: unknown, offending: () => Origin): void {
  if (first > last) return;
  if (last > lastPeriod(period))
    throw new InvalidArgumentError("options.asOf", "a moment whose period ends in the years 0001 to 9999", asOf);
  if (first >= firstPeriod(period)) return;
  const { place, received } = offending();
  throw new InvalidArgumentError(place, "a moment whose period begins in the years 0001 to 9999", received);
}

/** Where something comes from, and what stands there. */
export interface Origin {
  readonly place: string;
  readonly received: unknown;
}

/** That a first period comes from `options.from`, of which this is the day. */
export function originOfFrom(day: number): Origin {
  return { place: "options.from", received: dateOfDay(day) };
}

/** Where the earliest of the instants stands in rows or columns that an error calls `name`. */
export function originOf(name: string, input: object, field: "at" | "start", instants: Float64Array): Origin {
  const earliest = instants.reduce((least, instant) => Math.min(least, instant), Infinity);
  const isColumns = "customerIds" in input;
  // Rows that can be read only once are gone by now.
  const given: Iterable<unknown> = isColumns
    ? ((input as { readonly [Field in typeof field]?: Iterable<unknown> })[field] ?? [])
    : Array.from(input as Iterable<Readonly<Record<typeof field, unknown>>>, (row) => row[field]);
  const row = String([...given].indexOf(earliest));
  if (row === "-1") return { place: name, received: earliest };
  return { place: isColumns ? `${field}[${row}]` : `${name}[${row}].${field}`, received: earliest };
}
