import { InvalidArgumentError } from "../errors/invalid-argument-error.js";
import { dateOfDay, dayOfDate, FIRST_DAY, isDate, LAST_DAY, type CalendarDate } from "./calendar-date.js";
import { DAY_MS, dayOfCivil, padded } from "./civil.js";
import { instantOfLocal, localDay, startOfLocalDay } from "./local-time.js";
import { zoneOffsets } from "./zone-offsets.js";

/**
 * A moment on the world's time line: whole epoch milliseconds, years 0001 to 9999.
 * @category Instants
 */
export type Instant = number & { readonly __brand: "Instant" };

/**
 * What options accept as an instant: epoch milliseconds, a `Date`, or an ISO 8601 string with offset.
 * @category Instants
 */
export type InstantLike = number | Date | string;

/**
 * How {@link instant} reads its input.
 * @category Instants
 */
export interface InstantOptions {
  /** The IANA zone of a local date or local date-time; without it such input is an error. */
  readonly timeZone?: string;
}

const ISO = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?(?: ?(Z|UTC|[+-]\d{2}(?::?\d{2})?))?)?$/i;
/** The first moment of the year 0001, in UTC; a local period can begin a few hours before. */
export const FIRST_INSTANT: number = FIRST_DAY * DAY_MS;
const END_OF_INSTANTS = (LAST_DAY + 1) * DAY_MS;

/**
 * Reads a moment in time.
 *
 * Accepted are a `Date`, whole epoch milliseconds, an ISO 8601 date-time with offset (`"2024-05-01T09:30:00+02:00"`; a space for the `T`, and one before the
 * offset, are accepted too, as databases write them), and, together with `timeZone`, a local date-time (`"2024-05-01T09:30"`) or a local date (its first instant). A local time that a zone skips moves forward by the gap, a repeated one is the
 * earlier. Fractions of a second beyond milliseconds are cut off.
 *
 * @param input - The moment.
 * @param options - The zone of local input.
 * @returns The instant, epoch milliseconds.
 * @throws An {@link InvalidArgumentError} when the input is no such moment, has no offset and no `timeZone`, or leaves the years 0001 to 9999.
 *
 * @example
 * import { time } from "clientele";
 *
 * time.instant("2024-05-01T09:30:00+02:00"); // => 1714548600000
 * time.instant("2024-05-01T09:30", { timeZone: "Europe/Berlin" }); // => 1714548600000
 * time.instant("2024-05-01", { timeZone: "Europe/Berlin" }); // => 1714514400000
 *
 * @category Instants
 */
export function instant(input: InstantLike, options: InstantOptions = {}): Instant {
  if (options.timeZone !== undefined) zoneOffsets(options.timeZone);
  return readInstant("input", input, options.timeZone);
}

/** Reads a moment; an error names `argument`. */
export function readInstant(argument: string, input: unknown, timeZone?: string): Instant {
  const at = typeof input === "string" ? instantOfText(argument, input, timeZone) : instantOfNumber(input);
  if (!Number.isInteger(at)) {
    throw new InvalidArgumentError(argument, "a moment that exists, as a Date, whole epoch milliseconds or ISO 8601", input);
  }
  if (at < FIRST_INSTANT || at >= END_OF_INSTANTS) throw new InvalidArgumentError(argument, "an instant in the years 0001 to 9999", input);
  return (at + 0) as Instant;
}

/** Whether a number is an instant: whole milliseconds of the years 0001 to 9999. */
export function isInstant(at: number): boolean {
  return Number.isInteger(at) && at >= FIRST_INSTANT && at < END_OF_INSTANTS;
}

/**
 * The local date of an instant in a zone.
 *
 * @param at - The instant.
 * @param timeZone - An IANA zone.
 * @returns `"YYYY-MM-DD"`.
 * @throws An {@link InvalidArgumentError} when the instant or the zone is not one.
 *
 * @example
 * import { time } from "clientele";
 *
 * time.calendarDate("2024-12-31T23:30:00Z", "Europe/Berlin"); // => "2025-01-01"
 *
 * @category Dates
 */
export function calendarDate(at: InstantLike, timeZone: string): CalendarDate {
  return shownDate(localDay(readInstant("at", at), zoneOffsets(timeZone)), at);
}

/**
 * The local date and time of an instant in a zone.
 *
 * @param at - The instant.
 * @param timeZone - An IANA zone.
 * @returns `"YYYY-MM-DDTHH:MM:SS"`, with `".mmm"` only when the milliseconds are not 0.
 * @throws An {@link InvalidArgumentError} when the instant or the zone is not one.
 *
 * @example
 * import { time } from "clientele";
 *
 * time.localDateTime("2024-03-31T01:30:00Z", "Europe/Berlin"); // => "2024-03-31T03:30:00"
 *
 * @category Instants
 */
export function localDateTime(at: InstantLike, timeZone: string): string {
  const ms = readInstant("at", at);
  const local = ms + zoneOffsets(timeZone).offsetAt(ms);
  const day = Math.floor(local / DAY_MS);
  const msOfDay = local - day * DAY_MS;
  const part = (unitMs: number, count: number): string => padded(Math.floor(msOfDay / unitMs) % count, 2);
  const fraction = msOfDay % 1000 === 0 ? "" : `.${padded(msOfDay % 1000, 3)}`;
  return `${shownDate(day, at)}T${part(3_600_000, 24)}:${part(60_000, 60)}:${part(1000, 60)}${fraction}`;
}

/**
 * The first instant of a local date: usually midnight, but some days begin at one o'clock, and a date that the zone skips begins with the date after it.
 *
 * @param date - The local date, `"YYYY-MM-DD"`.
 * @param timeZone - An IANA zone.
 * @returns The instant.
 * @throws An {@link InvalidArgumentError} when the date or the zone does not exist.
 *
 * @example
 * import { time } from "clientele";
 *
 * const start = time.startOfDay("2018-11-04", "America/Sao_Paulo"); // clocks went from 00:00 to 01:00
 * time.localDateTime(start, "America/Sao_Paulo"); // => "2018-11-04T01:00:00"
 *
 * @category Dates
 */
export function startOfDay(date: string, timeZone: string): Instant {
  return readInstant("date", startOfLocalDay(dayOfDate(date, "date"), zoneOffsets(timeZone)));
}

/** The date of a local day; throws at the ends of the calendar, where a zone may be in another year than UTC. */
function shownDate(day: number, at: InstantLike): CalendarDate {
  if (day < FIRST_DAY || day > LAST_DAY)
    throw new InvalidArgumentError("at", "an instant whose local date is in the years 0001 to 9999", at);
  return dateOfDay(day);
}

function instantOfNumber(input: unknown): number {
  if (typeof input === "number") return input;
  // By its tag, not by instanceof: a Date may come from another realm (a frame, a worker, a test runner).
  return Object.prototype.toString.call(input) === "[object Date]" ? timeOfDate(input) : NaN;
}

function timeOfDate(date: unknown): number {
  try {
    return Date.prototype.getTime.call(date);
  } catch {
    return NaN; // something else that only calls itself a Date
  }
}

function instantOfText(argument: string, text: string, timeZone: string | undefined): number {
  const found = ISO.exec(text);
  if (found === null) return NaN;
  const [year, month, day] = [Number(found[1]), Number(found[2]), Number(found[3])];
  const [hour, minute, second] = [Number(found[4] ?? 0), Number(found[5] ?? 0), Number(found[6] ?? 0)];
  const millisecond = Number((found[7] ?? "").padEnd(3, "0").slice(0, 3));
  if (!isDate(year, month, day) || hour > 24 || minute > 59 || second > 59 || (hour === 24 && minute + second + millisecond > 0))
    return NaN;
  const dayNumber = dayOfCivil(year, month, day);
  const offset = found[8];
  const ms = ((hour * 60 + minute) * 60 + second) * 1000 + millisecond;
  if (offset !== undefined) return dayNumber * DAY_MS + ms - offsetOfText(offset);
  if (timeZone === undefined) throw new InvalidArgumentError(argument, "a date-time with its offset, or a timeZone beside it", text);
  const zone = zoneOffsets(timeZone);
  return found[4] === undefined ? startOfLocalDay(dayNumber, zone) : instantOfLocal(dayNumber * DAY_MS + ms, zone);
}

function offsetOfText(text: string): number {
  if (/^[zu]/i.test(text)) return 0;
  const hours = Number(text.slice(1, 3));
  const minutes = Number(text.length > 3 ? text.slice(-2) : 0);
  if (hours > 23 || minutes > 59) return NaN;
  return (text.startsWith("-") ? -1 : 1) * (hours * 60 + minutes) * 60_000;
}
