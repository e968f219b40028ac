import {
  averageRevenuePerAccount,
  grossRevenueRetention,
  logoChurn,
  netRevenueRetention,
  quickRatio,
  recurringRevenue,
  revenueMovements,
  type RecurringRevenue,
  type RecurringRevenueOptions,
  type Subscription,
} from "clientele/subscriptions";
import { describe, expect, it } from "vitest";
import { deepFreeze } from "../support/deep-freeze.js";
import { faultOf, HALF_YEAR, line } from "./make.js";

const revenueOf = (lines: readonly Subscription[], options: Partial<RecurringRevenueOptions> = {}): RecurringRevenue =>
  deepFreeze(recurringRevenue(lines, { ...HALF_YEAR, ...options }));
const monthsOf = (lines: readonly Subscription[], options: Partial<RecurringRevenueOptions> = {}) =>
  revenueMovements(revenueOf(lines, options)).months;

describe("recurring revenue", () => {
  it("is what runs on the last day of a month", () => {
    const seen = (start: string, end: string | null) => revenueOf([line({ start, end })]).rows.map(({ month }) => month.slice(5));
    expect(seen("2024-01-31", "2024-02-01")).toStrictEqual(["01"]);
    expect(seen("2024-01-01", "2024-01-31")).toStrictEqual([]);
    expect(seen("2024-02-01", "2024-03-31")).toStrictEqual(["02"]);
    expect(seen("2024-02-29", "2024-04-30")).toStrictEqual(["02", "03"]);
    expect(seen("2024-05-31", null)).toStrictEqual(["05", "06"]);
    expect(seen("2024-02-29", "2024-02-29")).toStrictEqual([]);
  });

  it("divides a quarter by 3 and a year by 12 and adds what overlaps", () => {
    const lines = [
      line({ start: "2024-01-01", minor: 100 }),
      line({ start: "2024-01-01", minor: 100, interval: "quarter" }),
      line({ start: "2024-02-01", minor: 100, interval: "year" }),
      line({ start: "2024-02-01", minor: 0 }),
    ];
    const { rows } = revenueOf(lines, { until: "2024-03-01" });
    expect(rows).toStrictEqual([
      { customerId: "anna", month: "2024-01", amountMinor: 1600 / 12 },
      { customerId: "anna", month: "2024-02", amountMinor: 1700 / 12 },
    ]);
  });

  it("adds twelfths exactly: twelve customers of a twelfth make one", () => {
    const lines = Array.from({ length: 12 }, (_, i) => line({ customer: `c${String(i)}`, minor: 1, interval: "year" }));
    expect(monthsOf(lines)[0]).toMatchObject({ new: 1, closing: 1 });
  });

  it("knows who paid before the window, and who pays at its opening", () => {
    const lines = [
      line({ customer: "ben", start: "2023-05-01", end: "2023-06-01" }),
      line({ customer: "ben", start: "2024-03-10" }),
      line({ customer: "cem", start: "2023-05-01" }),
      line({ customer: "dana", start: "2023-05-01", end: "2023-05-01" }),
      line({ customer: "emil", start: "2023-12-05", end: "2023-12-20" }),
      line({ customer: "fee", start: "2023-05-01", minor: 0 }),
    ];
    const { opening, formerCustomerIds, rows } = revenueOf(lines);
    expect(opening).toStrictEqual([{ customerId: "cem", amountMinor: 1000 }]);
    expect(formerCustomerIds).toStrictEqual(["ben", "emil"]);
    expect(rows.filter(({ customerId }) => customerId === "ben").map(({ month }) => month)).toStrictEqual([
      "2024-03",
      "2024-04",
      "2024-05",
      "2024-06",
    ]);
    const { movements } = revenueMovements(revenueOf(lines));
    expect(movements).toStrictEqual([{ month: "2024-03", customerId: "ben", type: "reactivation", amountMinor: 1000 }]);
  });

  it("knows who paid without being seen, in whatever window", () => {
    const lines = [line({ start: "2024-02-02", end: "2024-02-20" }), line({ start: "2024-06-05" })];
    for (const from of ["2023-11-01", "2024-01-01", "2024-02-15", "2024-03-01", "2024-06-01"]) {
      const revenue = revenueOf(lines, { from });
      expect(revenue.formerCustomerIds).toStrictEqual(["anna"]);
      expect(revenueMovements(revenue).movements).toMatchObject([{ month: "2024-06", type: "reactivation" }]);
    }
    // Within one month only its end counts.
    const within = [line({ start: "2024-06-02", end: "2024-06-04" }), line({ start: "2024-06-05" }), line({ start: "2024-07-02" })];
    expect(revenueMovements(revenueOf(within)).movements).toMatchObject([{ month: "2024-06", type: "new" }]);
    expect(revenueOf([line({ start: "2024-02-02", end: "2024-02-20" })]).formerCustomerIds).toStrictEqual([]);
  });

  it("reads whole months, and none that was not over", () => {
    const months = (options: Partial<RecurringRevenueOptions>) => revenueOf([line()], options).months;
    expect(months({ from: "2024-01-20", until: "2024-03-02" })).toStrictEqual(["2024-01", "2024-02", "2024-03"]);
    expect(months({ from: "2024-01-20", until: "2024-03-01" })).toStrictEqual(["2024-01", "2024-02"]);
    expect(months({ asOf: "2024-03-31T23:59:59Z" })).toStrictEqual(["2024-01", "2024-02"]);
    expect(months({ asOf: "2024-04-01T00:00:00Z" })).toStrictEqual(["2024-01", "2024-02", "2024-03"]);
    expect(months({ asOf: "2024-03-31T22:00:00Z", timeZone: "Europe/Berlin" })).toHaveLength(3);
    expect(months({ asOf: "2024-03-31T21:59:59Z", timeZone: "Europe/Berlin" })).toHaveLength(2);
    const early = revenueOf([line({ start: "2023-01-01" })], { asOf: "2024-01-10T00:00:00Z" });
    expect([early.months, early.rows, early.opening, early.formerCustomerIds]).toStrictEqual([[], [], [], []]);
    expect([revenueMovements(early).months, logoChurn(early), netRevenueRetention(early, { basis: "cohort" })]).toStrictEqual([[], [], []]);
  });

  it("is plain data that says what it is", () => {
    const revenue = revenueOf([line()], { until: "2024-02-01" });
    expect(JSON.parse(JSON.stringify(revenue))).toStrictEqual({
      kind: "recurring-revenue",
      schemaVersion: 1,
      currency: "EUR",
      months: ["2024-01"],
      rows: [{ customerId: "anna", month: "2024-01", amountMinor: 1000 }],
      opening: [],
      formerCustomerIds: [],
      definition: { method: "last-day-of-month", timeZone: "UTC", asOf: Date.UTC(2025, 0, 1) },
    });
    expect(revenueOf([])).toMatchObject({ currency: null, rows: [], opening: [] });
  });

  it("names the row at fault", () => {
    const fault = (change: object) => faultOf(() => recurringRevenue([line(), { ...line(), ...change }], HALF_YEAR));
    expect(fault({ end: "2024-01-14" })).toBe("subscriptions[1].end");
    expect(fault({ end: "2024-02-30" })).toBe("subscriptions[1].end");
    expect(fault({ end: undefined })).toBe("subscriptions[1].end");
    expect(fault({ start: "2024-1-1" })).toBe("subscriptions[1].start");
    expect(fault({ customerId: "" })).toBe("subscriptions[1].customerId");
    expect(fault({ interval: "week" })).toBe("subscriptions[1].interval");
    expect(fault({ amount: null })).toBe("subscriptions[1].amount");
    expect(fault({ amount: { minor: -1, currency: "EUR" } })).toBe("subscriptions[1].amount.minor");
    expect(fault({ amount: { minor: NaN, currency: "EUR" } })).toBe("subscriptions[1].amount.minor");
    expect(fault({ amount: { minor: 2 ** 48, currency: "EUR" } })).toBe("subscriptions[1].amount.minor");
    expect(fault({ amount: { minor: 1, currency: "USD" } })).toBe("subscriptions[1].amount.currency");
    expect(faultOf(() => recurringRevenue([null as never], HALF_YEAR))).toBe("subscriptions[0]");
    expect(faultOf(() => recurringRevenue([{ ...line(), amount: { minor: 1, currency: "euro" as never } }], HALF_YEAR))).toBe(
      "subscriptions[0].amount.currency",
    );
  });

  it("names the option at fault", () => {
    const fault = (change: object) => faultOf(() => recurringRevenue([], { ...HALF_YEAR, ...change }));
    expect(fault({ from: "2024-07-01" })).toBe("options.until");
    expect(fault({ from: "soon" })).toBe("options.from");
    expect(fault({ asOf: undefined })).toBe("options.asOf");
    expect(fault({ timeZone: "Mars/Base" })).toBe("options.timeZone");
    expect(faultOf(() => recurringRevenue([], undefined as never))).toBe("options");
    expect(faultOf(() => recurringRevenue(undefined as never, HALF_YEAR))).toBe("subscriptions");
    expect(faultOf(() => recurringRevenue({} as never, HALF_YEAR))).toBe("subscriptions");
  });

  it("refuses amounts that cannot be added exactly, and takes the largest that can", () => {
    const most = Math.floor(2 ** 51 / 12);
    const [a, b] = [line({ minor: most - 1 }), line({ customer: "ben", minor: 1 })];
    expect(monthsOf([a, b])[0]?.closing).toBe(most);
    expect(faultOf(() => recurringRevenue([a, line({ customer: "ben", minor: 2 })], HALF_YEAR))).toBe("subscriptions");
    expect(faultOf(() => recurringRevenue([line({ minor: most }), line({ minor: most })], HALF_YEAR))).toBe("subscriptions");
    expect(
      faultOf(() =>
        recurringRevenue(
          Array.from({ length: 9 }, () => line({ minor: most })),
          HALF_YEAR,
        ),
      ),
    ).toBe("subscriptions");
  });
});

describe("movements and rates", () => {
  // anna: 10.00, then 15.00 from February on; ben: 8.00, gone in February, back in April with 6.00; cem: 12.00 from February, 9.00 from April.
  const lines = [
    line({ start: "2024-01-15" }),
    line({ start: "2024-02-10", minor: 500 }),
    line({ customer: "ben", start: "2024-01-20", end: "2024-02-05", minor: 800 }),
    line({ customer: "ben", start: "2024-04-01", minor: 600 }),
    line({ customer: "cem", start: "2024-02-01", end: "2024-04-01", minor: 1200 }),
    line({ customer: "cem", start: "2024-04-01", minor: 900 }),
  ];
  const revenue = revenueOf(lines, { until: "2024-05-01" });

  it("are booked once a customer and month", () => {
    const { months, movements, currency, definition } = revenueMovements(revenue);
    expect(months).toStrictEqual([
      movementMonth("2024-01", { new: 1800, closing: 1800 }, [0, 2, 0, 0, 2]),
      movementMonth("2024-02", { opening: 1800, new: 1200, expansion: 500, churn: 800, closing: 2700 }, [2, 1, 1, 0, 2]),
      movementMonth("2024-03", { opening: 2700, closing: 2700 }, [2, 0, 0, 0, 2]),
      movementMonth("2024-04", { opening: 2700, contraction: 300, reactivation: 600, closing: 3000 }, [2, 0, 0, 1, 3]),
    ]);
    expect(movements.map(({ month, customerId, type, amountMinor }) => [month.slice(5), customerId, type, amountMinor])).toStrictEqual([
      ["01", "anna", "new", 1000],
      ["01", "ben", "new", 800],
      ["02", "anna", "expansion", 500],
      ["02", "ben", "churn", -800],
      ["02", "cem", "new", 1200],
      ["04", "ben", "reactivation", 600],
      ["04", "cem", "contraction", -300],
    ]);
    expect([currency, definition.method]).toStrictEqual(["EUR", "net-per-customer-and-month"]);
  });

  it("are shares of what was there", () => {
    const values = (rates: readonly { value: number | null }[]) => rates.map(({ value }) => value);
    expect(values(grossRevenueRetention(revenue, { basis: "movement" }))).toStrictEqual([null, 1000 / 1800, 1, 2400 / 2700]);
    expect(values(netRevenueRetention(revenue, { basis: "movement" }))).toStrictEqual([null, 1500 / 1800, 1, 2400 / 2700]);
    expect(values(netRevenueRetention(revenue, { basis: "movement", includeReactivation: true }))[3]).toBe(3000 / 2700);
    expect(values(grossRevenueRetention(revenue, { basis: "cohort" }))).toStrictEqual([1, 1000 / 1800, 1000 / 1800, 1600 / 1800]);
    expect(values(netRevenueRetention(revenue, { basis: "cohort" }))).toStrictEqual([1, 1500 / 1800, 1500 / 1800, 2100 / 1800]);
    expect(values(quickRatio(revenue))).toStrictEqual([null, 1700 / 800, null, 600 / 300]);
    expect(values(quickRatio(revenue, { includeReactivation: false }))).toStrictEqual([null, 1700 / 800, null, 0]);
    expect(values(averageRevenuePerAccount(revenue))).toStrictEqual([900, 1350, 1350, 1000]);
    expect(values(logoChurn(revenue))).toStrictEqual([null, 0.5, 0, 0]);
  });

  it("say what was counted, and of what", () => {
    expect(logoChurn(revenue)[1]).toStrictEqual({
      month: "2024-02",
      numerator: 1,
      denominator: 2,
      value: 0.5,
      definition: {
        method: "logo-churn",
        numerator: "customers who paid at the end of the month before and pay nothing at the end of the month",
        denominator: "customers who paid at the end of the month before",
      },
    });
    const net = (options: Parameters<typeof netRevenueRetention>[1]) => netRevenueRetention(revenue, options)[0]?.definition;
    expect(net({ basis: "movement" })).toMatchObject({ basis: "movement", includeReactivation: false });
    expect(net({ basis: "movement", includeReactivation: true })?.numerator).toContain("came back");
    expect(net({ basis: "cohort" })).toMatchObject({ basis: "cohort", includeReactivation: true });
    expect(grossRevenueRetention(revenue, { basis: "cohort" })[0]?.definition.denominator).toContain("first month");
    expect(quickRatio(revenue)[0]?.definition).toMatchObject({ method: "quick-ratio", includeReactivation: true });
    expect(averageRevenuePerAccount(revenue)[0]?.definition.method).toBe("average-revenue-per-account");
  });

  it("want a basis that is known", () => {
    expect(faultOf(() => grossRevenueRetention(revenue, {} as never))).toBe("options.basis");
    expect(faultOf(() => grossRevenueRetention(revenue, undefined as never))).toBe("options.basis");
    expect(faultOf(() => netRevenueRetention(revenue, undefined as never))).toBe("options.basis");
    expect(faultOf(() => netRevenueRetention(revenue, { basis: "movement", includeReactivation: "yes" as never }))).toBe(
      "options.includeReactivation",
    );
    expect(faultOf(() => quickRatio(revenue, { includeReactivation: 1 as never }))).toBe("options.includeReactivation");
  });

  it("are null, and not 0, where there is nothing to share", () => {
    const none = revenueOf([]);
    const rates = [
      ...grossRevenueRetention(none, { basis: "movement" }),
      ...netRevenueRetention(none, { basis: "cohort" }),
      ...quickRatio(none),
      ...averageRevenuePerAccount(none),
      ...logoChurn(none),
    ];
    expect(rates).toHaveLength(30);
    expect(new Set(rates.map(({ value }) => value))).toStrictEqual(new Set([null]));
  });
});

/** A month of movements: amounts that are not 0, and customers at the opening, new, gone, back, at the closing. */
function movementMonth(month: string, amounts: Partial<Record<string, number>>, customers: readonly number[]): object {
  const [openingCustomers, newCustomers, churnedCustomers, reactivatedCustomers, closingCustomers] = customers;
  const none = { opening: 0, new: 0, expansion: 0, contraction: 0, churn: 0, reactivation: 0, closing: 0 };
  return { month, ...none, ...amounts, openingCustomers, newCustomers, churnedCustomers, reactivatedCustomers, closingCustomers };
}
