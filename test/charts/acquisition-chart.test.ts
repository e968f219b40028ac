import { acquisitionChart, type AcquisitionMeasure } from "clientele/charts";
import { acquisitionByPeriod, type AcquisitionByPeriod } from "clientele/retention";
import { simulatePurchases } from "clientele/simulation";
import type { PeriodUnit } from "clientele/time";
import { describe, expect, it } from "vitest";
import { deepFreeze } from "../support/deep-freeze.js";
import { dataRows, draw } from "./draw.js";

const { purchases } = simulatePurchases({ seed: 12, customers: 300, from: "2024-01-01" });
const of = (unit: PeriodUnit, asOf = "2025-12-20T00:00:00Z"): AcquisitionByPeriod =>
  deepFreeze(acquisitionByPeriod(purchases, { period: { unit, timeZone: "UTC" }, asOf }));

describe("the acquisition chart", () => {
  it.each<[PeriodUnit, AcquisitionMeasure]>([
    ["week", "revenue"],
    ["month", "purchases"],
    ["quarter", "customers"],
    ["year", "revenue"],
  ])("of %ss holds all %s, is drawn without complaint and plain JSON", async (unit, measure) => {
    const matrix = of(unit);
    const spec = acquisitionChart(matrix, { measure });
    const { svg, complaints } = await draw(spec);
    expect(complaints).toStrictEqual([]);
    expect(svg).not.toMatch(/NaN|undefined|Infinity|null/);
    expect(JSON.parse(JSON.stringify(spec))).toStrictEqual(spec);
    matrix.periods.forEach(({ label, complete }, column) => {
      const rows = dataRows(spec).filter(({ period }) => period === label);
      const total = matrix.totals[measure === "revenue" ? "revenueMinor" : measure][column] ?? NaN;
      expect(rows.reduce((sum, { value }) => sum + (value as number), 0)).toBeCloseTo(
        complete ? total / (measure === "revenue" ? 100 : 1) : 0,
        6,
      );
      expect(rows.length <= 12).toBe(true);
    });
  });

  it("draws many cohorts together by longer periods, and says so", async () => {
    const areas = (unit: PeriodUnit): unknown[] => [...new Set(dataRows(acquisitionChart(of(unit))).map(({ cohort }) => cohort))];
    expect(areas("year")).toStrictEqual(["2024"]);
    expect(areas("quarter")).toStrictEqual(["2024-Q1", "2024-Q2", "2024-Q3", "2024-Q4", "2025-Q1", "2025-Q2", "2025-Q3"]);
    expect(areas("month").length).toBeLessThanOrEqual(12);
    const spec = acquisitionChart(of("month"));
    expect(spec.title.subtitle).toStrictEqual([
      "Revenue by the quarter of the first purchase, the oldest customers at the bottom",
      "Without the running period 2025-12",
    ]);
    const { texts } = await draw(spec);
    expect(texts).toEqual(expect.arrayContaining(["What old and new customers bring", "Revenue, EUR", "First purchase", "2024-Q1"]));
  });

  it("counts a week to the month and year that most of its days are in, as ISO names it", () => {
    // 2025-W01 runs from 30 December to 5 January.
    const dates = [
      "2025-01-02",
      ...Array.from({ length: 13 }, (_, i) => `2025-0${String(Math.floor(i / 4) + 2)}-${String((i % 4) * 7 + 5).padStart(2, "0")}`),
    ];
    const rows = dates.map(
      (date, i) => ({ ...purchases[0], customerId: `c${String(i)}`, at: Date.parse(`${date}T12:00:00Z`) }) as (typeof purchases)[number],
    );
    const weeks = { unit: "week", timeZone: "Europe/Berlin" } as const;
    const matrix = acquisitionByPeriod(rows, { period: weeks, asOf: "2025-06-30T00:00:00Z" });
    expect(matrix.cohorts[0]?.label).toBe("2025-W01");
    const spec = acquisitionChart(matrix);
    expect([...new Set(dataRows(spec).map(({ cohort }) => cohort))]).toStrictEqual(["2025-01", "2025-02", "2025-03", "2025-04", "2025-05"]);
    expect(spec.title.subtitle[0]).toBe("Revenue by the month of the week of the first purchase, the oldest customers at the bottom");
    expect(acquisitionChart(acquisitionByPeriod(rows.slice(0, 2), { period: weeks, asOf: "2025-06-30T00:00:00Z" })).title.subtitle[0]).toBe(
      "Revenue by the week of the first purchase, the oldest customers at the bottom",
    );
  });

  it("is lawful of nothing, of a period that runs, of one period", async () => {
    const nothing = acquisitionChart(acquisitionByPeriod([], { period: { unit: "month", timeZone: "UTC" }, asOf: 0 }));
    const running = acquisitionChart(of("year", "2024-11-05T00:00:00Z"));
    const one = acquisitionChart(of("year", "2025-01-01T00:00:00Z"));
    for (const spec of [nothing, running, one]) expect((await draw(spec)).complaints).toStrictEqual([]);
    expect([nothing.title.subtitle, running.title.subtitle]).toStrictEqual([["No data"], ["No data"]]);
    expect(one["mark"]).toStrictEqual({ type: "bar" });
    expect(dataRows(one)).toHaveLength(1);
  });

  it("draws customers of the first days of the calendar, whose period begins before it in UTC", async () => {
    const first = { ...purchases[0], at: Date.parse("0001-01-02T12:00:00Z") } as (typeof purchases)[number];
    const period = { unit: "year", timeZone: "Europe/Berlin" } as const;
    const spec = acquisitionChart(acquisitionByPeriod([first], { period, asOf: Date.parse("0003-06-01T00:00:00Z") }));
    expect((await draw(spec)).complaints).toStrictEqual([]);
    expect(dataRows(spec).map(({ period: label, cohort, value }) => [label, cohort, (value as number) > 0])).toStrictEqual([
      ["0001", "0001", true],
      ["0002", "0001", false],
    ]);
  });

  it("takes another heading, and refuses other measures and numbers that are none", () => {
    expect(acquisitionChart(of("year"), { title: "Wer bringt was?" }).title.text).toBe("Wer bringt was?");
    expect(() => acquisitionChart(of("year"), { measure: "profit" as "revenue" })).toThrow(
      expect.objectContaining({ argument: "options.measure" }),
    );
    const broken = { ...of("year"), purchases: [[NaN]] };
    expect(() => acquisitionChart(broken, { measure: "purchases" })).toThrow(
      expect.objectContaining({ argument: "acquisition.purchases[0][0]" }),
    );
  });
});
