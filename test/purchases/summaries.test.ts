import {
  calibrationHoldout,
  countPurchases,
  customerSummaries,
  customerSummaryAccumulator,
  purchaseColumns,
  repeatPurchaseSummaries,
  type CustomerSummariesOptions,
  type CustomerSummary,
  type CustomerSummaryState,
  type Purchase,
} from "clientele/purchases";
import { describe, expect, it } from "vitest";
import { deepFreeze, withoutWriting } from "../support/deep-freeze.js";
import { purchase } from "./make.js";

const MOST = Number.MAX_SAFE_INTEGER;
const OPTIONS: CustomerSummariesOptions = deepFreeze({
  asOf: "2024-06-01T00:00:00Z",
  timeZone: "Europe/Berlin",
  occasion: "day",
  revenue: "net",
  fullyRefunded: "exclude",
});
const refusal = (argument: string): unknown => expect.objectContaining({ code: "invalid-argument", argument });
const only = (rows: Purchase[], options: Partial<CustomerSummariesOptions> = {}): CustomerSummary | undefined =>
  customerSummaries(rows, { ...OPTIONS, ...options })[0];

describe("purchase columns", () => {
  it("hold the paid purchases, customers sorted by id", () => {
    const rows = [
      purchase({ customer: "b", minor: 5 }),
      purchase({ customer: "a", minor: 7 }),
      purchase({ customer: "c", status: "pending" }),
      purchase({ customer: "b", minor: 9 }),
    ];
    const columns = purchaseColumns(rows);
    expect(columns).toStrictEqual({
      customerIds: ["a", "b"],
      customer: Int32Array.of(1, 0, 1),
      at: Float64Array.from([rows[0], rows[1], rows[3]], (row) => row?.at ?? 0),
      amountMinor: Float64Array.of(5, 7, 9),
      currency: "EUR",
      notPaid: 1,
    });
  });

  it("hold refunds when there are any", () => {
    const columns = purchaseColumns([purchase({ refunded: 400 }), purchase()]);
    expect(columns.refundedMinor).toStrictEqual(Float64Array.of(400, 0));
  });

  it("of nothing have no currency", () => {
    expect(purchaseColumns([])).toMatchObject({ customerIds: [], currency: null, notPaid: 0 });
    for (const subject of [[], purchaseColumns([])]) {
      expect(customerSummaries(subject, OPTIONS)).toStrictEqual([]);
      expect(repeatPurchaseSummaries(subject, { asOf: 0, timeZone: "UTC", unit: "day" })).toStrictEqual([]);
      expect(countPurchases(subject, { asOf: 0 })).toMatchObject({ given: 0, counted: 0 });
    }
  });

  it("sort ids by code unit, not as a locale does", () => {
    const customers = ["b", "B", "a", "é", "z", "10", "9", "__proto__", "\u{1F600}", "\uFFFD"];
    const { customerIds } = purchaseColumns(customers.map((customer) => purchase({ customer })));
    expect(customerIds).toStrictEqual(["10", "9", "B", "__proto__", "a", "b", "z", "é", "\u{1F600}", "\uFFFD"]);
  });

  it("never mix currencies, also not in a refund, and say which row", () => {
    const dollar = purchase({ currency: "USD" });
    expect(() => purchaseColumns([purchase(), dollar])).toThrow(refusal("purchases[1].amount"));
    expect(() => customerSummaries([purchase(), dollar], OPTIONS)).toThrow(refusal("purchases[1].amount"));
    expect(() => purchaseColumns([{ ...purchase(), refunded: dollar.amount }])).toThrow(refusal("purchases[0].refunded"));
  });

  it("that do not fit together are refused", () => {
    const columns = purchaseColumns([purchase(), purchase()]);
    const use =
      (change: object): (() => unknown) =>
      () =>
        customerSummaries({ ...columns, ...change }, OPTIONS);
    expect(use({ at: Float64Array.of(1) })).toThrow(refusal("at"));
    expect(use({ amountMinor: Float64Array.of(1, 2, 3) })).toThrow(refusal("amountMinor"));
    expect(use({ refundedMinor: Float64Array.of(1) })).toThrow(refusal("refundedMinor"));
    expect(use({ customer: Int32Array.of(0, 1) })).toThrow(refusal("customer[1]"));
    expect(use({ customer: Int32Array.of(-1, 0) })).toThrow(refusal("customer[0]"));
  });

  it("of a user's own need not be sorted; customers without purchases are not there", () => {
    const columns = {
      customerIds: ["z", "a", "m"],
      customer: Int32Array.of(0, 1, 0),
      at: Float64Array.of(1, 2, 3),
      amountMinor: Float64Array.of(1, 2, 3),
      currency: purchase().amount.currency,
    };
    const got = withoutWriting(columns, (frozen) => customerSummaries(frozen, OPTIONS));
    expect(got.map(({ customerId, revenueMinor }) => [customerId, revenueMinor])).toStrictEqual([
      ["a", 2],
      ["z", 4],
    ]);
  });
});

describe("a customer's summary", () => {
  it("counts purchases, occasions and revenue", () => {
    const rows = [
      purchase({ at: "2024-05-02T09:00:00Z", minor: 500 }),
      purchase({ at: "2024-05-01T21:30:00Z", minor: 1000 }), // 23:30 in Berlin
      purchase({ at: "2024-05-01T22:30:00Z", minor: 250 }), // 00:30 on 2 May
    ];
    const expected = {
      customerId: "anna",
      firstAt: rows[1]?.at,
      lastAt: rows[0]?.at,
      occasions: 2,
      purchases: 3,
      revenueMinor: 1750,
      currency: "EUR",
    };
    expect(customerSummaries(rows, OPTIONS)).toStrictEqual([expected]);
    expect(only(rows, { occasion: "purchase" })?.occasions).toBe(3);
    expect(only(rows, { timeZone: "America/New_York" })?.occasions).toBe(2); // 17:30 and 18:30 on 1 May, 05:00 on 2 May
    expect(only(rows, { timeZone: "Asia/Tokyo" })?.occasions).toBe(1); // 06:30, 07:30 and 18:00 on 2 May
  });

  it("ends just before asOf", () => {
    const rows = [purchase({ at: "2024-05-31T23:59:59.999Z" }), purchase({ at: "2024-06-01T00:00:00Z" })];
    expect(only(rows)?.purchases).toBe(1);
    expect(only(rows, { asOf: "2024-06-01T00:00:00.001Z" })?.purchases).toBe(2);
    expect(only(rows, { asOf: new Date("2024-05-31T23:59:59.999Z") })).toBeUndefined();
  });

  it("takes refunds off, on the date of the purchase, or not", () => {
    const rows = [purchase({ minor: 1000, refunded: 400 }), purchase({ minor: 500, refunded: 500 }), purchase({ minor: 0 })];
    expect(only(rows)).toMatchObject({ purchases: 2, revenueMinor: 600 });
    expect(only(rows, { revenue: "gross" })).toMatchObject({ purchases: 2, revenueMinor: 1000 });
    expect(only(rows, { fullyRefunded: "include" })).toMatchObject({ purchases: 3, revenueMinor: 600 });
    expect(only(rows, { fullyRefunded: "include", revenue: "gross" })).toMatchObject({ purchases: 3, revenueMinor: 1500 });
  });

  it("of 0.00 is a purchase, with a refund of 0.00 too", () => {
    expect(only([purchase({ minor: 0 })])).toMatchObject({ purchases: 1, revenueMinor: 0 });
    expect(only([purchase({ minor: 0, refunded: 0 })])).toMatchObject({ purchases: 1, revenueMinor: 0 });
  });

  it("counts only what was paid", () => {
    expect(only([purchase({ status: "pending" }), purchase({ status: "cancelled" })])).toBeUndefined();
    expect(only([purchase({ status: "paid" }), purchase()])?.purchases).toBe(2);
  });

  it("is exact up to the safe integers and refuses more", () => {
    expect(only([purchase({ minor: MOST - 1 }), purchase({ minor: 1 })])?.revenueMinor).toBe(MOST);
    expect(() => only([purchase({ minor: MOST }), purchase({ minor: 1 })])).toThrow(refusal("revenueMinor"));
  });

  it("refuses unlawful options, also without purchases", () => {
    const use =
      (change: object): (() => unknown) =>
      () =>
        customerSummaries([], { ...OPTIONS, ...change });
    expect(use({ asOf: "2024-06-01" })).toThrow(refusal("options.asOf"));
    expect(use({ timeZone: "Mars/Base" })).toThrow(refusal("timeZone"));
    expect(use({ occasion: "hour" })).toThrow(refusal("options.occasion"));
    expect(use({ revenue: "both" })).toThrow(refusal("options.revenue"));
    expect(use({ fullyRefunded: undefined })).toThrow(refusal("options.fullyRefunded"));
  });
});

describe("the accumulator of summaries", () => {
  const accumulator = customerSummaryAccumulator(OPTIONS);
  const empty = (): CustomerSummaryState => accumulator.empty();
  const add = (state: CustomerSummaryState, row: Purchase): CustomerSummaryState => accumulator.add(state, row);
  const merge = (a: CustomerSummaryState, b: CustomerSummaryState): CustomerSummaryState => accumulator.merge(a, b);
  const finish = (state: CustomerSummaryState): CustomerSummary[] => accumulator.finish(state);

  it("of nothing is nothing", () => {
    expect(finish(empty())).toStrictEqual([]);
    expect(finish(merge(empty(), empty()))).toStrictEqual([]);
    expect(finish(add(empty(), purchase({ status: "cancelled" })))).toStrictEqual([]);
  });

  it("may be finished and go on, and leaves the state that was merged into it alone", () => {
    const state = add(empty(), purchase({ minor: 100 }));
    expect(finish(state)[0]?.revenueMinor).toBe(100);
    const before = structuredClone(state);
    const joined = merge(merge(empty(), state), state);
    expect(finish(joined)[0]).toMatchObject({ purchases: 2, occasions: 1, revenueMinor: 200 });
    expect(state).toStrictEqual(before);
  });

  it("merges a state that came through JSON and is frozen", () => {
    const state = JSON.parse(JSON.stringify(add(empty(), purchase({ customer: "__proto__", minor: 100 })))) as CustomerSummaryState;
    expect(finish(merge(empty(), deepFreeze(state)))).toMatchObject([{ customerId: "__proto__", revenueMinor: 100 }]);
  });

  it("never mixes currencies, whichever part they are in", () => {
    const [euro, dollar] = [add(empty(), purchase()), add(empty(), purchase({ currency: "USD" }))];
    expect(() => merge(euro, dollar)).toThrow(refusal("b.currency"));
    expect(() => add(add(empty(), purchase()), purchase({ currency: "USD" }))).toThrow(refusal("purchase.amount"));
  });

  it("refuses unlawful options and sums beyond the safe integers", () => {
    expect(() => customerSummaryAccumulator({ ...OPTIONS, occasion: "hour" as "day" })).toThrow(refusal("options.occasion"));
    expect(() => add(add(empty(), purchase({ minor: MOST })), purchase({ minor: 1 }))).toThrow(refusal("revenueMinor"));
  });
});

describe("a repeat purchase summary", () => {
  const UTC = { asOf: "2024-01-31T12:00:00Z", timeZone: "UTC" } as const;
  const rows = [
    purchase({ at: "2024-01-01T10:00:00Z", minor: 2000 }),
    purchase({ at: "2024-01-15T10:00:00Z", minor: 1000 }),
    purchase({ at: "2024-01-15T18:00:00Z", minor: 500 }),
    purchase({ at: "2024-01-22T18:00:00Z", minor: 100 }),
  ];

  it("leaves the first occasion out and counts days of the zone", () => {
    expect(repeatPurchaseSummaries(rows, { ...UTC, unit: "day" })).toStrictEqual([
      { customerId: "anna", frequency: 2, recency: 21, age: 30, meanSpend: 800 },
    ]);
    expect(repeatPurchaseSummaries(rows, { ...UTC, unit: "week" })).toStrictEqual([
      { customerId: "anna", frequency: 2, recency: 3, age: 30 / 7, meanSpend: 800 },
    ]);
    expect(repeatPurchaseSummaries(rows, { ...UTC, unit: "month30" })).toStrictEqual([
      { customerId: "anna", frequency: 2, recency: 0.7, age: 1, meanSpend: 800 },
    ]);
  });

  it("may count every purchase", () => {
    expect(repeatPurchaseSummaries(rows, { ...UTC, unit: "day", occasion: "purchase" })).toMatchObject([
      { frequency: 3, recency: 21, meanSpend: 1600 / 3 },
    ]);
  });

  it("of one occasion has no mean spend", () => {
    expect(repeatPurchaseSummaries(rows.slice(1, 3), { ...UTC, unit: "day" })).toStrictEqual([
      { customerId: "anna", frequency: 0, recency: 0, age: 16, meanSpend: null },
    ]);
  });

  it("ages to the local date of asOf, and counts that day's purchases before it", () => {
    const berlin = { timeZone: "Europe/Berlin", unit: "day" } as const;
    expect(repeatPurchaseSummaries(rows, { ...berlin, asOf: "2024-01-31T23:00:00Z" })).toMatchObject([{ age: 31 }]);
    expect(repeatPurchaseSummaries(rows, { ...berlin, asOf: "2024-01-31T22:59:59Z" })).toMatchObject([{ age: 30 }]);
    expect(repeatPurchaseSummaries(rows, { ...berlin, asOf: "2024-01-22T18:00:00.001Z" })).toMatchObject([
      { frequency: 2, recency: 21, age: 21 },
    ]);
  });

  it("takes refunds off unless told otherwise", () => {
    const refunded = [
      rows[0],
      purchase({ at: "2024-01-15T10:00:00Z", minor: 1000, refunded: 250 }),
      purchase({ at: "2024-01-16T10:00:00Z", minor: 10, refunded: 10 }),
    ] as Purchase[];
    expect(repeatPurchaseSummaries(refunded, { ...UTC, unit: "day" })).toMatchObject([{ frequency: 1, meanSpend: 750 }]);
    expect(repeatPurchaseSummaries(refunded, { ...UTC, unit: "day", revenue: "gross" })).toMatchObject([{ frequency: 1, meanSpend: 1000 }]);
    expect(repeatPurchaseSummaries(refunded, { ...UTC, unit: "day", fullyRefunded: "include" })).toMatchObject([
      { frequency: 2, meanSpend: 375 },
    ]);
  });

  it("of one instant's purchases does not depend on their order", () => {
    const [a, b] = [purchase({ minor: 1000, refunded: 500 }), purchase({ minor: 1000 })];
    const options = { asOf: "2024-06-01T00:00:00Z", timeZone: "UTC", unit: "day", occasion: "purchase" } as const;
    expect(repeatPurchaseSummaries([a, b], options)).toStrictEqual(repeatPurchaseSummaries([b, a], options));
  });

  it("of a long history in any order is the same, and leaves out the smallest purchase of the first instant", () => {
    const day = (i: number): number => Date.parse("2024-01-01T00:00:00Z") + Math.floor(i / 4) * 86_400_000;
    const history = Array.from({ length: 300 }, (_, i) => purchase({ at: day(i), minor: 1000 - i }));
    const mixed = history.map((_, i) => history[(i * 77) % 300] as Purchase);
    const options = { asOf: "2024-06-01T00:00:00Z", timeZone: "UTC", unit: "day", occasion: "purchase" } as const;
    const sum = history.reduce((total, { amount }) => total + amount.minor, 0);
    expect(repeatPurchaseSummaries(mixed, options)).toStrictEqual([
      { customerId: "anna", frequency: 299, recency: 74, age: 152, meanSpend: (sum - 997) / 299 },
    ]);
    expect(repeatPurchaseSummaries(history, options)).toStrictEqual(repeatPurchaseSummaries(mixed, options));
  });

  it("counts dates, also when clocks go back into the day before", () => {
    // St. John's, 29 October 2006: at 00:01 the clocks went back to 23:01 of the 28th.
    const night = [purchase({ at: "2006-10-29T02:30:30Z" }), purchase({ at: "2006-10-29T02:45:00Z" })];
    const options = { asOf: "2006-11-10T00:00:00Z", timeZone: "America/St_Johns" };
    const [summary] = customerSummaries(night, { ...OPTIONS, ...options });
    const [repeat] = repeatPurchaseSummaries(night, { ...options, unit: "day" });
    expect([summary?.occasions, repeat?.frequency, repeat?.recency]).toStrictEqual([2, 1, 1]);
  });

  it("refuses unlawful options", () => {
    const use =
      (change: object): (() => unknown) =>
      () =>
        repeatPurchaseSummaries([], { ...UTC, unit: "day", ...change });
    expect(use({ unit: "month" })).toThrow(refusal("options.unit"));
    expect(use({ occasion: "week" })).toThrow(refusal("options.occasion"));
    expect(use({ revenue: "all" })).toThrow(refusal("options.revenue"));
    expect(use({ fullyRefunded: "drop" })).toThrow(refusal("options.fullyRefunded"));
    expect(use({ asOf: NaN })).toThrow(refusal("options.asOf"));
    expect(use({ timeZone: "" })).toThrow(refusal("timeZone"));
  });
});

describe("calibration and holdout", () => {
  const CUT = deepFreeze({
    calibrationEnd: "2024-01-29T00:00:00Z",
    observationEnd: "2024-03-11T00:00:00Z",
    timeZone: "UTC",
    unit: "week",
  } as const);
  const rows = [
    purchase({ at: "2024-01-01T10:00:00Z", minor: 2000 }),
    purchase({ at: "2024-01-28T23:59:59.999Z", minor: 700 }),
    purchase({ at: "2024-01-29T00:00:00Z", minor: 100 }),
    purchase({ at: "2024-01-29T20:00:00Z", minor: 10 }),
    purchase({ at: "2024-03-10T23:59:59.999Z", minor: 1 }),
    purchase({ at: "2024-03-11T00:00:00Z", minor: 5000 }),
    purchase({ customer: "ben", at: "2024-02-06T10:00:00Z" }),
    purchase({ customer: "cleo", at: "2024-01-15T10:00:00Z" }),
  ];

  it("cut at the instant; who first bought after it is left out, who did not come back is not", () => {
    expect(calibrationHoldout(rows, CUT)).toStrictEqual({
      customers: [
        { customerId: "anna", frequency: 1, recency: 27 / 7, age: 4, meanSpend: 700, holdoutFrequency: 2, holdoutRevenueMinor: 111 },
        { customerId: "cleo", frequency: 0, recency: 0, age: 2, meanSpend: null, holdoutFrequency: 0, holdoutRevenueMinor: 0 },
      ],
      holdoutDuration: 6,
    });
  });

  it("take refunds off unless told otherwise", () => {
    const refunded = [
      ...rows,
      purchase({ at: "2024-02-01T10:00:00Z", minor: 50, refunded: 20 }),
      purchase({ at: "2024-02-02T10:00:00Z", minor: 50, refunded: 50 }),
    ];
    const anna = (options: object): unknown => calibrationHoldout(refunded, { ...CUT, ...options }).customers[0];
    expect(anna({})).toMatchObject({ holdoutFrequency: 3, holdoutRevenueMinor: 141 });
    expect(anna({ revenue: "gross" })).toMatchObject({ holdoutFrequency: 3, holdoutRevenueMinor: 161 });
    expect(anna({ fullyRefunded: "include" })).toMatchObject({ holdoutFrequency: 4, holdoutRevenueMinor: 141 });
  });

  it("refuse sums beyond the safe integers, as every sum of money does", () => {
    const huge = [
      purchase({ at: "2024-01-01T10:00:00Z" }),
      ...[1, 2].map((day) => purchase({ at: `2024-02-0${String(day)}T10:00:00Z`, minor: MOST })),
    ];
    expect(() => calibrationHoldout(huge, CUT)).toThrow(expect.objectContaining({ code: "invalid-argument" }));
  });

  it("refuse a holdout without length, and unlawful options", () => {
    const use =
      (change: object): (() => unknown) =>
      () =>
        calibrationHoldout([], { ...CUT, ...change });
    expect(use({ observationEnd: CUT.calibrationEnd })).toThrow(refusal("options.observationEnd"));
    expect(use({ calibrationEnd: "soon" })).toThrow(refusal("options.calibrationEnd"));
    expect(use({ unit: "year" })).toThrow(refusal("options.unit"));
    expect(use({ revenue: "all" })).toThrow(refusal("options.revenue"));
    expect(use({ fullyRefunded: "all" })).toThrow(refusal("options.fullyRefunded"));
  });
});

describe("the counts of purchases", () => {
  it("say what is left out, and why", () => {
    const rows = [
      purchase(),
      purchase({ minor: 0 }),
      purchase({ refunded: 10 }),
      purchase({ refunded: 1000 }),
      purchase({ status: "pending" }),
      purchase({ at: "2024-06-01T00:00:00Z" }),
      purchase({ at: "2030-01-01T00:00:00Z", refunded: 1000 }),
    ];
    const expected = { given: 7, counted: 3, notPaid: 1, afterAsOf: 2, fullyRefunded: 1, zeroAmount: 1, withRefund: 1 };
    for (const subject of [rows, purchaseColumns(rows)]) {
      expect(countPurchases(subject, { asOf: OPTIONS.asOf })).toStrictEqual(expected);
      expect(countPurchases(subject, { asOf: OPTIONS.asOf, fullyRefunded: "include" })).toStrictEqual({
        ...expected,
        counted: 4,
        fullyRefunded: 0,
        withRefund: 2,
      });
    }
    expect(() => countPurchases(rows, { asOf: 0, fullyRefunded: "drop" as "include" })).toThrow(refusal("options.fullyRefunded"));
  });
});
