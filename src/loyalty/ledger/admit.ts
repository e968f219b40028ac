// What is checked before a command itself: the program, the key, the version, the account's state, the dates.
import { dateOfDay } from "../../foundation/time/calendar-date.js";
import type { PointAccount, Remembered, RememberedEarning, RememberedTable } from "./account.js";
import type { LedgerCommand, MergeCommand, TransferCommand } from "./command.js";
import { isPending } from "./draft.js";
import { dayAt } from "./local-days.js";
import type { PointProgram } from "./program.js";
import type { LedgerRefusal } from "./refusal.js";
import { find } from "./remembered.js";

type Command = LedgerCommand | TransferCommand | MergeCommand;

/** What a frozen account refuses. */
const REFUSED_WHILE_FROZEN: readonly string[] = ["redeem", "hold", "capture-hold", "transfer", "merge", "freeze"];

/** `"duplicate"` for a command that was accepted before, a refusal, or `null` when it may be decided. */
type Admission = "duplicate" | LedgerRefusal | null;

/** What an account is asked for: a command, or to receive what another sends. */
type Request = Command["type"] | "receive";

/** Admits a command to one account. */
export function admit(program: PointProgram, account: PointAccount, command: LedgerCommand, content: string): Admission {
  return (
    checkProgram(program, account) ??
    checkKey(account, command, content) ??
    checkStatus(account, command.type) ??
    checkDates(program, account, command.at)
  );
}

/** Admits a command to two accounts; the first one knows its key. */
export function admitBoth(
  program: PointProgram,
  [first, ofFirst]: readonly [PointAccount, Request],
  [second, ofSecond]: readonly [PointAccount, Request],
  command: TransferCommand | MergeCommand,
  content: string,
): Admission {
  return (
    checkProgram(program, first) ??
    checkProgram(program, second) ??
    checkKey(first, command, content) ??
    checkStatus(first, ofFirst) ??
    checkStatus(second, ofSecond) ??
    checkDates(program, first, command.at) ??
    checkDates(program, second, command.at)
  );
}

function checkProgram(program: PointProgram, { accountId, programId }: PointAccount): LedgerRefusal | null {
  return program.id === programId ? null : { code: "program-mismatch", accountId, expected: programId, received: program.id };
}

function checkKey(account: PointAccount, command: Command, content: string): Admission {
  const known = recall(account, command.at, account.keys, command.key);
  if (known !== undefined) return known.content === content ? "duplicate" : { code: "key-reused", key: command.key };
  const { expectedVersion } = command;
  if (expectedVersion === undefined || expectedVersion === account.version) return null;
  return { code: "version-conflict", expected: expectedVersion, actual: account.version };
}

function checkStatus({ accountId, status, mergedInto }: PointAccount, request: Request): LedgerRefusal | null {
  if (status === "open") return null;
  if (status === "closed") return { code: "account-closed", accountId };
  if (status === "merged") return { code: "account-merged", accountId, into: mergedInto ?? "" };
  return REFUSED_WHILE_FROZEN.includes(request) ? { code: "account-frozen", accountId } : null;
}

/** Refuses commands of closed books and of a past that is too far back. */
function checkDates(program: PointProgram, account: PointAccount, at: number): LedgerRefusal | null {
  const { closedUntil, backdatingLimitDays } = program;
  if (closedUntil === null && (backdatingLimitDays === null || at >= account.newestAt)) return null;
  const day = dayAt(at, account.timeZone);
  if (closedUntil !== null && dateOfDay(day) <= closedUntil) return { code: "period-closed", closedUntil };
  if (backdatingLimitDays === null) return null;
  const daysBack = dayAt(account.newestAt, account.timeZone) - day;
  return daysBack > backdatingLimitDays ? { code: "too-far-back", daysBack, limitDays: backdatingLimitDays } : null;
}

/** The entry with an id, unless there is none or it is forgotten. */
export function recall<Entry extends Remembered>(
  account: PointAccount,
  at: number,
  table: RememberedTable<Entry>,
  id: string,
): Entry | undefined {
  const entry = find(table, id);
  if (entry === undefined || account.rememberDays === null) return entry;
  const days = dayAt(Math.max(at, account.newestAt), account.timeZone) - dayAt(entry.at, account.timeZone);
  return days > account.rememberDays ? undefined : entry;
}

/** An earning that is known: remembered, or pending still. */
export function recallEarning(account: PointAccount, at: number, id: string): RememberedEarning | undefined {
  return recall(account, at, account.earnings, id) ?? (isPending(account, id) ? find(account.earnings, id) : undefined);
}
