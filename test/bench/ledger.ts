// The point ledger: commands decided, events replayed, and what the history costs. `npm run bench -- ledger`.
// Beside it DuckDB sums the same events; it cannot say what lapses, so only sums are compared.
import {
  applyCommand,
  balanceAt,
  openAccount,
  parseProgram,
  replayEvents,
  type LedgerCommandInput,
  type LedgerEvent,
  type PointAccount,
} from "clientele/loyalty";
import { duckdb, measuredQuery } from "./support/duckdb.js";
import { measured, measureMemory } from "./support/measure.js";

const DAY_MS = 86_400_000;
const START = Date.parse("2024-01-01T10:00:00Z");
const program = parseProgram({ id: "points", timeZone: "Europe/Berlin", expiry: { kind: "rolling", months: 12 } });
const shortMemory = parseProgram({ id: "points", timeZone: "Europe/Berlin", rememberDays: 30 });

function accepted(
  account: PointAccount,
  command: LedgerCommandInput,
  rules = program,
): { account: PointAccount; events: readonly LedgerEvent[] } {
  const result = applyCommand(rules, account, command);
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
}

function earn(n: number, at: number, points = 100): LedgerCommandInput {
  return { type: "earn", key: `earn-${String(n)}`, at, earningId: `order-${String(n)}`, points };
}

function redeem(n: number, at: number, points = 100): LedgerCommandInput {
  return { type: "redeem", key: `redeem-${String(n)}`, at, redemptionId: `redemption-${String(n)}`, points };
}

/** An account with 50 live lots. */
function withFiftyLots(): PointAccount {
  let { account } = openAccount(program, { accountId: "a", at: START });
  for (let i = 0; i < 50; i += 1) ({ account } = accepted(account, earn(i, START + i * DAY_MS)));
  return account;
}

/** The events of one customer: three purchases, then a redemption, over and over. */
function history(accountId: string, events: number): LedgerEvent[] {
  const opened = openAccount(program, { accountId, at: START });
  const stream: LedgerEvent[] = [...opened.events];
  let { account } = opened;
  for (let i = 0; stream.length < events; i += 1) {
    const at = START + i * 3 * DAY_MS;
    const next = accepted(account, i % 4 === 3 ? redeem(i, at, 150) : earn(i, at));
    account = next.account;
    stream.push(...next.events);
  }
  return stream.slice(0, events);
}

function perSecond(name: string, count: number, ms: number): number {
  console.log(`  ${" ".repeat(56)} ${Math.round((count / ms) * 1000).toLocaleString("en")} ${name} per second`);
  return count / ms;
}

/** Earning and redeeming in turn keeps an account at 50 lots. */
function benchmarkCommands(): void {
  const start = withFiftyLots();
  const commands = Array.from({ length: 100 }, (_, i) => {
    const at = START + (51 + (i >> 1)) * DAY_MS;
    return i % 2 === 0 ? earn(1000 + i, at) : redeem(1000 + i, at);
  });
  const rounds = 100;
  const { ms } = measured("10 000 commands at 50 live lots", 10, () => {
    let account = start;
    for (let round = 0; round < rounds; round += 1) {
      account = start;
      for (const command of commands) ({ account } = accepted(account, command));
    }
    if (balanceAt(account, START + 102 * DAY_MS).available !== 5000) throw new Error("the balance is wrong");
    return account;
  });
  perSecond("commands", rounds * commands.length, ms);
}

/** A million events of ten thousand accounts, and a bare loop that adds up their points. */
function benchmarkReplay(): LedgerEvent[] {
  const stream = history("a", 100);
  const accounts = 10_000;
  const expected = replayEvents(stream).totals;
  const { ms } = measured("1 000 000 events over 10 000 accounts replayed", 3, () => {
    const states: PointAccount[] = [];
    for (let i = 0; i < accounts; i += 1) states.push(replayEvents(stream));
    if (states.some(({ totals }) => totals.earned !== expected.earned)) throw new Error("the totals are wrong");
    return states;
  });
  const replayed = perSecond("events", accounts * stream.length, ms);
  const bare = measured("a bare loop over the same events that only adds", 3, () => {
    let earned = 0;
    for (let i = 0; i < accounts; i += 1) for (const event of stream) if (event.type === "points-earned") earned += event.points;
    if (earned !== expected.earned * accounts) throw new Error("the sum is wrong");
    return earned;
  });
  console.log(`  the bare loop is ${((accounts * stream.length) / bare.ms / replayed).toFixed(0)} times faster`);
  measureMemory("1 000 000 events over 10 000 accounts replayed", () => Array.from({ length: accounts }, () => replayEvents(stream)));
  return stream;
}

/** The time per event must not grow with the stream, nor the time per command with what is forgotten. */
function benchmarkHistory(): void {
  for (const events of [1000, 10_000, 100_000]) {
    const stream = history("a", events);
    const { ms } = measured(`one account of ${events.toLocaleString("en")} events replayed`, 3, () => replayEvents(stream));
    perSecond("events", events, ms);
  }
  for (const forgotten of [1000, 100_000]) {
    let { account } = openAccount(shortMemory, { accountId: "a", at: START });
    for (let i = 0; i < forgotten; i += 1) ({ account } = accepted(account, earn(i, START + i * (DAY_MS / 4)), shortMemory));
    const start = account;
    const { ms } = measured(`1 000 commands after ${forgotten.toLocaleString("en")} forgotten ones`, 30, () => {
      let next = start;
      for (let i = 0; i < 1000; i += 1)
        ({ account: next } = accepted(next, earn(forgotten + i, start.newestAt + i * (DAY_MS / 4)), shortMemory));
      return next;
    });
    perSecond("commands", 1000, ms);
  }
}

/** DuckDB adds up what was earned and redeemed; replaying says the same, and what is left of it on a day. */
async function benchmarkDuckDb(stream: readonly LedgerEvent[]): Promise<void> {
  const connection = await duckdb(1);
  if (connection === null) return;
  const rows = stream.map((event) => `(${String(event.version)}, '${event.type}', ${String("points" in event ? event.points : 0)})`);
  await connection.run(`create table stream as select * from (values ${rows.join(", ")}) t(version, type, points)`);
  await connection.run("create table events as select account, version, type, points from range(10000) r(account), stream");
  const [row] = await measuredQuery(connection, "sums per account of 1 000 000 events", 3, SUMS);
  const { earned, redeemed } = replayEvents(stream).totals;
  if (row?.[0] !== earned * 10_000 || row[1] !== redeemed * 10_000) throw new Error("DuckDB has other sums");
}

const SUMS = `
  select sum(earned), sum(redeemed) from (
    select account, sum(points) filter (type = 'points-earned') as earned, sum(points) filter (type = 'points-redeemed') as redeemed from events group by account
  )`;

benchmarkCommands();
const stream = benchmarkReplay();
benchmarkHistory();
await benchmarkDuckDb(stream);
