// Values: mpmath 1.3.0 with 40 digits.
import { describe, expect, it } from "vitest";
import { normalQuantile, normalReach } from "../../src/numerics/normal-quantile.js";
import { reciprocalSquareSum, reciprocalSum } from "../../src/numerics/reciprocal-sums.js";

const QUANTILES: readonly (readonly [number, number])[] = [
  [1e-300, -37.047096299361199],
  [1e-20, -9.2623400897984076],
  [1e-5, -4.2648907939228246],
  [0.005, -2.5758293035489008],
  [0.025, -1.9599639845400542],
  [0.1, -1.2815515655446004],
  [0.3, -0.52440051270804082],
  [0.49, -0.025068908258711058],
  [0.6, 0.25334710313579974],
  [0.975, 1.9599639845400539],
  [0.999, 3.0902323061678133],
];

describe("the normal quantile", () => {
  it.each(QUANTILES)("of %d is %d", (share, quantile) => {
    expect(Math.abs(normalQuantile(share) / quantile - 1)).toBeLessThan(4e-15);
  });

  it("is 0 in the middle and odd around it", () => {
    expect(normalQuantile(0.5)).toBe(0);
    for (const share of [0.125, 0.25, 0.4375]) expect(normalQuantile(1 - share)).toBe(-normalQuantile(share));
  });

  it("gives the reach of a two-sided interval", () => {
    expect(normalReach(0.95)).toBeCloseTo(1.959963984540054, 14);
    expect(normalReach(0.5)).toBeCloseTo(0.6744897501960817, 14);
  });
});

describe("sums of reciprocals", () => {
  it("are those of adding one by one", () => {
    for (const from of [1, 2, 7, 31, 32, 33, 1000]) {
      for (const count of [0, 1, 2, 47, 48, 49, 50, 3000]) {
        let [plain, squares] = [0, 0];
        for (let k = from + count - 1; k >= from; k--) {
          plain += 1 / k;
          squares += 1 / k / k;
        }
        expect(Math.abs(reciprocalSum(from, from + count - 1) - plain)).toBeLessThanOrEqual(2e-14 * plain);
        expect(Math.abs(reciprocalSquareSum(from, from + count - 1) - squares)).toBeLessThanOrEqual(2e-14 * squares);
      }
    }
  });

  it("take no time however many terms there are", () => {
    // Euler's constant and pi^2 / 6.
    expect(reciprocalSum(1, 2 ** 50) - Math.log(2 ** 50)).toBeCloseTo(0.5772156649015329, 13);
    expect(reciprocalSquareSum(1, 2 ** 50)).toBeCloseTo(Math.PI ** 2 / 6, 14);
  });
});
