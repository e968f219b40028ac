import { calibrationCheck, expectedPurchases, purchaseCountDistribution, type BgBb, type BgNbd, type ParetoNbd } from "clientele/clv";
import { expectedActualPurchasesChart } from "clientele/charts";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { deepFreeze } from "../support/deep-freeze.js";

const model = deepFreeze({ kind: "bg-nbd", parameters: { r: 0.25, alpha: 4, a: 0.8, b: 2.5 } } as const) satisfies BgNbd;
const pareto = deepFreeze({ kind: "pareto-nbd", parameters: { r: 0.5, alpha: 10, s: 0.6, beta: 12 } } as const) satisfies ParetoNbd;
const bgBb = deepFreeze({ kind: "bg-bb", parameters: { alpha: 1.2, beta: 0.75, gamma: 0.65, delta: 2.8 } } as const) satisfies BgBb;
const invalid = (argument: string): unknown => expect.objectContaining({ code: "invalid-argument", argument });

/** Who never leaves, and buys 1 time a week: (2 + x) / (2 + age) purchases a week after x at the age of x. */
const steady = deepFreeze({ kind: "bg-nbd", parameters: { r: 2, alpha: 2, a: 1e-12, b: 1 } } as const) satisfies BgNbd;
const oneTime = deepFreeze({ frequency: 0, recency: 0, age: 2, holdoutFrequency: 0 });
const customers = deepFreeze([
  oneTime, // 2 / 4 a week: 2 in four weeks
  { frequency: 2, recency: 2, age: 2, holdoutFrequency: 5, count: 2 }, // 4 / 4: 4
  { frequency: 9, recency: 4, age: 9, holdoutFrequency: 4 }, // 11 / 11: 4
]);

describe("calibrationCheck", () => {
  const check = calibrationCheck(steady, { customers, holdoutDuration: 4 }, { lastBin: 2, silenceBins: 5 });

  it("adds up what was expected and what happened", () => {
    expect(check).toMatchObject({ customers: 4, holdoutDuration: 4, actualPurchases: 14 });
    expect(check.expectedPurchases).toBeCloseTo(14, 9);
  });

  it("measures how far it was off, customer by customer", () => {
    // Off by 2, 1, 1 and 0.
    expect(check.meanAbsoluteError).toBeCloseTo(1, 9);
    expect(check.rootMeanSquareError).toBeCloseTo(Math.sqrt(6 / 4), 9);
  });

  it("puts together customers by their repeat purchases, and leaves out empty rows", () => {
    expect(check.holdoutByFrequency.map(({ frequency, customers: n, actual }) => [frequency, n, actual])).toEqual([
      ["0", 1, 0],
      ["2+", 3, 14 / 3],
    ]);
    expect(check.holdoutByFrequency.map(({ expected }) => expected.toFixed(9))).toEqual(["2.000000000", "4.000000000"]);
  });

  it("puts together customers by their silence, the longest in the last row", () => {
    expect(check.holdoutBySilence.map(({ from, to, customers: n, actual }) => [from, to, n, actual])).toEqual([
      [0, 1, 2, 5],
      [2, 3, 1, 0],
      [4, 5, 1, 4],
    ]);
  });

  it("counts customers by their repeat purchases beside what their ages let expect", () => {
    const [two, nine] = [2, 9].map((age) => purchaseCountDistribution(steady, age, 1)) as [number[], number[]];
    const expected = [0, 1].map((k) => 3 * (two[k] as number) + (nine[k] as number));
    expect(check.calibrationByFrequency.map(({ frequency, actual }) => [frequency, actual])).toEqual([
      ["0", 1],
      ["1", 0],
      ["2+", 3],
    ]);
    [...expected, 4 - (expected[0] as number) - (expected[1] as number)].forEach((value, bin) => {
      expect(check.calibrationByFrequency[bin]?.expected).toBeCloseTo(value, 12);
    });
    // (1 / 2)^2 and (2 / 11)^2 of them do not come back: shape 2, time 2.
    expect(check.calibrationByFrequency[0]?.expected).toBeCloseTo(3 / 4 + (2 / 11) ** 2, 9);
  });

  it("has the rows that the chart draws", () => {
    expect(expectedActualPurchasesChart(check.holdoutByFrequency).title.subtitle).not.toEqual(["No data"]);
  });

  it("takes columns as well", () => {
    const columns = { frequency: [0, 2, 9], recency: [0, 2, 4], age: [2, 2, 9], holdoutFrequency: [0, 5, 4], count: [1, 2, 1] };
    expect(calibrationCheck(steady, { customers: columns, holdoutDuration: 4 }, { lastBin: 2, silenceBins: 5 })).toEqual(check);
  });

  it("of opportunities", () => {
    const donors = [
      { frequency: 2, recency: 4, opportunities: 6, holdoutFrequency: 1 },
      { frequency: 6, recency: 6, opportunities: 6, holdoutFrequency: 4 },
    ];
    const {
      expectedPurchases: total,
      holdoutBySilence,
      calibrationByFrequency,
    } = calibrationCheck(bgBb, {
      customers: donors,
      holdoutDuration: 5,
    });
    expect(total).toBeCloseTo(
      donors.reduce((sum, { holdoutFrequency: _, ...donor }) => sum + expectedPurchases(bgBb, donor, 5), 0),
      12,
    );
    expect(holdoutBySilence.map(({ from, to }) => [from, to])).toEqual([
      [0, 0.25],
      [1.75, 2],
    ]);
    // Nobody can buy seven times at six opportunities.
    expect(calibrationByFrequency.at(-1)?.expected).toBeLessThan(1e-14);
  });

  it("is as exact with many different ages as with each by itself", () => {
    const slow = { ...pareto, parameters: { ...pareto.parameters, alpha: 0.01, beta: 1000 } };
    for (const of of [model, pareto, slow]) {
      const many = Array.from({ length: 900 }, (_, i) => ({ ...oneTime, age: 0.03 + i * 0.07, count: 1 + (i % 3) }));
      const bins = calibrationCheck(of, { customers: many, holdoutDuration: 4 }).calibrationByFrequency;
      const shares = many.map(({ age, count }) => purchaseCountDistribution(of, age, 6).map((share) => count * share));
      const expected = shares.reduce((sums, row) => sums.map((sum, bin) => sum + (row[bin] as number)), Array<number>(7).fill(0));
      expected.forEach((want, bin) => {
        expect(Math.abs((bins[bin]?.expected ?? NaN) - want)).toBeLessThan(1e-9 * want + 1e-10);
      });
      expect(bins.reduce((sum, bin) => sum + bin.expected, 0)).toBeCloseTo(1800, 9);
    }
  });

  it("takes many different ages soon", () => {
    const many = Array.from({ length: 20_000 }, (_, i) => ({ ...oneTime, age: 0.03 + i * 0.0031 }));
    const start = performance.now();
    calibrationCheck(pareto, { customers: many, holdoutDuration: 4 });
    // A tenth of this is usual; one by one it would be four seconds and more.
    expect(performance.now() - start).toBeLessThan(2000);
  });

  it("takes ages that are nearly the same", () => {
    const many = Array.from({ length: 500 }, (_, i) => ({ ...oneTime, age: 3 + i * 4e-16 * 3 }));
    const bins = calibrationCheck(pareto, { customers: many, holdoutDuration: 4 }).calibrationByFrequency;
    purchaseCountDistribution(pareto, 3, 6).forEach((share, bin) => {
      expect(bins[bin]?.expected).toBeCloseTo(500 * share, 9);
    });
  });

  it("ends the stretches of silence with the longest", () => {
    const silent = (silence: number): object => ({ ...oneTime, age: silence });
    for (const longest of [0.7, 1, 38.86, 1 / 3]) {
      for (const silenceBins of [1, 3, 7, 8, 49]) {
        const holdout = { customers: [silent(0), silent(longest)] as (typeof oneTime)[], holdoutDuration: 4 };
        expect(calibrationCheck(model, holdout, { silenceBins }).holdoutBySilence.at(-1)?.to).toBe(longest);
      }
    }
  });

  it("of nobody has no errors, and of customers who have just bought one silence", () => {
    expect(calibrationCheck(model, { customers: [], holdoutDuration: 4 })).toMatchObject({
      customers: 0,
      expectedPurchases: 0,
      meanAbsoluteError: null,
      rootMeanSquareError: null,
      holdoutByFrequency: [],
      holdoutBySilence: [],
    });
    const fresh = calibrationCheck(model, { customers: [{ frequency: 0, recency: 0, age: 0, holdoutFrequency: 3 }], holdoutDuration: 4 });
    expect(fresh.holdoutBySilence).toMatchObject([{ from: 0, to: 0, customers: 1, actual: 3 }]);
  });

  it.each<[string, () => unknown]>([
    [
      "holdout.customers[1].holdoutFrequency",
      () => calibrationCheck(model, { customers: [oneTime, { ...oneTime, holdoutFrequency: 0.5 }], holdoutDuration: 4 }),
    ],
    [
      "holdout.customers[0].holdoutFrequency",
      () => calibrationCheck(model, { customers: [{ frequency: 0, recency: 0, age: 1 } as never], holdoutDuration: 4 }),
    ],
    ["holdout.customers[0].recency", () => calibrationCheck(model, { customers: [{ ...oneTime, recency: 1 }], holdoutDuration: 4 })],
    ["holdout.customers[0].count", () => calibrationCheck(model, { customers: [{ ...oneTime, count: -1 }], holdoutDuration: 4 })],
    ["holdout.customers[0].opportunities", () => calibrationCheck(bgBb, { customers: customers as never, holdoutDuration: 4 })],
    [
      "holdout.holdoutDuration",
      () =>
        calibrationCheck(bgBb, { customers: [{ frequency: 0, recency: 0, opportunities: 3, holdoutFrequency: 0 }], holdoutDuration: 0.5 }),
    ],
    ["holdout.holdoutDuration", () => calibrationCheck(bgBb, { customers: [], holdoutDuration: 3.5 })],
    ["holdout.holdoutDuration", () => calibrationCheck(model, { customers, holdoutDuration: -1 })],
    ["options.lastBin", () => calibrationCheck(model, { customers, holdoutDuration: 4 }, { lastBin: 0 })],
    ["options.silenceBins", () => calibrationCheck(model, { customers, holdoutDuration: 4 }, { silenceBins: 1e9 })],
    [
      "model.parameters.r",
      () => calibrationCheck({ ...model, parameters: { ...model.parameters, r: 0 } }, { customers, holdoutDuration: 4 }),
    ],
  ])("refuses %s", (argument, call) => {
    expect(call).toThrow(invalid(argument));
  });
});

describe("for any customers", () => {
  const row = fc
    .record({
      frequency: fc.nat(30),
      last: fc.double({ min: 0.001, max: 1, noNaN: true }),
      age: fc.double({ min: 0.01, max: 500, noNaN: true }),
      holdoutFrequency: fc.nat(40),
      count: fc.nat(5),
    })
    .map(({ last, ...rest }) => ({ ...rest, recency: rest.frequency === 0 ? 0 : last * rest.age }));
  const given = fc.record({
    rows: fc.array(row, { maxLength: 30 }),
    lastBin: fc.integer({ min: 1, max: 40 }),
    silenceBins: fc.integer({ min: 1, max: 20 }),
  });

  it.each([model, pareto])("rows add up to the totals, and counts stand for equal rows: $kind", (any) => {
    fc.assert(
      fc.property(given, ({ rows, ...options }) => {
        const check = calibrationCheck(any, { customers: rows, holdoutDuration: 20 }, options);
        expect(JSON.parse(JSON.stringify(check))).toEqual(check);
        const near = (got: number, wanted: number): void => {
          expect(Math.abs(got - wanted)).toBeLessThanOrEqual(1e-9 * (1 + wanted));
        };
        for (const bins of [check.holdoutByFrequency, check.holdoutBySilence]) {
          near(
            bins.reduce((sum, { customers: n }) => sum + n, 0),
            check.customers,
          );
          near(
            bins.reduce((sum, { customers: n, expected }) => sum + n * expected, 0),
            check.expectedPurchases,
          );
          near(
            bins.reduce((sum, { customers: n, actual }) => sum + n * actual, 0),
            check.actualPurchases,
          );
        }
        near(
          check.calibrationByFrequency.reduce((sum, { expected }) => sum + expected, 0),
          check.customers,
        );
        near(
          check.calibrationByFrequency.reduce((sum, { actual }) => sum + actual, 0),
          check.customers,
        );
        expect(check.meanAbsoluteError ?? 0).toBeLessThanOrEqual((check.rootMeanSquareError ?? 0) * (1 + 1e-12));
        const single = rows.flatMap(({ count, ...rest }) => Array.from({ length: count }, () => rest));
        if (check.customers > 0)
          near(
            calibrationCheck(any, { customers: single, holdoutDuration: 20 }, options).rootMeanSquareError ?? NaN,
            check.rootMeanSquareError ?? NaN,
          );
      }),
      { numRuns: 60 },
    );
  });

  it("some rows have customers", () => {
    const filled = fc.sample(given, 20).filter(({ rows }) => rows.some(({ count }) => count > 0));
    expect(filled.length).toBeGreaterThan(10);
  });
});
