import { existsSync, readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { parsePurchases, purchaseColumns, type Purchase } from "clientele/purchases";
import { customerBaseReport, type CustomerBaseReportOptions } from "clientele/report";
import { describe, expect, it } from "vitest";
import { deepFreeze } from "../support/deep-freeze.js";

const OPTIONS: CustomerBaseReportOptions = deepFreeze({
  asOf: "2024-07-01T00:00:00+02:00",
  timeZone: "Europe/Berlin",
  inactivityDays: 90,
  period: "month",
  horizonDays: 365,
  annualDiscountRate: 0.1,
});

const purchasesOf = (rows: readonly (readonly [string, string, string, string?])[]): Purchase[] =>
  parsePurchases(
    rows.map(([customerId, at, amount, refunded], i) => ({ id: i, customerId, at, amount, refunded })),
    { currency: "EUR", timeZone: "Europe/Berlin" },
  ).values;

const SHOP = purchasesOf([
  ["anna", "2024-01-10", "30.00"],
  ["anna", "2024-03-01", "20.00"],
  ["anna", "2024-06-20", "50.00"],
  ["ben", "2024-02-05", "80.00"],
  ["cleo", "2024-06-01", "10.00", "4.00"],
  ["dora", "2024-06-02", "15.00", "15.00"],
  ["emil", "2024-08-01", "99.00"],
]);

describe("a shop of a few orders", () => {
  const report = customerBaseReport(deepFreeze(SHOP), OPTIONS);

  it("counts what counts: not the order of August, not the one given back", () => {
    expect(report.totals).toMatchObject({ available: true, customers: 3, purchases: 5, revenueMinor: 18_600, currency: "EUR" });
    expect(report.dataQuality).toMatchObject({
      given: 7,
      counted: 5,
      afterAsOf: 1,
      fullyRefunded: 1,
      withRefund: 1,
      notPaid: 0,
      zeroAmount: 0,
    });
  });

  it("puts each customer in one stage", () => {
    // anna bought 3 times and 11 days ago; ben once, 147 days ago; cleo once, 30 days ago.
    expect(report.lifecycle).toMatchObject({
      available: true,
      counts: { prospect: 0, new: 1, existing: 1, regular: 0, dormant: 1, lost: 0 },
    });
  });

  it("moves the base from January to June, each closing the next opening", () => {
    const { movements } = report;
    if (!movements.available) throw new Error(movements.reason);
    expect(
      movements.rows.map(({ period, opening, new: fresh, reactivated, lapsed, closing }) => [
        period,
        opening,
        fresh,
        reactivated,
        lapsed,
        closing,
      ]),
    ).toEqual([
      ["2024-01", 0, 1, 0, 0, 1],
      ["2024-02", 1, 1, 0, 0, 2],
      ["2024-03", 2, 0, 0, 0, 2],
      ["2024-04", 2, 0, 0, 0, 2],
      ["2024-05", 2, 0, 0, 2, 0],
      ["2024-06", 0, 1, 1, 0, 2],
    ]);
  });

  it("says who came back", () => {
    const { repeatRates } = report;
    if (!repeatRates.available) throw new Error(repeatRates.reason);
    expect([repeatRates.from, repeatRates.to]).toEqual(["2023-07-01", "2024-07-01"]);
    expect(repeatRates.repeatCustomersToDate).toMatchObject({ numerator: 1, denominator: 3 });
    expect(repeatRates.secondPurchase).toMatchObject({ numerator: 1, denominator: 2, firstTimeBuyers: 3 });
  });

  it("adds up over segments and classes", () => {
    const { segments, concentration } = report;
    if (!segments.available || !concentration.available) throw new Error("missing");
    const sum = (rows: readonly { customers: number; revenueMinor: number }[]): number[] => [
      rows.reduce((n, row) => n + row.customers, 0),
      rows.reduce((n, row) => n + row.revenueMinor, 0),
    ];
    expect(sum(segments.rows)).toEqual([3, 18_600]);
    expect(sum(concentration.abc)).toEqual([3, 18_600]);
    expect(concentration.topShare).toMatchObject({ numerator: 10_000, denominator: 18_600, count: 1 });
  });

  it("says why it has no lifetime value", () => {
    expect(report.lifetimeValue).toEqual({ available: false, reason: expect.stringContaining("(") as string });
  });
});

describe("the shape of a report", () => {
  it("is plain JSON", () => {
    const report = customerBaseReport(SHOP, OPTIONS);
    expect(JSON.parse(JSON.stringify(report))).toEqual(report);
  });

  it("is the same for rows, columns, and rows in another order", () => {
    const report = customerBaseReport(SHOP, OPTIONS);
    expect(customerBaseReport(purchaseColumns(SHOP), OPTIONS)).toEqual(report);
    expect(customerBaseReport([...SHOP].reverse(), OPTIONS)).toEqual(report);
  });

  it("without purchases says so in every section", () => {
    const { kind, schemaVersion, definition, dataQuality, ...sections } = customerBaseReport([], OPTIONS);
    expect([kind, schemaVersion, definition.inactivityDays, dataQuality.given]).toEqual(["customer-base-report", 1, 90, 0]);
    expect(Object.values(sections)).toEqual(
      Object.values(sections).map(() => ({ available: false, reason: "no paid purchase before asOf" })),
    );
  });

  it.each([
    ["asOf", { asOf: "soon" }, "options.asOf"],
    ["timeZone", { timeZone: "Mars" }, "timeZone"],
    ["inactivityDays", { inactivityDays: 0 }, "options.inactivityDays"],
    ["period", { period: "decade" as "year" }, "options.period"],
    ["horizonDays", { horizonDays: -1 }, "options.horizonDays"],
    ["annualDiscountRate", { annualDiscountRate: -0.1 }, "options.annualDiscountRate"],
    ["grossMargin", { grossMargin: 30 }, "options.grossMargin"],
  ])("refuses an unlawful %s by name", (_, change, argument) => {
    expect(() => customerBaseReport(SHOP, { ...OPTIONS, ...change })).toThrow(
      expect.objectContaining({ code: "invalid-argument", argument }) as Error,
    );
  });
});

const CDNOW = "../shared/data/cdnow_master_transactions.csv";

describe("CDNOW", () => {
  it.skipIf(!existsSync(CDNOW))(`all 69 659 purchases (skipped when ${CDNOW} is absent)`, () => {
    const { values, summary } = parsePurchases(parse(readFileSync(CDNOW), { columns: true }), {
      currency: "USD",
      timeZone: "America/New_York",
      ids: "row-number",
      columns: { customerId: "customer_id", at: "date", amount: "sales" },
    });
    expect(summary).toMatchObject({ rows: 69_659, accepted: 69_659, suspectedDuplicates: 255 });
    const { totals, dataQuality, cohorts, lifetimeValue } = customerBaseReport(values, {
      ...OPTIONS,
      asOf: "1998-07-01T00:00:00-04:00",
      timeZone: "America/New_York",
    });
    expect(totals).toMatchObject({ customers: 23_570, purchases: 69_659, revenueMinor: 250_031_563, currency: "USD" });
    expect(dataQuality.zeroAmount).toBe(80);
    if (!cohorts.available || !lifetimeValue.available) throw new Error("missing");
    expect(cohorts.triangle.cohorts.map(({ size }) => size)).toEqual([7846, 8476, 7248]);
    expect(lifetimeValue.topCustomers).toHaveLength(10);
    expect(lifetimeValue.holdout.available).toBe(true);
  });
});
