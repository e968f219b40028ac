import { describe, expect, it } from "vitest";
import { addToSum, emptySum, sumOf, sumOfTerms, sumValue } from "../../src/numerics/sum.js";

describe("a compensated sum", () => {
  it("keeps what plain additions round away", () => {
    expect(sumOf([1, 1e100, 1, -1e100])).toBe(2);
    expect(sumOfTerms(10, () => 0.1)).toBe(1);
    expect(sumOf([])).toBe(0);
  });

  it("is plain JSON while it is in progress", () => {
    const sum = emptySum();
    for (const term of [1e16, 1, 1, 1]) addToSum(sum, term);
    expect(sumValue(sum)).toBe(1e16 + 4); // 1e16 + 3 lies halfway between two numbers
    expect(JSON.parse(JSON.stringify(sum))).toEqual(sum);
  });
});
