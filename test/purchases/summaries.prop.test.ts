import {
  calibrationHoldout,
  countPurchases,
  customerSummaries,
  customerSummaryAccumulator,
  purchaseColumns,
  repeatPurchaseRate,
  repeatPurchaseSummaries,
  returningCustomerRate,
  secondPurchaseRate,
  type CustomerSummariesOptions,
  type CustomerSummaryState,
  type Purchase,
  type Purchases,
} from "clientele/purchases";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { wallDate } from "../foundation/time/intl.js";
import { deepFreeze, withoutWriting } from "../support/deep-freeze.js";
import { instants, purchases, zones } from "./make.js";

const DAY = 86_400_000;
const occasion = fc.constantFrom("day", "purchase");
const revenue = fc.constantFrom("net", "gross");
const fullyRefunded = fc.constantFrom("exclude", "include");
const unit = fc.constantFrom("day", "week", "month30");
const summaryOptions = fc
  .record<CustomerSummariesOptions>({ asOf: instants, timeZone: zones, occasion, revenue, fullyRefunded })
  .map(deepFreeze);

/** Every figure of the room, for one choice of options. */
const figures = fc
  .record({
    asOf: instants,
    later: fc.integer({ min: 1, max: 30 * DAY }),
    timeZone: zones,
    occasion,
    revenue,
    fullyRefunded,
    unit,
    from: fc.integer({ min: 20, max: 27 }),
    days: fc.integer({ min: 1, max: 20 }),
  })
  .map(({ later, unit: length, from, days, ...options }) => (subject: Purchases): Record<string, unknown> => {
    const period = { ...options, from: `2011-12-${String(from)}`, to: "2012-01-05" };
    return {
      customerSummaries: customerSummaries(subject, options),
      repeatPurchaseSummaries: repeatPurchaseSummaries(subject, { ...options, unit: length }),
      calibrationHoldout: calibrationHoldout(subject, {
        ...options,
        calibrationEnd: options.asOf,
        observationEnd: options.asOf + later,
        unit: length,
      }),
      countPurchases: countPurchases(subject, options),
      toDate: repeatPurchaseRate(subject, { ...period, method: "customers-to-date" }),
      withinPeriod: repeatPurchaseRate(subject, { ...period, method: "customers-within-period" }),
      ofPurchases: repeatPurchaseRate(subject, { ...period, method: "purchases-in-period" }),
      perFirstTimeBuyer: repeatPurchaseRate(subject, { ...period, method: "repeaters-per-first-time-buyer" }),
      notFirst: returningCustomerRate(subject, { ...period, method: "not-first-purchase" }),
      boughtBefore: returningCustomerRate(subject, { ...period, method: "bought-before-period" }),
      second: secondPurchaseRate(subject, { ...period, withinDays: days }),
    };
  });

/** A list and the same list in another order. */
const shuffled = purchases.chain((rows) => fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length })));

describe("every figure", () => {
  it("is the same of rows and of columns, and is plain JSON", () => {
    fc.assert(
      fc.property(purchases, figures, (rows, of) => {
        const ofRows = of(rows);
        expect(withoutWriting(purchaseColumns(rows), of)).toStrictEqual(ofRows);
        expect(JSON.parse(JSON.stringify(ofRows))).toStrictEqual(ofRows);
      }),
    );
  });

  it("does not depend on the order of the rows", () => {
    fc.assert(
      fc.property(shuffled, figures, ([rows, reordered], of) => {
        expect(of(reordered)).toStrictEqual(of(rows));
      }),
    );
  });

  it("does not change by purchases that do not count: not paid, or at asOf and after", () => {
    fc.assert(
      fc.property(purchases, summaryOptions, (rows, options) => {
        const counted = rows.filter((row) => (row.status ?? "paid") === "paid" && row.at < Number(options.asOf));
        expect(customerSummaries(counted, options)).toStrictEqual(customerSummaries(rows, options));
      }),
    );
  });

  it("is there: the histories of these tests have customers, days with two purchases, refunds and returning buyers", () => {
    const seen = { customers: 0, repeats: 0, sameDay: 0, refunds: 0, holdout: 0 };
    fc.assert(
      fc.property(purchases, (rows) => {
        const options = { asOf: "2012-03-01T00:00:00Z", timeZone: "UTC", revenue: "net", fullyRefunded: "include" } as const;
        const summaries = customerSummaries(rows, { ...options, occasion: "day" });
        seen.customers += summaries.length;
        seen.repeats += summaries.filter(({ occasions }) => occasions > 1).length;
        seen.sameDay += summaries.filter((summary) => summary.occasions < summary.purchases).length;
        seen.refunds += countPurchases(rows, options).withRefund;
        const cut = { calibrationEnd: "2012-01-05T00:00:00Z", observationEnd: options.asOf, timeZone: "UTC", unit: "day" } as const;
        seen.holdout += calibrationHoldout(rows, cut).customers.filter(({ holdoutFrequency }) => holdoutFrequency > 0).length;
      }),
    );
    for (const count of Object.values(seen)) expect(count).toBeGreaterThan(50);
  });
});

/** The counted purchases of each customer, earliest first, the plain way. */
function historiesOf(rows: readonly Purchase[], options: Pick<CustomerSummariesOptions, "asOf" | "fullyRefunded">): [string, Purchase[]][] {
  const counts = ({ status, at, amount, refunded }: Purchase): boolean => {
    if (status === "pending" || status === "cancelled" || at >= Number(options.asOf)) return false;
    return options.fullyRefunded === "include" || refunded === undefined || refunded.minor === 0 || refunded.minor < amount.minor;
  };
  const byCustomer = new Map<string, Purchase[]>();
  for (const row of rows.filter(counts)) byCustomer.set(row.customerId, [...(byCustomer.get(row.customerId) ?? []), row]);
  return [...byCustomer].sort(([a], [b]) => (a < b ? -1 : 1)).map(([customer, own]) => [customer, own.sort((a, b) => a.at - b.at)]);
}

const spent = (rows: readonly Purchase[], basis: "net" | "gross"): number =>
  rows.reduce((sum, { amount, refunded }) => sum + amount.minor - (basis === "net" ? (refunded?.minor ?? 0) : 0), 0);

describe("summaries", () => {
  it("are those of a plain count by Intl's calendar", () => {
    fc.assert(
      fc.property(purchases, summaryOptions, (rows, options) => {
        const expected = historiesOf(rows, options).map(([customerId, own]) => ({
          customerId,
          firstAt: own[0]?.at,
          lastAt: own.at(-1)?.at,
          occasions: options.occasion === "day" ? new Set(own.map(({ at }) => wallDate(at, options.timeZone))).size : own.length,
          purchases: own.length,
          revenueMinor: spent(own, options.revenue),
          currency: "EUR",
        }));
        expect(customerSummaries(rows, options)).toStrictEqual(expected);
      }),
    );
  });

  it("of repeat purchases are those of a plain count too", () => {
    const daysBetween = (a: string, b: string): number => (Date.parse(b) - Date.parse(a)) / DAY;
    fc.assert(
      fc.property(purchases, summaryOptions, unit, (rows, options, length) => {
        const { asOf, timeZone, revenue: basis, fullyRefunded: way } = options;
        const days = { day: 1, week: 7, month30: 30 }[length];
        const expected = historiesOf(rows, options).map(([customerId, own]) => {
          const dates = own.map(({ at }) => wallDate(at, timeZone));
          const [first = "", last = ""] = [dates[0], dates.at(-1)];
          const frequency = new Set(dates).size - 1;
          const repeats = own.filter((_, i) => dates[i] !== first);
          const age = daysBetween(first, wallDate(Number(asOf), timeZone)) / days;
          return {
            customerId,
            frequency,
            recency: daysBetween(first, last) / days,
            age,
            meanSpend: frequency === 0 ? null : spent(repeats, basis) / frequency,
          };
        });
        expect(repeatPurchaseSummaries(rows, { asOf, timeZone, unit: length, revenue: basis, fullyRefunded: way })).toStrictEqual(expected);
      }),
    );
  });

  it("of the calibration are the repeat summaries at its end, and the holdout is what came after", () => {
    fc.assert(
      fc.property(
        purchases,
        summaryOptions,
        fc.integer({ min: 1, max: 30 * DAY }),
        (rows, { asOf, timeZone, revenue: basis, fullyRefunded: way }, later) => {
          const settings = { timeZone, unit: "day", revenue: basis, fullyRefunded: way } as const;
          const { customers } = calibrationHoldout(rows, { ...settings, calibrationEnd: asOf, observationEnd: Number(asOf) + later });
          const after = new Map(
            historiesOf(
              rows.filter(({ at }) => at >= Number(asOf)),
              { asOf: Number(asOf) + later, fullyRefunded: way },
            ),
          );
          const expected = repeatPurchaseSummaries(rows, { ...settings, asOf }).map((summary) => {
            const own = after.get(summary.customerId) ?? [];
            return {
              ...summary,
              holdoutFrequency: new Set(own.map(({ at }) => wallDate(at, timeZone))).size,
              holdoutRevenueMinor: spent(own, basis),
            };
          });
          expect(customers).toStrictEqual(expected);
        },
      ),
    );
  });
});

describe("the accumulator", () => {
  /** Each purchase goes to one of some parts; the parts are merged in any order. */
  const split = purchases.chain((rows) =>
    fc.tuple(
      fc.constant(rows),
      fc.array(fc.nat({ max: 4 }), { minLength: rows.length, maxLength: rows.length }),
      fc.shuffledSubarray([0, 1, 2, 3, 4], { minLength: 5 }),
    ),
  );

  it("gives of any split, merged in any order and through JSON, what the whole gives", () => {
    fc.assert(
      fc.property(split, summaryOptions, ([rows, places, order], options) => {
        const accumulator = customerSummaryAccumulator(options);
        const stateOf = (part: readonly Purchase[]): CustomerSummaryState =>
          part.reduce((state, row) => accumulator.add(state, row), accumulator.empty());
        const parts = order.map((part) => stateOf(rows.filter((_, i) => places[i] === part)));
        const stored = parts.map((part) => JSON.parse(JSON.stringify(part)) as CustomerSummaryState);
        const whole = customerSummaries(rows, options);
        expect(accumulator.finish(stored.reduce((a, b) => accumulator.merge(a, b)))).toStrictEqual(whole);
        expect(accumulator.finish(parts.reduceRight((later, earlier) => accumulator.merge(earlier, later)))).toStrictEqual(whole);
        expect(accumulator.finish(stateOf(rows))).toStrictEqual(whole);
      }),
    );
  });

  it("has a state that is JSON", () => {
    fc.assert(
      fc.property(purchases, summaryOptions, (rows, options) => {
        const accumulator = customerSummaryAccumulator(options);
        const state = rows.reduce((before, row) => accumulator.add(before, row), accumulator.empty());
        expect(JSON.parse(JSON.stringify(state))).toStrictEqual(state);
      }),
    );
  });
});
