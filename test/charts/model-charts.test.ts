import { probabilityAliveChart, purchaseCountChart, trackingChart } from "clientele/charts";
import { calibrationCheck, probabilityAliveMatrix, trackingCurve, type BgBb, type ParetoNbd } from "clientele/clv";
import { calibrationHoldout } from "clientele/purchases";
import { simulatePurchases } from "clientele/simulation";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { deepFreeze } from "../support/deep-freeze.js";
import { dataRows, draw } from "./draw.js";
import { testEveryChart, type NamedChart } from "./every-chart.js";

const model: ParetoNbd = { kind: "pareto-nbd", parameters: { r: 0.55, alpha: 10.58, s: 0.61, beta: 11.67 } };
const bgBb: BgBb = { kind: "bg-bb", parameters: { alpha: 1.2, beta: 0.75, gamma: 0.65, delta: 2.8 } };
const { purchases } = simulatePurchases({ seed: 12, customers: 300, from: "2024-01-01" });
const cut = { calibrationEnd: "2024-12-30T00:00:00Z", observationEnd: "2025-09-29T00:00:00Z", timeZone: "UTC", unit: "week" } as const;
const curve = deepFreeze(trackingCurve(model, purchases, cut));
const counts = deepFreeze(calibrationCheck(model, calibrationHoldout(purchases, cut)).calibrationByFrequency);
const matrix = deepFreeze(probabilityAliveMatrix(model, { age: 39, mostPurchases: 20, recencySteps: 39, horizon: 39 }));
const opportunities = deepFreeze(probabilityAliveMatrix(bgBb, { age: 6, mostPurchases: 6, recencySteps: 6, horizon: 5 }));
const none = { age: 1, horizon: 1, frequencies: [], recencies: [], probabilityAlive: [], expectedPurchases: [] };

const pictures: NamedChart[] = [
  ["tracking", trackingChart(curve, { timeUnit: "weeks" })],
  ["tracking without a holdout", trackingChart(curve.filter(({ isHoldout }) => !isHoldout))],
  ["tracking of a holdout alone", trackingChart(curve.filter(({ isHoldout }) => isHoldout))],
  ["one period", trackingChart(curve.slice(0, 1))],
  ["purchase counts", purchaseCountChart(counts)],
  ["probability alive", probabilityAliveChart(matrix, { timeUnit: "weeks" })],
  ["expected purchases", probabilityAliveChart(matrix, { measure: "expectedPurchases", timeUnit: "weeks" })],
  ["opportunities", probabilityAliveChart(opportunities)],
];
const empty: NamedChart[] = [
  ["tracking", trackingChart([])],
  ["purchase counts", purchaseCountChart([])],
  ["probability alive", probabilityAliveChart(none)],
  ["expected purchases", probabilityAliveChart(none, { measure: "expectedPurchases" })],
];

describe("every chart of a model", () => {
  testEveryChart(pictures, empty);

  it("takes another heading", () => {
    const title = "Modell und Wirklichkeit";
    const headed = [trackingChart(curve, { title }), purchaseCountChart(counts, { title }), probabilityAliveChart(matrix, { title })];
    expect(headed.map((spec) => spec.title.text)).toStrictEqual([title, title, title]);
  });
});

describe("the tracking chart", () => {
  it("holds both lines of both panels", () => {
    const rows = dataRows(trackingChart(curve)).filter(({ series }) => series !== undefined);
    expect(rows).toHaveLength(4 * curve.length);
    const values = (series: string): unknown[] => rows.filter((row) => row["series"] === series).map((row) => row["purchases"]);
    expect(values("Actual")).toStrictEqual([
      ...curve.map(({ actual }) => actual),
      ...curve.map(({ actualCumulative }) => actualCumulative),
    ]);
  });

  it("draws a line where the holdout begins, and names the unit", async () => {
    const spec = trackingChart(curve, { timeUnit: "weeks" });
    const end = curve.findLast(({ isHoldout }) => !isHoldout)?.end;
    expect(dataRows(spec).filter(({ series }) => series === undefined)).toStrictEqual([{ end }, { end }]);
    const { texts } = await draw(spec);
    expect(texts).toEqual(expect.arrayContaining(["Time since the first purchase of all, in weeks", "In the period", "Up to then"]));
    expect(texts.filter((text) => text === "Actual")).toHaveLength(1);
  });

  it("speaks of the holdout only when there is one", () => {
    expect(trackingChart(curve.filter(({ isHoldout }) => !isHoldout)).title.subtitle[0]).not.toContain("holdout");
  });
});

describe("the chart of purchase counts", () => {
  it("holds both numbers of every row", () => {
    const rows = dataRows(purchaseCountChart(counts));
    expect(rows.slice(0, 2)).toStrictEqual([
      { frequency: "0", series: "Actual", customers: counts[0]?.actual },
      { frequency: "0", series: "Expected by the model", customers: counts[0]?.expected },
    ]);
    expect(rows).toHaveLength(16);
  });

  it("refuses two rows of one name", () => {
    expect(() => purchaseCountChart([...counts, { frequency: "0", actual: 1, expected: 1 }])).toThrow("rows[8].frequency");
  });
});

describe("the heat map", () => {
  it("has a cell for each customer that there can be", () => {
    expect(dataRows(probabilityAliveChart(matrix))).toHaveLength(1 + 20 * 39);
    expect(dataRows(probabilityAliveChart(opportunities, { measure: "expectedPurchases" }))[0]).toStrictEqual({
      frequency: 0,
      recency: 0,
      value: opportunities.expectedPurchases[0]?.[0],
    });
  });

  it("puts the most purchases on top", async () => {
    const { texts } = await draw(probabilityAliveChart(opportunities));
    expect(texts.filter((text) => /^\d$/.test(text))).toStrictEqual(["0", "1", "2", "3", "4", "5", "6", "0", "1", "2", "3", "4", "5", "6"]);
    const { svg } = await draw(probabilityAliveChart(opportunities));
    expect(svg).toContain("Repeat purchases");
  });
});

describe("whatever they are given", () => {
  const count = fc.double({ min: 0, max: 1e9, noNaN: true });
  const name = fc.string({ minLength: 1, unit: "binary" });
  it("the charts are drawn without complaint", async () => {
    const row = fc.record({
      end: count,
      actual: count,
      expected: count,
      actualCumulative: count,
      expectedCumulative: count,
      isHoldout: fc.boolean(),
    });
    const bins = fc.uniqueArray(fc.record({ frequency: name, actual: count, expected: count }), { selector: ({ frequency }) => frequency });
    const sizes = fc.record({
      age: fc.integer({ min: 1, max: 20 }),
      mostPurchases: fc.nat(20),
      recencySteps: fc.integer({ min: 1, max: 20 }),
      horizon: fc.nat(20),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 20 }), bins, sizes, async (rows, counted, size) => {
        const sorted = [...rows].sort((a, b) => a.end - b.end);
        expect((await draw(trackingChart(sorted))).complaints).toStrictEqual([]);
        expect((await draw(purchaseCountChart(counted))).complaints).toStrictEqual([]);
        for (const measure of ["probabilityAlive", "expectedPurchases"] as const) {
          expect((await draw(probabilityAliveChart(probabilityAliveMatrix(bgBb, size), { measure }))).complaints).toStrictEqual([]);
        }
      }),
      { numRuns: 15 },
    );
  });
});

describe("numbers that JSON does not have are refused", () => {
  it.each<[string, () => unknown]>([
    ["rows[0].expected", () => trackingChart([{ ...curve[0], expected: NaN }] as never)],
    ["rows[0].actual", () => purchaseCountChart([{ frequency: "0", actual: Infinity, expected: 1 }])],
    ["matrix.probabilityAlive[0][0]", () => probabilityAliveChart({ ...matrix, probabilityAlive: [[NaN]] })],
    ["matrix.age", () => probabilityAliveChart({ ...matrix, age: NaN })],
    ["options.measure", () => probabilityAliveChart(matrix, { measure: "recency" as never })],
  ])("%s", (argument, call) => {
    expect(call).toThrow(expect.objectContaining({ code: "invalid-argument", argument }));
  });
});
