import { checkInteger, checkOneOf } from "../errors/check.js";
import { InvalidArgumentError } from "../errors/invalid-argument-error.js";
import { dateOfDay, FIRST_DAY, LAST_DAY } from "./calendar-date.js";
import { civilOfDay, dayOfCivil, padded } from "./civil.js";
import { readInstant, type Instant, type InstantLike } from "./instant.js";
import { localDay, startOfLocalDay } from "./local-time.js";
import { zoneOffsets } from "./zone-offsets.js";

/**
 * The length of a calendar period.
 * @category Periods
 */
export type PeriodUnit = "day" | "week" | "month" | "quarter" | "year";

/**
 * The day that weeks begin on.
 * @category Periods
 */
export type WeekStart = "monday" | "sunday" | "saturday";

/**
 * How time is cut into calendar periods.
 * @category Periods
 */
export interface PeriodSpec {
  /** The length of a period. */
  readonly unit: PeriodUnit;
  /** The IANA zone whose calendar counts. */
  readonly timeZone: string;
  /** The day that weeks begin on, `"monday"` when left out. */
  readonly weekStartsOn?: WeekStart;
}

const UNITS: readonly PeriodUnit[] = ["day", "week", "month", "quarter", "year"];
/** How far each week start lies before the Thursday that is day 0. */
const DAYS_BEFORE_THURSDAY: Readonly<Record<WeekStart, number>> = { monday: 3, sunday: 4, saturday: 5 };
/** A Monday week is named after the year of its Thursday, another week after its first day. */
const DAYS_TO_NAMING_DAY: Readonly<Record<WeekStart, number>> = { monday: 3, sunday: 0, saturday: 0 };
const WEEK_STARTS: readonly WeekStart[] = ["monday", "sunday", "saturday"];

/**
 * The number of the calendar period that an instant falls in. Consecutive periods have consecutive numbers.
 *
 * @param at - The instant.
 * @param spec - How time is cut.
 * @returns A whole number; the period that holds 1970-01-01 is 0.
 * @throws An {@link InvalidArgumentError} when the instant, the unit or the zone is not one.
 *
 * @example
 * import { time } from "clientele";
 *
 * const month = { unit: "month", timeZone: "Europe/Berlin" } as const;
 * time.periodIndex("2024-12-31T23:30:00Z", month) - time.periodIndex("2024-12-31T22:30:00Z", month); // => 1
 *
 * @category Periods
 */
export function periodIndex(at: InstantLike, spec: PeriodSpec): number {
  const ms = readInstant("at", at);
  checkSpec(spec);
  return periodOfDay(localDay(ms, zoneOffsets(spec.timeZone)), spec);
}

/**
 * The first instant of a calendar period.
 *
 * @param index - The number of the period, as from {@link periodIndex}.
 * @param spec - How time is cut.
 * @returns The instant; a period ends where the next one starts.
 * @throws An {@link InvalidArgumentError} when the index is not whole or leaves the years 0001 to 9999.
 *
 * @example
 * import { time } from "clientele";
 *
 * const month = { unit: "month", timeZone: "Europe/Berlin" } as const;
 * const start = time.periodStart(time.periodIndex("2024-07-14T12:00:00Z", month), month);
 * time.localDateTime(start, "Europe/Berlin"); // => "2024-07-01T00:00:00"
 *
 * @category Periods
 */
export function periodStart(index: number, spec: PeriodSpec): Instant {
  checkSpec(spec);
  return startOfLocalDay(firstDayOfPeriod(index, spec), zoneOffsets(spec.timeZone)) as Instant;
}

/**
 * The name of a calendar period: `2025-01-31`, `2025-W05`, `2025-01`, `2025-Q1`, `2025`.
 *
 * Monday weeks carry the ISO 8601 week-year and week; other weeks the date they begin on.
 *
 * @param index - The number of the period, as from {@link periodIndex}.
 * @param spec - How time is cut.
 * @returns The name; names of one unit sort like their periods.
 * @throws An {@link InvalidArgumentError} when the index is not whole or leaves the years 0001 to 9999.
 *
 * @example
 * import { time } from "clientele";
 *
 * const week = { unit: "week", timeZone: "Europe/Berlin" } as const;
 * time.periodLabel(time.periodIndex("2024-12-30T12:00:00Z", week), week); // => "2025-W01"
 *
 * @category Periods
 */
export function periodLabel(index: number, spec: PeriodSpec): string {
  checkSpec(spec);
  const day = firstDayOfPeriod(index, spec);
  const named = spec.unit === "week" ? day + DAYS_TO_NAMING_DAY[spec.weekStartsOn ?? "monday"] : day;
  if (named < FIRST_DAY || day > LAST_DAY) throw new InvalidArgumentError("index", "a period of the years 0001 to 9999", index);
  if (spec.unit === "week") return isMondayWeek(spec) ? isoWeekLabel(day) : dateOfDay(day);
  const date = dateOfDay(day);
  if (spec.unit === "month") return date.slice(0, 7);
  if (spec.unit === "quarter") return `${date.slice(0, 4)}-Q${String(Math.floor(civilOfDay(day).month / 3) + 1)}`;
  return spec.unit === "year" ? date.slice(0, 4) : date;
}

/** Throws unless the unit and the week start are known. The zone is checked where it is resolved. */
export function checkSpec(spec: PeriodSpec): void {
  checkOneOf("period.unit", spec.unit, UNITS);
  if (spec.weekStartsOn !== undefined) checkOneOf("period.weekStartsOn", spec.weekStartsOn, WEEK_STARTS);
}

/** The number of the period that a local day falls in; for loops over many rows of one zone. */
export function periodOfDay(day: number, spec: PeriodSpec): number {
  if (spec.unit === "day") return day;
  if (spec.unit === "week") return Math.floor((day + DAYS_BEFORE_THURSDAY[spec.weekStartsOn ?? "monday"]) / 7);
  const { year, month } = civilOfDay(day);
  if (spec.unit === "month") return (year - 1970) * 12 + month - 1;
  return spec.unit === "quarter" ? (year - 1970) * 4 + Math.floor((month - 1) / 3) : year - 1970;
}

/** The first local day of a period. */
export function firstDayOfPeriod(index: number, spec: PeriodSpec): number {
  checkInteger("index", index);
  const day = firstDay(index, spec);
  // A margin of a year: where it is still year 0 in a western zone, or already year 10 000 in an eastern one, UTC has a lawful instant.
  if (!(day >= FIRST_DAY - 372 && day <= LAST_DAY + 1))
    throw new InvalidArgumentError("index", "a period of the years 0001 to 9999", index);
  return day;
}

function firstDay(index: number, spec: PeriodSpec): number {
  if (spec.unit === "day") return index;
  if (spec.unit === "week") return index * 7 - DAYS_BEFORE_THURSDAY[spec.weekStartsOn ?? "monday"];
  const months = index * { month: 1, quarter: 3, year: 12 }[spec.unit];
  const year = Math.floor(months / 12);
  return dayOfCivil(1970 + year, months - year * 12 + 1, 1);
}

function isMondayWeek(spec: PeriodSpec): boolean {
  return (spec.weekStartsOn ?? "monday") === "monday";
}

/** ISO 8601: a week belongs to the year that its Thursday is in. */
function isoWeekLabel(monday: number): string {
  const thursday = monday + 3;
  const { year } = civilOfDay(thursday);
  const week = Math.floor((thursday - dayOfCivil(year, 1, 1)) / 7) + 1;
  return `${padded(year, 4)}-W${padded(week, 2)}`;
}
