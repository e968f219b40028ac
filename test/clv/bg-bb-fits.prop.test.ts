import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { BgBbParameters, OpportunityHistory } from "../../src/clv/bg-bb/bg-bb.js";
import { fitBgBb } from "../../src/clv/bg-bb/fit-bg-bb.js";
import { BG_BB } from "../../src/clv/bg-bb/methods.js";
import { readOpportunities } from "../../src/clv/bg-bb/opportunity-table.js";
import { mergeEqualRows } from "../../src/clv/merge-equal-rows.js";
import { seededRandom } from "../../src/numerics/random.js";
import { expectNear } from "./expect-near.js";

const expected = (parameters: BgBbParameters, customer: OpportunityHistory, horizon: number): number =>
  BG_BB.probabilityAlive(parameters, customer) * BG_BB.purchasesWhileThere(parameters, customer, horizon);

/** Customers of a model. */
function simulated({ alpha, beta, gamma, delta }: BgBbParameters, customers: number, seed: number): OpportunityHistory[] {
  const random = seededRandom(seed);
  return Array.from({ length: customers }, () => {
    const buys = random.beta(alpha, beta);
    const leaves = random.beta(gamma, delta);
    const opportunities = 8 + Math.floor(8 * random.uniform());
    let [frequency, recency] = [0, 0];
    for (let at = 1; at <= opportunities && !random.chance(leaves); at++) {
      if (!random.chance(buys)) continue;
      frequency += 1;
      recency = at;
    }
    return { frequency, recency, opportunities };
  });
}

describe("fits of simulated customers", () => {
  const truth = { alpha: 0.9, beta: 1.6, gamma: 0.8, delta: 5 };

  it("find the parameters they were made of, from every start", () => {
    const rows = simulated(truth, 20_000, 7);
    const fit = fitBgBb(rows);
    if (!fit.ok) expect.unreachable(fit.error.code);
    expect(fit.value).toMatchObject({ startsAgree: true, customers: 20_000, timeUnit: null });
    expect(fit.value.gradientNorm).toBeLessThan(1e-12);
    for (const name of ["alpha", "beta", "gamma", "delta"] as const) {
      expect(Math.abs(fit.value.parameters[name] - truth[name])).toBeLessThan(4 * fit.value.standardErrors[name]);
    }
    expect(fit.value.logLikelihood).toBeGreaterThan(BG_BB.logLikelihood(truth, rows));
    expectNear(BG_BB.logLikelihood(fit.value.parameters, rows), fit.value.logLikelihood, 1e-12);
    const made = rows.reduce((sum, { frequency }) => sum + frequency, 0);
    const explained = rows.reduce((sum, { opportunities }) => sum + expected(fit.value.parameters, BG_BB.newCustomer, opportunities), 0);
    expect(explained / made).toBeCloseTo(1, 1);
  });

  it("are the same for rows, columns and merged rows, in any order", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), (seed) => {
        const rows = simulated(truth, 600, seed);
        const fit = fitBgBb(rows);
        if (!fit.ok) return;
        const columns = {
          frequency: rows.map(({ frequency }) => frequency),
          recency: Int32Array.from(rows, ({ recency }) => recency),
          opportunities: Float64Array.from(rows, ({ opportunities }) => opportunities),
        };
        for (const same of [columns, mergeEqualRows(readOpportunities(rows)), [...rows].reverse()]) {
          const other = fitBgBb(same);
          expectNear(other.ok && other.value.parameters, fit.value.parameters, 1e-7);
          expectNear(BG_BB.logLikelihood(fit.value.parameters, same), fit.value.logLikelihood, 1e-12);
        }
      }),
      { numRuns: 15 },
    );
  });
});
