import { describe, expect, it } from "vitest";
import { quantileOfSorted, sortedCopy } from "../../src/numerics/quantile.js";

describe("the type-7 quantile", () => {
  it("interpolates between order statistics", () => {
    const sorted = sortedCopy([40, 10, 30, 20]);
    expect([0, 0.25, 0.5, 0.9, 1].map((share) => quantileOfSorted(sorted, share))).toEqual([10, 17.5, 25, 37, 40]);
  });

  it("of one value is that value, of none is null", () => {
    expect(quantileOfSorted([7], 0.3)).toBe(7);
    expect(quantileOfSorted([], 0.5)).toBeNull();
  });

  it("sorts a copy", () => {
    const values = [3, 1, 2];
    expect([...sortedCopy(values)]).toEqual([1, 2, 3]);
    expect(values).toEqual([3, 1, 2]);
  });
});
