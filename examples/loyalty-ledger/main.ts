// A bookshop's week: `npx tsx examples/loyalty-ledger/main.ts`
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import {
  applyCommand,
  balanceAt,
  openAccount,
  parseProgram,
  pointStatement,
  replayEvents,
  transferPoints,
  verifyChain,
  type LedgerCommandInput,
} from "clientele/loyalty";
import { money } from "clientele/money";
import { execute } from "./execute.js";
import { printStatement } from "./print-statement.js";
import { openStore, sha256, type PointStore } from "./store.js";

const program = parseProgram({
  id: "bookshop-points",
  timeZone: "Europe/Berlin",
  expiry: { kind: "rolling", years: 2, roundUpTo: "year" },
  redemption: { minimum: 20 },
});
const monday = "2025-03-03T00:00:00+01:00";
const weekLater = "2025-03-10T00:00:00+01:00";

/** A point for each whole euro. The key and all dates come from the order, so that whoever reports it again says the same. */
function order(id: string, at: string, cents: number): LedgerCommandInput {
  const basis = money(cents, "EUR");
  return { type: "earn", key: `earn-${id}`, at, earningId: id, points: Math.floor(cents / 100), basis, source: { kind: "order", id } };
}

/** Carries out a command and says what came of it. */
async function run(store: PointStore, accountId: string, command: LedgerCommandInput): Promise<void> {
  const done = await execute(store, program, accountId, command);
  const outcome = !done.ok ? `refused: ${JSON.stringify(done.error)}` : done.value.duplicate ? "duplicate, nothing changed" : "done";
  const { available, debt } = balanceAt(await store.load(accountId), command.at);
  console.log(`${accountId}: ${command.key}: ${outcome} (${String(available)} available, ${String(debt)} debt)`);
}

async function annasWeek(store: PointStore): Promise<void> {
  const oldPoints = [{ points: 60, expiresOn: "2025-03-05", earnedAt: "2023-03-05T12:00:00+01:00" }];
  await run(store, "anna", { type: "import-opening-balance", key: "old-card", at: "2025-03-03T09:00:00+01:00", lots: oldPoints });
  const first = order("order-1", "2025-03-03T10:15:00+01:00", 8990);
  await run(store, "anna", first);
  await run(store, "anna", { ...first, recordedAt: "2025-03-03T10:16:00+01:00" }); // the webhook comes again
  await store.saveSnapshot("anna");
  await run(store, "anna", order("order-2", "2025-03-06T17:30:00+01:00", 12000)); // the 60 have lapsed meanwhile
  const spend = { type: "redeem", key: "spend-1", at: "2025-03-07T11:00:00+01:00", redemptionId: "voucher-1", points: 200 } as const;
  await run(store, "anna", spend);
  const refund = { type: "reverse-earning", key: "return-2", at: "2025-03-08T12:00:00+01:00", earningId: "order-2" } as const;
  await run(store, "anna", refund); // its points are spent
  await run(store, "anna", order("order-3", "2025-03-08T15:00:00+01:00", 14000)); // pays the debt first
}

/** The till and the web shop want the same points: both see them, both decide, one is faster. */
async function race(store: PointStore): Promise<void> {
  await run(store, "ben", order("order-4", "2025-03-04T14:00:00+01:00", 10050));
  const spendAt = (client: string): LedgerCommandInput => {
    const redemptionId = `at-the-${client}`;
    return { type: "redeem", key: redemptionId, at: "2025-03-09T16:00:00+01:00", redemptionId, points: 80 };
  };
  const clients = ["till", "web-shop"].map(spendAt);
  const seen = await Promise.all(clients.map(() => store.load("ben")));
  const decided = clients.map((command, i) => applyCommand(program, seen[i]!, command));
  const stored = await Promise.all(decided.map((each) => store.append(each.ok ? each.value.events : [])));
  for (const [i, { key }] of clients.entries()) {
    const decision = decided[i]?.ok === true ? "may spend" : "may not spend";
    console.log(
      `race: ${key} saw version ${String(seen[i]?.version)}, ${decision}, ${stored[i] === true ? "was stored" : "came too late"}`,
    );
  }
  for (const [i, command] of clients.entries()) if (stored[i] !== true) await run(store, "ben", command);
}

/** What Ben has left goes to Anna: two accounts, one transaction. */
async function gift(store: PointStore): Promise<void> {
  const [ben, anna] = [await store.load("ben"), await store.load("anna")];
  const transfer = { type: "transfer", key: "gift-1", at: "2025-03-09T18:00:00+01:00", transferId: "gift-1", points: 20 } as const;
  const given = transferPoints(program, ben, anna, transfer);
  if (!given.ok) throw new Error(given.error.code);
  console.log(
    `gift: ${(await store.append(given.value.from.events, given.value.to.events)) ? "stored in both accounts" : "came too late"}`,
  );
}

async function week(folder: string): Promise<void> {
  const store = await openStore(folder);
  for (const accountId of ["anna", "ben"]) await store.append(openAccount(program, { accountId, at: monday }).events);
  await annasWeek(store);
  await race(store);
  await gift(store);
  const before = [await store.load("anna"), await store.load("ben")];
  const head = (await store.events("anna")).at(-1)?.hash; // an auditor keeps it, out of reach of the shop
  await store.close();

  const again = await openStore(folder);
  const events = await again.events("anna");
  const replayed = [replayEvents(events), replayEvents(await again.events("ben"))];
  console.log(`\nrestart: ${isDeepStrictEqual(replayed, before) ? "the replayed accounts equal those before" : "THE ACCOUNTS DIFFER"}`);
  console.log(`chain: ${JSON.stringify(verifyChain(events, sha256, { head }))}`);
  const forged = events.map((event) => (event.type === "points-redeemed" ? { ...event, points: 20 } : event));
  console.log(`chain, the redemption forged: ${JSON.stringify(verifyChain(forged, sha256, { head }))}`);
  console.log(`\nanna's week\n${printStatement(pointStatement(events, { from: monday, to: weekLater }), program.timeZone)}`);
  await again.close();
}

const folder = await mkdtemp(join(tmpdir(), "clientele-ledger-"));
try {
  await week(folder);
} finally {
  await rm(folder, { recursive: true, force: true });
}
