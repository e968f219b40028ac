// Writes subscriptions.csv: the subscriptions of a made-up software business, and some dirty rows as real exports have them.
// Run it with `npx tsx examples/subscription-metrics/make-subscriptions.ts`.
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { simulateSubscriptions, type SimulatedSubscription, type SimulatedSubscriptions } from "clientele/simulation";

const HEADER = ["customer", "plan", "started_on", "ended_on", "price", "billing"] as const;
const SPAN = { from: "2023-01-01", until: "2026-01-01", currency: "EUR" } as const;
const PLAN_NAMES: ReadonlyMap<number, string> = new Map([
  [19_00, "Solo"],
  [49_00, "Plus"],
  [149_00, "Team"],
  [420_00, "Team quarterly"],
  [1_490_00, "Team yearly"],
]);

type Line = Record<(typeof HEADER)[number], string>;

/** Persons, who leave at 7.6 % a month on average. */
export function simulatedPersons(): SimulatedSubscriptions {
  return simulateSubscriptions({
    ...SPAN,
    seed: 20_251_231,
    customers: 180,
    churn: { alpha: 0.9, beta: 11 },
    plans: [
      { amountMinor: 19_00, interval: "month", weight: 3 },
      { amountMinor: 49_00, interval: "month", weight: 2 },
    ],
  });
}

/** Companies, who leave at 2.4 %. */
export function simulatedCompanies(): SimulatedSubscriptions {
  return simulateSubscriptions({
    ...SPAN,
    seed: 20_251_232,
    customers: 90,
    churn: { alpha: 0.7, beta: 28 },
    plans: [
      { amountMinor: 1_490_00, interval: "year", weight: 3 },
      { amountMinor: 420_00, interval: "quarter", weight: 2 },
      { amountMinor: 149_00, interval: "month", weight: 3 },
    ],
  });
}

/** The text of the file; the same on every run. */
export function subscriptionsCsv(): string {
  const lines = [...linesOf(simulatedPersons(), "p"), ...linesOf(simulatedCompanies(), "c")];
  lines.sort((a, b) => (a.started_on === b.started_on ? 0 : a.started_on < b.started_on ? -1 : 1));
  return `${[HEADER, ...withDirtyRows(lines).map((line) => HEADER.map((name) => line[name]))].map((cells) => cells.join(",")).join("\n")}\n`;
}

function linesOf({ subscriptions }: SimulatedSubscriptions, letter: string): Line[] {
  return subscriptions.map(({ customerId, start, end, amount, interval }: SimulatedSubscription) => ({
    customer: customerId.replace("s", letter),
    plan: PLAN_NAMES.get(amount.minor) ?? "",
    started_on: start,
    ended_on: end ?? "",
    price: `${String(Math.floor(amount.minor / 100))}.${String(amount.minor % 100).padStart(2, "0")}`,
    billing: interval,
  }));
}

/** Each dirty row stands behind the line it is made of, and leaves that line as it was. README.md lists them. */
function withDirtyRows(lines: readonly Line[]): Line[] {
  const dirtyRows: readonly (readonly [afterRow: number, changes: Partial<Line>])[] = [
    [40, { customer: "" }],
    [75, { price: '"1.490,00"' }],
    [110, { started_on: "2023-02-30", ended_on: "" }],
    [150, { started_on: "2024-06-01", ended_on: "2024-05-01" }],
    [190, { billing: "decade" }],
    [230, { price: "-19.00" }],
    [260, { customer: "t0001", plan: "Trial", price: "0.00", ended_on: "" }],
  ];
  return lines.flatMap((line, i) => [
    line,
    ...dirtyRows.filter(([afterRow]) => afterRow === i + 1).map(([, changes]) => ({ ...line, ...changes })),
  ]);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const file = new URL("subscriptions.csv", import.meta.url);
  writeFileSync(file, subscriptionsCsv());
  console.log(`${String(readFileSync(file, "utf8").split("\n").length - 2)} lines written to ${fileURLToPath(file)}`);
}
