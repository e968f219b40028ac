import { time } from "clientele";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CHANGES, instantsOf, wallDate, wallTime } from "./intl.js";

const DAY = 86_400_000;
/** A year's distance from the ends of the calendar, which have tests of their own. */
const FIRST = Date.parse("0002-01-01T00:00:00Z");
const LAST = Date.parse("9998-12-31T00:00:00Z");
const ZONES = Intl.supportedValuesOf("timeZone");

/** Any zone at any time; half of the time in the years that matter, a third of the time right beside a change of clocks. */
const anyMoment = fc.tuple(
  fc.constantFrom(...ZONES),
  fc.oneof(fc.integer({ min: FIRST, max: LAST }), fc.integer({ min: Date.parse("1900-01-01"), max: Date.parse("2040-01-01") })),
);
const besideAChange = fc
  .tuple(fc.constantFrom(...CHANGES), fc.oneof(fc.integer({ min: -2 * DAY, max: 2 * DAY }), fc.integer({ min: -2, max: 2 })))
  .map(([[timeZone, change], distance]): [string, number] => [timeZone, Date.parse(change) + distance]);
const moment = fc.oneof(anyMoment, besideAChange);

/** As localDateTime writes it: milliseconds only when there are some. */
const written = (local: number): string => new Date(local).toISOString().replace("Z", "").replace(".000", "");

describe("the wall clock", () => {
  it("is that of Intl, in every zone and at every change", () => {
    fc.assert(
      fc.property(moment, ([timeZone, at]) => {
        const local = wallTime(at, timeZone);
        expect(time.localDateTime(at, timeZone)).toBe(written(local));
        expect(time.calendarDate(at, timeZone)).toBe(written(local).slice(0, 10));
      }),
      { numRuns: 2000 },
    );
  });

  it.each(CHANGES)("of %s around %s (%s) is that of Intl every seven minutes", (timeZone, change) => {
    const middle = Date.parse(change);
    for (let at = middle - DAY; at <= middle + DAY; at += 7 * 60_000) {
      if (time.localDateTime(at, timeZone) !== written(wallTime(at, timeZone))) {
        expect([at, time.localDateTime(at, timeZone)]).toStrictEqual([at, written(wallTime(at, timeZone))]);
      }
    }
    expect(wallTime(middle, timeZone) - wallTime(middle - 1, timeZone), "the clocks do change here").not.toBe(1);
  });
});

describe("a local time as an instant", () => {
  it("is the earlier of two, and the only one otherwise", () => {
    fc.assert(
      fc.property(moment, ([timeZone, at]) => {
        const local = wallTime(at, timeZone);
        const [earliest] = instantsOf(local, timeZone);
        expect(time.instant(written(local), { timeZone })).toBe(earliest);
      }),
    );
  });

  it("in a gap moves forward by the gap", () => {
    let gaps = 0;
    for (const [timeZone, change] of CHANGES) {
      const at = Date.parse(change);
      const [before, after] = [wallTime(at - 1, timeZone) + 1, wallTime(at, timeZone)];
      for (const local of [before, Math.floor((before + after) / 2), after - 1]) {
        if (local < before || local >= after) continue;
        gaps += 1;
        const got = time.instant(written(local), { timeZone });
        expect(instantsOf(local, timeZone)).toStrictEqual([]);
        expect([got, wallTime(got, timeZone)]).toStrictEqual([at + (local - before), local + (after - before)]);
      }
    }
    expect(gaps).toBeGreaterThan(30);
  });

  it("comes back from localDateTime, unless clocks showed it twice", () => {
    fc.assert(
      fc.property(anyMoment, ([timeZone, at]) => {
        const local = time.localDateTime(at, timeZone);
        const back = time.instant(local, { timeZone });
        expect(back <= at && time.localDateTime(back, timeZone) === local).toBe(true);
        if (instantsOf(wallTime(at, timeZone), timeZone).length === 1) expect(back).toBe(at);
      }),
    );
  });
});

describe("the start of a day", () => {
  it("is the first instant of its date, or of the date after one that the zone skips", () => {
    fc.assert(
      fc.property(moment, fc.integer({ min: -1, max: 1 }), ([timeZone, at], daysAway) => {
        const date = time.addToDate(wallDate(at, timeZone), { days: daysAway });
        const start = time.startOfDay(date, timeZone);
        const dates = [-26, -25, -24, -2, -1.5, -1, -0.5].map((hours) => wallDate(start + hours * 3_600_000, timeZone));
        expect(dates).not.toContain(date);
        expect(wallDate(start - 1, timeZone) < date, "the instant before is an earlier date").toBe(true);
        const first = wallDate(start, timeZone);
        expect(
          first === date || (first === time.addToDate(date, { days: 1 }) && instantsOf(Date.parse(date) + DAY / 2, timeZone).length === 0),
        ).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it("is what a bare date means", () => {
    fc.assert(
      fc.property(moment, ([timeZone, at]) => {
        const date = wallDate(at, timeZone);
        expect(time.instant(date, { timeZone })).toBe(time.startOfDay(date, timeZone));
      }),
    );
  });

  it("is midnight nearly always", () => {
    const days = Array.from({ length: 366 }, (_, days) => time.addToDate("2024-01-01", { days }));
    for (const timeZone of ["Europe/Berlin", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe"]) {
      for (const date of days) expect(time.localDateTime(time.startOfDay(date, timeZone), timeZone)).toBe(`${date}T00:00:00`);
    }
  });
});

describe("periods", () => {
  const UNITS = ["day", "week", "month", "quarter", "year"] as const;
  const WEEK_STARTS = ["monday", "sunday", "saturday"] as const;
  const spec = fc.record({ unit: fc.constantFrom(...UNITS), weekStartsOn: fc.constantFrom(...WEEK_STARTS) });

  /** The first date of the period that a date lies in, by plain dates of UTC. */
  function firstDateOf(date: string, { unit, weekStartsOn }: { unit: time.PeriodUnit; weekStartsOn: time.WeekStart }): string {
    if (unit === "day") return date;
    if (unit === "year") return `${date.slice(0, 4)}-01-01`;
    if (unit === "month") return `${date.slice(0, 7)}-01`;
    const month = Number(date.slice(5, 7));
    if (unit === "quarter") return `${date.slice(0, 4)}-${String(month - ((month - 1) % 3)).padStart(2, "0")}-01`;
    const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
    const first = { sunday: 0, monday: 1, saturday: 6 }[weekStartsOn];
    return new Date(Date.parse(`${date}T00:00:00Z`) - ((weekday - first + 7) % 7) * DAY).toISOString().slice(0, 10);
  }

  it("begin with the first instant of their first date", () => {
    fc.assert(
      fc.property(moment, spec, ([timeZone, at], cut) => {
        const index = time.periodIndex(at, { ...cut, timeZone });
        const start = time.periodStart(index, { ...cut, timeZone });
        expect(start).toBe(time.startOfDay(firstDateOf(wallDate(at, timeZone), cut), timeZone));
      }),
      { numRuns: 500 },
    );
  });

  it("hold their start, are consecutive, and have names of their own that sort as they do", () => {
    fc.assert(
      fc.property(anyMoment, spec, ([timeZone, at], cut) => {
        const full = { ...cut, timeZone };
        const index = time.periodIndex(at, full);
        const [start, next] = [time.periodStart(index, full), time.periodStart(index + 1, full)];
        expect(start < next || cut.unit === "day").toBe(true);
        // A day that the zone skips starts with the day after it.
        if (start < next) expect(time.periodIndex(start, full)).toBe(index);
        expect(time.periodIndex(start - 1, full)).toBeLessThan(index);
        expect(time.periodLabel(index, full) < time.periodLabel(index + 1, full)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it("hold every instant from their start to the next, where no clock goes back across midnight", () => {
    const zones = fc.constantFrom("UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "Africa/Casablanca");
    fc.assert(
      fc.property(zones, fc.integer({ min: Date.parse("1990-01-01"), max: Date.parse("2040-01-01") }), spec, (timeZone, at, cut) => {
        const full = { ...cut, timeZone };
        const index = time.periodIndex(at, full);
        expect(time.periodStart(index, full) <= at && at < time.periodStart(index + 1, full)).toBe(true);
      }),
    );
  });

  it("number from the one that holds 1970-01-01", () => {
    for (const unit of UNITS) expect(time.periodIndex(0, { unit, timeZone: "UTC" })).toBe(0);
  });

  it("of weeks have the names of ISO 8601: Monday's week-year is Thursday's year, and 4 January is in week 1", () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 9998 }), fc.nat({ max: 365 }), (year, days) => {
        const week = { unit: "week", timeZone: "UTC" } as const;
        const label = (date: string): string => time.periodLabel(time.periodIndex(time.startOfDay(date, "UTC"), week), week);
        const padded = String(year).padStart(4, "0");
        expect(label(`${padded}-01-04`)).toBe(`${padded}-W01`);
        expect(label(`${padded}-12-28`)).toMatch(new RegExp(`^${padded}-W5[23]$`));
        const date = time.addToDate(`${padded}-01-04`, { days });
        const weeksOn = Math.floor((days + ((new Date(`${padded}-01-04`).getUTCDay() + 6) % 7)) / 7);
        if (date <= `${padded}-12-28`) expect(label(date)).toBe(`${padded}-W${String(weeksOn + 1).padStart(2, "0")}`);
      }),
    );
  });
});

describe("names of zones", () => {
  it("in any spelling mean one zone, outside the years that have a place of their own, too", () => {
    for (const at of ["1850-06-01T00:00:00Z", "2024-06-01T00:00:00Z", "2150-06-01T00:00:00Z"]) {
      expect(time.localDateTime(at, "europe/BERLIN")).toBe(time.localDateTime(at, "Europe/Berlin"));
    }
  });
});
