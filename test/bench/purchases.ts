// Summaries of 5M purchases in columns, and parsing of 1M rows beside a loop by hand: `npm run bench -- purchases`.
import { customerSummaries, parsePurchases, repeatPurchaseSummaries, type Purchase } from "clientele/purchases";
import { measure, measured, measureMemory } from "./support/measure.js";
import { purchasesInColumns, randomWholes } from "./support/purchases.js";

function benchSummaries(): void {
  const columns = purchasesInColumns(5_000_000, 1_000_000);
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
  const parsed = measured("parsePurchases", 2, () => parsePurchases(rows, { currency: "EUR" }));
  const hand = measured("a loop by hand, without checks", 2, () => byHand(rows));
  console.log(`  ratio ${(parsed.ms / hand.ms).toFixed(1)}`);
  if (parsed.result.summary.accepted !== rows.length) throw new Error("a lawful row was not accepted");
  hand.result.forEach((value, i) => {
    const other = parsed.result.values[i];
    const equal =
      other?.id === value.id && other.customerId === value.customerId && other.at === value.at && other.amount.minor === value.amount.minor;
    if (!equal) throw new Error(`row ${String(i)} differs`);
  });
}

benchSummaries();
benchParsing();
