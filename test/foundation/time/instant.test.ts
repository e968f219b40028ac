import { time } from "clientele";
import fc from "fast-check";
import { describe, expect, it } from "vitest";

const { calendarDate, instant, localDateTime, startOfDay } = time;
const refusal = (argument: string): unknown => expect.objectContaining({ code: "invalid-argument", argument });
const iso = (at: number): string => new Date(at).toISOString();

describe("an instant", () => {
  it.each([
    ["2024-05-01T09:30:00Z", "2024-05-01T09:30:00.000Z"],
    ["2024-05-01T09:30:00+02:00", "2024-05-01T07:30:00.000Z"],
    ["2024-05-01T09:30:00.5-0330", "2024-05-01T13:00:00.500Z"],
    ["2024-05-01T09:30+05:45", "2024-05-01T03:45:00.000Z"],
    ["2024-05-01T09:30:00+00", "2024-05-01T09:30:00.000Z"],
    ["2024-05-01T09:30:00-00:30", "2024-05-01T10:00:00.000Z"],
    ["2024-05-01t09:30:00z", "2024-05-01T09:30:00.000Z"],
    ["2024-05-01 09:30:00 -0400", "2024-05-01T13:30:00.000Z"],
    ["2024-05-01 09:30:00 UTC", "2024-05-01T09:30:00.000Z"],
    ["2024-05-01 09:30:00+02", "2024-05-01T07:30:00.000Z"],
    ["2024-05-01T09:30:00,25Z", "2024-05-01T09:30:00.250Z"],
    ["2024-05-01T09:30:00.123999999Z", "2024-05-01T09:30:00.123Z"],
    ["1969-12-31T23:59:59.999Z", "1969-12-31T23:59:59.999Z"],
    ["2024-12-31T24:00:00Z", "2025-01-01T00:00:00.000Z"],
    ["2024-02-29T00:00:00Z", "2024-02-29T00:00:00.000Z"],
    ["0001-01-01T00:00:00Z", "0001-01-01T00:00:00.000Z"],
    ["9999-12-31T23:59:59.999Z", "9999-12-31T23:59:59.999Z"],
  ])("is read from %s", (text, expected) => {
    expect(iso(instant(text))).toBe(expected);
  });

  it("is read from a Date and from milliseconds, without -0", () => {
    expect(instant(new Date(1234))).toBe(1234);
    expect(instant(-1234)).toBe(-1234);
    expect(Object.is(instant(-0), 0)).toBe(true);
  });

  it.each([
    ...["2024-02-30T00:00:00Z", "2023-02-29T00:00:00Z", "2024-13-01T00:00:00Z", "2024-00-10T00:00:00Z", "2024-04-31T00:00:00Z"],
    ...["2024-05-01T24:00:01Z", "2024-05-01T24:30:00Z", "2024-05-01T24:00:00.5Z", "2024-05-01T25:00:00Z", "2024-05-01T09:60:00Z"],
    ...[
      "2016-12-31T23:59:60Z",
      "2024-05-01T09:30:00+24:00",
      "2024-05-01T09:30:00+02:60",
      "2024-05-01T09:30:00.Z",
      "2024-05-01T09:30:00.1234567890Z",
    ],
    ...["2024-05-01Z", "2024-05-01T09Z", "2024-05-01T9:30:00Z", "2024-W18-3T00:00:00Z", "20240501T093000Z", "+002024-05-01T00:00:00Z"],
    ...[
      "",
      " ",
      "now",
      "yesterday",
      "1714548600000",
      "May 1, 2024",
      "01.05.2024",
      "05/01/2024",
      "2024-05-01T09:30:00 CET",
      "2024-05-01  09:30:00Z",
    ],
    ...[
      " 2024-05-01T09:30:00Z",
      "2024-05-01T09:30:00Z\n",
      "2024-05-01T09:30:00Z[Europe/Berlin]",
      "0000-12-31T00:00:00Z",
      "٢٠٢٤-05-01T09:30:00Z",
    ],
    ...[NaN, Infinity, 0.5, 8.64e15, -62_135_596_800_001, 253_402_300_800_000, new Date(NaN), null, undefined, true, {}, [], 5n],
  ])("is not read from %o", (input) => {
    expect(() => instant(input as string)).toThrow(refusal("input"));
  });

  it("ends with the year 9999 and begins with the year 1, also through an offset", () => {
    expect(instant(-62_135_596_800_000)).toBe(-62_135_596_800_000);
    expect(instant(253_402_300_799_999)).toBe(253_402_300_799_999);
    expect(() => instant("0001-01-01T00:00:00+01:00")).toThrow(refusal("input"));
    expect(() => instant("9999-12-31T23:59:59-01:00")).toThrow(refusal("input"));
    expect(() => instant("9999-12-31T24:00:00Z")).toThrow(refusal("input"));
  });

  it("of a local date or time needs a zone", () => {
    expect(() => instant("2024-05-01")).toThrow(/a timeZone beside it/);
    expect(() => instant("2024-05-01T09:30:00")).toThrow(refusal("input"));
    expect(iso(instant("2024-05-01", { timeZone: "Europe/Berlin" }))).toBe("2024-04-30T22:00:00.000Z");
    expect(iso(instant("2024-05-01T09:30", { timeZone: "America/New_York" }))).toBe("2024-05-01T13:30:00.000Z");
    expect(iso(instant("2024-05-01T24:00", { timeZone: "UTC" }))).toBe("2024-05-02T00:00:00.000Z");
  });

  it("with an offset of its own does not look at the zone", () => {
    expect(iso(instant("2024-05-01T09:30:00+02:00", { timeZone: "America/New_York" }))).toBe("2024-05-01T07:30:00.000Z");
  });

  it("of a local time in a gap moves forward by the gap; of a repeated one is the earlier", () => {
    expect(iso(instant("2024-03-31T02:30:00", { timeZone: "Europe/Berlin" }))).toBe("2024-03-31T01:30:00.000Z");
    expect(iso(instant("2024-10-27T02:30:00", { timeZone: "Europe/Berlin" }))).toBe("2024-10-27T00:30:00.000Z");
    expect(iso(instant("2024-10-06T02:15:00", { timeZone: "Australia/Lord_Howe" }))).toBe("2024-10-05T15:45:00.000Z");
    expect(iso(instant("2011-12-30T12:00:00", { timeZone: "Pacific/Apia" }))).toBe("2011-12-30T22:00:00.000Z");
  });

  it.each(["", "Mars/Base", "Europe/Berlin ", "local", "Europe", undefined, null, 1, {}])(
    "is on no wall clock of the zone %o",
    (timeZone) => {
      for (const ask of [calendarDate, localDateTime]) expect(() => ask(0, timeZone as string)).toThrow(refusal("timeZone"));
      expect(() => startOfDay("2024-05-01", timeZone as string)).toThrow(refusal("timeZone"));
    },
  );

  it("is on the wall clocks of zones by any name that Intl knows", () => {
    for (const timeZone of ["Asia/Calcutta", "Asia/Kolkata", "US/Eastern", "Etc/GMT+5", "UTC", "Etc/UTC", "europe/berlin"]) {
      expect(calendarDate("2024-05-01T12:00:00Z", timeZone)).toBe("2024-05-01");
    }
  });

  it("is read back from every ISO string that Date writes", () => {
    fc.assert(
      fc.property(fc.integer({ min: -62_135_596_800_000, max: 253_402_300_799_999 }), (at) => {
        expect(instant(iso(at))).toBe(at);
        expect(instant(new Date(at))).toBe(at);
        expect(instant(localDateTime(at, "UTC"), { timeZone: "UTC" })).toBe(at);
      }),
    );
  });

  it("of any string is an instant or an InvalidArgumentError", () => {
    const nearly = fc.stringMatching(
      /^[0-2]\d{3}-[01]\d-[0-3]\d[T ][0-2]\d:[0-6]\d(:[0-6]\d([.,]\d{1,10})?)?( ?(Z|UTC|[+-][0-2]\d:?[0-6]\d))?$/,
    );
    let read = 0;
    fc.assert(
      fc.property(fc.oneof(fc.string(), nearly), (text) => {
        try {
          const at = instant(text);
          read += 1;
          // What Date reads too, it reads alike.
          const strict = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)$/.test(text) ? Date.parse(text) : at;
          expect(at).toBe(strict);
        } catch (error) {
          expect((error as { code: unknown }).code).toBe("invalid-argument");
        }
      }),
      { numRuns: 2000 },
    );
    expect(read).toBeGreaterThan(50);
  });
});

describe("a wall clock", () => {
  it("shows milliseconds only when there are some", () => {
    expect(localDateTime(0, "UTC")).toBe("1970-01-01T00:00:00");
    expect(localDateTime(7, "UTC")).toBe("1970-01-01T00:00:00.007");
    expect(localDateTime(-1, "UTC")).toBe("1969-12-31T23:59:59.999");
  });

  it("shows seconds of offset where a zone has them", () => {
    expect(localDateTime("1971-06-01T00:00:00Z", "Africa/Monrovia")).toBe("1971-05-31T23:15:30");
  });
});

describe("a day", () => {
  const start = (date: string, timeZone: string): string => iso(startOfDay(date, timeZone));

  it("begins at midnight, or with the first instant that exists", () => {
    expect(start("2024-07-01", "Europe/Berlin")).toBe("2024-06-30T22:00:00.000Z");
    expect(start("2018-11-04", "America/Sao_Paulo")).toBe("2018-11-04T03:00:00.000Z"); // 01:00, no midnight
    expect(start("2018-02-18", "America/Sao_Paulo")).toBe("2018-02-18T03:00:00.000Z"); // 23:00 to 24:00 came twice before
    expect(start("2006-10-29", "America/St_Johns")).toBe("2006-10-29T02:30:00.000Z"); // 00:00, a minute before 00:01 became 23:01
  });

  it("that the zone skips begins with the day after it", () => {
    expect(start("2011-12-30", "Pacific/Apia")).toBe("2011-12-30T10:00:00.000Z");
    expect(start("2011-12-31", "Pacific/Apia")).toBe("2011-12-30T10:00:00.000Z");
    expect(start("2011-12-29", "Pacific/Apia")).toBe("2011-12-29T10:00:00.000Z");
  });
});

describe("at the ends of the calendar", () => {
  it("the wall clock never shows a date that no other function takes", () => {
    for (const [at, timeZone] of [
      ["0001-01-01T00:00:00Z", "America/New_York"],
      ["9999-12-31T23:59:59Z", "Asia/Tokyo"],
    ] as const) {
      let shown: string;
      try {
        shown = calendarDate(at, timeZone);
      } catch (error) {
        expect((error as { code: unknown }).code).toBe("invalid-argument");
        continue;
      }
      expect(() => startOfDay(shown, timeZone)).not.toThrow();
    }
  });
});
