import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { meanByQuadrature } from "../../src/numerics/beta-mean-quadrature.js";
import { meanPowerOverBeta } from "../../src/numerics/beta-mean.js";

const oracle = JSON.parse(readFileSync(new URL("./oracle/beta-mean.json", import.meta.url), "utf8")) as {
  rows: [power: number, a: number, b: number, z: number, mean: number][];
};

describe("the mean of a power over the beta distribution", () => {
  it.each([
    ["in whichever form is short", meanPowerOverBeta],
    ["by quadrature", meanByQuadrature],
  ])("%s is Gauss's function", (_, meanOf) => {
    expect(oracle.rows.length).toBeGreaterThan(100);
    for (const [power, a, b, z, mean] of oracle.rows) {
      const got = meanOf(power, a, b)(z);
      expect(Math.abs(got - mean), [power, a, b, z].join(" ")).toBeLessThanOrEqual(2e-10 * mean + 1e-300);
    }
  });

  // mpmath.hyp2f1(power, a, a + b, -z) with 60 digits.
  it.each([
    [1, 1.4, 3007, 1000, 0.72233957967675133],
    [1, 0.35, 8000.5, 40, 0.99826185800440169],
    [3.25, 2.4, 9000, 2500, 0.27149670942695893],
    [30.5, 12.5, 4000, 90, 0.0022743039475050368],
    [724.5, 184.6, 0.2942, 2.212, 2.1905146646061871e-243],
  ])("keeps its digits with shapes in the thousands: %d, %d, %d at %d", (power, a, b, z, mean) => {
    expect(Math.abs(meanPowerOverBeta(power, a, b)(z) / mean - 1)).toBeLessThan(1e-12);
  });

  it("is 1 at 0", () => {
    expect(meanPowerOverBeta(3.2, 0.8, 2.4)(0)).toBe(1);
  });
});
