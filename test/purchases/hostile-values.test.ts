// What reviews found: values that no type allows, but that come in all the same.
import { customerSummaries, customerSummaryAccumulator, parsePurchases, purchaseColumns, type Purchase } from "clientele/purchases";
import { describe, expect, it } from "vitest";
import { purchase } from "./make.js";

const OPTIONS = { asOf: "2030-01-01T00:00:00Z", timeZone: "UTC", occasion: "day", revenue: "net", fullyRefunded: "exclude" } as const;
const refusal = (argument: string): unknown => expect.objectContaining({ code: "invalid-argument", argument });
const LAWFUL = { id: "1", customerId: "anna", at: "2024-05-01T00:00:00Z", amount: "5.00", currency: "EUR" };

describe("rows that no parser made", () => {
  it.each([
    ["at", { at: NaN }],
    ["at", { at: undefined }],
    ["at", { at: "2024-01-01T00:00:00Z" }],
    ["at", { at: 1e300 }],
    ["amount", { amount: { minor: -1, currency: "EUR" } }],
    ["amount", { amount: { minor: 0.5, currency: "EUR" } }],
    ["refunded", { refunded: { minor: 1e9, currency: "EUR" } }],
    ["customerId", { customerId: 7 }],
  ])("with an unlawful %s are refused by row and field: %o", (field, change) => {
    const rows = [purchase(), { ...purchase(), ...change }] as unknown as Purchase[];
    expect(() => customerSummaries(rows, OPTIONS)).toThrow(refusal(`purchases[1].${field}`));
  });

  it.each([null, undefined, 7, "rows"])("%s is no source of purchases", (nothing) => {
    expect(() => customerSummaries(nothing as unknown as Purchase[], OPTIONS)).toThrow(refusal("purchases"));
  });
});

describe("columns that no purchases made", () => {
  const columns = purchaseColumns([purchase({ customer: "anna" }), purchase({ customer: "ben" })]);
  it.each([
    ["at[0]", { at: Float64Array.of(-9e15, 0) }],
    ["amountMinor[1]", { amountMinor: Float64Array.of(1, -1) }],
    ["refundedMinor[0]", { amountMinor: Float64Array.of(1, 1), refundedMinor: Float64Array.of(2, 0) }],
    ["customerIds[1]", { customerIds: ["anna", "anna"] }],
    ["currency", { currency: null }],
  ])("are refused by column and row: %s", (argument, change) => {
    expect(() => customerSummaries({ ...columns, ...change }, OPTIONS)).toThrow(refusal(argument));
  });

  it("hold no -0", () => {
    const [anna] = customerSummaries({ ...columns, at: Float64Array.of(-0, -0), amountMinor: Float64Array.of(-0, -0) }, OPTIONS);
    expect([anna?.firstAt, anna?.revenueMinor].map((value) => Object.is(value, 0))).toEqual([true, true]);
  });
});

describe("parsing", () => {
  it("takes what says the same for the same: no status and paid, no refund and a refund of 0", () => {
    const rows = [LAWFUL, { ...LAWFUL, status: "paid" }, { ...LAWFUL, refunded: "0" }, { ...LAWFUL, status: "pending" }];
    expect(parsePurchases(rows).summary).toMatchObject({ accepted: 1, duplicates: 2, rejected: 1 });
  });

  it("suspects equal rows of unknown buyers, too", () => {
    const row = { at: LAWFUL.at, amount: "5.00" };
    const { summary } = parsePurchases([row, row, { ...row, amount: "6.00" }], {
      ids: "row-number",
      anonymous: "one-time",
      currency: "EUR",
    });
    expect(summary).toMatchObject({ accepted: 3, anonymous: 3, suspectedDuplicates: 1 });
  });

  it("keeps the stand-in of an unknown buyer as short as every id", () => {
    const row = { ...LAWFUL, customerId: "", id: "x".repeat(256) };
    expect(parsePurchases([row], { anonymous: "one-time" }).rejected[0]).toMatchObject({ path: "customerId" });
  });

  it("does not read a field that the source is said not to have", () => {
    const row = { ...LAWFUL, status: "shipped" };
    expect(parsePurchases([row]).summary.rejected).toBe(1);
    expect(parsePurchases([row], { columns: { status: null } }).summary.accepted).toBe(1);
  });

  it("survives whatever a row throws", () => {
    const thrower = (thrown: unknown): object => ({
      get id(): string {
        throw thrown;
      },
    });
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    const rows = [thrower(Object.create(null)), thrower(null), proxy, { ...LAWFUL, amount: proxy }];
    expect(parsePurchases(rows).rejected.map(({ code }) => code)).toHaveLength(4);
  });
});

describe("the accumulator", () => {
  it("refuses a refund in another currency, as the summaries do", () => {
    const { add, empty } = customerSummaryAccumulator(OPTIONS);
    const mixed = { ...purchase(), refunded: purchase({ currency: "USD" }).amount };
    expect(() => add(empty(), mixed)).toThrow(refusal("purchase.refunded"));
  });

  it("refuses what the summaries refuse, by field", () => {
    const { add, empty } = customerSummaryAccumulator(OPTIONS);
    for (const [field, change] of [
      ["at", { at: NaN }],
      ["amount", { amount: { minor: 0.5, currency: "EUR" } }],
      ["customerId", { customerId: 7 }],
    ] as const) {
      expect(() => add(empty(), { ...purchase(), ...change } as unknown as Purchase)).toThrow(refusal(`purchase.${field}`));
    }
  });

  it("takes days in any order and merges them without counting one twice", () => {
    const { add, merge, empty, finish } = customerSummaryAccumulator(OPTIONS);
    const at = (day: number): Purchase => purchase({ customer: "anna", at: new Date(Date.UTC(2024, 0, day)).toISOString() });
    const part = (days: number[]): ReturnType<typeof empty> => days.map(at).reduce(add, empty());
    expect(finish(merge(part([9, 3, 3, 7]), part([1, 7, 12, 9])))[0]?.occasions).toBe(5);
  });
});
