import { describe, expect, it } from "vitest";
import { chiSquareTail, upperGammaShare } from "../../src/numerics/incomplete-gamma.js";

describe("the upper share of a gamma distribution", () => {
  // mpmath 1.3.0, 40 digits
  it.each([
    [0.5, 1.9207294103470611, 0.05000000000000011],
    [0.5, 1e-6, 0.99887162120903076],
    [0.5, 30, 9.4857375710738484e-15],
    [1, 2.5, 0.082084998623898795],
    [2.5, 0.3, 0.98800324279409373],
    [2.5, 3.4, 0.2359445376945214],
    [10, 9.9, 0.47050158206153905],
    [10, 11.1, 0.32975747686494139],
    [150, 149, 0.52176974286259362],
    [150, 200, 9.6786219949335771e-5],
    [1e4, 10100, 0.15865124955282038],
    [50, 10, 1],
  ])("of shape %d above %d", (shape, x, share) => {
    expect(Math.abs(upperGammaShare(shape, x) / share - 1)).toBeLessThan(shape > 1000 ? 1e-10 : 2e-13);
  });

  it("is everything above 0, and nothing far out", () => {
    expect(upperGammaShare(3, 0)).toBe(1);
    expect(upperGammaShare(3, 1e5)).toBe(0);
  });

  it("of shape 1 is exponential", () => {
    for (const x of [1e-9, 0.3, 1.999, 2.001, 40]) expect(upperGammaShare(1, x)).toBeCloseTo(Math.exp(-x), 14);
  });

  it("falls, also where one evaluation follows on the other", () => {
    for (const shape of [0.5, 3, 40]) {
      const shares = [-1e-9, 0, 1e-9].map((step) => upperGammaShare(shape, shape + 1 + step));
      expect([...shares].sort((a, b) => b - a)).toEqual(shares);
    }
  });
});

describe("the tail of chi-square", () => {
  it.each([
    [3.841458820694124, 1],
    [5.991464547107979, 2],
    [18.307038053275146, 10],
  ])("is 5 % above %d with %d degrees of freedom", (statistic, degrees) => {
    expect(chiSquareTail(statistic, degrees)).toBeCloseTo(0.05, 14);
  });
});
