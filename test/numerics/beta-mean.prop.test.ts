import fc from "fast-check";
import { expect, it } from "vitest";
import { meanPowerOverBeta } from "../../src/numerics/beta-mean.js";

const size = (least: number, most: number): fc.Arbitrary<number> =>
  fc.double({ min: Math.log(least), max: Math.log(most), noNaN: true }).map(Math.exp);

it("the mean of a power falls from 1 towards 0 for all parameters", () => {
  fc.assert(
    fc.property(size(1, 2e4), size(1e-4, 1e4), size(1e-4, 2e4), size(1e-9, 1e12), (power, a, b, z) => {
      const mean = meanPowerOverBeta(power, a, b);
      expect(mean(z)).toBeGreaterThanOrEqual(0);
      expect(mean(z)).toBeLessThanOrEqual(1 + 1e-10);
      expect(mean(2 * z)).toBeLessThanOrEqual(mean(z) * (1 + 1e-10));
    }),
  );
});

it("the mean of a power is above 0 where it is not tiny (liveness)", () => {
  expect(meanPowerOverBeta(2, 0.8, 2.4)(1)).toBeGreaterThan(0.3);
});
