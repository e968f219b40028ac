// What customers are worth, as a user runs it: on the small shop, on lawful files and on files without a fit.
import { readFileSync } from "node:fs";
import { calibrationCheck, compareModels, customerEquity, fitBgNbd, fitGammaGamma, fitMbgNbd, fitParetoNbd, simulate } from "clientele/clv";
import { calibrationHoldout, parsePurchases, repeatPurchaseSummaries, type CalibrationHoldout } from "clientele/purchases";
import { simulatePurchases } from "clientele/simulation";
import { parse } from "csv-parse/sync";
import { beforeAll, describe, expect, it } from "vitest";
import type { Analysis } from "../../examples/lifetime-value/analyse.js";
import type { Model } from "../../examples/lifetime-value/models.js";
import type { RankedCustomer } from "../../examples/lifetime-value/ranking.js";
import { runLifetimeValue } from "../../examples/lifetime-value/run-lifetime-value.js";
import { frequencyAndSpend } from "../../examples/lifetime-value/spend.js";
import { judge, type Verdict } from "../../examples/lifetime-value/verdict.js";
import { EUR, HEADER, programRuns, type Run } from "./program-runs.js";

const { inFolder, run, runOn, analysis } = programRuns<Analysis>(runLifetimeValue);

/** Orders of 150 made-up customers, as rows of a CSV. */
function orders(amountOf: (minor: number) => number = (minor) => minor): string[] {
  const shop = { seed: 7, from: "2023-01-01", until: "2025-01-01", timeZone: "Europe/Berlin", currency: "EUR", customers: 150 };
  return simulatePurchases(shop).purchases.map(
    ({ id, customerId, at, amount }) => `${id},${customerId},${new Date(at).toISOString()},${(amountOf(amount.minor) / 100).toFixed(2)}`,
  );
}
const fileOf = (rows: readonly string[]): string => `${[HEADER, ...rows].join("\n")}\n`;

describe("the small shop", () => {
  let shop: Run;
  beforeAll(async () => {
    shop = await run("--out", inFolder("shop.html"), "--json", inFolder("shop.json"));
  });

  it("is told of, with three pictures on one self-contained page", () => {
    expect([shop.code, shop.errors]).toEqual([0, ""]);
    for (const title of ["EXPLAINS THE ORDERS", "FORESEE THE HOLDOUT", "STILL THERE", "WORTH", "MOST VALUABLE", "DO NOT MEAN"])
      expect(shop.text).toContain(title);
    const page = readFileSync(inFolder("shop.html"), "utf8");
    expect(page.match(/<svg/g)).toHaveLength(3);
    expect(page).not.toMatch(/<script|<link|src=|@import|NaN|Infinity|undefined/);
    expect(shop.text).not.toMatch(/NaN|Infinity|undefined|null/);
  });

  it("has the figures that the library gives for the same cut", () => {
    const rows = parse<object>(readFileSync("examples/data/shop-orders.csv"), { columns: true });
    const columns = {
      id: "order_id",
      customerId: "customer_id",
      at: "ordered_at",
      amount: "total",
      refunded: "refunded",
      status: "status",
    };
    const { values } = parsePurchases(rows, { columns, currency: "EUR", timeZone: "Europe/Berlin" });
    const frame = { timeZone: "Europe/Berlin", unit: "week" } as const;
    const asOf = "2026-01-01T00:00:00+01:00";
    const holdout = calibrationHoldout(values, { ...frame, calibrationEnd: "2025-01-01T00:00:00+01:00", observationEnd: asOf });
    const known = holdout.customers;
    const fits: Model[] = [valueOf(fitBgNbd(known)), valueOf(fitMbgNbd(known)), valueOf(fitParetoNbd(known))];
    const compared = compareModels(fits);
    const { cut, models, checks, model, spend, verdict } = analysis("shop.json");

    expect(cut).toEqual({
      firstDay: "2023-01-01",
      calibrationEnd: "2025-01-01",
      asOfDay: "2026-01-01",
      customers: holdout.customers.length,
    });
    expect(models.comparison.models.map(({ kind, aic }) => [kind, aic])).toEqual(compared.models.map(({ kind, aic }) => [kind, aic]));
    const best = fits.find(({ kind }) => kind === compared.models[0]?.kind) as Model;
    expect(checks[0]).toEqual({ kind: best.kind, check: calibrationCheck(best, holdout) });
    expect(verdict.off).toBeCloseTo((checks[0]?.check.actualPurchases ?? 0) / (checks[0]?.check.expectedPurchases ?? 0) - 1, 12);

    const customers = repeatPurchaseSummaries(values, { ...frame, asOf });
    const again = valueOf(fitBgNbd(customers));
    expect(model.parameters).toEqual(again.parameters);
    const discount = { annualRate: 0.1, unitsPerYear: 365.25 / 7, compounding: "annual" } as const;
    const equity = customerEquity(again, valueOf(fitGammaGamma(customers)), customers, { horizon: 365 / 7, discount, margin: 1 });
    expect(spend.model === null ? null : spend.equity).toEqual(equity);
    const printed = Math.round(equity.value ?? 0) / 100;
    expect(shop.text).toContain(`€${printed.toLocaleString("en-GB", { minimumFractionDigits: 2 })}`);
  });

  it("ranks ten customers and the ten at the margin of the first fifth, with bounds", () => {
    const { ranking, customers } = analysis("shop.json");
    const inside = Math.ceil(customers / 5);
    expect(ranking.top.map(({ rank }) => rank)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(ranking.margin.map(({ rank }) => rank - inside)).toEqual([-4, -3, -2, -1, 0, 1, 2, 3, 4, 5]);
    const shown = [...ranking.top, ...ranking.margin];
    const values = shown.map(({ value }) => value ?? 0);
    expect([...values].sort((a, b) => b - a)).toEqual(values);
    for (const { value, valueBounds, purchases, expectedPurchases } of shown) {
      expect(purchases.low).toBeLessThanOrEqual(expectedPurchases);
      expect(purchases.high).toBeGreaterThan(expectedPurchases);
      expect(valueBounds?.high).toBeCloseTo(((value ?? 0) * purchases.high) / expectedPurchases, 6);
      expect(valueBounds?.low).toBeCloseTo(((value ?? 0) * purchases.low) / expectedPurchases, 6);
    }
  });

  it("says how far to trust it, where it was off, and what the figures do not mean", () => {
    expect(analysis("shop.json").verdict).toMatchObject({ trust: "with-care", isTotalOff: true, tooHigh: [], tooLow: [] });
    expect(shop.text).toContain("Trust it with care");
    expect(shop.text).toContain("it was off in the total.");
    expect(shop.text).toContain("MBG/NBD came nearer to the total than BG/NBD");
    expect(shop.text).toMatch(/correlation of frequency and mean spend among the 1,041 customers who came back and paid is -0\.003/);
    expect(shop.text).toContain("It is revenue, not profit");
    expect(shop.text).toContain("every one-time buyer counts as still there");
  });
});

describe("other files", () => {
  it("columns are found and rows rejected as by the report", async () => {
    const rows = orders().map((row) => row.replaceAll(",", ";").replace(/\.(\d\d)$/, ",$1"));
    const content = `Bestellnummer;Kundennummer;Bestelldatum;Betrag\n${rows.join("\n")}\nx;;2024-01-01;5,00\n`;
    const { code, text } = await runOn(content, ...EUR, "--decimal-separator", ",");
    expect(code).toBe(0);
    expect(text).toContain('--customer "Kundennummer"');
    expect(text).toContain("1 x anonymous in column Kundennummer");
  });

  it("a margin takes its part of every value", async () => {
    const { text } = await runOn(fileOf(orders()), ...EUR, "--gross-margin", "0.25");
    const { value, expectedSpend, expectedPurchases } = analysis().ranking.top[0] as RankedCustomer;
    const share = (value ?? 0) / ((expectedSpend ?? 0) * expectedPurchases);
    expect([share < 0.25, share > 0.25 / 1.1]).toEqual([true, true]); // less for the discount of at most a year
    expect(text).toContain("margin (25.0 % of revenue)");
    expect(text).not.toContain("It is revenue, not profit");
  });

  it("where all pay the same there is no value, but customers are ranked by their order days", async () => {
    const { code, text } = await runOn(fileOf(orders(() => 999)), ...EUR);
    expect(code).toBe(0);
    expect(text).toContain("Not available. Gamma-Gamma: there is no best fit");
    expect(text).toContain("Ranked by expected purchases");
    expect(analysis().ranking.top[0]).toMatchObject({ value: null, valueBounds: null, expectedSpend: null });
  });

  it("what steers a terminal does not reach it", async () => {
    const { code, text } = await runOn(fileOf(orders().map((row) => row.replace(",c", ",\u001b]0;c"))), ...EUR);
    expect(code).toBe(0);
    expect(text + readFileSync(inFolder("page.html"), "utf8")).not.toContain("\u001b");
  });
});

describe("files that cannot be fitted: one clear message and exit code 1", () => {
  const monthly = (customers: number, months: number): string[] =>
    Array.from({ length: customers * months }, (_, i) => {
      const [customer, month] = [Math.floor(i / months), (i % months) + 1];
      return `${String(i)},c${String(customer)},2024-${String(month).padStart(2, "0")}-05,${String(10 + (i % 7))}.00`;
    });
  const once = Array.from({ length: 90 }, (_, i) => `${String(i)},c${String(i)},2024-0${String((i % 9) + 1)}-05,5.00`);

  it.each([
    ["empty", "", "is empty"],
    ["a header only", fileOf([]), "is an order"],
    ["one customer", fileOf(monthly(1, 12)), "it takes two customers to compare, and there is 1"],
    ["nobody comes back", fileOf(once), "ordered on a second day, so there is nothing to learn a rate from"],
    ["nobody leaves, and all are alike", fileOf(monthly(40, 12)), "there is no best fit"],
    ["a few days", fileOf(monthly(9, 1)), "days of orders are too few"],
    ["a mistyped first year", fileOf([...orders(), "t,c0001,0001-01-02,5.00"]), "from 0001-01-02"],
  ])("%s", async (_, content, message) => {
    const { code, errors } = await runOn(content, ...EUR);
    expect(code).toBe(1);
    expect(errors).toContain(message);
    expect(errors).toMatch(/^lifetime-value: /);
    expect(errors).not.toMatch(/options\.|undefined|\n.*\n/);
  });

  it("no paid order before the day", async () => {
    const { code, errors } = await runOn(fileOf(once), ...EUR, "--as-of", "2020-01-01");
    expect([code, errors]).toEqual([1, expect.stringContaining("no paid order before --as-of") as string]);
  });

  it.each([
    [["nowhere.csv", "--currency", "EUR"], "cannot open nowhere.csv"],
    [["--period=week"], "--period belongs to the customer base report"],
    [["--horizon-days", "0"], "--horizon-days: expected a number above 0"],
    [["--out", "nowhere/page.html"], "--out: there is no folder nowhere"],
  ])("%s", async (args, message) => {
    const { code, errors } = await run("--out", inFolder("page.html"), ...args);
    expect([code, errors]).toEqual([1, expect.stringContaining(message) as string]);
  });

  it("explains itself", async () => {
    const { code, text } = await run("--help");
    expect(code).toBe(0);
    expect(text).toContain("--horizon-days N");
  });
});

describe("the verdict", () => {
  const truth = { kind: "bg-nbd", parameters: { r: 0.8, alpha: 6, a: 0.8, b: 4 } } as const;
  const verdictOf = (model: { readonly kind: "bg-nbd"; readonly parameters: object }, customers: number, seed: number): Verdict => {
    const watched = simulate(truth, { customers, age: 52, holdout: 26, seed });
    const holdout = { customers: watched, holdoutDuration: 26 };
    return judge(model as Model, holdout as unknown as CalibrationHoldout, calibrationCheck(model as Model, holdout));
  };

  it("trusts the truth in nearly all holdouts, when there are customers enough", () => {
    const verdicts = Array.from({ length: 30 }, (_, seed) => verdictOf(truth, 600, seed).trust);
    expect(verdicts.filter((trust) => trust === "trust").length).toBeGreaterThanOrEqual(25);
    expect(verdictOf(truth, 12, 1).trust).toBe("cannot-tell");
  });

  it("does not trust a model under which nobody leaves, and says of whom it expected too much", () => {
    const { trust, off, tooHigh, tooLow } = verdictOf({ ...truth, parameters: { ...truth.parameters, a: 0.001, b: 40 } }, 3000, 1);
    expect([trust, off < -0.25, tooLow]).toEqual(["no-trust", true, []]);
    expect(tooHigh).toContain("7+");
  });
});

it("the correlation of frequency and spend, by hand", () => {
  const customer = (frequency: number, meanSpend: number | null): Parameters<typeof frequencyAndSpend>[0][number] =>
    ({ customerId: "c", frequency, recency: 1, age: 2, meanSpend }) as Parameters<typeof frequencyAndSpend>[0][number];
  // Deviations -1, 0, 1 and -200, 100, 100: 300 / (sqrt 2 * sqrt 60000) = sqrt 3 / 2.
  const three = [customer(1, 100), customer(2, 400), customer(3, 400)];
  const { value, customers } = frequencyAndSpend([...three, customer(0, null), customer(9, 0)]);
  expect(value).toBeCloseTo(Math.sqrt(3) / 2, 12);
  expect(customers).toBe(3);
  expect(frequencyAndSpend([customer(1, 100), customer(1, 300)]).value).toBeNull();
  expect(frequencyAndSpend([])).toEqual({ value: null, customers: 0 });
});

function valueOf<T>(fit: { readonly ok: true; readonly value: T } | { readonly ok: false }): T {
  if (!fit.ok) throw new Error("no fit");
  return fit.value;
}
