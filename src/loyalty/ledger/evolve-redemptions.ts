// What events do that redeem points, hold them, or give them back.
import type { PointHold, PointLot } from "./account.js";
import { corrupt } from "./corrupt-stream.js";
import { remember, type Draft } from "./draft.js";
import type { LedgerEvent } from "./event.js";
import type { HoldCaptured, HoldReleased, PointsHeld, PointsRedeemed, RedemptionReversed } from "./redemption-event.js";
import { takeOut } from "./lots.js";
import { applyActivity, giveBack, take, present } from "./move-points.js";
import { find, placeIn, put } from "./remembered.js";

export function redeemed(draft: Draft, event: PointsRedeemed): void {
  const lots = take(draft, "lots", event.lots, event);
  draft.totals.redeemed += event.points;
  remember(draft, "redemptions", { id: event.redemptionId, at: event.at, points: event.points, lots });
  applyActivity(draft, event.activity);
}

export function held(draft: Draft, event: PointsHeld): void {
  checkNewHold(draft, event.holdId, event);
  const lots = take(draft, "lots", event.lots, event);
  keepHold(draft, { id: event.holdId, at: event.at, until: event.until, lots });
}

export function captured(draft: Draft, event: HoldCaptured): void {
  const left = endHold(draft, event.holdId, "settled", event);
  const lots = present(takeOut(left, event.lots), event);
  draft.totals.redeemed += event.points;
  remember(draft, "redemptions", { id: event.redemptionId, at: event.at, points: event.points, lots });
  giveBackAll(draft, left, event);
  applyActivity(draft, event.activity);
}

export function released(draft: Draft, event: HoldReleased): void {
  const left = endHold(draft, event.holdId, event.by === "time" ? "expired" : "settled", event);
  giveBackAll(draft, left, event);
}

/** Gives back all that a hold has. */
function giveBackAll(draft: Draft, left: PointLot[], event: HoldCaptured | HoldReleased): void {
  giveBack(draft, left, event.released, event);
  if (left.length > 0) throw corrupt(event, "released", "expected all points of the hold");
}

export function redemptionReversed(draft: Draft, event: RedemptionReversed): void {
  const redemption = find(draft.redemptions, event.redemptionId);
  if (redemption === undefined) throw corrupt(event, "redemptionId", "expected a redemption that is known");
  const left = redemption.lots.slice();
  draft.totals.restored += event.points;
  giveBack(draft, left, event.restored, event);
  draft.redemptions = put(draft.redemptions, { ...redemption, lots: left });
}

/** An open hold. */
export function holdOf(draft: Draft, id: string, event: LedgerEvent): PointHold {
  const hold = draft.holds.find((open) => open.id === id);
  if (hold === undefined) throw corrupt(event, "holdId", "expected a hold that is open");
  return hold;
}

/** Sees that a hold does not take the name of an open one, whose points would be lost. */
export function checkNewHold(draft: Draft, id: string, event: LedgerEvent): void {
  if (draft.holds.some((open) => open.id === id)) throw corrupt(event, "holdId", "expected a hold of a new name");
}

/** Writes an open hold, in place of the one with its id if there is one. */
export function keepHold(draft: Draft, hold: PointHold): void {
  const place = placeIn(draft.holds, hold.id);
  draft.holds = draft.holds.toSpliced(place, draft.holds[place]?.id === hold.id ? 1 : 0, hold);
}

/** Ends a hold and returns what it held. */
export function endHold(draft: Draft, id: string, ended: "expired" | "settled", event: LedgerEvent): PointLot[] {
  const { at, lots } = holdOf(draft, id, event);
  draft.holds = draft.holds.filter((hold) => hold.id !== id);
  remember(draft, "endedHolds", { id, at, ended });
  return lots.slice();
}
