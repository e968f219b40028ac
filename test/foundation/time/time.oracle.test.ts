// Python's zoneinfo (tzdata 2025b), checked with Node's Intl; see "source" in the file.
import { time } from "clientele";
import { describe, expect, it } from "vitest";
import { oracleCases } from "../../support/oracle.js";

type Column = readonly string[];
interface Expected extends Readonly<Record<string, Column | readonly number[] | readonly Column[]>> {
  readonly localDate: Column;
  readonly localDateTime: Column;
  readonly isoWeekYear: readonly number[];
  readonly isoWeek: readonly number[];
  readonly weekStartSunday: Column;
  readonly month: Column;
  readonly quarter: Column;
  readonly startOfDay: Column;
  readonly startOfNextDay: Column;
  readonly startOfWeekMonday: Column;
  readonly startOfWeekSunday: Column;
  readonly startOfMonth: Column;
  readonly startOfQuarter: Column;
  readonly startOfYear: Column;
  readonly addMonthsDate: readonly Column[];
  readonly addMonthsInstant: readonly Column[];
}

const cases = oracleCases<{ instant: Column }, { zone: string; addMonths: readonly number[] }, Expected>(import.meta.url, "time-buckets");

describe.each(cases)("calendar periods: $name", ({ input, options: { zone: timeZone, addMonths }, expected }) => {
  const rows = input.instant.map((iso, i): [string, number] => [iso, i]);
  const at = (column: Column, i: number): string => column[i] ?? "";

  it.each(rows)("%s on the wall clock", (iso, i) => {
    expect(time.instant(iso)).toBe(Date.parse(iso));
    expect(time.calendarDate(iso, timeZone)).toBe(at(expected.localDate, i));
    expect(time.localDateTime(iso, timeZone)).toBe(at(expected.localDateTime, i) + (/\.\d+/.exec(iso)?.[0] ?? ""));
    expect(time.startOfDay(at(expected.localDate, i), timeZone)).toBe(Date.parse(at(expected.startOfDay, i)));
    const tomorrow = time.addToDate(at(expected.localDate, i), { days: 1 });
    expect(time.startOfDay(tomorrow, timeZone)).toBe(Date.parse(at(expected.startOfNextDay, i)));
  });

  it.each(rows)("%s in its periods", (iso, i) => {
    const date = at(expected.localDate, i);
    const isoWeek = `${String(expected.isoWeekYear[i])}-W${String(expected.isoWeek[i]).padStart(2, "0")}`;
    const periods = [
      [{ unit: "day" }, at(expected.startOfDay, i), date],
      [{ unit: "week", weekStartsOn: "monday" }, at(expected.startOfWeekMonday, i), isoWeek],
      [{ unit: "week", weekStartsOn: "sunday" }, at(expected.startOfWeekSunday, i), at(expected.weekStartSunday, i)],
      [{ unit: "month" }, at(expected.startOfMonth, i), at(expected.month, i)],
      [{ unit: "quarter" }, at(expected.startOfQuarter, i), at(expected.quarter, i)],
      [{ unit: "year" }, at(expected.startOfYear, i), date.slice(0, 4)],
    ] as const;
    for (const [cut, start, label] of periods) {
      const spec = { ...cut, timeZone };
      const index = time.periodIndex(iso, spec);
      expect([time.periodStart(index, spec), time.periodLabel(index, spec)]).toStrictEqual([Date.parse(start), label]);
      expect(time.periodIndex(start, spec)).toBe(index);
      expect(time.periodIndex(Date.parse(start) - 1, spec)).toBeLessThan(index);
    }
  });

  it.each(rows)("%s moved by months", (_, i) => {
    const date = at(expected.localDate, i);
    addMonths.forEach((months, k) => {
      const moved = at(expected.addMonthsDate[i] ?? [], k);
      expect(time.addToDate(date, { months })).toBe(moved);
      const sameTime = `${moved}T${at(expected.localDateTime, i).slice(11)}`;
      expect(time.instant(sameTime, { timeZone })).toBe(Date.parse(at(expected.addMonthsInstant[i] ?? [], k)));
    });
  });
});
