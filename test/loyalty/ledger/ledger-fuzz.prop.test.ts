// Fuzzed commands, events, accounts and programs: a ValidationError, a refusal or a lawful result, never anything else.
import {
  accountSchema,
  applyCommand,
  applyEvent,
  ledgerCommandSchema,
  ledgerEventSchema,
  mergeAccounts,
  parseAccount,
  parseCommand,
  parseLedgerEvent,
  parseLedgerEvents,
  parseProgram,
  parseSnapshot,
  replayEvents,
  snapshotAccount,
  transferPoints,
  type LedgerCommandInput,
  type LedgerEvent,
  type MergeCommandInput,
  type PointAccount,
  type TransferCommandInput,
} from "clientele/loyalty";
import fc from "fast-check";
import { expect, it } from "vitest";
import { histories } from "./fuzz/history.js";
import { frozen, hostile, mutated, mutation } from "./fuzz/hostile.js";
import { answer, checkLawful } from "./fuzz/lawful.js";

const RUNS = Number(process.env["CLIENTELE_RUNS"] ?? 700);
const parameters = { numRuns: RUNS };
const patience = { timeout: 60_000 + RUNS * 20 };
const picks = fc.record({ pick: fc.nat(100), change: mutation, second: fc.option(mutation, { freq: 2, nil: undefined }) });

type Tally = Record<"refused input" | "refused" | "accepted", number>;
const none = (): Tally => ({ "refused input": 0, refused: 0, accepted: 0 });

/** Every answer came, and not only now and then. */
function expectAll(tally: Tally): void {
  for (const [outcome, count] of Object.entries(tally)) expect(count, outcome).toBeGreaterThan(RUNS / 100);
}

it("accounts and events of a lawful life are read back as themselves", patience, () => {
  fc.assert(
    fc.property(histories, ({ accounts, events }) => {
      for (const side of [0, 1] as const) {
        const stored = JSON.parse(JSON.stringify({ account: accounts[side], events: events[side] })) as unknown as {
          account: PointAccount;
          events: LedgerEvent[];
        };
        expect(parseLedgerEvents(stored.events)).toStrictEqual({ values: events[side], rejected: [] });
        expect(replayEvents(stored.events)).toStrictEqual(accounts[side]);
        expect(accountSchema.parse(stored.account)).toStrictEqual(accounts[side]);
        expect(parseSnapshot(snapshotAccount(stored.account)).account).toStrictEqual(accounts[side]);
        checkLawful(accounts[side]);
      }
    }),
    parameters,
  );
});

it("hostile commands", patience, () => {
  const tally = none();
  fc.assert(
    fc.property(histories, fc.array(picks, { minLength: 1, maxLength: 4 }), fc.nat(1), ({ program, accounts, commands, now }, all, who) => {
      const account = accounts[who as 0 | 1];
      const transfer = { type: "transfer", key: "t", at: now, transferId: "t", points: 3 };
      const merge = { type: "merge", key: "m", at: now, reason: "twice" };
      for (const { pick, change, second } of all) {
        const lawful = [...commands, transfer, merge][pick % (commands.length + 2)] as { type: string };
        const once = mutated({ key: `x${pick}`, ...lawful }, change);
        const input = frozen(second === undefined ? once : mutatedIfCan(once, second)) as LedgerCommandInput;
        const other = accounts[who === 0 ? 1 : 0];
        const call = (): { ok: boolean; value?: object } => {
          if (lawful.type === "transfer") return transferPoints(program, account, other, input as unknown as TransferCommandInput);
          if (lawful.type === "merge") return mergeAccounts(program, account, other, input as unknown as MergeCommandInput);
          return applyCommand(program, account, input);
        };
        const result = answer(call)?.value;
        tally[result === undefined ? "refused input" : result.ok ? "accepted" : "refused"] += 1;
        if (lawful.type !== "transfer" && lawful.type !== "merge") {
          expect(ledgerCommandSchema.safeParse(input).success).toBe(answer(() => parseCommand(input)) !== undefined);
          expect(result === undefined).toBe(answer(() => parseCommand(input)) === undefined);
        }
        if (result?.ok === true) for (const applied of appliedIn(result.value as object)) checkApplied(applied, account, other);
      }
    }),
    parameters,
  );
  expectAll(tally);
});

it("hostile events, one by one", patience, () => {
  const tally = none();
  fc.assert(
    fc.property(histories, fc.array(picks, { minLength: 1, maxLength: 4 }), fc.nat(1), ({ program, events, now }, all, who) => {
      const stream = events[who as 0 | 1];
      for (const { pick, change, second } of all) {
        const index = pick % stream.length;
        const before = index === 0 ? null : replayEvents(stream.slice(0, index));
        const once = mutated(stream[index], change);
        const input = frozen(second === undefined ? once : mutatedIfCan(once, second)) as LedgerEvent;
        const parsed = answer(() => parseLedgerEvent(input))?.value;
        expect(ledgerEventSchema.safeParse(input).success).toBe(parsed !== undefined);
        const result = answer(() => applyEvent(frozen(before), input))?.value;
        tally[result !== undefined ? "accepted" : parsed === undefined ? "refused input" : "refused"] += 1;
        if (result === undefined) continue;
        checkLawful(result, true);
        const next = applyCommand(program, result, { type: "earn", key: "after", at: now, earningId: "after", points: 10 });
        if (next.ok) checkLawful(next.value.account);
      }
    }),
    parameters,
  );
  expectAll(tally);
});

it("hostile streams", patience, () => {
  const tally = none();
  const stunt = fc.record({
    what: fc.constantFrom("mutate", "drop", "double", "swap", "insert", "lie"),
    at: fc.nat(100),
    to: fc.nat(100),
    change: mutation,
  });
  fc.assert(
    fc.property(histories, fc.array(stunt, { minLength: 1, maxLength: 3 }), fc.boolean(), ({ events }, stunts, renumber) => {
      let stream: unknown[] = [...events[0]];
      for (const { what, at, to, change } of stunts) {
        const [i, j] = [at % stream.length, to % stream.length];
        if (what === "mutate") stream[i] = mutatedIfCan(stream[i], change);
        if (what === "drop" && stream.length > 1) stream.splice(i, 1);
        if (what === "double") stream.splice(i, 0, stream[i]);
        if (what === "swap") [stream[i], stream[j]] = [stream[j], stream[i]];
        if (what === "insert") stream.splice(i, 0, events[1][to % events[1].length]);
        if (what === "lie") stream[i] = lie(stream[i], change);
      }
      // A forger would number the events again.
      if (renumber) stream = stream.map((event, i) => (isPlain(event) ? { ...event, accountId: "a", version: i + 1 } : event));
      const result = answer(() => replayEvents(frozen(stream) as LedgerEvent[]))?.value;
      const readable = answer(() => stream.forEach((event) => void parseLedgerEvent(event))) !== undefined;
      tally[result !== undefined ? "accepted" : readable ? "refused" : "refused input"] += 1;
      if (result !== undefined) checkLawful(result, true);
    }),
    parameters,
  );
  expectAll(tally);
});

it("hostile accounts and snapshots, read", patience, () => {
  const tally = { ...none(), refused: Infinity };
  fc.assert(
    fc.property(histories, fc.array(picks, { minLength: 1, maxLength: 4 }), ({ program, accounts, now }, all) => {
      for (const { pick, change, second } of all) {
        const once = mutated(accounts[pick % 2], change);
        const input = frozen(second === undefined ? once : mutatedIfCan(once, second));
        const account = answer(() => parseAccount(input))?.value;
        answer(() => parseSnapshot(input));
        expect(accountSchema.safeParse(input).success).toBe(account !== undefined);
        tally[account === undefined ? "refused input" : "accepted"] += 1;
        if (account === undefined) continue;
        checkLawful(account);
        const next = applyCommand(program, account, { type: "redeem", key: "after", at: now, redemptionId: "after", points: 1 });
        if (next.ok) checkLawful(next.value.account);
      }
    }),
    parameters,
  );
  expectAll(tally);
});

it("anything at all", patience, () => {
  fc.assert(
    fc.property(
      fc.oneof(
        hostile,
        fc.anything({ withBigInt: true, withDate: true, withMap: true, withSparseArray: true }).map((value) => () => value),
      ),
      histories,
      (make, history) => {
        const given = frozen(make()) as never;
        for (const parse of [parseProgram, parseCommand, parseLedgerEvent, parseAccount, parseSnapshot])
          expect(answer(() => parse(given))).toBeUndefined();
        expect(parseLedgerEvents([given, given]).rejected.map(({ row }) => row)).toStrictEqual([1, 2]);
        const { program, accounts } = history;
        expect(answer(() => applyCommand(program, accounts[0], given))).toBeUndefined();
        expect(answer(() => transferPoints(program, accounts[0], accounts[1], given))).toBeUndefined();
        expect(answer(() => mergeAccounts(program, accounts[0], accounts[1], given))).toBeUndefined();
        expect(answer(() => applyEvent(accounts[0], given))).toBeUndefined();
        expect(answer(() => applyEvent(null, given))).toBeUndefined();
        expect(answer(() => replayEvents([given]))).toBeUndefined();
      },
    ),
    parameters,
  );
});

function mutatedIfCan(value: unknown, change: Parameters<typeof mutated>[1]): unknown {
  try {
    return mutated(value, change);
  } catch {
    return value; // no copy of it can be made
  }
}

function isPlain(value: unknown): value is object {
  try {
    return (
      typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype && Object.entries(value).length > 0
    );
  } catch {
    return false;
  }
}

/** A number of an event changed in every place, so that its sums still fit. */
function lie(event: unknown, { steps, make }: { steps: readonly number[]; make: () => unknown }): unknown {
  const value = make();
  const other = typeof value === "number" && Number.isSafeInteger(value) ? value : (steps[0] ?? 1);
  const text = answerOr(() => JSON.stringify(event));
  if (text === undefined) return event;
  return JSON.parse(text.replaceAll(/"(points|available|debt|debtForgiven)":\d+/g, `"$1":${String(other)}`)) as unknown;
}

function answerOr<T>(call: () => T): T | undefined {
  try {
    return call();
  } catch {
    return undefined;
  }
}

interface AppliedTo {
  readonly events: readonly LedgerEvent[];
  readonly account: PointAccount;
  readonly duplicate: boolean;
}

function appliedIn(value: object): AppliedTo[] {
  return "account" in value ? [value as AppliedTo] : (Object.values(value) as AppliedTo[]);
}

/** The account is lawful, and a replay of the stored events gives it. */
function checkApplied({ events, account }: AppliedTo, ...before: readonly PointAccount[]): void {
  checkLawful(account);
  const from = before.find(({ accountId }) => accountId === account.accountId);
  const stored = JSON.parse(JSON.stringify(events)) as LedgerEvent[];
  expect(stored).toStrictEqual(events);
  expect(replayEvents(stored, { from })).toStrictEqual(account);
}
