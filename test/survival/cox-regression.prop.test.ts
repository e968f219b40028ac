import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CoxError } from "../../src/survival/cox-error.js";
import type { CoxModel } from "../../src/survival/cox-model.js";
import { coxRegression } from "../../src/survival/cox-regression.js";
import type { Result } from "clientele";
import { expectNear } from "../clv/expect-near.js";
import { deepFreeze } from "../support/deep-freeze.js";
import { kindOfMaximum, plainConcordance, plainLogLikelihood, riskSets, type PlainRow } from "./plain-cox.js";

type Fitted = Result<CoxModel<"x" | "z">, CoxError>;
const small = fc.integer({ min: -2, max: 2 });
const row = fc
  .record({
    time: fc.integer({ min: 1, max: 8 }),
    event: fc.boolean(),
    early: fc.option(fc.integer({ min: 1, max: 8 }), { nil: undefined }),
    stratum: fc.option(fc.constantFrom("a", "b"), { nil: undefined }),
    x: small,
    z: small,
  })
  .map(({ early, stratum, ...given }): PlainRow => {
    const entry = early === undefined ? undefined : Math.max(0, given.time - early);
    return { ...given, ...(entry !== undefined && { entry }), ...(stratum !== undefined && { stratum }) };
  });
const rows = fc.array(row, { maxLength: 24 });
const ties = fc.constantFrom("efron" as const, "breslow" as const);
const fit = (given: readonly PlainRow[], how: "efron" | "breslow"): Fitted =>
  coxRegression(deepFreeze(given), { covariates: ["x", "z"], ties: how });

/** Everything but the concordance, in which rounding may part equal predictors. */
function expectSameModel(got: Fitted, expected: Fitted): void {
  if (!got.ok || !expected.ok) {
    expect(got.ok ? null : got.error.code).toBe(expected.ok ? null : expected.error.code);
    return;
  }
  const { coefficients, standardErrors, logLikelihood, logLikelihoodAtZero } = expected.value;
  expectNear(got.value.coefficients, coefficients, 1e-7, 1e-9);
  expectNear(got.value.standardErrors, standardErrors, 1e-7);
  expectNear([got.value.logLikelihood, got.value.logLikelihoodAtZero], [logLikelihood, logLikelihoodAtZero], 1e-10, 1e-11);
}

describe("a Cox regression", () => {
  it("finds the maximum of the likelihood of all pairs, or says why there is none", () => {
    const seen = { ok: 0, boundary: 0, unidentified: 0 };
    fc.assert(
      fc.property(rows, ties, (given, how) => {
        const result = fit(given, how);
        const kind = kindOfMaximum(given);
        seen[kind] += 1;
        expect(result.ok ? "ok" : result.error.code).toBe(kind);
        if (!result.ok) return;
        const { x, z } = result.value.coefficients;
        const at = (dx: number, dz: number): number => plainLogLikelihood(given, how, [x + dx, z + dz]);
        expectNear([result.value.logLikelihood, result.value.logLikelihoodAtZero], [at(0, 0), at(-x, -z)], 1e-12, 1e-12);
        for (const [dx = 0, dz = 0] of [[1e-3], [-1e-3], [0, 1e-3], [0, -1e-3]]) expect(at(dx, dz)).toBeLessThan(at(0, 0) + 1e-12);
      }),
    );
    expect(Math.min(seen.ok, seen.boundary, seen.unidentified)).toBeGreaterThan(0);
  });

  it("has the concordance of all pairs", () => {
    fc.assert(
      fc.property(rows, ties, (given, how) => {
        const result = coxRegression(given, { covariates: ["x"], ties: how });
        if (!result.ok) return;
        const { coefficients, concordance } = result.value;
        // Of a single covariate, whose order is that of the predictor. A coefficient of 0 is 0 but for rounding.
        if (Math.abs(coefficients.x) < 1e-9) return;
        expectNear(
          concordance,
          plainConcordance(given, ({ x }) => Math.sign(coefficients.x) * x),
          1e-13,
        );
        expect(concordance).not.toBeNull();
      }),
    );
  });

  it("does not depend on the order of rows, on the unit of time, or on where covariates begin", () => {
    fc.assert(
      fc.property(rows, ties, small, (given, how, shift) => {
        const result = fit(given, how);
        expectSameModel(fit([...given].reverse(), how), result);
        const later = given.map((one) => ({ ...one, time: one.time * 3, ...(one.entry !== undefined && { entry: one.entry * 3 }) }));
        expectSameModel(fit(later, how), result);
        expectSameModel(
          fit(
            given.map((one) => ({ ...one, x: one.x + shift * 1000, z: one.z - shift })),
            how,
          ),
          result,
        );
      }),
    );
  });

  it("divides a coefficient by what its covariate is multiplied by", () => {
    fc.assert(
      fc.property(rows, ties, fc.constantFrom(1e-6, -0.5, 7, 1e9), (given, how, factor) => {
        const result = fit(given, how);
        const scaled = fit(
          given.map((one) => ({ ...one, x: one.x * factor })),
          how,
        );
        expect(scaled.ok).toBe(result.ok);
        if (!scaled.ok || !result.ok) return;
        expectNear(scaled.value.coefficients.x * factor, result.value.coefficients.x, 1e-7, 1e-9);
        expectNear(scaled.value.standardErrors.x * Math.abs(factor), result.value.standardErrors.x, 1e-7);
        expectNear(scaled.value.tests, result.value.tests, 1e-7, 1e-9);
      }),
    );
  });

  it("takes a weight for so many equal rows, and none for no row", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(row, fc.nat(3)), { maxLength: 12 }), ties, (given, how) => {
        const copies = given.flatMap(([one, weight]) => Array.from({ length: weight }, () => one));
        const weighted = coxRegression(
          given.map(([one, weight]) => ({ ...one, weight })),
          { covariates: ["x", "z"], ties: how },
        );
        const plain = fit(copies, how);
        expectSameModel(weighted, plain);
        if (weighted.ok && plain.ok) {
          expect([weighted.value.customers, weighted.value.events]).toEqual([plain.value.customers, plain.value.events]);
        }
      }),
    );
  });

  it("knows no difference between the ways of ties where there are none", () => {
    fc.assert(
      fc.property(rows, (given) => {
        const apart = given.map((one, i) => ({ ...one, time: one.time + i / 100 }));
        expectSameModel(fit(apart, "efron"), fit(apart, "breslow"));
      }),
    );
  });

  it("of one covariate of 0 and 1 without ties has the log-rank test for its score test", () => {
    const seen = { tests: 0 };
    fc.assert(
      fc.property(rows, (given) => {
        const binary = given.map((one, i) => ({ ...one, time: one.time + i / 100, x: one.x > 0 ? 1 : 0 }));
        const result = coxRegression(binary, { covariates: ["x"], ties: "efron" });
        if (!result.ok) return;
        const means = riskSets(binary).map(({ dead, all }) => ({
          x: dead[0]?.x ?? 0,
          mean: all.reduce((sum, { x }) => sum + x, 0) / all.length,
        }));
        const surplus = means.reduce((sum, { x, mean }) => sum + x - mean, 0);
        const variance = means.reduce((sum, { mean }) => sum + mean * (1 - mean), 0);
        expectNear(result.value.tests.score.statistic, surplus ** 2 / variance, 1e-10, 1e-12);
        seen.tests += 1;
      }),
    );
    expect(seen.tests).toBeGreaterThan(0);
  });
});
