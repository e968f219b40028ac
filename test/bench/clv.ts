// Fits and scores side by side, as rows, columns and compressed rows, whose results are compared: `npm run bench -- clv`.
import { existsSync, readFileSync } from "node:fs";
import {
  compressCustomers,
  discountedExpectedPurchases,
  expectedPurchases,
  fitBgBb,
  fitBgNbd,
  fitGammaGamma,
  fitMbgNbd,
  fitParetoNbd,
  logLikelihood,
  probabilityAlive,
  simulate,
  type BgNbdModel,
  type CustomerHistory,
  type CustomerHistoryColumns,
} from "clientele/clv";
import { seededRandom } from "../../src/numerics/random.js";
import { measure } from "./support/measure.js";

const CDNOW_MODEL = { kind: "bg-nbd", parameters: { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 } } as const;
const CDNOW = "../shared/data/cdnow_sample_summary.csv";
const MB = 1024 * 1024;
const collect = (globalThis as { gc?: () => void }).gc;

function expectSame(what: string, one: Record<string, number>, other: Record<string, number>): void {
  for (const [name, value] of Object.entries(one)) {
    const difference = Math.abs(value / (other[name] ?? NaN) - 1);
    if (!(difference < 1e-7)) throw new Error(`${what}: ${name} is ${String(value)} and ${String(other[name])}`);
  }
}

function model<T>(fit: { ok: true; value: T } | { ok: false; error: { code: string } }): T {
  if (!fit.ok) throw new Error(fit.error.code);
  return fit.value;
}

/** Customers of the model that was fitted to CDNOW, 27 to 39 weeks old; with times to the moment, or in whole days. */
function simulated(customers: number, wholeDays: boolean): CustomerHistoryColumns & { frequency: Float64Array } {
  const rows = simulate(CDNOW_MODEL, { customers, age: { from: 27, to: 39 }, seed: 1 });
  const days = (weeks: number): number => (wholeDays ? Math.ceil(7 * weeks) / 7 : weeks);
  return {
    frequency: Float64Array.from(rows, ({ frequency }) => frequency),
    recency: Float64Array.from(rows, ({ recency }) => days(recency)),
    age: Float64Array.from(rows, ({ age }) => days(age)),
  };
}

function rowsOf({ frequency, recency, age }: CustomerHistoryColumns): CustomerHistory[] {
  return Array.from(frequency, (x, i) => ({ frequency: x, recency: recency[i] as number, age: age[i] as number }));
}

function benchmarkCdnow(): void {
  if (!existsSync(CDNOW)) {
    console.log(`CDNOW skipped: ${CDNOW} is not there`);
    return;
  }
  const rows = readFileSync(CDNOW, "utf8").trim().split("\n").slice(1).map((line) => {
    const [, x = NaN, lastDays = NaN, , ageDays = NaN, , spend = NaN] = line.split(",").map(Number);
    return { frequency: x, recency: lastDays / 7, age: ageDays / 7, meanSpend: x === 0 ? null : spend };
  }); // prettier-ignore
  console.log(`\nCDNOW sample, ${String(rows.length)} customers`);
  const fit = model(measure("BG/NBD of rows", 60, () => fitBgNbd(rows)));
  const compressed = measure("compressCustomers", 60, () => compressCustomers(rows));
  expectSame(
    "compressed",
    { ...fit.parameters },
    { ...model(measure("BG/NBD of compressed rows", 60, () => fitBgNbd(compressed))).parameters },
  );
  model(measure("MBG/NBD", 60, () => fitMbgNbd(rows)));
  const pareto = model(measure("Pareto/NBD", 10, () => fitParetoNbd(rows)));
  const warm = model(measure("Pareto/NBD from an earlier model", 10, () => fitParetoNbd(rows, { start: pareto.parameters })));
  expectSame("from an earlier model", { ...pareto.parameters }, { ...warm.parameters });
  model(measure("Gamma-Gamma", 60, () => fitGammaGamma(rows)));
}

function benchmarkMillion(wholeDays: boolean): void {
  const columns = simulated(1_000_000, wholeDays);
  console.log(`\n1 000 000 simulated customers, times ${wholeDays ? "in whole days" : "to the moment"}`);
  collect?.();
  const before = process.memoryUsage.rss();
  const fit = model(measure("BG/NBD of columns", 2, () => fitBgNbd(columns)));
  console.log(`  resident memory while fitting: ${((process.memoryUsage.rss() - before) / MB).toFixed(0)} MB more, ${(process.memoryUsage.rss() / MB).toFixed(0)} MB in all`); // prettier-ignore
  const rows = rowsOf(columns);
  expectSame("rows", { ...fit.parameters }, { ...model(measure("BG/NBD of rows", 1, () => fitBgNbd(rows))).parameters });
  if (wholeDays) {
    const compressed = measure("compressCustomers", 1, () => compressCustomers(columns));
    const same = model(measure(`BG/NBD of ${String(compressed.length)} compressed rows`, 2, () => fitBgNbd(compressed)));
    expectSame("compressed", { ...fit.parameters }, { ...same.parameters });
  }
  benchmarkOthers(columns, wholeDays);
  benchmarkScores(fit, rows);
}

/** The other models of the same customers: no search ends below what its model gives elsewhere. */
function benchmarkOthers(columns: CustomerHistoryColumns, wholeDays: boolean): void {
  model(measure("MBG/NBD of columns", 1, () => fitMbgNbd(columns)));
  if (!wholeDays) return;
  const before = process.memoryUsage.rss();
  const pareto = model(measure("Pareto/NBD of columns", 1, () => fitParetoNbd(columns)));
  console.log(`  resident memory while fitting: ${((process.memoryUsage.rss() - before) / MB).toFixed(0)} MB more`);
  expectSame("its log-likelihood", { value: pareto.logLikelihood }, { value: logLikelihood(pareto, columns) });
}

function benchmarkDonors(): void {
  const donors = { kind: "bg-bb", parameters: { alpha: 1.204, beta: 0.75, gamma: 0.657, delta: 2.783 } } as const;
  const rows = simulate(donors, { customers: 1_000_000, opportunities: 52, seed: 3 });
  console.log("\n1 000 000 simulated donors, 52 opportunities");
  const fit = model(measure("BG/BB of rows", 1, () => fitBgBb(rows)));
  expectSame("its log-likelihood", { value: fit.logLikelihood }, { value: logLikelihood(fit, rows) });
}

function benchmarkScores(fit: BgNbdModel, rows: readonly CustomerHistory[]): void {
  const sum = (some: readonly CustomerHistory[], score: (customer: CustomerHistory) => number): number =>
    some.reduce((total, customer) => total + score(customer), 0);
  measure("probabilityAlive and expectedPurchases of all", 1, () =>
    sum(rows, (customer) => probabilityAlive(fit, customer) + expectedPurchases(fit, customer, 39)),
  );
  const discount = { annualRate: 0.1, unitsPerYear: 52, compounding: "annual" } as const;
  const some = rows.slice(0, 23_570);
  measure("expectedPurchases of 23 570", 3, () => sum(some, (customer) => expectedPurchases(fit, customer, 39)));
  for (const horizon of [52, null]) {
    measure(`discounted purchases of 23 570, horizon ${String(horizon)}`, 2, () =>
      sum(some, (customer) => discountedExpectedPurchases(fit, customer, { horizon, discount }) ?? 0),
    );
  }
}

function benchmarkSpend(customers: number): void {
  const random = seededRandom(2);
  const frequency = Float64Array.from({ length: customers }, () => 1 + Math.floor(random.exponential(0.5)));
  const meanSpend = frequency.map((x) => random.gamma(6.25 * x, random.gamma(3.74, 15.44) * x));
  console.log(`\n${String(customers)} simulated spenders`);
  const fit = model(measure("Gamma-Gamma of columns", 2, () => fitGammaGamma({ frequency, meanSpend })));
  const rows = Array.from(frequency, (x, i) => ({ frequency: x, meanSpend: meanSpend[i] as number }));
  expectSame("rows", { ...fit.parameters }, { ...model(measure("Gamma-Gamma of rows", 1, () => fitGammaGamma(rows))).parameters });
}

benchmarkCdnow();
benchmarkMillion(false);
benchmarkMillion(true);
benchmarkSpend(423_000);
benchmarkDonors();
