import { averagePerCustomer, averageRetention, cohortTriangle, type CohortEvent, type CohortTriangleOptions } from "clientele/retention";
import { describe, expect, it } from "vitest";
import { purchase } from "../purchases/make.js";
import { deepFreeze } from "../support/deep-freeze.js";
import { columnsOf } from "./make.js";

const month = { unit: "month", timeZone: "UTC" } as const;
const options: CohortTriangleOptions = deepFreeze({ period: month, asOf: "2024-05-10T00:00:00Z", mode: "on" });
const event = (customerId: string, at: string, amountMinor: number): CohortEvent => ({ customerId, at: Date.parse(at), amountMinor });
const events = deepFreeze([
  event("anna", "2024-01-05T00:00:00Z", 1000),
  event("anna", "2024-03-05T00:00:00Z", 200),
  event("anna", "2024-03-06T00:00:00Z", 30),
  event("ben", "2024-01-31T23:59:59Z", 500),
  event("ben", "2024-05-02T00:00:00Z", 7),
  event("cem", "2024-03-01T00:00:00Z", 4),
]);

describe("events and revenue", () => {
  it.each([
    ["on", [2, 0, 2, 0, null], [1500, 0, 230, 0, null]],
    ["on-or-after", [5, 3, 3, 1, null], [1737, 237, 237, 7, null]],
    ["on-or-before", [2, 2, 4, 4, null], [1500, 1500, 1730, 1730, null]],
    [{ bracket: [1, 2] as const }, [2], [230]],
    [{ bracket: [0, 3] as const }, [4], [1730]],
    [{ bracket: [3, 4] as const }, [null], [null]],
  ] as const)("%j", (mode, count, revenue) => {
    expect(cohortTriangle(events, { ...options, mode, measure: "events" }).cells[0]).toEqual(count);
    expect(cohortTriangle(events, { ...options, mode, measure: "revenue" }).cells[0]).toEqual(revenue);
  });

  it("revenue is net, and what was refunded in full or not paid brings nothing and is no event", () => {
    const rows = [
      purchase({ at: "2024-01-05T00:00:00Z", minor: 1000, refunded: 300 }),
      purchase({ at: "2024-02-05T00:00:00Z", minor: 1000, refunded: 1000 }),
      purchase({ at: "2024-03-05T00:00:00Z", minor: 1000, status: "pending" }),
      purchase({ at: "2024-03-06T00:00:00Z", minor: 0 }),
    ];
    const cells = (more: Partial<CohortTriangleOptions>): unknown => cohortTriangle(rows, { ...options, ...more }).cells;
    expect(cells({ measure: "revenue" })).toEqual([[700, 0, 0, 0, null]]);
    expect(cells({ measure: "events" })).toEqual([[1, 0, 1, 0, null]]);
    expect(cells({ measure: "events", fullyRefunded: "include" })).toEqual([[1, 1, 1, 0, null]]);
    expect(cells({ measure: "revenue", fullyRefunded: "include" })).toEqual([[700, 0, 0, 0, null]]);
  });

  const revenue = { ...options, measure: "revenue" } as const;
  it.each<[string, readonly CohortEvent[]]>([
    ["events[0].amountMinor", [{ customerId: "x", at: 0 }]],
    ["events[0].amountMinor", [{ customerId: "x", at: 0, amountMinor: -1 }]],
    ["events[0].amountMinor", [{ customerId: "x", at: 0, amountMinor: 0.5 }]],
    ["events[0].refunded.minor", [{ customerId: "x", at: 0, amountMinor: 5, refunded: { minor: 6 } }]],
    ["events[1].amount", [purchase(), purchase({ currency: "USD" })]],
    [
      "events",
      [
        { customerId: "x", at: 0, amountMinor: 2 ** 53 - 1 },
        { customerId: "x", at: 0, amountMinor: 1 },
      ],
    ],
  ])("of revenue, refuses %s", (argument, rows) => {
    expect(() => cohortTriangle(rows, revenue)).toThrow(expect.objectContaining({ code: "invalid-argument", argument }));
  });

  it("of columns, amounts are needed for revenue alone", () => {
    const columns = columnsOf(events);
    expect(() => cohortTriangle(columns, revenue)).toThrow(expect.objectContaining({ argument: "amountMinor" }));
    const amountMinor = Float64Array.from(events, (one) => one.amountMinor ?? 0);
    expect(cohortTriangle({ ...columns, amountMinor }, revenue)).toEqual(cohortTriangle(events, revenue));
    expect(cohortTriangle(columns, { ...options, measure: "events" })).toEqual(cohortTriangle(events, { ...options, measure: "events" }));
    // Currencies may be mixed where nothing is added up.
    expect(cohortTriangle([purchase(), purchase({ currency: "USD" })], { ...options, measure: "events" }).cells).toEqual([[null]]);
  });
});

describe("elapsed time", () => {
  // On 10 May anna has been seen for 126 days (4 months of 30 days and 6 days), ben for 99 and a second, cem for 70.
  const elapsed = { ...options, alignment: "elapsed" } as const;

  it("counts 30 days from each first event, of the customers observed for all of them", () => {
    const { cohorts, cells, eligible, definition } = cohortTriangle(events, elapsed);
    expect(cohorts.map(({ label, size }) => [label, size])).toEqual([
      ["2024-01", 2],
      ["2024-03", 1],
    ]);
    // Anna is back on days 60 and 61, ben on day 91, when his fourth month is running.
    expect(eligible).toEqual([
      [2, 2, 2, 1, 0],
      [1, 1, 0],
    ]);
    expect(cells).toEqual([
      [2, 0, 1, 0, null],
      [1, 0, null],
    ]);
    expect(definition.alignment).toBe("elapsed");
  });

  it.each([
    ["on-or-after", [2, 2, 2, 0, null]],
    ["on-or-before", [2, 0, 1, 1, null]],
    [{ bracket: [1, 2] as const }, [1]],
    [{ bracket: [2, 3] as const }, [1]],
    [{ bracket: [3, 4] as const }, [null]],
  ] as const)("%j", (mode, first) => {
    expect(cohortTriangle(events, { ...elapsed, mode }).cells[0]).toEqual(first);
  });

  it("events and revenue of those eligible alone", () => {
    expect(cohortTriangle(events, { ...elapsed, measure: "revenue" }).cells[0]).toEqual([1500, 0, 230, 0, null]);
    expect(cohortTriangle(events, { ...elapsed, measure: "revenue", mode: "on-or-after" }).cells[0]).toEqual([1737, 237, 237, 0, null]);
    // Ben's 500 leave with him, when his fourth month is not over.
    expect(cohortTriangle(events, { ...elapsed, measure: "revenue", mode: "on-or-before" }).cells[0]).toEqual([
      1500,
      1500,
      1730,
      1230,
      null,
    ]);
    expect(cohortTriangle(events, { ...elapsed, measure: "events", periods: 3, mode: "on-or-before" }).cells[0]).toEqual([2, 2, 4]);
  });

  it("a period is over, to the millisecond, when as much time has passed", () => {
    const day = 86_400_000;
    const of = (unit: "day" | "week" | "month" | "quarter" | "year", asOf: number): unknown =>
      cohortTriangle([{ customerId: "x", at: 0 }], { period: { unit, timeZone: "UTC" }, asOf, mode: "on", alignment: "elapsed" }).cells;
    for (const [unit, days] of [
      ["day", 1],
      ["week", 7],
      ["month", 30],
      ["quarter", 91],
      ["year", 365],
    ] as const) {
      expect(of(unit, days * day - 1)).toEqual([[null]]);
      expect(of(unit, days * day)).toEqual([[1, null]]);
    }
  });

  it("a day is 24 hours where clocks are put forward: two calendar days later, but one elapsed day", () => {
    const berlin = { period: { unit: "day", timeZone: "Europe/Berlin" }, asOf: "2024-04-03T00:00:00Z", mode: "on" } as const;
    const two = [event("x", "2024-03-30T22:30:00Z", 0), event("x", "2024-03-31T22:30:00Z", 0)];
    expect(cohortTriangle(two, berlin).cells[0]?.slice(0, 3)).toEqual([1, 0, 1]);
    expect(cohortTriangle(two, { ...berlin, alignment: "elapsed" }).cells[0]?.slice(0, 3)).toEqual([1, 1, 0]);
  });

  it("is averaged over those eligible", () => {
    const triangle = deepFreeze(cohortTriangle(events, elapsed));
    expect(averageRetention(triangle, { weighting: "pooled" }).map(({ numerator, denominator }) => [numerator, denominator])).toEqual([
      [3, 3],
      [0, 3],
      [1, 2],
      [0, 1],
      [0, 0],
    ]);
    expect(averageRetention(triangle, { weighting: "simple" }).map(({ value, cohorts }) => [value, cohorts])).toEqual([
      [1, 2],
      [0, 2],
      [0.5, 1],
      [0, 1],
      [null, 0],
    ]);
  });
});

describe("averagePerCustomer", () => {
  const triangle = deepFreeze(cohortTriangle(events, { ...options, measure: "revenue", mode: "on-or-before" }));

  it("is what customers have brought in by then, or how often they came", () => {
    const [first, , third] = averagePerCustomer(triangle, { weighting: "pooled" });
    expect(first).toEqual({
      cell: 0,
      numerator: 1504,
      denominator: 3,
      value: 1504 / 3,
      cohorts: 2,
      currency: null,
      definition: { method: "pooled", measure: "revenue" },
    });
    expect(third?.value).toBe(865);
    expect(averagePerCustomer(triangle, { weighting: "simple" })[0]).toMatchObject({ numerator: 754, denominator: 2, value: 377 });
    const counts = cohortTriangle(events, { ...options, measure: "events" });
    expect(averagePerCustomer(counts, { weighting: "pooled" }).map(({ value }) => value)).toEqual([1, 0, 1, 0, null]);
  });

  it("is not a share, and a share is not an average: each takes its own triangle", () => {
    const customers = cohortTriangle(events, options);
    const refused = expect.objectContaining({ code: "invalid-argument", argument: "triangle.definition.measure" });
    expect(() => averagePerCustomer(customers, { weighting: "pooled" })).toThrow(refused);
    expect(() => averageRetention(triangle, { weighting: "pooled" })).toThrow(refused);
    expect(() => averagePerCustomer(triangle, {} as { weighting: "pooled" })).toThrow(
      expect.objectContaining({ argument: "options.weighting" }),
    );
  });
});
