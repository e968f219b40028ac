// Plays wishes through the library and the model side by side and compares what a caller sees after each.
import { deepStrictEqual } from "node:assert";
import { isDeepStrictEqual } from "node:util";
import {
  applyCommand,
  balanceAt,
  expirySchedule,
  mergeAccounts,
  openAccount,
  parseProgram,
  replayEvents,
  transferPoints,
  type LedgerEvent,
  type LedgerRefusal,
  type PointAccount,
  type PointProgram,
} from "clientele/loyalty";
import { deepFreeze } from "../../../support/deep-freeze.js";
import { DAY, type World } from "./arbitraries.js";
import { decide } from "./decide.js";
import type { ModelProgram, Outcome } from "./model-types.js";
import { nextMoment } from "./passing-time.js";
import { lookAt, looks, openModel } from "./point-model.js";
import { decidePair } from "./two-accounts.js";
import { toCommand, type Sent, type Situation } from "./wish-to-command.js";
import type { Wish } from "./wishes.js";

/** The library's two accounts. */
export interface Real {
  readonly program: PointProgram;
  readonly otherProgram: PointProgram;
  readonly accounts: [PointAccount, PointAccount];
  readonly events: [LedgerEvent[], LedgerEvent[]];
}

/** The model's two accounts, and what was sent until now. */
export interface Model extends Situation {
  readonly program: ModelProgram;
  readonly log: string[];
}

/** How often what came out: `ok earn`, `duplicate earn`, `below-minimum`. */
export type Tally = Map<string, number>;

const ids = ["a", "b"] as const;

export function open({ program, openedAt }: World): { model: Model; real: Real } {
  const parsed = deepFreeze(parseProgram(program));
  const opened = ids.map((accountId) => openAccount(parsed, { accountId, at: openedAt }));
  const [a, b] = opened;
  if (a === undefined || b === undefined) throw new Error("two accounts");
  const sides = [openModel(program, "a", openedAt), openModel(program, "b", openedAt)] as const;
  return {
    model: { program, sides, clock: openedAt, count: 0, sent: [], log: [JSON.stringify({ program, openedAt })] },
    real: {
      program: parsed,
      otherProgram: deepFreeze(parseProgram({ ...program, id: "other" })),
      accounts: [deepFreeze(a.account), deepFreeze(b.account)],
      events: [[...a.events], [...b.events]],
    },
  };
}

/** Sends one command to both and compares. */
export function step(model: Model, real: Real, wish: Wish, tally: Tally): void {
  const sent = toCommand(model, wish);
  model.sent.push(sent);
  model.log.push(JSON.stringify(sent));
  try {
    const { outcome, events } = perform(real, sent, wish);
    const name = outcome.ok ? `${outcome.duplicate ? "duplicate" : "ok"} ${sent.command.type}` : outcome.code;
    tally.set(name, (tally.get(name) ?? 0) + 1);
    deepStrictEqual(outcome, predict(model, sent, wish, events === 0));
    for (const side of [0, 1] as const) compareSide(model, real, side);
  } catch (error) {
    throw new Error(`${String(error)}\nafter\n${model.log.join("\n")}`, { cause: error });
  }
}

function compareSide({ sides, clock }: Model, { accounts, events }: Real, side: 0 | 1): void {
  const [expected, account] = [sides[side], accounts[side]];
  expected.version = account.version;
  const same = (what: string, got: unknown, wanted: unknown): void => {
    if (!isDeepStrictEqual(got, wanted)) deepStrictEqual({ [what]: got }, { [what]: wanted });
  };
  same("version", account.version, events[side].length);
  const due = nextMoment(lookAt(expected, clock), Infinity) ?? clock;
  const instants = [clock, due - 1, due, clock + DAY, clock + 40 * DAY, clock + 1500 * DAY].sort((a, b) => a - b);
  for (const [i, { balance, schedule }] of looks(expected, instants).entries()) {
    const at = instants[i] ?? clock;
    same(`balance at ${new Date(at).toISOString()}`, balanceAt(account, at), balance);
    same(`expiry schedule at ${new Date(at).toISOString()}`, expirySchedule(account, at), schedule);
  }
  same("replay", replayEvents(events[side]), account);
}

function predict({ program, sides }: Model, { who, command, pair }: Sent, wish: Wish, booksNothing: boolean): Outcome {
  const used = wish.otherProgram ? { ...program, id: "other" } : program;
  if (pair) return decidePair(used, sides[who], sides[other(who)], command);
  return decide(used, sides[who], command, booksNothing);
}

/** What the library answers, reduced to what the model knows. */
function perform(real: Real, { who, command, pair }: Sent, wish: Wish): { outcome: Outcome; events: number } {
  const program = wish.otherProgram ? real.otherProgram : real.program;
  const [first, second] = [real.accounts[who], real.accounts[other(who)]];
  const book = (side: 0 | 1, applied: { events: readonly LedgerEvent[]; account: PointAccount }): void => {
    real.accounts[side] = deepFreeze(applied.account);
    real.events[side].push(...deepFreeze(applied.events));
  };
  if (!pair) {
    const result = applyCommand(program, first, deepFreeze(command));
    if (!result.ok) return { outcome: refusalOf(result.error), events: 0 };
    book(who, result.value);
    return { outcome: { ok: true, duplicate: result.value.duplicate }, events: result.value.events.length };
  }
  if (command.type === "transfer") {
    const result = transferPoints(program, first, second, deepFreeze(command));
    if (!result.ok) return { outcome: refusalOf(result.error), events: 0 };
    book(who, result.value.from);
    book(other(who), result.value.to);
    return { outcome: { ok: true, duplicate: result.value.from.duplicate }, events: result.value.from.events.length };
  }
  const result = mergeAccounts(program, first, second, deepFreeze(command));
  if (!result.ok) return { outcome: refusalOf(result.error), events: 0 };
  book(who, result.value.source);
  book(other(who), result.value.target);
  return { outcome: { ok: true, duplicate: result.value.source.duplicate }, events: result.value.source.events.length };
}

/** The details that the model predicts. */
function refusalOf(error: LedgerRefusal): Outcome {
  const { code } = error;
  if (code === "insufficient-points") return { ok: false, code, available: error.available, requested: error.requested };
  return code === "account-merged" ? { ok: false, code, into: error.into } : { ok: false, code };
}

function other(who: 0 | 1): 0 | 1 {
  return who === 0 ? 1 : 0;
}
