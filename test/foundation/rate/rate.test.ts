import { rate } from "clientele";
import fc from "fast-check";
import { describe, expect, it } from "vitest";

describe("a rate", () => {
  it("shows what it was made of", () => {
    expect(rate(12, 100)).toStrictEqual({ numerator: 12, denominator: 100, value: 0.12 });
  });

  it("is null, never NaN or Infinity, over nothing", () => {
    expect([rate(0, 0).value, rate(5, 0).value, rate(0, -0).value]).toStrictEqual([null, null, null]);
  });

  it("may exceed 1 and may be negative, as net growth is", () => {
    expect([rate(347, 100).value, rate(-5, 10).value]).toStrictEqual([3.47, -0.5]);
  });

  it.each([
    [NaN, 1, "numerator"],
    [Infinity, 1, "numerator"],
    [1, -1, "denominator"],
    [1, NaN, "denominator"],
    [1, Infinity, "denominator"],
    ["1", 2, "numerator"],
  ])("refuses %o of %o", (numerator, denominator, argument) => {
    expect(() => rate(numerator as number, denominator)).toThrow(expect.objectContaining({ code: "invalid-argument", argument }));
  });

  it("survives JSON for all counts", () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(), (numerator, denominator) => {
        const made = rate(numerator, denominator);
        expect(JSON.parse(JSON.stringify(made))).toStrictEqual(made);
        expect(made.value).toBe(denominator === 0 ? null : numerator / denominator);
      }),
    );
  });
});

describe("a rate that is no number", () => {
  it("is refused, and -0 is 0", () => {
    expect(() => rate(1e300, 1e-300)).toThrow();
    expect(rate(-0, 5)).toStrictEqual({ numerator: 0, denominator: 5, value: 0 });
  });
});
