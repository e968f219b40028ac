import { describe, expect, it } from "vitest";
import { negativeBinomial } from "../../src/numerics/negative-binomial.js";

describe("negative binomial counts", () => {
  it("of shape 1 are geometric", () => {
    const { exactly, atLeast } = negativeBinomial(1, 3, 4);
    exactly.forEach((probability, count) => expect(probability).toBeCloseTo(0.25 * 0.75 ** count, 15));
    atLeast.forEach((probability, count) => expect(probability).toBeCloseTo(0.75 ** count, 15));
  });

  it("keep the digits of tails far from the mean", () => {
    const { atLeast } = negativeBinomial(1, 0.1, 200);
    atLeast.forEach((probability, count) => expect(probability / (0.1 / 1.1) ** count).toBeCloseTo(1, 11));
  });

  it("do not underflow where 0 is as good as impossible", () => {
    const { exactly, atLeast } = negativeBinomial(5000, 1, 6000);
    expect(exactly[0]).toBe(0);
    expect(exactly[5000]).toBeCloseTo(1 / Math.sqrt(2 * Math.PI * 10_000), 5);
    expect(atLeast[0]).toBeCloseTo(1, 10);
    expect(atLeast[5000]).toBeCloseTo(0.5, 2);
  });

  it("are all 0 when nothing can happen", () => {
    expect(negativeBinomial(2, 0, 2)).toEqual({ exactly: [1, 0, 0], atLeast: [1, 0, 0] });
  });
});
