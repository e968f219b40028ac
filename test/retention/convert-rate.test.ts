import { rate } from "clientele";
import { convertRate } from "clientele/retention";
import type { PeriodUnit } from "clientele/time";
import fc from "fast-check";
import { describe, expect, it } from "vitest";

const units = fc.constantFrom<PeriodUnit>("day", "week", "month", "quarter", "year");

describe("converting a churn rate", () => {
  it("compounds instead of multiplying", () => {
    expect(convertRate(0.05, { from: "month", to: "year" })).toBeCloseTo(1 - 0.95 ** 12, 14);
    expect(convertRate(0.19, { from: "quarter", to: "month" })).toBeCloseTo(1 - 0.81 ** (1 / 3), 14);
    expect(convertRate(0.02, { from: "week", to: "month" })).toBeCloseTo(1 - 0.98 ** 4.348125, 14);
    expect(convertRate(0.001, { from: "day", to: "year" })).toBeCloseTo(1 - 0.999 ** 365.2425, 14);
    expect(convertRate(1e-12, { from: "month", to: "year" })).toBeCloseTo(12e-12 - 66e-24, 26);
  });

  it("keeps none, all and nothing", () => {
    expect(convertRate(0, { from: "month", to: "year" })).toBe(0);
    expect(convertRate(1, { from: "year", to: "day" })).toBe(1);
    expect(convertRate(rate(0, 0), { from: "year", to: "day" })).toBeNull();
    expect(convertRate(rate(6, 5), { from: "month", to: "year" })).toBeNull();
    expect(convertRate(1.2, { from: "month", to: "year" })).toBeNull();
    expect(convertRate(rate(1, 2), { from: "month", to: "month" })).toBe(0.5);
  });

  it("comes back, grows with the period and stays a share", () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 0.5, noNaN: true }), units, units, (churn, from, to) => {
        const there = convertRate(churn, { from, to }) ?? NaN;
        expect(there).toBeGreaterThanOrEqual(0);
        expect(there).toBeLessThanOrEqual(1);
        expect(Object.is(there, -0)).toBe(false);
        if (there < 0.999) expect(Math.abs((convertRate(there, { from: to, to: from }) ?? NaN) - churn)).toBeLessThanOrEqual(1e-10);
        expect(convertRate(churn, { from: "day", to }) ?? NaN).toBeGreaterThanOrEqual(churn * (1 - 1e-12));
      }),
    );
  });

  it.each<[string, () => unknown]>([
    ["rate", () => convertRate(-0.1, { from: "month", to: "year" })],
    ["rate", () => convertRate(NaN, { from: "month", to: "year" })],
    ["rate", () => convertRate(null as never, { from: "month", to: "year" })],
    ["rate.value", () => convertRate(rate(-1, 5), { from: "month", to: "year" })],
    ["options.from", () => convertRate(0.1, { from: "decade" as "year", to: "year" })],
    ["options.from", () => convertRate(0.1, undefined as never)],
    ["options.to", () => convertRate(0.1, { from: "month" } as never)],
  ])("refuses %s", (argument, call) => {
    expect(call).toThrow(expect.objectContaining({ code: "invalid-argument", argument }));
  });
});
