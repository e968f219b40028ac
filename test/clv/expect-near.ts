import { expect } from "vitest";

/** Numbers, or records of numbers with the same names, that agree to a share of the expected one; null equals null. */
export function expectNear(got: unknown, expected: unknown, relative: number, absolute = 1e-14): void {
  if (typeof expected === "object" && expected !== null) {
    for (const [name, value] of Object.entries(expected)) expectNear((got as Record<string, unknown>)[name], value, relative, absolute);
  } else if (typeof expected === "number" && typeof got === "number") {
    const difference = Math.abs(got - expected);
    if (!(difference <= absolute + relative * Math.abs(expected))) expect(got).toBe(expected);
  } else {
    expect(got).toBe(expected);
  }
}
