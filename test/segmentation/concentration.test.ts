import { giniCoefficient, lorenzCurve, topShare } from "clientele/segmentation";
import { describe, expect, it } from "vitest";

describe("concentration", () => {
  it("takes any iterable of numbers and leaves it as it is", () => {
    const values = Float64Array.of(60, 15, 20, 5);
    expect(giniCoefficient(values)).toBe(0.425);
    expect(giniCoefficient(new Set(values))).toBe(0.425);
    expect([...values]).toEqual([60, 15, 20, 5]);
  });

  it("is exactly 0 where all have the same, whatever that is", () => {
    expect(giniCoefficient([0.1, 0.1, 0.1])).toBe(0);
    expect(giniCoefficient([7], { correction: "none" })).toBe(0);
  });

  it("ends its curve exactly at 1", () => {
    expect(lorenzCurve([0.1, 0.2, 0.3])?.share.at(-1)).toBe(1);
  });

  it.each([[[]], [[0, 0]], [[5, -1]], [[-1]]])("is not defined of %j", (values) => {
    expect([giniCoefficient(values), lorenzCurve(values), topShare(values, 0.5).value]).toEqual([null, null, null]);
  });

  it("reads a share as the decimal it prints", () => {
    const values = Array.from({ length: 100 }, () => 1);
    expect([0.07, 0.29, 0.57, 1e-7, 0, 1].map((share) => topShare(values, share).count)).toEqual([7, 29, 57, 1, 0, 100]);
  });

  it("counts a customer of whom hardly anything lies in the share", () => {
    expect(topShare([3, 1], 1e-309)).toMatchObject({ count: 1, numerator: 3 });
    expect(topShare([3, 1], 1e-309, { method: "interpolated" })).toMatchObject({ count: 1, numerator: 3 * 2e-309 });
  });

  it("counts a cut customer fully or in part", () => {
    expect(topShare([4, 3, 2, 1], 0.3)).toEqual({
      numerator: 7,
      denominator: 10,
      value: 0.7,
      count: 2,
      definition: { method: "whole-customers", share: 0.3 },
    });
    expect(topShare([4, 3, 2, 1], 0.375, { method: "interpolated" }).numerator).toBe(5.5);
  });

  it.each<[string, () => unknown]>([
    ["values[1]", () => giniCoefficient([1, NaN])],
    ["values", () => giniCoefficient(null as never)],
    ["values[0]", () => lorenzCurve([Infinity])],
    ["values[0]", () => topShare(["1" as unknown as number], 0.2)],
    ["values", () => giniCoefficient([1e308, 1e308])],
    ["options.correction", () => giniCoefficient([], { correction: "small" as "none" })],
    ["share", () => topShare([1], 1.1)],
    ["options.method", () => topShare([1], 0.5, { method: "half" as "interpolated" })],
  ])("refuses %s", (argument, call) => {
    expect(call).toThrow(expect.objectContaining({ code: "invalid-argument", argument }));
  });
});
