import { describe, expect, it } from "vitest";
import { wilsonInterval } from "../../src/numerics/wilson.js";

describe("the score interval of a share", () => {
  it("has the published limits", () => {
    // Newcombe (1998), "Two-sided confidence intervals for the single proportion", table I, method 3.
    const limits = (successes: number, trials: number): string[] => {
      const { lower, upper } = wilsonInterval(successes, trials, 0.95);
      return [lower.toFixed(4), upper.toFixed(4)];
    };
    expect(limits(81, 263)).toEqual(["0.2553", "0.3662"]);
    expect(limits(15, 148)).toEqual(["0.0624", "0.1605"]);
    expect(limits(0, 20)).toEqual(["0.0000", "0.1611"]);
    expect(limits(1, 29)).toEqual(["0.0061", "0.1718"]);
  });

  it("ends where the share does, mirrors, and widens with the level", () => {
    expect(wilsonInterval(0, 7, 0.9).lower).toBe(0);
    expect(wilsonInterval(7, 7, 0.9).upper).toBe(1);
    for (const level of [0.5, 0.9, 0.999]) {
      for (let successes = 0; successes <= 12; successes += 1) {
        const { lower, upper } = wilsonInterval(successes, 12, level);
        const mirrored = wilsonInterval(12 - successes, 12, level);
        expect(lower).toBeCloseTo(1 - mirrored.upper, 14);
        expect(lower).toBeLessThanOrEqual(successes / 12);
        expect(upper).toBeGreaterThanOrEqual(successes / 12);
        expect(upper - lower).toBeLessThan(
          wilsonInterval(successes, 12, level + 0.0005).upper - wilsonInterval(successes, 12, level + 0.0005).lower,
        );
      }
    }
  });
});
