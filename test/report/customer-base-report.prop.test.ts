import { purchaseColumns, type Purchase } from "clientele/purchases";
import {
  customerBaseReport,
  type CustomerBaseReport,
  type CustomerBaseReportOptions,
  type Section,
  type ValueContent,
} from "clientele/report";
import { simulatePurchases } from "clientele/simulation";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { instants, purchases, zones } from "../purchases/make.js";
import { deepFreeze, withoutWriting } from "../support/deep-freeze.js";
import { sum } from "./by-hand.js";

/** Reports of a few customers around the day that Samoa left out. */
const options = fc
  .record<CustomerBaseReportOptions>({
    asOf: instants,
    timeZone: zones,
    inactivityDays: fc.integer({ min: 1, max: 20 }),
    period: fc.constantFrom("day", "week", "month", "quarter", "year"),
    horizonDays: fc.integer({ min: 1, max: 2000 }),
    annualDiscountRate: fc.double({ min: 0, max: 2, noNaN: true }),
  })
  .chain((given) => fc.constantFrom(given, { ...given, grossMargin: 0.35 }, { ...given, grossMargin: -0 }))
  .map(deepFreeze);

/** A list and the same list in another order. */
const shuffled = purchases.chain((rows) => fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length })));

describe("a report of any few purchases", () => {
  it("is plain JSON", () => {
    fc.assert(
      fc.property(purchases, options, (rows, given) => {
        const report = customerBaseReport(rows, given);
        expect(JSON.parse(JSON.stringify(report))).toStrictEqual(report);
      }),
    );
  });

  it("is the same of rows, of columns, and of rows in another order", () => {
    fc.assert(
      fc.property(shuffled, options, ([rows, others], given) => {
        const report = customerBaseReport(rows, given);
        expect(customerBaseReport(others, given)).toStrictEqual(report);
        expect(withoutWriting(purchaseColumns(rows), (columns) => customerBaseReport(columns, given))).toStrictEqual(report);
      }),
    );
  });

  it("adds up: segments, classes, stages and cohorts to the totals, each month to the next", () => {
    fc.assert(
      fc.property(purchases, options, (rows, given) => {
        expectToAddUp(customerBaseReport(rows, given));
      }),
    );
  });

  it("(most have sections to speak of)", () => {
    const reports = fc
      .sample(fc.tuple(purchases, options), 200)
      .map(([rows, given]) => customerBaseReport(rows, given))
      .filter(({ totals, segments, concentration, lifecycle, cohorts, movements, repeatRates }) =>
        [totals, segments, concentration, lifecycle, cohorts, movements, repeatRates].every(({ available }) => available),
      );
    expect(reports.length).toBeGreaterThan(100);
  });
});

function expectToAddUp({ totals, segments, concentration, lifecycle, cohorts, movements }: CustomerBaseReport): void {
  if (!totals.available) return;
  const whole = [totals.customers, totals.revenueMinor];
  const wholeOf = (rows: readonly { readonly customers: number; readonly revenueMinor: number }[]): number[] => [
    sum(rows.map(({ customers }) => customers)),
    sum(rows.map(({ revenueMinor }) => revenueMinor)),
  ];
  expect(wholeOf(present(segments).rows)).toEqual(whole);
  expect(wholeOf(present(concentration).abc)).toEqual(whole);
  expect(sum(Object.values(present(lifecycle).counts))).toBe(totals.customers);
  expect(sum(present(cohorts).triangle.cohorts.map(({ size }) => size))).toBe(totals.customers);
  const { rows } = present(movements);
  expect(rows.map(({ opening, new: fresh, reactivated, lapsed }) => opening + fresh + reactivated - lapsed)).toEqual(
    rows.map(({ closing }) => closing),
  );
  expect(rows.slice(1).map(({ opening }) => opening)).toEqual(rows.slice(0, -1).map(({ closing }) => closing));
  expect(sum(rows.map(({ firstTimeBuyers }) => firstTimeBuyers))).toBe(totals.customers);
}

const SHOPS = Array.from({ length: 5 }, (_, seed): readonly Purchase[] =>
  deepFreeze(simulatePurchases({ seed, customers: 150, from: "2024-01-01", until: "2025-07-01" }).purchases),
);
const SHOP_OPTIONS: CustomerBaseReportOptions = deepFreeze({
  asOf: "2025-07-01T00:00:00Z",
  timeZone: "UTC",
  inactivityDays: 90,
  period: "quarter",
  horizonDays: 365,
  annualDiscountRate: 0.1,
});
const shops = fc.constantFrom(...SHOPS);
const shares = fc.double({ min: 0.01, max: 1, noNaN: true });

/** The value of a shop's customers, by options that differ from the usual. */
function valueOf(shop: readonly Purchase[], change: Partial<CustomerBaseReportOptions>): ValueContent {
  return present(present(customerBaseReport(shop, { ...SHOP_OPTIONS, ...change }).lifetimeValue).value);
}

describe("a report of a shop whose customers come back", () => {
  it("a margin of m makes m of all values", () => {
    fc.assert(
      fc.property(shops, shares, (shop, grossMargin) => {
        const [whole, part] = [valueOf(shop, {}), valueOf(shop, { grossMargin })];
        expect(part.totalMinor / whole.totalMinor).toBeCloseTo(grossMargin, 10);
        expect(part.topCustomers.map(({ valueMinor }, i) => valueMinor / (whole.topCustomers[i]?.valueMinor ?? NaN))).toEqual(
          part.topCustomers.map(() => expect.closeTo(grossMargin, 10) as number),
        );
      }),
      { numRuns: 15 },
    );
  });

  it("the higher the discount rate, the lower the value", () => {
    fc.assert(
      fc.property(shops, fc.double({ min: 0, max: 1, noNaN: true }), shares, (shop, annualDiscountRate, more) => {
        const [high, low] = [annualDiscountRate, annualDiscountRate + more].map((rate) => valueOf(shop, { annualDiscountRate: rate }));
        expect(low?.totalMinor).toBeLessThan(high?.totalMinor ?? NaN);
        // All within a year: no purchase is discounted by more than the rate of a year.
        expect((low?.totalMinor ?? NaN) * (1 + annualDiscountRate + more)).toBeGreaterThan(high?.totalMinor ?? NaN);
      }),
      { numRuns: 15 },
    );
  });

  it("the longer the horizon, the higher the value and the more purchases, but by less and less a day", () => {
    fc.assert(
      fc.property(shops, fc.integer({ min: 7, max: 700 }), fc.integer({ min: 7, max: 700 }), (shop, days, more) => {
        const [near, far] = [days, days + more].map((horizonDays) => {
          const { expectedPurchases, value } = present(customerBaseReport(shop, { ...SHOP_OPTIONS, horizonDays }).lifetimeValue);
          return { horizonDays, expectedPurchases, totalMinor: present(value).totalMinor };
        }) as [Reach, Reach];
        for (const figure of ["expectedPurchases", "totalMinor"] as const) {
          expect(far[figure]).toBeGreaterThan(near[figure]);
          expect(far[figure] / far.horizonDays).toBeLessThan(near[figure] / near.horizonDays);
        }
      }),
      { numRuns: 15 },
    );
  });

  it("the rows of the check add up to its totals", () => {
    fc.assert(
      fc.property(shops, fc.integer({ min: 0, max: 200 }), (shop, daysLess) => {
        const asOf = Date.parse("2025-07-01T00:00:00Z") - daysLess * 86_400_000;
        const { holdout } = present(customerBaseReport(shop, { ...SHOP_OPTIONS, asOf }).lifetimeValue);
        const { rows, customers, expectedPurchases, actualPurchases } = present(holdout);
        expect(sum(rows.map((row) => row.customers))).toBe(customers);
        expect(sum(rows.map((row) => row.customers * row.expected))).toBeCloseTo(expectedPurchases, 8);
        expect(sum(rows.map((row) => row.customers * row.actual))).toBeCloseTo(actualPurchases, 8);
      }),
      { numRuns: 30 },
    );
  });

  it.each(SHOPS.map((shop, seed) => [seed, shop] as const))("(shop %i has every section, and adds up)", (_, shop) => {
    const report = customerBaseReport(shop, SHOP_OPTIONS);
    expectToAddUp(report);
    const { topCustomers, totalMinor } = present(present(report.lifetimeValue).value);
    const values = topCustomers.map(({ valueMinor }) => valueMinor);
    expect(values).toEqual([...values].sort((a, b) => b - a));
    expect(values).toHaveLength(10);
    expect(sum(values)).toBeLessThan(totalMinor);
    expect(customerBaseReport([...shop].reverse(), SHOP_OPTIONS)).toStrictEqual(report);
    expect(JSON.parse(JSON.stringify(report))).toStrictEqual(report);
  });
});

interface Reach {
  readonly horizonDays: number;
  readonly expectedPurchases: number;
  readonly totalMinor: number;
}

function present<T>(section: Section<T>): T {
  if (!section.available) throw new Error(section.reason);
  return section;
}
