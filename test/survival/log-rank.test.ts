import { eventTable, logRankTest } from "clientele/survival";
import { describe, expect, it } from "vitest";

const rows = [
  { time: 2, event: true },
  { time: 2, event: false },
  { time: 4, event: true },
  { time: 4, event: true },
  { time: 7, event: false },
];

describe("the log-rank test", () => {
  const table = eventTable(rows);

  it("says null where there is nothing to compare", () => {
    const nothing = { chiSquare: null, pValue: null, degreesOfFreedom: 0 };
    expect(logRankTest([])).toMatchObject({ ...nothing, groups: [], n: [] });
    expect(logRankTest([{ group: "a", table }])).toMatchObject({ ...nothing, n: [5], observed: [3], expected: [3] });
    const censored = eventTable({ time: [1, 2], event: [0, 0] });
    expect(logRankTest(["a", "b"].map((group) => ({ group, table: censored })))).toMatchObject({ ...nothing, observed: [0, 0] });
    const later = eventTable({ time: [8, 9], event: [1, 1], entry: [7, 7] });
    expect(
      logRankTest([
        { group: "a", table },
        { group: "b", table: later },
      ]),
    ).toMatchObject(nothing);
  });

  it("leaves out a group that expects nothing", () => {
    const early = eventTable([{ time: 1, event: false }]);
    const test = logRankTest([
      { group: "c", table: early },
      { group: "b", table },
      { group: "a", table: eventTable([{ time: 3, event: true }]) },
    ]);
    expect(test).toMatchObject({ groups: ["a", "b", "c"], n: [1, 5, 1], degreesOfFreedom: 1 });
    expect(test.expected[2]).toBe(0);
    expect(test.pValue).toBeGreaterThan(0);
  });

  const pair = (["a", "b"] as const).map((group) => ({
    group,
    table: eventTable({ time: [1, 2, 3, 4].map((time) => (group === "a" ? time : 2 * time)), event: [1, 1, 1, 1] }),
  }));
  const alone = logRankTest(pair);

  it("compares those that can be compared, whoever stands apart", () => {
    const apart = { group: "c", stratum: "elsewhere", table };
    const late = { group: "c", table: eventTable({ time: [20, 22], event: [1, 1], entry: [10, 10] }) };
    expect(alone.degreesOfFreedom).toBe(1);
    for (const third of [apart, late]) {
      const { chiSquare, degreesOfFreedom, pValue, expected, observed } = logRankTest([...pair, third]);
      expect([chiSquare, degreesOfFreedom, pValue]).toEqual([alone.chiSquare, 1, alone.pValue]);
      expect(expected[2]).toBe(observed[2]);
    }
    const elsewhere = pair.map(({ group, table: own }) => ({ group: `${group}2`, stratum: "elsewhere", table: own }));
    const both = logRankTest([...pair, ...elsewhere]);
    expect(both.chiSquare).toBeCloseTo(2 * (alone.chiSquare ?? NaN), 12);
    expect(both.degreesOfFreedom).toBe(2);
  });

  it("compares groups that meet only through a third", () => {
    const groups = [
      { group: "a", stratum: "x", table: pair[0]?.table ?? table },
      { group: "b", stratum: "x", table: pair[1]?.table ?? table },
      { group: "b", stratum: "y", table: pair[0]?.table ?? table },
      { group: "c", stratum: "y", table: pair[1]?.table ?? table },
    ];
    const { chiSquare, degreesOfFreedom } = logRankTest(groups);
    expect(degreesOfFreedom).toBe(2);
    // Two independent comparisons, of one variance each.
    expect(chiSquare).toBeCloseTo(2 * (alone.chiSquare ?? NaN), 12);
  });

  it("adds up over many strata", () => {
    const strata = Array.from({ length: 20_000 }, (_, i) => pair.map((part) => ({ ...part, stratum: String(i) }))).flat();
    const test = logRankTest(strata);
    expect(test.chiSquare).toBeCloseTo(20_000 * (alone.chiSquare ?? NaN), 5);
  });
});
