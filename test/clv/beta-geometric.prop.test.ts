import {
  compressCustomers,
  discountedExpectedPurchases,
  expectedPurchases,
  expectedPurchasesOfNewCustomer,
  fitBgNbd,
  fitMbgNbd,
  logLikelihood,
  probabilityAlive,
  purchaseCountDistribution,
  type BgNbd,
  type MbgNbd,
  type CountedCustomerHistory,
  type CustomerHistory,
} from "clientele/clv";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { simulate } from "../../src/clv/simulation/simulate.js";
import { expectNear } from "./expect-near.js";

const between = (least: number, most: number): fc.Arbitrary<number> =>
  fc.double({ min: Math.log(least), max: Math.log(most), noNaN: true }).map(Math.exp);

type Model = BgNbd | MbgNbd;

const kinds = fc.constantFrom("bg-nbd", "mbg-nbd");

const anyModel: fc.Arbitrary<Model> = fc
  .record({ r: between(1e-4, 1e4), alpha: between(1e-4, 1e4), a: between(1e-4, 1e4), b: between(1e-4, 1e4), kind: kinds })
  .map(({ kind, ...parameters }) => ({ kind, parameters }));

const anyCustomer: fc.Arbitrary<CustomerHistory> = fc
  .record({
    frequency: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 10 }), fc.integer({ min: 1, max: 10_000 })),
    age: between(1e-6, 1e4),
    position: fc.oneof(fc.constant(1), fc.double({ min: 1e-3, max: 1, noNaN: true })),
  })
  .map(({ frequency, age, position }) => ({ frequency, age, recency: frequency === 0 ? 0 : age * position }));

const anyAmount = between(1e-29, 1e29);
const anyShape = between(1e-29, 1e7);
const extremeModel: fc.Arbitrary<Model> = fc
  .record({ r: anyShape, alpha: anyAmount, a: anyShape, b: anyShape, kind: kinds })
  .map(({ kind, ...parameters }) => ({ kind, parameters }));

const extremeCustomer: fc.Arbitrary<CustomerHistory> = fc
  .record({ frequency: fc.nat({ max: 1e6 }), age: between(1e-28, 1e29), share: between(0.01, 1) })
  .map(({ frequency, age, share }) => ({ frequency, age, recency: frequency === 0 ? 0 : Math.min(age * share, age) }));

/** What a comparison of two results computed in different ways must let pass. */
const SLACK = 1e-9;

describe("for the most extreme models and customers", () => {
  it("no prediction is NaN or infinite", () => {
    fc.assert(
      fc.property(extremeModel, extremeCustomer, anyAmount, anyAmount, (model, customer, horizon, unitsPerYear) => {
        const discount = { annualRate: 0.1, unitsPerYear, compounding: "annual" } as const;
        const predictions = [
          probabilityAlive(model, customer),
          expectedPurchases(model, customer, horizon),
          discountedExpectedPurchases(model, customer, { horizon: null, discount }),
          logLikelihood(model, [customer]),
          ...purchaseCountDistribution(model, horizon, 3),
        ];
        expect(predictions.filter((value) => !Number.isFinite(value))).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  it("a fit holds finite numbers, or says why there are none", () => {
    const rows = fc.array(fc.tuple(extremeCustomer, between(1e-29, 1e29)), { maxLength: 8 });
    fc.assert(
      fc.property(rows, fc.constantFrom(fitBgNbd, fitMbgNbd), (customers, fitModel) => {
        const fit = fitModel(customers.map(([customer, count]) => ({ ...customer, count })));
        const numbers = fit.ok ? [...Object.values(fit.value.parameters), ...fit.value.covariance.flat()] : Object.values(fit.error);
        expect(numbers.filter((value) => typeof value === "number" && !Number.isFinite(value))).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });
});

describe("for every lawful model and customer", () => {
  it("probabilities lie from 0 to 1, and expectations are finite and grow with the horizon", () => {
    fc.assert(
      fc.property(anyModel, anyCustomer, between(1e-6, 1e4), (model, customer, horizon) => {
        const alive = probabilityAlive(model, customer);
        expect(alive >= 0 && alive <= 1).toBe(true);
        const near = expectedPurchases(model, customer, horizon);
        const far = expectedPurchases(model, customer, 1.5 * horizon);
        expect(near).toBeGreaterThanOrEqual(0);
        expect(far).toBeLessThan(Infinity);
        expect(far).toBeGreaterThanOrEqual(near * (1 - SLACK));
        expect(Number.isFinite(logLikelihood(model, [customer]))).toBe(true);
      }),
    );
  });

  it("a discount lowers expectations, the more the higher, and without end they are at least as high", () => {
    fc.assert(
      fc.property(anyModel, anyCustomer, between(1e-3, 1e4), between(1e-3, 3), (model, customer, horizon, annualRate) => {
        const discounted = (end: number | null, rate: number): number =>
          discountedExpectedPurchases(model, customer, {
            horizon: end,
            discount: { annualRate: rate, unitsPerYear: 52, compounding: "annual" },
          }) ?? NaN;
        const finite = discounted(horizon, annualRate);
        expect(finite).toBeLessThanOrEqual(expectedPurchases(model, customer, horizon) * (1 + SLACK));
        expect(finite).toBeGreaterThanOrEqual(discounted(horizon, 2 * annualRate) * (1 - SLACK));
        expect(discounted(null, annualRate)).toBeGreaterThanOrEqual(finite * (1 - SLACK));
        expectNear(discounted(horizon, 1e-14), expectedPurchases(model, customer, horizon), SLACK, 1e-300);
      }),
      { numRuns: 100 },
    );
  });

  it("probabilities of counts are none below 0, and add up to at most 1", () => {
    fc.assert(
      fc.property(anyModel, between(1e-6, 1e4), fc.integer({ min: 0, max: 300 }), (model, horizon, upTo) => {
        const counts = purchaseCountDistribution(model, horizon, upTo);
        expect(counts).toHaveLength(upTo + 1);
        expect(counts.every((probability) => probability >= 0)).toBe(true);
        expect(counts.reduce((sum, probability) => sum + probability, 0)).toBeLessThanOrEqual(1 + SLACK);
      }),
    );
  });
});

it("an ordinary customer is expected to buy (liveness)", () => {
  const model = { kind: "bg-nbd", parameters: { r: 0.25, alpha: 4, a: 0.8, b: 2.5 } } as const;
  expect(expectedPurchases(model, { frequency: 5, recency: 35, age: 38 }, 39)).toBeGreaterThan(2);
  expect(purchaseCountDistribution(model, 39, 50).reduce((sum, p) => sum + p, 0)).toBeGreaterThan(0.99);
});

/** Customers of a model, with the ages in whole sevenths as days in weeks are. */
function simulated(model: Model, customers: number, seed: number): CustomerHistory[] {
  const age = Array.from({ length: customers }, (_, i) => (180 + ((i * 37) % 91)) / 7);
  return simulate(model, { customers, age, seed }).map(({ frequency, recency, age }) => ({
    frequency,
    recency: frequency === 0 ? 0 : Math.min(age, Math.max(1 / 7, Math.round(recency * 7) / 7)),
    age,
  }));
}

describe.each([
  { kind: "bg-nbd", fitModel: fitBgNbd },
  { kind: "mbg-nbd", fitModel: fitMbgNbd },
] as const)("fits of simulated customers of $kind", ({ kind, fitModel }) => {
  const truth: Model = { kind, parameters: { r: 0.6, alpha: 6, a: 0.8, b: 3 } };

  it("find the parameters they were made of", () => {
    const fit = fitModel(simulated(truth, 20_000, 7));
    if (!fit.ok) expect.unreachable(fit.error.code);
    for (const name of ["r", "alpha", "a", "b"] as const) {
      expect(Math.abs(fit.value.parameters[name] - truth.parameters[name])).toBeLessThan(4 * fit.value.standardErrors[name]);
    }
    expect(fit.value.logLikelihood).toBeGreaterThan(logLikelihood(truth, simulated(truth, 20_000, 7)));
  });

  it("are the same for rows, columns and compressed rows, in any order and time unit", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), between(1e-3, 1e5), (seed, unit) => {
        const rows = simulated(truth, 400, seed);
        const fit = fitModel(rows);
        if (!fit.ok) return;
        const columns = {
          frequency: rows.map(({ frequency }) => frequency),
          recency: Float64Array.from(rows, ({ recency }) => recency),
          age: Float64Array.from(rows, ({ age }) => age),
        };
        for (const same of [columns, compressCustomers(rows), [...rows].reverse()]) {
          const other = fitModel(same);
          expectNear(other.ok && other.value.parameters, fit.value.parameters, 1e-7);
          expectNear(logLikelihood(fit.value, same), fit.value.logLikelihood, 1e-12);
        }
        const scaled = fitModel(rows.map((row) => ({ ...row, recency: unit * row.recency, age: unit * row.age })));
        const { r, alpha, a, b } = fit.value.parameters;
        expectNear(scaled.ok && scaled.value.parameters, { r, alpha: unit * alpha, a, b }, 1e-6);
      }),
      { numRuns: 20 },
    );
  });

  it("of more rows than are searched at once end at the same maximum", () => {
    const rows = simulated(truth, 60_000, 3).map((row, i): CountedCustomerHistory => ({
      ...row,
      age: row.age + (i % 997) * 1e-6,
      count: 1,
    }));
    const fit = fitModel(rows);
    if (!fit.ok) expect.unreachable(fit.error.code);
    expect(fit.value.gradientNorm).toBeLessThan(1e-9);
    for (const name of ["r", "alpha", "a", "b"] as const) {
      expect(Math.abs(fit.value.parameters[name] - truth.parameters[name])).toBeLessThan(4 * fit.value.standardErrors[name]);
    }
  });

  it("explain a base as it is: as many purchases as were made", () => {
    const rows = simulated(truth, 3000, 11);
    const fit = fitModel(rows);
    if (!fit.ok) expect.unreachable(fit.error.code);
    const made = rows.reduce((sum, { frequency }) => sum + frequency, 0);
    const explained = rows.reduce((sum, { age }) => sum + expectedPurchasesOfNewCustomer(fit.value, age), 0);
    expect(explained / made).toBeCloseTo(1, 1);
  });
});
