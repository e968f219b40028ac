import { rate } from "clientele";
import { repeatPurchaseRate } from "clientele/purchases";
import { averagePerCustomer, averageRetention, churnRate, cohortTriangle, retentionCompare, type ChurnMethod } from "clientele/retention";
import {
  averageRevenuePerAccount,
  grossRevenueRetention,
  logoChurn,
  netRevenueRetention,
  quickRatio,
  recurringRevenue,
} from "clientele/subscriptions";
import fc from "fast-check";
import { describe, expect, it } from "vitest";

const share = fc.integer({ min: 1, max: 200 }).chain((n) => fc.integer({ min: 0, max: n }).map((x) => rate(x, n)));
const level = fc.double({ min: 0.5, max: 0.999, noNaN: true });

describe("comparing two rates", () => {
  it.each([
    // Newcombe (1998), table II, method 10.
    [56, 70, 48, 80, "0.0524", "0.3339"],
    [9, 10, 3, 10, "0.1705", "0.8090"],
    [10, 10, 0, 20, "0.6791", "1.0000"],
    [0, 10, 0, 20, "-0.1611", "0.2775"],
  ])("%i of %i less %i of %i", (x, n, y, m, lower, upper) => {
    const { interval } = retentionCompare(rate(x, n), rate(y, m), { level: 0.95 });
    expect([interval?.lower.toFixed(4), interval?.upper.toFixed(4)]).toEqual([lower, upper]);
  });

  it("holds the difference, turns round with the groups, and widens with the level", () => {
    fc.assert(
      fc.property(share, share, level, (a, b, l) => {
        const { difference, interval } = retentionCompare(a, b, { level: l });
        const swapped = retentionCompare(b, a, { level: l });
        const wider = retentionCompare(a, b, { level: l + 0.0005 });
        const [lower, upper, between] = [interval?.lower ?? NaN, interval?.upper ?? NaN, difference ?? NaN];
        expect(lower).toBeLessThanOrEqual(between);
        expect(upper).toBeGreaterThanOrEqual(between);
        expect(Math.min(lower + 1, 1 - upper)).toBeGreaterThanOrEqual(0);
        expect(swapped.interval?.lower).toBeCloseTo(-upper, 14);
        expect(wider.interval?.upper ?? NaN).toBeGreaterThanOrEqual(upper);
        expect(wider.interval?.lower ?? NaN).toBeLessThanOrEqual(lower);
      }),
    );
  });

  it("has no interval where the rates are no shares of customers", () => {
    const nothing = { difference: null, interval: null, definition: { method: "difference-of-shares" } };
    expect(retentionCompare(rate(0, 0), rate(1, 2))).toEqual(nothing);
    expect(retentionCompare(rate(1, 2), rate(0, 0))).toEqual(nothing);
    expect(retentionCompare(rate(3, 2), rate(1, 2))).toMatchObject({ difference: 1, interval: null });
    expect(retentionCompare(rate(-1, 2), rate(1, 2))).toMatchObject({ difference: -1, interval: null });
    expect(retentionCompare(rate(1, 2.5), rate(1, 2))).toMatchObject({ interval: null });
    const of = (method: ChurnMethod) =>
      churnRate([{ customerId: "a", start: 0, end: 3_000_000 }], { from: 1000, to: 86_400_000, timeZone: "UTC", method });
    expect(retentionCompare(of("opening-cohort"), of("opening-cohort")).interval).not.toBeNull();
    expect(retentionCompare(of("events-per-opening"), of("events-per-opening")).interval).toBeNull();
  });

  it("has none of money: minor units and averages are no customers, though they are whole numbers", () => {
    const line = { start: "2024-01-01", end: null, interval: "month", amount: { minor: 3, currency: "EUR" } };
    const lines = [
      { ...line, customerId: "anna" },
      { ...line, customerId: "ben", end: "2024-02-15" },
      { ...line, customerId: "cem", amount: { minor: 1, currency: "EUR" } },
    ];
    const span = { from: "2024-01-01", until: "2024-04-01", timeZone: "UTC", asOf: "2024-04-01T00:00:00Z" };
    const revenue = recurringRevenue(lines as Parameters<typeof recurringRevenue>[0], span);
    const february = <T>(rates: readonly T[]): T => rates[1] as T;
    const money = [
      february(grossRevenueRetention(revenue, { basis: "movement" })),
      february(netRevenueRetention(revenue, { basis: "movement" })),
      february(quickRatio(revenue)),
      { ...february(averageRevenuePerAccount(revenue)), numerator: 1 },
    ];
    for (const figure of money) {
      expect(Number.isSafeInteger(figure.numerator) && figure.numerator <= figure.denominator).toBe(true);
      expect(retentionCompare(figure, rate(1, 2)).interval).toBeNull();
    }
    expect(retentionCompare(february(logoChurn(revenue)), rate(1, 2)).interval).not.toBeNull();
    expect(retentionCompare({ ...rate(1, 2), definition: { method: "another" } }, rate(1, 2)).interval).toBeNull();
  });

  it("has one of averages of customers, none of averages of events or cohorts, and one of repeat buyers", () => {
    const at = Date.UTC(2024, 0, 5);
    const events = [
      { customerId: "anna", at, amountMinor: 1 },
      ...["ben", "cem"].map((customerId) => ({ customerId, at, amountMinor: 0 })),
    ];
    const options = { period: { unit: "month", timeZone: "UTC" }, asOf: "2024-03-01T00:00:00Z", mode: "on" } as const;
    const [customers, simple, revenue] = [
      averageRetention(cohortTriangle(events, options), { weighting: "pooled" })[0],
      averageRetention(cohortTriangle(events, options), { weighting: "simple" })[0],
      averagePerCustomer(cohortTriangle(events, { ...options, measure: "revenue" }), { weighting: "pooled" })[0],
    ];
    expect([customers, simple, revenue].map((one) => one && retentionCompare(one, rate(1, 2)).interval === null)).toEqual([
      false,
      true,
      true,
    ]);
    const year = { from: "2024-01-01", to: "2025-01-01", asOf: 0, timeZone: "UTC" };
    const repeat = { ...repeatPurchaseRate([], { ...year, method: "customers-to-date" }), numerator: 1, denominator: 2 };
    expect(retentionCompare(repeat, rate(1, 2)).interval).not.toBeNull();
    const ratio = { ...repeat, definition: { ...repeat.definition, method: "repeaters-per-first-time-buyer" } };
    expect(retentionCompare(ratio, rate(1, 2)).interval).toBeNull();
  });

  it("gives no negative zero", () => {
    const zero = { numerator: -0, denominator: 2, value: -0 };
    expect(retentionCompare(zero, { numerator: 0, denominator: 2, value: 0 }).difference).toBe(0);
    expect(JSON.stringify(retentionCompare(zero, zero))).not.toContain("-0,");
  });

  it.each<[string, () => unknown]>([
    ["a.numerator / a.denominator", () => retentionCompare({ numerator: 1e308, denominator: 1e-5, value: null }, rate(1, 2))],
    ["a - b", () => retentionCompare(rate(1.5e308, 1), rate(-1.5e308, 1))],
    ["a", () => retentionCompare(null as never, rate(1, 2))],
    ["b.denominator", () => retentionCompare(rate(1, 2), { numerator: 1, denominator: -2, value: null })],
    ["a.numerator", () => retentionCompare({ numerator: NaN, denominator: 2, value: null }, rate(1, 2))],
    ["options.level", () => retentionCompare(rate(1, 2), rate(1, 2), { level: 1 })],
    ["options.level", () => retentionCompare(rate(1, 2), rate(1, 2), { level: NaN })],
  ])("refuses %s", (argument, call) => {
    expect(call).toThrow(expect.objectContaining({ code: "invalid-argument", argument }));
  });
});
