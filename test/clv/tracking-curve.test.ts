import { calibrationCheck, expectedPurchasesOfNewCustomer, trackingCurve, type BgNbd } from "clientele/clv";
import { calibrationHoldout, parsePurchases, purchaseColumns, type Purchase } from "clientele/purchases";
import { simulatePurchases } from "clientele/simulation";
import { describe, expect, it } from "vitest";
import { deepFreeze } from "../support/deep-freeze.js";

const model = deepFreeze({ kind: "bg-nbd", parameters: { r: 0.25, alpha: 4, a: 0.8, b: 2.5 } } as const) satisfies BgNbd;
const invalid = (argument: string): unknown => expect.objectContaining({ code: "invalid-argument", argument });
const shop = (...rows: [string, string][]): readonly Purchase[] =>
  deepFreeze(
    parsePurchases(
      rows.map(([customerId, at], id) => ({ id, customerId, at, amount: "1.00" })),
      { currency: "EUR" },
    ).values,
  );
const options = deepFreeze({
  calibrationEnd: "2024-01-15T00:00:00Z",
  observationEnd: "2024-01-29T00:00:00Z",
  timeZone: "UTC",
  unit: "week",
} as const);

describe("trackingCurve", () => {
  const purchases = shop(
    ["anna", "2024-01-01T10:00:00Z"],
    ["anna", "2024-01-01T18:00:00Z"], // the same day
    ["anna", "2024-01-07T23:59:59Z"], // still the first week
    ["anna", "2024-01-08T00:00:00Z"], // the second
    ["ben", "2024-01-09T10:00:00Z"],
    ["ben", "2024-01-25T10:00:00Z"], // the fourth
    ["carl", "2024-01-16T10:00:00Z"], // of whom the model knew nothing
    ["carl", "2024-01-17T10:00:00Z"],
  );
  const rows = trackingCurve(model, purchases, options);

  it("counts repeat purchases week by week", () => {
    expect(rows.map(({ end, actual, actualCumulative, isHoldout }) => [end, actual, actualCumulative, isHoldout])).toEqual([
      [1, 1, 1, false],
      [2, 1, 2, false],
      [3, 0, 2, true],
      [4, 1, 3, true],
    ]);
  });

  it("expects what customers of these ages buy", () => {
    // Anna is there from the first day, Ben from the ninth.
    const expected = [1, 2, 3, 4].map(
      (week) => expectedPurchasesOfNewCustomer(model, week) + (week > 1 ? expectedPurchasesOfNewCustomer(model, week - 8 / 7) : 0),
    );
    rows.forEach((row, i) => {
      expect(row.expectedCumulative).toBeCloseTo(expected[i] as number, 14);
      expect(row.expected).toBeCloseTo((expected[i] as number) - (expected[i - 1] ?? 0), 14);
    });
  });

  it("takes columns, rows in any order, other periods and units", () => {
    expect(trackingCurve(model, purchaseColumns([...purchases].reverse()), options)).toEqual(rows);
    const daily = trackingCurve(model, purchases, { ...options, unit: "day", periodDays: 10 });
    // The last 8 days are no whole period.
    expect(daily.map(({ end, actualCumulative, isHoldout }) => [end, actualCumulative, isHoldout])).toEqual([
      [10, 2, false],
      [20, 2, true],
    ]);
    expect(daily[1]?.expectedCumulative).toBeCloseTo(
      expectedPurchasesOfNewCustomer(model, 20) + expectedPurchasesOfNewCustomer(model, 12),
      14,
    );
  });

  it("reads local dates", () => {
    const ahead = trackingCurve(model, purchases, { ...options, timeZone: "Pacific/Kiritimati" });
    // 14 hours ahead those of the 7th and the 8th are of one day, and the base begins on the 2nd: the last of its weeks is not over.
    expect(ahead.map(({ actual }) => actual)).toEqual([1, 0, 0]);
  });

  it("of nobody has no rows", () => {
    expect(trackingCurve(model, [], options)).toEqual([]);
    expect(trackingCurve(model, shop(["carl", "2024-01-16T10:00:00Z"]), options)).toEqual([]);
  });

  it("ends where the customers' ages do and counts what their holdout does", () => {
    const { purchases: many } = simulatePurchases({ seed: 5, customers: 300, from: "2024-01-01" });
    const cut = { calibrationEnd: "2024-09-02T00:00:00Z", observationEnd: "2025-01-06T00:00:00Z", timeZone: "UTC", unit: "week" } as const;
    const first = Math.min(...many.map(({ at }) => at));
    const periodDays = 1;
    const curve = trackingCurve(model, many, { ...cut, periodDays });
    const { customers, holdoutDuration } = calibrationHoldout(many, cut);
    const repeats = customers.reduce((sum, { frequency }) => sum + frequency, 0);
    const check = calibrationCheck(model, { customers, holdoutDuration });
    expect(curve.filter(({ isHoldout }) => !isHoldout).at(-1)?.actualCumulative).toBe(repeats);
    expect(curve.at(-1)?.actualCumulative).toBe(repeats + check.actualPurchases);
    expect(curve.at(-1)?.end).toBeCloseTo((Date.UTC(2025, 0, 6) - first) / (7 * 86_400_000), 0);
    const expected = customers.reduce((sum, { age }) => sum + expectedPurchasesOfNewCustomer(model, age + holdoutDuration), 0);
    expect(curve.at(-1)?.expectedCumulative).toBeCloseTo(expected, 9);
    expect(curve.every((row, i) => row.expected >= 0 && row.expectedCumulative >= (curve[i - 1]?.expectedCumulative ?? 0))).toBe(true);
  });

  it.each<[string, object]>([
    ["options.unit", { unit: "year" }],
    ["options.periodDays", { periodDays: 0.5 }],
    ["options.observationEnd", { observationEnd: "2024-01-15T00:00:00Z" }],
    ["options.calibrationEnd", { calibrationEnd: "soon" }],
  ])("refuses %s", (argument, change) => {
    expect(() => trackingCurve(model, purchases, { ...options, ...change })).toThrow(invalid(argument));
  });

  it("checks the model also for nobody", () => {
    expect(() => trackingCurve({ ...model, parameters: { ...model.parameters, a: -1 } }, [], options)).toThrow(
      invalid("model.parameters.a"),
    );
  });
});
