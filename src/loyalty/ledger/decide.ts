// Decides a command: books the events that follow from it, or says why not.
import type { AdjustCommand, ChangeStatusCommand, ExtendExpiryCommand, ImportOpeningBalanceCommand, LedgerCommand } from "./command.js";
import { decideEarn, decidePending } from "./decide-earn.js";
import { decideCapture, decideHold, decideRelease } from "./decide-hold.js";
import { decideRedeem, decideReverseRedemption } from "./decide-redeem.js";
import { decideReverseEarning } from "./decide-reverse-earning.js";
import { book, type Desk } from "./desk.js";
import { heldPoints } from "./draft.js";
import { recallEarning } from "./admit.js";
import { policyDates } from "./expiry-date.js";
import { pick, sumPoints } from "./lots.js";
import type { PointProgram } from "./program.js";
import type { LedgerRefusal } from "./refusal.js";

/** Decides a command that was admitted, on an account that time has been settled for. */
export function decide(desk: Desk, program: PointProgram, command: LedgerCommand, content: string): LedgerRefusal | null {
  switch (command.type) {
    case "earn":
      return decideEarn(desk, program, command, content);
    case "activate":
    case "cancel-pending":
      return decidePending(desk, program, command, content);
    case "redeem":
      return decideRedeem(desk, program, command, content);
    case "hold":
      return decideHold(desk, program, command, content);
    case "capture-hold":
      return decideCapture(desk, program, command, content);
    case "release-hold":
      return decideRelease(desk, command, content);
    case "reverse-redemption":
      return decideReverseRedemption(desk, program, command, content);
    case "reverse-earning":
      return decideReverseEarning(desk, program, command, content);
    case "adjust":
      return decideAdjust(desk, program, command, content);
    case "expire":
      return decideExpire(desk, content);
    case "extend-expiry":
      return decideExtend(desk, command, content);
    case "import-opening-balance":
      return decideImport(desk, command, content);
    case "freeze":
    case "unfreeze":
      book(desk, { type: command.type === "freeze" ? "account-frozen" : "account-unfrozen", reason: command.reason }, content);
      return null;
    case "close":
      return decideClose(desk, command, content);
  }
}

function decideAdjust(desk: Desk, program: PointProgram, command: AdjustCommand, content: string): LedgerRefusal | null {
  const { points, reason } = command;
  const { draft, day } = desk;
  if (points > 0) {
    const credit = { lot: draft.nextLot, ...policyDates(program.expiry, day, draft.lastActivityOn) };
    book(desk, { type: "points-adjusted", points, reason, credit, lots: [] }, content);
    return null;
  }
  const available = sumPoints(draft.lots);
  if (available < -points) return { code: "insufficient-points", available, requested: -points };
  book(desk, { type: "points-adjusted", points, reason, credit: null, lots: pick(draft.lots, -points) }, content);
  return null;
}

/** What time did is booked already; a command that found nothing to book leaves no event. */
function decideExpire(desk: Desk, content: string): null {
  let points = 0;
  for (const event of desk.events) {
    if (event.type === "points-lapsed") points += event.points;
    if (event.type === "hold-released") for (const { lapsed } of event.released) points += lapsed;
  }
  if (desk.events.length > 0) book(desk, { type: "expiry-booked", points }, content);
  return null;
}

function decideExtend(desk: Desk, command: ExtendExpiryCommand, content: string): LedgerRefusal | null {
  const { draft, at } = desk;
  const { earningId = null, to } = command;
  const earning = earningId === null ? null : recallEarning(draft, at, earningId);
  if (earning === undefined) return { code: "earning-not-found", earningId: earningId ?? "" };
  let points = 0;
  for (const list of [draft.lots, draft.pending, ...draft.holds.map(({ lots }) => lots)]) {
    for (const lot of list) {
      if ((earning === null || earning.order === lot.order) && lot.expiresOn !== null && lot.expiresOn < to) points += lot.points;
    }
  }
  book(desk, { type: "expiry-extended", earningId, to, points }, content);
  return null;
}

function decideImport(desk: Desk, command: ImportOpeningBalanceCommand, content: string): null {
  const first = desk.draft.nextLot;
  const lots = command.lots.map(({ points, expiresOn, earnedAt }, i) => ({ lot: first + i, points, expiresOn, earnedAt }));
  book(desk, { type: "opening-balance-imported", points: sumPoints(lots), lots }, content);
  return null;
}

function decideClose(desk: Desk, command: ChangeStatusCommand, content: string): null {
  const { draft } = desk;
  const forfeited = { available: sumPoints(draft.lots), pending: sumPoints(draft.pending), held: heldPoints(draft) };
  book(desk, { type: "account-closed", reason: command.reason, forfeited, debtForgiven: draft.debt }, content);
  return null;
}
