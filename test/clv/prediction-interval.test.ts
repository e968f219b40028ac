import { expectedPurchases, fitBgNbd, fitMbgNbd, probabilityAlive, type BgNbdModel } from "clientele/clv";
import { describe, expect, it } from "vitest";
import { fitBgBb } from "../../src/clv/bg-bb/fit-bg-bb.js";
import { fitParetoNbd } from "../../src/clv/pareto-nbd/fit-pareto-nbd.js";
import { predictionInterval } from "../../src/clv/simulation/prediction-interval.js";
import { simulate } from "../../src/clv/simulation/simulate.js";
import { deepFreeze } from "../support/deep-freeze.js";

const truth = deepFreeze({ kind: "bg-nbd", parameters: { r: 0.6, alpha: 6, a: 0.8, b: 3 } } as const);
const customer = deepFreeze({ frequency: 5, recency: 33, age: 39 });
const options = deepFreeze({ horizon: 39, level: 0.9, seed: 1 });
const invalid = (argument: string): unknown => expect.objectContaining({ code: "invalid-argument", argument });

function fitted(customers: number): BgNbdModel {
  const fit = fitBgNbd(simulate(truth, { customers, age: { from: 26, to: 39 }, seed: 5 }));
  if (!fit.ok) expect.unreachable(fit.error.code);
  return deepFreeze(fit.value);
}

const model = fitted(2000);

describe("predictionInterval", () => {
  it("holds the estimates between their bounds, and whole purchases", () => {
    const {
      expectedPurchases: expected,
      probabilityAlive: alive,
      purchases,
      level,
      horizon,
    } = predictionInterval(model, customer, options);
    expect({ level, horizon }).toEqual({ level: 0.9, horizon: 39 });
    expect(expected.estimate).toBe(expectedPurchases(model, customer, 39));
    expect(alive.estimate).toBe(probabilityAlive(model, customer));
    expect(expected.low).toBeLessThan(expected.estimate);
    expect(expected.high).toBeGreaterThan(expected.estimate);
    expect(alive.low).toBeLessThan(alive.estimate);
    expect(alive.high).toBeGreaterThan(alive.estimate);
    expect(purchases.low).toBe(0);
    expect(purchases.high).toBeGreaterThan(expected.high);
    expect(Number.isInteger(purchases.high)).toBe(true);
  });

  it("is plain data, the same for the same seed, also of a model that was stored", () => {
    const interval = predictionInterval(model, customer, options);
    const stored = JSON.parse(JSON.stringify(model)) as BgNbdModel;
    expect(predictionInterval(stored, customer, options)).toEqual(interval);
    expect(JSON.parse(JSON.stringify(interval))).toEqual(interval);
    expect(predictionInterval(model, customer, { ...options, seed: 2 })).not.toEqual(interval);
  });

  it("of the expectation is as wide as the covariance says", () => {
    // By differences: the variance of a function of the parameters is that of its linear part.
    const names = ["r", "alpha", "a", "b"] as const;
    const gradient = names.map((name) => {
      const step = 1e-5 * model.parameters[name];
      const at = (value: number): number =>
        expectedPurchases({ kind: "bg-nbd", parameters: { ...model.parameters, [name]: value } }, customer, 39);
      return (at(model.parameters[name] + step) - at(model.parameters[name] - step)) / (2 * step);
    });
    const variance = gradient.reduce(
      (sum, slope, i) => sum + gradient.reduce((part, other, j) => part + slope * other * (model.covariance[i]?.[j] as number), 0),
      0,
    );
    const { expectedPurchases: bounds } = predictionInterval(model, customer, { ...options, draws: 4000 });
    expect((bounds.high - bounds.low) / (2 * 1.645 * Math.sqrt(variance))).toBeCloseTo(1, 1);
  });

  it("of the expectation is narrower the more customers there were, that of the purchases is not", () => {
    const few = predictionInterval(fitted(500), customer, options);
    const many = predictionInterval(fitted(20_000), customer, options);
    const widthOf = ({ low, high }: { readonly low: number; readonly high: number }): number => high - low;
    expect(widthOf(few.expectedPurchases)).toBeGreaterThan(4 * widthOf(many.expectedPurchases));
    expect(widthOf(many.purchases)).toBeGreaterThan(4);
  });

  it("is wider at a higher level, and nothing at no horizon", () => {
    const half = predictionInterval(model, customer, { ...options, level: 0.5 });
    const most = predictionInterval(model, customer, { ...options, level: 0.95 });
    expect(most.expectedPurchases.low).toBeLessThan(half.expectedPurchases.low);
    expect(most.expectedPurchases.high).toBeGreaterThan(half.expectedPurchases.high);
    expect(most.purchases.high).toBeGreaterThan(half.purchases.high);
    expect(predictionInterval(model, customer, { ...options, horizon: 0 })).toMatchObject({
      expectedPurchases: { estimate: 0, low: 0, high: 0 },
      purchases: { low: 0, high: 0 },
    });
  });

  it("stays finite where the parameters are all but unknown", () => {
    const vague = { ...model, covariance: model.covariance.map((row, i) => row.map((value, j) => (i === j ? 1e4 : 0 * value))) };
    const {
      expectedPurchases: expected,
      purchases,
      probabilityAlive: alive,
    } = predictionInterval(vague, customer, { ...options, draws: 300 });
    const numbers = [expected, purchases, alive].flatMap((bounds): number[] => Object.values({ ...bounds }));
    expect(numbers.filter((value) => !Number.isFinite(value))).toEqual([]);
  });

  it("refuses what it cannot predict from, and says where", () => {
    expect(() => predictionInterval(truth as never, customer as never, options)).toThrow(invalid("model.covariance"));
    expect(() => predictionInterval({ ...model, covariance: [[1]] }, customer, options)).toThrow(invalid("model.covariance"));
    const impossible = model.covariance.map((row) => row.map((value) => -value));
    expect(() => predictionInterval({ ...model, covariance: impossible }, customer, options)).toThrow(invalid("model.covariance"));
    expect(() => predictionInterval(model, { ...customer, age: 1 }, options)).toThrow(invalid("customer.recency"));
    expect(() => predictionInterval(model, customer, { ...options, horizon: -1 })).toThrow(invalid("options.horizon"));
    expect(() => predictionInterval(model, customer, { ...options, level: 1 })).toThrow(invalid("options.level"));
    expect(() => predictionInterval(model, customer, { ...options, draws: 10 })).toThrow(invalid("options.draws"));
    expect(() => predictionInterval(model, customer, { ...options, seed: NaN })).toThrow(invalid("options.seed"));
  });
});

describe("nine of ten futures lie within their bounds, of customers of", () => {
  /** The share of customers whose purchases in the holdout lie within. */
  const coverage = <Row extends { readonly holdoutFrequency: number }>(
    rows: readonly Row[],
    predict: (row: Row, seed: number) => { readonly purchases: { readonly low: number; readonly high: number } },
  ): number => {
    const within = rows.filter((row, seed) => {
      const { low, high } = predict(row, seed).purchases;
      return low <= row.holdoutFrequency && row.holdoutFrequency <= high;
    });
    return within.length / rows.length;
  };
  // Heavy buyers, since few whole numbers cannot be split at every share.
  const purchases = { r: 3, alpha: 3 };

  it.each([
    { kind: "bg-nbd", fitModel: fitBgNbd, leaving: { a: 0.5, b: 20 } },
    { kind: "mbg-nbd", fitModel: fitMbgNbd, leaving: { a: 0.5, b: 20 } },
    { kind: "pareto-nbd", fitModel: fitParetoNbd, leaving: { s: 0.6, beta: 40 } },
  ] as const)("$kind", ({ kind, fitModel, leaving }) => {
    const made = { kind, parameters: { ...purchases, ...leaving } } as unknown as typeof truth;
    const fit = fitModel(simulate(made, { customers: 2000, age: { from: 20, to: 40 }, seed: 1 }));
    if (!fit.ok) expect.unreachable(fit.error.code);
    const rows = simulate(made, { customers: 300, age: { from: 20, to: 40 }, holdout: 26, seed: 2 });
    const share = coverage(rows, (row, seed) => predictionInterval(fit.value, row, { horizon: 26, level: 0.9, draws: 150, seed }));
    expect(share).toBeGreaterThan(0.85);
    expect(share).toBeLessThan(0.97);
  });

  it("bg-bb", () => {
    const made = { kind: "bg-bb", parameters: { alpha: 1.2, beta: 0.75, gamma: 0.66, delta: 12 } } as const;
    const fit = fitBgBb(simulate(made, { customers: 2000, opportunities: 12, seed: 1 }));
    if (!fit.ok) expect.unreachable(fit.error.code);
    const rows = simulate(made, { customers: 300, opportunities: 12, holdout: 26, seed: 2 });
    const share = coverage(rows, (row, seed) => predictionInterval(fit.value, row, { horizon: 26, level: 0.9, draws: 150, seed }));
    expect(share).toBeGreaterThan(0.86);
    expect(share).toBeLessThan(0.98);
  });
});

it("an age beside the opportunities of a BG/BB customer changes nothing", () => {
  const covariance = [0, 1, 2, 3].map((i) => [0, 1, 2, 3].map((j) => (i === j ? 0.01 : 0)));
  const donors = { kind: "bg-bb", parameters: { alpha: 1.2, beta: 0.75, gamma: 0.66, delta: 2.78 }, covariance } as const;
  const donor = { frequency: 3, recency: 5, opportunities: 6 };
  const options = { horizon: 5, level: 0.9, seed: 1 };
  const other = { ...donor, age: 500 };
  expect(predictionInterval(donors, other, options)).toEqual(predictionInterval(donors, donor, options));
});
