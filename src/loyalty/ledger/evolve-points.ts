// What events do that add points, or take them without a redemption.
import type { PointLot } from "./account.js";
import { corrupt } from "./corrupt-stream.js";
import { addLot, countLapsed, redate, remember, writable, type Draft } from "./draft.js";
import type {
  DebtPaid,
  EarningReversed,
  ExpiryExtended,
  OpeningBalanceImported,
  PendingCancelled,
  PointsActivated,
  PointsAdjusted,
  PointsEarned,
  PointsLapsed,
  PointsReceived,
  PointsSent,
} from "./point-event.js";
import { indexOfLot, sumPoints, takeOut } from "./lots.js";
import { applyActivity, newLot, numberLot, take, present } from "./move-points.js";
import { endHold, holdOf, keepHold } from "./evolve-redemptions.js";
import { find, put } from "./remembered.js";

export function earned(draft: Draft, event: PointsEarned): void {
  const { earningId, points, lot, at, basis, expiresOn, movableUntil } = event;
  draft.totals.earned += points;
  numberLot(draft, lot);
  remember(draft, "earnings", { id: earningId, at, points, order: lot, basis, reversed: 0, lapsed: 0 });
  const entry: PointLot = { lot, order: lot, earningId, earnedAt: at, points, expiresOn, movableUntil, graced: false };
  if (event.pending === null) addLot(draft, entry);
  else writable(draft, "pending").push({ ...entry, ...event.pending });
  applyActivity(draft, event.activity);
}

export function activated(draft: Draft, event: PointsActivated): void {
  const lots = take(draft, "pending", event.lots, event);
  if (lots.some(({ lot }) => indexOfLot(draft.lots, lot) >= 0 || indexOfLot(draft.pending, lot) >= 0)) {
    throw corrupt(event, "lots", "expected whole lots that are not spendable yet");
  }
  lots.forEach(({ lot, order, earningId, earnedAt, points, graced }, i) => {
    const { expiresOn, movableUntil } = event.lots[i] as PointsActivated["lots"][number];
    addLot(draft, { lot, order, earningId, earnedAt, points, expiresOn, movableUntil, graced });
  });
}

export function cancelled(draft: Draft, event: PendingCancelled): void {
  draft.totals.cancelled += event.points;
  for (const lot of take(draft, "pending", event.lots, event)) cancelEarning(draft, lot);
}

/** All of a cancelled earning counts as reversed. */
function cancelEarning(draft: Draft, lot: PointLot): void {
  const earning = lot.earningId === null ? undefined : find(draft.earnings, lot.earningId);
  if (earning?.order === lot.order) draft.earnings = put(draft.earnings, { ...earning, reversed: earning.points, lapsed: 0 });
}

export function lapsed(draft: Draft, event: PointsLapsed): void {
  for (const lot of take(draft, "lots", event.lots, event)) countLapsed(draft, lot, lot.points);
  for (const lot of take(draft, "pending", event.pending, event)) countLapsed(draft, lot, lot.points);
  for (const taken of event.held) {
    const hold = holdOf(draft, taken.holdId, event);
    const left = hold.lots.slice();
    for (const lot of present(takeOut(left, [taken]), event)) countLapsed(draft, lot, lot.points);
    if (left.length > 0) keepHold(draft, { ...hold, lots: left });
    else endHold(draft, taken.holdId, "expired", event);
  }
}

export function debtPaid(draft: Draft, event: DebtPaid): void {
  if (event.points > draft.debt) throw corrupt(event, "points", `expected at most the debt of ${draft.debt}`);
  take(draft, "lots", event.lots, event);
  draft.debt -= event.points;
}

export function earningReversed(draft: Draft, event: EarningReversed): void {
  const earning = find(draft.earnings, event.earningId);
  if (earning === undefined) throw corrupt(event, "earningId", "expected an earning that is known");
  take(draft, "pending", event.pending, event);
  take(draft, "lots", event.lots, event);
  draft.debt += event.debt;
  draft.totals.reversed += sumPoints(event.pending) + sumPoints(event.lots) + event.debt;
  const { reversed, lapsed: uncounted } = earning;
  if (reversed + event.points > earning.points || event.lapsed > uncounted) {
    throw corrupt(event, "points", "expected at most what is left of the earning");
  }
  draft.earnings = put(draft.earnings, { ...earning, reversed: reversed + event.points, lapsed: uncounted - event.lapsed });
}

export function adjusted(draft: Draft, event: PointsAdjusted): void {
  if (event.credit === null) {
    draft.totals.debited -= event.points;
    take(draft, "lots", event.lots, event);
    return;
  }
  draft.totals.credited += event.points;
  const { lot, expiresOn, movableUntil } = event.credit;
  numberLot(draft, lot);
  addLot(draft, { ...newLot(lot, event.points, event.at), expiresOn, movableUntil });
}

export function extended(draft: Draft, event: ExpiryExtended): void {
  const { earningId, to } = event;
  const order = earningId === null ? null : orderOf(draft, earningId, event);
  redate(draft, (lot) => {
    if ((order !== null && lot.order !== order) || lot.expiresOn === null || lot.expiresOn >= to) return lot;
    return "datedByActivation" in lot ? { ...lot, expiresOn: to, datedByActivation: false } : { ...lot, expiresOn: to };
  });
}

/** The place of an earning in the order of booking. */
function orderOf(draft: Draft, earningId: string, event: ExpiryExtended): number {
  const earning = find(draft.earnings, earningId);
  if (earning === undefined) throw corrupt(event, "earningId", "expected an earning that is known");
  return earning.order;
}

export function imported(draft: Draft, event: OpeningBalanceImported): void {
  draft.totals.imported += event.points;
  for (const { lot, points, earnedAt, expiresOn } of event.lots) {
    numberLot(draft, lot);
    addLot(draft, { ...newLot(lot, points, earnedAt), expiresOn });
  }
}

export function sent(draft: Draft, event: PointsSent): void {
  draft.totals.sent += event.points;
  take(draft, "lots", event.lots, event);
  remember(draft, "transfers", { id: event.transferId, at: event.at });
}

export function received(draft: Draft, event: PointsReceived): void {
  draft.totals.received += event.points;
  for (const lot of event.lots) {
    numberLot(draft, lot.lot);
    addLot(draft, lot);
  }
}
