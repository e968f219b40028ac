import { rate } from "clientele";
import { churnRate, retentionCompare, type ChurnMethod } from "clientele/retention";
import fc from "fast-check";
import { describe, expect, it } from "vitest";

const share = fc.integer({ min: 1, max: 200 }).chain((n) => fc.integer({ min: 0, max: n }).map((x) => rate(x, n)));
const level = fc.double({ min: 0.5, max: 0.999, noNaN: true });

describe("comparing two rates", () => {
  it.each([
    // Newcombe (1998), table II, method 10.
    [56, 70, 48, 80, "0.0524", "0.3339"],
    [9, 10, 3, 10, "0.1705", "0.8090"],
    [10, 10, 0, 20, "0.6791", "1.0000"],
    [0, 10, 0, 20, "-0.1611", "0.2775"],
  ])("%i of %i less %i of %i", (x, n, y, m, lower, upper) => {
    const { interval } = retentionCompare(rate(x, n), rate(y, m), { level: 0.95 });
    expect([interval?.lower.toFixed(4), interval?.upper.toFixed(4)]).toEqual([lower, upper]);
  });

  it("holds the difference, turns round with the groups, and widens with the level", () => {
    fc.assert(
      fc.property(share, share, level, (a, b, l) => {
        const { difference, interval } = retentionCompare(a, b, { level: l });
        const swapped = retentionCompare(b, a, { level: l });
        const wider = retentionCompare(a, b, { level: l + 0.0005 });
        const [lower, upper, between] = [interval?.lower ?? NaN, interval?.upper ?? NaN, difference ?? NaN];
        expect(lower).toBeLessThanOrEqual(between);
        expect(upper).toBeGreaterThanOrEqual(between);
        expect(Math.min(lower + 1, 1 - upper)).toBeGreaterThanOrEqual(0);
        expect(swapped.interval?.lower).toBeCloseTo(-upper, 14);
        expect(wider.interval?.upper ?? NaN).toBeGreaterThanOrEqual(upper);
        expect(wider.interval?.lower ?? NaN).toBeLessThanOrEqual(lower);
      }),
    );
  });

  it("has no interval where the rates are no shares of customers", () => {
    const nothing = { difference: null, interval: null, definition: { method: "difference-of-shares" } };
    expect(retentionCompare(rate(0, 0), rate(1, 2))).toEqual(nothing);
    expect(retentionCompare(rate(1, 2), rate(0, 0))).toEqual(nothing);
    expect(retentionCompare(rate(3, 2), rate(1, 2))).toMatchObject({ difference: 1, interval: null });
    expect(retentionCompare(rate(-1, 2), rate(1, 2))).toMatchObject({ difference: -1, interval: null });
    expect(retentionCompare(rate(1, 2.5), rate(1, 2))).toMatchObject({ interval: null });
    const of = (method: ChurnMethod) =>
      churnRate([{ customerId: "a", start: 0, end: 3_000_000 }], { from: 1000, to: 86_400_000, timeZone: "UTC", method });
    expect(retentionCompare(of("opening-cohort"), of("opening-cohort")).interval).not.toBeNull();
    expect(retentionCompare(of("events-per-opening"), of("events-per-opening")).interval).toBeNull();
  });

  it.each<[string, () => unknown]>([
    ["a", () => retentionCompare(null as never, rate(1, 2))],
    ["b.denominator", () => retentionCompare(rate(1, 2), { numerator: 1, denominator: -2, value: null })],
    ["a.numerator", () => retentionCompare({ numerator: NaN, denominator: 2, value: null }, rate(1, 2))],
    ["options.level", () => retentionCompare(rate(1, 2), rate(1, 2), { level: 1 })],
    ["options.level", () => retentionCompare(rate(1, 2), rate(1, 2), { level: NaN })],
  ])("refuses %s", (argument, call) => {
    expect(call).toThrow(expect.objectContaining({ code: "invalid-argument", argument }));
  });
});
