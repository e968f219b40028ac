import { baseMovementsChart, cohortHeatmapChart, expectedActualPurchasesChart, lorenzCurveChart, rfmSegmentsChart } from "clientele/charts";
import { cohortTriangle, customerBaseMovements, type CohortMode } from "clientele/retention";
import { giniCoefficient, lorenzCurve } from "clientele/segmentation";
import { simulatePurchases } from "clientele/simulation";
import type { PeriodUnit } from "clientele/time";
import { describe, expect, it } from "vitest";
import { deepFreeze } from "../support/deep-freeze.js";
import { dataRows, draw } from "./draw.js";
import { testEveryChart, type NamedChart } from "./every-chart.js";

const asOf = "2025-12-20T00:00:00Z";
const { purchases } = simulatePurchases({ seed: 12, customers: 300, from: "2024-01-01" });
const triangleOf = (unit: PeriodUnit, mode: CohortMode = "on") =>
  deepFreeze(cohortTriangle(purchases, { period: { unit, timeZone: "UTC" }, asOf, mode }));
const movementsOf = (unit: PeriodUnit) =>
  deepFreeze(customerBaseMovements(purchases, { period: { unit, timeZone: "UTC" }, asOf, inactivityDays: 120 }));
const spends = purchases.map(({ amount }) => amount.minor);

const segments = deepFreeze([
  { segment: "Hibernating", customers: 700, revenueMinor: 200_00 },
  { segment: "Champions", customers: 295, revenueMinor: 595_00 },
  { segment: "Promising", customers: 5, revenueMinor: 5_00 },
]);
const bins = deepFreeze([
  { frequency: "0", customers: 1411, expected: 0.23, actual: 0.24 },
  { frequency: "1", customers: 439, expected: 0.52, actual: 0.7 },
  { frequency: "7+", customers: 64, expected: 6.46, actual: 6.36 },
]);

const pictures: NamedChart[] = [
  ["quarterly cohorts", cohortHeatmapChart(triangleOf("quarter"))],
  ["monthly cohorts", cohortHeatmapChart(triangleOf("month"))],
  ["weekly cohorts", cohortHeatmapChart(triangleOf("week"))],
  ["cohorts back or later", cohortHeatmapChart(triangleOf("quarter", "on-or-after"))],
  ["cohorts back by then", cohortHeatmapChart(triangleOf("quarter", "on-or-before"))],
  ["cohorts in a bracket", cohortHeatmapChart(triangleOf("quarter", { bracket: [1, 2] }))],
  ["monthly movements", baseMovementsChart(movementsOf("month"))],
  ["weekly movements", baseMovementsChart(movementsOf("week"))],
  ["a Lorenz curve", lorenzCurveChart(lorenzCurve(spends), { gini: giniCoefficient(spends) })],
  ["segments", rfmSegmentsChart(segments)],
  ["expected and actual purchases", expectedActualPurchasesChart(bins)],
];

const empty: NamedChart[] = [
  ["cohorts", cohortHeatmapChart(cohortTriangle([], { period: { unit: "month", timeZone: "UTC" }, asOf, mode: "on" }))],
  ["movements", baseMovementsChart([])],
  ["Lorenz curve", lorenzCurveChart(lorenzCurve([]), { gini: null })],
  ["Lorenz curve of one point", lorenzCurveChart({ population: [0], share: [0] })],
  ["segments", rfmSegmentsChart([])],
  ["segments of nobody", rfmSegmentsChart([{ segment: "Champions", customers: 0, revenueMinor: 0 }])],
  ["bins", expectedActualPurchasesChart([])],
];

describe("every chart", () => {
  testEveryChart(pictures, empty);

  it("looks like the others", () => {
    expect(new Set(pictures.map(([, spec]) => JSON.stringify(spec.config))).size).toBe(1);
  });

  it("shares nothing with the others that could be changed", () => {
    const [first, second] = [rfmSegmentsChart([]), rfmSegmentsChart([])];
    deepFreeze(first);
    expect(Object.isFrozen(second.config)).toBe(false);
    expect(() => Object.assign((second["encoding"] as { yOffset: { sort: string[] } }).yOffset.sort, ["Revenue"])).not.toThrow();
  });

  it("takes another heading, and draws it as it is", async () => {
    const title = "Wer kauft <wieder> & warum?";
    const headed = [
      cohortHeatmapChart(triangleOf("year"), { title }),
      baseMovementsChart([], { title }),
      lorenzCurveChart(null, { title }),
      rfmSegmentsChart([], { title }),
      expectedActualPurchasesChart([], { title }),
    ];
    expect(headed.map((spec) => spec.title.text)).toStrictEqual(headed.map(() => title));
    const { texts } = await draw(rfmSegmentsChart([], { title }));
    expect(texts).toContain("Wer kauft &lt;wieder&gt; &amp; warum?");
  });
});

describe("the cohort heat map", () => {
  const period = { unit: "month", timeZone: "UTC" } as const;
  const visits = (customerId: string, ...months: number[]) => months.map((month) => ({ customerId, at: Date.UTC(2025, month, 5) }));
  const triangle = cohortTriangle(
    [...visits("a", 0, 1), ...visits("b", 0, 2), ...visits("c", 0), ...visits("d", 1, 2), ...visits("e", 3)],
    {
      period,
      asOf: "2025-04-10T00:00:00Z",
      mode: "on",
    },
  );

  it("has a row of data for each cell, with what it was made of", () => {
    const cells = dataRows(cohortHeatmapChart(triangle)).filter(({ column }) => column !== undefined);
    expect(cells.map(({ cohort, column, customers, size, share }) => [cohort, column, customers, size, share])).toStrictEqual([
      ["2025-01", "0", 3, 3, 1],
      ["2025-01", "1", 1, 3, 1 / 3],
      ["2025-01", "2", 1, 3, 1 / 3],
      ["2025-01", "3", null, 3, null],
      ["2025-02", "0", 1, 1, 1],
      ["2025-02", "1", 1, 1, 1],
      ["2025-02", "2", null, 1, null],
      ["2025-04 …", "0", null, 1, null],
    ]);
  });

  it("writes shares, sizes and what is still running into the picture", async () => {
    const { texts } = await draw(cohortHeatmapChart(triangle));
    expect(texts.filter((text) => /%$/.test(text)).slice(0, 5)).toStrictEqual(["100%", "33%", "33%", "100%", "100%"]);
    expect(texts.filter((text) => text === "…")).toHaveLength(3);
    expect(texts).toEqual(expect.arrayContaining(["Months since the cohort began", "Customers", "2025-04 …", "…: still running"]));
  });

  it("by elapsed time draws shares of those for whom the period is over, and none of money", () => {
    const events = [...visits("a", 0, 2), { customerId: "b", at: Date.UTC(2025, 0, 20) }];
    const options = { period, asOf: "2025-04-10T00:00:00Z", mode: "on-or-before", alignment: "elapsed" } as const;
    const cells = dataRows(cohortHeatmapChart(cohortTriangle(events, options))).filter(({ column }) => column !== undefined);
    expect(cells.map(({ customers, size, share }) => [customers, size, share])).toStrictEqual([
      [2, 2, 1],
      [1, 2, 0.5],
      [1, 1, 1],
      [null, 2, null],
    ]);
    expect(() => cohortHeatmapChart(cohortTriangle([], { ...options, measure: "events" }))).toThrow(
      expect.objectContaining({ argument: "triangle.definition.measure" }),
    );
  });

  it("says in words what came back means", () => {
    const saying = (mode: CohortMode): string | undefined => cohortHeatmapChart(triangleOf("month", mode)).title.subtitle[0];
    expect([saying("on"), saying("on-or-after"), saying("on-or-before"), saying({ bracket: [1, 3] })]).toStrictEqual([
      "Share of each cohort's customers who came back in the month",
      "Share of each cohort's customers who came back in the month or later",
      "Share of each cohort's customers who had come back by the end of the month",
      "Share of each cohort's customers who came back in these months",
    ]);
  });

  it("names the periods of a bracket, one or several", async () => {
    const namesOf = async (first: number, last: number): Promise<readonly string[]> =>
      (await draw(cohortHeatmapChart(triangleOf("quarter", { bracket: [first, last] })))).texts;
    expect(await namesOf(1, 3)).toContain("1–3");
    expect(await namesOf(2, 2)).toContain("2");
  });

  it("leaves out the per cent sign where cells are narrow, and says so", () => {
    const long = cohortTriangle(purchases, { period: { unit: "month", timeZone: "UTC" }, asOf: "2026-06-01T00:00:00Z", mode: "on" });
    expect(cohortHeatmapChart(long).title.subtitle[0]).toBe("Share of each cohort's customers who came back in the month, in per cent");
  });

  it("draws small cells without text when there are many", async () => {
    const { texts } = await draw(cohortHeatmapChart(triangleOf("week")));
    expect(texts).not.toContain("100%");
    expect(texts).toContain("Grey: still running");
  });
});

describe("the movements chart", () => {
  const rows = [
    { period: "2025-01", new: 40, reactivated: 0, lapsed: 0, closing: 40, complete: true },
    { period: "2025-02", new: 11, reactivated: 2, lapsed: 13, closing: 40, complete: false },
  ];

  it("holds all movements, those lost below the line", () => {
    const data = dataRows(baseMovementsChart(rows));
    expect(data.filter(({ closing }) => closing !== undefined)).toStrictEqual([
      { period: "2025-01", closing: 40, complete: true },
      { period: "2025-02", closing: 40, complete: false },
    ]);
    expect(data.flatMap(({ movement, customers }) => (movement === undefined ? [] : [customers]))).toStrictEqual([40, 0, 0, 11, 2, -13]);
  });

  it("speaks of a running period only when there is one", () => {
    expect(baseMovementsChart(rows).title.subtitle).toHaveLength(2);
    expect(baseMovementsChart(rows.slice(0, 1)).title.subtitle).toStrictEqual(["Active customers, and who came and went"]);
  });

  it("names at most twelve periods, so that no two names overlap", async () => {
    const { texts } = await draw(baseMovementsChart(movementsOf("week")));
    const names = texts.filter((text) => /^\d{4}-W\d\d$/.test(text));
    expect(names.length).toBeGreaterThan(5);
    expect(names.length).toBeLessThanOrEqual(12);
  });

  it("counts whole customers on its axes", async () => {
    const { texts } = await draw(baseMovementsChart([{ period: "2025", new: 1, reactivated: 0, lapsed: 1, closing: 1, complete: true }]));
    expect(texts.filter((text) => /^[\d.]+$/.test(text))).toStrictEqual(["0", "1", "2025", "1", "0", "1"]);
  });
});

describe("the Lorenz curve chart", () => {
  it("draws every point of a short curve, and says what the best fifth brings", () => {
    const curve = { population: [0, 0.5, 1], share: [0, 0.1, 1] };
    const spec = lorenzCurveChart(curve, { gini: 0.4 });
    // At 0.8 the curve is 0.1 + 0.9 * 0.6.
    expect(spec.title.subtitle).toStrictEqual([
      "The best 20% of the customers bring 36% of the revenue",
      "Gini 0.40 (0: all bring the same, 1: one brings all)",
    ]);
    expect(dataRows(spec).slice(0, 3)).toStrictEqual([
      { population: 0, share: 0 },
      { population: 0.5, share: 0.1 },
      { population: 1, share: 1 },
    ]);
  });

  it("thins a long curve to points of its own, from its first to its last", () => {
    const curve = lorenzCurve(Array.from({ length: 100_000 }, (_, i) => i * i));
    const points =
      (lorenzCurveChart(curve)["layer"] as { data: { values: { population: number; share: number }[] } }[])[0]?.data.values ?? [];
    expect(points).toHaveLength(400);
    expect([points[0], points.at(-1)]).toStrictEqual([
      { population: 0, share: 0 },
      { population: 1, share: 1 },
    ]);
    for (const { population, share } of points) expect(share).toBe(curve?.share[Math.round(population * 100_000)]);
  });

  it("refuses lists of different length and a Gini coefficient that is not finite", () => {
    expect(() => lorenzCurveChart({ population: [0, 1], share: [0] })).toThrow(expect.objectContaining({ argument: "curve.share" }));
    expect(() => lorenzCurveChart(null, { gini: NaN })).toThrow(expect.objectContaining({ argument: "options.gini" }));
  });
});

describe("the segments chart", () => {
  it("gives the shares of customers and revenue, most revenue first", () => {
    expect(dataRows(rfmSegmentsChart(segments)).map(({ segment, measure, share }) => [segment, measure, share])).toStrictEqual([
      ["Champions", "Customers", 0.295],
      ["Champions", "Revenue", 0.74375],
      ["Hibernating", "Customers", 0.7],
      ["Hibernating", "Revenue", 0.25],
      ["Promising", "Customers", 0.005],
      ["Promising", "Revenue", 0.00625],
    ]);
  });

  it("writes them at the bars", async () => {
    const { texts } = await draw(rfmSegmentsChart(segments));
    expect(texts).toEqual(expect.arrayContaining(["30%", "74%", "70%", "25%", "0.5%", "0.6%"]));
  });

  it("leaves revenue out where it adds up to nothing", async () => {
    const { complaints, texts } = await draw(rfmSegmentsChart([{ segment: "New", customers: 3, revenueMinor: 0 }]));
    expect(complaints).toStrictEqual([]);
    expect(texts.filter((text) => text === "100%")).toHaveLength(2);
  });
});

describe("the chart of expected and actual purchases", () => {
  it("holds both figures of every bin, in the order given", () => {
    expect(
      dataRows(expectedActualPurchasesChart(bins)).map(({ frequency, series, purchases: count }) => [frequency, series, count]),
    ).toStrictEqual([
      ["0", "Actual", 0.24],
      ["0", "Expected by the model", 0.23],
      ["1", "Actual", 0.7],
      ["1", "Expected by the model", 0.52],
      ["7+", "Actual", 6.36],
      ["7+", "Expected by the model", 6.46],
    ]);
  });

  it("says how many customers a bin rests on, whatever it is called", async () => {
    const { texts, complaints } = await draw(
      expectedActualPurchasesChart([...bins, { frequency: `"odd" \\ name`, customers: 5, expected: 1, actual: 1 }]),
    );
    expect(texts).toEqual(expect.arrayContaining(["0", "1,411", "7+", "64", "5"]));
    expect(complaints).toStrictEqual([]);
  });

  it.each(["__proto__", "a b", "line\u2028break", "'quoted'", "42"])("draws the name %j as it is", async (frequency) => {
    const { texts, complaints } = await draw(expectedActualPurchasesChart([{ frequency, customers: 1234, expected: 1, actual: 1 }]));
    expect(complaints).toStrictEqual([]);
    expect(texts).toEqual(expect.arrayContaining([frequency, "1,234"]));
  });

  it("refuses two bins of one name", () => {
    expect(() => expectedActualPurchasesChart([...bins, { frequency: "7+", customers: 1, expected: 1, actual: 1 }])).toThrow(
      "rows[3].frequency: expected a name that no other bin has",
    );
  });
});

describe("numbers that JSON does not have are refused", () => {
  const movement = { period: "2025-01", new: 1, reactivated: 1, lapsed: 1, closing: 1, complete: true };
  const triangle = triangleOf("quarter");

  it.each<[string, () => unknown]>([
    ["rows[1].actual", () => expectedActualPurchasesChart([bins[0], { ...bins[1], actual: NaN }] as never)],
    ["rows[0].customers", () => expectedActualPurchasesChart([{ ...bins[0], customers: Infinity }] as never)],
    ["movements[0].lapsed", () => baseMovementsChart([{ ...movement, lapsed: NaN }])],
    ["segments[0].revenueMinor", () => rfmSegmentsChart([{ segment: "New", customers: 1, revenueMinor: NaN }])],
    ["curve.share[1]", () => lorenzCurveChart({ population: [0, 1], share: [0, NaN] })],
    ["curve.population[0]", () => lorenzCurveChart({ population: [NaN, 1], share: [0, 1] })],
    ["triangle.cohorts[0].size", () => cohortHeatmapChart({ ...triangle, cohorts: [{ ...triangle.cohorts[0], size: NaN }] } as never)],
    ["triangle.cells[0][0]", () => cohortHeatmapChart({ ...triangle, cells: [[NaN], ...triangle.cells.slice(1)] })],
  ])("%s", (argument, call) => {
    expect(call).toThrow(expect.objectContaining({ code: "invalid-argument", argument }));
  });
});
