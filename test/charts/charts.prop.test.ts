import { baseMovementsChart, cohortHeatmapChart, expectedActualPurchasesChart, lorenzCurveChart, rfmSegmentsChart } from "clientele/charts";
import { cohortTriangle, customerBaseMovements, type CohortMode } from "clientele/retention";
import { lorenzCurve } from "clientele/segmentation";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { deepFreeze } from "../support/deep-freeze.js";
import { dataRows, draw } from "./draw.js";

/** Each run draws a picture. */
const runs = { numRuns: 25 };
const asOf = Date.UTC(2025, 5, 10);
const visits = fc.array(
  fc.record({
    id: fc.string({ minLength: 1 }),
    customerId: fc.constantFrom("a", "b", "c", "d", "e"),
    at: fc.integer({ min: Date.UTC(2024, 6, 1), max: asOf }),
    amount: fc.constant({ minor: 100, currency: "EUR" }),
  }),
);
const period = { unit: fc.constantFrom("week", "month", "quarter", "year"), timeZone: fc.constant("UTC") };
const name = fc.string({ minLength: 1, unit: "binary" });
const count = fc.nat({ max: 1e9 });
const amount = fc.double({ min: 0, max: 1e6, noNaN: true });

describe("whatever it is given", () => {
  it("the cohort heat map is drawn without complaint and holds every cell", async () => {
    const given = fc.tuple(
      visits,
      fc.record(period),
      fc.constantFrom<CohortMode[]>("on", "on-or-after", "on-or-before", { bracket: [1, 2] }),
    );
    await fc.assert(
      fc.asyncProperty(given, async ([events, spec, mode]) => {
        const triangle = deepFreeze(cohortTriangle(events, { period: spec, asOf, mode }));
        const chart = cohortHeatmapChart(triangle);
        expect((await draw(chart)).complaints).toStrictEqual([]);
        const cells = dataRows(chart).flatMap(({ column, customers }) => (column === undefined ? [] : [customers]));
        expect(cells).toStrictEqual(triangle.cells.flat());
      }),
      runs,
    );
  });

  it("the movements chart is drawn without complaint and holds every period", async () => {
    await fc.assert(
      fc.asyncProperty(visits, fc.record(period), async (events, spec) => {
        const parsed = events.map((event, i) => ({ ...event, id: String(i) }));
        const movements = customerBaseMovements(parsed as never, { period: spec, asOf, inactivityDays: 60 });
        const chart = baseMovementsChart(deepFreeze(movements));
        expect((await draw(chart)).complaints).toStrictEqual([]);
        expect(dataRows(chart).flatMap(({ closing }) => (closing === undefined ? [] : [closing]))).toStrictEqual(
          movements.map(({ closing }) => closing),
        );
      }),
      runs,
    );
  });

  it("the Lorenz curve chart is drawn without complaint", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(amount), async (values) => {
        expect((await draw(lorenzCurveChart(lorenzCurve(values)))).complaints).toStrictEqual([]);
      }),
      runs,
    );
  });

  it("the segments chart is drawn without complaint, and its shares add up to 1", async () => {
    const rows = fc.uniqueArray(fc.record({ segment: name, customers: count, revenueMinor: count }), {
      selector: ({ segment }) => segment,
    });
    await fc.assert(
      fc.asyncProperty(rows, async (segments) => {
        const chart = rfmSegmentsChart(deepFreeze(segments));
        expect((await draw(chart)).complaints).toStrictEqual([]);
        for (const wanted of ["Customers", "Revenue"]) {
          const shares = dataRows(chart).flatMap(({ measure, share }) => (measure === wanted && typeof share === "number" ? [share] : []));
          if (shares.length > 0) expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9);
        }
      }),
      runs,
    );
  });

  it("the chart of expected and actual purchases is drawn without complaint", async () => {
    const rows = fc.uniqueArray(fc.record({ frequency: name, customers: count, expected: amount, actual: amount }), {
      selector: ({ frequency }) => frequency,
    });
    await fc.assert(
      fc.asyncProperty(rows, async (bins) => {
        expect((await draw(expectedActualPurchasesChart(deepFreeze(bins)))).complaints).toStrictEqual([]);
      }),
      runs,
    );
  });

  it("complaints are heard", async () => {
    const broken = { ...expectedActualPurchasesChart([]), encoding: { opacity: { field: "frequency", type: "nominal" } } };
    expect((await draw(broken)).complaints).not.toStrictEqual([]);
  });
});
