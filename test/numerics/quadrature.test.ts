import { describe, expect, it } from "vitest";
import { integrate, integrateDecreasing } from "../../src/numerics/quadrature.js";

describe("Gauss-Legendre with 16 points", () => {
  it.each([0, 1, 2, 10, 30, 31])("is exact for x to the power of %d", (power) => {
    expect(integrate((x) => x ** power, 0, 2)).toBeCloseTo(2 ** (power + 1) / (power + 1), -Math.log10(2 ** (power + 1)) + 12);
  });
});

describe("panels of doubling width", () => {
  it("follow an exponential, to the end or to infinity", () => {
    expect(integrateDecreasing((x) => Math.exp(-3 * x), 1 / 3, Infinity)).toBeCloseTo(1 / 3, 14);
    expect(integrateDecreasing((x) => Math.exp(-3 * x), 1 / 3, 0.2)).toBeCloseTo(-Math.expm1(-0.6) / 3, 14);
  });

  it("follow a power over many orders of magnitude", () => {
    const integral = integrateDecreasing((x) => (1 + x) ** -0.5, 1, 1e12);
    expect(integral / (2 * (Math.sqrt(1 + 1e12) - 1))).toBeCloseTo(1, 13);
  });

  it("give 0 for nothing", () => {
    expect(integrateDecreasing(() => 0, 1, Infinity)).toBe(0);
    expect(integrateDecreasing(() => 1, 1, 0)).toBe(0);
  });
});
