import { time } from "clientele";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { deepFreeze } from "../../support/deep-freeze.js";

const { addToDate, daysBetween } = time;
const refusal = (argument: string): unknown => expect.objectContaining({ code: "invalid-argument", argument });
const DAY = 86_400_000;

/** Any date of the years 1 to 9999. */
const date = fc
  .integer({ min: Date.parse("0001-01-01"), max: Date.parse("9999-12-31") })
  .map((at) => new Date(at).toISOString().slice(0, 10));
const utc = (year: number, month: number, day: number): Date => {
  const at = new Date(0);
  at.setUTCFullYear(year, month, day);
  return at;
};

describe("a date moved", () => {
  it.each([
    ["2024-01-31", { months: 1 }, "2024-02-29"],
    ["2023-01-31", { months: 1 }, "2023-02-28"],
    ["2024-01-31", { months: 2 }, "2024-03-31"],
    ["2024-03-31", { months: -1 }, "2024-02-29"],
    ["2024-02-29", { years: 1 }, "2025-02-28"],
    ["2024-02-29", { years: 4 }, "2028-02-29"],
    ["2000-02-29", { years: -100 }, "1900-02-28"],
    ["2024-02-29", { years: 1, months: -1 }, "2025-01-29"],
    ["2024-01-31", { months: 1, days: 1 }, "2024-03-01"],
    ["2024-12-31", { days: 1 }, "2025-01-01"],
    ["2024-03-31", { days: 0 }, "2024-03-31"],
    ["2024-05-15", { months: -17 }, "2022-12-15"],
    ["0001-01-01", { days: 3_652_058 }, "9999-12-31"],
  ])("%s by %o is %s", (from, span, to) => {
    expect(addToDate(from, deepFreeze(span))).toBe(to);
  });

  it.each([
    ["9999-12-31", { days: 1 }],
    ["0001-01-01", { days: -1 }],
    ["2024-01-01", { years: 8000 }],
    ["2024-01-01", { days: Number.MAX_SAFE_INTEGER }],
    ["2024-01-01", { years: Number.MAX_SAFE_INTEGER }],
    ["2024-01-01", { months: -Number.MAX_SAFE_INTEGER }],
  ])("%s by %o leaves the calendar", (from, span) => {
    expect(() => addToDate(from, span)).toThrow(refusal("span"));
  });

  it.each([
    ["days", 0.5],
    ["months", NaN],
    ["years", Infinity],
    ["days", "1"],
  ])("refuses a span of %s: %o", (part, value) => {
    expect(() => addToDate("2024-01-01", { [part]: value })).toThrow(refusal(`span.${part}`));
  });

  it("clamps to the end of the month, as UTC dates say", () => {
    fc.assert(
      fc.property(date, fc.integer({ min: -500, max: 500 }), fc.integer({ min: -50, max: 50 }), (from, months, years) => {
        const [year, month, day] = from.split("-").map(Number) as [number, number, number];
        const lastOfMonth = utc(year + years, month + months, 0);
        if (lastOfMonth.getUTCFullYear() < 1 || lastOfMonth.getUTCFullYear() > 9999) return;
        const expected = utc(year + years, month - 1 + months, Math.min(day, lastOfMonth.getUTCDate()));
        expect(addToDate(from, { months, years })).toBe(expected.toISOString().slice(0, 10));
      }),
    );
  });

  it("by the days between two dates goes from one to the other", () => {
    fc.assert(
      fc.property(date, date, (a, b) => {
        const days = daysBetween(a, b);
        expect(days).toBe((Date.parse(b) - Date.parse(a)) / DAY);
        expect(addToDate(a, { days })).toBe(b);
      }),
    );
  });
});

describe("a date", () => {
  it.each([
    ...["2024-02-30", "2023-02-29", "1900-02-29", "2024-13-01", "2024-00-01", "2024-01-00", "2024-04-31", "0000-01-01"],
    ...["2024-1-1", "24-01-01", "2024/01/01", "2024-01-01T00:00", " 2024-01-01", "2024-01-01\n", "+02024-01-01", "", "today"],
    ...[20_240_101, null, undefined, {}, new Date(0)],
  ])("is none: %o", (text) => {
    expect(() => daysBetween(text as string, "2024-01-01")).toThrow(refusal("a"));
    expect(() => daysBetween("2024-01-01", text as string)).toThrow(refusal("b"));
    expect(() => addToDate(text as string, {})).toThrow(refusal("date"));
    expect(() => time.startOfDay(text as string, "UTC")).toThrow(refusal("date"));
  });

  it.each(["2024-02-29", "2000-02-29", "0001-01-01", "9999-12-31"])("is one: %s", (text) => {
    expect(addToDate(text, {})).toBe(text);
  });

  it("counts days across the century: 1900 had no 29 February, 2000 had", () => {
    expect([daysBetween("1900-02-28", "1900-03-01"), daysBetween("2000-02-28", "2000-03-01")]).toStrictEqual([1, 2]);
    expect(daysBetween("0001-01-01", "9999-12-31")).toBe(3_652_058);
  });
});
