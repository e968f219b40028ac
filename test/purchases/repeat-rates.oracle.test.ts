// Plain Python and pandas 1.5.3; see "source" in the file.
import { purchaseColumns, repeatPurchaseRate, returningCustomerRate, secondPurchaseRate } from "clientele/purchases";
import { describe, expect, it } from "vitest";
import { oracleCases } from "../support/oracle.js";
import { purchase } from "./make.js";

interface Input {
  readonly customer: readonly string[];
  readonly order: readonly string[];
  readonly at: readonly string[];
}
interface Options {
  readonly zone: string;
  readonly periodStart: string;
  readonly periodEnd: string;
  readonly asOf: string;
  readonly secondPurchaseDays: number;
}
interface Share {
  readonly numerator: number;
  readonly denominator: number;
}
interface Expected {
  readonly repeatCustomerRateToDate: Share;
  readonly repeatWithinPeriodRate: Share;
  readonly repeatOrderShare: Share;
  readonly repeatersPerFirstBuyer: Share;
  readonly returningCustomerRate: Share;
  readonly returningBeforePeriodRate: Share;
  readonly secondPurchaseRate: Share;
  readonly firstTimeBuyers: number;
}

describe.each(oracleCases<Input, Options, Expected>(import.meta.url, "repeat-rates"))(
  "repeat rates: $name",
  ({ input, options, expected }) => {
    const rows = input.customer.map((customer, i) => purchase({ customer, id: input.order[i] ?? "", at: input.at[i] ?? "" }));
    const period = { asOf: options.asOf, timeZone: options.zone, from: options.periodStart, to: options.periodEnd };
    const share = ({ numerator, denominator }: Share): Share => ({ numerator, denominator });

    it.each([
      ["rows", rows],
      ["columns", purchaseColumns(rows)],
    ])("of %s", (_, subject) => {
      expect({
        repeatCustomerRateToDate: share(repeatPurchaseRate(subject, { ...period, method: "customers-to-date" })),
        repeatWithinPeriodRate: share(repeatPurchaseRate(subject, { ...period, method: "customers-within-period" })),
        repeatOrderShare: share(repeatPurchaseRate(subject, { ...period, method: "purchases-in-period" })),
        repeatersPerFirstBuyer: share(repeatPurchaseRate(subject, { ...period, method: "repeaters-per-first-time-buyer" })),
        returningCustomerRate: share(returningCustomerRate(subject, { ...period, method: "not-first-purchase" })),
        returningBeforePeriodRate: share(returningCustomerRate(subject, { ...period, method: "bought-before-period" })),
        secondPurchaseRate: share(secondPurchaseRate(subject, { ...period, withinDays: options.secondPurchaseDays })),
        firstTimeBuyers: secondPurchaseRate(subject, { ...period, withinDays: options.secondPurchaseDays }).firstTimeBuyers,
      }).toMatchObject(
        Object.fromEntries(Object.entries(expected).map(([name, want]) => [name, typeof want === "number" ? want : share(want as Share)])),
      );
    });
  },
);
