import { time } from "clientele";
import { describe, expect, it } from "vitest";
import { deepFreeze } from "../../support/deep-freeze.js";

const { periodIndex, periodLabel, periodStart } = time;
const UNITS = ["day", "week", "month", "quarter", "year"] as const;
const refusal = (argument: string): unknown => expect.objectContaining({ code: "invalid-argument", argument });
const spec = (unit: time.PeriodUnit, weekStartsOn?: time.WeekStart, timeZone = "UTC"): time.PeriodSpec =>
  deepFreeze({ unit, timeZone, ...(weekStartsOn === undefined ? {} : { weekStartsOn }) });
const label = (at: string, cut: time.PeriodSpec): string => periodLabel(periodIndex(at, cut), cut);

describe("the name of a period", () => {
  it.each([
    ["day", "2025-01-31"],
    ["week", "2025-W05"],
    ["month", "2025-01"],
    ["quarter", "2025-Q1"],
    ["year", "2025"],
  ] as const)("of a %s is like %s", (unit, name) => {
    expect(label("2025-01-31T12:00:00Z", spec(unit))).toBe(name);
  });

  it.each([
    ["2021-01-03", "2020-W53"],
    ["2021-01-04", "2021-W01"],
    ["2024-12-30", "2025-W01"],
    ["2005-01-01", "2004-W53"],
    ["2008-12-29", "2009-W01"],
    ["2010-01-03", "2009-W53"],
    ["2026-12-31", "2026-W53"],
    ["1969-12-31", "1970-W01"],
  ])("of the ISO week of %s is %s", (date, name) => {
    expect(label(`${date}T00:00:00Z`, spec("week"))).toBe(name);
    expect(label(`${date}T00:00:00Z`, spec("week", "monday"))).toBe(name);
  });

  it("of other weeks is the date they begin on", () => {
    expect(label("2024-12-31T12:00:00Z", spec("week", "sunday"))).toBe("2024-12-29"); // 31 December 2024 was a Tuesday
    expect(label("2024-12-31T12:00:00Z", spec("week", "saturday"))).toBe("2024-12-28");
    expect(label("2024-12-29T00:00:00Z", spec("week", "sunday"))).toBe("2024-12-29");
    expect(label("2024-12-28T23:59:59Z", spec("week", "sunday"))).toBe("2024-12-22");
  });

  it.each([
    ["2025-03-31", "2025-Q1"],
    ["2025-04-01", "2025-Q2"],
    ["2025-09-30", "2025-Q3"],
    ["2025-12-31", "2025-Q4"],
  ])("of the quarter of %s is %s", (date, name) => {
    expect(label(`${date}T00:00:00Z`, spec("quarter"))).toBe(name);
  });

  it("has four digits of year, also in the first century", () => {
    expect(label("0044-03-15T12:00:00Z", spec("month"))).toBe("0044-03");
    expect(label("0001-06-15T12:00:00Z", spec("year"))).toBe("0001");
  });
});

describe("the number of a period", () => {
  it("goes up by one from period to period, across 1970 too", () => {
    const months = ["1969-11-30", "1969-12-31", "1970-01-01", "1970-02-01"].map((date) => periodIndex(`${date}T00:00:00Z`, spec("month")));
    expect(months).toStrictEqual([-2, -1, 0, 1]);
    expect(periodIndex("1969-12-31T23:59:59.999Z", spec("day"))).toBe(-1);
    expect(periodIndex("1969-12-28T23:59:59.999Z", spec("week"))).toBe(-1); // a Sunday; the week of 1970-01-01 began on Monday the 29th
    expect(periodIndex("1969-12-29T00:00:00Z", spec("week"))).toBe(0);
  });

  it("turns at local midnight", () => {
    const berlin = spec("month", undefined, "Europe/Berlin");
    expect(periodIndex("2024-12-31T23:00:00Z", berlin) - periodIndex("2024-12-31T22:59:59.999Z", berlin)).toBe(1);
  });
});

describe("the start of a period", () => {
  it("of a day of 23 hours and one of 25 is the local midnight", () => {
    const day = spec("day", undefined, "Europe/Berlin");
    const length = (date: string): number => {
      const index = periodIndex(`${date}T12:00:00Z`, day);
      return (periodStart(index + 1, day) - periodStart(index, day)) / 3_600_000;
    };
    expect([length("2024-03-31"), length("2024-07-01"), length("2024-10-27")]).toStrictEqual([23, 24, 25]);
  });

  it("of the day that Samoa left out is that of the day after, and no instant falls in it", () => {
    const day = spec("day", undefined, "Pacific/Apia");
    const last = periodIndex("2011-12-30T09:59:59.999Z", day);
    expect(periodLabel(last, day)).toBe("2011-12-29");
    expect(periodStart(last + 1, day)).toBe(periodStart(last + 2, day));
    expect(periodIndex("2011-12-30T10:00:00Z", day)).toBe(last + 2);
    expect(periodLabel(last + 1, day)).toBe("2011-12-30");
  });
});

describe("a lawful cut", () => {
  it("has a known unit, zone and week start, and whole numbers", () => {
    expect(() => periodIndex(0, { unit: "hour" as "day", timeZone: "UTC" })).toThrow(refusal("period.unit"));
    expect(() => periodIndex(0, { unit: "toString" as "day", timeZone: "UTC" })).toThrow(refusal("period.unit"));
    expect(() => periodIndex(0, { unit: "week", timeZone: "UTC", weekStartsOn: "friday" as "monday" })).toThrow(
      refusal("period.weekStartsOn"),
    );
    expect(() => periodIndex(0, { unit: "week", timeZone: "Mars/Base" })).toThrow(refusal("timeZone"));
    expect(() => periodIndex("yesterday", spec("day"))).toThrow(refusal("at"));
    for (const index of [0.5, NaN, Infinity, 1e9, -1e9, "1", null]) {
      expect(() => periodStart(index as number, spec("month"))).toThrow(refusal("index"));
      expect(() => periodLabel(index as number, spec("month"))).toThrow(refusal("index"));
    }
  });

  it.each(UNITS)("of a %s holds from the first year to the last", (unit) => {
    for (const at of ["0001-01-02T12:00:00Z", "9999-12-30T12:00:00Z"]) {
      const index = periodIndex(at, spec(unit));
      expect(periodIndex(Math.max(periodStart(index, spec(unit)), Date.parse("0001-01-01T00:00:00Z")), spec(unit))).toBe(index);
      expect(periodLabel(index, spec(unit))).toMatch(/^(0001|9999)/);
    }
  });
});

describe("labels at the ends of the calendar", () => {
  it.each(["day", "week", "month", "quarter", "year"] as const)(
    "of %s periods outside the years 1 to 9999 are refused, not cut",
    (unit) => {
      const of = spec(unit);
      const last = periodIndex("9999-12-30T00:00:00Z", of);
      expect(periodLabel(last, of)).toMatch(/^9999/);
      expect(() => periodLabel(last + 53, of)).toThrow();
      const first = periodIndex("0001-01-04T00:00:00Z", of);
      expect(periodLabel(first, of)).toMatch(/^0001/);
      expect(() => periodLabel(first - 5, of)).toThrow();
    },
  );
});
