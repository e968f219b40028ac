import { compressCustomers, type CustomerHistory } from "clientele/clv";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fitParetoNbd } from "../../src/clv/pareto-nbd/fit-pareto-nbd.js";
import { paretoNbdLikelihood } from "../../src/clv/pareto-nbd/likelihood.js";
import { PARETO_NBD } from "../../src/clv/pareto-nbd/methods.js";
import type { ParetoNbdParameters } from "../../src/clv/pareto-nbd/pareto-nbd.js";
import { readCustomers } from "../../src/clv/customer-table.js";
import { seededRandom } from "../../src/numerics/random.js";
import { expectNear } from "./expect-near.js";

const { probabilityAlive, purchasesWhileThere, discountedPurchasesWhileThere, purchaseCounts, logLikelihood, newCustomer } = PARETO_NBD;

const between = (least: number, most: number): fc.Arbitrary<number> =>
  fc.double({ min: Math.log(least), max: Math.log(most), noNaN: true }).map(Math.exp);

const parametersFrom = (shape: fc.Arbitrary<number>, scale: fc.Arbitrary<number>): fc.Arbitrary<ParetoNbdParameters> =>
  fc
    .record({ r: shape, alpha: scale, s: shape, beta: scale, alike: fc.integer({ min: 0, max: 9 }) })
    .map(({ r, alpha, s, beta, alike }) => ({ r, alpha, s, beta: alike === 0 ? alpha : beta }));

const anyParameters = parametersFrom(between(1e-4, 1e4), between(1e-4, 1e4));
const ordinaryParameters = parametersFrom(between(0.1, 10), between(1, 100));

const anyCustomer: fc.Arbitrary<CustomerHistory> = fc
  .record({
    frequency: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 10 }), fc.integer({ min: 1, max: 10_000 })),
    age: between(1e-6, 1e4),
    position: fc.oneof(fc.constant(1), fc.constant(1 - 1e-12), fc.double({ min: 1e-3, max: 1, noNaN: true })),
  })
  .map(({ frequency, age, position }) => ({ frequency, age, recency: frequency === 0 ? 0 : age * position }));

const extremeParameters = parametersFrom(between(1e-29, 1e7), between(1e-29, 1e29));
const extremeCustomer: fc.Arbitrary<CustomerHistory> = fc
  .record({ frequency: fc.nat({ max: 1e6 }), age: between(1e-28, 1e29), share: between(0.01, 1) })
  .map(({ frequency, age, share }) => ({ frequency, age, recency: frequency === 0 ? 0 : Math.min(age * share, age) }));

/** What a comparison of two results computed in different ways must let pass. */
const SLACK = 1e-9;

function alive(parameters: ParetoNbdParameters, customer: CustomerHistory, length = 0): number {
  return probabilityAlive(parameters, { ...customer, age: customer.age + length });
}

describe("for the most extreme models and customers", () => {
  it("no prediction is NaN or infinite", () => {
    const amount = between(1e-29, 1e29);
    fc.assert(
      fc.property(extremeParameters, extremeCustomer, amount, amount, (parameters, customer, horizon, rate) => {
        const predictions = [
          probabilityAlive(parameters, customer),
          purchasesWhileThere(parameters, customer, horizon),
          discountedPurchasesWhileThere(parameters, customer, null, rate),
          discountedPurchasesWhileThere(parameters, customer, horizon, rate),
          logLikelihood(parameters, [customer]),
          ...purchaseCounts(parameters, horizon, 3),
        ];
        expect(predictions.filter((value) => !Number.isFinite(value))).toEqual([]);
      }),
    );
  });

  it("a fit holds finite numbers, or says why there are none", () => {
    const rows = fc.array(fc.tuple(extremeCustomer, between(1e-29, 1e29)), { maxLength: 8 });
    fc.assert(
      fc.property(rows, (customers) => {
        const fit = fitParetoNbd(customers.map(([customer, count]) => ({ ...customer, count })));
        const numbers = fit.ok ? [...Object.values(fit.value.parameters), ...fit.value.covariance.flat()] : Object.values(fit.error);
        expect(numbers.filter((value) => typeof value === "number" && !Number.isFinite(value))).toEqual([]);
      }),
      { numRuns: 50 },
    );
  });
});

describe("for every lawful model and customer", () => {
  it("the chance of being there is from 0 to 1, 1 right after a purchase, and falls with the silence", () => {
    fc.assert(
      fc.property(anyParameters, anyCustomer, between(1e-6, 1e4), (parameters, customer, length) => {
        const now = alive(parameters, customer);
        expect(now >= 0 && now <= 1).toBe(true);
        expect(alive(parameters, { ...customer, age: customer.recency })).toBe(1);
        expect(alive(parameters, customer, length)).toBeLessThanOrEqual(now * (1 + SLACK));
      }),
    );
  });

  it("a later last purchase speaks for being there", () => {
    fc.assert(
      fc.property(anyParameters, anyCustomer, fc.double({ min: 0.01, max: 1, noNaN: true }), (parameters, customer, share) => {
        fc.pre(customer.frequency > 0);
        const earlier = { ...customer, recency: customer.recency * share };
        expect(alive(parameters, earlier)).toBeLessThanOrEqual(alive(parameters, customer) * (1 + SLACK));
      }),
    );
  });

  it("purchases ahead are finite, grow with the horizon, and at first at the mean rate", () => {
    fc.assert(
      fc.property(anyParameters, anyCustomer, between(1e-6, 1e4), (parameters, customer, horizon) => {
        const near = purchasesWhileThere(parameters, customer, horizon);
        const far = purchasesWhileThere(parameters, customer, 1.5 * horizon);
        expect(near).toBeGreaterThan(0);
        expect(far).toBeLessThan(Infinity);
        expect(far).toBeGreaterThanOrEqual(near * (1 - SLACK));
        expect(purchasesWhileThere(parameters, customer, 0)).toBe(0);
        const { r, alpha, s, beta } = parameters;
        const tiny = (1e-9 * (beta + customer.age)) / (1 + s);
        expectNear(purchasesWhileThere(parameters, customer, tiny), ((r + customer.frequency) / (alpha + customer.age)) * tiny, 1e-8, 0);
      }),
    );
  });

  it("a discount lowers them, the more the higher; none changes nothing; without end they are at least as many", () => {
    fc.assert(
      fc.property(anyParameters, anyCustomer, between(1e-3, 1e4), between(1e-5, 0.1), (parameters, customer, horizon, rate) => {
        const discounted = (end: number | null, perUnit: number): number =>
          discountedPurchasesWhileThere(parameters, customer, end, perUnit) as number;
        const plain = purchasesWhileThere(parameters, customer, horizon);
        const finite = discounted(horizon, rate);
        expect(finite).toBeLessThanOrEqual(plain * (1 + SLACK));
        expect(finite).toBeGreaterThanOrEqual(discounted(horizon, 2 * rate) * (1 - SLACK));
        expect(discounted(null, rate)).toBeGreaterThanOrEqual(finite * (1 - SLACK));
        expectNear(discounted(horizon, 0), plain, 0);
        expectNear(discounted(horizon, 1e-15), plain, SLACK, 0);
      }),
      { numRuns: 100 },
    );
  });

  it("without end and discount there are finitely many only where s is above 1", () => {
    fc.assert(
      fc.property(anyParameters, anyCustomer, (parameters, customer) => {
        const endless = discountedPurchasesWhileThere(parameters, customer, null, 0);
        if (parameters.s <= 1) expect(endless).toBeNull();
        else expect(endless).toBeGreaterThanOrEqual(purchasesWhileThere(parameters, customer, 1e6) * (1 - SLACK));
      }),
    );
  });

  it("the gradient of the log-likelihood is what differences give", () => {
    fc.assert(
      fc.property(ordinaryParameters, anyCustomer, (parameters, customer) => {
        const likelihood = paretoNbdLikelihood(readCustomers([customer]));
        const at = Object.values(parameters);
        const gradient = new Float64Array(4);
        const value = likelihood(Float64Array.from(at), gradient);
        at.forEach((parameter, i) => {
          const moved = (steps: number): number =>
            likelihood(Float64Array.from(at.with(i, parameter * (1 + 1e-3 * steps))), new Float64Array(4));
          const slope = (8 * (moved(1) - moved(-1)) - (moved(2) - moved(-2))) / 12e-3;
          expectNear(parameter * (gradient[i] as number), slope, 1e-7, 1e-10 * (1 + Math.abs(value)));
        });
      }),
    );
  });
});

describe("the distribution of the number of purchases", () => {
  it("is none below 0 and adds up to at most 1", () => {
    fc.assert(
      fc.property(anyParameters, between(1e-6, 1e4), fc.integer({ min: 0, max: 300 }), (parameters, horizon, upTo) => {
        const counts = purchaseCounts(parameters, horizon, upTo);
        expect(counts).toHaveLength(upTo + 1);
        expect(counts.every((probability) => probability >= 0)).toBe(true);
        expect(counts.reduce((sum, probability) => sum + probability, 0)).toBeLessThanOrEqual(1 + SLACK);
      }),
    );
  });

  it("begins with the chance of the history without a purchase", () => {
    fc.assert(
      fc.property(anyParameters, between(1e-6, 1e4), (parameters, age) => {
        const silent = Math.exp(logLikelihood(parameters, [{ frequency: 0, recency: 0, age }]));
        expectNear(purchaseCounts(parameters, age, 2)[0], silent, 1e-10, 1e-300);
      }),
    );
  });

  it("adds up to 1 and has the expected number as its mean, as far as it can be listed", () => {
    fc.assert(
      fc.property(ordinaryParameters, between(0.1, 100), (parameters, horizon) => {
        const counts = purchaseCounts(parameters, horizon, 20_000);
        fc.pre((counts.at(-1) as number) < 1e-30);
        const sum = (weight: (n: number) => number): number => counts.reduce((total, p, n) => total + weight(n) * p, 0);
        expectNear(
          sum(() => 1),
          1,
          1e-11,
        );
        expectNear(
          sum((n) => n),
          purchasesWhileThere(parameters, newCustomer, horizon),
          1e-10,
        );
      }),
      { numRuns: 50 },
    );
  });

  it("of up to a million counts takes one pass, and is certain at once at horizon 0", () => {
    const parameters = { r: 2, alpha: 1e-3, s: 0.7, beta: 3 };
    const counts = purchaseCounts(parameters, 30, 1_000_000);
    const mean = counts.reduce((sum, p, n) => sum + n * p, 0);
    expectNear(mean, purchasesWhileThere(parameters, newCustomer, 30), 1e-9);
    expect(purchaseCounts(parameters, 0, 2)).toEqual([1, 0, 0]);
  });
});

it("an ordinary customer is expected to buy (liveness)", () => {
  const parameters = { r: 0.55, alpha: 10.6, s: 0.61, beta: 11.7 };
  const customer = { frequency: 5, recency: 35, age: 38 };
  expect(probabilityAlive(parameters, customer)).toBeGreaterThan(0.9);
  expect(purchasesWhileThere(parameters, customer, 39)).toBeGreaterThan(2);
  expect(purchaseCounts(parameters, 39, 50).reduce((sum, p) => sum + p, 0)).toBeGreaterThan(0.99);
});

/** Customers of a model, with the ages in whole sevenths as days in weeks are. */
function simulated({ r, alpha, s, beta }: ParetoNbdParameters, customers: number, seed: number): CustomerHistory[] {
  const random = seededRandom(seed);
  return Array.from({ length: customers }, () => {
    const rate = random.gamma(r, alpha);
    const age = (180 + Math.floor(91 * random.uniform())) / 7;
    const end = Math.min(age, random.exponential(random.gamma(s, beta)));
    let [frequency, recency] = [0, 0];
    for (let at = random.exponential(rate); at <= end; at += random.exponential(rate)) {
      frequency += 1;
      recency = Math.max(1 / 7, Math.round(at * 7) / 7);
    }
    return { frequency, recency: Math.min(recency, age), age };
  });
}

describe("a model's own customers", () => {
  const truth = { r: 0.6, alpha: 6, s: 0.8, beta: 12 };

  it("buy after half of their time what is expected of each given the first half", () => {
    const random = seededRandom(5);
    let [expected, made] = [0, 0];
    for (let i = 0; i < 20_000; i++) {
      const rate = random.gamma(truth.r, truth.alpha);
      const end = random.exponential(random.gamma(truth.s, truth.beta));
      const customer = { frequency: 0, recency: 0, age: 26 };
      for (let at = random.exponential(rate); at <= Math.min(end, 52); at += random.exponential(rate)) {
        if (at > 26) made += 1;
        else Object.assign(customer, { frequency: customer.frequency + 1, recency: at });
      }
      expected += probabilityAlive(truth, customer) * purchasesWhileThere(truth, customer, 26);
    }
    expect(expected / made).toBeGreaterThan(0.96);
    expect(expected / made).toBeLessThan(1.04);
  });

  it("give their parameters back", () => {
    const rows = simulated(truth, 10_000, 7);
    const fit = fitParetoNbd(rows);
    if (!fit.ok) expect.unreachable(fit.error.code);
    for (const name of ["r", "alpha", "s", "beta"] as const) {
      expect(Math.abs(fit.value.parameters[name] - truth[name])).toBeLessThan(4 * fit.value.standardErrors[name]);
    }
    expect(fit.value.logLikelihood).toBeGreaterThan(logLikelihood(truth, rows));
  });

  it("give the same fit as rows, columns and compressed rows, in any order and time unit", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), between(1e-3, 1e5), (seed, unit) => {
        const rows = simulated(truth, 600, seed);
        const fit = fitParetoNbd(rows);
        if (!fit.ok) return;
        const columns = {
          frequency: rows.map(({ frequency }) => frequency),
          recency: Float64Array.from(rows, ({ recency }) => recency),
          age: Float64Array.from(rows, ({ age }) => age),
        };
        for (const same of [columns, compressCustomers(rows), [...rows].reverse()]) {
          const other = fitParetoNbd(same);
          expectNear(other.ok && other.value.parameters, fit.value.parameters, 1e-6);
          expectNear(logLikelihood(fit.value.parameters, same), fit.value.logLikelihood, 1e-12);
        }
        const scaled = fitParetoNbd(rows.map((row) => ({ ...row, recency: unit * row.recency, age: unit * row.age })));
        const { r, alpha, s, beta } = fit.value.parameters;
        expectNear(scaled.ok && scaled.value.parameters, { r, alpha: unit * alpha, s, beta: unit * beta }, 1e-5);
      }),
      { numRuns: 3 },
    );
  });
});

describe("there is no maximum", () => {
  it("where customers leave later than at random: s and beta grow together", () => {
    const random = seededRandom(3);
    const rows = Array.from({ length: 500 }, () => {
      const rate = random.gamma(2, 8);
      let [frequency, recency] = [0, 0];
      for (let at = random.exponential(rate); at <= 15; at += random.exponential(rate)) [frequency, recency] = [frequency + 1, at];
      return { frequency, recency, age: 30 };
    });
    const fit = fitParetoNbd(rows);
    expect(fit).toMatchObject({ ok: false, error: { code: "boundary", limit: "infinity" } });
    if (!fit.ok && fit.error.code === "boundary") expect(["s", "beta"]).toContain(fit.error.parameter);
  });

  it("where they buy more evenly than at random: r and alpha grow together", () => {
    const random = seededRandom(4);
    const rows = Array.from({ length: 500 }, () => {
      const end = Math.min(30, random.exponential(random.gamma(0.8, 12)));
      const frequency = Math.floor(end / 4);
      return { frequency, recency: 4 * frequency, age: 30 };
    });
    const fit = fitParetoNbd(rows);
    expect(fit).toMatchObject({ ok: false, error: { code: "boundary", limit: "infinity" } });
    if (!fit.ok && fit.error.code === "boundary") expect(["r", "alpha"]).toContain(fit.error.parameter);
  });
});

describe("mistakes", () => {
  it.each([
    ["r", { r: 0, alpha: 10, s: 1, beta: 10 }],
    ["alpha", { r: 1, alpha: -1, s: 1, beta: 10 }],
    ["s", { r: 1, alpha: 10, s: 1e9, beta: 10 }],
    ["beta", { r: 1, alpha: 10, s: 1, beta: NaN }],
  ])("a parameter %s that no model has is refused", (name, parameters) => {
    expect(() => PARETO_NBD.check(parameters)).toThrow(
      expect.objectContaining({ code: "invalid-argument", argument: `model.parameters.${name}` }),
    );
  });

  it("customers who cannot be are refused with their place", () => {
    const rows = [
      { frequency: 0, recency: 0, age: 10 },
      { frequency: 2, recency: 0, age: 10 },
    ];
    const parameters = { r: 1, alpha: 10, s: 1, beta: 10 };
    expect(() => logLikelihood(parameters, rows)).toThrow(expect.objectContaining({ argument: "customers[1].recency" }));
    expect(() => fitParetoNbd(rows)).toThrow(expect.objectContaining({ argument: "customers[1].recency" }));
    expect(() => fitParetoNbd(rows, { maxEvaluations: 0 })).toThrow(expect.objectContaining({ argument: "options.maxEvaluations" }));
    expect(fitParetoNbd(rows.slice(1))).toMatchObject({ ok: false, error: { code: "first-purchase-counted", rows: 1, rowsAtAgeZero: 1 } });
    expect(() => PARETO_NBD.checkCustomer({ frequency: 1, recency: 11, age: 10 })).toThrow(
      expect.objectContaining({ argument: "customer.recency" }),
    );
  });

  it("no customers have log-likelihood 0", () => {
    expect(logLikelihood({ r: 1, alpha: 10, s: 1, beta: 10 }, [])).toBe(0);
  });
});
