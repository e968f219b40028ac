// Moves points between the lists of a draft, as an event says. What is not there means that the stream is corrupt.
import type { PointLot } from "./account.js";
import { corrupt } from "./corrupt-stream.js";
import { addLot, countLapsed, redate, writable, type Draft } from "./draft.js";
import type { LedgerActivity, LotPoints, RestoredPoints } from "./event-parts.js";
import type { LedgerEvent } from "./event.js";
import { movedByActivity } from "./expiry-date.js";
import { indexOfLot, takeOut } from "./lots.js";

/** Takes points out of a list of the draft. */
export function take<Name extends "lots" | "pending">(
  draft: Draft,
  name: Name,
  lots: readonly LotPoints[],
  event: LedgerEvent,
): Draft[Name][number][] {
  if (lots.length === 0) return [];
  return present(takeOut(writable(draft, name) as PointLot[], lots), event);
}

export function present<Lot>(lots: Lot[] | undefined, event: LedgerEvent): Lot[] {
  if (lots === undefined) throw corrupt(event, "lots", "expected lots that the account has");
  return lots;
}

/** Gives points back that were held or redeemed: out of `from`, into the lots that the event names. */
export function giveBack(draft: Draft, from: PointLot[], restored: readonly RestoredPoints[], event: LedgerEvent): void {
  for (const { from: name, lot, points, expiresOn, movableUntil, graced, lapsed: gone } of restored) {
    const [source] = present(takeOut(from, [{ lot: name, points }]), event) as [PointLot];
    if (gone > 0) countLapsed(draft, source, gone);
    else rejoin(draft, { ...source, lot, expiresOn, movableUntil, graced }, event);
  }
}

function rejoin(draft: Draft, lot: PointLot, event: LedgerEvent): void {
  const index = indexOfLot(draft.lots, lot.lot);
  const there = draft.lots[index];
  if (there === undefined) {
    if (indexOfLot(draft.pending, lot.lot) >= 0) throw corrupt(event, "lot", "expected a lot that does not wait");
    numberLot(draft, lot.lot);
    addLot(draft, lot);
  } else writable(draft, "lots")[index] = { ...there, points: there.points + lot.points };
}

/** Sees that no other lot gets this number. */
export function numberLot(draft: Draft, lot: number): void {
  if (draft.nextLot <= lot) draft.nextLot = lot + 1;
}

export function newLot(lot: number, points: number, earnedAt: PointLot["earnedAt"]): PointLot {
  return { lot, order: lot, earningId: null, earnedAt, points, expiresOn: null, movableUntil: null, graced: false };
}

export function applyActivity(draft: Draft, activity: LedgerActivity | null): void {
  if (activity === null) return;
  if (draft.lastActivityOn === null || draft.lastActivityOn < activity.on) draft.lastActivityOn = activity.on;
  redate(draft, (lot) => movedByActivity(lot, activity.expiresOn));
}
