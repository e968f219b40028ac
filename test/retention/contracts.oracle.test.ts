// Plain Python, once more day by day; see "source" in the file. Day numbers are laid on April 2024 of UTC.
import {
  churnRate,
  contractMovements,
  contractRates,
  retentionRate,
  type ChurnMethod,
  type Contract,
  type ContractColumns,
  type RetentionMethod,
} from "clientele/retention";
import { describe, expect, it } from "vitest";
import { deepFreeze } from "../support/deep-freeze.js";
import { oracleCases } from "../support/oracle.js";

interface Input {
  readonly customer: readonly string[];
  readonly start: readonly number[];
  readonly end: readonly (number | null)[];
}
interface Options {
  readonly periodStart: number;
  readonly periodEnd: number;
}
interface Expected extends Readonly<Record<string, unknown>> {
  readonly rates: Readonly<
    Record<string, { numerator?: number; denominator?: number; value?: number | null; perPeriod?: number; retention?: number }>
  >;
  readonly customerRetention: Readonly<Record<string, { numerator: number; denominator: number; value: number | null }>>;
}

const CHURN: Readonly<Record<ChurnMethod, string>> = {
  "opening-cohort": "openingCohort",
  "distinct-churned": "baremetrics",
  "distinct-churned-not-new": "profitwell",
  "events-per-opening": "eventsPerOpening",
  "events-per-opening-plus-new": "stripe",
  "events-per-average-base": "averageBase",
  "events-per-mean-daily-base": "shopifyMeanBase",
  "daily-sum": "chartmogulDailySum",
  exposure: "exposure",
};
const RETENTION: Readonly<Record<Exclude<RetentionMethod, "exposure">, string>> = {
  "opening-cohort": "openingActiveAtClose",
  "closing-minus-new": "endMinusActiveNew",
  "closing-minus-all-new": "endMinusAllNew",
};
const DAY = 86_400_000;
const APRIL = Date.parse("2024-04-01");

function near(got: number | null | undefined, wanted: number | null | undefined): void {
  if (typeof wanted === "number") expect(Math.abs((got ?? NaN) - wanted)).toBeLessThanOrEqual(1e-14 + 1e-13 * Math.abs(wanted));
  else expect(got).toBe(wanted);
}

function columnsOf(rows: readonly Contract[]): ContractColumns {
  const customerIds = [...new Set(rows.map(({ customerId }) => customerId))];
  return {
    customerIds,
    customer: Int32Array.from(rows, ({ customerId }) => customerIds.indexOf(customerId)),
    start: Float64Array.from(rows, ({ start }) => start),
    end: Float64Array.from(rows, ({ end }) => end ?? Infinity),
  };
}

describe.each(oracleCases<Input, Options, Expected>(import.meta.url, "contracts"))("$name", ({ input, options, expected }) => {
  const instant = (day: number): number => APRIL + (day - options.periodStart) * DAY;
  const rows = input.customer.map((customerId, i): Contract => {
    const end = input.end[i] ?? null;
    return { customerId, start: instant(input.start[i] ?? NaN), end: end === null ? null : instant(end) };
  });
  const days = options.periodEnd - options.periodStart;
  const period = deepFreeze({ from: APRIL, to: instant(options.periodEnd), timeZone: "UTC" });

  describe.each([
    ["rows", deepFreeze(rows)],
    ["columns", columnsOf(rows)],
  ])("of %s", (_, contracts) => {
    it.each(Object.entries(CHURN) as [ChurnMethod, string][])("churn by %s", (method, name) => {
      const { numerator, denominator, value, perPeriod } = expected.rates[name] ?? {};
      const rate = churnRate(contracts, { ...period, method });
      expect(rate.definition).toMatchObject({ method, ...period });
      near(rate.value, method === "exposure" ? perPeriod : value);
      if (method !== "daily-sum") near(rate.numerator, numerator);
      if (method === "exposure") near(rate.denominator, (denominator ?? NaN) / days);
      else if (method !== "daily-sum") near(rate.denominator, denominator);
      expect(contractRates(contracts, period).churn.find(({ definition }) => definition.method === method)).toStrictEqual(rate);
    });

    it.each(Object.entries(RETENTION) as [RetentionMethod, string][])("retention by %s", (method, name) => {
      expect(retentionRate(contracts, { ...period, method })).toMatchObject(expected.customerRetention[name] ?? {});
    });

    it("retention by exposure", () => {
      near(retentionRate(contracts, { ...period, method: "exposure" }).value, expected.rates["exposure"]?.retention);
    });

    it("movements", () => {
      const until = new Date(period.to).toISOString().slice(0, 10);
      const unit = days === 30 ? "month" : "day";
      const movements = contractMovements(contracts, {
        period: { unit, timeZone: "UTC" },
        asOf: "2100-01-01T00:00:00Z",
        from: "2024-04-01",
        until,
      });
      const count = (name: string): number => expected[name] as number;
      expect(movements).toHaveLength(1);
      expect(movements[0]).toMatchObject({
        start: period.from,
        end: period.to,
        opening: count("opening"),
        new: count("newActiveAtClose"),
        reactivated: count("closing") - count("opening") - count("newActiveAtClose") + count("lostOfOpening"),
        lapsed: count("lostOfOpening"),
        closing: count("closing"),
        complete: true,
        firstStarts: count("new"),
        churnEvents: count("churnEvents"),
        reactivationEvents: count("reactivationEvents"),
        churnedCustomers: count("churnedCustomers"),
        customerDays: count("exposureDays"),
      });
    });
  });
});
