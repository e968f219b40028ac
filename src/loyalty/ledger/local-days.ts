// Local days of an account's zone, as numbers and as dates.
import { dateOfDay, dayOfDate, LAST_DAY } from "../../foundation/time/calendar-date.js";
import type { CalendarDate } from "../../foundation/time/calendar-date.js";
import { DAY_MS } from "../../foundation/time/civil.js";
import { localDay, startOfLocalDay } from "../../foundation/time/local-time.js";
import { zoneOffsets } from "../../foundation/time/zone-offsets.js";

/** Later than every date. */
export const END_OF_DATES = "9999-12-31" as CalendarDate;

/** The number of the local day of an instant. */
export function dayAt(at: number, timeZone: string): number {
  return localDay(at, zoneOffsets(timeZone));
}

/**
 * The local date that has begun last. Where clocks go back over midnight, the date before returns for a while; points that were gone do not return with it.
 */
export function latestDate(at: number, timeZone: string): CalendarDate {
  const zone = zoneOffsets(timeZone);
  const day = localDay(at, zone);
  const wentBack = zone.offsetAt(at - DAY_MS) > zone.offsetAt(at);
  return dateOfDay(wentBack && startOfLocalDay(day + 1, zone) <= at ? day + 1 : day);
}

/** The first instant of a local date. */
export function dateBegins(date: CalendarDate, timeZone: string): number {
  return startOfLocalDay(dayOfDate(date, "date"), zoneOffsets(timeZone));
}

/** The first instant after a local date. */
export function dateEnds(date: CalendarDate, timeZone: string): number {
  return startOfLocalDay(dayOfDate(date, "date") + 1, zoneOffsets(timeZone));
}

/** The earlier of two dates, `null` being no date. */
export function earlierDate(a: CalendarDate | null, b: CalendarDate | null): CalendarDate | null {
  return a === null ? b : b === null || a <= b ? a : b;
}

/** The date some days after a day, at most the last there is. */
export function addDays(day: number, days: number): CalendarDate {
  return dateOfDay(Math.min(day + days, LAST_DAY));
}
