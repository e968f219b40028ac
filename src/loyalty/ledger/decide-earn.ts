// Earning points, and what becomes of points that wait.
import { dateOfDay, dayOfDate } from "../../foundation/time/calendar-date.js";
import type { PendingLot, PointAccount } from "./account.js";
import { recallEarning } from "./admit.js";
import type { EarnCommand, PendingDecisionCommand } from "./command.js";
import { book, type Desk } from "./desk.js";
import { activityOn, givenDate, policyDates, type PointDates } from "./expiry-date.js";
import { addDays } from "./local-days.js";
import { sumPoints } from "./lots.js";
import type { PointProgram } from "./program.js";
import type { LedgerRefusal } from "./refusal.js";

type Waiting = Pick<PendingLot, "activatesOn" | "cancelAfter" | "datedByActivation">;

/** Decides `earn`. */
export function decideEarn(desk: Desk, program: PointProgram, command: EarnCommand, content: string): LedgerRefusal | null {
  const { draft, at, day } = desk;
  const { earningId, points, source = null, basis = null, explanation = null } = command;
  if (recallEarning(draft, at, earningId) !== undefined) return { code: "id-in-use", id: earningId };
  const activity = activityOn(program, "earn", day, draft.lastActivityOn);
  const pending = waiting(program, command, day);
  const last = draft.lastActivityOn;
  const lastActivityOn = activity !== null && (last === null || last < activity.on) ? activity.on : last;
  const { expiresOn, movableUntil } = datesOf(program, command, day, pending, lastActivityOn);
  const lot = draft.nextLot;
  book(
    desk,
    { type: "points-earned", earningId, points, lot, source, basis, expiresOn, movableUntil, pending, activity, explanation },
    content,
  );
  return null;
}

/** Whether and how long the points wait; `null` when they are spendable on the day they are earned. */
function waiting(program: PointProgram, command: EarnCommand, day: number): Waiting | null {
  const { pending } = program;
  const datedByActivation = command.expiresOn === undefined && program.expiryStarts === "activated";
  const until = (activatesOn: PendingLot["activatesOn"]): Waiting | null =>
    activatesOn !== null && activatesOn <= dateOfDay(day) ? null : { activatesOn, cancelAfter: null, datedByActivation };
  if (command.activatesOn !== undefined) return until(command.activatesOn);
  if (pending.kind === "none") return null;
  if (pending.kind === "days") return until(addDays(day, pending.days));
  const { cancelAfterDays } = pending;
  return { activatesOn: null, cancelAfter: cancelAfterDays === undefined ? null : addDays(day, cancelAfterDays), datedByActivation };
}

function datesOf(
  program: PointProgram,
  command: EarnCommand,
  day: number,
  pending: Waiting | null,
  lastActivityOn: PointAccount["lastActivityOn"],
): PointDates {
  if (command.expiresOn !== undefined) return givenDate(command.expiresOn);
  if (pending?.datedByActivation !== true) return policyDates(program.expiry, day, lastActivityOn);
  if (pending.activatesOn === null) return givenDate(null);
  return policyDates(program.expiry, dayOfDate(pending.activatesOn, "activatesOn"), lastActivityOn);
}

/** Decides `activate` and `cancel-pending`. */
export function decidePending(desk: Desk, program: PointProgram, command: PendingDecisionCommand, content: string): LedgerRefusal | null {
  const { draft, at, day } = desk;
  const { earningId, type } = command;
  if (recallEarning(draft, at, earningId) === undefined) return { code: "earning-not-found", earningId };
  const pending = draft.pending.filter((lot) => lot.earningId === earningId);
  if (pending.length === 0) return { code: "not-pending", earningId };
  const points = sumPoints(pending);
  if (type === "cancel-pending") {
    book(
      desk,
      { type: "pending-cancelled", by: "command", points, lots: pending.map(({ lot, points: n }) => ({ lot, points: n })) },
      content,
    );
    return null;
  }
  const lots = pending.map((lot) => {
    const dates = lot.datedByActivation ? policyDates(program.expiry, day, draft.lastActivityOn) : lot;
    return { lot: lot.lot, points: lot.points, expiresOn: dates.expiresOn, movableUntil: dates.movableUntil };
  });
  book(desk, { type: "points-activated", by: "command", points, lots }, content);
  return null;
}
