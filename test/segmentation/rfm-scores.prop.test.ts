import {
  assignSegments,
  rfmScores,
  segmentMaps,
  type RfmMethod,
  type RfmOptions,
  type RfmSubject,
  type RfmThresholds,
} from "clientele/segmentation";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { deepFreeze } from "../support/deep-freeze.js";

const DAY = 86_400_000;
const asOf = Date.parse("2024-06-30T12:00:00Z");
/** Few values, so that ties are common; and wide ones, so that sorting is met as well as counting. */
const summaries = fc
  .uniqueArray(
    fc.record({
      customerId: fc.string({ minLength: 1, maxLength: 3 }),
      days: fc.oneof(fc.integer({ min: 0, max: 5 }), fc.integer({ min: -10, max: 3000 })),
      purchases: fc.oneof(fc.constant(1), fc.integer({ min: 1, max: 9 })),
      revenueMinor: fc.oneof(fc.constantFrom(-100, 0, 500), fc.integer({ min: -1e6, max: 1e12 })),
    }),
    { selector: ({ customerId }) => customerId, maxLength: 30, size: "max" },
  )
  .map((rows): RfmSubject[] => deepFreeze(rows.map(({ days, ...row }) => ({ ...row, lastAt: asOf - days * DAY }))));
const bins = fc.integer({ min: 2, max: 11 });
const monetary = fc.constantFrom("total", "mean");
const ranked = fc.constantFrom<RfmMethod>("quantile", "quantile-left-closed");
const FIGURES = ["recencyDays", "frequency", "monetaryMinor"] as const;
const SCORES = { recencyDays: "r", frequency: "f", monetaryMinor: "m" } as const;

const optionsOf = (k: number, method: RfmMethod, money: "total" | "mean" = "total"): RfmOptions => ({
  asOf,
  timeZone: "UTC",
  bins: k,
  method,
  monetary: money,
});

/** The rank rules as they are written, value by value. */
function scoresByRank(values: readonly number[], k: number, method: RfmMethod): number[] {
  const n = values.length;
  return values.map((value) => {
    if (n === 1) return 1;
    const below = values.filter((other) => other < value).length;
    const atMost = values.filter((other) => other <= value).length;
    return method === "quantile"
      ? Math.max(1, Math.ceil((k * below) / (n - 1)))
      : Math.min(k, Math.floor((k * (atMost - 1)) / (n - 1)) + 1);
  });
}

describe("RFM scores", () => {
  it("are those of the rank rules", () => {
    const seen = new Set<number>();
    fc.assert(
      fc.property(summaries, bins, ranked, monetary, (rows, k, method, money) => {
        const rfm = rfmScores(rows, optionsOf(k, method, money));
        for (const figure of FIGURES) {
          const scores = scoresByRank(
            rfm.rows.map((row) => row[figure]),
            k,
            method,
          );
          const expected = figure === "recencyDays" ? scores.map((score) => k + 1 - score) : scores;
          expect(rfm.rows.map((row) => row[SCORES[figure]])).toEqual(expected);
          for (const score of scores) seen.add(score);
          expect(rfm.diagnostics[figure].distinct).toBe(new Set(rfm.rows.map((row) => row[figure])).size);
          expect(rfm.diagnostics[figure].customersByScore.reduce((sum, size) => sum + size, 0)).toBe(rows.length);
        }
        expect(JSON.parse(JSON.stringify(rfm))).toStrictEqual(rfm);
      }),
    );
    expect(seen.size).toBe(11);
  });

  it("are given again by the cuts that they come down to", () => {
    let reached = 0;
    fc.assert(
      fc.property(summaries, bins, ranked, monetary, (rows, k, method, money) => {
        const { rows: scored, cuts } = rfmScores(rows, optionsOf(k, method, money));
        if (cuts === null) {
          expect(rows.length).toBeLessThan(2);
          return;
        }
        reached += 1;
        expect(rfmScores(rows, { ...optionsOf(k, "thresholds", money), thresholds: cuts }).rows).toEqual(scored);
      }),
    );
    expect(reached).toBeGreaterThan(100);
  });

  it("of thresholds count the cuts that are passed", () => {
    const cuts = fc.array(fc.integer({ min: -3, max: 12 }), { minLength: 3, maxLength: 3 }).map((list) => list.sort((a, b) => a - b));
    fc.assert(
      fc.property(
        summaries,
        fc.record({ recencyDays: cuts, frequency: cuts, monetaryMinor: cuts, closed: fc.constantFrom("left", "right") }),
        (rows, thresholds: Required<RfmThresholds>) => {
          const rfm = rfmScores(rows, { ...optionsOf(4, "thresholds"), thresholds });
          for (const { frequency, f } of rfm.rows) {
            expect(f).toBe(
              1 + thresholds.frequency.filter((cut) => (thresholds.closed === "left" ? frequency >= cut : frequency > cut)).length,
            );
          }
        },
      ),
    );
  });

  it("of ntile split customers as evenly as can be, lesser values first", () => {
    fc.assert(
      fc.property(summaries, bins, (rows, k) => {
        const { rows: scored } = rfmScores(rows, optionsOf(k, "ntile"));
        const sizes = Array.from({ length: k }, (_, i) => scored.filter(({ f }) => f === i + 1).length);
        expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
        expect(sizes).toEqual([...sizes].sort((a, b) => b - a));
        const order = [...scored].sort((a, b) => a.frequency - b.frequency || (a.customerId < b.customerId ? -1 : 1));
        expect(order.map(({ f }) => f)).toEqual(order.map(({ f }) => f).sort((a, b) => a - b));
      }),
    );
  });

  it("do not depend on the order of customers, nor on the currency's unit", () => {
    const reordered = summaries.chain((rows) => fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length })));
    fc.assert(
      fc.property(reordered, bins, fc.constantFrom<RfmMethod>("quantile", "quantile-left-closed", "ntile"), ([rows, other], k, method) => {
        const scoreOf = (subjects: readonly RfmSubject[]): Map<string, string> =>
          new Map(rfmScores(subjects, optionsOf(k, method)).rows.map(({ customerId, score }) => [customerId, score]));
        expect(scoreOf(other)).toEqual(scoreOf(rows));
        expect(scoreOf(rows.map((row) => ({ ...row, revenueMinor: row.revenueMinor * 1000 })))).toEqual(scoreOf(rows));
      }),
    );
  });

  it("put every customer into one segment, and all revenue with them", () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(summaries, ranked, (rows, method) => {
        const { rows: assigned, segments } = assignSegments(rfmScores(rows, optionsOf(5, method)), segmentMaps.classic);
        expect(assigned.map(({ customerId }) => customerId)).toEqual(rows.map(({ customerId }) => customerId));
        for (const { segment, customers } of segments) expect(customers).toBe(assigned.filter((row) => row.segment === segment).length);
        expect(segments.reduce((sum, { revenueMinor }) => sum + revenueMinor, 0)).toBe(
          rows.reduce((sum, { revenueMinor }) => sum + revenueMinor, 0),
        );
        for (const { segment } of assigned) seen.add(segment);
      }),
    );
    expect(seen.size).toBe(11);
  });
});
