// What events do that end an account, or bring one into another.
import { corrupt } from "./corrupt-stream.js";
import { addLot, heldPoints, remember, type Draft } from "./draft.js";
import { sumPoints } from "./lots.js";
import { checkNewHold, keepHold } from "./evolve-redemptions.js";
import { NOTHING_REMEMBERED } from "./remembered.js";
import type { AccountAbsorbed, AccountClosed, AccountMerged } from "./account-event.js";

export function closed(draft: Draft, event: AccountClosed): void {
  const { forfeited, debtForgiven } = event;
  const [available, pending, held] = [sumPoints(draft.lots), sumPoints(draft.pending), heldPoints(draft)];
  if (forfeited.available !== available || forfeited.pending !== pending || forfeited.held !== held || debtForgiven !== draft.debt) {
    throw corrupt(event, "forfeited", "expected all that the account has");
  }
  draft.status = "closed";
  draft.totals.closed += forfeited.available + forfeited.pending + forfeited.held;
  draft.totals.forgiven += debtForgiven;
  empty(draft);
}

export function merged(draft: Draft, event: AccountMerged): void {
  const { into, points, debt } = event;
  if (points !== sumPoints(draft.lots) + sumPoints(draft.pending) + heldPoints(draft) || debt !== draft.debt) {
    throw corrupt(event, "points", "expected all that the account has");
  }
  draft.status = "merged";
  draft.mergedInto = into;
  draft.totals.sent += points;
  draft.totals.forgiven += debt;
  empty(draft);
}

/** Nothing is left that could be spent, reversed or captured; the keys stay, so that retries are recognised. */
function empty(draft: Draft): void {
  draft.debt = 0;
  draft.own = 0;
  draft.lots = [];
  draft.pending = [];
  draft.holds = [];
  draft.earnings = NOTHING_REMEMBERED;
  draft.redemptions = NOTHING_REMEMBERED;
  draft.endedHolds = NOTHING_REMEMBERED;
  draft.transfers = NOTHING_REMEMBERED;
}

export function absorbed(draft: Draft, event: AccountAbsorbed): void {
  draft.totals.received += event.points;
  draft.totals.debtReceived += event.debt;
  draft.debt += event.debt;
  draft.nextLot = Math.max(draft.nextLot, event.nextLot);
  const { lastActivityOn } = event;
  if (lastActivityOn !== null && (draft.lastActivityOn === null || draft.lastActivityOn < lastActivityOn)) {
    draft.lastActivityOn = lastActivityOn;
  }
  for (const lot of event.lots) addLot(draft, lot);
  draft.pending = [...draft.pending, ...event.pending];
  for (const hold of event.holds) {
    checkNewHold(draft, hold.id, event);
    keepHold(draft, hold);
  }
  for (const earning of event.earnings) remember(draft, "earnings", earning);
  for (const redemption of event.redemptions) remember(draft, "redemptions", redemption);
  for (const hold of event.endedHolds) remember(draft, "endedHolds", hold);
  for (const transfer of event.transfers) remember(draft, "transfers", transfer);
  for (const key of event.keys) remember(draft, "keys", key);
}
