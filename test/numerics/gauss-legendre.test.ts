import { describe, expect, it } from "vitest";
import { SIX, TEN, type Rule } from "../../src/numerics/gauss-legendre.js";

const mean = ({ points, weights }: Rule, f: (x: number) => number): number =>
  points.reduce((sum, x, i) => sum + (weights[i] as number) * f(x), 0);

describe("Gauss-Legendre on (0, 1)", () => {
  it.each([0, 1, 2, 5, 10, 11])("with 6 points is exact for x to the power of %d", (power) => {
    expect(mean(SIX, (x) => x ** power)).toBeCloseTo(1 / (power + 1), 14);
  });

  it.each([0, 1, 2, 10, 18, 19])("with 10 points is exact for x to the power of %d", (power) => {
    expect(mean(TEN, (x) => x ** power)).toBeCloseTo(1 / (power + 1), 14);
  });

  it("is not for the next power", () => {
    expect(Math.abs(mean(SIX, (x) => x ** 12) - 1 / 13)).toBeGreaterThan(1e-9);
  });

  it("has its points in ascending order", () => {
    for (const { points } of [SIX, TEN]) expect([...points].sort((a, b) => a - b)).toEqual([...points]);
  });
});
