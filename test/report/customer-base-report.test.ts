import { existsSync, readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { customerId, purchaseId, time } from "clientele";
import { money } from "clientele/money";
import { parsePurchases, purchaseColumns, type Purchase } from "clientele/purchases";
import { customerBaseReport, type CustomerBaseReport, type CustomerBaseReportOptions, type Section } from "clientele/report";
import { simulatePurchases } from "clientele/simulation";
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

const REPORT = customerBaseReport(deepFreeze(SHOP), OPTIONS);

describe("a shop of a few orders", () => {
  const report = REPORT;

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
    expect(report.lifetimeValue).toEqual({ available: false, reason: expect.stringMatching(/^BG\/NBD: .+\(boundary\)$/) as string });
  });
});

/** A shop whose customers come back soon and at most once a day, from a date of 2024 on. */
function busyShop(from: string, until: string): Purchase[] {
  const transactions = { r: 0.8, alpha: 3, a: 0.8, b: 2 };
  const clean = { refundedShare: 0, cancelledShare: 0, pendingShare: 0 };
  const { purchases } = simulatePurchases({
    seed: 5,
    customers: 150,
    growth: -0.9,
    from,
    until,
    timeZone: "Europe/Berlin",
    transactions,
    ...clean,
  });
  const days = new Map(
    purchases.map((purchase) => [`${purchase.customerId} ${time.calendarDate(purchase.at, "Europe/Berlin")}`, purchase]),
  );
  return [...days.values()];
}

const HALF_A_YEAR = busyShop("2024-01-01", "2024-07-01");
const twinOf = (row: Purchase, twin: string): Purchase => ({
  ...row,
  id: purchaseId(row.id + twin),
  customerId: customerId(row.customerId + twin),
});

const priced = (minor: number) => (purchase: Purchase) => ({ ...purchase, amount: money(minor, "EUR") });

function present<T>(section: Section<T>): T {
  if (!section.available) throw new Error(section.reason);
  return section;
}

describe("what cannot be computed", () => {
  it("of one price there is no value, and the expected purchases stand", () => {
    const lifetimeValue = present(customerBaseReport(HALF_A_YEAR.map(priced(500)), OPTIONS).lifetimeValue);
    expect(lifetimeValue.value).toEqual({
      available: false,
      reason:
        "Gamma-Gamma: the data have no best fit: amounts differ too little or too much, between customers or between the purchases of one (boundary)",
    });
    expect(lifetimeValue.holdout.available).toBe(true);
    expect(lifetimeValue.expectedPurchases).toBeGreaterThan(lifetimeValue.repeatCustomersAlive);
    expect(lifetimeValue.repeatCustomersAlive).toBeGreaterThan(1);
  });

  it("of gifts alone there is no value", () => {
    const report = customerBaseReport(HALF_A_YEAR.map(priced(0)), OPTIONS);
    const lifetimeValue = present(report.lifetimeValue);
    expect(lifetimeValue.value).toEqual({
      available: false,
      reason: "Gamma-Gamma: fewer than two customers spent anything on a day after their first (too-few-customers)",
    });
    expect(lifetimeValue.expectedPurchases).toBeGreaterThan(1);
    // Nor is there anything to spread.
    expect(report.concentration).toMatchObject({ available: true, giniCoefficient: null, lorenz: null, topShare: { value: null } });
  });

  it("of amounts without a mean there is no value", () => {
    // Pareto's law with a tail so long that there is no mean: of 150 customers the k-th spends (150 / k)^1.5 times as much.
    const factorOf = ({ customerId }: Purchase): number => (150 / Number(customerId.slice(1))) ** 1.5;
    const wild = HALF_A_YEAR.map((purchase) => priced(Math.round(purchase.amount.minor * factorOf(purchase)))(purchase));
    const lifetimeValue = present(customerBaseReport(wild, OPTIONS).lifetimeValue);
    expect(lifetimeValue.value).toEqual({
      available: false,
      reason: "Gamma-Gamma: amounts differ so much that a customer's expected spend is not finite",
    });
    expect(lifetimeValue.holdout.available).toBe(true);
  });

  it.each([
    [27, "fewer than 28 days of purchases"],
    [28, null],
  ])("%i days of purchases: the check against the past is missing because of %s", (days, reason) => {
    const shop = busyShop("2024-01-01", "2024-02-15");
    const first = time.calendarDate(shop[0]?.at ?? NaN, "Europe/Berlin");
    const end = time.startOfDay(time.addToDate(first, { days }), "Europe/Berlin");
    const { holdout } = present(customerBaseReport(shop, { ...OPTIONS, asOf: end }).lifetimeValue);
    expect(holdout.available ? null : holdout.reason).toBe(reason);
  });

  it("of a shop where nobody had come back before the cut there is no check", () => {
    const once = purchasesOf(Array.from({ length: 40 }, (_, i) => [`once-${String(i)}`, "2024-01-02", "30.00"] as const));
    const late = busyShop("2024-05-15", "2024-07-01");
    const { holdout } = present(customerBaseReport([...once, ...late], OPTIONS).lifetimeValue);
    expect(holdout).toEqual({
      available: false,
      reason:
        "before the cut, MBG/NBD: nobody has bought on a second day yet, so there is nothing to learn a rate from (no-repeat-purchases)",
    });
  });

  it("of one-time buyers there is no model", () => {
    const once = customerBaseReport(purchasesOf([["anna", "2024-01-10", "30.00"]]), OPTIONS);
    expect(once.lifetimeValue).toEqual({
      available: false,
      reason: expect.stringMatching(/^BG\/NBD: nobody has bought on a second/) as string,
    });
  });

  it("of a purchase before the calendar there are no periods, and the rest stands", () => {
    const shop = [
      ...SHOP,
      ...purchasesOf([["fay", "0001-01-01T00:00:00Z", "10.00"]]).map((row) => ({ ...row, id: purchaseId("undated") })),
    ];
    const of = (timeZone: string): CustomerBaseReport => customerBaseReport(shop, { ...OPTIONS, timeZone, period: "year" });
    const { totals, repeatRates, movements, cohorts, retention } = of("America/Bogota");
    expect([totals.available, repeatRates.available]).toEqual([true, true]);
    expect([movements, cohorts]).toEqual([UNDATED, UNDATED]);
    const { churn, acquisition, survival } = present(retention);
    expect([churn, acquisition, survival.ended]).toEqual([UNDATED, UNDATED, 2]);
    expect(of("Asia/Tokyo").cohorts.available).toBe(true);
  });

  const UNDATED = { available: false, reason: "a purchase lies before the local year 0001: is its date missing?" };
});

describe("the ends of the calendar", () => {
  const at = (asOf: string, timeZone: string) => (): unknown => {
    const [lately] = SHOP.map((row) => ({ ...row, at: time.instant(Date.parse(asOf) - 3_600_000) }));
    return customerBaseReport(lately === undefined ? [] : [lately], { ...OPTIONS, asOf, timeZone, period: "year" });
  };

  it.each([
    ["0002-01-01T00:00:00Z", "UTC"],
    ["0001-12-31T23:00:00Z", "Asia/Tokyo"],
    ["9998-12-31T23:59:59Z", "UTC"],
    ["9999-01-01T02:00:00Z", "America/Bogota"],
  ])("a report of %s in %s", (asOf, timeZone) => {
    expect(at(asOf, timeZone)).not.toThrow();
  });

  it.each([
    ["0001-06-01T00:00:00Z", "UTC"],
    ["0002-01-01T00:00:00Z", "America/Bogota"],
    ["0001-12-31T23:59:59Z", "UTC"],
    ["9998-12-31T23:59:59Z", "Asia/Tokyo"],
    ["9999-01-01T00:00:00Z", "UTC"],
    ["9999-12-31T23:59:59Z", "UTC"],
  ])("none of %s in %s", (asOf, timeZone) => {
    expect(at(asOf, timeZone)).toThrow(expect.objectContaining({ code: "invalid-argument", argument: "options.asOf" }) as Error);
  });
});

describe("the year of the rates", () => {
  it.each([
    ["2024-07-01T00:00:00+02:00", "2023-07-01", "2024-07-01"],
    ["2024-07-01T00:00:00.001+02:00", "2023-07-02", "2024-07-02"],
    ["2024-02-28T23:59:59+01:00", "2023-02-28", "2024-02-29"],
  ])("before %s runs from %s to the day before %s", (asOf, from, to) => {
    expect(present(customerBaseReport(SHOP, { ...OPTIONS, asOf: time.instant(asOf) }).repeatRates)).toMatchObject({ from, to });
  });
});

describe("the shape of a report", () => {
  it("is plain JSON", () => {
    expect(JSON.parse(JSON.stringify(REPORT))).toEqual(REPORT);
  });

  it("holds no -0, which JSON does not keep", () => {
    const report = customerBaseReport(HALF_A_YEAR, { ...OPTIONS, grossMargin: -0, annualDiscountRate: -0 });
    expect(report.definition).toMatchObject({ grossMargin: 0, annualDiscountRate: 0 });
    const { value, definition } = present(report.lifetimeValue);
    expect(definition).toMatchObject({ basis: "gross-margin", margin: 0, annualDiscountRate: 0 });
    expect(present(value).totalMinor).toBe(0);
    expect(JSON.parse(JSON.stringify(report))).toEqual(report);
  });

  it("without a margin is about revenue", () => {
    const { definition, lifetimeValue } = customerBaseReport(HALF_A_YEAR, OPTIONS);
    expect(definition.grossMargin).toBeNull();
    expect(present(lifetimeValue).definition).toMatchObject({ basis: "revenue", margin: 1 });
  });

  it("counts a century of inactivity", () => {
    expect(customerBaseReport(SHOP, { ...OPTIONS, inactivityDays: 36_525 }).movements.available).toBe(true);
  });

  it("names customers of equal value in the order of their ids", () => {
    const twins = HALF_A_YEAR.flatMap((row) => ["b", "a"].map((twin) => twinOf(row, twin)));
    const { topCustomers } = present(present(customerBaseReport(twins, OPTIONS).lifetimeValue).value);
    const ids = topCustomers.map(({ customerId: id }) => id);
    expect(ids.map((id) => id.slice(-1)).join("")).toBe("ababababab");
    expect(ids.filter((_, i) => i % 2 === 0).map((id) => id.slice(0, -1))).toEqual(
      ids.filter((_, i) => i % 2 === 1).map((id) => id.slice(0, -1)),
    );
  });

  it("is the same for rows, columns, and rows in another order", () => {
    expect(customerBaseReport(purchaseColumns(SHOP), OPTIONS)).toEqual(REPORT);
    expect(customerBaseReport([...SHOP].reverse(), OPTIONS)).toEqual(REPORT);
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
    ["inactivityDays (more than a century)", { inactivityDays: 36_526 }, "options.inactivityDays"],
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
    const { totals, dataQuality, cohorts, lifetimeValue, retention } = customerBaseReport(values, {
      ...OPTIONS,
      asOf: "1998-07-01T00:00:00-04:00",
      timeZone: "America/New_York",
    });
    expect(totals).toMatchObject({ customers: 23_570, purchases: 69_659, revenueMinor: 250_031_563, currency: "USD" });
    expect(dataQuality.zeroAmount).toBe(80);
    if (!cohorts.available || !lifetimeValue.available) throw new Error("missing");
    expect(cohorts.triangle.cohorts.map(({ size }) => size)).toEqual([7846, 8476, 7248]);
    expect(lifetimeValue.value).toMatchObject({ available: true, topCustomers: Array(10).fill(expect.anything()) as unknown[] });
    expect(lifetimeValue.holdout.available).toBe(true);
    const { survival, acquisition, winBack } = present(retention);
    expect(survival.ended + survival.active).toBe(23_570);
    expect(present(acquisition).cohorts.map(({ size }) => size)).toEqual([7846, 8476, 7248]);
    expect(winBack.candidates).toHaveLength(10);
  });
});
