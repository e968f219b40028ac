import { assignSegments, checkSegmentMap, rfmScores, segmentMaps, type SegmentMap } from "clientele/segmentation";
import { describe, expect, it } from "vitest";
import { deepFreeze } from "../support/deep-freeze.js";

const rfm = deepFreeze(
  rfmScores(
    [1, 2, 3].map((n) => ({ customerId: `c${String(n)}`, lastAt: -n * 86_400_000, purchases: n, revenueMinor: n * 100, currency: "EUR" })),
    { asOf: 0, timeZone: "UTC", bins: 2, method: "quantile", monetary: "total" },
  ),
);
const halves: SegmentMap = deepFreeze({
  bins: 2,
  segments: [
    { segment: "here", r: [2, 2] },
    { segment: "away", r: [1, 1] },
  ],
});

describe("checkSegmentMap", () => {
  it("finds nothing wrong with the classic map, whose eleven segments all matter", () => {
    expect(checkSegmentMap(segmentMaps.classic)).toEqual({ uncovered: [], shadowed: [] });
    expect(segmentMaps.classic.segments).toHaveLength(11);
  });

  it("is given a classic map that nobody can change for the others", () => {
    const { classic } = segmentMaps;
    const [first] = classic.segments;
    expect([segmentMaps, classic, classic.segments, first, first?.r].every(Object.isFrozen)).toBe(true);
  });

  it("finds nothing wrong with the map under Shopify's names, in whatever order its segments stand", () => {
    const { shopify } = segmentMaps;
    expect(checkSegmentMap(shopify)).toEqual({ uncovered: [], shadowed: [] });
    expect(shopify.segments.map(({ segment }) => segment)).toEqual([
      "Champions",
      "Loyal",
      "Active",
      "New",
      "Promising",
      "Needs attention",
      "Previously loyal",
      "At risk",
      "Almost lost",
      "Dormant",
    ]);
    // No two boxes overlap: each segment alone covers its cells, and together they cover all 125.
    const cells = shopify.segments.map((rule) => 125 - checkSegmentMap({ bins: 5, segments: [rule] }).uncovered.length);
    expect(cells).toEqual([6, 12, 26, 6, 12, 13, 6, 14, 18, 12]);
    expect(cells.reduce((sum, size) => sum + size, 0)).toBe(125);
    expect([shopify, shopify.segments, shopify.segments[0]?.fm].every(Object.isFrozen)).toBe(true);
  });

  it("reads fm as the mean of the frequency and the monetary score", () => {
    const above = (fm: readonly [number, number]): number =>
      8 - checkSegmentMap({ bins: 2, segments: [{ segment: "x", fm }] }).uncovered.length;
    expect([above([1, 1]), above([1.5, 1.5]), above([1.5, 2]), above([1, 2])]).toEqual([2, 4, 6, 8]);
    expect(checkSegmentMap({ bins: 2, segments: [{ segment: "x", f: [1, 1], fm: [2, 2] }, { segment: "all" }] }).shadowed).toEqual([
      { segment: "x", index: 0 },
    ]);
  });

  it.each<[string, unknown]>([
    ["segmentMap.segments[0].fm", { bins: 2, segments: [{ segment: "all", fm: null }] }],
    ["segmentMap.segments[0].fm[0]", { bins: 2, segments: [{ segment: "all", fm: [0.5, 1] }] }],
    ["segmentMap.segments[0].fm[0]", { bins: 2, segments: [{ segment: "all", fm: [1.25, 2] }] }],
    ["segmentMap.segments[0].fm[0]", { bins: 2, segments: [{ segment: "all", fm: ["1", 2] }] }],
    ["segmentMap.segments[0].fm[1]", { bins: 2, segments: [{ segment: "all", fm: [2, 1.5] }] }],
    ["segmentMap.segments[0].fm[1]", { bins: 2, segments: [{ segment: "all", fm: [1, 2.5] }] }],
    ["segmentMap.bins", undefined],
    ["segmentMap.segments", { bins: 2 }],
    ["segmentMap.segments[0].segment", { bins: 2, segments: [null] }],
    ["segmentMap.segments[0].segment", { bins: 2, segments: new Array(1) }],
    ["segmentMap.segments[0].r", { bins: 2, segments: [{ segment: "all", r: null }] }],
    ["segmentMap.segments[0].r", { bins: 2, segments: [{ segment: "all", r: [1, 2, 7] }] }],
    ["segmentMap.segments[0].m", { bins: 2, segments: [{ segment: "all", m: "12" }] }],
  ])("refuses %s of what is no map: %j", (argument, map) => {
    expect(() => checkSegmentMap(map as SegmentMap)).toThrow(expect.objectContaining({ code: "invalid-argument", argument }));
  });

  it("names the cells that no rule covers", () => {
    expect(
      checkSegmentMap({
        bins: 2,
        segments: [
          { segment: "here", r: [2, 2] },
          { segment: "rare", r: [1, 1], f: [1, 1], m: [2, 2] },
        ],
      }).uncovered,
    ).toEqual([
      { r: 1, f: 1, m: 1 },
      { r: 1, f: 2, m: 1 },
      { r: 1, f: 2, m: 2 },
    ]);
  });

  it("names the rules that never decide", () => {
    const { uncovered, shadowed } = checkSegmentMap({
      bins: 2,
      segments: [{ segment: "all" }, { segment: "best", r: [2, 2] }, { segment: "all" }],
    });
    expect(uncovered).toEqual([]);
    expect(shadowed).toEqual([
      { segment: "best", index: 1 },
      { segment: "all", index: 2 },
    ]);
  });
});

describe("assignSegments", () => {
  it("gives each customer the first segment that holds, and each segment its customers and revenue", () => {
    const { rows, segments, currency, definition } = assignSegments(rfm, {
      ...halves,
      segments: [{ segment: "none", f: [2, 2], m: [1, 1] }, ...halves.segments],
    });
    expect(rfm.rows.map(({ score }) => score)).toEqual(["211", "211", "122"]);
    expect(rows).toEqual([
      { customerId: "c1", segment: "here" },
      { customerId: "c2", segment: "here" },
      { customerId: "c3", segment: "away" },
    ]);
    expect(segments).toEqual([
      { segment: "none", customers: 0, revenueMinor: 0 },
      { segment: "here", customers: 2, revenueMinor: 300 },
      { segment: "away", customers: 1, revenueMinor: 300 },
    ]);
    expect([currency, definition.method, definition.rfm]).toEqual(["EUR", "first-match", rfm.definition]);
  });

  it("adds up the rules of one name", () => {
    const { segments } = assignSegments(rfm, { bins: 2, segments: [{ segment: "all", r: [2, 2] }, { segment: "all" }] });
    expect(segments).toEqual([{ segment: "all", customers: 3, revenueMinor: 600 }]);
  });

  it("keeps the map it used as it was", () => {
    const rule: { segment: string; r: [number, number]; fm: [number, number] } = { segment: "here", r: [2, 2], fm: [1, 2] };
    const { definition } = assignSegments(rfm, { bins: 2, segments: [rule, { segment: "away" }] });
    rule.r[0] = 1;
    rule.segment = "there";
    rule.fm[1] = 1;
    expect(definition.segmentMap).toEqual({ bins: 2, segments: [{ segment: "here", r: [2, 2], fm: [1, 2] }, { segment: "away" }] });
  });

  it("refuses revenue beyond the safe integers, though later rows bring it back", () => {
    const most = Number.MAX_SAFE_INTEGER;
    const rows = [most, 2, -3].map((revenueMinor, i) => ({ customerId: `c${String(i)}`, lastAt: 0, purchases: 1, revenueMinor }));
    const scores = rfmScores(rows, { asOf: 0, timeZone: "UTC", bins: 2, method: "quantile", monetary: "total" });
    expect(() => assignSegments(scores, { bins: 2, segments: [{ segment: "all" }] })).toThrow(
      expect.objectContaining({ code: "invalid-argument", argument: "rfm.rows.revenueMinor" }),
    );
  });

  it("refuses a map with a hole, and names it, even where nobody stands", () => {
    const holed: SegmentMap = {
      bins: 2,
      segments: [
        { segment: "here", r: [2, 2] },
        { segment: "away", f: [2, 2] },
      ],
    };
    expect(() => assignSegments(rfm, holed)).toThrow("there is none for r 1, f 1, m 1");
    expect(() => assignSegments({ ...rfm, rows: [] }, holed)).toThrow(
      expect.objectContaining({ code: "invalid-argument", argument: "segmentMap" }),
    );
  });

  it.each<[string, SegmentMap]>([
    ["segmentMap.bins", { bins: 3, segments: [{ segment: "all" }] }],
    ["segmentMap.bins", { bins: 1, segments: [{ segment: "all" }] }],
    ["segmentMap.segments[0].segment", { bins: 2, segments: [{ segment: "" }] }],
    ["segmentMap.segments[0].r[1]", { bins: 2, segments: [{ segment: "all", r: [1, 3] }] }],
    ["segmentMap.segments[1].f[0]", { bins: 2, segments: [{ segment: "all" }, { segment: "some", f: [0, 1] }] }],
    ["segmentMap.segments[0].m[1]", { bins: 2, segments: [{ segment: "all", m: [2, 1] }] }],
  ])("refuses %s", (argument, map) => {
    expect(() => assignSegments(rfm, map)).toThrow(expect.objectContaining({ code: "invalid-argument", argument }));
  });
});
