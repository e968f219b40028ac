import { err, ok, type Result } from "../../foundation/result/result.js";
import type { PointAccount, PointLot, Remembered, RememberedTable } from "./account.js";
import { admitBoth, recall, recallEarning } from "./admit.js";
import { applied, type Applied } from "./apply-command.js";
import type { MergeCommandInput } from "./command.js";
import { contentOf } from "./content.js";
import { isOpen } from "./decide-hold.js";
import { book, deskFor, type Desk } from "./desk.js";
import { heldPoints, isExact } from "./draft.js";
import type { AccountAbsorbed } from "./account-event.js";
import type { LedgerEventBase } from "./event-parts.js";
import { sumPoints } from "./lots.js";
import type { PointProgram } from "./program.js";
import { readMerge } from "./read-command.js";
import type { LedgerRefusal } from "./refusal.js";
import { entriesOf } from "./remembered.js";
import { settle, settleLate } from "./settle.js";
import { checkDistinct, unchanged } from "./transfer-points.js";

/**
 * What a merge did to both accounts.
 * @category Commands
 */
export interface Merged {
  /** The account that is no more. */
  readonly source: Applied;
  /** The account that has everything now. */
  readonly target: Applied;
}

/**
 * Unites two accounts of the same program, for a customer who had two. Everything goes to the target: spendable, pending and held points with their dates,
 * earnings, redemptions, keys, debt. The united lots pay the united debt. The source is `merged` for ever; its commands are refused with the target's name.
 *
 * An id that both accounts know is the target's afterwards. Points that the source earned under it are part of no return any more, what it redeemed under it cannot
 * be given back, what it held under it is spendable; pending points of both wait for the same command.
 * Store the events of both in one transaction. A retry is recognised by the source; `expectedVersion` is the source's.
 *
 * @param program - The rules.
 * @param source - The account to end.
 * @param target - The account to keep, another one.
 * @param command - `{ type: "merge", key, at, reason? }`.
 * @returns The events and the account of each, or why it was refused.
 * @throws A {@link ValidationError} when the command is ill-formed or both accounts are the same.
 *
 * @example
 * import { loyalty } from "clientele";
 *
 * const program = loyalty.parseProgram({ id: "points", timeZone: "Europe/Berlin" });
 * const old = loyalty.openAccount(program, { accountId: "old-card", at: "2025-01-01T09:00:00Z" }).account;
 * const card = loyalty.openAccount(program, { accountId: "new-card", at: "2025-01-01T09:00:00Z" }).account;
 * const earn = { type: "earn", key: "k1", at: "2025-01-02T10:00:00Z", earningId: "order-1", points: 120 } as const;
 * const earned = loyalty.applyCommand(program, old, earn);
 * if (!earned.ok) throw new Error(earned.error.code);
 * const merged = loyalty.mergeAccounts(program, earned.value.account, card, { type: "merge", key: "k2", at: "2025-01-03T10:00:00Z" });
 * if (!merged.ok) throw new Error(merged.error.code);
 * loyalty.balanceAt(merged.value.target.account, "2025-01-03T10:00:00Z").available; // => 120
 * merged.value.source.account.status; // => "merged"
 *
 * @category Commands
 */
export function mergeAccounts(
  program: PointProgram,
  source: PointAccount,
  target: PointAccount,
  command: MergeCommandInput,
): Result<Merged, LedgerRefusal> {
  const read = readMerge(command);
  checkDistinct(source, target);
  const content = contentOf(read, target.accountId);
  const admitted = admitBoth(program, [source, "merge"], [target, "merge"], read, content);
  if (admitted === "duplicate") return ok({ source: unchanged(source), target: unchanged(target) });
  if (admitted !== null) return err(admitted);
  const [ending, staying] = [deskFor(source, read), deskFor(target, read)];
  settle(ending);
  settle(staying);
  const moved = movedInto(staying, ending);
  book(
    ending,
    { type: "account-merged", into: target.accountId, reason: read.reason ?? null, points: moved.points, debt: moved.debt },
    content,
  );
  book(staying, { type: "account-absorbed", from: source.accountId, ...moved }, null);
  settleLate(staying);
  if (!isExact(staying.draft) || !isExact(ending.draft)) return err({ code: "unsafe-number" });
  return ok({ source: applied(ending), target: applied(staying) });
}

type Moved = Omit<AccountAbsorbed, keyof LedgerEventBase | "type" | "from">;

/** Everything of the source, as the target gets it: lots numbered after its own, ids that it knows left out. */
function movedInto({ draft: target, at }: Desk, { draft: source }: Desk): Moved {
  const shift = target.nextLot - 1;
  const renumbered = <Lot extends PointLot>(lot: Lot): Lot => ({ ...lot, lot: lot.lot + shift, order: lot.order + shift });
  const isNewTo =
    (known: RememberedTable<Remembered>) =>
    ({ id }: Remembered): boolean =>
      recall(target, at, known, id) === undefined;
  const isNewHold = (hold: Remembered): boolean => !isOpen(target, hold.id) && isNewTo(target.endedHolds)(hold);
  const holds = source.holds.map((hold) => ({ ...hold, lots: hold.lots.map(renumbered) }));
  const first = source.nextLot + shift;
  const dissolved = holds.flatMap((hold) => (isNewHold(hold) ? [] : hold.lots)).map((lot, i) => ({ ...lot, lot: first + i }));
  return {
    points: sumPoints(source.lots) + sumPoints(source.pending) + heldPoints(source),
    debt: source.debt,
    lastActivityOn: source.lastActivityOn,
    nextLot: first + dissolved.length,
    lots: [...source.lots.map(renumbered), ...dissolved],
    pending: source.pending.map(renumbered),
    holds: holds.filter(isNewHold),
    earnings: entriesOf(source.earnings)
      .filter(({ id }) => recallEarning(target, at, id) === undefined)
      .map((earning) => ({ ...earning, order: earning.order + shift })),
    redemptions: entriesOf(source.redemptions)
      .filter(isNewTo(target.redemptions))
      .map((entry) => ({ ...entry, lots: entry.lots.map(renumbered) })),
    endedHolds: entriesOf(source.endedHolds).filter(isNewHold),
    transfers: entriesOf(source.transfers).filter(isNewTo(target.transfers)),
    keys: entriesOf(source.keys).filter(isNewTo(target.keys)),
  };
}
