import { ValidationError } from "../../foundation/errors/validation-error.js";
import { err, ok, type Result } from "../../foundation/result/result.js";
import type { PointAccount, PointLot } from "./account.js";
import { admitBoth, recall } from "./admit.js";
import { applied, type Applied } from "./apply-command.js";
import type { TransferCommandInput } from "./command.js";
import { contentOf } from "./content.js";
import { checkAvailable } from "./decide-redeem.js";
import { book, deskFor, type Desk } from "./desk.js";
import { isExact } from "./draft.js";
import type { TakenPoints } from "./event-parts.js";
import { policyDates } from "./expiry-date.js";
import { indexOfLot, pick } from "./lots.js";
import type { PointProgram } from "./program.js";
import { readTransfer } from "./read-command.js";
import type { LedgerRefusal } from "./refusal.js";
import { settle, settleLate } from "./settle.js";

/**
 * What a transfer did to both accounts.
 * @category Commands
 */
export interface Transferred {
  /** The sender. */
  readonly from: Applied;
  /** The receiver. */
  readonly to: Applied;
}

/**
 * Moves points from one account to another of the same program. Available points go, in the order in which they are taken; by the program's `transferExpiry`
 * they keep their dates or count afresh from the day of the transfer. The sender stays answerable for returns of the purchases that earned them.
 *
 * Store the events of both accounts in one transaction, each under its own version. A retry is recognised by the sender; `expectedVersion` is the sender's.
 *
 * @param program - The rules.
 * @param from - The sender.
 * @param to - The receiver, another account.
 * @param command - `{ type: "transfer", key, at, transferId, points }`.
 * @returns The events and the account of each, or why it was refused.
 * @throws A {@link ValidationError} when the command is ill-formed or both accounts are the same.
 *
 * @example
 * import { loyalty } from "clientele";
 *
 * const program = loyalty.parseProgram({ id: "points", timeZone: "Europe/Berlin" });
 * const anna = loyalty.openAccount(program, { accountId: "anna", at: "2025-01-01T09:00:00Z" }).account;
 * const ben = loyalty.openAccount(program, { accountId: "ben", at: "2025-01-01T09:00:00Z" }).account;
 * const earn = { type: "earn", key: "k1", at: "2025-01-02T10:00:00Z", earningId: "order-1", points: 120 } as const;
 * const earned = loyalty.applyCommand(program, anna, earn);
 * if (!earned.ok) throw new Error(earned.error.code);
 * const transfer = { type: "transfer", key: "k2", at: "2025-01-03T10:00:00Z", transferId: "t-1", points: 50 } as const;
 * const moved = loyalty.transferPoints(program, earned.value.account, ben, transfer);
 * if (!moved.ok) throw new Error(moved.error.code);
 * loyalty.balanceAt(moved.value.from.account, "2025-01-03T10:00:00Z").available; // => 70
 * loyalty.balanceAt(moved.value.to.account, "2025-01-03T10:00:00Z").available; // => 50
 *
 * @category Commands
 */
export function transferPoints(
  program: PointProgram,
  from: PointAccount,
  to: PointAccount,
  command: TransferCommandInput,
): Result<Transferred, LedgerRefusal> {
  const read = readTransfer(command);
  checkDistinct(from, to);
  const content = contentOf(read, to.accountId);
  const admitted = admitBoth(program, [from, "transfer"], [to, "receive"], read, content);
  if (admitted === "duplicate") return ok({ from: unchanged(from), to: unchanged(to) });
  if (admitted !== null) return err(admitted);
  const [sender, receiver] = [deskFor(from, read), deskFor(to, read)];
  settle(sender);
  settle(receiver);
  const { transferId, points } = read;
  if (recall(sender.draft, read.at, from.transfers, transferId) !== undefined) return err({ code: "id-in-use", id: transferId });
  const short = checkAvailable(sender.draft.lots, points);
  if (short !== null) return err(short);
  const lots = pick(sender.draft.lots, points);
  const arriving = arrivals(program, sender, receiver, lots);
  book(sender, { type: "points-sent", transferId, to: to.accountId, points, lots }, content);
  book(receiver, { type: "points-received", transferId, from: from.accountId, points, lots: arriving }, null);
  settleLate(sender);
  settleLate(receiver);
  if (!isExact(sender.draft) || !isExact(receiver.draft)) return err({ code: "unsafe-number" });
  return ok({ from: applied(sender), to: applied(receiver) });
}

/** Refuses one account as both. */
export function checkDistinct(first: PointAccount, second: PointAccount): void {
  if (first.accountId !== second.accountId) return;
  throw new ValidationError("accounts", [
    { path: "accountId", code: "same-account", message: `expected two accounts, got ${first.accountId} twice` },
  ]);
}

/** An account to which nothing happened, since the command had been accepted before. */
export function unchanged(account: PointAccount): Applied {
  return { events: [], account, duplicate: true };
}

/** The lots as the receiver gets them: booked on arrival, with numbers of their own. Points without a date stay without. */
function arrivals(program: PointProgram, sender: Desk, receiver: Desk, lots: readonly TakenPoints[]): PointLot[] {
  const { nextLot, lastActivityOn } = receiver.draft;
  return lots.map(({ lot: name, points }, i) => {
    const lot = sender.draft.lots[indexOfLot(sender.draft.lots, name)] as PointLot;
    const kept = { ...lot, lot: nextLot + i, order: nextLot + i, earningId: null, points };
    if (program.transferExpiry === "keep" || lot.expiresOn === null) return kept;
    return { ...kept, ...policyDates(program.expiry, receiver.day, lastActivityOn) };
  });
}
