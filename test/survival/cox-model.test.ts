import { describe, expect, it } from "vitest";
import { coxRegression } from "../../src/survival/cox-regression.js";
import { hazardRatios } from "../../src/survival/hazard-ratios.js";
import { relativeRisk } from "../../src/survival/relative-risk.js";

const efron = { covariates: ["x"], ties: "efron" } as const;

describe("what a Cox model says", () => {
  const time = [1, 2, 2, 3, 4, 4, 5, 6];
  const event = [1, 1, 1, 0, 1, 1, 0, 1];
  const fitted = coxRegression({ time, event, x: [1, 0, 1, 1, 0, 1, 0, 0] }, efron);
  if (!fitted.ok) throw new Error(fitted.error.code);
  const model = fitted.value;

  it("says how it was fitted", () => {
    expect(model.definition).toEqual({ method: "cox", ties: "efron", covariance: "observed-information" });
  });

  it("in ratios, with intervals that widen with the level", () => {
    const [ratio] = hazardRatios(model);
    const { coefficients, standardErrors } = model;
    expect(ratio?.ratio).toBeCloseTo(Math.exp(coefficients.x), 12);
    expect(ratio?.lower).toBeCloseTo(Math.exp(coefficients.x - 1.959963984540054 * standardErrors.x), 12);
    expect(ratio?.upper).toBeCloseTo(Math.exp(coefficients.x + 1.959963984540054 * standardErrors.x), 10);
    expect(ratio?.pValue).toBeCloseTo(model.tests.wald.pValue, 12);
    const [narrow] = hazardRatios(model, { level: 0.5 });
    expect(narrow?.upper).toBeLessThan(ratio?.upper ?? 0);
    expect([ratio?.level, narrow?.level]).toEqual([0.95, 0.5]);
    expect(() => hazardRatios(model, { level: 1 })).toThrow("options.level");
    expect(() => hazardRatios(model, { level: 95 })).toThrow("options.level");
  });

  it("of a customer, against none or another, and never more than a number may be", () => {
    expect(relativeRisk(model, { x: 2 })).toBeCloseTo(Math.exp(2 * model.coefficients.x), 12);
    expect(relativeRisk(model, { x: 2 }, { x: 2 })).toBe(1);
    expect(relativeRisk(model, { x: 1e30 })).toBe(1e30);
    expect(relativeRisk(model, { x: -1e30 })).toBe(0);
    expect(() => relativeRisk(model, { x: NaN })).toThrow("covariates.x");
    expect(() => relativeRisk(model, { x: 1 }, {} as never)).toThrow("comparedWith.x");
  });

  it.each<[string, () => unknown]>([
    ["model", () => hazardRatios(fitted as never)],
    ["model", () => hazardRatios(undefined as never)],
    ["model", () => hazardRatios({ ...model, coefficients: {} as never })],
    ["model", () => relativeRisk(fitted as never, { x: 1 })],
    ["covariates", () => relativeRisk(model, undefined as never)],
    ["comparedWith", () => relativeRisk(model, { x: 1 }, null as never)],
  ])("or names what is no %s", (argument, call) => {
    expect(call).toThrow(expect.objectContaining({ code: "invalid-argument", argument }));
  });
});
