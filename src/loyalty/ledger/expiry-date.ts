// When points lapse: the date of a policy for points that start on a day. Dates count as day numbers here.
import { dateOfDay, dayOfDate, LAST_DAY, type CalendarDate } from "../../foundation/time/calendar-date.js";
import { civilOfDay, dayOfCivil, daysInMonth } from "../../foundation/time/civil.js";
import type { PointLot } from "./account.js";
import type { LedgerActivity } from "./event-parts.js";
import { END_OF_DATES } from "./local-days.js";
import type { DayOfYear, ExpiryPolicy, FixedDatesExpiry, InactivityExpiry, PointProgram, RollingExpiry } from "./program.js";

/** The date of points, and how far activities can move it. */
export type PointDates = Pick<PointLot, "expiresOn" | "movableUntil">;

/** Points without a date, or with one that a command gave: no activity moves it. */
export function givenDate(expiresOn: CalendarDate | null): PointDates {
  return { expiresOn, movableUntil: null };
}

/** The dates that a policy gives points which start on `startDay`. */
export function policyDates(policy: ExpiryPolicy, startDay: number, lastActivityOn: CalendarDate | null): PointDates {
  const fixed = fixedDay(policy, startDay);
  const clock = inactivityOf(policy);
  if (clock === undefined) return givenDate(fixed === null ? null : dateOfDay(fixed));
  const activeDay = lastActivityOn === null ? startDay : Math.max(startDay, dayOfDate(lastActivityOn, "lastActivityOn"));
  const idle = moved(activeDay, clock);
  return {
    expiresOn: dateOfDay(fixed === null ? idle : Math.min(fixed, idle)),
    movableUntil: fixed === null ? END_OF_DATES : dateOfDay(fixed),
  };
}

/** What an activity on a day does to the points that follow activities, the last one being the later of both; `null` when the program does not count it. */
export function activityOn(
  program: PointProgram,
  kind: "earn" | "redeem",
  day: number,
  lastActivityOn: CalendarDate | null,
): LedgerActivity | null {
  const clock = inactivityOf(program.expiry);
  if (clock?.activities.includes(kind) !== true) return null;
  const last = lastActivityOn === null ? day : Math.max(day, dayOfDate(lastActivityOn, "lastActivityOn"));
  return { on: dateOfDay(day), expiresOn: dateOfDay(moved(last, clock)) };
}

/** The dates of points on an account whose last activity was then. */
export function joinedClock(policy: ExpiryPolicy, dates: PointDates, lastActivityOn: CalendarDate | null): PointDates {
  const clock = inactivityOf(policy);
  if (clock === undefined || lastActivityOn === null) return dates;
  return movedByActivity(dates, dateOfDay(moved(dayOfDate(lastActivityOn, "lastActivityOn"), clock)));
}

/** The dates of points after an activity that gives `expiresOn`: never earlier, never beyond what limits them. */
export function movedByActivity<T extends PointDates>(dates: T, expiresOn: CalendarDate): T {
  if (dates.movableUntil === null || dates.expiresOn === null) return dates;
  const next = expiresOn < dates.movableUntil ? expiresOn : dates.movableUntil;
  return next > dates.expiresOn ? { ...dates, expiresOn: next } : dates;
}

function inactivityOf(policy: ExpiryPolicy): InactivityExpiry | undefined {
  if (policy.kind === "inactivity") return policy;
  if (policy.kind !== "earliest-of") return undefined;
  for (const part of policy.policies) {
    const found = inactivityOf(part);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The day of every policy but inactivity; `null` for none. */
function fixedDay(policy: ExpiryPolicy, start: number): number | null {
  switch (policy.kind) {
    case "never":
    case "inactivity":
      return null;
    case "rolling":
      return rollingDay(policy, start);
    case "fixed-dates":
      return nextFixedDay(policy, start);
    case "earliest-of": {
      const days = policy.policies.map((part) => fixedDay(part, start)).filter((day) => day !== null);
      return days.length === 0 ? null : Math.min(...days);
    }
  }
}

function rollingDay(policy: RollingExpiry, start: number): number {
  const day = moved(start, policy);
  const { roundUpTo } = policy;
  if (roundUpTo === undefined) return day;
  if (typeof roundUpTo === "object") return nextDayOfYear(roundUpTo, day);
  const { year, month } = civilOfDay(day);
  const months = { month: 1, quarter: 3, "half-year": 6, year: 12 }[roundUpTo];
  const lastMonth = Math.ceil(month / months) * months;
  return withinCalendar(dayOfCivil(year, lastMonth, daysInMonth(year, lastMonth)));
}

function nextFixedDay({ dates, minimumDays = 0 }: FixedDatesExpiry, start: number): number {
  const earliest = withinCalendar(start + minimumDays);
  const days = dates.map((date) => nextDayOfYear({ month: Number(date.slice(0, 2)), day: Number(date.slice(3)) }, earliest));
  return Math.min(...days);
}

/** The first such day of a year on or after a day. */
function nextDayOfYear({ month, day }: DayOfYear, from: number): number {
  const { year } = civilOfDay(from);
  const inYear = (y: number): number => dayOfCivil(y, month, Math.min(day, daysInMonth(y, month)));
  return withinCalendar(inYear(year) >= from ? inYear(year) : inYear(year + 1));
}

/** Adds days, or months and years clamped to the end of the month. */
function moved(start: number, span: { days?: number | undefined; months?: number | undefined; years?: number | undefined }): number {
  if (span.days !== undefined) return withinCalendar(start + span.days);
  const { year, month, day } = civilOfDay(start);
  const count = year * 12 + (month - 1) + (span.months ?? 0) + (span.years ?? 0) * 12;
  const toYear = Math.floor(count / 12);
  const toMonth = count - toYear * 12 + 1;
  return withinCalendar(dayOfCivil(toYear, toMonth, Math.min(day, daysInMonth(toYear, toMonth))));
}

function withinCalendar(day: number): number {
  return Math.min(day, LAST_DAY);
}
