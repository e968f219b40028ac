import { purchaseColumns, type Purchase } from "clientele/purchases";
import {
  acquisitionByPeriod,
  baseMovementAccumulator,
  cohortTriangle,
  contractMovements,
  customerBaseMovements,
  type Contract,
} from "clientele/retention";
import type { PeriodSpec } from "clientele/time";
import { describe, expect, it, vi } from "vitest";
import { purchase } from "../purchases/make.js";

const FIRST = Date.parse("0001-01-01T00:00:00Z");
const month = (timeZone: string): PeriodSpec => ({ unit: "month", timeZone });
const week = { unit: "week", timeZone: "UTC" } as const;
const asOf = "0003-01-01T00:00:00Z";
const LAST = "9999-12-31T23:59:59.999Z";
const bought = (...at: (string | number)[]): Purchase[] => at.map((when, i) => purchase({ customer: `c${String(i)}`, at: when }));
const contract = (start: number): Contract => ({ customerId: "anna", start, end: null });
const refusal = (argument: string): unknown => expect.objectContaining({ code: "invalid-argument", argument });

describe("at the ends of the calendar", () => {
  const early = bought("0001-06-01T00:00:00Z", FIRST);
  const west = month("America/New_York"); // where the first instant is still of the year before
  const sundays = { unit: "week", timeZone: "UTC", weekStartsOn: "sunday" } as const;

  it.each<[string, (given: readonly Purchase[] | ReturnType<typeof purchaseColumns>, period: PeriodSpec) => unknown]>([
    ["purchases", (given, period) => customerBaseMovements(given, { period, asOf, inactivityDays: 90 })],
    ["purchases", (given, period) => acquisitionByPeriod(given, { period, asOf })],
    ["events", (given, period) => cohortTriangle(given, { period, asOf, mode: "on" })],
    ["events", (given, period) => cohortTriangle(given, { period, asOf, mode: "on", measure: "events" })],
  ])("%s before the first period are named", (argument, call) => {
    for (const period of [west, sundays]) {
      expect(() => call(early, period)).toThrow(refusal(`${argument}[1].at`));
      expect(() => call(purchaseColumns(early), period)).toThrow(refusal("at[1]"));
      expect(() => call(early.values() as unknown as Purchase[], period)).toThrow(refusal(argument));
    }
    for (const period of [month("UTC"), week, { unit: "day", timeZone: "Asia/Kathmandu" } as const])
      expect(() => call(early, period)).not.toThrow();
    expect(() => call(early.slice(0, 1), west)).not.toThrow();
  });

  it("asOf is named where its period does not end, if that period is asked for", () => {
    const rows = bought("9999-12-20T12:00:00Z");
    expect(() => acquisitionByPeriod(rows, { period: week, asOf: LAST })).toThrow(refusal("options.asOf"));
    expect(() => customerBaseMovements(rows, { period: week, asOf: LAST, inactivityDays: 9 })).toThrow(refusal("options.asOf"));
    expect(() => contractMovements([contract(Date.parse("9999-12-01"))], { period: week, asOf: LAST })).toThrow(refusal("options.asOf"));
    const east = { period: month("Pacific/Kiritimati"), asOf: LAST };
    const late = bought("9999-12-31T13:00:00Z");
    expect(() => acquisitionByPeriod(late, east)).toThrow(refusal("options.asOf"));
    expect(() => cohortTriangle(late, { ...east, mode: "on" })).toThrow(refusal("options.asOf"));
    expect(acquisitionByPeriod(rows, { period: month("UTC"), asOf: LAST }).periods.map(({ label }) => label)).toEqual(["9999-12"]);
    expect(acquisitionByPeriod([], { period: week, asOf: LAST }).periods).toEqual([]);
  });

  it("a date of options is named", () => {
    const options = { period: sundays, asOf, inactivityDays: 90, from: "0001-01-01" };
    expect(() => customerBaseMovements([], options)).toThrow(refusal("options.from"));
    expect(() => baseMovementAccumulator(options)).toThrow(refusal("options.from"));
    expect(() => contractMovements([], options)).toThrow(refusal("options.from"));
  });

  it("a contract that starts with the calendar is there at the opening of its first period, one that starts before is refused", () => {
    const options = { period: month("UTC"), asOf: "0001-03-01T00:00:00Z" };
    const rows = contractMovements([contract(FIRST)], options);
    expect(rows.map(({ period, opening, closing, firstStarts }) => [period, opening, closing, firstStarts])).toEqual([
      ["0001-01", 1, 1, 0],
      ["0001-02", 1, 1, 0],
    ]);
    expect(contractMovements([contract(FIRST + 1)], options)[0]).toMatchObject({ period: "0001-01", opening: 0, new: 1 });
    const there = { ...options, period: west };
    expect(() => contractMovements([{ ...contract(0), end: 0 }, contract(FIRST)], there)).toThrow(refusal("contracts[1].start"));
    const columns = { customerIds: ["anna"], customer: Int32Array.of(0), start: Float64Array.of(FIRST), end: [null] };
    expect(() => contractMovements(columns, there)).toThrow(refusal("start[0]"));
    expect(() => contractMovements([contract(FIRST)].values(), there)).toThrow(refusal("contracts"));
  });

  it("one old contract does not ask for the offset of each day since", () => {
    const asked = vi.spyOn(Intl.DateTimeFormat.prototype, "formatToParts");
    try {
      const rows = contractMovements([contract(FIRST + 1)], {
        period: { unit: "year", timeZone: "Europe/Zurich" },
        asOf: "2026-01-01T00:00:00Z",
      });
      expect(rows).toHaveLength(2026);
      expect(asked.mock.calls.length).toBeLessThan(120_000); // of 740,000 days
    } finally {
      asked.mockRestore();
    }
  });
});

describe("results that would fill the memory", () => {
  const dates = Array.from({ length: 1000 }, (_, i) => Date.UTC(2024, 0, 1 + i));
  const days = { unit: "day", timeZone: "UTC" } as const;

  it("are refused: one wrong date and days", () => {
    const rows = bought("0001-01-02T00:00:00Z", ...dates);
    expect(() => acquisitionByPeriod(rows, { period: days, asOf: "2027-01-01T00:00:00Z" })).toThrow(refusal("options.period"));
    const years = acquisitionByPeriod(rows, { period: { ...days, unit: "year" }, asOf: "2027-01-01T00:00:00Z" });
    expect(years.cohorts.map(({ label }) => label)).toEqual(["0001", "2024", "2025", "2026"]);
    const far = { period: days, asOf: "9999-01-01T00:00:00Z", mode: "on" } as const;
    expect(() => cohortTriangle(bought(...dates), far)).toThrow(refusal("options.period"));
    expect(cohortTriangle(bought(...dates), { ...far, periods: 3 }).cells[0]).toEqual([1, 0, 0]);
  });
});
