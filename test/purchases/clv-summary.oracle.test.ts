// Plain Python (zoneinfo), checked against lifetimes 0.11.3; see "source" in the file.
import {
  calibrationHoldout,
  customerSummaries,
  parsePurchases,
  purchaseColumns,
  repeatPurchaseSummaries,
  type AgeUnit,
} from "clientele/purchases";
import { describe, expect, it } from "vitest";
import { wallDate } from "../foundation/time/intl.js";
import { deepFreeze } from "../support/deep-freeze.js";
import { oracleCases } from "../support/oracle.js";

interface Input {
  readonly customer: readonly string[];
  readonly at: readonly string[];
  readonly amount: readonly number[];
}
interface Options {
  readonly zone: string;
  readonly unit: AgeUnit;
  readonly asOf?: string;
  readonly calibrationEnd?: string;
  readonly observationEnd?: string;
}
interface Expected {
  readonly customer: readonly string[];
  readonly firstDate: readonly string[];
  readonly lastDate: readonly string[];
  readonly x: readonly number[];
  readonly t_x: readonly number[];
  readonly T: readonly number[];
  readonly meanRepeatSpend: readonly (number | null)[];
  readonly xHoldout?: readonly number[];
  readonly spendHoldout?: readonly number[];
  readonly durationHoldout?: number;
}

const near = (value: number | null | undefined): unknown => (typeof value === "number" ? expect.closeTo(value, 8) : value);

describe.each(oracleCases<Input, Options, Expected>(import.meta.url, "clv-summary"))(
  "purchases summed up: $name",
  ({ input, options, expected }) => {
    const rows = input.customer.map((customerId, i) => ({
      id: `p${String(i)}`,
      customerId,
      at: input.at[i],
      amountMinor: input.amount[i],
    }));
    const { values, summary } = parsePurchases(deepFreeze(rows), { currency: "EUR" });
    const { zone: timeZone, unit, asOf, calibrationEnd = "", observationEnd = "" } = options;
    const repeats = expected.customer.map((customerId, i) => ({
      customerId,
      frequency: expected.x[i],
      recency: near(expected.t_x[i]),
      age: near(expected.T[i]),
      meanSpend: near(expected.meanRepeatSpend[i]),
    }));

    it("reads every row", () => {
      expect(summary).toMatchObject({ rows: rows.length, accepted: rows.length });
    });

    it.each([
      ["rows", deepFreeze(values)],
      ["columns", purchaseColumns(values)],
    ])("of %s", (_, subject) => {
      if (asOf === undefined) {
        const customers = repeats.map((row, i) => ({
          ...row,
          holdoutFrequency: expected.xHoldout?.[i],
          holdoutRevenueMinor: expected.spendHoldout?.[i],
        }));
        expect(calibrationHoldout(subject, { calibrationEnd, observationEnd, timeZone, unit })).toStrictEqual({
          customers,
          holdoutDuration: near(expected.durationHoldout),
        });
        return;
      }
      expect(repeatPurchaseSummaries(subject, { asOf, timeZone, unit })).toStrictEqual(repeats);
      const summaries = customerSummaries(subject, { asOf, timeZone, occasion: "day", revenue: "net", fullyRefunded: "exclude" });
      const dates = summaries.map(({ customerId, occasions, firstAt, lastAt }) => [
        customerId,
        occasions - 1,
        wallDate(firstAt, timeZone),
        wallDate(lastAt, timeZone),
      ]);
      expect(dates).toStrictEqual(
        expected.customer.map((customerId, i) => [customerId, expected.x[i], expected.firstDate[i], expected.lastDate[i]]),
      );
    });
  },
);
