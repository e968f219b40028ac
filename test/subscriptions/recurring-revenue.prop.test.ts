import {
  averageRevenuePerAccount,
  grossRevenueRetention,
  logoChurn,
  netRevenueRetention,
  quickRatio,
  recurringRevenue,
  revenueMovements,
  type RecurringRevenue,
  type Subscription,
} from "clientele/subscriptions";
import { addToDate } from "clientele/time";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { deepFreeze } from "../support/deep-freeze.js";
import { HALF_YEAR, subscriptions, windows } from "./make.js";

const MONTHS = { month: 1, quarter: 3, year: 12 };
const twelfths = (minor: number): number => Math.round(minor * 12);
const lastDay = (month: string): string => addToDate(addToDate(`${month}-01`, { months: 1 }), { days: -1 });

/** What a customer pays on a day, in twelfths of a minor unit, by asking every line. */
function paidOn(lines: readonly Subscription[], customer: string, day: string): number {
  const running = lines.filter(({ customerId, start, end }) => customerId === customer && start <= day && (end === null || day < end));
  return running.reduce((sum, { amount, interval }) => sum + (amount.minor * 12) / MONTHS[interval], 0);
}

const allRates = (revenue: RecurringRevenue) => [
  grossRevenueRetention(revenue, { basis: "movement" }),
  grossRevenueRetention(revenue, { basis: "cohort" }),
  netRevenueRetention(revenue, { basis: "movement" }),
  netRevenueRetention(revenue, { basis: "movement", includeReactivation: true }),
  netRevenueRetention(revenue, { basis: "cohort" }),
  quickRatio(revenue),
  averageRevenuePerAccount(revenue),
  logoChurn(revenue),
];

describe("recurring revenue", () => {
  it("is what every line says on the last day of each month", () => {
    fc.assert(
      fc.property(subscriptions, windows, (lines, window) => {
        const { months, rows, opening } = recurringRevenue(lines, deepFreeze(window));
        const customers = [...new Set(lines.map(({ customerId }) => customerId))].sort();
        const plain = customers.flatMap((customerId) =>
          months.flatMap((month) => {
            const paid = paidOn(lines, customerId, lastDay(month));
            return paid === 0 ? [] : [{ customerId, month, amountMinor: paid / 12 }];
          }),
        );
        expect(rows).toStrictEqual(plain);
        if (months.length === 0) return;
        const before = addToDate(`${months[0] ?? ""}-01`, { days: -1 });
        const paying = customers.filter((customer) => paidOn(lines, customer, before) > 0);
        expect(opening).toStrictEqual(paying.map((customerId) => ({ customerId, amountMinor: paidOn(lines, customerId, before) / 12 })));
      }),
    );
  });

  it("does not depend on the order of lines, and not on where a line is cut", () => {
    const given = subscriptions.chain((lines) =>
      fc.tuple(fc.constant(lines), fc.shuffledSubarray(lines, { minLength: lines.length }), fc.infiniteStream(fc.nat({ max: 80 }))),
    );
    fc.assert(
      fc.property(given, ([lines, shuffled, cuts]) => {
        const whole = recurringRevenue(lines, HALF_YEAR);
        const halves = shuffled.flatMap((line) => {
          const cut = addToDate(line.start, { days: cuts.next().value });
          if (line.end !== null && cut > line.end) return [line];
          return [
            { ...line, end: cut },
            { ...line, start: cut },
          ];
        });
        expect(recurringRevenue(halves, HALF_YEAR)).toStrictEqual(whole);
      }),
    );
  });

  it("moves alike in whatever window a month is looked at", () => {
    const seen = { hidden: 0 };
    fc.assert(
      fc.property(subscriptions, windows, (lines, window) => {
        const [some, all] = [window, { ...HALF_YEAR, from: "2023-06-01", until: "2024-12-01" }].map(
          (given) => revenueMovements(recurringRevenue(lines, given)).movements,
        );
        const months = recurringRevenue(lines, window).months;
        expect(some).toStrictEqual(all?.filter(({ month }) => months.includes(month)));
        const unseen = recurringRevenue(lines, HALF_YEAR).formerCustomerIds;
        seen.hidden += (some ?? []).filter(({ type, customerId }) => type === "reactivation" && unseen.includes(customerId)).length;
      }),
    );
    expect(seen.hidden).toBeGreaterThan(5);
  });

  it("of parts of the customers, joined, is that of all", () => {
    fc.assert(
      fc.property(subscriptions, fc.func(fc.boolean()), (lines, isFirst) => {
        const whole = recurringRevenue(lines, HALF_YEAR);
        const [a, b] = [true, false].map((part) =>
          recurringRevenue(
            lines.filter(({ customerId }) => isFirst(customerId) === part),
            HALF_YEAR,
          ),
        );
        const joined = {
          ...whole,
          rows: [...(a?.rows ?? []), ...(b?.rows ?? [])],
          opening: [...(a?.opening ?? []), ...(b?.opening ?? [])],
          formerCustomerIds: [...(a?.formerCustomerIds ?? []), ...(b?.formerCustomerIds ?? [])],
        };
        expect(revenueMovements(joined)).toStrictEqual(revenueMovements(whole));
        expect(allRates(joined)).toStrictEqual(allRates(whole));
      }),
    );
  });

  it("and all that is made of it survives JSON", () => {
    fc.assert(
      fc.property(subscriptions, windows, (lines, window) => {
        const revenue = recurringRevenue(lines, window);
        const stored = JSON.parse(JSON.stringify(revenue)) as RecurringRevenue;
        expect(stored).toStrictEqual(revenue);
        const results = [revenueMovements(deepFreeze(stored)), allRates(stored)];
        expect(JSON.parse(JSON.stringify(results))).toStrictEqual(results);
      }),
    );
  });
});

describe("movements", () => {
  it("roll forward exactly, in amounts and customers, and close where the next month opens", () => {
    fc.assert(
      fc.property(subscriptions, windows, (lines, window) => {
        const revenue = recurringRevenue(lines, window);
        const { months, movements } = revenueMovements(revenue);
        let closing = revenue.opening.reduce((sum, { amountMinor }) => sum + twelfths(amountMinor), 0);
        let customers = revenue.opening.length;
        for (const row of months) {
          const [won, expansion, back] = [twelfths(row.new), twelfths(row.expansion), twelfths(row.reactivation)];
          expect([twelfths(row.opening), row.openingCustomers]).toStrictEqual([closing, customers]);
          closing += won + expansion + back - twelfths(row.contraction) - twelfths(row.churn);
          customers += row.newCustomers + row.reactivatedCustomers - row.churnedCustomers;
          expect([twelfths(row.closing), row.closingCustomers]).toStrictEqual([closing, customers]);
          const own = movements.filter(({ month }) => month === row.month);
          const sums = own.map(({ type, amountMinor }): [string, number] => [type, twelfths(amountMinor)]);
          const sum = (wanted: string): number => sums.reduce((total, [type, amount]) => total + (type === wanted ? amount : 0), 0);
          expect([sum("new"), sum("expansion"), sum("reactivation")]).toStrictEqual([won, expansion, back]);
          expect([0 - sum("contraction"), 0 - sum("churn")]).toStrictEqual([twelfths(row.contraction), twelfths(row.churn)]);
          expect(new Set(own.map(({ customerId }) => customerId)).size).toBe(own.length);
        }
      }),
    );
  });

  it("call a customer new once at most, and never after they paid", () => {
    fc.assert(
      fc.property(subscriptions, windows, (lines, window) => {
        const revenue = recurringRevenue(lines, window);
        const paid = new Set<string>([...revenue.formerCustomerIds, ...revenue.opening.map(({ customerId }) => customerId)]);
        for (const { type, customerId, amountMinor } of revenueMovements(revenue).movements) {
          if (type === "new") expect(paid.has(customerId)).toBe(false);
          if (type === "reactivation") expect(paid.has(customerId)).toBe(true);
          expect(Math.sign(amountMinor)).toBe(type === "churn" || type === "contraction" ? -1 : 1);
          paid.add(customerId);
        }
      }),
    );
  });

  it("happen, of every type", () => {
    const types = fc
      .sample(subscriptions, 60)
      .flatMap((lines) => revenueMovements(recurringRevenue(lines, HALF_YEAR)).movements.map(({ type }) => type));
    expect(new Set(types)).toStrictEqual(new Set(["new", "expansion", "contraction", "churn", "reactivation"]));
  });
});

describe("retention", () => {
  it("is never above 1 when gross, and never below gross when net", () => {
    fc.assert(
      fc.property(subscriptions, windows, fc.constantFrom("movement", "cohort"), (lines, window, basis) => {
        const revenue = recurringRevenue(lines, window);
        const [gross, net] = [grossRevenueRetention(revenue, { basis }), netRevenueRetention(revenue, { basis })];
        const back = netRevenueRetention(revenue, { basis, includeReactivation: true });
        gross.forEach(({ value, denominator }, i) => {
          const [netValue, backValue] = [net[i]?.value ?? null, back[i]?.value ?? null];
          expect([value === null, netValue === null]).toStrictEqual([denominator === 0, denominator === 0]);
          if (value === null || netValue === null || backValue === null) return;
          expect(value >= 0 && value <= 1 && value <= netValue && netValue <= backValue).toBe(true);
        });
      }),
    );
  });

  it("by cohort begins at 1, and by movement agrees with it in the second month", () => {
    fc.assert(
      fc.property(subscriptions, windows, (lines, window) => {
        const revenue = recurringRevenue(lines, window);
        const cohort = netRevenueRetention(revenue, { basis: "cohort" });
        const movement = netRevenueRetention(revenue, { basis: "movement" });
        if (cohort[0] !== undefined) expect([1, null]).toContain(cohort[0].value);
        expect(cohort[1]?.value).toBe(movement[1]?.value);
      }),
    );
  });

  it("does not depend on the unit of money", () => {
    fc.assert(
      fc.property(subscriptions, (lines) => {
        const scaled = lines.map((line) => ({ ...line, amount: { ...line.amount, minor: line.amount.minor * 8 } }));
        const values = (given: readonly Subscription[]) =>
          allRates(recurringRevenue(given, HALF_YEAR)).map((rates) =>
            rates.map(({ value, definition }) => (definition.method === "average-revenue-per-account" ? null : value)),
          );
        expect(values(scaled)).toStrictEqual(values(lines));
      }),
    );
  });

  it("moves: some of it lies between 0 and 1, and some net is above", () => {
    const rates = fc
      .sample(subscriptions, 60)
      .flatMap((lines) => netRevenueRetention(recurringRevenue(lines, HALF_YEAR), { basis: "movement" }));
    expect(rates.some(({ value }) => value !== null && value > 0 && value < 1)).toBe(true);
    expect(rates.some(({ value }) => value !== null && value > 1)).toBe(true);
  });
});
