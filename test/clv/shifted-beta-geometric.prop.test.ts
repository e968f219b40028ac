import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { churnCurve, retentionCurve, survivalCurve } from "../../src/clv/shifted-beta-geometric/curves.js";
import {
  discountedExpectedLifetime,
  discountedExpectedResidualLifetime,
  expectedLifetime,
} from "../../src/clv/shifted-beta-geometric/expected-lifetime.js";
import { fitShiftedBetaGeometric } from "../../src/clv/shifted-beta-geometric/fit-shifted-beta-geometric.js";
import { shiftedBetaGeometricLikelihood } from "../../src/clv/shifted-beta-geometric/likelihood.js";
import { readCohorts } from "../../src/clv/shifted-beta-geometric/renewal-table.js";
import type { Cohort, CohortLosses, ShiftedBetaGeometric } from "../../src/clv/shifted-beta-geometric/shifted-beta-geometric.js";
import { meanPowerOverBeta } from "../../src/numerics/beta-mean.js";
import { integrate } from "../../src/numerics/quadrature.js";
import { seededRandom } from "../../src/numerics/random.js";
import { expectNear } from "./expect-near.js";

const between = (least: number, most: number): fc.Arbitrary<number> =>
  fc.double({ min: Math.log(least), max: Math.log(most), noNaN: true }).map((log) => Math.min(Math.max(Math.exp(log), least), most));

const modelOf = (alpha: number, beta: number): ShiftedBetaGeometric => ({ kind: "shifted-beta-geometric", parameters: { alpha, beta } });
const modelFrom = (least: number, most: number): fc.Arbitrary<ShiftedBetaGeometric> =>
  fc.tuple(between(least, most), between(least, most)).map(([alpha, beta]) => modelOf(alpha, beta));
const anyModel = modelFrom(1e-4, 1e4);
const extremeModel = modelFrom(1e-30, 1e8);

const continuous = (rate: number) => ({ annualRate: rate, unitsPerYear: 1, compounding: "continuous" }) as const;
const total = (values: readonly (number | null)[]): number => values.reduce<number>((sum, value) => sum + (value ?? 0), 0);

/** What a comparison of two results computed in different ways must let pass. */
const SLACK = 1e-11;

describe("for every lawful model", () => {
  it("survival falls from 1, retention rises, and churn is what survival loses", () => {
    fc.assert(
      fc.property(anyModel, fc.integer({ min: 1, max: 60 }), (model, periods) => {
        const survival = survivalCurve(model, periods);
        const retention = retentionCurve(model, periods);
        const churn = churnCurve(model, periods);
        expect([survival.length, retention.length, churn.length]).toEqual([periods + 1, periods + 1, periods + 1]);
        expect([survival[0], retention[0], churn[0]]).toEqual([1, null, null]);
        for (let t = 1; t <= periods; t++) {
          const [before, now] = [survival[t - 1] as number, survival[t] as number];
          expect(now >= 0 && now <= before).toBe(true);
          expectNear(retention[t], before > 1e-200 ? now / before : retention[t], 1e-14);
          if (t > 1) expect(retention[t] as number).toBeGreaterThanOrEqual(retention[t - 1] as number);
        }
        expect(total(churn)).toBeCloseTo(1 - (survival[periods] as number), 12);
      }),
    );
  });

  it("survival is the mean of (1 - p)^t over the chances p of cancelling", () => {
    fc.assert(
      fc.property(between(1, 50), between(1, 50), fc.integer({ min: 0, max: 40 }), (alpha, beta, periods) => {
        const weight = (p: number): number => p ** (alpha - 1) * (1 - p) ** (beta - 1);
        const mean = (f: (p: number) => number): number =>
          Array.from({ length: 64 }, (_, i) => integrate((p) => f(p) * weight(p), ((i / 64) ** 3), (((i + 1) / 64) ** 3))).reduce((a, b) => a + b); // prettier-ignore
        expectNear(survivalCurve(modelOf(alpha, beta), periods)[periods], mean((p) => (1 - p) ** periods) / mean(() => 1), 1e-5);
      }),
      { numRuns: 50 },
    );
  });

  it("the discounted lifetime is the sum of the discounted survival", () => {
    fc.assert(
      fc.property(anyModel, between(0.01, 10), (model, rate) => {
        const periods = Math.ceil(40 / rate);
        const sum = total(survivalCurve(model, periods).map((share, t) => share * Math.exp(-rate * t)));
        expectNear(discountedExpectedLifetime(model, { discount: continuous(rate) }), sum, SLACK);
      }),
      { numRuns: 100 },
    );
  });

  it("without a discount it is the sum of the survival, where that is finite", () => {
    fc.assert(
      fc.property(between(3, 1e4), between(1e-4, 1e3), (alpha, beta) => {
        const model = modelOf(alpha, beta);
        const periods = 20_000;
        const survival = survivalCurve(model, periods);
        // Survival falls like t^-alpha: what is left after so many periods, to the next order.
        const rest = ((survival[periods] as number) * (beta + periods)) / (alpha - 1);
        expectNear(expectedLifetime(model), total(survival) + rest, 1e-9);
      }),
      { numRuns: 20 },
    );
  });

  it("the residual lifetime is the sum of the survival of those who are there, discounted to the next renewal", () => {
    fc.assert(
      fc.property(anyModel, between(0.05, 10), fc.integer({ min: 0, max: 50 }), (model, rate, renewalsMade) => {
        const discount = continuous(rate);
        const retention = retentionCurve(model, renewalsMade + Math.ceil(40 / rate) + 1).slice(renewalsMade + 1) as number[];
        let [share, sum] = [1, 0];
        retention.forEach((rate1, t) => {
          share *= rate1;
          sum += share * Math.exp(-rate * t);
        });
        const residual = discountedExpectedResidualLifetime(model, { renewalsMade, discount });
        expectNear(residual, sum, SLACK);
        // A new customer: the first period for certain, then what comes from the first renewal on.
        const first = discountedExpectedResidualLifetime(model, { renewalsMade: 0, discount }) as number;
        expectNear(discountedExpectedLifetime(model, { discount }), 1 + Math.exp(-rate) * first, SLACK);
        expect(residual as number).toBeGreaterThanOrEqual(first * (1 - SLACK));
      }),
      { numRuns: 100 },
    );
  });

  it("a higher discount gives less, and a tiny one as good as none", () => {
    fc.assert(
      fc.property(anyModel, between(1e-9, 5), (model, rate) => {
        const at = (discount: number): number => discountedExpectedLifetime(model, { discount: continuous(discount) }) as number;
        expect(at(rate)).toBeGreaterThanOrEqual(at(1.5 * rate) * (1 - SLACK));
        expect(at(1.5 * rate)).toBeGreaterThanOrEqual(1);
        const undiscounted = expectedLifetime(model);
        expect(undiscounted === null).toBe(model.parameters.alpha <= 1);
        if (undiscounted !== null) expect(at(rate)).toBeLessThanOrEqual(undiscounted * (1 + SLACK));
        if (model.parameters.alpha > 2) expectNear(at(1e-16), undiscounted, 1e-10);
        expect(discountedExpectedLifetime(model, { discount: continuous(0) })).toBe(undiscounted);
      }),
    );
  });

  it("agrees with a mean over the beta distribution, on both sides of where the way of computing it changes", () => {
    fc.assert(
      fc.property(modelFrom(1e-3, 100), between(5e-8, 2e-7), (model, rate) => {
        const { alpha, beta } = model.parameters;
        const mean = meanPowerOverBeta(1, alpha, beta)(1 / Math.expm1(rate)) / -Math.expm1(-rate);
        expectNear(discountedExpectedLifetime(model, { discount: continuous(rate) }), mean, 1e-9);
      }),
      { numRuns: 50 },
    );
  });
});

describe("for the most extreme models", () => {
  it("nothing is NaN or infinite", () => {
    fc.assert(
      fc.property(
        extremeModel,
        between(1e-30, 1e30),
        between(1e-30, 1e30),
        fc.nat({ max: 1e6 }),
        (model, annualRate, unitsPerYear, made) => {
          const discount = { annualRate, unitsPerYear, compounding: "annual" } as const;
          const values = [
            expectedLifetime(model),
            discountedExpectedLifetime(model, { discount }),
            discountedExpectedResidualLifetime(model, { renewalsMade: made, discount }),
            ...survivalCurve(model, 50),
            ...retentionCurve(model, 50),
            ...churnCurve(model, 50),
          ];
          expect(values.filter((value) => value !== null && !(value >= 0 && value < Infinity))).toEqual([]);
        },
      ),
    );
  });

  it("a fit holds finite numbers, or says why there are none", () => {
    const amount = fc.oneof(fc.constant(0), fc.nat({ max: 100 }), between(1e-29, 1e29));
    const cohort = fc.record({ lost: fc.array(amount, { maxLength: 8 }), active: amount });
    fc.assert(
      fc.property(fc.array(cohort, { maxLength: 3 }), (cohorts) => {
        const fit = fitShiftedBetaGeometric(cohorts);
        const numbers = fit.ok
          ? [...Object.values(fit.value.parameters), ...Object.values(fit.value.standardErrors), ...fit.value.covariance.flat()]
          : Object.values(fit.error);
        expect(numbers.filter((value) => typeof value === "number" && !Number.isFinite(value))).toEqual([]);
      }),
    );
  });
});

it("small parameters keep their digits", () => {
  const model = modelOf(1e-12, 3e-12);
  expectNear(retentionCurve(model, 2), [null, 0.75, 1 - 1e-12], 1e-15);
  expectNear(churnCurve(model, 1), [null, 0.25], 1e-15);
});

it("an ordinary contract lasts some periods (liveness)", () => {
  const model = modelOf(0.668, 3.806);
  expect(discountedExpectedLifetime(model, { discount: continuous(0.1) })).toBeGreaterThan(5);
  expect(survivalCurve(model, 1e5)[1e5]).toBeLessThan(0.01);
});

/** Contracts of a model, ended or cut off after so many periods. */
function simulated({ parameters }: ShiftedBetaGeometric, customers: number, periods: number, seed: number): CohortLosses {
  const random = seededRandom(seed);
  const lost = new Array<number>(periods).fill(0);
  let active = 0;
  for (let i = 0; i < customers; i++) {
    const chance = random.beta(parameters.alpha, parameters.beta);
    const leaves = lost.findIndex(() => random.chance(chance));
    if (leaves < 0) active += 1;
    else lost[leaves] = (lost[leaves] as number) + 1;
  }
  return { lost, active };
}

describe("the likelihood", () => {
  const cohorts: Cohort[] = [{ lost: [206, 106, 77], active: 411 }, { survivors: [600, 458, 381, 330, 286] }];

  it("has the derivatives that its differences say", () => {
    const likelihood = shiftedBetaGeometricLikelihood(readCohorts(cohorts));
    fc.assert(
      fc.property(between(1e-2, 1e2), between(1e-2, 1e2), (alpha, beta) => {
        const gradient = new Float64Array(2);
        const unused = new Float64Array(2);
        likelihood(Float64Array.of(alpha, beta), gradient);
        const step = 1e-4;
        const slope = (at: (factor: number) => [number, number]): number =>
          (likelihood(Float64Array.of(...at(1 + step)), unused) - likelihood(Float64Array.of(...at(1 - step)), unused)) / (2 * step);
        expectNear((gradient[0] as number) * alpha, slope((factor) => [alpha * factor, beta]), 1e-5, 1e-4); // prettier-ignore
        expectNear((gradient[1] as number) * beta, slope((factor) => [alpha, beta * factor]), 1e-5, 1e-4); // prettier-ignore
      }),
    );
  });

  it("is that of the customers one by one", () => {
    const fit = fitShiftedBetaGeometric(cohorts);
    if (!fit.ok) expect.unreachable(fit.error.code);
    const churn = churnCurve(fit.value, 4) as number[];
    const survival = survivalCurve(fit.value, 4);
    const logOf = (counts: number[], shares: number[]): number => total(counts.map((count, i) => count * Math.log(shares[i] as number)));
    const first = logOf([206, 106, 77, 411], [...churn.slice(1, 4), survival[3] as number]);
    const second = logOf([142, 77, 51, 44, 286], [...churn.slice(1, 5), survival[4] as number]);
    expectNear(fit.value.logLikelihood, first + second, 1e-13);
  });
});

describe("fits of simulated contracts", () => {
  const truth = modelOf(0.8, 2.5);

  it("find the parameters they were made of", () => {
    const fit = fitShiftedBetaGeometric([simulated(truth, 12_000, 8, 5), simulated(truth, 8000, 5, 6)]);
    if (!fit.ok) expect.unreachable(fit.error.code);
    for (const name of ["alpha", "beta"] as const) {
      expect(Math.abs(fit.value.parameters[name] - truth.parameters[name])).toBeLessThan(4 * fit.value.standardErrors[name]);
    }
  });

  it("are the same for one cohort or its parts, in either form, and from any start", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), between(0.2, 20), between(0.2, 20), (seed, alpha, beta) => {
        const [one, other] = [simulated(truth, 500, 6, seed), simulated(truth, 300, 6, seed + 1)];
        const fit = fitShiftedBetaGeometric([one, other]);
        if (!fit.ok) return;
        const lost = Array.from(one.lost, (count, k) => count + (other.lost[k] as number));
        const left = lost.map((_, k) => 800 - total(lost.slice(0, k + 1)));
        const same = [{ lost, active: one.active + other.active }, { survivors: [800, ...left] }];
        for (const cohort of same) {
          const again = fitShiftedBetaGeometric(cohort);
          expectNear(again.ok && again.value.parameters, fit.value.parameters, 1e-8);
        }
        const warm = fitShiftedBetaGeometric(same[0] as Cohort, { start: { alpha, beta } });
        expect(warm.ok && warm.value.starts).toBe(1);
        expectNear(warm.ok && warm.value.parameters, fit.value.parameters, 1e-6);
      }),
      { numRuns: 30 },
    );
  });
});
