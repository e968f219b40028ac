import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cohortValue } from "../../src/clv/simple/cohort-value.js";
import { historicalValue } from "../../src/clv/simple/historical-value.js";
import { revenuePerUserOverChurn } from "../../src/clv/simple/revenue-per-user-over-churn.js";
import { simpleLifetimeValue, type FirstMargin } from "../../src/clv/simple/simple-lifetime-value.js";
import { deepFreeze } from "../support/deep-freeze.js";
import { expectNear } from "./expect-near.js";

const share = (least: number, most: number): fc.Arbitrary<number> => fc.double({ min: least, max: most, noNaN: true });
const invalid = (argument: string): unknown => expect.objectContaining({ code: "invalid-argument", argument });

describe("historicalValue", () => {
  it("is spend times margin, less the cost", () => {
    expect(historicalValue(48_000, { margin: 0.25 })).toBe(12_000);
    expect(historicalValue(48_000, deepFreeze({ margin: 0.25, cost: 15_000 }))).toBe(-3000);
    expect(historicalValue(-800, { margin: 0.5 })).toBe(-400);
    expect(historicalValue(0, { margin: -1 })).toBe(0);
  });

  it("refuses what is no number", () => {
    expect(() => historicalValue(NaN, { margin: 1 })).toThrow(invalid("spend"));
    expect(() => historicalValue(1, { margin: "1" as never })).toThrow(invalid("options.margin"));
    expect(() => historicalValue(1, { margin: 1, cost: Infinity })).toThrow(invalid("options.cost"));
  });
});

describe("simpleLifetimeValue", () => {
  // 0.8 / (1 + 0.2 - 0.8) = 2, and 1.2 / (1 + 0.2 - 0.8) = 3.
  it.each<[FirstMargin, number]>([
    ["after-first-renewal", 200],
    ["at-once", 300],
  ])("is the textbook formula: %s", (firstMargin, value) => {
    const got = simpleLifetimeValue(deepFreeze({ margin: 100, retentionRate: 0.8, discountRate: 0.2, firstMargin }));
    expect(got.firstMargin).toBe(firstMargin);
    expectNear(got.value, value, 1e-15);
  });

  it("takes the first margin after the first renewal if nothing is said", () => {
    const input = { margin: 100, retentionRate: 0.75, discountRate: 0.25 };
    expect(simpleLifetimeValue(input)).toEqual({ value: 150, firstMargin: "after-first-renewal" });
  });

  it("is the sum of the discounted margins", () => {
    fc.assert(
      fc.property(share(0, 0.99), share(1e-6, 2), share(-500, 500), (retentionRate, discountRate, margin) => {
        let later = 0;
        for (let t = 1; t <= 4000; t++) later += margin * (retentionRate / (1 + discountRate)) ** t;
        const input = { margin, retentionRate, discountRate };
        expectNear(simpleLifetimeValue(input).value, later, 1e-10, 1e-300);
        expectNear(simpleLifetimeValue({ ...input, firstMargin: "at-once" }).value, margin + later, 1e-10, 1e-300);
      }),
      { numRuns: 50 },
    );
  });

  it("is one margin or none when nobody stays, and null when everybody does without a discount", () => {
    expect(simpleLifetimeValue({ margin: 100, retentionRate: 0, discountRate: 0.1 }).value).toBe(0);
    expect(simpleLifetimeValue({ margin: 100, retentionRate: 0, discountRate: 0.1, firstMargin: "at-once" }).value).toBe(100);
    expect(simpleLifetimeValue({ margin: 100, retentionRate: 1, discountRate: 0 }).value).toBeNull();
    expect(simpleLifetimeValue({ margin: 1e30, retentionRate: 1, discountRate: 1e-30 }).value).toBe(1e60);
  });

  it.each<[string, object]>([
    ["input.margin", { margin: NaN }],
    ["input.retentionRate", { retentionRate: 80 }],
    ["input.retentionRate", { retentionRate: undefined }],
    ["input.discountRate", { discountRate: -0.1 }],
    ["input.discountRate", { discountRate: 1e-320 }],
    ["input.firstMargin", { firstMargin: "never" }],
  ])("refuses a wrong %s", (argument, change) => {
    expect(() => simpleLifetimeValue({ margin: 100, retentionRate: 0.8, discountRate: 0.1, ...change })).toThrow(invalid(argument));
  });
});

describe("cohortValue", () => {
  const discount = deepFreeze({ annualRate: 0.25, unitsPerYear: 1, compounding: "annual" } as const);

  it("adds up what each period brought, discounted to the first", () => {
    const rows = cohortValue(deepFreeze([1000, 500, -250]), deepFreeze({ customers: 10, margin: 0.5, discount }));
    // 250 / 1.25 = 200; -125 / 1.25^2 = -80.
    expectNear(
      rows,
      [
        { period: 0, value: 500, discountedValue: 500, cumulativeValue: 500, cumulativeDiscountedValue: 500, cumulativeDiscountedValuePerCustomer: 50 }, // prettier-ignore
        { period: 1, value: 250, discountedValue: 200, cumulativeValue: 750, cumulativeDiscountedValue: 700, cumulativeDiscountedValuePerCustomer: 70 }, // prettier-ignore
        { period: 2, value: -125, discountedValue: -80, cumulativeValue: 625, cumulativeDiscountedValue: 620, cumulativeDiscountedValuePerCustomer: 62 }, // prettier-ignore
      ],
      1e-15,
    );
    expect(rows).toHaveLength(3);
  });

  it("discounts by the period, not by the year", () => {
    const monthly = cohortValue(new Float64Array(25).fill(100), { customers: 1, margin: 1, discount: { ...discount, unitsPerYear: 12 } });
    expectNear(monthly[12]?.discountedValue, 80, 1e-14);
    expectNear(monthly[24]?.discountedValue, 64, 1e-14);
    expect(monthly[24]?.cumulativeValue).toBe(2500);
  });

  it("is empty before the first period, and has no value per customer of nobody", () => {
    expect(cohortValue([], { customers: 5, margin: 1, discount })).toEqual([]);
    expect(cohortValue([0], { customers: 0, margin: -1, discount })).toEqual([
      { period: 0, value: 0, discountedValue: 0, cumulativeValue: 0, cumulativeDiscountedValue: 0, cumulativeDiscountedValuePerCustomer: null }, // prettier-ignore
    ]);
  });

  it.each<[string, unknown, object]>([
    ["spend", "12", {}],
    ["spend[1]", [1, NaN], {}],
    ["spend[0]", [null], {}],
    ["options.customers", [1], { customers: -1 }],
    ["options.customers", [1], { customers: 1e-320 }],
    ["options.margin", [1], { margin: undefined }],
    ["options.discount.annualRate", [1], { discount: { ...discount, annualRate: -1 } }],
  ])("refuses a wrong %s", (argument, spend, change) => {
    expect(() => cohortValue(spend as number[], { customers: 1, margin: 1, discount, ...change })).toThrow(invalid(argument));
  });
});

describe("revenuePerUserOverChurn", () => {
  it("is the quotient, with a warning", () => {
    const { value, warning } = revenuePerUserOverChurn({ averageRevenuePerUser: 2000, churnRate: 0.04 });
    expect(value).toBe(50_000);
    expect(warning).toContain("revenue, not profit");
  });

  it("is null without churn, and warns all the same", () => {
    const none = revenuePerUserOverChurn({ averageRevenuePerUser: 2000, churnRate: 0 });
    expect(none.value).toBeNull();
    expect(none.warning.length).toBeGreaterThan(50);
  });

  it("is the simple lifetime value at once, without a discount", () => {
    fc.assert(
      fc.property(share(1e-3, 1), share(0, 1e6), (churnRate, averageRevenuePerUser) => {
        const simple = simpleLifetimeValue({
          margin: averageRevenuePerUser,
          retentionRate: 1 - churnRate,
          discountRate: 0,
          firstMargin: "at-once",
        });
        expectNear(revenuePerUserOverChurn({ averageRevenuePerUser, churnRate }).value, simple.value, 1e-12);
      }),
    );
  });

  it("refuses what is no rate", () => {
    expect(() => revenuePerUserOverChurn({ averageRevenuePerUser: 1, churnRate: 4 })).toThrow(invalid("input.churnRate"));
    expect(() => revenuePerUserOverChurn({ averageRevenuePerUser: NaN, churnRate: 0.1 })).toThrow(invalid("input.averageRevenuePerUser"));
  });
});
