import { assignSegments, checkSegmentMap, rfmScores, segmentCounts, segmentMaps, type SegmentMap } from "clientele/segmentation";
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
    ["segmentMap.segments[0].R", { bins: 2, segments: [{ segment: "here", R: [2, 2] }] }],
    ["segmentMap.segments[0].__proto__", { bins: 2, segments: [JSON.parse('{ "segment": "here", "__proto__": [2, 2] }')] }],
    ["segmentMap.segments[1].colour", { bins: 2, segments: [{ segment: "all" }, { segment: "more", colour: "red" }] }],
    ["segmentMap.segments", { bins: 2, segments: Array.from({ length: 1001 }, () => ({ segment: "all" })) }],
  ])("refuses %s of what is no map: %j", (argument, map) => {
    expect(() => checkSegmentMap(map as SegmentMap)).toThrow(expect.objectContaining({ code: "invalid-argument", argument }));
  });

  it("gives each cell of a large map to the first of many rules that overlap", () => {
    const bins = 7;
    const range = (seed: number): [number, number] => [1 + (seed % 4), 1 + (seed % 4) + (seed % 3)];
    const rules = Array.from({ length: 60 }, (_, i) => ({
      segment: `s${String(i)}`,
      r: range(i * 5 + 1),
      f: range(i * 7 + 2),
      m: range(i * 11),
      ...(i % 2 === 0 && { fm: [1 + (i % 5) / 2, 3.5 + (i % 3)] as [number, number] }),
    }));
    const within = (value: number, [least, most]: readonly number[] = [1, bins]): boolean => value >= least! && value <= most!;
    const holds = (rule: (typeof rules)[number], [r, f, m]: readonly [number, number, number]): boolean =>
      within(r, rule.r) && within(f, rule.f) && within(m, rule.m) && within((f + m) / 2, rule.fm);
    const scores = Array.from({ length: bins }, (_, i) => i + 1);
    const cells = scores.flatMap((r) => scores.flatMap((f) => scores.map((m) => [r, f, m] as const)));
    const deciding = cells.map((cell) => rules.findIndex((rule) => holds(rule, cell)));
    const { uncovered, shadowed } = checkSegmentMap({ bins, segments: rules });
    expect(uncovered.map(({ r, f, m }) => [r, f, m])).toEqual(cells.filter((_, i) => deciding[i] === -1));
    expect(shadowed.map(({ index }) => index)).toEqual(rules.flatMap((_, i) => (deciding.includes(i) ? [] : [i])));
    expect(Math.min(uncovered.length, shadowed.length, rules.length - shadowed.length)).toBeGreaterThan(5);
  });

  it("looks at the rules of a large map even where no cell is left", () => {
    const all = Array.from({ length: 1000 }, (_, i) => ({ segment: `s${String(i)}` }));
    expect(checkSegmentMap({ bins: 100, segments: all }).shadowed).toHaveLength(999);
    const last = { segment: "s", r: [0, 1] as const };
    expect(() => checkSegmentMap({ bins: 100, segments: [...all.slice(1), last] })).toThrow(
      expect.objectContaining({ argument: "segmentMap.segments[999].r[0]" }),
    );
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

  it("refuses revenue beyond the safe integers, and adds up exactly what leaves them on the way, in any order", () => {
    const most = Number.MAX_SAFE_INTEGER;
    const sumOf = (...amounts: number[]): number | undefined => {
      const rows = amounts.map((revenueMinor, i) => ({ customerId: `c${String(i)}`, lastAt: 0, purchases: 1, revenueMinor }));
      const scores = rfmScores(rows, { asOf: 0, timeZone: "UTC", bins: 2, method: "quantile", monetary: "total" });
      return assignSegments(scores, { bins: 2, segments: [{ segment: "all" }] }).segments[0]?.revenueMinor;
    };
    expect([sumOf(most, 2, -3), sumOf(-3, 2, most), sumOf(-most, -most, most, most - 5)]).toEqual([most - 1, most - 1, -5]);
    expect(() => sumOf(-1, most, 2)).toThrow(expect.objectContaining({ code: "invalid-argument", argument: "rfm.rows.revenueMinor" }));
  });

  const columns = { ...rfm, customerIds: ["c1"], recencyDays: Int32Array.of(1), frequency: Int32Array.of(1) } as const;
  const { rows: _rows, ...rest } = columns;
  const ofColumns = { ...rest, r: Uint8Array.of(1), f: Uint8Array.of(1), m: Uint8Array.of(1), revenueMinor: Float64Array.of(1) };
  const [row] = rfm.rows;
  it.each<[string, unknown]>([
    ["rfm", null],
    ["rfm", undefined],
    ["rfm.definition", {}],
    ["rfm.definition.bins", { ...rfm, definition: { ...rfm.definition, bins: 1e9 } }],
    ["rfm.rows", { ...rfm, rows: null }],
    ["rfm.rows[0]", { ...rfm, rows: [null] }],
    ["rfm.rows[0].r", { ...rfm, rows: [{ ...row, r: 3 }] }],
    // It lies in another cell of the cube.
    ["rfm.rows[0].f", { ...rfm, rows: [{ ...row, r: 1, f: 3 }] }],
    ["rfm.rows[0].m", { ...rfm, rows: [{ ...row, m: 0 }] }],
    ["rfm.rows[0].m", { ...rfm, rows: [{ ...row, m: 1.5 }] }],
    ["rfm.rows[0].revenueMinor", { ...rfm, rows: [{ ...row, revenueMinor: 0.5 }] }],
    ["rfm.customerIds", { ...ofColumns, customerIds: undefined }],
    ["rfm.f", { ...ofColumns, f: undefined }],
    ["rfm.f[0]", { ...ofColumns, f: Uint8Array.of(3) }],
    ["rfm.m[1]", { ...ofColumns, customerIds: ["a", "b"], r: Uint8Array.of(1, 1), f: Uint8Array.of(1, 1) }],
  ])("refuses %s of what are no scores", (argument, scores) => {
    const refused = expect.objectContaining({ code: "invalid-argument", argument }) as unknown;
    expect(() => assignSegments(scores as typeof rfm, halves)).toThrow(refused);
    expect(() => segmentCounts(scores as typeof rfm, halves)).toThrow(refused);
  });

  it("asks for no more of scores than it reads", () => {
    const { rows, currency, definition } = rfm;
    expect(assignSegments({ rows, currency, definition }, halves)).toEqual(assignSegments(rfm, halves));
    expect(segmentCounts(ofColumns as never, halves).segments.map(({ customers }) => customers)).toEqual([0, 1]);
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
    // Bins are compared before any rule is looked at.
    ["segmentMap.bins", { bins: 3, segments: [{ segment: "" }] }],
    ["segmentMap.bins", { bins: 1, segments: [{ segment: "all" }] }],
    ["segmentMap.segments[0].segment", { bins: 2, segments: [{ segment: "" }] }],
    ["segmentMap.segments[0].r[1]", { bins: 2, segments: [{ segment: "all", r: [1, 3] }] }],
    ["segmentMap.segments[1].f[0]", { bins: 2, segments: [{ segment: "all" }, { segment: "some", f: [0, 1] }] }],
    ["segmentMap.segments[0].m[1]", { bins: 2, segments: [{ segment: "all", m: [2, 1] }] }],
  ])("refuses %s", (argument, map) => {
    expect(() => assignSegments(rfm, map)).toThrow(expect.objectContaining({ code: "invalid-argument", argument }));
  });
});
