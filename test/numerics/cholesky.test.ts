import { describe, expect, it } from "vitest";
import { factorOfCovariance } from "../../src/numerics/cholesky.js";

describe("factorOfCovariance", () => {
  it("is the lower triangle whose square is the matrix", () => {
    // 2 2 = 4, 2 3 = 6, 3 3 + 4 4 = 25.
    expect(factorOfCovariance([[4, 6], [6, 25]])).toEqual([[2], [3, 4]]); // prettier-ignore
    expect(factorOfCovariance([[9e-20]])?.[0]?.[0]).toBeCloseTo(3e-10, 20);
  });

  it("is there for estimates that only move together", () => {
    const lower = factorOfCovariance([[1, 2], [2, 4]]); // prettier-ignore
    expect(lower?.[1]?.[0]).toBeCloseTo(2, 6);
    expect(lower?.[1]?.[1]).toBeLessThan(1e-3);
  });

  it("is not there for what is no covariance matrix", () => {
    expect(factorOfCovariance([[1, 2], [2, 1]])).toBeNull(); // prettier-ignore
    expect(factorOfCovariance([[-1]])).toBeNull();
    expect(factorOfCovariance([[0]])).toBeNull();
  });
});
