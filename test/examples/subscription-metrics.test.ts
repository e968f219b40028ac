import { readFileSync, writeFileSync } from "node:fs";
import { contractRates } from "clientele/retention";
import {
  grossRevenueRetention,
  logoChurn,
  netRevenueRetention,
  parseSubscriptions,
  quickRatio,
  recurringRevenue,
  revenueMovements,
} from "clientele/subscriptions";
import { instant } from "clientele/time";
import { parse } from "csv-parse/sync";
import { beforeAll, describe, expect, it } from "vitest";
import type { Analysis } from "../../examples/subscription-metrics/analyse.js";
import { simulatedCompanies, simulatedPersons, subscriptionsCsv } from "../../examples/subscription-metrics/make-subscriptions.js";
import { planSurvival } from "../../examples/subscription-metrics/plan-survival.js";
import { runSubscriptionMetrics } from "../../examples/subscription-metrics/run-subscription-metrics.js";
import { programRuns, type Run } from "./program-runs.js";

const FILE = "examples/subscription-metrics/subscriptions.csv";
const HEADER = "customer,plan,started_on,ended_on,price,billing";
const { inFolder, run, ...runs } = programRuns<Analysis>(runSubscriptionMetrics);
const { analysis } = runs;
/** Runs on a file with this content, in euros. */
const runOn: typeof runs.runOn = (content, ...args) => runs.runOn(content, "--currency", "EUR", ...args);
const fileOf = (rows: readonly string[]): string => `${[HEADER, ...rows].join("\n")}\n`;

describe("the small business", () => {
  let business: Run;
  const rows = parse<Record<string, string>>(readFileSync(FILE), { columns: true });
  const columns = { customerId: "customer", start: "started_on", end: "ended_on", amount: "price", interval: "billing" };
  const parsed = parseSubscriptions(rows, { currency: "EUR", columns });
  const timeZone = "Europe/Berlin";
  const asOf = "2026-01-01T00:00:00+01:00";
  beforeAll(async () => {
    business = await run("--out", inFolder("business.html"), "--json", inFolder("business.json"));
  });

  it("is what its script writes, in any host zone", () => {
    expect(subscriptionsCsv()).toBe(readFileSync(FILE, "utf8"));
  });

  it("has the dirty rows that its README tells of, and is without them what was simulated", () => {
    expect(parsed.summary).toEqual({ rows: 323, accepted: 317, rejected: 6 });
    expect(parsed.rejected.map(({ code }) => code)).toEqual([
      "invalid-id",
      "invalid-amount",
      "invalid-date",
      "ends-before-start",
      "invalid-interval",
      "invalid-amount",
    ]);
    const simulated = [simulatedPersons(), simulatedCompanies()].flatMap(({ subscriptions }) => subscriptions);
    expect(parsed.values.filter(({ amount }) => amount.minor > 0)).toHaveLength(simulated.length);
    const sum = (lines: readonly { readonly amount: { readonly minor: number } }[]): number =>
      lines.reduce((total, { amount }) => total + amount.minor, 0);
    expect(sum(parsed.values)).toBe(sum(simulated));
  });

  it("is told of, with five pictures on one self-contained page", () => {
    expect([business.code, business.errors]).toEqual([0, ""]);
    expect(business.text).toContain("323 rows read, 317 subscriptions, 6 rejected");
    for (const title of ["MONTHLY RECURRING REVENUE", "HOW MUCH IS KEPT", "CHURN OF 2025-12", "HOW LONG CUSTOMERS STAY"])
      expect(business.text).toContain(title);
    const page = readFileSync(inFolder("business.html"), "utf8");
    expect(page.match(/<svg/g)).toHaveLength(5);
    expect(page).not.toMatch(/<script|<link|src=|@import|NaN|Infinity|undefined/);
    expect(business.text).not.toMatch(/NaN|Infinity|undefined|null/);
  });

  it("has the figures that the library gives", () => {
    const { months, rates, year, churn } = analysis("business.json");
    const revenue = recurringRevenue(parsed.values, { from: "2023-01-01", until: "2026-01-01", timeZone, asOf });
    expect(months).toEqual(revenueMovements(revenue).months);
    expect(rates.gross).toEqual(grossRevenueRetention(revenue, { basis: "movement" }));
    expect(rates.net).toEqual(netRevenueRetention(revenue, { basis: "movement" }));
    expect(rates.quickRatio).toEqual(quickRatio(revenue));
    expect(rates.logoChurn).toEqual(logoChurn(revenue));
    const closing = months.at(-1)?.closing ?? 0;
    const printed = Math.round(closing) / 100;
    expect(business.text).toContain(`pay €${printed.toLocaleString("en-GB", { minimumFractionDigits: 2 })} a month`);

    const lastYear = recurringRevenue(parsed.values, { from: "2024-12-01", until: "2026-01-01", timeZone, asOf });
    expect([year.from, year.to]).toEqual(["2024-12", "2025-12"]);
    expect(year.net).toEqual(netRevenueRetention(lastYear, { basis: "cohort" }).at(-1));
    expect(year.productOfNet).not.toBeCloseTo(year.net?.value ?? 0, 3);

    const contracts = parsed.values
      .filter(({ amount, start, end }) => amount.minor > 0 && start !== end)
      .map(({ customerId, start, end }) => ({
        customerId,
        start: instant(start, { timeZone }),
        end: end === null ? null : instant(end, { timeZone }),
      }));
    expect(churn.ofMonth).toEqual(contractRates(contracts, { from: "2025-12-01", to: "2026-01-01", timeZone }));
    expect(churn.ofYear).toEqual(contractRates(contracts, { from: "2025-01-01", to: "2026-01-01", timeZone }));
  });

  it("finds what was put into it: companies stay longer than persons, and persons are 180", () => {
    const { plans, test } = analysis("business.json").survival;
    const customers = new Map(plans.map((plan) => [plan.plan, plan.customers]));
    expect((customers.get("Solo") ?? 0) + (customers.get("Plus") ?? 0)).toBe(180);
    expect(plans.reduce((sum, plan) => sum + plan.customers, 0)).toBe(270);
    expect(test?.pValue).toBeLessThan(1e-6);
    for (const { plan, left } of plans)
      expect(left > (test?.expected[test.groups.indexOf(plan)] ?? NaN)).toBe(plan === "Solo" || plan === "Plus");
    expect(business.text).toContain("the plans lose customers at different paces");
  });

  it("tells of another month", async () => {
    const { code, text } = await run("--month", "2024-03", "--out", inFolder("other.html"));
    expect(code).toBe(0);
    expect(text).toContain("CHURN OF 2024-03, BY ALL DEFINITIONS");
  });
});

describe("stays by plan, by hand", () => {
  const stays = (rows: readonly string[]): unknown[] => {
    const columns = { customerId: "customer", start: "started_on", end: "ended_on", amount: "price", interval: "billing" };
    const records = parse<Record<string, string>>(fileOf(rows), { columns: true });
    const { values } = parseSubscriptions(records, { currency: "EUR", columns });
    const lines = values.map((subscription, i) => ({ subscription, plan: records[i]?.["plan"] ?? "" }));
    const { plans } = planSurvival(lines, "2024-04-10" as never);
    return plans.map(({ plan, curve }) => [plan, curve.time, curve.events, curve.censored]);
  };

  it("a change of plan goes on, a gap ends, a known end in the future has not come, a trial is nobody", () => {
    expect(
      stays([
        "anna,A,2024-01-01,2024-02-01,5.00,month",
        "anna,B,2024-02-01,2024-03-01,9.00,month",
        "anna,B,2024-03-02,,9.00,month",
        "ben,A,2024-03-31,2024-05-01,5.00,month",
        "cem,B,2024-04-01,2024-04-10,5.00,month",
        "dana,A,2024-04-10,,5.00,month",
        "emil,T,2024-01-01,,0.00,month",
      ]),
    ).toEqual([
      ["A", [10, 60], [0, 1], [1, 0]],
      ["B", [9], [1], [0]],
    ]);
  });

  it("of many customers of one plan are all counted", () => {
    const [line] = parseSubscriptions([{ customerId: "x", start: "2024-01-01", amount: 1, currency: "EUR", interval: "month" }]).values;
    if (line === undefined) throw new Error("no line");
    const lines = Array.from({ length: 30_000 }, (_, i) => ({ plan: "A", subscription: { ...line, customerId: String(i) as never } }));
    expect(planSurvival(lines, "2024-04-10" as never).plans[0]?.customers).toBe(30_000);
  });

  it("of many plans the smallest are one", () => {
    const rows = Array.from({ length: 12 }, (_, i) => `c${String(i)},P${String(i % 9)},2024-01-01,,5.00,month`);
    expect(stays(rows).map((plan) => (plan as unknown[])[0])).toEqual(["P0", "P1", "P2", "P3", "P4", "P5", "other plans"]);
  });
});

describe("other files", () => {
  it("by hand: anna stays and pays more, ben leaves, cem comes", async () => {
    const rows = [
      "anna,A,2024-01-01,2024-02-10,10.00,monthly",
      "anna,B,2024-02-10,,15.00,monthly",
      "ben,A,2024-01-05,2024-02-20,10.00,monthly",
      "cem,Y,2024-02-01,,360.00,annual",
    ];
    const { code, text } = await runOn(fileOf(rows), "--as-of", "2024-03-01");
    expect(code).toBe(0);
    const { months, rates, churn } = analysis();
    expect(months.map((month) => [month.month, month.opening, month.new, month.expansion, month.churn, month.closing])).toEqual([
      ["2024-01", 0, 2000, 0, 0, 2000],
      ["2024-02", 2000, 3000, 500, 1000, 4500],
    ]);
    expect([rates.gross, rates.net, rates.quickRatio, rates.logoChurn].map((list) => list[1]?.value)).toEqual([0.5, 0.75, 3.5, 0.5]);
    // Cem starts with the first moment of February, and so is there at its opening.
    expect(churn.ofMonth.churn[0]).toMatchObject({ numerator: 1, denominator: 3 });
    expect(churn.ofYear.churn[0]).toMatchObject({ value: null });
    expect(text).toContain("nobody left while customers of two plans were there");
  });

  it("columns, separators and intervals as other systems have them; lines of the file in what was rejected", async () => {
    const content = "Kunde;Von;Bis;Preis;Abrechnung\nAnna;2024-01-01;;1.200,50;jährlich\nBen;2024-01-01;;5,00;wöchentlich\n";
    const { code, text } = await runOn(content, "--decimal-separator", ",", "--group-separator", ".", "--as-of", "2024-03-01");
    expect(code).toBe(0);
    expect(text).toContain('--customer "Kunde" --start "Von" --end "Bis" --amount "Preis" --interval "Abrechnung"');
    expect(text).toContain("1 x invalid-interval in column Abrechnung, first in line 3");
    expect(analysis().months.at(-1)?.closing).toBeCloseTo(120050 / 12, 9);
    expect(analysis().survival.plans.map(({ plan }) => plan)).toEqual(["€1,200.50 a year"]);
    expect(text).toContain("There is one plan only");
  });

  it("without a day the last known one counts, and dates of the future do not decide it", async () => {
    const rows = ["anna,A,2024-01-01,2024-02-29,10.00,month", "ben,A,2024-01-01,2062-01-01,10.00,month"];
    const { text } = await runOn(fileOf(rows));
    expect(text).toContain("As of 2024-03-01, the day after the last start or end that is not of the future");
    expect(analysis().months.map(({ month }) => month)).toEqual(["2024-01", "2024-02"]);
  });

  it("where nobody leaves, and where all are gone", async () => {
    const stays = await runOn(fileOf(["a,A,2020-01-01,,5.00,month", "b,B,2020-01-01,,5.00,month"]), "--as-of", "2024-03-01");
    const gone = await runOn(fileOf(["a,A,2020-01-01,2020-02-01,5.00,month"]), "--as-of", "2024-03-01");
    expect([stays.code, gone.code]).toEqual([0, 0]);
    expect(stays.text + gone.text + readFileSync(inFolder("page.html"), "utf8")).not.toMatch(/NaN|Infinity|undefined|null/);
  });

  it("an old customer of before the months looked at is no new one", async () => {
    const { code } = await runOn(fileOf(["a,A,0001-01-01,2023-11-01,5.00,month", "a,A,2024-01-10,,5.00,month"]), "--as-of", "2024-03-01");
    expect(code).toBe(0);
    expect(analysis().months).toHaveLength(60);
    expect(analysis().months.at(-2)).toMatchObject({ month: "2024-01", newCustomers: 0, reactivatedCustomers: 1 });
  });

  it("what steers a terminal or a page does not reach it", async () => {
    const rows = ["a,\u001b]0;<script>x</script>,2024-01-01,2024-02-01,5.00,month", `b,${"y".repeat(10_000)},2024-01-01,,5.00,month`];
    const { code, text } = await runOn(fileOf(rows), "--as-of", "2024-03-01");
    expect(code).toBe(0);
    const page = readFileSync(inFolder("page.html"), "utf8");
    expect(page).toContain("&lt;script&gt;");
    expect(page).not.toContain("<script");
    expect(text + page).not.toMatch(/\u001b|y{100}/);
  });

  it.each([
    ["empty", "", "is empty"],
    ["a header only", fileOf([]), "is a subscription"],
    ["only bad rows", fileOf([",A,2024-01-01,,5.00,month"]), "no row of"],
    ["trials only", fileOf(["a,A,2024-01-01,,0.00,month"]), "somebody pays for"],
    ["lines without a day only", fileOf(["a,A,2024-01-01,2024-01-01,5.00,month"]), "somebody pays for"],
    ["no month is over", fileOf(["a,A,2024-03-10,,5.00,month"]), "no month with a subscription was over before --as-of"],
    ["no interval", "customer,start,price\na,2024-01-01,5.00\n", "no column for --interval among: customer, start, price"],
    ["an open quote in the header", 'customer,"start\na,b\n', "opens a quotation mark"],
    ["too much money", fileOf(many("90000000000000.00")), "the largest price stands in line 2"],
  ])("%s: one clear message and exit code 1", async (_, content, message) => {
    const { code, errors } = await runOn(content, "--as-of", "2024-03-01");
    expect([code, errors]).toEqual([1, expect.stringContaining(message) as string]);
    expect(errors).toMatch(/^subscription-metrics: /);
    expect(errors).not.toMatch(/options\.|undefined|\n.*\n/);
  });

  it.each([
    [["nowhere.csv", "--currency", "EUR"], "cannot open nowhere.csv"],
    [["--month", "2024-13"], "--month: expected a month such as 2024-12"],
    [["--month", "2026-01"], "--month: 2026-01 is not among the months that are over: 2023-01 to 2025-12"],
    [["--as-of", "never"], "--as-of: expected a date"],
    [["--time-zone", "Mars/Base"], "--time-zone"],
    [["--currency", "euro"], "currency"],
    [["--plan", "nothing"], '--plan: the file has no column "nothing"'],
    [["--out", "nowhere/page.html"], "--out: there is no folder nowhere"],
    [[FILE], "which currency?"],
  ])("%s", async (args, message) => {
    const { code, errors } = await run("--out", inFolder("page.html"), ...args);
    expect([code, errors]).toEqual([1, expect.stringContaining(message) as string]);
  });

  it("several currencies, one of which has to be named", async () => {
    const content = "customer,start,price,billing,currency\na,2024-01-01,5.00,month,EUR\nb,2024-01-01,5.00,month,USD\n";
    writeFileSync(inFolder("two.csv"), content);
    const { code, errors } = await run(inFolder("two.csv"), "--out", inFolder("page.html"));
    expect([code, errors]).toEqual([1, expect.stringContaining("in EUR and USD; name the one to look at: --currency EUR") as string]);
  });

  it("explains itself", async () => {
    const { code, text } = await run("--help");
    expect(code).toBe(0);
    expect(text).toContain("--month YYYY-MM");
  });
});

function many(price: string): string[] {
  return Array.from({ length: 5 }, (_, i) => `c${String(i)},A,2024-01-01,,${price},month`);
}
