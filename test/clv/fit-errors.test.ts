import {
  fitBgNbd,
  fitGammaGamma,
  logLikelihood,
  type CountedCustomerHistory,
  type CustomerHistories,
  type SpendHistories,
} from "clientele/clv";
import { describe, expect, it } from "vitest";
import { expectNear } from "./expect-near.js";

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

  it("when the first purchase was counted, whatever rows of no customers say", () => {
    const error = { code: "first-purchase-counted", rows: 2, rowsAtAgeZero: 1 };
    expect(fitBgNbd([row(1, 0, 10), row(3, 8, 20), row(0, 0, 5, 0)])).toEqual({ ok: false, error });
    expect(fitBgNbd([row(0, 0, 10, 2), row(3, 8, 20, 0)])).toEqual({ ok: false, error: { code: "no-repeat-purchases", customers: 2 } });
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
    ["an age beyond all sums", [row(0, 0, 1), row(1, 1, 1e305)], "customers[1].age"],
    ["a recency without a reciprocal", [row(1, 1e-320, 1)], "customers[0].recency"],
    ["no customers", undefined as unknown as CustomerHistories, "customers"],
    ["a row that is none", [row(0, 0, 1), null] as unknown as CustomerHistories, "customers[1]"],
    ["rows that were never set", new Array(3) as CustomerHistories, "customers[0]"],
    ["an object without columns", {} as CustomerHistories, "customers.frequency"],
    ["a text for a column", { frequency: "12", recency: [1, 1], age: [2, 2] } as unknown as CustomerHistories, "customers.frequency"],
    ["columns of different length", { frequency: [1, 2], recency: [1], age: [2, 2] }, "customers.recency"],
    ["a missing column", { frequency: [1] } as unknown as CustomerHistories, "customers.recency"],
    ["a bad value in a column", { frequency: [1, 2], recency: [1, 5], age: [2, 3] }, "customers.recency[1]"],
  ])("throws for %s", (_, customers, argument) => {
    expect(() => fitBgNbd(customers)).toThrow(expect.objectContaining({ code: "invalid-argument", argument }));
  });

  it("says what it got instead of a number", () => {
    const texts = { frequency: [1, "2"], recency: [1, 1], age: [2, 2] } as unknown as CustomerHistories;
    expect(() => fitBgNbd(texts)).toThrow('customers.frequency[1]: expected a whole number of at least 0, got "2"');
    expect(() => fitBgNbd([{ ...row(1, 1, 2), age: null } as unknown as CountedCustomerHistory])).toThrow("got null");
    expect(() => fitBgNbd({} as CustomerHistories)).toThrow("customers.frequency: expected a column of numbers, got undefined");
  });

  it("throws for a limit that is none", () => {
    expect(() => fitBgNbd([row(1, 1, 2)], { maxEvaluations: 0 })).toThrow(expect.objectContaining({ argument: "options.maxEvaluations" }));
  });
});

describe("fitGammaGamma says why there is no model", () => {
  it("when nobody came back", () => {
    const error = { code: "no-repeat-purchases", customers: 2 };
    expect(fitGammaGamma([{ frequency: 0, meanSpend: null, count: 2 }, { frequency: 1, meanSpend: 4, count: 0 }])).toEqual({ ok: false, error }); // prettier-ignore
  });

  it("when those who came back got everything free", () => {
    const error = { code: "too-few-customers", customers: 0 };
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
    ["a mean beyond all products", [{ frequency: 2, meanSpend: 1e305 }], "customers[0].meanSpend"],
    ["a mean without a reciprocal", { frequency: [1, 2], meanSpend: [3, 1e-320] }, "customers.meanSpend[1]"],
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

describe("weights", () => {
  it("may be fractions that do not add up to two customers", () => {
    const customers = [row(0, 0, 38, 0.6), row(1, 4, 38, 0.09), row(1, 20, 38, 0.07), row(3, 30, 38, 0.06), row(8, 10, 38, 0.01), row(10, 35, 38, 0.05)]; // prettier-ignore
    const light = fitBgNbd(customers);
    const heavy = fitBgNbd(customers.map((customer) => ({ ...customer, count: 1000 * (customer.count ?? 0) })));
    if (!light.ok || !heavy.ok) expect.unreachable();
    expectNear(light.value.parameters, heavy.value.parameters, 1e-6);
    const spenders = [1150, 6400, 2210, 3475, 2890, 8120].map((meanSpend, i) => ({ frequency: i + 1, meanSpend, count: 0.1 }));
    expect(fitGammaGamma(spenders)).toMatchObject({ ok: true });
  });
});

describe("logLikelihood", () => {
  const model = { kind: "bg-nbd", parameters: { r: 0.25, alpha: 4, a: 0.8, b: 2.5 } } as const;

  it("is that of the numerical note of Fader and Hardie", () => {
    expect(logLikelihood(model, [row(0, 0, 40)])).toBeCloseTo(-0.59947382, 8);
    expect(logLikelihood(model, [row(200, 38, 40)])).toBeCloseTo(100.7957, 4);
    expect(logLikelihood(model, [])).toBe(0);
  });

  it("keeps its digits where all customers are nearly alike", () => {
    // -r log(1 + T / alpha) of 1e8 and 3e-8: -1e8 (3e-8 - 4.5e-16 + ...).
    const alike = { kind: "bg-nbd", parameters: { r: 1e8, alpha: 1e9, a: 1, b: 1 } } as const;
    expect(logLikelihood(alike, [row(0, 0, 30)])).toBeCloseTo(-2.999999955, 13);
  });

  it("throws for what a fit refuses", () => {
    const spend = { kind: "gamma-gamma", parameters: { p: 6, q: 4, gamma: 15 } } as const;
    expect(() => logLikelihood(spend, [{ frequency: 20, meanSpend: 1e308 }])).toThrow("customers[0].meanSpend");
    expect(() => logLikelihood(model, [row(2, 0, 40)])).toThrow(expect.objectContaining({ argument: "customers[0].recency" }));
    expect(() => logLikelihood({ ...model, parameters: { ...model.parameters, a: 0 } }, [])).toThrow("model.parameters.a");
  });
});
