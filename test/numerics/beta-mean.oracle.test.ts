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

  it("is 1 at 0", () => {
    expect(meanPowerOverBeta(3.2, 0.8, 2.4)(0)).toBe(1);
  });
});
