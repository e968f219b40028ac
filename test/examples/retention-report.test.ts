import { readFileSync } from "node:fs";
import { customerSummaries, parsePurchases, type Purchase } from "clientele/purchases";
import {
  acquisitionByPeriod,
  averageRetention,
  churnRisk,
  cohortTriangle,
  customerBaseMovements,
  suggestInactivityDays,
  winBackCandidates,
} from "clientele/retention";
import { simulatePurchases } from "clientele/simulation";
import { eventTable, kaplanMeier, survivalAt } from "clientele/survival";
import { parse } from "csv-parse/sync";
import { beforeAll, describe, expect, it } from "vitest";
import type { Analysis } from "../../examples/retention-report/analyse.js";
import { runRetentionReport } from "../../examples/retention-report/run-retention-report.js";
import { survivalPoints } from "../../examples/retention-report/survival-points.js";
import { EUR, HEADER, programRuns, type Run } from "./program-runs.js";

const { inFolder, run, runOn, analysis } = programRuns<Analysis>(runRetentionReport);
const fileOf = (rows: readonly string[]): string => `${[HEADER, ...rows].join("\n")}\n`;

describe("the small shop", () => {
  let shop: Run;
  let values: Purchase[];
  const asOf = "2026-01-01T00:00:00+01:00";
  const timeZone = "Europe/Berlin";
  const period = { unit: "month", timeZone } as const;
  beforeAll(async () => {
    shop = await run("--out", inFolder("shop.html"), "--json", inFolder("shop.json"));
    const columns = { id: "order_id", customerId: "customer_id", at: "ordered_at", amount: "total" };
    ({ values } = parsePurchases(parse<object>(readFileSync("examples/data/shop-orders.csv"), { columns: true }), {
      columns,
      currency: "EUR",
      timeZone,
    }));
  });

  it("is told of, with four pictures on one self-contained page", () => {
    expect([shop.code, shop.errors]).toEqual([0, ""]);
    for (const title of ["SILENCE IS TOO LONG", "BASE MOVES", "COMES BACK", "OLD AND NEW", "CUSTOMERS STAY", "UNUSUAL", "WIN BACK"])
      expect(shop.text).toContain(title);
    const page = readFileSync(inFolder("shop.html"), "utf8");
    expect(page.match(/<svg/g)).toHaveLength(4);
    expect(page).not.toMatch(/<script|<link|src=|@import|NaN|Infinity|undefined/);
    expect(shop.text).not.toMatch(/NaN|Infinity|undefined|null/);
  });

  it("has the figures that the library gives", () => {
    const { inactivity, movements, triangle, average, acquisition, risk, winBack } = analysis("shop.json");
    const { days } = suggestInactivityDays(values, { quantile: 0.95, asOf, timeZone });
    const inactivityDays = days ?? 0;
    expect(inactivity).toMatchObject({ days, reason: "suggested" });
    expect(shop.text).toContain(`gone after more than ${String(inactivityDays)} days without an order: within which 95.0 % of`);
    expect(movements).toEqual(customerBaseMovements(values, { period, asOf, inactivityDays }));
    expect(triangle).toEqual(cohortTriangle(values, { period, asOf, mode: "on" }));
    expect(average).toEqual(averageRetention(triangle, { weighting: "pooled" }));
    expect(acquisition).toEqual(acquisitionByPeriod(values, { period, asOf }));
    expect(risk.customersWithGaps).toBe(churnRisk(values, { asOf, timeZone }).customersWithGaps);
    const counting = { asOf, timeZone, occasion: "day", revenue: "net", fullyRefunded: "exclude" } as const;
    const rules = { asOf, timeZone, dormant: { afterDays: inactivityDays }, lost: { afterDays: 2 * inactivityDays } };
    expect(winBack).toEqual(winBackCandidates(customerSummaries(values, counting), rules));
  });

  it("counts the same customers everywhere", () => {
    const { customers, movements, inactivity, survival, risk, acquisition, triangle } = analysis("shop.json");
    const { gone, active, curve } = survival;
    const sum = (counts: readonly number[]): number => counts.reduce((a, b) => a + b, 0);
    expect(gone + active).toBe(customers);
    expect(active).toBe(movements.at(-1)?.closing);
    expect(gone).toBe(inactivity.suggestions[2]?.longerSilences);
    expect([sum(curve.events), sum(curve.censored)]).toEqual([gone, active]);
    expect(sum(risk.bands.map((band) => band.customers))).toBe(customers);
    expect(sum(risk.bands.map((band) => band.active))).toBe(active);
    expect(sum(risk.bands.map((band) => band.revenueMinor))).toBe(sum(acquisition.totals.revenueMinor));
    expect(sum(triangle.cohorts.map(({ size }) => size))).toBe(customers);
  });

  it("nobody leaves before the inactivity, and the table reads the curve", () => {
    const { inactivity, survival } = analysis("shop.json");
    expect(survivalAt(survival.curve, inactivity.days - 1)).toBe(1);
    expect(survivalAt(survival.curve, inactivity.days)).toBeLessThan(1);
    expect(survival.points.map(({ days, survival: share }) => [days, share])).toEqual(
      [92, 184, 366, 731].map((days) => [days, survivalAt(survival.curve, days)]),
    );
  });

  it("watches active customers with long silences, those who spent most first", () => {
    const { risk, inactivity } = analysis("shop.json");
    expect(risk.watched).toHaveLength(10);
    for (const { risk: own, silentDays } of risk.watched) expect([own >= 0.8, silentDays <= inactivity.days]).toEqual([true, true]);
    const revenue = risk.watched.map(({ revenueMinor }) => revenueMinor);
    expect([...revenue].sort((a, b) => b - a)).toEqual(revenue);
  });
});

describe("other files", () => {
  it("by hand: three customers, 30 days", async () => {
    const rows = ["1,anna,2024-01-01,10.00", "2,anna,2024-01-21,10.00", "3,ben,2024-01-11,5.00", "4,cem,2024-02-20,7.00"];
    const { code } = await runOn(fileOf(rows), ...EUR, "--inactivity-days", "30", "--as-of", "2024-03-01");
    expect(code).toBe(0);
    const { inactivity, survival, movements, winBack, acquisition } = analysis();
    expect([inactivity.days, inactivity.reason, inactivity.suggestions[0]?.days]).toEqual([30, "named", 20]);
    // Anna: 20 days between her orders and 30 of silence; Ben 30; Cem was watched for the ten days from 20 February.
    expect([survival.curve.time, survival.curve.events, survival.curve.censored]).toEqual([
      [10, 30, 50],
      [0, 1, 1],
      [1, 0, 0],
    ]);
    expect(movements.map(({ period, lapsed, closing }) => [period, lapsed, closing])).toEqual([
      ["2024-01", 0, 2],
      ["2024-02", 2, 1],
    ]);
    expect(winBack.candidates.map(({ customerId, silentDays }) => [customerId, silentDays])).toEqual([
      ["anna", 40],
      ["ben", 50],
    ]);
    expect([acquisition.revenueMinor, acquisition.totals.revenueMinor]).toEqual([
      [
        [2500, 0],
        [0, 700],
      ],
      [2500, 700],
    ]);
  });

  it("where nobody has come back there is nothing to suggest or to compare with, and it says so", async () => {
    const { code, text } = await runOn(fileOf(["1,anna,2024-01-01,5.00", "2,ben,2024-02-01,5.00"]), ...EUR);
    expect(code).toBe(0);
    expect(analysis().inactivity).toMatchObject({ days: 180, reason: "convention" });
    expect(text).toContain("a convention, since nobody has ordered on two days yet");
    expect(text).toContain("nothing to compare with");
    expect(text + readFileSync(inFolder("page.html"), "utf8")).not.toMatch(/NaN|Infinity|undefined|null/);
  });

  it("by the day", async () => {
    const shop = { seed: 7, from: "2024-11-01", until: "2025-02-01", timeZone: "Europe/Berlin", currency: "EUR", customers: 20 };
    const rows = simulatePurchases(shop).purchases.map(
      ({ id, customerId, at, amount }) => `${id},${customerId},${new Date(at).toISOString()},${(amount.minor / 100).toFixed(2)}`,
    );
    const { code } = await runOn(fileOf(rows), ...EUR, "--period", "day");
    expect([code, analysis().triangle.definition.period.unit]).toEqual([0, "day"]);
  });

  it("what steers a terminal or a page does not reach it", async () => {
    const rows = ["1,\u001b]0;<b>x,2024-01-01,5.00", "2,\u001b]0;<b>x,2024-01-09,5.00", "3,ben,2025-06-01,5.00"];
    const { code, text } = await runOn(fileOf(rows), ...EUR, "--as-of", "2025-07-01", "--inactivity-days", "400");
    expect(code).toBe(0);
    const page = readFileSync(inFolder("page.html"), "utf8");
    expect(page).toContain("&lt;b&gt;x");
    expect(text + page).not.toMatch(/\u001b/);
    expect(page).not.toContain("<b>x");
  });

  it.each([
    ["empty", "", "is empty"],
    ["a header only", fileOf([]), "is an order"],
    ["no order before the day", fileOf(["1,a,2062-01-02,5.00"]), "no paid order before --as-of"],
    ["a mistyped first year by day", fileOf(["1,a,0020-01-02,5.00", ...many(300)]), "from 0020-01-02 on are too many days"],
  ])("%s: one clear message and exit code 1", async (_, content, message) => {
    const { code, errors } = await runOn(content, ...EUR, "--period", "day", "--as-of", "2025-01-01");
    expect([code, errors]).toEqual([1, expect.stringContaining(message) as string]);
    expect(errors).toMatch(/^retention-report: /);
    expect(errors).not.toMatch(/options\.|undefined|\n.*\n/);
  });

  it.each([
    ["UTC", "0001-01-01T00:00:00Z"],
    ["Europe/Berlin", "0001-01-02T00:00:00Z"],
    ["America/New_York", "0001-01-01T00:00:00Z"],
  ])("a first order of the year 1, as programs write it for no date, in %s", async (zone, at) => {
    const { code, errors } = await runOn(fileOf([`1,a,${at},5.00`, ...many(20)]), "--currency", "EUR", "--time-zone", zone);
    expect([code, errors]).toEqual([1, expect.stringContaining("is that date right?") as string]);
  });

  it("a first order of 1900 is looked at", async () => {
    const { code, errors } = await runOn(fileOf(["1,a,1900-01-01,5.00", ...many(20)]), ...EUR, "--period", "year");
    expect([code, errors]).toEqual([0, ""]);
    expect(readFileSync(inFolder("page.html"), "utf8").length).toBeLessThan(2_000_000);
  });

  it.each([
    [["nowhere.csv", "--currency", "EUR"], "cannot open nowhere.csv"],
    [["--horizon-days=9"], "--horizon-days belongs to the customer base report"],
    [["--inactivity-days", "0"], "--inactivity-days: expected"],
    [["--period", "decade"], "--period"],
    [["--out", "nowhere/page.html"], "--out: there is no folder nowhere"],
  ])("%s", async (args, message) => {
    const { code, errors } = await run("--out", inFolder("page.html"), ...args);
    expect([code, errors]).toEqual([1, expect.stringContaining(message) as string]);
  });

  it("explains itself", async () => {
    const { code, text } = await run("--help");
    expect(code).toBe(0);
    expect(text).toContain("--inactivity-days N");
  });
});

it("points of a curve: the share, and who was watched for so long", () => {
  const curve = kaplanMeier(eventTable({ time: [92, 100, 366, 400], event: [1, 0, 1, 0] }));
  expect(survivalPoints(curve).map(({ days, survival, atRisk }) => [days, survival, atRisk])).toEqual([
    [92, 0.75, 4],
    [184, 0.75, 2],
    [366, 0.375, 2],
  ]);
  expect(survivalPoints(kaplanMeier(eventTable([])))).toEqual([]);
});

/** One order each of so many customers, on days of 2024. */
function many(customers: number): string[] {
  return Array.from({ length: customers }, (_, i) => {
    const day = new Date(Date.UTC(2024, 0, 1 + (i % 300))).toISOString().slice(0, 10);
    return `m${String(i)},c${String(i)},${day},5.00`;
  });
}
