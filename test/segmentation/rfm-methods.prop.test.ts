import {
  rfmCutsAccumulator,
  type RfmCutsState,
  type RfmMethod,
  type RfmRow,
  rfmScores,
  type RfmSubject,
  scoreWithCuts,
} from "clientele/segmentation";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { deepFreeze } from "../support/deep-freeze.js";

const DAY = 86_400_000;
const asOf = Date.parse("2024-06-30T12:00:00Z");
const subjects = fc
  .array(
    fc.record({
      days: fc.oneof(fc.integer({ min: 0, max: 4 }), fc.integer({ min: -10, max: 3000 })),
      purchases: fc.oneof(fc.constant(1), fc.integer({ min: 1, max: 9 })),
      revenueMinor: fc.oneof(fc.constantFrom(-100, 0, 500), fc.integer({ min: -1000, max: 1000 }), fc.maxSafeInteger()),
    }),
    { maxLength: 20, size: "max" },
  )
  .map((rows): RfmSubject[] =>
    deepFreeze(rows.map(({ days, ...row }, i) => ({ ...row, customerId: `c${String(i)}`, lastAt: asOf - days * DAY }))),
  );
const bins = fc.integer({ min: 2, max: 11 });
const monetary = fc.constantFrom("total", "mean");
const CUT_METHODS = ["quantile", "quantile-left-closed", "mid-rank", "equal-width"] as const;
const cutMethod = fc.constantFrom(...CUT_METHODS);
const base = { asOf, timeZone: "UTC" } as const;
const FIGURES = [
  ["recencyDays", "r"],
  ["frequency", "f"],
  ["monetaryMinor", "m"],
] as const;

function scored(rows: readonly RfmSubject[], k: number, method: RfmMethod, money: "total" | "mean" = "total"): readonly RfmRow[] {
  return rfmScores(rows, { ...base, bins: k, method, monetary: money }).rows;
}

/** The score of a figure as it was before recency was turned round. */
function plain(row: RfmRow, score: "r" | "f" | "m", k: number): number {
  return score === "r" ? k + 1 - row.r : row[score];
}

function quantileScore(value: number, all: readonly number[], k: number): number {
  const below = all.filter((other) => other < value).length;
  return all.length < 2 ? 1 : Math.max(1, Math.ceil((k * below) / (all.length - 1)));
}

describe("mid-rank scores", () => {
  it("are those of the rule, and of values counted the other way round k + 1 less that, off boundaries", () => {
    let [offBoundary, onBoundary] = [0, 0];
    fc.assert(
      fc.property(subjects, bins, (rows, k) => {
        const ours = scored(rows, k, "mid-rank");
        const reversed = scored(
          rows.map((row) => ({ ...row, revenueMinor: -row.revenueMinor })),
          k,
          "mid-rank",
        );
        for (const [figure, score] of FIGURES) {
          const sums = ours.map(
            (row) =>
              ours.filter((other) => other[figure] < row[figure]).length + ours.filter((other) => other[figure] <= row[figure]).length,
          );
          const expected = sums.map((sum) => (rows.length < 2 ? 1 : Number((BigInt(k) * BigInt(sum)) / BigInt(2 * rows.length)) + 1));
          expect(ours.map((row) => plain(row, score, k))).toEqual(expected);
          if (figure !== "monetaryMinor" || rows.length < 2) continue;
          const isBoundary = sums.map((sum) => (k * sum) % (2 * rows.length) === 0);
          expect(reversed.map(({ m }) => m)).toEqual(ours.map(({ m }, i) => k + (isBoundary[i] === true ? 2 : 1) - m));
          onBoundary += isBoundary.filter(Boolean).length;
          offBoundary += isBoundary.filter((is) => !is).length;
        }
      }),
    );
    expect(offBoundary).toBeGreaterThan(500);
    expect(onBoundary).toBeGreaterThan(50);
  });

  it("do not change when every customer comes twice", () => {
    fc.assert(
      fc.property(
        subjects.filter((rows) => rows.length > 1),
        bins,
        (rows, k) => {
          const twice = [...rows, ...rows.map((row) => ({ ...row, customerId: `${row.customerId}'` }))];
          expect(
            scored(twice, k, "mid-rank")
              .slice(0, rows.length)
              .map(({ score }) => score),
          ).toEqual(scored(rows, k, "mid-rank").map(({ score }) => score));
        },
      ),
    );
  });
});

describe("equal-width scores", () => {
  it("are those of the rule, exactly", () => {
    const seen = new Set<number>();
    fc.assert(
      fc.property(subjects, bins, (rows, k) => {
        const ours = scored(rows, k, "equal-width");
        for (const [figure, score] of FIGURES) {
          const values = ours.map((row) => BigInt(row[figure]));
          const least = values.reduce((a, b) => (b < a ? b : a), values[0] ?? 0n);
          const most = values.reduce((a, b) => (b > a ? b : a), values[0] ?? 0n);
          for (const [i, row] of ours.entries()) {
            const passed = Array.from({ length: k - 1 }, (_, j) => BigInt(j + 1)).filter(
              (j) => ((values[i] ?? 0n) - least) * BigInt(k) > j * (most - least),
            ).length;
            expect(plain(row, score, k)).toBe(passed + 1);
            seen.add(passed + 1);
          }
        }
      }),
    );
    expect(seen.size).toBe(11);
  });

  it("of fractions stay in order, and give the least 1 and the greatest k", () => {
    fc.assert(
      fc.property(subjects, bins, (rows, k) => {
        const ours = [...scored(rows, k, "equal-width", "mean")].sort((a, b) => a.monetaryMinor - b.monetaryMinor);
        expect(ours.map(({ m }) => m)).toEqual(ours.map(({ m }) => m).sort((a, b) => a - b));
        expect(ours[0]?.m ?? 1).toBe(1);
        if ((ours.at(-1)?.monetaryMinor ?? 0) - (ours[0]?.monetaryMinor ?? 0) > 1) expect(ours.at(-1)?.m).toBe(k);
      }),
    );
  });
});

describe("nested scores", () => {
  it("are quantile scores within the groups that the scores before make", () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(subjects, fc.integer({ min: 2, max: 4 }), monetary, (rows, k, money) => {
        const ours = scored(rows, k, "nested", money);
        for (const row of ours) {
          const days = ours.map(({ recencyDays }) => recencyDays);
          const sameR = ours.filter(({ r }) => r === row.r);
          const sameBoth = sameR.filter(({ f }) => f === row.f);
          expect(k + 1 - row.r).toBe(quantileScore(row.recencyDays, days, k));
          const bought = sameR.map(({ frequency }) => frequency);
          expect(row.f).toBe(quantileScore(row.frequency, bought, k));
          const amounts = sameBoth.map(({ monetaryMinor }) => monetaryMinor);
          expect(row.m).toBe(quantileScore(row.monetaryMinor, amounts, k));
          seen.add(row.score);
        }
      }),
    );
    expect(seen.size).toBeGreaterThan(40);
  });
});

describe("scores of every method", () => {
  it("do not depend on the order of customers, and are plain JSON", () => {
    const reordered = subjects.chain((rows) => fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length })));
    fc.assert(
      fc.property(
        reordered,
        bins,
        fc.constantFrom<RfmMethod>(...CUT_METHODS, "ntile", "nested"),
        monetary,
        ([rows, other], k, method, money) => {
          const byId = (list: readonly RfmSubject[]): Map<string, RfmRow> =>
            new Map(scored(list, k, method, money).map((row) => [row.customerId, row]));
          expect(byId(other)).toEqual(byId(rows));
          const rfm = rfmScores(rows, { ...base, bins: k, method, monetary: money });
          expect(JSON.parse(JSON.stringify(rfm))).toStrictEqual(rfm);
        },
      ),
    );
  });
});

describe("two passes", () => {
  it("give the scores of the whole, however customers are split and parts are merged", () => {
    let [reached, alone] = [0, 0];
    const split = subjects.chain((rows) =>
      fc.tuple(
        fc.constant(rows),
        fc.array(fc.nat(3), { minLength: rows.length, maxLength: rows.length }),
        fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4 }),
      ),
    );
    fc.assert(
      fc.property(split, bins, cutMethod, monetary, ([rows, part, order], k, method, money) => {
        const options = { ...base, bins: k, method, monetary: money };
        const { empty, add, merge, finish } = rfmCutsAccumulator(options);
        const parts = [0, 1, 2, 3].map((p) => rows.filter((_, i) => part[i] === p).reduce((state, row) => add(state, row), empty()));
        const stored = parts.map((state) => JSON.parse(JSON.stringify(state)) as RfmCutsState);
        const found = finish(order.map((p) => stored[p] ?? empty()).reduce((a, b) => merge(a, b)));
        const whole = rfmScores(rows, options);
        const { rows: _rows, ...rest } = whole;
        expect(found).toStrictEqual({ ...rest, customers: rows.length });
        const { cuts } = found;
        expect(cuts === null).toBe(rows.length === 0);
        if (cuts === null) return;
        reached += 1;
        alone += Number(rows.length === 1);
        expect(rows.map((row) => scoreWithCuts(row, cuts, options))).toStrictEqual(whole.rows);
        expect(rfmScores(rows, { ...options, method: "thresholds", thresholds: cuts }).rows).toEqual(whole.rows);
      }),
    );
    expect(reached).toBeGreaterThan(100);
    expect(alone).toBeGreaterThan(3);
  });
});
