import { type KMeansOptions, type KMeansRow, kMeansSegments, type KMeansSegments } from "clientele/segmentation";
import fc from "fast-check";
import { describe, expect, it } from "vitest";

type Row = KMeansRow<"x" | "y">;
const features = ["x", "y"] as const;
const segmentsOf = (rows: readonly Row[], options: Omit<KMeansOptions<"x" | "y">, "features">): KMeansSegments<"x" | "y"> | null => {
  const found = kMeansSegments(rows, { features, ...options });
  return found.ok ? found.value : null;
};
const value = fc.oneof(fc.nat(4), fc.nat(1000), fc.double({ min: 0, max: 100, noNaN: true }));
const rowsWith = (x: fc.Arbitrary<number>): fc.Arbitrary<Row[]> =>
  fc
    .array(fc.record({ x, y: value }), { minLength: 1, maxLength: 40, size: "max" })
    .map((list) => list.map((row, i) => ({ customerId: `c${String(i).padStart(2, "0")}`, ...row })));
const rows = rowsWith(value);
const options = fc.record({
  k: fc.integer({ min: 1, max: 6 }),
  seed: fc.integer(),
  scale: fc.constantFrom("z-score", "log-z-score", "none"),
  starts: fc.integer({ min: 1, max: 3 }),
});
/** Runs that come to rest, and such as are stopped before. */
const stopped = fc.tuple(options, fc.constantFrom(1, 2, 3, 300)).map(([how, maxIterations]) => ({ ...how, maxIterations }));

/** The squared distance from a centroid on the scales of the result. */
function distance(row: Row, centroid: Readonly<Record<"x" | "y", number>>, { definition }: KMeansSegments<"x" | "y">): number {
  return definition.features.reduce((sum, { feature, scale, spread }) => {
    const on = (one: number): number => (scale === "log-z-score" ? Math.log1p(one) : one);
    return sum + (spread === null ? 0 : (on(row[feature]) - on(centroid[feature])) / spread) ** 2;
  }, 0);
}

describe("k-means segments, whatever the customers", () => {
  it("each customer is in the segment of the nearest centroid, and all add up", () => {
    let [found, unrested] = [0, 0];
    fc.assert(
      fc.property(rows, stopped, (list, how) => {
        const result = segmentsOf(list, how);
        if (result === null) {
          expect(how.k).toBeGreaterThan(1);
          return;
        }
        found += 1;
        unrested += Number(!result.converged);
        if (how.maxIterations === 300) expect(result.converged).toBe(true);
        expect(result.clusters.map(({ cluster }) => cluster)).toStrictEqual(Array.from({ length: how.k }, (_, i) => i + 1));
        for (const { cluster, size } of result.clusters) {
          expect(size).toBe(result.rows.filter((row) => row.cluster === cluster).length);
          expect(size).toBeGreaterThan(0);
        }
        let inertia = 0;
        list.forEach((row, i) => {
          const distances = result.clusters.map(({ centroid }) => distance(row, centroid, result));
          const own = distances[(result.rows[i]?.cluster ?? 0) - 1] ?? Infinity;
          if (result.converged) expect(own - Math.min(...distances)).toBeLessThanOrEqual(1e-9 * (1 + own));
          inertia += own;
        });
        expect(result.inertia).toBeGreaterThan(inertia * (1 - 1e-9) - 1e-12);
        expect(result.inertia).toBeLessThan(inertia * (1 + 1e-9) + 1e-12);
        expect(Math.abs(result.silhouette ?? 0)).toBeLessThanOrEqual(1);
        const order = result.clusters.map(({ centroid }) => centroid.x);
        expect(order).toStrictEqual([...order].sort((a, b) => a - b));
      }),
    );
    expect(Math.min(found - unrested, unrested)).toBeGreaterThan(5);
  });

  it("the order of the rows and their ids never matter", () => {
    const shuffled = rows.chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })));
    fc.assert(
      fc.property(shuffled, options, ([list, mixed], how) => {
        const [one, other] = [segmentsOf(list, how), segmentsOf(mixed, how)];
        const byId = (result: typeof one): unknown =>
          result && { ...result, rows: [...result.rows].sort((a, b) => (a.customerId < b.customerId ? -1 : 1)) };
        expect(byId(other)).toStrictEqual(byId(one));
        const renamed = segmentsOf(
          list.map((row) => ({ ...row, customerId: `z${String(99 - Number(row.customerId.slice(1)))}` })),
          how,
        );
        expect(renamed?.rows.map(({ cluster }) => cluster)).toStrictEqual(one?.rows.map(({ cluster }) => cluster));
      }),
    );
  });

  it("inertia never rises with steps or starts", () => {
    let [byStep, byStart] = [0, 0];
    fc.assert(
      fc.property(rows, options, (list, how) => {
        const inertias = (change: (i: number) => object): number[] =>
          [1, 2, 3, 5, 8].map((i) => segmentsOf(list, { ...how, starts: 1, ...change(i) })?.inertia ?? 0);
        const [steps, starts] = [inertias((maxIterations) => ({ maxIterations })), inertias((count) => ({ starts: count }))];
        for (const series of [steps, starts]) {
          for (let i = 1; i < series.length; i += 1) expect(series[i]).toBeLessThanOrEqual((series[i - 1] ?? 0) * (1 + 1e-12) + 1e-12);
        }
        byStep += Number((steps[4] ?? 0) < (steps[0] ?? 0));
        byStart += Number((starts[4] ?? 0) < (starts[0] ?? 0));
      }),
    );
    expect(Math.min(byStep, byStart)).toBeGreaterThan(3);
  });

  it("by z-score the unit of a feature does not matter", () => {
    const unit = fc.constantFrom(2 ** -30, 0.5, 4, 2 ** 40);
    fc.assert(
      fc.property(rowsWith(fc.nat(1000)), options, unit, (list, how, factor) => {
        const scaled = list.map((row) => ({ ...row, x: row.x * factor }));
        const [one, other] = [list, scaled].map((each) => segmentsOf(each, { ...how, scale: "z-score" }));
        expect(other?.rows).toStrictEqual(one?.rows);
        expect(other?.inertia).toBe(one?.inertia);
        expect(other?.silhouette).toBe(one?.silhouette);
      }),
    );
  });

  it("a feature in which all are equal has no weight", () => {
    fc.assert(
      fc.property(rows, options, fc.nat(1000), (list, how, y) => {
        const flat = list.map((row) => ({ ...row, y }));
        const alone = kMeansSegments(flat, { ...how, features: ["x"] });
        const result = kMeansSegments(flat, { ...how, features });
        expect(result.ok).toBe(alone.ok);
        if (!result.ok || !alone.ok) return;
        expect(result.value.rows).toStrictEqual(alone.value.rows);
        expect(result.value.inertia).toBe(alone.value.inertia);
      }),
    );
  });

  it("the best of many starts is the best there is, in small", () => {
    let hits = 0;
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.nat(60), { minLength: 3, maxLength: 9 }),
        fc.integer({ min: 1, max: 3 }),
        fc.integer(),
        (xs, k, seed) => {
          const sorted = [...xs].sort((a, b) => a - b);
          const cost = (from: number, to: number): number => {
            const part = sorted.slice(from, to);
            const mean = part.reduce((sum, x) => sum + x, 0) / part.length;
            return part.reduce((sum, x) => sum + (x - mean) ** 2, 0);
          };
          // On a line the best segments are stretches of it.
          const best = (from: number, parts: number): number =>
            parts === 1
              ? cost(from, sorted.length)
              : Math.min(...sorted.slice(from + 1).map((_, i) => cost(from, from + 1 + i) + best(from + 1 + i, parts - 1)));
          const found = kMeansSegments(
            xs.map((x, i) => ({ customerId: String(i), x })),
            { k, seed, features: ["x"], scale: "none", starts: 25 },
          );
          const inertia = found.ok ? found.value.inertia : NaN;
          expect(inertia).toBeGreaterThanOrEqual(best(0, k) - 1e-9);
          hits += Number(inertia <= best(0, k) + 1e-9);
        },
      ),
    );
    // Lloyd's algorithm may miss it, but seldom 25 times in a row.
    expect(hits).toBeGreaterThanOrEqual(fc.readConfigureGlobal().numRuns! * 0.97);
  });
});
