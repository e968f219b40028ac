import {
  fitBgNbd,
  fitGammaGamma,
  logLikelihood,
  type CountedCustomerHistory,
  type CustomerHistories,
  type SpendHistories,
} from "clientele/clv";
import { describe, expect, it } from "vitest";

const row = (frequency: number, recency: number, age: number, count?: number): CountedCustomerHistory =>
  count === undefined ? { frequency, recency, age } : { frequency, recency, age, count };

describe("fitBgNbd says why there is no model", () => {
  it("when nobody came back", () => {
    expect(fitBgNbd([row(0, 0, 10), row(0, 0, 20, 3)])).toEqual({ ok: false, error: { code: "no-repeat-purchases", customers: 4 } });
  });

  it("when the first purchase was counted as a repeat", () => {
    const error = { code: "first-purchase-counted", rows: 3, rowsAtAgeZero: 2 };
    expect(fitBgNbd([row(1, 0, 10), row(1, 0, 12), row(3, 8, 20)])).toEqual({ ok: false, error });
  });

  it("when there are not two customers", () => {
    expect(fitBgNbd([])).toEqual({ ok: false, error: { code: "too-few-customers", customers: 0 } });
    expect(fitBgNbd([row(2, 5, 10)])).toEqual({ ok: false, error: { code: "too-few-customers", customers: 1 } });
    expect(fitBgNbd([row(2, 5, 10, 0), row(0, 0, 3, 0)])).toMatchObject({ error: { code: "too-few-customers", customers: 0 } });
  });

  it("when customers do not differ", () => {
    const fit = fitBgNbd([row(4, 8, 10, 50), row(4, 9, 10, 50)]);
    expect(fit).toMatchObject({ ok: false, error: { code: "boundary", limit: "infinity" } });
    if (!fit.ok && fit.error.code === "boundary") expect(["r", "alpha"]).toContain(fit.error.parameter);
  });

  it("when the search was cut short", () => {
    const fit = fitBgNbd([row(0, 0, 10, 9), row(1, 5, 10, 5), row(2, 3, 10, 2), row(7, 9, 10, 2)], { maxEvaluations: 3 });
    expect(fit).toMatchObject({ ok: false, error: { code: "not-converged" } });
    if (!fit.ok && fit.error.code === "not-converged") expect(fit.error.gradientNorm).toBeGreaterThan(1e-3);
  });

  it.each<[string, CustomerHistories, string]>([
    ["a negative frequency", [row(0, 0, 1), row(-1, 0, 1)], "customers[1].frequency"],
    ["a fractional frequency", [row(1.5, 1, 2)], "customers[0].frequency"],
    ["recency after age", [row(1, 3, 2)], "customers[0].recency"],
    ["a negative age", [row(0, 0, -1)], "customers[0].age"],
    ["an endless age", [row(0, 0, Infinity)], "customers[0].age"],
    ["recency without repeat purchases", [row(0, 1, 2)], "customers[0].recency"],
    ["repeat purchases at age 0, of some customers", [row(0, 0, 1), row(2, 0, 1), row(1, 1, 2)], "customers[1].recency"],
    ["a negative count", [row(1, 1, 2, -1)], "customers[0].count"],
    ["a missing number", [{ frequency: 1, recency: 1 } as CountedCustomerHistory], "customers[0].age"],
    ["a text for a number", [{ frequency: 1, recency: 1, age: "2" } as unknown as CountedCustomerHistory], "customers[0].age"],
    ["columns of different length", { frequency: [1, 2], recency: [1], age: [2, 2] }, "customers.recency"],
    ["a missing column", { frequency: [1] } as unknown as CustomerHistories, "customers.recency"],
    ["a bad value in a column", { frequency: [1, 2], recency: [1, 5], age: [2, 3] }, "customers.recency[1]"],
  ])("throws for %s", (_, customers, argument) => {
    expect(() => fitBgNbd(customers)).toThrow(expect.objectContaining({ code: "invalid-argument", argument }));
  });

  it("throws for a limit that is none", () => {
    expect(() => fitBgNbd([row(1, 1, 2)], { maxEvaluations: 0 })).toThrow(expect.objectContaining({ argument: "options.maxEvaluations" }));
  });
});

describe("fitGammaGamma says why there is no model", () => {
  it("when nobody came back or spent anything", () => {
    const error = { code: "no-repeat-purchases", customers: 3 };
    expect(fitGammaGamma([{ frequency: 0, meanSpend: null, count: 2 }, { frequency: 1, meanSpend: 0 }])).toEqual({ ok: false, error }); // prettier-ignore
  });

  it("when there are not two customers", () => {
    expect(fitGammaGamma([{ frequency: 1, meanSpend: 20 }])).toEqual({ ok: false, error: { code: "too-few-customers", customers: 1 } });
    expect(fitGammaGamma([])).toEqual({ ok: false, error: { code: "too-few-customers", customers: 0 } });
  });

  it("when customers do not differ", () => {
    expect(fitGammaGamma([1, 2, 3].map((frequency) => ({ frequency, meanSpend: 20 })))).toMatchObject({ error: { code: "boundary" } });
  });

  it.each<[string, SpendHistories, string]>([
    ["a missing mean", [{ frequency: 2, meanSpend: null }], "customers[0].meanSpend"],
    ["a mean that is not a number", [{ frequency: 2, meanSpend: NaN }], "customers[0].meanSpend"],
    ["a fractional frequency", [{ frequency: 0.5, meanSpend: 3 }], "customers[0].frequency"],
    ["a negative count", [{ frequency: 1, meanSpend: 3, count: -2 }], "customers[0].count"],
    ["columns of different length", { frequency: [1], meanSpend: [1, 2] }, "customers.meanSpend"],
  ])("throws for %s", (_, customers, argument) => {
    expect(() => fitGammaGamma(customers)).toThrow(expect.objectContaining({ code: "invalid-argument", argument }));
  });

  it("leaves out who says nothing about spend, and counts them", () => {
    const customers = [
      { frequency: 0, meanSpend: null, count: 5 },
      { frequency: 3, meanSpend: -4 },
      ...[12, 20, 35, 60, 18, 25, 31].map((meanSpend, i) => ({ frequency: i + 1, meanSpend })),
    ];
    expect(fitGammaGamma(customers)).toMatchObject({ ok: true, value: { customers: 7, customersLeftOut: 6 } });
  });
});

describe("logLikelihood", () => {
  const model = { kind: "bg-nbd", parameters: { r: 0.25, alpha: 4, a: 0.8, b: 2.5 } } as const;

  it("is that of the numerical note of Fader and Hardie", () => {
    expect(logLikelihood(model, [row(0, 0, 40)])).toBeCloseTo(-0.59947382, 8);
    expect(logLikelihood(model, [row(200, 38, 40)])).toBeCloseTo(100.7957, 4);
    expect(logLikelihood(model, [])).toBe(0);
  });

  it("throws for what a fit refuses", () => {
    expect(() => logLikelihood(model, [row(2, 0, 40)])).toThrow(expect.objectContaining({ argument: "customers[0].recency" }));
    expect(() => logLikelihood({ ...model, parameters: { ...model.parameters, a: 0 } }, [])).toThrow("model.parameters.a");
  });
});
