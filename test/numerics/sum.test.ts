import { describe, expect, it } from "vitest";
import { addToSum, emptySum, mergeSums, sumOf, sumOfTerms, sumValue } from "../../src/numerics/sum.js";

describe("a compensated sum", () => {
  it("keeps what plain additions round away", () => {
    expect(sumOf([1, 1e100, 1, -1e100])).toBe(2);
    expect(sumOfTerms(10, () => 0.1)).toBe(1);
    expect(sumOf([])).toBe(0);
  });

  it("comes out the same in parts", () => {
    const [whole, left, right] = [emptySum(), emptySum(), emptySum()];
    for (const term of [1e16, 1, 1, 1]) addToSum(whole, term);
    addToSum(left, 1e16);
    for (const term of [1, 1, 1]) addToSum(right, term);
    mergeSums(left, right);
    expect(sumValue(left)).toBe(1e16 + 4); // 1e16 + 3 lies halfway between two numbers
    expect(sumValue(left)).toBe(sumValue(whole));
    expect(JSON.parse(JSON.stringify(left))).toEqual(left);
  });
});
