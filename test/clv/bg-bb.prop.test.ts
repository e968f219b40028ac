import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { BgBbParameters, OpportunityHistory } from "../../src/clv/bg-bb/bg-bb.js";
import { fitBgBb } from "../../src/clv/bg-bb/fit-bg-bb.js";
import { bgBbLikelihood } from "../../src/clv/bg-bb/likelihood.js";
import { BG_BB, probabilityAliveAhead } from "../../src/clv/bg-bb/methods.js";
import { readOpportunities } from "../../src/clv/bg-bb/opportunity-table.js";
import { expectNear } from "./expect-near.js";

const between = (least: number, most: number): fc.Arbitrary<number> =>
  fc.double({ min: Math.log(least), max: Math.log(most), noNaN: true }).map(Math.exp);

function modelsBetween(least: number, most: number): fc.Arbitrary<BgBbParameters> {
  const shape = between(least, most);
  return fc.record({ alpha: shape, beta: shape, gamma: shape, delta: shape });
}

function customersUpTo(most: number): fc.Arbitrary<OpportunityHistory> {
  return fc
    .tuple(fc.nat({ max: most }), fc.oneof(fc.constant(1), between(1e-4, 1)), fc.oneof(fc.constant(1), between(1e-4, 1)))
    .map(([opportunities, last, share]) => {
      const recency = Math.round(opportunities * last);
      return { frequency: recency === 0 ? 0 : Math.max(1, Math.round(recency * share)), recency, opportunities };
    });
}

const anyModel = modelsBetween(1e-4, 1e4);
const extremeModel = modelsBetween(1e-29, 1e8);
const anyCustomer = fc.oneof(customersUpTo(12), customersUpTo(3000));
/** What a comparison of two results computed in different ways must let pass. */
const SLACK = 1e-10;

const chanceOf = (parameters: BgBbParameters, customer: OpportunityHistory): number =>
  Math.exp(BG_BB.logLikelihood(parameters, [customer]));
const expected = (parameters: BgBbParameters, customer: OpportunityHistory, horizon: number): number =>
  BG_BB.probabilityAlive(parameters, customer) * BG_BB.purchasesWhileThere(parameters, customer, horizon);

/** Every history of so many opportunities, with the number of orders of purchases that have it. */
function histories(opportunities: number): { customer: OpportunityHistory; orders: number }[] {
  const all = [{ customer: { frequency: 0, recency: 0, opportunities }, orders: 1 }];
  for (let recency = 1; recency <= opportunities; recency++) {
    let orders = 1;
    for (let frequency = 1; frequency <= recency; frequency++) {
      all.push({ customer: { frequency, recency, opportunities }, orders });
      orders = (orders * (recency - frequency)) / frequency;
    }
  }
  return all;
}

/** The chances of an order of purchases and of being there in the end, by following every way it can have come about. */
function byEnumeration({ alpha, beta, gamma, delta }: BgBbParameters, order: readonly boolean[]): { all: number; alive: number } {
  let all = 0;
  let there = 1;
  for (let at = 0; at < order.length; at++) {
    if (!order.slice(at).includes(true)) all += (there * gamma) / (gamma + delta + at);
    there *= (delta + at) / (gamma + delta + at);
    const bought = order.slice(0, at).filter(Boolean).length;
    there *= (order[at] ? alpha + bought : beta + at - bought) / (alpha + beta + at);
  }
  return { all: all + there, alive: there };
}

describe("for the most extreme models and customers", () => {
  it("no prediction is NaN or infinite", () => {
    fc.assert(
      fc.property(extremeModel, anyCustomer, fc.nat({ max: 2000 }), between(1e-60, 1e30), (parameters, customer, horizon, rate) => {
        const predictions = [
          BG_BB.probabilityAlive(parameters, customer),
          probabilityAliveAhead(parameters, customer, horizon),
          expected(parameters, customer, horizon),
          BG_BB.discountedPurchasesWhileThere(parameters, customer, null, rate),
          BG_BB.discountedPurchasesWhileThere(parameters, customer, horizon, rate),
          BG_BB.discountedPurchasesWhileThere(parameters, customer, null, 0) ?? 0,
          BG_BB.logLikelihood(parameters, [customer]),
          ...BG_BB.purchaseCounts(parameters, horizon, 3),
        ];
        expect(predictions.filter((value) => !Number.isFinite(value))).toEqual([]);
      }),
    );
  });

  it("a fit holds finite numbers, or says why there are none", () => {
    const rows = fc.array(fc.tuple(anyCustomer, between(1e-29, 1e29)), { maxLength: 8 });
    fc.assert(
      fc.property(rows, (customers) => {
        const fit = fitBgBb(customers.map(([customer, count]) => ({ ...customer, count })));
        const numbers = fit.ok ? [...Object.values(fit.value.parameters), ...fit.value.covariance.flat()] : Object.values(fit.error);
        expect(numbers.filter((value) => typeof value === "number" && !Number.isFinite(value))).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});

describe("for every lawful model and customer", () => {
  it("who bought last later is the likelier there, and nobody comes back", () => {
    fc.assert(
      fc.property(anyModel, anyCustomer, fc.nat({ max: 500 }), (parameters, customer, ahead) => {
        const alive = BG_BB.probabilityAlive(parameters, customer);
        expect(alive >= 0 && alive <= 1).toBe(true);
        if (customer.recency === customer.opportunities) expect(alive).toBe(1);
        const { frequency, recency, opportunities } = customer;
        if (frequency > 0 && recency < opportunities)
          expect(BG_BB.probabilityAlive(parameters, { ...customer, recency: recency + 1 })).toBeGreaterThanOrEqual(alive * (1 - SLACK));
        const later = probabilityAliveAhead(parameters, customer, ahead);
        expect(later).toBeLessThanOrEqual(alive);
        expect(probabilityAliveAhead(parameters, customer, ahead + 1)).toBeLessThanOrEqual(later);
      }),
    );
  });

  it("expectations grow with the horizon, by at most one purchase an opportunity, and are none without one", () => {
    fc.assert(
      fc.property(anyModel, anyCustomer, fc.nat({ max: 1000 }), (parameters, customer, horizon) => {
        const near = expected(parameters, customer, horizon);
        const far = expected(parameters, customer, horizon + 1);
        expect(far).toBeGreaterThanOrEqual(near);
        expect(far).toBeLessThanOrEqual(near + 1);
        expect(expected(parameters, customer, 0)).toBe(0);
        const chance = (parameters.alpha + customer.frequency) / (parameters.alpha + parameters.beta + customer.opportunities);
        expectNear(far - near, chance * probabilityAliveAhead(parameters, customer, horizon + 1), 1e-9, 1e-13 * far);
      }),
    );
  });

  it("a discount lowers expectations, the more the higher, and without end they are at least as high", () => {
    fc.assert(
      fc.property(anyModel, anyCustomer, fc.nat({ max: 1000 }), between(1e-6, 10), (parameters, customer, horizon, rate) => {
        const discounted = (end: number | null, by: number): number =>
          BG_BB.discountedPurchasesWhileThere(parameters, customer, end, by) ?? Infinity;
        const whole = BG_BB.purchasesWhileThere(parameters, customer, horizon);
        const finite = discounted(horizon, rate);
        expect(finite).toBeLessThanOrEqual(whole);
        expect(finite).toBeGreaterThanOrEqual(discounted(horizon, 2 * rate));
        expect(discounted(null, rate)).toBeGreaterThanOrEqual(finite * (1 - SLACK));
        expect(discounted(null, 0)).toBeGreaterThanOrEqual(discounted(null, rate) * (1 - SLACK));
        expectNear(discounted(horizon, 0), whole, 1e-12);
        expectNear(discounted(horizon, 1e-16), whole, SLACK, 1e-300);
        // Without an end: the next opportunities, and then what is to be expected of who is still there.
        const { gamma, delta } = parameters;
        const stays = Array.from({ length: 20 }, (_, j) => delta + customer.opportunities + j).reduce((p, d) => (p * d) / (gamma + d), 1);
        const then = { ...customer, opportunities: customer.opportunities + 20 };
        const chance = (parameters.alpha + customer.frequency) / (parameters.alpha + parameters.beta + customer.opportunities);
        const laterChance = (parameters.alpha + customer.frequency) / (parameters.alpha + parameters.beta + then.opportunities);
        const rest = BG_BB.discountedPurchasesWhileThere(parameters, then, null, rate) ?? NaN;
        const sum = discounted(20, rate) + stays * Math.exp(-20 * rate) * rest * (chance / laterChance);
        expectNear(discounted(null, rate), sum, SLACK, 1e-300);
      }),
    );
  });

  it("the chances of counts add up to 1, and to the expected purchases", () => {
    fc.assert(
      fc.property(anyModel, fc.nat({ max: 300 }), (parameters, opportunities) => {
        const counts = BG_BB.purchaseCounts(parameters, opportunities, opportunities + 2);
        expect(counts.slice(opportunities + 1)).toEqual([0, 0]);
        expect(counts.every((chance) => chance >= 0)).toBe(true);
        expectNear(
          counts.reduce((sum, chance) => sum + chance, 0),
          1,
          1e-12,
        );
        const mean = counts.reduce((sum, chance, count) => sum + count * chance, 0);
        expectNear(mean, expected(parameters, BG_BB.newCustomer, opportunities), 1e-11);
      }),
      { numRuns: 100 },
    );
  });

  it("the chances of counts are those of all the orders in which so many purchases can be made", () => {
    fc.assert(
      fc.property(anyModel, fc.integer({ min: 0, max: 12 }), (parameters, opportunities) => {
        const sums = new Float64Array(opportunities + 1);
        for (const { customer, orders } of histories(opportunities)) {
          sums[customer.frequency] = (sums[customer.frequency] as number) + orders * chanceOf(parameters, customer);
        }
        expectNear([...sums], BG_BB.purchaseCounts(parameters, opportunities, opportunities), 1e-11, 1e-300);
      }),
      { numRuns: 100 },
    );
  });

  it("likelihoods and chances to be there are those of every way the purchases can have come about", () => {
    fc.assert(
      fc.property(anyModel, fc.array(fc.boolean(), { maxLength: 8 }), (parameters, order) => {
        const customer = { frequency: order.filter(Boolean).length, recency: order.lastIndexOf(true) + 1, opportunities: order.length };
        const { all, alive } = byEnumeration(parameters, order);
        expectNear(BG_BB.logLikelihood(parameters, [customer]), Math.log(all), 1e-12, 1e-12);
        expectNear(BG_BB.probabilityAlive(parameters, customer), alive / all, 1e-12);
      }),
    );
  });

  it("the derivatives of the log-likelihood are its differences", () => {
    const rows = fc.array(fc.oneof(customersUpTo(12), customersUpTo(200)), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(modelsBetween(1e-2, 1e3), rows, ({ alpha, beta, gamma, delta }, customers) => {
        const likelihood = bgBbLikelihood(readOpportunities(customers));
        const gradient = new Float64Array(4);
        const point = Float64Array.of(alpha, beta, gamma, delta);
        const value = likelihood(point, gradient);
        point.forEach((at, i) => {
          const by = (change: number): number =>
            likelihood(
              point.map((other, k) => (k === i ? at * (1 + change) : other)),
              new Float64Array(4),
            );
          const slope = (8 * (by(1e-3) - by(-1e-3)) - (by(2e-3) - by(-2e-3))) / 12e-3;
          expectNear((gradient[i] as number) * at, slope, 1e-7, 1e-8 * (1 + Math.abs(value)));
        });
      }),
    );
  });
});

it("where nobody leaves, counts are beta-binomial (liveness)", () => {
  const parameters = { alpha: 1, beta: 1, gamma: 1e-12, delta: 1 };
  expectNear(BG_BB.purchaseCounts(parameters, 9, 9), Array(10).fill(0.1), 1e-10);
  expectNear(BG_BB.probabilityAlive(parameters, { frequency: 1, recency: 1, opportunities: 9 }), 1, 1e-9);
  // A uniform chance of buying, and 3 purchases of 4: the mean is 4 / 6.
  expectNear(expected(parameters, { frequency: 3, recency: 4, opportunities: 4 }, 30), 20, 1e-9);
  expect(BG_BB.discountedPurchasesWhileThere(parameters, BG_BB.newCustomer, null, 0)).toBeNull();
  expect(BG_BB.discountedPurchasesWhileThere({ ...parameters, gamma: 3 }, BG_BB.newCustomer, null, 0)).toBe(0.25);
});
