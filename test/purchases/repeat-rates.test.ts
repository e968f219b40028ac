import { purchaseColumns, repeatPurchaseRate, returningCustomerRate, secondPurchaseRate } from "clientele/purchases";
import { describe, expect, it } from "vitest";
import { deepFreeze } from "../support/deep-freeze.js";
import { purchase } from "./make.js";

const YEAR = deepFreeze({ asOf: "2025-02-01T00:00:00Z", timeZone: "Europe/Berlin", from: "2024-01-01", to: "2025-01-01" } as const);
const refusal = (argument: string): unknown => expect.objectContaining({ code: "invalid-argument", argument });

// anna: once before the year, twice in it. ben: three times in it. cleo: once in it. dora: before it only. emil: after it only, and once more after asOf.
const HISTORY = deepFreeze([
  purchase({ customer: "anna", at: "2023-12-31T22:59:59.999Z" }), // 23:59 in Berlin
  purchase({ customer: "anna", at: "2024-02-01T12:00:00Z" }),
  purchase({ customer: "anna", at: "2024-12-31T22:59:59.999Z" }),
  purchase({ customer: "ben", at: "2023-12-31T23:00:00Z" }), // midnight in Berlin
  purchase({ customer: "ben", at: "2024-01-31T12:00:00Z" }),
  purchase({ customer: "ben", at: "2024-06-01T12:00:00Z" }),
  purchase({ customer: "cleo", at: "2024-12-15T12:00:00Z" }),
  purchase({ customer: "dora", at: "2023-05-01T12:00:00Z" }),
  purchase({ customer: "emil", at: "2024-12-31T23:00:00Z" }),
  purchase({ customer: "emil", at: "2025-02-01T00:00:00Z" }),
]);

describe.each([
  ["rows", HISTORY],
  ["columns", purchaseColumns(HISTORY)],
])("of %s", (_, subject) => {
  it.each([
    ["customers-to-date", 2, 5], // anna and ben, of five
    ["customers-within-period", 2, 3],
    ["purchases-in-period", 4, 6], // all but the first ones of ben and cleo
    ["repeaters-per-first-time-buyer", 1, 2], // anna, to ben and cleo
  ] as const)("the repeat purchase rate %s is %d of %d", (method, numerator, denominator) => {
    expect(repeatPurchaseRate(subject, { ...YEAR, method })).toStrictEqual({
      numerator,
      denominator,
      value: numerator / denominator,
      definition: { method, from: YEAR.from, to: YEAR.to, timeZone: YEAR.timeZone, fullyRefunded: "exclude" },
    });
  });

  it.each([
    ["not-first-purchase", 2, 3],
    ["bought-before-period", 1, 3],
  ] as const)("the returning customer rate %s is %d of %d", (method, numerator, denominator) => {
    expect(returningCustomerRate(subject, { ...YEAR, method })).toMatchObject({ numerator, denominator, definition: { method } });
  });

  it("the second purchase rate is of first-time buyers with full follow-up", () => {
    const rate = (withinDays: number): unknown => {
      const { numerator, denominator, firstTimeBuyers } = secondPurchaseRate(subject, { ...YEAR, withinDays });
      return [numerator, denominator, firstTimeBuyers];
    };
    // ben came back on day 30; 15 December plus 47 days is 31 January, and 1 February is the local date of asOf.
    expect([rate(29), rate(30), rate(47), rate(48)]).toStrictEqual([
      [0, 2, 2],
      [1, 2, 2],
      [1, 2, 2],
      [1, 1, 2],
    ]);
    expect(secondPurchaseRate(subject, { ...YEAR, withinDays: 30 }).definition).toMatchObject({ method: "second-purchase-within-days" });
  });

  it("a rate of nobody has no value", () => {
    const before = { ...YEAR, from: "2020-01-01", to: "2020-02-01" };
    for (const method of ["customers-within-period", "purchases-in-period", "repeaters-per-first-time-buyer"] as const) {
      expect(repeatPurchaseRate(subject, { ...before, method })).toMatchObject({ numerator: 0, denominator: 0, value: null });
    }
    expect(returningCustomerRate(subject, { ...before, method: "not-first-purchase" }).value).toBeNull();
    expect(secondPurchaseRate(subject, { ...before, withinDays: 30 })).toMatchObject({ value: null, firstTimeBuyers: 0 });
    expect(repeatPurchaseRate([], { ...YEAR, method: "customers-to-date" }).value).toBeNull();
  });
});

describe("a second purchase", () => {
  it("on the day of the first, or at its very instant, counts", () => {
    const twice = [purchase({ at: "2024-05-01T12:00:00Z" }), purchase({ at: "2024-05-01T12:00:00Z" })];
    expect(secondPurchaseRate(twice, { ...YEAR, withinDays: 1 })).toMatchObject({ numerator: 1, denominator: 1 });
  });
});

describe("a fully refunded purchase", () => {
  const refunded = [purchase({ at: "2024-02-01T12:00:00Z", refunded: 1000 }), purchase({ at: "2024-03-01T12:00:00Z" })];

  it("is none, unless included", () => {
    expect(repeatPurchaseRate(refunded, { ...YEAR, method: "customers-to-date" })).toMatchObject({ numerator: 0, denominator: 1 });
    const included = repeatPurchaseRate(refunded, { ...YEAR, method: "customers-to-date", fullyRefunded: "include" });
    expect(included).toMatchObject({ numerator: 1, denominator: 1, definition: { fullyRefunded: "include" } });
    expect(secondPurchaseRate(refunded, { ...YEAR, withinDays: 30, fullyRefunded: "include" }).numerator).toBe(1);
  });
});

describe("unlawful options", () => {
  it.each([
    [{ from: "2024-02-30" }, "options.from"],
    [{ to: "2024-13-01" }, "options.to"],
    [{ to: "2024-01-01" }, "options.to"],
    [{ asOf: "2024-01-01" }, "options.asOf"],
    [{ timeZone: "Mars/Base" }, "timeZone"],
    [{ fullyRefunded: "drop" }, "options.fullyRefunded"],
    [{ method: "usual" }, "options.method"],
    [{ method: undefined }, "options.method"],
  ])("%o are refused", (change, argument) => {
    expect(() => repeatPurchaseRate([], { ...YEAR, method: "customers-to-date", ...(change as object) })).toThrow(refusal(argument));
    expect(() => returningCustomerRate([], { ...YEAR, method: "not-first-purchase", ...(change as object) })).toThrow(refusal(argument));
  });

  it.each([0, -1, 0.5, NaN, 36_526, "30"])("within %o days are refused", (withinDays) => {
    expect(() => secondPurchaseRate([], { ...YEAR, withinDays: withinDays as number })).toThrow(refusal("options.withinDays"));
  });
});
