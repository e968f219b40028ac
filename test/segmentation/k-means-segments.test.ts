import { type KMeansOptions, type KMeansRow, kMeansSegments } from "clientele/segmentation";
import { describe, expect, it } from "vitest";
import { seededRandom } from "../../src/numerics/random.js";
import { deepFreeze } from "../support/deep-freeze.js";

const rowsOf = (...values: number[]): KMeansRow<"x">[] => deepFreeze(values.map((x, i) => ({ customerId: `c${String(i)}`, x })));
const segmentsOf = <Feature extends string>(rows: Iterable<KMeansRow<NoInfer<Feature>>>, options: KMeansOptions<Feature>) => {
  const found = kMeansSegments(rows, options);
  if (!found.ok) throw new Error(JSON.stringify(found.error));
  return found.value;
};

describe("k-means segments", () => {
  it("are those of a count by hand", () => {
    // 1, 2, 9, 12 and 30 with two centroids, unscaled: {1, 2, 9, 12} around 6 have 25 + 16 + 9 + 36 = 86, less than {1, 2} and {9, 12, 30}.
    const two = segmentsOf(rowsOf(9, 30, 1, 12, 2), { k: 2, seed: 1, features: ["x"], scale: "none" });
    expect(two.clusters).toStrictEqual([
      { cluster: 1, size: 4, centroid: { x: 6 }, median: { x: 5.5 } },
      { cluster: 2, size: 1, centroid: { x: 30 }, median: { x: 30 } },
    ]);
    expect(two.inertia).toBe(86);
    expect(two.rows.map(({ customerId, cluster }) => `${customerId} ${String(cluster)}`)).toStrictEqual([
      "c0 1",
      "c1 2",
      "c2 1",
      "c3 1",
      "c4 1",
    ]);
    // With three: 0.5 + 4.5.
    const three = segmentsOf(rowsOf(9, 30, 1, 12, 2), { k: 3, seed: 1, features: ["x"], scale: "none" });
    expect(three.inertia).toBe(5);
    expect(three.clusters.map(({ centroid }) => centroid.x)).toStrictEqual([1.5, 10.5, 30]);
    // Silhouettes: 1: (9.5 - 1) / 9.5, 2: (8.5 - 1) / 8.5, 9: (7.5 - 3) / 7.5, 12: (10.5 - 3) / 10.5, 30: 0, alone.
    expect(three.silhouette).toBeCloseTo((8.5 / 9.5 + 7.5 / 8.5 + 4.5 / 7.5 + 7.5 / 10.5) / 5, 14);
    expect(three.converged).toBe(true);
    expect(three.definition).toStrictEqual({
      method: "k-means",
      seed: 1,
      starts: 10,
      maxIterations: 300,
      features: [{ feature: "x", scale: "none", center: 0, spread: 1 }],
      silhouette: { method: "exact", customers: 5 },
    });
    expect(JSON.parse(JSON.stringify(three))).toStrictEqual(three);
  });

  it("find three clear groups", () => {
    const random = seededRandom(4);
    const centres = [
      [0, 0],
      [10, 0],
      [0, 800],
    ];
    const rows = Array.from({ length: 300 }, (_, i) => {
      const [x = 0, y = 0] = centres[i % 3] ?? [];
      return { customerId: String(i), x: x + random.uniform(), y: y + 80 * random.uniform() };
    });
    const { clusters, rows: assigned, silhouette } = segmentsOf(rows, { k: 3, seed: 9, features: ["x", "y"] });
    expect(clusters.map(({ size }) => size)).toStrictEqual([100, 100, 100]);
    for (let i = 3; i < rows.length; i += 1) expect(assigned[i]?.cluster).toBe(assigned[i % 3]?.cluster);
    expect(silhouette).toBeGreaterThan(0.8);
    const wrong = segmentsOf(rows, { k: 5, seed: 9, features: ["x", "y"] });
    expect(wrong.silhouette).toBeLessThan(silhouette ?? 0);
    expect(wrong.inertia).toBeLessThan(segmentsOf(rows, { k: 3, seed: 9, features: ["x", "y"] }).inertia);
  });

  it("say what puts a value on its scale", () => {
    const rows = [0, 3, 15].map((money, i) => ({ customerId: String(i), money, visits: i, same: 7 }));
    const { definition, clusters } = segmentsOf(rows, {
      k: 1,
      seed: 0,
      features: ["money", "visits", "same"],
      scale: { money: "log-z-score" },
    });
    // ln 1, ln 4 and ln 16 are 0, 2 and 4 times ln 2.
    const [money, visits, same] = definition.features;
    expect(money?.center).toBeCloseTo(2 * Math.LN2, 14);
    expect(money?.spread).toBeCloseTo(Math.sqrt(8 / 3) * Math.LN2, 14);
    expect(visits).toStrictEqual({ feature: "visits", scale: "z-score", center: 1, spread: Math.sqrt(2 / 3) });
    expect(same).toStrictEqual({ feature: "same", scale: "z-score", center: 7, spread: null });
    expect(clusters[0]?.centroid.money).toBeCloseTo(3, 13);
    expect(clusters[0]?.median).toStrictEqual({ money: 3, visits: 1, same: 7 });
    expect(definition.silhouette).toBeNull();
  });

  it("refuse fewer different customers than segments", () => {
    const found = kMeansSegments(rowsOf(4, 4, 5, 5), { k: 3, seed: 1, features: ["x"] });
    expect(found).toStrictEqual({ ok: false, error: { code: "too-few-distinct-rows", distinct: 2, k: 3 } });
    expect(kMeansSegments([], { k: 1, seed: 1, features: ["x"] })).toMatchObject({ error: { distinct: 0 } });
    expect(segmentsOf(rowsOf(4, 4, 5, 5), { k: 2, seed: 1, features: ["x"] })).toMatchObject({ inertia: 0, silhouette: 1 });
    const alike = segmentsOf(rowsOf(4, 4), { k: 1, seed: 1, features: ["x"] });
    expect(alike).toMatchObject({ inertia: 0, silhouette: null, converged: true });
  });

  it.each<[string, number[], KMeansOptions<"x">["scale"]]>([
    ["the largest", [-1.7e308, 1.7e308, 0, 1e308], "z-score"],
    ["the smallest", [5e-324, 0, 1e-323, 1.5e-322], "z-score"],
    ["a large offset", [1e15, 1e15 + 1, 1e15 + 2, 1e15 + 50], "z-score"],
    ["the smallest among large ones", [-1, 1, 1e-300, 0.5], "z-score"],
    ["large ones by logarithm", [0, 1.7976931348623157e308, 1, 5e-324], "log-z-score"],
    ["small ones as they are", [1e-200, 1, 2e-110, 3e-110], "none"],
    ["large ones as they are", [1e100, -1e100, 0, 1], "none"],
    ["negative zeros", [-0, 0, 1, 2], "none"],
  ])("stay finite: %s", (_, values, scale) => {
    const found = segmentsOf(rowsOf(...values), { k: 2, seed: 3, features: ["x"], ...(scale === undefined ? {} : { scale }) });
    expect(JSON.parse(JSON.stringify(found))).toStrictEqual(found);
    expect(found.clusters.map(({ size }) => size).reduce((a, b) => a + b)).toBe(4);
    expect(found.converged).toBe(true);
  });

  it("read own properties under any name", () => {
    const rows = [1, 2, 9].map((value, i) => ({
      customerId: ["__proto__", "constructor", ""][i] ?? "",
      ["__proto__"]: value,
      "a.b": value,
    }));
    const { clusters, rows: assigned } = segmentsOf(rows as never, { k: 2, seed: 1, features: ["__proto__", "a.b"] });
    expect(assigned.map(({ customerId, cluster }) => [customerId, cluster])).toStrictEqual([
      ["__proto__", 1],
      ["constructor", 1],
      ["", 2],
    ]);
    expect(Object.entries(clusters[0]?.centroid ?? {})).toStrictEqual([
      ["__proto__", 1.5],
      ["a.b", 1.5],
    ]);
    const inherited = Object.assign(Object.create({ x: 1 }) as { x: number }, { customerId: "a" });
    expect(() => segmentsOf([inherited], { k: 1, seed: 1, features: ["x"] })).toThrow(expect.objectContaining({ argument: "rows[0].x" }));
  });

  const options = { k: 1, seed: 1, features: ["x"] } as const;
  const rows = rowsOf(1, 2);
  it.each<[string, () => unknown]>([
    ["options", () => kMeansSegments(rows, undefined as never)],
    ["options.k", () => kMeansSegments(rows, { ...options, k: 0 })],
    ["options.k", () => kMeansSegments(rows, { ...options, k: 1001 })],
    ["options.seed", () => kMeansSegments(rows, { ...options, seed: 0.5 })],
    ["options.starts", () => kMeansSegments(rows, { ...options, starts: 0 })],
    ["options.maxIterations", () => kMeansSegments(rows, { ...options, maxIterations: Infinity })],
    ["options.features", () => kMeansSegments(rows, { ...options, features: [] })],
    ["options.features", () => kMeansSegments(rows, { ...options, features: "x" as never })],
    ["options.features[1]", () => kMeansSegments(rows, { ...options, features: ["x", "x"] })],
    ["options.scale", () => kMeansSegments(rows, { ...options, scale: "min-max" as "none" })],
    ["options.scale", () => kMeansSegments(rows, { ...options, scale: { y: "none" } as never })],
    ["options.scale.x", () => kMeansSegments(rows, { ...options, scale: { x: "min-max" as "none" } })],
    ["rows", () => kMeansSegments(null as never, options)],
    ["rows", () => kMeansSegments({} as never, options)],
    ["rows[1]", () => kMeansSegments([rows[0], null] as never, options)],
    ["rows[0].customerId", () => kMeansSegments([{ x: 1 }] as never, options)],
    ["rows[2].customerId", () => kMeansSegments([...rows, { customerId: "c0", x: 5 }], options)],
    ["rows[1].x", () => kMeansSegments(rowsOf(1, NaN), options)],
    ["rows[0].x", () => kMeansSegments([{ customerId: "a", x: null }] as never, options)],
    ["rows[0].x", () => kMeansSegments([{ customerId: "a", x: "1" }] as never, options)],
    ["rows[0].x", () => kMeansSegments(rowsOf(-1), { ...options, scale: "log-z-score" })],
    ["rows[0].x", () => kMeansSegments(rowsOf(1e101), { ...options, scale: "none" })],
  ])("refuse %s", (argument, call) => {
    expect(call).toThrow(expect.objectContaining({ code: "invalid-argument", argument }));
  });

  it("measure the groups that are told, also where a further step would fill an empty one", () => {
    const xy = [[18, 21], [19, 18], [6, 22], [8, 24], [4, 9], [28, 17], [4, 25], [12, 1], [17, 12], [8, 7], [8, 11], [27, 14], [24, 18], [19, 13], [26, 17]]; // prettier-ignore
    const rows = xy.map(([x = 0, y = 0], i) => ({ customerId: String(i), x, y }));
    const stopped = segmentsOf(rows, { k: 5, seed: 782, features: ["x", "y"], scale: "none", starts: 1, maxIterations: 1 });
    expect(stopped.converged).toBe(false);
    const squares = stopped.rows.map(({ cluster }, i) => {
      const { x = NaN, y = NaN } = stopped.clusters[cluster - 1]?.centroid ?? {};
      return (rows[i]!.x - x) ** 2 + (rows[i]!.y - y) ** 2;
    });
    expect(stopped.inertia).toBeCloseTo(
      squares.reduce((sum, square) => sum + square),
      9,
    );
    expect(stopped.inertia).toBeCloseTo(363.0167, 4);
  });

  it("tell the greatest numbers apart", () => {
    const most = Number.MAX_VALUE;
    expect(segmentsOf(rowsOf(most, -most, most), { k: 2, seed: 1, features: ["x"] }).rows.map(({ cluster }) => cluster)).toEqual([2, 1, 2]);
    expect(segmentsOf(rowsOf(most, most / 2), { k: 2, seed: 1, features: ["x"] }).rows.map(({ cluster }) => cluster)).toEqual([2, 1]);
  });

  it("have no silhouette where all of the sample are in one of them", () => {
    const rows = rowsOf(...Array.from({ length: 4000 }, (_, i) => (i === 0 ? 1e9 : i)));
    const found = [1, 2, 3, 4, 5, 6, 7, 8].map((seed) => segmentsOf(rows, { k: 2, seed, features: ["x"], starts: 1 }));
    expect(found.every(({ clusters }) => clusters[1]?.size === 1)).toBe(true);
    const without = found.filter(({ silhouette }) => silhouette === null);
    expect(without.length).toBeGreaterThan(0);
    expect(without.length).toBeLessThan(found.length);
    expect(without[0]?.definition.silhouette).toEqual({ method: "sample", customers: 2000 });
  });

  it("draw the silhouette of many from a sample, near that of all", () => {
    const random = seededRandom(8);
    const many = Array.from({ length: 2400 }, (_, i) => ({
      customerId: String(i),
      x: (i % 2) * 3 + random.uniform(),
      y: random.uniform(),
    }));
    const { silhouette, definition } = segmentsOf(many, { k: 2, seed: 1, features: ["x", "y"] });
    expect(definition.silhouette).toStrictEqual({ method: "sample", customers: 2000 });
    const few = segmentsOf(many.slice(0, 1900), { k: 2, seed: 1, features: ["x", "y"] });
    expect(few.definition.silhouette).toStrictEqual({ method: "exact", customers: 1900 });
    expect(silhouette).toBeCloseTo(few.silhouette ?? 0, 1);
  });
});
