import { revenueMovementsChart, revenueRetentionChart } from "clientele/charts";
import { simulateSubscriptions } from "clientele/simulation";
import { grossRevenueRetention, netRevenueRetention, recurringRevenue, revenueMovements } from "clientele/subscriptions";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { deepFreeze } from "../support/deep-freeze.js";
import { dataRows, draw } from "./draw.js";
import { testEveryChart, type NamedChart } from "./every-chart.js";

const { subscriptions } = simulateSubscriptions({ seed: 3 });
const options = { from: "2023-01-01", until: "2026-01-01", timeZone: "UTC", asOf: "2026-01-01T00:00:00Z" };
const revenue = recurringRevenue(subscriptions, options);
const movements = deepFreeze(revenueMovements(revenue));
const retention = (basis: "movement" | "cohort") =>
  deepFreeze({ gross: grossRevenueRetention(revenue, { basis }), net: netRevenueRetention(revenue, { basis }) });
const yen = { months: movements.months.slice(0, 5), currency: "JPY" };

const pictures: NamedChart[] = [
  ["three years of movements", revenueMovementsChart(movements)],
  ["five months in yen", revenueMovementsChart(yen)],
  ["retention by movement", revenueRetentionChart(retention("movement"))],
  ["retention of a cohort", revenueRetentionChart(retention("cohort"))],
  [
    "retention with a gap",
    revenueRetentionChart({
      gross: [
        { month: "2025-01", value: 0.9 },
        { month: "2025-02", value: null },
      ],
      net: [],
    }),
  ],
];
const empty: NamedChart[] = [
  ["movements", revenueMovementsChart({ months: [], currency: null })],
  ["retention", revenueRetentionChart({ gross: [], net: [] })],
  ["retention but gaps", revenueRetentionChart({ gross: [{ month: "2025-01", value: null }], net: [{ month: "2025-01", value: null }] })],
];

describe("every chart of recurring revenue", () => {
  testEveryChart(pictures, empty);

  it("takes another heading", () => {
    const title = "Wiederkehrender Umsatz";
    const headed = [revenueMovementsChart(movements, { title }), revenueRetentionChart(retention("movement"), { title })];
    expect(headed.map((spec) => spec.title.text)).toStrictEqual([title, title]);
  });
});

describe("the chart of revenue movements", () => {
  const month = { month: "2025-01", new: 300, expansion: 250, contraction: 100, churn: 50, reactivation: 0, closing: 10_000 };

  it("holds the closing and each movement in major units, losses downward", () => {
    const rows = dataRows(revenueMovementsChart({ months: [month], currency: "EUR" }));
    expect(rows.flatMap(({ closing }) => closing ?? [])).toStrictEqual([100]);
    expect(rows.flatMap(({ movement, amount }) => (movement === undefined ? [] : [[movement, amount]]))).toStrictEqual([
      ["New", 3],
      ["Expansion", 2.5],
      ["Reactivation", 0],
      ["Churn", -0.5],
      ["Contraction", -1],
    ]);
  });

  it("knows that a yen has no smaller unit, and names the currency", () => {
    const spec = revenueMovementsChart({ months: [month], currency: "JPY" });
    expect(dataRows(spec).flatMap(({ closing }) => closing ?? [])).toStrictEqual([10_000]);
    expect(spec.title.subtitle[0]).toContain("JPY");
  });

  it("writes its movements into the picture", async () => {
    const { texts } = await draw(revenueMovementsChart(movements));
    expect(texts).toEqual(expect.arrayContaining(["New", "Expansion", "Reactivation", "Churn", "Contraction", "Paid a month", "2023-01"]));
  });

  it("refuses numbers that are none, and unknown currencies", () => {
    expect(() => revenueMovementsChart({ months: [{ ...month, churn: NaN }], currency: "EUR" })).toThrow("movements.months[0].churn");
    expect(() => revenueMovementsChart({ months: [month], currency: "euro" })).toThrow("currency");
  });

  it("is drawn without complaint whatever the amounts", async () => {
    const amount = fc.double({ min: 0, max: 1e14, noNaN: true });
    const row = fc.record({ new: amount, expansion: amount, contraction: amount, churn: amount, reactivation: amount, closing: amount });
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 14 }), async (rows) => {
        const months = rows.map((amounts, i) => ({ month: `m${String(i)}`, ...amounts }));
        expect((await draw(revenueMovementsChart(deepFreeze({ months, currency: "EUR" })))).complaints).toStrictEqual([]);
      }),
      { numRuns: 10 },
    );
  });
});

describe("the chart of revenue retention", () => {
  it("holds every month of both lines, and the line of 100 %", async () => {
    const spec = revenueRetentionChart(retention("movement"));
    const rows = dataRows(spec).filter(({ series }) => series !== undefined);
    const { gross, net } = retention("movement");
    expect(rows.map(({ month, share }) => [month, share])).toStrictEqual(
      [...net, ...gross].flatMap(({ month, value }) => (value === null ? [] : [[month, value]])),
    );
    expect((await draw(spec)).texts).toEqual(expect.arrayContaining(["100%", "Revenue kept", "Gross: without"]));
  });

  it("leaves a gap where there is no rate", async () => {
    const values = [1, 0.9, null, 0.8, 0.7];
    const spec = revenueRetentionChart({ gross: values.map((value, i) => ({ month: `2025-0${String(i + 1)}`, value })), net: [] });
    const stretches = dataRows(spec).flatMap(({ stretch }) => stretch ?? []);
    expect(stretches).toStrictEqual([0, 0, 1, 1]);
    const { texts, svg } = await draw(spec);
    expect(texts).toContain("2025-03");
    expect(svg.match(/aria-roledescription="line mark" d="/g)).toHaveLength(2);
  });

  it("refuses a rate that is no number", () => {
    expect(() => revenueRetentionChart({ gross: [{ month: "2025-01", value: NaN }], net: [] })).toThrow("retention.gross[0].value");
  });
});
