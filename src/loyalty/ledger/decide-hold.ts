// Setting points aside, and what becomes of them.
import type { EndedHold, PointAccount, PointHold } from "./account.js";
import { recall } from "./admit.js";
import type { CaptureHoldCommand, HoldCommand, ReleaseHoldCommand } from "./command.js";
import { checkAvailable, checkLimits } from "./decide-redeem.js";
import { book, type Desk } from "./desk.js";
import { activityOn } from "./expiry-date.js";
import { pick, sumPoints, takeOut } from "./lots.js";
import type { PointProgram } from "./program.js";
import type { LedgerRefusal } from "./refusal.js";
import { release } from "./settle.js";

/** Decides `hold`. */
export function decideHold(desk: Desk, program: PointProgram, command: HoldCommand, content: string): LedgerRefusal | null {
  const { draft } = desk;
  const { holdId, points, until = null } = command;
  if (isOpen(draft, holdId) || endedHold(desk, holdId) !== undefined) return { code: "id-in-use", id: holdId };
  const refusal = checkLimits(program, points) ?? checkAvailable(draft.lots, points);
  if (refusal !== null) return refusal;
  book(desk, { type: "points-held", holdId, points, until, lots: pick(draft.lots, points) }, content);
  return null;
}

/** Decides `capture-hold`. */
export function decideCapture(desk: Desk, program: PointProgram, command: CaptureHoldCommand, content: string): LedgerRefusal | null {
  const { draft, at, day, today } = desk;
  const { holdId, redemptionId } = command;
  const hold = openHold(desk, holdId);
  if ("code" in hold) return hold;
  if (recall(draft, at, draft.redemptions, redemptionId) !== undefined) return { code: "id-in-use", id: redemptionId };
  const held = sumPoints(hold.lots);
  const points = command.points ?? held;
  const refusal = checkLimits(program, points);
  if (refusal !== null) return refusal;
  if (points > held) return { code: "exceeds-hold", held, requested: points };
  const rest = hold.lots.slice();
  const lots = pick(rest, points);
  takeOut(rest, lots);
  const released = release(draft, rest, today);
  book(
    desk,
    {
      type: "hold-captured",
      holdId,
      redemptionId,
      points,
      lots,
      released,
      activity: activityOn(program, "redeem", day, draft.lastActivityOn),
    },
    content,
  );
  return null;
}

/** Decides `release-hold`. */
export function decideRelease(desk: Desk, command: ReleaseHoldCommand, content: string): LedgerRefusal | null {
  const { holdId } = command;
  const hold = openHold(desk, holdId);
  if ("code" in hold) return hold;
  const released = release(desk.draft, hold.lots, desk.today);
  book(desk, { type: "hold-released", holdId, by: "command", points: sumPoints(hold.lots), released }, content);
  return null;
}

function openHold(desk: Desk, holdId: string): PointHold | LedgerRefusal {
  const hold = desk.draft.holds.find(({ id }) => id === holdId);
  if (hold !== undefined) return hold;
  const ended = endedHold(desk, holdId);
  if (ended === undefined) return { code: "hold-not-found", holdId };
  return { code: ended.ended === "expired" ? "hold-expired" : "hold-settled", holdId };
}

/** Whether a hold is open. */
export function isOpen({ holds }: Pick<PointAccount, "holds">, holdId: string): boolean {
  return holds.some(({ id }) => id === holdId);
}

function endedHold({ draft, at }: Desk, holdId: string): EndedHold | undefined {
  return recall(draft, at, draft.endedHolds, holdId);
}
