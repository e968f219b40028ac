import { assignSegments, rfmScores, type SegmentMap, segmentMigration } from "clientele/segmentation";
import { describe, expect, it } from "vitest";
import { deepFreeze } from "../support/deep-freeze.js";

const map: SegmentMap = deepFreeze({
  bins: 2,
  segments: [{ segment: "here", r: [2, 2] }, { segment: "none", f: [2, 2], m: [1, 1] }, { segment: "away" }],
});
const assigned = (...days: number[]) =>
  assignSegments(
    rfmScores(
      days.map((day, i) => ({ customerId: `c${String(i)}`, lastAt: -day * 86_400_000, purchases: 1, revenueMinor: 1 })),
      {
        asOf: 0,
        timeZone: "UTC",
        bins: 2,
        method: "thresholds",
        monetary: "total",
        thresholds: { recencyDays: [10], frequency: [1], monetaryMinor: [1] },
      },
    ),
    map,
  );

describe("segmentMigration", () => {
  it("counts who went where between two assignments, in the order of the map", () => {
    const { rows, after, customers } = segmentMigration(deepFreeze(assigned(1, 2, 3, 50)), deepFreeze(assigned(5, 40, 5, 5, 5)));
    expect(customers).toBe(5);
    expect(rows.map(({ from, customers }) => [from, customers])).toEqual([
      ["here", 3],
      ["none", 0],
      ["away", 1],
      ["absent", 1],
    ]);
    expect(rows[0]?.to).toEqual([
      { label: "here", customers: 2, share: 2 / 3 },
      { label: "none", customers: 0, share: 0 },
      { label: "away", customers: 1, share: 1 / 3 },
      { label: "absent", customers: 0, share: 0 },
    ]);
    expect(rows[1]?.to.map(({ share }) => share)).toEqual([null, null, null, null]);
    expect(after.map((total) => total.customers)).toEqual([4, 0, 1, 0]);
  });

  it("takes customers in any order too, and segments that only one side knows", () => {
    const before = [
      { customerId: "__proto__", segment: "constructor" },
      { customerId: "b", segment: "B" },
    ];
    const { rows } = segmentMigration(new Set(before), [{ customerId: "b", segment: "a" }]);
    expect(rows.map(({ from }) => from)).toEqual(["B", "a", "constructor", "absent"]);
    expect(rows[2]?.to[3]).toEqual({ label: "absent", customers: 1, share: 1 });
    expect(segmentMigration(assigned(1), before).rows.map(({ from }) => from)).toEqual([
      "here",
      "none",
      "away",
      "B",
      "constructor",
      "absent",
    ]);
    expect(segmentMigration([], [])).toEqual({
      rows: [{ from: "absent", customers: 0, to: [{ label: "absent", customers: 0, share: null }] }],
      after: [{ label: "absent", customers: 0 }],
      customers: 0,
    });
  });

  const anna = { customerId: "anna", segment: "Loyal" };
  it.each<[string, unknown, unknown]>([
    ["before", null, []],
    ["after", [], "Loyal"],
    ["before", {}, []],
    ["before[0].segment", [null], []],
    ["before.segments[0].segment", { rows: [], segments: [null] }, []],
    ["after.segments[1].segment", [], { rows: [], segments: [{ segment: "a" }, { segment: 7 }] }],
    ["before", Array.from({ length: 1001 }, (_, i) => ({ customerId: String(i), segment: String(i) })), []],
    ["after", [anna], Array.from({ length: 1000 }, (_, i) => ({ customerId: String(i), segment: String(i) }))],
    ["after[1].segment", [], [anna, { customerId: "ben" }]],
    ["after[0].segment", [], [{ ...anna, segment: "" }]],
    ["before[1].customerId", [anna, anna], []],
    ["after[0].customerId", [], [{ segment: "Loyal" }]],
    ["segments", [{ ...anna, segment: "absent" }], []],
  ])("refuses %s", (argument, before, after) => {
    expect(() => segmentMigration(before as [], after as [])).toThrow(expect.objectContaining({ code: "invalid-argument", argument }));
  });
});
