import { isInvalidArgumentError } from "clientele";
import { fitShiftedBetaGeometric } from "clientele/clv";
import { simulateSubscriptions, type SimulateSubscriptionsOptions } from "clientele/simulation";
import { parseSubscriptions, recurringRevenue, revenueMovements } from "clientele/subscriptions";
import { daysBetween } from "clientele/time";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { deepFreeze } from "../support/deep-freeze.js";

const settings = fc.record({
  seed: fc.maxSafeInteger(),
  customers: fc.nat({ max: 30 }),
  from: fc.constantFrom("2024-01-31", "2023-05-01"),
  until: fc.constantFrom("2024-02-01", "2025-12-31"),
  churn: fc.record({ alpha: fc.constantFrom(0.5, 3), beta: fc.constantFrom(0.5, 9) }),
  upgradeShare: fc.constantFrom(0, 0.3, 1),
  downgradeShare: fc.constantFrom(0, 0.3, 1),
  returnShare: fc.constantFrom(0, 0.5, 1),
});

describe("simulated subscriptions", () => {
  it("are the same for the same seed, and others for another seed", () => {
    fc.assert(
      fc.property(settings, (given) => {
        const once = simulateSubscriptions(deepFreeze(given));
        expect(simulateSubscriptions(structuredClone(given))).toStrictEqual(once);
        const other = simulateSubscriptions({ ...given, seed: given.seed - (Math.sign(given.seed) || -1) });
        if (once.subscriptions.length > 2) expect(other.truth).not.toStrictEqual(once.truth);
      }),
      { numRuns: 50 },
    );
  });

  it("are lawful, in order, and stand where the truth says", () => {
    fc.assert(
      fc.property(settings, (given) => {
        const { subscriptions, truth } = simulateSubscriptions(given);
        expect(parseSubscriptions(subscriptions)).toMatchObject({ values: subscriptions, rejected: [] });
        const order = subscriptions.map(({ start, customerId }) => start + customerId);
        expect(order).toStrictEqual([...order].sort());
        expect(truth.customers.map(({ customerId }) => customerId)).toStrictEqual(
          truth.customers.map(({ customerId }) => customerId).sort(),
        );
        expect(truth.customers).toHaveLength(given.customers);
        for (const { customerId, startedOn, leftOn, monthlyChurn } of truth.customers) {
          const own = subscriptions.filter((line) => line.customerId === customerId);
          expect([own[0]?.start, monthlyChurn >= 0 && monthlyChurn <= 1]).toStrictEqual([startedOn, true]);
          // A line that does not go on the same day ends because they left.
          const gaps = own.flatMap(({ end }, i) => (end === null || own[i + 1]?.start === end ? [] : [end]));
          expect(gaps).toStrictEqual(leftOn);
          own.forEach(({ start, end }, i) => {
            expect(start >= given.from && start < given.until && (end === null || (start < end && end < given.until))).toBe(true);
            expect(end !== null || i === own.length - 1).toBe(true);
            expect(i === 0 || start >= (own[i - 1]?.end ?? "9")).toBe(true);
          });
        }
      }),
      { numRuns: 100 },
    );
  });

  it("move in every way", () => {
    const { subscriptions } = simulateSubscriptions({ seed: 1 });
    const options = { from: "2023-01-01", until: "2026-01-01", timeZone: "UTC", asOf: "2026-01-01T00:00:00Z" };
    const { months, movements } = revenueMovements(recurringRevenue(subscriptions, options));
    expect(new Set(movements.map(({ type }) => type)).size).toBe(5);
    expect(months.at(-1)?.closingCustomers).toBeGreaterThan(150);
    expect(months.at(-1)?.closingCustomers).toBeLessThan(350);
  });

  it("leave as the model says: a fit to who pays by the month finds its parameters again, within four standard errors", () => {
    const churn = { alpha: 0.8, beta: 8 };
    const plans = [{ amountMinor: 1000, interval: "month" as const, weight: 1 }];
    const { subscriptions, truth } = simulateSubscriptions({
      seed: 5,
      customers: 10_000,
      plans,
      churn,
      returnShare: 0,
      upgradeShare: 0,
      downgradeShare: 0,
    });
    // Everybody who came two years before the end, by the month in which they left.
    const lost = Array<number>(23).fill(0);
    let active = 0;
    for (const { startedOn, leftOn } of truth.customers) {
      if (startedOn >= "2024-01-01") continue;
      const month = leftOn[0] === undefined ? Infinity : Math.round(daysBetween(startedOn, leftOn[0]) / 30.4375);
      if (month <= lost.length) lost[month - 1] = (lost[month - 1] ?? 0) + 1;
      else active += 1;
    }
    const fit = fitShiftedBetaGeometric({ lost, active });
    expect(fit.ok && Math.abs(fit.value.parameters.alpha - churn.alpha)).toBeLessThan(4 * 0.054);
    expect(fit.ok && Math.abs(fit.value.parameters.beta - churn.beta)).toBeLessThan(4 * 0.77);
    expect(truth.churnModel).toStrictEqual({ kind: "shifted-beta-geometric", parameters: churn });
    expect(subscriptions).toHaveLength(10_000);
  });

  it("of nobody are none", () => {
    expect(simulateSubscriptions({ seed: 1, customers: 0 })).toMatchObject({ subscriptions: [], truth: { customers: [] } });
  });

  it("are in whole units of the currency", () => {
    const { subscriptions } = simulateSubscriptions({ seed: 1, customers: 50, currency: "JPY" });
    expect(subscriptions.every(({ amount }) => amount.currency === "JPY" && amount.minor >= 1900)).toBe(true);
  });

  it.each<[string, Partial<Record<keyof SimulateSubscriptionsOptions, unknown>>]>([
    ["options.seed", { seed: 0.5 }],
    ["options.customers", { customers: -1 }],
    ["options.until", { from: "2025-01-01", until: "2025-01-01" }],
    ["options.until", { from: "1900-01-01" }],
    ["options.until", { from: "9990-01-01", until: "9999-12-31" }],
    ["options.from", { from: "soon" }],
    ["currency", { currency: "euro" }],
    ["options.plans", { plans: [] }],
    ["options.plans", { plans: [{ amountMinor: 1, interval: "month", weight: 0 }] }],
    ["options.plans[0]", { plans: [null] }],
    ["options.plans[0].amountMinor", { plans: [{ amountMinor: 0, interval: "month", weight: 1 }] }],
    ["options.plans[0].interval", { plans: [{ amountMinor: 1, interval: "week", weight: 1 }] }],
    ["options.plans[0].weight", { plans: [{ amountMinor: 1, interval: "month", weight: -1 }] }],
    ["options.churn.alpha", { churn: { alpha: 0, beta: 1 } }],
    ["options.churn.beta", { churn: { alpha: 1, beta: NaN } }],
    ["options.returnShare", { returnShare: 2 }],
    ["options.upgradeShare", { upgradeShare: -1 }],
    ["options.downgradeShare", { downgradeShare: NaN }],
    ["options.meanDaysAway", { meanDaysAway: 0 }],
    ["options", null as never],
  ])("want lawful options: %s", (argument, options) => {
    try {
      simulateSubscriptions((options as unknown) === null ? (null as never) : ({ seed: 1, ...options } as never));
      expect.unreachable();
    } catch (error) {
      expect(isInvalidArgumentError(error) && error.argument).toBe(argument);
    }
  });
});
