import { giniCoefficient, lorenzCurve, topShare, type LorenzCurve } from "clientele/segmentation";
import fc from "fast-check";
import { describe, expect, it } from "vitest";

const values = fc
  .array(fc.oneof(fc.nat(10), fc.nat(1_000_000)), { minLength: 1, maxLength: 40, size: "max" })
  .filter((list) => list.some((value) => value > 0));
const near = (got: number, expected: number): void => {
  expect(Math.abs(got - expected)).toBeLessThanOrEqual(1e-9);
};
const gini = (list: readonly number[]): number => giniCoefficient(list) ?? NaN;

describe("the Gini coefficient", () => {
  it("is half the mean difference of all pairs, relative to the mean", () => {
    let unequal = 0;
    fc.assert(
      fc.property(values, (list) => {
        const n = list.length;
        const differences = list.reduce((sum, a) => sum + list.reduce((inner, b) => inner + Math.abs(a - b), 0), 0);
        near(gini(list), differences / (2 * n * list.reduce((sum, value) => sum + value, 0)));
        if (gini(list) > 0.3) unequal += 1;
      }),
    );
    expect(unequal).toBeGreaterThan(50);
  });

  it("lies in [0, 1), is 0 only for equal values, and does not mind scale or copies", () => {
    fc.assert(
      fc.property(values, fc.integer({ min: 1, max: 50 }), (list, factor) => {
        expect(gini(list)).toBeGreaterThanOrEqual(0);
        expect(gini(list)).toBeLessThan(1);
        expect(gini(list) === 0).toBe(new Set(list).size === 1);
        near(gini(list.map((value) => value * factor)), gini(list));
        near(gini([...list, ...list]), gini(list));
        expect(gini([...list].reverse())).toBe(gini(list));
      }),
    );
  });

  it("falls when the rich give to the poor", () => {
    fc.assert(
      fc.property(values, (list) => {
        const sorted = [...list].sort((a, b) => a - b);
        const [least = 0, most = 0] = [sorted[0], sorted.at(-1)];
        fc.pre(sorted.length > 1 && most - least > 2);
        const given = [least + 1, ...sorted.slice(1, -1), most - 1];
        expect(gini(given)).toBeLessThan(gini(sorted));
      }),
    );
  });

  it("is twice the area between the Lorenz curve and the diagonal, and the curve is convex", () => {
    fc.assert(
      fc.property(values, (list) => {
        const { population, share } = lorenzCurve(list) as LorenzCurve;
        expect([share[0], share.at(-1), share.length]).toEqual([0, 1, list.length + 1]);
        let area = 0;
        for (let i = 1; i < share.length; i += 1)
          area += (((share[i] ?? 0) + (share[i - 1] ?? 0)) / 2) * ((population[i] ?? 0) - (population[i - 1] ?? 0));
        near(1 - 2 * area, gini(list));
        const steps = share.slice(1).map((value, i) => value - (share[i] ?? 0));
        steps.slice(1).forEach((step, i) => {
          expect(step).toBeGreaterThanOrEqual((steps[i] ?? 0) - 1e-12);
        });
      }),
    );
  });
});

describe("the share of the top", () => {
  it("is the sum of the largest, grows with the share, and is at least that share", () => {
    fc.assert(
      fc.property(values, fc.integer({ min: 0, max: 100 }), (list, percent) => {
        const { count, numerator, denominator, value } = topShare(list, percent / 100);
        expect(count).toBe(Math.ceil((percent * list.length) / 100));
        const largest = [...list].sort((a, b) => b - a).slice(0, count);
        expect(numerator).toBe(largest.reduce((sum, one) => sum + one, 0));
        expect(denominator).toBe(list.reduce((sum, one) => sum + one, 0));
        const interpolated = topShare(list, percent / 100, { method: "interpolated" }).value ?? NaN;
        expect(interpolated).toBeLessThanOrEqual((value ?? NaN) + 1e-12);
        expect(interpolated).toBeGreaterThanOrEqual(percent / 100 - 1e-9);
      }),
    );
  });
});
