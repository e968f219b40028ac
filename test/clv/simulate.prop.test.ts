import { logLikelihood } from "clientele/clv";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readCohorts } from "../../src/clv/shifted-beta-geometric/renewal-table.js";
import { simulate } from "../../src/clv/simulation/simulate.js";
import type { ContinuousModel } from "../../src/clv/transaction-model.js";

const between = (least: number, most: number): fc.Arbitrary<number> =>
  fc.double({ min: Math.log(least), max: Math.log(most), noNaN: true }).map(Math.exp);

const seed = fc.integer({ min: Number.MIN_SAFE_INTEGER, max: Number.MAX_SAFE_INTEGER });

/** Ordinary parameters, and the most extreme that models take. */
const models = (shape: fc.Arbitrary<number>, scale: fc.Arbitrary<number>): fc.Arbitrary<ContinuousModel> =>
  fc.oneof(
    fc
      .record({ r: shape, alpha: scale, a: shape, b: shape, kind: fc.constantFrom("bg-nbd", "mbg-nbd") })
      .map(({ kind, ...parameters }) => ({ kind, parameters })),
    fc.record({ r: shape, alpha: scale, s: shape, beta: scale }).map((parameters) => ({ kind: "pareto-nbd", parameters }) as const),
  );

const anyShape = between(1e-29, 1e7);
const anyAmount = between(1e-29, 1e29);
const FEW = 5;

describe("for every lawful model simulate gives lawful customers", () => {
  it("who buy at any time", () => {
    const ordinary = models(between(1e-4, 1e4), between(1e-4, 1e4));
    fc.assert(
      fc.property(ordinary, fc.oneof(fc.constant(0), between(1e-6, 1e4)), seed, (model, age, seed) => {
        const rows = simulate(model, { customers: FEW, age: { from: age / 2, to: age }, holdout: age, seed });
        expect(Number.isFinite(logLikelihood(model, rows))).toBe(true);
        for (const { holdoutFrequency, stillThere } of rows)
          expect(holdoutFrequency >= 0 && (stillThere || holdoutFrequency === 0)).toBe(true);
      }),
    );
  });

  it("who buy at any time, under the most extreme parameters, or says that their purchases cannot be counted", () => {
    const extreme = models(anyShape, anyAmount);
    let accepted = 0;
    fc.assert(
      fc.property(extreme, anyAmount, seed, (model, age, seed) => {
        try {
          const rows = simulate(model, { customers: FEW, age, holdout: age, seed });
          // Takes a row for a history, or throws.
          expect(logLikelihood(model, rows)).not.toBeNaN();
          accepted += 1;
        } catch (error) {
          expect(error).toMatchObject({ code: "invalid-argument", argument: "model.parameters" });
        }
      }),
      { numRuns: 300 },
    );
    expect(accepted).toBeGreaterThan(150);
  });

  it("who buy at opportunities", () => {
    const shape = fc.oneof(anyShape, between(1e-3, 1e3));
    const parameters = fc.record({ alpha: shape, beta: shape, gamma: shape, delta: shape });
    fc.assert(
      fc.property(parameters, fc.nat({ max: 1000 }), seed, (parameters, opportunities, seed) => {
        const model = { kind: "bg-bb", parameters } as const;
        const rows = simulate(model, { customers: FEW, opportunities: { from: 0, to: opportunities }, holdout: opportunities, seed });
        expect(logLikelihood(model, rows)).not.toBeNaN();
        expect(rows.every(({ holdoutFrequency }) => Number.isInteger(holdoutFrequency) && holdoutFrequency <= opportunities)).toBe(true);
      }),
    );
  });

  it("who spend", () => {
    fc.assert(
      fc.property(fc.record({ p: anyShape, q: anyShape, gamma: anyAmount }), fc.nat({ max: 1e9 }), seed, (parameters, to, seed) => {
        const model = { kind: "gamma-gamma", parameters } as const;
        const rows = simulate(model, { customers: FEW, frequency: { from: 0, to }, seed });
        expect(logLikelihood(model, rows)).not.toBeNaN();
        expect(rows.every(({ longRunMeanSpend }) => longRunMeanSpend > 0 && longRunMeanSpend < Infinity)).toBe(true);
      }),
    );
  });

  it("who stay or cancel", () => {
    fc.assert(
      fc.property(fc.record({ alpha: anyShape, beta: anyShape }), fc.integer({ min: 1, max: 40 }), seed, (parameters, periods, seed) => {
        const cohort = simulate({ kind: "shifted-beta-geometric", parameters }, { customers: 20, periods, seed });
        expect(readCohorts(cohort).customers).toBe(20);
        expect(cohort.lost).toHaveLength(periods);
      }),
    );
  });
});
