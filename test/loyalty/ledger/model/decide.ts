// One command against the model: the checks in their order, then the command's own rules, on a copy that replaces the account when accepted.
import { instant } from "clientele/time";
import { activate, cancelPending, earn, extendExpiry, importOpeningBalance, reverseEarning } from "./earning-commands.js";
import { addDays } from "./model-dates.js";
import type { ModelAccount, ModelCommand, ModelProgram, Outcome, PairCommand, Refusal } from "./model-types.js";
import { passTime, settle } from "./passing-time.js";
import { copyOf, isRemembered, localDate } from "./point-model.js";
import { adjust, captureHold, close, freeze, hold, redeem, releaseHold, reverseRedemption, unfreeze } from "./spending-commands.js";

/** What a command's own rules work with. */
export interface Deciding {
  readonly program: ModelProgram;
  /** A copy, as it is at the later of the command's `at` and the newest event. */
  readonly account: ModelAccount;
  readonly at: number;
  /** The local date of the command's own `at`. */
  readonly today: string;
}

/**
 * Decides a command. `booksNothing` says that the library booked no event for an `expire`: whether a lapse was booked before is not visible from outside.
 */
export function decide(program: ModelProgram, account: ModelAccount, command: ModelCommand, booksNothing = false): Outcome {
  const at = instant(command.at);
  const content = contentOf(command);
  const recognised = checkIdentity(program, account, command, content);
  if (recognised !== null) return recognised;
  const refusal = checkState(account, command) ?? checkDates(program, account, at);
  if (refusal !== null) return { ok: false, ...refusal };
  if (command.type === "expire" && booksNothing) return { ok: true, duplicate: false };
  const deciding = begin(program, account, at);
  const own = perform(deciding, command);
  if (own !== null) return { ok: false, ...own };
  finish(deciding, command.key, content);
  Object.assign(account, deciding.account);
  return { ok: true, duplicate: false };
}

export function begin(program: ModelProgram, account: ModelAccount, at: number): Deciding {
  const copy = copyOf(account);
  passTime(copy, Math.max(at, account.newest));
  return { program, account: copy, at, today: localDate(account, at) };
}

/** Lets what follows at once happen, and remembers the key: a transfer and a merge are remembered by the account that gives. */
export function finish({ account, at }: Deciding, key: string | null, content: string): void {
  settle(account);
  account.newest = account.now;
  if (key !== null) account.keys = [...account.keys.filter((used) => used.id !== key), { id: key, token: "", at, content }];
}

export function contentOf(command: ModelCommand | PairCommand, otherAccount = ""): string {
  const content: Record<string, unknown> = { ...command, otherAccount, at: instant(command.at) };
  if ("until" in command && command.until !== undefined) content["until"] = instant(command.until);
  if ("lots" in command) content["lots"] = command.lots.map((lot) => ({ ...lot, earnedAt: instant(lot.earnedAt) }));
  delete content["recordedAt"];
  delete content["expectedVersion"];
  return JSON.stringify(content, (_, value: unknown) => (isPlain(value) ? Object.fromEntries(Object.entries(value).sort()) : value));
}

/** Program, key and version. */
export function checkIdentity(
  program: ModelProgram,
  account: ModelAccount,
  command: ModelCommand | PairCommand,
  content: string,
): Outcome | null {
  if (program.id !== account.programId) return { ok: false, code: "program-mismatch" };
  const used = account.keys.find(({ id, at }) => id === command.key && isRemembered(account, at, instant(command.at)));
  if (used !== undefined) return used.content === content ? { ok: true, duplicate: true } : { ok: false, code: "key-reused" };
  if (command.expectedVersion !== undefined && command.expectedVersion !== account.version) return { ok: false, code: "version-conflict" };
  return null;
}

/** Closed, merged. */
export function checkOpen(account: ModelAccount): Refusal | null {
  if (account.closed) return { code: "account-closed" };
  return account.mergedInto === null ? null : { code: "account-merged", into: account.mergedInto };
}

/** The closed period, and how far back a command may be dated. */
export function checkDates(program: ModelProgram, account: ModelAccount, at: number): Refusal | null {
  const date = localDate(account, at);
  if (program.closedUntil !== undefined && date <= program.closedUntil) return { code: "period-closed" };
  const limit = program.backdatingLimitDays;
  if (limit !== undefined && addDays(date, limit) < localDate(account, account.newest)) return { code: "too-far-back" };
  return null;
}

function checkState(account: ModelAccount, command: ModelCommand): Refusal | null {
  const stopped = ["redeem", "hold", "capture-hold", "freeze"].includes(command.type);
  return checkOpen(account) ?? (account.frozen && stopped ? { code: "account-frozen" } : null);
}

function perform(deciding: Deciding, command: ModelCommand): Refusal | null {
  switch (command.type) {
    case "earn":
      return earn(deciding, command);
    case "activate":
      return activate(deciding, command);
    case "cancel-pending":
      return cancelPending(deciding, command);
    case "redeem":
      return redeem(deciding, command);
    case "hold":
      return hold(deciding, command);
    case "capture-hold":
      return captureHold(deciding, command);
    case "release-hold":
      return releaseHold(deciding, command);
    case "reverse-redemption":
      return reverseRedemption(deciding, command);
    case "reverse-earning":
      return reverseEarning(deciding, command);
    case "adjust":
      return adjust(deciding, command);
    case "extend-expiry":
      return extendExpiry(deciding, command);
    case "import-opening-balance":
      return importOpeningBalance(deciding, command);
    case "freeze":
      return freeze(deciding);
    case "unfreeze":
      return unfreeze(deciding);
    case "close":
      return close(deciding);
    case "expire":
      return null;
  }
}

function isPlain(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
