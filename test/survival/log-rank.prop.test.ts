import { eventTable, kaplanMeier, logRankTest } from "clientele/survival";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { deepFreeze } from "../support/deep-freeze.js";
import { isNear, plainRows } from "./make.js";

describe("the log-rank test", () => {
  const grouped = fc.array(fc.tuple(plainRows, fc.constantFrom("a", "b", "c"), fc.constantFrom("x", "y")), { minLength: 2, maxLength: 5 });

  it("expects as many as it observes, and does not depend on order, names or the scale of time", () => {
    const seen = { tested: 0, not: 0 };
    fc.assert(
      fc.property(grouped, fc.constantFrom(0, 0.5, 1), (given, rho) => {
        const groups = given.map(([own, group, stratum]) => ({ group, stratum, table: eventTable(own) }));
        const test = logRankTest(deepFreeze(groups), { rho });
        const total = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0);
        expect(isNear(total(test.observed), total(test.expected))).toBe(true);
        test.variance.forEach((row) => {
          expect(Math.abs(total(row))).toBeLessThan(1e-12);
        });
        expect(JSON.parse(JSON.stringify(test))).toStrictEqual(test);
        const stretched = given.map(([own, group, stratum]) => ({
          group: `${group}'`,
          stratum,
          table: eventTable(own.map(({ time, event }) => ({ time: time * 4, event }))),
        }));
        const other = logRankTest(stretched.reverse(), { rho });
        expect(isNear(other.chiSquare, test.chiSquare, 1e-9)).toBe(true);
        expect(other.degreesOfFreedom).toBe(test.degreesOfFreedom);
        seen[test.chiSquare === null ? "not" : "tested"] += 1;
      }),
    );
    for (const count of Object.values(seen)) expect(count).toBeGreaterThan(5);
  });

  it("finds nothing between equal groups", () => {
    const seen = { tested: 0, not: 0 };
    fc.assert(
      fc.property(plainRows, (own) => {
        const table = eventTable(own);
        const { chiSquare, degreesOfFreedom } = logRankTest(["a", "b"].map((group) => ({ group, table })));
        // Somebody leaves while another one, equal to somebody of the other group, stays.
        const isTested = kaplanMeier(table).survival.some((share) => share > 0 && share < 1);
        expect([chiSquare !== null, degreesOfFreedom]).toEqual(isTested ? [true, 1] : [chiSquare !== null, chiSquare === null ? 0 : 1]);
        if (chiSquare !== null) expect(chiSquare).toBeLessThan(1e-20);
        seen[chiSquare === null ? "not" : "tested"] += 1;
      }),
    );
    for (const count of Object.values(seen)) expect(count).toBeGreaterThan(5);
  });

  it("adds up over parts that never meet, and takes no notice of groups alone", () => {
    const seen = { both: 0 };
    fc.assert(
      fc.property(fc.array(plainRows, { minLength: 5, maxLength: 5 }), fc.constantFrom(0, 1), (given, rho) => {
        const [a, b, c, d, e] = given.map((own, i) => ({ group: "abcde"[i] ?? "", stratum: "xxyyz"[i] ?? "", table: eventTable(own) }));
        if (a === undefined || b === undefined || c === undefined || d === undefined || e === undefined) return;
        const [one, other, all] = [
          [a, b],
          [c, d],
          [a, b, c, d, e],
        ].map((groups) => logRankTest(groups, { rho }));
        const tested = [one?.chiSquare, other?.chiSquare].filter((chiSquare) => chiSquare !== null);
        const sum = tested.reduce<number>((total, chiSquare) => total + (chiSquare ?? 0), 0);
        expect(isNear(all?.chiSquare, tested.length === 0 ? null : sum, 1e-9)).toBe(true);
        expect(all?.degreesOfFreedom).toBe(tested.length);
        if (tested.length === 2) seen.both += 1;
      }),
    );
    expect(seen.both).toBeGreaterThan(5);
  });
});
