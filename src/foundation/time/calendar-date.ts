import { InvalidArgumentError } from "../errors/invalid-argument-error.js";
import { checkInteger } from "../errors/check.js";
import { civilOfDay, dayOfCivil, daysInMonth, padded, type Civil } from "./civil.js";

/**
 * A local date, `"YYYY-MM-DD"`, years 0001 to 9999. It means something only together with a time zone.
 * @category Dates
 */
export type CalendarDate = string & { readonly __brand: "CalendarDate" };

/**
 * How far to move a date; each part a whole number, 0 when left out.
 * @category Dates
 */
export interface DateSpan {
  /** Days to add. */
  readonly days?: number;
  /** Calendar months to add. */
  readonly months?: number;
  /** Calendar years to add. */
  readonly years?: number;
}

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
/** The day number of 0001-01-01. */
export const FIRST_DAY: number = /* @__PURE__ */ dayOfCivil(1, 1, 1);
/** The day number of 9999-12-31. */
export const LAST_DAY: number = /* @__PURE__ */ dayOfCivil(9999, 12, 31);

/**
 * Moves a date by days, months and years.
 *
 * Years and months move first and are clamped to the end of the month, always from the date given: 31 January plus one month is 28 or 29 February, plus two
 * months 31 March. Days are added after that.
 *
 * @param date - The date to move, `"YYYY-MM-DD"`.
 * @param span - How far; negative parts move back.
 * @returns The date moved.
 * @throws An {@link InvalidArgumentError} when the date does not exist, a part is not whole, or the result leaves the years 0001 to 9999.
 *
 * @example
 * import { time } from "clientele";
 *
 * time.addToDate("2024-01-31", { months: 1 }); // => "2024-02-29"
 * time.addToDate("2024-01-31", { months: 2 }); // => "2024-03-31"
 * time.addToDate("2024-02-29", { years: 1, days: 1 }); // => "2025-03-01"
 *
 * @category Dates
 */
export function addToDate(date: string, span: DateSpan): CalendarDate {
  const { year, month, day } = parseCivil("date", date);
  const { days = 0, months = 0, years = 0 } = span;
  checkInteger("span.days", days);
  checkInteger("span.months", months);
  checkInteger("span.years", years);
  const monthCount = (year + years) * 12 + (month - 1) + months;
  const movedYear = Math.floor(monthCount / 12);
  const movedMonth = monthCount - movedYear * 12 + 1;
  const moved = dayOfCivil(movedYear, movedMonth, Math.min(day, daysInMonth(movedYear, movedMonth))) + days;
  if (!(moved >= FIRST_DAY && moved <= LAST_DAY))
    throw new InvalidArgumentError("span", "a span that stays within the years 0001 to 9999", span);
  return dateOfDay(moved);
}

/**
 * How many days lie between two dates: `b - a`.
 *
 * @param a - The date to count from, `"YYYY-MM-DD"`.
 * @param b - The date to count to.
 * @returns Whole days, negative when `b` is before `a`.
 * @throws An {@link InvalidArgumentError} when a date does not exist.
 *
 * @example
 * import { time } from "clientele";
 *
 * time.daysBetween("2024-02-28", "2024-03-01"); // => 2
 * time.daysBetween("2024-03-01", "2024-02-28"); // => -2
 *
 * @category Dates
 */
export function daysBetween(a: string, b: string): number {
  return dayOfDate(b, "b") - dayOfDate(a, "a");
}

/** The day number of a date in `"YYYY-MM-DD"`. */
export function dayOfDate(date: string, argument: string): number {
  const { year, month, day } = parseCivil(argument, date);
  return dayOfCivil(year, month, day);
}

/** The date of a day number, `"YYYY-MM-DD"`. */
export function dateOfDay(dayNumber: number): CalendarDate {
  const { year, month, day } = civilOfDay(dayNumber);
  return `${padded(year, 4)}-${padded(month, 2)}-${padded(day, 2)}` as CalendarDate;
}

function parseCivil(argument: string, date: unknown): Civil {
  const found = typeof date === "string" ? DATE.exec(date) : null;
  const [year, month, day] = [Number(found?.[1]), Number(found?.[2]), Number(found?.[3])];
  if (found === null || !isDate(year, month, day)) throw new InvalidArgumentError(argument, "a date that exists, YYYY-MM-DD", date);
  return { year, month, day };
}

/** Whether there is such a date in the years 0001 to 9999. */
export function isDate(year: number, month: number, day: number): boolean {
  return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}
