import { purchaseColumns } from "clientele/purchases";
import { averageRetention, cohortTriangle, type CohortColumns, type CohortEvent, type CohortTriangleOptions } from "clientele/retention";
import { describe, expect, it } from "vitest";
import { purchase } from "../purchases/make.js";
import { deepFreeze, withoutWriting } from "../support/deep-freeze.js";
import { columnsOf } from "./make.js";

const month = { unit: "month", timeZone: "UTC" } as const;
const options: CohortTriangleOptions = deepFreeze({ period: month, asOf: "2024-05-10T00:00:00Z", mode: "on" });
const event = (customerId: string, at: string): CohortEvent => ({ customerId, at: Date.parse(at) });
const events = deepFreeze([
  event("anna", "2024-01-05T00:00:00Z"),
  event("anna", "2024-03-05T00:00:00Z"),
  event("anna", "2024-03-06T00:00:00Z"),
  event("ben", "2024-01-31T23:59:59Z"),
  event("ben", "2024-05-02T00:00:00Z"),
  event("cem", "2024-03-01T00:00:00Z"),
]);

describe("a cohort triangle", () => {
  it.each([
    [
      "on",
      [
        [2, 0, 1, 0, null],
        [1, 0, null],
      ],
    ],
    [
      "on-or-after",
      [
        [2, 2, 2, 1, null],
        [1, 0, null],
      ],
    ],
    [
      "on-or-before",
      [
        [2, 0, 1, 1, null],
        [1, 0, null],
      ],
    ],
    [{ bracket: [1, 2] as const }, [[1], [null]]],
    [{ bracket: [0, 1] as const }, [[2], [1]]],
  ] as const)("%j", (mode, cells) => {
    expect(cohortTriangle(events, { ...options, mode }).cells).toEqual(cells);
  });

  it("names its cohorts, says when they began, how large they are and whether anybody may still join", () => {
    const { cohorts } = cohortTriangle([...events, event("dana", "2024-05-09T00:00:00Z")], options);
    expect(cohorts).toEqual([
      { label: "2024-01", start: Date.parse("2024-01-01"), size: 2, complete: true },
      { label: "2024-03", start: Date.parse("2024-03-01"), size: 1, complete: true },
      { label: "2024-05", start: Date.parse("2024-05-01"), size: 1, complete: false },
    ]);
  });

  it("says what it counted", () => {
    const { definition } = cohortTriangle([], { ...options, mode: { bracket: [1, 3] } });
    expect(definition).toEqual({
      method: "bracket",
      bracket: [1, 3],
      measure: "customers",
      alignment: "calendar",
      period: month,
      asOf: Date.parse("2024-05-10"),
      fullyRefunded: "exclude",
    });
    expect(cohortTriangle([], options).definition.method).toBe("on");
  });

  it("can be cut to the first periods", () => {
    expect(cohortTriangle(events, { ...options, periods: 3 }).cells).toEqual([
      [2, 0, 1],
      [1, 0, null],
    ]);
    expect(cohortTriangle(events, { ...options, periods: 2, mode: "on-or-after" }).cells).toEqual([
      [2, 2],
      [1, 0],
    ]);
    expect(cohortTriangle(events, { ...options, periods: 2, mode: "on-or-before" }).cells).toEqual([
      [2, 0],
      [1, 0],
    ]);
  });

  it("counts of purchases those that are paid and were not refunded in full, of rows as of columns", () => {
    const rows = [
      purchase({ customer: "anna", at: "2024-01-05T00:00:00Z" }),
      purchase({ customer: "anna", at: "2024-02-05T00:00:00Z", refunded: 1000 }),
      purchase({ customer: "anna", at: "2024-03-05T00:00:00Z", refunded: 999 }),
      purchase({ customer: "anna", at: "2024-04-05T00:00:00Z", status: "cancelled" }),
      purchase({ customer: "ben", at: "2024-01-05T00:00:00Z", status: "pending" }),
      purchase({ customer: "cem", at: "2024-01-05T00:00:00Z", minor: 0 }),
    ];
    const of = (fullyRefunded: "exclude" | "include"): unknown => {
      const triangle = cohortTriangle(rows, { ...options, fullyRefunded });
      expect(withoutWriting(purchaseColumns(rows), (columns) => cohortTriangle(columns, { ...options, fullyRefunded }))).toEqual(triangle);
      return triangle.cells;
    };
    expect(of("exclude")).toEqual([[2, 0, 1, 0, null]]);
    expect(of("include")).toEqual([[2, 1, 1, 0, null]]);
  });

  it("does not count what happens at asOf or later, however late", () => {
    const late = [
      ...events,
      event("anna", "2024-05-10T00:00:00Z"),
      event("eve", "2024-06-01T00:00:00Z"),
      event("eve", "9999-01-01T00:00:00Z"),
    ];
    expect(cohortTriangle(late, options)).toEqual(cohortTriangle(events, options));
  });

  it("keeps a day that clocks put back across midnight repeat: of two instants the later one is on the day before", () => {
    // In St. John's the clocks went from 00:01 back to 23:01 of the day before, on 7 November 2010.
    const days = { unit: "day", timeZone: "America/St_Johns" } as const;
    const change = Date.parse("2010-11-07T02:31:00Z");
    const { cohorts } = cohortTriangle(
      [
        { customerId: "a", at: change - 1 },
        { customerId: "b", at: change },
      ],
      { period: days, asOf: change + 7_200_000, mode: "on" },
    );
    expect(cohorts.map(({ label, size }) => [label, size])).toEqual([
      ["2010-11-06", 1],
      ["2010-11-07", 1],
    ]);
    const asOfInBetween = cohortTriangle([{ customerId: "a", at: change - 1 }], { period: days, asOf: change + 1, mode: "on" });
    expect(asOfInBetween.cells).toEqual([[null]]);
  });

  it("takes long histories of one customer, in any order", () => {
    const many = Array.from({ length: 500 }, (_, i) => ({
      customerId: "shop",
      at: Date.parse("2024-04-30") - ((i * 37) % 500) * 86_400_000,
    }));
    const { cohorts, cells } = cohortTriangle(many, options);
    expect(cohorts.map(({ label }) => label)).toEqual(["2022-12"]);
    expect(cells[0]?.filter((cell) => cell === 1)).toHaveLength(17);
  });
});

describe("what is not lawful is refused", () => {
  const columns = columnsOf(events);
  const amounts = (row: number, minor: number): Float64Array => new Float64Array(events.length).fill(minor, row, row + 1);
  it.each<[string, () => unknown]>([
    ["options.asOf", () => cohortTriangle([], { ...options, asOf: "soon" })],
    ["period.unit", () => cohortTriangle([], { ...options, period: { unit: "hour" as "day", timeZone: "UTC" } })],
    ["timeZone", () => cohortTriangle([], { ...options, period: { unit: "day", timeZone: "Nowhere" } })],
    ["options.mode", () => cohortTriangle([], { ...options, mode: "unbounded" as "on" })],
    ["options.mode", () => cohortTriangle([], { ...options, mode: {} as "on" })],
    ["options.mode", () => cohortTriangle([], { ...options, mode: null as unknown as "on" })],
    ["options.mode.bracket", () => cohortTriangle([], { ...options, mode: { bracket: [1] as unknown as [1, 2] } })],
    ["options.mode.bracket[0]", () => cohortTriangle([], { ...options, mode: { bracket: [-1, 1] } })],
    ["options.mode.bracket[1]", () => cohortTriangle([], { ...options, mode: { bracket: [2, 1] } })],
    ["options.periods", () => cohortTriangle([], { ...options, periods: 0 })],
    ["options.measure", () => cohortTriangle([], { ...options, measure: "profit" as "customers" })],
    ["options.alignment", () => cohortTriangle([], { ...options, alignment: "lunar" as "calendar" })],
    ["options.period", () => cohortTriangle([], undefined as unknown as CohortTriangleOptions)],
    ["options.period", () => cohortTriangle([], { ...options, period: null } as unknown as CohortTriangleOptions)],
    ["events", () => cohortTriangle(undefined as unknown as CohortEvent[], options)],
    ["events[0]", () => cohortTriangle([null as unknown as CohortEvent], options)],
    ["events[0].amount.minor", () => cohortTriangle([{ customerId: "x", at: 0, amount: { minor: 0.5 } }], options)],
    ["events[0].refunded.minor", () => cohortTriangle([{ customerId: "x", at: 0, amount: { minor: 5 }, refunded: { minor: 6 } }], options)],
    ["options.fullyRefunded", () => cohortTriangle([], { ...options, fullyRefunded: "some" as "include" })],
    ["events[1].at", () => cohortTriangle([events[0] as CohortEvent, { customerId: "x", at: NaN }], options)],
    ["events[0].customerId", () => cohortTriangle([{ customerId: 7 as unknown as string, at: 0 }], options)],
    ["events[0].at", () => cohortTriangle([{ customerId: "x", at: -1e15 }], options)],
    ["at[2]", () => cohortTriangle({ ...columns, at: Float64Array.from(columns.at, (at, i) => (i === 2 ? NaN : at)) }, options)],
    ["customer[0]", () => cohortTriangle({ ...columns, customerIds: [] }, options)],
    ["at", () => cohortTriangle({ ...columns, at: columns.at.slice(1) }, options)],
    ["amountMinor", () => cohortTriangle({ ...columns, refundedMinor: columns.at } as CohortColumns, options)],
    ["amountMinor", () => cohortTriangle({ ...columns, amountMinor: new Float64Array(1) }, options)],
    ["amountMinor[1]", () => cohortTriangle({ ...columns, amountMinor: amounts(1, NaN) }, options)],
    ["amountMinor[1]", () => cohortTriangle({ ...columns, amountMinor: amounts(1, -5) }, options)],
    ["refundedMinor[2]", () => cohortTriangle({ ...columns, amountMinor: amounts(0, 5), refundedMinor: amounts(2, 6) }, options)],
    ["refundedMinor", () => cohortTriangle({ ...columns, amountMinor: amounts(0, 5), refundedMinor: new Float64Array(1) }, options)],
  ])("%s", (argument, call) => {
    expect(call).toThrow(expect.objectContaining({ code: "invalid-argument", argument }));
  });
});

it("a forgotten mode is told what there is", () => {
  const call = (): unknown => cohortTriangle([], { period: month, asOf: 0 } as CohortTriangleOptions);
  expect(call).toThrow("options.mode: expected one of on, on-or-after, on-or-before or { bracket }, got undefined");
});

describe("averageRetention", () => {
  const triangle = deepFreeze(cohortTriangle(events, options));

  it("pools customers, or averages cohorts", () => {
    const bare = (weighting: "pooled" | "simple"): unknown =>
      averageRetention(triangle, { weighting }).map(({ cell, numerator, denominator, value, cohorts }) => [
        cell,
        numerator,
        denominator,
        value,
        cohorts,
      ]);
    expect(bare("pooled")).toEqual([
      [0, 3, 3, 1, 2],
      [1, 0, 3, 0, 2],
      [2, 1, 2, 0.5, 1],
      [3, 0, 2, 0, 1],
      [4, 0, 0, null, 0],
    ]);
    expect(bare("simple")).toEqual([
      [0, 2, 2, 1, 2],
      [1, 0, 2, 0, 2],
      [2, 0.5, 1, 0.5, 1],
      [3, 0, 1, 0, 1],
      [4, 0, 0, null, 0],
    ]);
  });

  it("has one cell of a bracket, none of nothing, and says how it weighed", () => {
    const [only, ...others] = averageRetention(cohortTriangle(events, { ...options, mode: { bracket: [1, 1] } }), { weighting: "simple" });
    expect([only?.value, only?.definition, others]).toEqual([0, { method: "simple" }, []]);
    expect(averageRetention(cohortTriangle([], options), { weighting: "pooled" })).toEqual([]);
  });

  it("does not guess the weighting", () => {
    expect(() => averageRetention(triangle, { weighting: "mean" as "simple" })).toThrow(
      expect.objectContaining({ argument: "options.weighting" }),
    );
    expect(() => averageRetention(triangle, undefined as unknown as { weighting: "simple" })).toThrow(
      expect.objectContaining({ code: "invalid-argument", argument: "options.weighting" }),
    );
  });
});
