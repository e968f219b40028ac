// Plain Python with exact fractions, and pandas 1.5.3; see "source" in the file.
import {
  averageRevenuePerAccount,
  grossRevenueRetention,
  logoChurn,
  netRevenueRetention,
  quickRatio,
  recurringRevenue,
  revenueMovements,
  type BillingInterval,
  type RevenueRate,
} from "clientele/subscriptions";
import { addToDate } from "clientele/time";
import { describe, expect, it } from "vitest";
import { deepFreeze } from "../support/deep-freeze.js";
import { oracleCases } from "../support/oracle.js";
import { line } from "./make.js";

interface Input {
  readonly customer: readonly string[];
  readonly start: readonly string[];
  readonly end: readonly (string | null)[];
  readonly amount: readonly number[];
  readonly interval: readonly BillingInterval[];
}
interface Options {
  readonly months: readonly string[];
}
interface Expected {
  readonly rollForward: Readonly<Record<string, readonly (number | string | null)[]>>;
  readonly movements: Readonly<Record<"month" | "customer" | "type" | "amount", readonly (string | number)[]>>;
  readonly pointToPoint: { readonly baseMrr: number; readonly nrr: number | null; readonly grr: number | null };
}

const RATES: Readonly<Record<string, string>> = {
  grossRevenueRetention: "gross",
  netRevenueRetention: "net",
  netRevenueRetentionWithReactivation: "net with reactivation",
  quickRatio: "quick ratio",
  quickRatioWithoutReactivation: "quick ratio without reactivation",
  customerChurnRate: "logo churn",
  arpa: "average",
};

function expectNear(got: number | null | undefined, expected: number | string | null | undefined): void {
  if (typeof expected !== "number") expect(got).toBe(expected);
  else expect(Math.abs((got ?? NaN) - expected)).toBeLessThanOrEqual(1e-9 + 1e-12 * Math.abs(expected));
}

describe.each(oracleCases<Input, Options, Expected>(import.meta.url, "subscriptions-mrr"))("$name", ({ input, options, expected }) => {
  const lines = input.customer.map((customer, i) =>
    line({
      customer,
      start: input.start[i] ?? "",
      end: input.end[i] ?? null,
      minor: input.amount[i] ?? NaN,
      interval: input.interval[i] ?? "month",
    }),
  );
  const from = `${options.months[0] ?? ""}-01`;
  const until = addToDate(`${options.months.at(-1) ?? ""}-01`, { months: 1 });
  const revenue = deepFreeze(recurringRevenue(lines, { from, until, timeZone: "UTC", asOf: "2100-01-01T00:00:00Z" }));
  const { months, movements } = revenueMovements(revenue);

  it("the same movements of each month", () => {
    expect(revenue.months).toStrictEqual(options.months);
    for (const [name, column] of Object.entries(expected.rollForward)) {
      if (name === "month" || name in RATES) continue;
      column.forEach((value, i) => expectNear((months[i] as never)[name], value));
    }
  });

  it("the same movements of each customer", () => {
    const { month, customer, type, amount } = expected.movements;
    expect(movements.map((movement) => [movement.month, movement.customerId, movement.type])).toStrictEqual(
      month.map((label, i) => [label, customer[i], type[i]]),
    );
    movements.forEach(({ amountMinor }, i) => expectNear(amountMinor, amount[i]));
  });

  it("the same rates", () => {
    const rates: Record<string, RevenueRate[]> = {
      grossRevenueRetention: grossRevenueRetention(revenue, { basis: "movement" }),
      netRevenueRetention: netRevenueRetention(revenue, { basis: "movement" }),
      netRevenueRetentionWithReactivation: netRevenueRetention(revenue, { basis: "movement", includeReactivation: true }),
      quickRatio: quickRatio(revenue),
      quickRatioWithoutReactivation: quickRatio(revenue, { includeReactivation: false }),
      customerChurnRate: logoChurn(revenue),
      arpa: averageRevenuePerAccount(revenue),
    };
    for (const name of Object.keys(RATES)) {
      expect(rates[name]?.map(({ month }) => month)).toStrictEqual(options.months);
      expected.rollForward[name]?.forEach((value, i) => expectNear(rates[name]?.[i]?.value, value));
    }
  });

  it("the same retention from the first month to the last", () => {
    const { baseMrr, nrr, grr } = expected.pointToPoint;
    const [net, gross] = [
      netRevenueRetention(revenue, { basis: "cohort" }).at(-1),
      grossRevenueRetention(revenue, { basis: "cohort" }).at(-1),
    ];
    expectNear(net?.denominator, baseMrr);
    expectNear(net?.value, nrr);
    expectNear(gross?.value, grr);
  });
});
