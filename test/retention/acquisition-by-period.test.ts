import { purchaseColumns, type Purchases } from "clientele/purchases";
import { acquisitionByPeriod, cohortTriangle, type AcquisitionOptions } from "clientele/retention";
import { periodIndex, periodLabel } from "clientele/time";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { instants, purchase, purchases, zones } from "../purchases/make.js";
import { deepFreeze, withoutWriting } from "../support/deep-freeze.js";

const month = { unit: "month", timeZone: "UTC" } as const;
const options: AcquisitionOptions = deepFreeze({ period: month, asOf: "2024-04-10T00:00:00Z" });
const at = (customer: string, date: string, minor: number, refunded = 0) =>
  purchase({ customer, at: `${date}T12:00:00Z`, minor, ...(refunded > 0 ? { refunded } : {}) });
const rows = deepFreeze([
  at("ben", "2024-02-03", 500),
  at("anna", "2024-01-10", 1000, 100),
  at("anna", "2024-02-10", 2000),
  at("anna", "2024-02-20", 300, 300),
  at("anna", "2024-02-21", 400),
  at("cem", "2024-04-01", 50),
  at("dana", "2024-04-11", 7),
]);

describe("acquisitionByPeriod", () => {
  it("splits the customers, purchases and revenue of each period by when customers first bought", () => {
    const matrix = acquisitionByPeriod(rows, options);
    expect(matrix.periods.map(({ label, complete }) => [label, complete])).toEqual([
      ["2024-01", true],
      ["2024-02", true],
      ["2024-03", true],
      ["2024-04", false],
    ]);
    expect(matrix.periods[1]).toEqual({ label: "2024-02", start: Date.UTC(2024, 1), end: Date.UTC(2024, 2), complete: true });
    expect(matrix.cohorts.map(({ label, size, complete }) => [label, size, complete])).toEqual([
      ["2024-01", 1, true],
      ["2024-02", 1, true],
      ["2024-04", 1, false],
    ]);
    expect(matrix.customers).toEqual([
      [1, 1, 0, 0],
      [0, 1, 0, 0],
      [0, 0, 0, 1],
    ]);
    expect(matrix.purchases).toEqual([
      [1, 2, 0, 0],
      [0, 1, 0, 0],
      [0, 0, 0, 1],
    ]);
    expect(matrix.revenueMinor).toEqual([
      [900, 2400, 0, 0],
      [0, 500, 0, 0],
      [0, 0, 0, 50],
    ]);
    expect(matrix.totals).toEqual({ customers: [1, 2, 0, 1], purchases: [1, 3, 0, 1], revenueMinor: [900, 2900, 0, 50] });
    expect([matrix.currency, matrix.definition]).toEqual([
      "EUR",
      { method: "first-purchase", period: month, asOf: Date.parse("2024-04-10"), fullyRefunded: "exclude" },
    ]);
    expect(acquisitionByPeriod(rows, { ...options, fullyRefunded: "include" }).purchases[0]).toEqual([1, 3, 0, 0]);
  });

  it("ends with the last moment before asOf, and is empty without purchases", () => {
    expect(acquisitionByPeriod(rows, { ...options, asOf: "2024-03-01T00:00:00Z" }).periods.map(({ label }) => label)).toEqual([
      "2024-01",
      "2024-02",
    ]);
    const empty = acquisitionByPeriod([], options);
    expect([empty.periods, empty.cohorts, empty.customers, empty.totals.revenueMinor, empty.currency]).toEqual([[], [], [], [], null]);
    expect(acquisitionByPeriod(rows, { ...options, asOf: "2023-01-01T00:00:00Z" }).currency).toBeNull();
  });

  it.each<[string, Purchases, Partial<AcquisitionOptions> | null]>([
    ["options.period", [], null],
    ["options.asOf", [], { asOf: "soon" }],
    ["options.fullyRefunded", [], { fullyRefunded: "some" as "include" }],
    ["timeZone", [], { period: { unit: "day", timeZone: "Nowhere" } }],
    ["purchases[1].amount", [purchase(), purchase({ currency: "USD" })], {}],
    ["purchases", undefined as unknown as Purchases, {}],
    ["purchases", [at("anna", "2024-01-10", 2 ** 53 - 1), at("ben", "2024-01-11", 1)], {}],
  ])("refuses %s", (argument, given, more) => {
    const call = (): unknown =>
      acquisitionByPeriod(given, more === null ? (undefined as unknown as AcquisitionOptions) : { ...options, ...more });
    expect(call).toThrow(expect.objectContaining({ code: "invalid-argument", argument }));
  });

  it("adds up: columns to what a plain count of each period gives, exact; rows to the ledger; cohorts to the triangle", () => {
    const seen = { periods: 0, money: 0, returning: 0 };
    const settings = fc.record({
      period: fc.record({ unit: fc.constantFrom(...(["day", "week", "month"] as const)), timeZone: zones }),
      asOf: instants,
      fullyRefunded: fc.constantFrom(...(["exclude", "include"] as const)),
    });
    fc.assert(
      fc.property(purchases, settings, (given, how) => {
        const matrix = acquisitionByPeriod(given, how);
        expect(withoutWriting(purchaseColumns(given), (columns) => acquisitionByPeriod(columns, how))).toStrictEqual(matrix);
        expect(JSON.parse(JSON.stringify(matrix))).toStrictEqual(matrix);
        const counted = given.filter(
          ({ status, at: when, amount, refunded }) =>
            (status ?? "paid") === "paid" &&
            when < how.asOf &&
            !(how.fullyRefunded === "exclude" && (refunded?.minor ?? 0) > 0 && refunded?.minor === amount.minor),
        );
        matrix.periods.forEach(({ label }, column) => {
          const own = counted.filter(({ at: when }) => periodLabel(periodIndex(when, how.period), how.period) === label);
          const expected = {
            customers: new Set(own.map(({ customerId }) => customerId)).size,
            purchases: own.length,
            revenueMinor: own.reduce((sum, { amount, refunded }) => sum + amount.minor - (refunded?.minor ?? 0), 0),
          };
          for (const field of ["customers", "purchases", "revenueMinor"] as const) {
            expect(matrix.totals[field][column]).toBe(expected[field]);
            expect(matrix[field].reduce((sum, row) => sum + (row[column] ?? NaN), 0)).toBe(expected[field]);
          }
          seen.periods += 1;
          seen.money += Number(expected.revenueMinor > 0);
        });
        expect(matrix.totals.purchases.reduce((sum, count) => sum + count, 0)).toBe(counted.length);
        const triangle = cohortTriangle(given, { ...how, mode: "on" });
        expect(matrix.cohorts).toEqual(triangle.cohorts);
        triangle.cells.forEach((row, i) => {
          const own = matrix.periods.findIndex(({ label }) => label === triangle.cohorts[i]?.label);
          row.forEach((cell, k) => {
            // A day that a zone leaves out may be over at asOf without being before its last moment.
            if (cell !== null) expect(matrix.customers[i]?.[own + k] ?? 0).toBe(cell);
            seen.returning += Number(k > 0 && (cell ?? 0) > 0);
          });
        });
      }),
    );
    for (const count of Object.values(seen)) expect(count).toBeGreaterThan(50);
  });
});
