import { err, ok, type Result } from "../../foundation/result/result.js";
import type { PointAccount } from "./account.js";
import { admit } from "./admit.js";
import type { LedgerCommandInput } from "./command.js";
import { contentOf } from "./content.js";
import { decide } from "./decide.js";
import { deskFor, type Desk } from "./desk.js";
import { accountOf, isExact } from "./draft.js";
import type { LedgerEvent } from "./event.js";
import type { PointProgram } from "./program.js";
import { readCommand } from "./read-command.js";
import type { LedgerRefusal } from "./refusal.js";
import { settle, settleLate } from "./settle.js";

/**
 * What an accepted command did.
 * @category Commands
 */
export interface Applied {
  /** The events to append to the account's stream, in this order; none for a duplicate. */
  readonly events: readonly LedgerEvent[];
  /** The account after them. */
  readonly account: PointAccount;
  /** Whether the command had been accepted before; then nothing has changed. */
  readonly duplicate: boolean;
}

/**
 * Checks a command against an account and the program's policies, and says what follows from it.
 *
 * Before the command itself, the events hold what time did since the newest event: activations, ends of holds, lapses, in their own instants. A command dated
 * before the newest event is decided on the account as it is; only the dates that count from it count from its own `at`. Nothing is written to; store the events
 * under the condition that the account still has its old version, or lose the race and decide again.
 *
 * Checked in this order: program, key, expected version, state of the account, dates, then the command's own ids, limits and amounts. The cost grows with the
 * lots and the ids remembered, not with the history.
 *
 * @param program - The rules, of {@link parseProgram}.
 * @param account - The account; the one that {@link openAccount}, an earlier command or {@link replayEvents} gave.
 * @param command - The command. Instants may be written in any form; what is ill-formed throws.
 * @returns The events and the account after them, or why the command was refused.
 * @throws A {@link ValidationError} when the command is ill-formed: a fractional number of points, an unknown type, a date that does not exist.
 *
 * @example
 * import { loyalty } from "clientele";
 *
 * const program = loyalty.parseProgram({ id: "points", timeZone: "Europe/Berlin", expiry: { kind: "rolling", months: 12 } });
 * const { account } = loyalty.openAccount(program, { accountId: "a-1", at: "2025-01-01T09:00:00Z" });
 * const earn = { type: "earn", key: "k1", at: "2025-01-31T10:00:00Z", earningId: "order-1", points: 120 } as const;
 * const earned = loyalty.applyCommand(program, account, earn);
 * if (!earned.ok) throw new Error(earned.error.code);
 * earned.value.events.map(({ type }) => type); // => ["points-earned"]
 * loyalty.balanceAt(earned.value.account, "2025-02-01T10:00:00Z").nextExpiry; // => { on: "2026-01-31", points: 120 }
 *
 * const redeem = { type: "redeem", key: "k2", at: "2025-02-01T10:00:00Z", redemptionId: "r-1", points: 200 } as const;
 * loyalty.applyCommand(program, earned.value.account, redeem); // => { ok: false, error: { code: "insufficient-points", available: 120, requested: 200 } }
 *
 * @category Commands
 */
export function applyCommand(program: PointProgram, account: PointAccount, command: LedgerCommandInput): Result<Applied, LedgerRefusal> {
  const read = readCommand(command);
  const content = contentOf(read);
  const admitted = admit(program, account, read, content);
  if (admitted === "duplicate") return ok({ events: [], account, duplicate: true });
  if (admitted !== null) return err(admitted);
  const desk = deskFor(account, read);
  settle(desk);
  const refused = decide(desk, program, read, content);
  if (refused !== null) return err(refused);
  if (desk.events.length === 0) return ok({ events: [], account, duplicate: false });
  settleLate(desk);
  return isExact(desk.draft) ? ok(applied(desk)) : err({ code: "unsafe-number" });
}

/** What a desk has come to. */
export function applied(desk: Desk): Applied {
  return { events: desk.events, account: accountOf(desk.draft), duplicate: false };
}
