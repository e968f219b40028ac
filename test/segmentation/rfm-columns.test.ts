import { rfmColumns, type RfmColumnsOptions, rfmRows } from "clientele/segmentation";
import { purchases, type segmentation } from "clientele";
import type { PurchaseColumns } from "clientele/purchases";
import { describe, expect, it } from "vitest";
import { deepFreeze } from "../support/deep-freeze.js";

const options: RfmColumnsOptions = deepFreeze({
  asOf: "2024-06-01T00:00:00Z",
  timeZone: "Europe/Berlin",
  bins: 2,
  method: "quantile",
  monetary: "mean",
  revenue: "net",
  fullyRefunded: "exclude",
});
const { values } = purchases.parsePurchases(
  [
    { id: 1, customerId: "ben", at: "2024-03-01T23:30:00Z", amount: "5.00" },
    { id: 2, customerId: "anna", at: "2024-05-30T18:00:00Z", amount: "20.00", refunded: "1.00" },
    { id: 3, customerId: "anna", at: "2024-05-02T09:30:00Z", amount: "7.50" },
    { id: 4, customerId: "anna", at: "2024-05-31T09:30:00Z", amount: "9.00", refunded: "9.00" },
    { id: 5, customerId: "cem", at: "2024-06-01T00:00:00Z", amount: "7.50" },
    { id: 6, customerId: "dana", at: "2024-05-02T09:30:00Z", amount: "7.50", status: "pending" },
  ],
  { currency: "EUR" },
);
const none: PurchaseColumns = {
  customerIds: [],
  customer: new Int32Array(),
  at: new Float64Array(),
  amountMinor: new Float64Array(),
  currency: null,
};

describe("rfmColumns", () => {
  it("gives columns of who bought before asOf, by id", () => {
    const rfm = rfmColumns(deepFreeze(values), options);
    expect(rfm.customerIds).toEqual(["anna", "ben"]);
    expect(rfm.recencyDays).toEqual(Int32Array.of(2, 91));
    expect(rfm.frequency).toEqual(Int32Array.of(2, 1));
    expect(rfm.revenueMinor).toEqual(Float64Array.of(2650, 500));
    expect(rfm.monetaryMinor).toEqual(Float64Array.of(1325, 500));
    expect([rfm.r, rfm.f, rfm.m]).toEqual([Uint8Array.of(2, 1), Uint8Array.of(2, 1), Uint8Array.of(2, 1)]);
    expect(rfm.currency).toBe("EUR");
    expect(rfm.definition).toEqual({
      method: "quantile",
      bins: 2,
      monetary: "mean",
      asOf: Date.parse("2024-06-01T00:00:00Z"),
      timeZone: "Europe/Berlin",
      revenue: "net",
      fullyRefunded: "exclude",
    });
  });

  it("has columns of length 0 for nobody, with the currency of nobody", () => {
    for (const nobody of [rfmColumns([], options), rfmColumns(none, options), rfmColumns(values, { ...options, asOf: 0 })]) {
      expect([nobody.customerIds, nobody.r.length, nobody.cuts, nobody.currency]).toEqual([[], 0, null, null]);
      expect(rfmRows(nobody)).toEqual([]);
    }
  });

  it("knows purchases at the epoch and before it", () => {
    const at = Float64Array.of(-86_400_000, -0);
    const rfm = rfmColumns(
      { customerIds: ["a", "b"], customer: Int32Array.of(0, 1), at, amountMinor: Float64Array.of(0, -0), currency: "EUR" as never },
      { ...options, timeZone: "UTC", asOf: 86_400_000 },
    );
    expect(Array.from(rfm.recencyDays)).toEqual([2, 1]);
    expect(Array.from(rfm.monetaryMinor)).toEqual([0, 0]);
  });

  const one = {
    customerIds: ["a"],
    customer: Int32Array.of(0),
    at: Float64Array.of(0),
    amountMinor: Float64Array.of(1),
    currency: "EUR" as never,
  };
  it.each<[string, () => unknown]>([
    ["purchases", () => rfmColumns(null as unknown as [], options)],
    ["options.method", () => rfmColumns([], undefined as unknown as RfmColumnsOptions)],
    ["options.revenue", () => rfmColumns([], { ...options, revenue: "all" as "net" })],
    ["options.fullyRefunded", () => rfmColumns([], { ...options, fullyRefunded: undefined as unknown as "include" })],
    ["customer[0]", () => rfmColumns({ ...one, customer: Int32Array.of(1) }, options)],
    ["at[0]", () => rfmColumns({ ...one, at: Float64Array.of(NaN) }, options)],
    ["amountMinor[0]", () => rfmColumns({ ...one, amountMinor: Float64Array.of(-1) }, options)],
    ["amountMinor", () => rfmColumns({ ...one, amountMinor: new Float64Array() }, options)],
    ["refundedMinor[0]", () => rfmColumns({ ...one, refundedMinor: Float64Array.of(2) }, options)],
    ["customerIds[1]", () => rfmColumns({ ...one, customerIds: ["a", "a"] }, options)],
    [
      "revenueMinor",
      () =>
        rfmColumns(
          {
            ...one,
            customer: Int32Array.of(0, 0),
            at: Float64Array.of(0, 0),
            amountMinor: Float64Array.of(Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER),
          },
          options,
        ),
    ],
  ])("refuses %s", (argument, call) => {
    expect(call).toThrow(expect.objectContaining({ code: "invalid-argument", argument }));
  });
});

describe("rfmRows", () => {
  it("gives the rows that are asked for, in their order", () => {
    const rfm = rfmColumns(values, options);
    const row: segmentation.RfmRow | undefined = rfmRows(rfm, [1, 0])[0];
    expect(row).toEqual({
      customerId: "ben",
      recencyDays: 91,
      frequency: 1,
      monetaryMinor: 500,
      revenueMinor: 500,
      r: 1,
      f: 1,
      m: 1,
      score: "111",
    });
    expect(rfmRows(rfm)).toEqual(rfmRows(rfm, [0, 1]));
  });

  it("refuses a place where there are no customers, and what is no column", () => {
    expect(() => rfmRows(rfmColumns([], options), [0])).toThrow("places[0]: expected no place, as there are no customers, got 0");
    expect(() => rfmRows(null as never)).toThrow(expect.objectContaining({ argument: "columns" }));
    expect(() => rfmRows(rfmColumns(values, options), null as never)).toThrow(expect.objectContaining({ argument: "places" }));
  });

  it.each([[-1], [2], [0.5], [NaN]])("refuses place %d", (place) => {
    expect(() => rfmRows(rfmColumns(values, options), [0, place])).toThrow(
      expect.objectContaining({ code: "invalid-argument", argument: "places[1]" }),
    );
  });
});
