import { expectedSpend, fitGammaGamma, logLikelihood, type GammaGamma } from "clientele/clv";
import fc from "fast-check";
import { expect, it } from "vitest";
import { seededRandom } from "../../src/numerics/random.js";
import { expectNear } from "./expect-near.js";

const between = (least: number, most: number): fc.Arbitrary<number> =>
  fc.double({ min: Math.log(least), max: Math.log(most), noNaN: true }).map(Math.exp);

const anyModel: fc.Arbitrary<GammaGamma> = fc
  .record({ p: between(1e-4, 1e4), q: between(1e-4, 1e4), gamma: between(1e-4, 1e8) })
  .map((parameters) => ({ kind: "gamma-gamma", parameters }));

it("the expected spend lies between the customer's mean and that of all, or is null", () => {
  fc.assert(
    fc.property(anyModel, fc.integer({ min: 1, max: 10_000 }), between(0.01, 1e9), (model, frequency, meanSpend) => {
      const all = expectedSpend(model, { frequency: 0, meanSpend: null });
      const own = expectedSpend(model, { frequency, meanSpend });
      expect(Number.isFinite(logLikelihood(model, [{ frequency, meanSpend }]))).toBe(true);
      if (own === null) expect(model.parameters.p * frequency + model.parameters.q).toBeLessThanOrEqual(1);
      else expect(Number.isFinite(own) && own > 0).toBe(true);
      if (own === null || all === null) return;
      expect(own).toBeGreaterThanOrEqual(Math.min(all, meanSpend) * (1 - 1e-9));
      expect(own).toBeLessThanOrEqual(Math.max(all, meanSpend) * (1 + 1e-9));
    }),
  );
});

function simulated(customers: number, seed: number): { frequency: number; meanSpend: number }[] {
  const random = seededRandom(seed);
  return Array.from({ length: customers }, () => {
    const frequency = 1 + Math.floor(random.exponential(0.5));
    const rate = random.gamma(4, 15);
    return { frequency, meanSpend: random.gamma(6 * frequency, rate * frequency) };
  });
}

it("a fit finds the parameters that customers were made of (liveness), also of more than are searched at once", () => {
  for (const customers of [5000, 60_000]) {
    const fit = fitGammaGamma(simulated(customers, 5));
    if (!fit.ok) expect.unreachable(fit.error.code);
    const { parameters, standardErrors, gradientNorm } = fit.value;
    for (const [name, truth] of [
      ["p", 6],
      ["q", 4],
      ["gamma", 15],
    ] as const) {
      // prettier-ignore
      expect(Math.abs(parameters[name] - truth)).toBeLessThan(4 * standardErrors[name]);
    }
    expect(gradientNorm).toBeLessThan(1e-9);
  }
});

it("a fit is the same for rows, columns and counts, and follows the unit of money", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1e6 }), between(0.01, 1e4), (seed, unit) => {
      const rows = simulated(400, seed);
      const fit = fitGammaGamma(rows);
      if (!fit.ok) return;
      const { p, q, gamma } = fit.value.parameters;
      const columns = { frequency: rows.map((row) => row.frequency), meanSpend: Float64Array.from(rows, (row) => row.meanSpend) };
      for (const same of [columns, rows.map((row) => ({ ...row, count: 2 }))]) {
        const other = fitGammaGamma(same);
        expectNear(other.ok && other.value.parameters, { p, q, gamma }, 1e-6);
      }
      const scaled = fitGammaGamma(rows.map((row) => ({ ...row, meanSpend: unit * row.meanSpend })));
      expectNear(scaled.ok && scaled.value.parameters, { p, q, gamma: unit * gamma }, 1e-6);
    }),
    { numRuns: 20 },
  );
});
