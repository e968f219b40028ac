// Summaries of 5M purchases in columns, and parsing of 1M rows beside a loop by hand: `npm run bench -- purchases`.
import { performance } from "node:perf_hooks";
import { money } from "clientele";
import { customerSummaries, parsePurchases, repeatPurchaseSummaries, type Purchase, type PurchaseColumns } from "clientele/purchases";

const MB = 1024 * 1024;
const collect = (globalThis as { gc?: () => void }).gc;

function memoryMb(): number {
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return (heapUsed + arrayBuffers) / MB;
}

/** Prints what a call holds right after it, with all garbage it left (an upper bound of what it needs), and what its results hold. */
function measureMemory(name: string, run: () => readonly unknown[]): void {
  collect?.();
  const before = memoryMb();
  const results = run();
  const after = memoryMb() - before;
  collect?.();
  const held = memoryMb() - before;
  console.log(`  ${name.padEnd(44)} ${after.toFixed(0).padStart(6)} MB, ${held.toFixed(0)} MB of it the ${String(results.length)} results`);
}

/** Whole numbers below `limit`, the same in every run. */
function randomWholes(): (limit: number) => number {
  let seed = 42;
  return (limit) => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((seed / 2 ** 32) * limit);
  };
}

/** Purchases as they happened: in the order of time, customers mixed. */
function columnsOf(rows: number, customers: number): PurchaseColumns {
  const random = randomWholes();
  const [start, step] = [Date.parse("2022-01-01"), (3 * 365 * 86_400_000) / rows];
  const customer = new Int32Array(rows);
  const at = new Float64Array(rows);
  const amountMinor = new Float64Array(rows);
  for (let i = 0; i < rows; i += 1) {
    customer[i] = random(customers);
    at[i] = Math.floor(start + i * step);
    amountMinor[i] = 100 + random(20_000);
  }
  const customerIds = Array.from({ length: customers }, (_, i) => `c${String(i).padStart(7, "0")}`);
  return { customerIds, customer, at, amountMinor, currency: money.money(0, "EUR").currency };
}

/** Runs it a few times after a warm-up, and prints the best time. */
function measure<T>(name: string, rounds: number, run: () => T): { result: T; ms: number } {
  let [ms, result] = [Infinity, run()];
  for (let round = 0; round < rounds; round += 1) {
    result = undefined as T;
    collect?.();
    const start = performance.now();
    result = run();
    ms = Math.min(ms, performance.now() - start);
  }
  console.log(`  ${name.padEnd(44)} ${ms.toFixed(0).padStart(6)} ms`);
  return { result, ms };
}

function benchSummaries(): void {
  const columns = columnsOf(5_000_000, 1_000_000);
  const options = { asOf: "2025-01-01T00:00:00Z", timeZone: "Europe/Berlin", revenue: "net", fullyRefunded: "exclude" } as const;
  const ways = {
    "customerSummaries, occasion purchase": () => customerSummaries(columns, { ...options, occasion: "purchase" }),
    "customerSummaries, occasion day": () => customerSummaries(columns, { ...options, occasion: "day" }),
    "repeatPurchaseSummaries, weeks": () => repeatPurchaseSummaries(columns, { ...options, unit: "week" }),
  };
  console.log("5M purchases of 1M customers in columns");
  for (const [name, run] of Object.entries<() => readonly unknown[]>(ways)) measureMemory(name, run);
  for (const [name, run] of Object.entries<() => readonly unknown[]>(ways)) measure(name, 3, run);
  const summed = ways["customerSummaries, occasion purchase"]().reduce((sum, { revenueMinor }) => sum + revenueMinor, 0);
  if (summed !== columns.amountMinor.reduce((sum, minor) => sum + minor, 0)) throw new Error("the summaries do not add up to the rows");
}

interface Row {
  readonly id: string;
  readonly customerId: string;
  readonly at: string;
  readonly amount: string;
}

/** What a developer would write who trusts the file: no checks but duplicates. */
function byHand(rows: readonly Row[]): Purchase[] {
  const seen = new Set<string>();
  const values: Purchase[] = [];
  for (const { id, customerId, at, amount } of rows) {
    if (seen.has(id)) continue;
    seen.add(id);
    const [whole = "", cents = ""] = amount.split(".");
    values.push({
      id,
      customerId,
      at: Date.parse(at),
      amount: { minor: Number(whole) * 100 + Number(cents.padEnd(2, "0")), currency: "EUR" },
    } as Purchase);
  }
  return values;
}

function benchParsing(): void {
  const random = randomWholes();
  const rows = Array.from({ length: 1_000_000 }, (_, i): Row => {
    const minor = 100 + random(20_000);
    const amount = `${String(Math.floor(minor / 100))}.${String(minor % 100).padStart(2, "0")}`;
    return { id: `o${String(i)}`, customerId: `c${String(random(200_000))}`, at: new Date(1.6e12 + i * 90_000).toISOString(), amount };
  });
  console.log("1M rows of text to purchases");
  const parsed = measure("parsePurchases", 2, () => parsePurchases(rows, { currency: "EUR" }));
  const hand = measure("a loop by hand, without checks", 2, () => byHand(rows));
  console.log(`  ratio ${(parsed.ms / hand.ms).toFixed(1)}`);
  if (parsed.result.summary.accepted !== rows.length) throw new Error("a lawful row was not accepted");
  hand.result.forEach((value, i) => {
    const other = parsed.result.values[i];
    const equal =
      other?.id === value.id && other.customerId === value.customerId && other.at === value.at && other.amount.minor === value.amount.minor;
    if (!equal) throw new Error(`row ${String(i)} differs`);
  });
}

if (collect === undefined) console.log("without --expose-gc the memory figures include garbage");
benchSummaries();
benchParsing();
