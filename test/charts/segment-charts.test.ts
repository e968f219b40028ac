import { abcClassify, assignSegments, rfmColumns, rfmRows, rfmScores, segmentMaps, xyzClassify } from "clientele/segmentation";
import { describe, expect, it } from "vitest";
import { abcXyzChart } from "../../src/charts/abc-xyz-chart.js";
import { rfmMapChart } from "../../src/charts/rfm-map-chart.js";
import { segmentMigrationChart } from "../../src/charts/segment-migration-chart.js";
import { withThousands } from "../../src/charts/with-thousands.js";
import { abcXyzMatrix } from "../../src/segmentation/abc-xyz-matrix.js";
import { segmentMigration } from "../../src/segmentation/segment-migration.js";
import { deepFreeze } from "../support/deep-freeze.js";
import { dataRows, draw } from "./draw.js";
import { testEveryChart, type NamedChart } from "./every-chart.js";

const DAY = 86_400_000;
const asOf = Date.UTC(2025, 0, 1);
const summaries = Array.from({ length: 60 }, (_, i) => ({
  customerId: `c${String(i)}`,
  lastAt: asOf - ((i * 37) % 400) * DAY,
  purchases: 1 + ((i * 7) % 11),
  revenueMinor: 1000 * (1 + ((i * 13) % 29)),
  currency: "EUR",
}));
const scored = (list: typeof summaries, bins: number) =>
  deepFreeze(rfmScores(list, { asOf, timeZone: "UTC", bins, method: "quantile", monetary: "total" }));
const rfm = scored(summaries, 5);
const assignment = deepFreeze(assignSegments(rfm, segmentMaps.classic));
const noRfm = scored([], 5);

const may = ["Loyal", "Loyal", "New", "At risk"].map((segment, i) => ({ customerId: String(i), segment }));
const june = ["Loyal", "At risk", "Loyal"].map((segment, i) => ({ customerId: String(i), segment }));
const migration = deepFreeze(segmentMigration(may, june));
const joined = deepFreeze(segmentMigration(june, may));
const many = Array.from({ length: 20 }, (_, i) => ({ customerId: String(i), segment: `S${String(i)}` }));

const series = [
  { id: "milk", values: [20, 20, 20] },
  { id: "ice", values: [0, 0, 12] },
  { id: "gift", values: [0, 0] },
];
const matrixOf = (list: typeof series) => {
  const items = list.map(({ id, values }) => ({ id, value: values.reduce((sum, value) => sum + value, 0) }));
  return deepFreeze(abcXyzMatrix(abcClassify(items, { boundary: "crossing-in-higher" }), xyzClassify(list)));
};

const pictures: NamedChart[] = [
  ["scores with segments", rfmMapChart(rfm, assignment)],
  ["scores", rfmMapChart(rfm)],
  ["ten scores with names that have no room", rfmMapChart(scored(summaries, 10), null)],
  ["forty scores", rfmMapChart(scored(summaries, 40))],
  ["moves", segmentMigrationChart(migration)],
  ["moves with somebody new", segmentMigrationChart(joined)],
  ["moves between many", segmentMigrationChart(segmentMigration(many, many))],
  ["value and steadiness", abcXyzChart(matrixOf(series))],
];
const empty: NamedChart[] = [
  ["scores", rfmMapChart(noRfm, assignSegments(noRfm, segmentMaps.classic))],
  ["moves", segmentMigrationChart(segmentMigration([], []))],
  ["labels", segmentMigrationChart({ rows: [] })],
  ["items", abcXyzChart(matrixOf([]))],
];

describe("every chart of segments", () => {
  testEveryChart(pictures, empty);

  it("takes another heading", () => {
    const title = "Wer ist wo?";
    const specs = [
      rfmMapChart(rfm, null, { title }),
      segmentMigrationChart(migration, { title }),
      abcXyzChart(matrixOf(series), { title }),
    ];
    expect(specs.map((spec) => spec.title.text)).toStrictEqual([title, title, title]);
  });
});

describe("the map of recency and frequency", () => {
  it("has every cell, the best at the top right, and all customers", () => {
    const cells = dataRows(rfmMapChart(rfm, assignment));
    expect(cells).toHaveLength(25);
    expect([cells[0], cells[24]].map((cell) => [cell?.["recency"], cell?.["frequency"]])).toStrictEqual([
      ["5", "1"],
      ["1", "5"],
    ]);
    expect(cells.reduce((sum, { customers }) => sum + Number(customers ?? 0), 0)).toBe(60);
    for (const { recency, frequency, customers, meanSpend, segment } of cells) {
      const own = rfm.rows.filter(({ r, f }) => String(r) === recency && String(f) === frequency);
      expect(customers).toBe(own.length === 0 ? null : own.length);
      if (own.length === 0) continue;
      expect(meanSpend).toBeCloseTo(own.reduce((sum, { revenueMinor }) => sum + revenueMinor, 0) / own.length / 100, 9);
      const named = assignment.rows.filter(({ customerId }) => own.some((row) => row.customerId === customerId));
      const most = named.filter((row) => row.segment === segment).length;
      for (const other of named) expect(named.filter((row) => row.segment === other.segment).length).toBeLessThanOrEqual(most);
    }
  });

  it("says one customer of one, and takes the rows of columns", () => {
    const words = dataRows(rfmMapChart(scored(summaries.slice(0, 1), 2))).map((cell) => cell["words"]);
    expect(words).toContain("recency 2, frequency 1: 1 customer, Ø 10.00");
    const purchases = [{ id: "1", customerId: "a", at: asOf - DAY, amount: { minor: 500, currency: "EUR" } }] as never;
    const how = {
      asOf,
      timeZone: "UTC",
      bins: 2,
      method: "quantile",
      monetary: "total",
      revenue: "net",
      fullyRefunded: "exclude",
    } as const;
    const columns = rfmColumns(purchases, how);
    expect(rfmMapChart({ ...columns, rows: rfmRows(columns) }).title.subtitle[0]).toMatch(/^1 customer by/);
  });

  it("writes what it knows, and says so", async () => {
    const spec = rfmMapChart(rfm, assignment);
    const { texts } = await draw(spec);
    const named = dataRows(spec).flatMap(({ segment }) => (typeof segment === "string" ? [segment] : []));
    expect(new Set(named).size).toBeGreaterThan(4);
    expect(texts).toEqual(expect.arrayContaining(named));
    expect(texts).toContain("With the segment that most of them are in");
    const small = await draw(rfmMapChart(scored(summaries, 10)));
    expect(small.texts).toContain("60 customers by their scores: how many, and what one spent on average in EUR");
    const tiny = rfmMapChart(scored(summaries, 40));
    expect(tiny.title.subtitle).toStrictEqual(["60 customers by their scores"]);
    const long = { bins: 5, segments: [{ segment: "Those who come again and again" }] };
    expect((await draw(rfmMapChart(rfm, assignSegments(rfm, long)))).texts).toContain("Those who come agai…");
  });

  it.each<[string, () => unknown]>([
    ["assignment.rows", () => rfmMapChart(rfm, { ...assignment, rows: assignment.rows.slice(1) })],
    ["assignment.rows[0].customerId", () => rfmMapChart(rfm, { ...assignment, rows: [...assignment.rows].reverse() })],
    ["rfm.rows[0].r", () => rfmMapChart({ ...rfm, rows: [{ ...rfm.rows[0], r: 6 }] as never })],
    ["rfm.rows[0].revenueMinor", () => rfmMapChart({ ...rfm, rows: [{ ...rfm.rows[0], revenueMinor: NaN }] as never })],
    ["rfm.definition.bins", () => rfmMapChart({ ...rfm, definition: { ...rfm.definition, bins: 1e9 } })],
  ])("refuses %s", (argument, call) => {
    expect(call).toThrow(expect.objectContaining({ argument }));
  });
});

describe("the map of moves", () => {
  it("has a row and a column each, with one for those on one side where there are any", async () => {
    const cells = dataRows(segmentMigrationChart(migration)).filter(({ to }) => to !== undefined);
    expect(cells.map(({ from, to, customers }) => [from, to, customers])).toStrictEqual([
      ["At risk", "At risk", 0],
      ["At risk", "Loyal", 0],
      ["At risk", "New", 0],
      ["At risk", "(no longer there)", 1],
      ["Loyal", "At risk", 1],
      ["Loyal", "Loyal", 1],
      ["Loyal", "New", 0],
      ["Loyal", "(no longer there)", 0],
      ["New", "At risk", 0],
      ["New", "Loyal", 1],
      ["New", "New", 0],
      ["New", "(no longer there)", 0],
    ]);
    const { texts } = await draw(segmentMigrationChart(migration));
    expect(texts).toContain("Share of each row's customers; 1 of 4 customers stayed where they were (25%)");
    expect(texts.filter((text) => text === "50%")).toHaveLength(2);
    const others = (await draw(segmentMigrationChart(joined))).texts;
    expect(others).toContain("(not there before)");
    expect(others).not.toContain("(no longer there)");
  });

  it("keeps those on one side apart from segments that are called so", () => {
    const names = ["(no longer there)", "(not there before)", "(no longer there) 2"];
    const before = names.map((segment, i) => ({ customerId: String(i), segment }));
    const moves = segmentMigration(before, [{ customerId: "new", segment: "(no longer there)" }, before[1]!]);
    const cells = dataRows(segmentMigrationChart(moves)).filter(({ to }) => to !== undefined);
    expect(new Set(cells.map(({ from }) => from))).toEqual(new Set([...names, "(not there before) 2"]));
    expect(new Set(cells.map(({ to }) => to))).toEqual(new Set([...names, "(no longer there) 3"]));
    expect(cells.filter(({ to }) => to === "(no longer there) 3").map(({ customers }) => customers)).toEqual([1, 1, 0, 0]);
  });

  it.each<[string, unknown]>([
    ["migration", null],
    ["migration.rows", {}],
    ["migration.rows[0]", { rows: [null] }],
    ["migration.rows[0].to", { rows: [{ from: "a", customers: 1 }] }],
    ["migration.rows[0].to[0]", { rows: [{ from: "a", customers: 1, to: [null] }] }],
  ])("refuses %s", (argument, moves) => {
    expect(() => segmentMigrationChart(moves as typeof migration)).toThrow(expect.objectContaining({ code: "invalid-argument", argument }));
  });

  it("refuses a number that JSON does not have", () => {
    const [row] = migration.rows;
    expect(() => segmentMigrationChart({ rows: [{ ...row, customers: NaN }] } as never)).toThrow(
      expect.objectContaining({ argument: "migration.rows[0].customers" }),
    );
    const to = [{ label: "a", customers: 1, share: Infinity }];
    expect(() => segmentMigrationChart({ rows: [{ from: "a", customers: 1, to }] })).toThrow(
      expect.objectContaining({ argument: "migration.rows[0].to[0].share" }),
    );
  });
});

describe("the map of value and steadiness", () => {
  it("has nine cells, and counts what is in none below the heading", async () => {
    const spec = abcXyzChart(matrixOf(series));
    expect(dataRows(spec).map(({ cell, items }) => [cell, items])).toContainEqual(["AX", 1]);
    expect(dataRows(spec)).toHaveLength(9);
    expect(spec.title.subtitle).toStrictEqual([
      "Items and their share of the value: 3 items",
      "Without a class: 1 item, 0.0% of the value",
    ]);
    const { texts } = await draw(spec);
    expect(texts).toEqual(expect.arrayContaining(["AX", "CZ", "1 item", "83% of the value", "X: steady"]));
  });

  it("refuses a number that JSON does not have", () => {
    const matrix = matrixOf(series);
    const cells = matrix.cells.map((cell) => ({ ...cell, valueShare: NaN }));
    expect(() => abcXyzChart({ ...matrix, cells })).toThrow(expect.objectContaining({ argument: "matrix.cells[0].valueShare" }));
    const { total, unclassified } = matrix;
    for (const [argument, changed] of [
      ["matrix.total.items", { total: { ...total, items: NaN } }],
      ["matrix.unclassified.items", { unclassified: { ...unclassified, items: Infinity } }],
      ["matrix.unclassified.valueShare", { unclassified: { ...unclassified, valueShare: NaN } }],
      ["matrix.total", { total: undefined }],
      ["matrix.cells", { cells: null }],
    ] as const)
      expect(() => abcXyzChart({ ...matrix, ...changed } as never)).toThrow(expect.objectContaining({ argument }));
    expect(() => abcXyzChart(null as never)).toThrow(expect.objectContaining({ argument: "matrix" }));
  });
});

describe("numbers in charts", () => {
  it.each([
    [0, 0, "0"],
    [-0.001, 2, "0.00"],
    [999, 0, "999"],
    [1000, 0, "1,000"],
    [-1234567.891, 2, "-1,234,567.89"],
    [1e21, 0, "1e+21"],
  ])("have thousands: %d", (value, digits, text) => {
    expect(withThousands(value, digits)).toBe(text);
  });
});
