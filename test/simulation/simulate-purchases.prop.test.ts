import { calendarDate, daysBetween, startOfDay } from "clientele/time";
import { simulatePurchases, type SimulatePurchasesOptions } from "clientele/simulation";
import fc from "fast-check";
import { describe, expect, it } from "vitest";

const parameter = fc.double({ min: 0.2, max: 5, noNaN: true });
const weights = (count: number): fc.Arbitrary<number[]> =>
  fc
    .array(fc.double({ min: 0, max: 3, noNaN: true }), { minLength: count, maxLength: count })
    .map((values) => values.map((value, i) => (i === 0 ? value + 0.1 : value)));

const options: fc.Arbitrary<SimulatePurchasesOptions & { from: string; until: string; timeZone: string }> = fc
  .record({
    seed: fc.maxSafeInteger(),
    customers: fc.integer({ min: 0, max: 40 }),
    fromDay: fc.integer({ min: -40_000, max: 40_000 }),
    days: fc.integer({ min: 1, max: 400 }),
    timeZone: fc.constantFrom("UTC", "Europe/Berlin", "Australia/Lord_Howe", "America/Sao_Paulo", "Asia/Kathmandu", "Pacific/Apia"),
    growth: fc.double({ min: -1, max: 20, noNaN: true }),
    transactions: fc.record({ r: parameter, alpha: fc.double({ min: 5, max: 100, noNaN: true }), a: parameter, b: parameter }),
    spend: fc.record({
      p: parameter,
      q: fc.double({ min: 1.1, max: 9, noNaN: true }),
      gamma: fc.double({ min: 1, max: 1e5, noNaN: true }),
    }),
    rhythm: fc.record({ weekdayWeights: weights(7), hourWeights: weights(24) }, { requiredKeys: [] }),
    refundedShare: fc.double({ min: 0, max: 1, noNaN: true }),
    cancelledShare: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  // A rhythm that is open on Mondays only needs a Monday.
  .map(({ fromDay, days, rhythm, ...rest }) => ({
    ...rest,
    rhythm: days < 7 ? {} : rhythm,
    from: calendarDate(fromDay * 86_400_000, "UTC"),
    until: calendarDate((fromDay + days) * 86_400_000, "UTC"),
  }));

describe("simulated purchases", () => {
  it("are the same for the same seed, and others for another seed", () => {
    fc.assert(
      fc.property(options, (given) => {
        const once = simulatePurchases(given);
        expect(simulatePurchases(structuredClone(given))).toStrictEqual(once);
        const other = simulatePurchases({ ...given, seed: given.seed === 0 ? 1 : given.seed - Math.sign(given.seed) });
        if (once.purchases.length > 2) expect(other.purchases).not.toStrictEqual(once.purchases);
      }),
      { numRuns: 50 },
    );
  });

  it("lie within the dates, before the customer left and after the first, which is not cancelled", () => {
    fc.assert(
      fc.property(options, (given) => {
        const { purchases, truth } = simulatePurchases(given);
        const [from, until] = [startOfDay(given.from, given.timeZone), startOfDay(given.until, given.timeZone)];
        const traits = new Map(truth.customers.map((customer) => [customer.customerId, customer]));
        const firsts = new Map<string, number>();
        for (const { customerId, at, status } of purchases) {
          expect(at >= from && at < until && at % 1000 === 0).toBe(true);
          expect(at).toBeLessThanOrEqual(traits.get(customerId)?.churnedAt ?? until);
          if (status !== "cancelled" && !firsts.has(customerId)) firsts.set(customerId, at);
        }
        expect(truth.customers.map(({ customerId, acquiredAt }) => [customerId, acquiredAt])).toStrictEqual(
          [...traits.keys()].map((id) => [id, firsts.get(id)]),
        );
        expect(truth.customers).toHaveLength(given.customers ?? NaN);
      }),
    );
  });

  it("have lawful amounts, refunds and traits", () => {
    fc.assert(
      fc.property(options, (given) => {
        const { purchases, truth } = simulatePurchases(given);
        for (const { amount, refunded, status } of purchases) {
          expect(Number.isSafeInteger(amount.minor) && amount.minor > 0).toBe(true);
          if (refunded === undefined) continue;
          expect(status).toBe("paid");
          expect(refunded.minor > 0 && refunded.minor <= amount.minor && refunded.currency === amount.currency).toBe(true);
        }
        for (const { purchaseRatePerDay, dropoutProbability, meanSpendMinor } of truth.customers) {
          expect(purchaseRatePerDay >= 0 && dropoutProbability >= 0 && dropoutProbability <= 1 && meanSpendMinor > 0).toBe(true);
        }
        expect(new Set(purchases.map(({ id }) => id)).size).toBe(purchases.length);
      }),
    );
  });

  it("happen: a year of 40 customers has more purchases than customers, on many days", () => {
    const { purchases } = simulatePurchases({ seed: 1, customers: 40, from: "2024-01-01", until: "2025-01-01" });
    expect(purchases.length).toBeGreaterThan(60);
    expect(new Set(purchases.map(({ at }) => daysBetween("2024-01-01", calendarDate(at, "UTC")))).size).toBeGreaterThan(40);
  });
});
