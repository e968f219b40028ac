// Spending points and getting spent points back.
import type { PointLot } from "./account.js";
import { recall } from "./admit.js";
import type { RedeemCommand, ReverseRedemptionCommand } from "./command.js";
import { book, type Desk } from "./desk.js";
import type { RestoredPoints } from "./event-parts.js";
import { activityOn, joinedClock, policyDates } from "./expiry-date.js";
import { addDays } from "./local-days.js";
import { compareDates, pick, sumPoints } from "./lots.js";
import type { PointProgram } from "./program.js";
import type { LedgerRefusal } from "./refusal.js";
import { placer } from "./settle.js";

/** Decides `redeem`. */
export function decideRedeem(desk: Desk, program: PointProgram, command: RedeemCommand, content: string): LedgerRefusal | null {
  const { draft, at, day } = desk;
  const { redemptionId, points, reward = null } = command;
  if (recall(draft, at, draft.redemptions, redemptionId) !== undefined) return { code: "id-in-use", id: redemptionId };
  const refusal = checkLimits(program, points) ?? checkAvailable(draft.lots, points);
  if (refusal !== null) return refusal;
  const activity = activityOn(program, "redeem", day, draft.lastActivityOn);
  book(desk, { type: "points-redeemed", redemptionId, points, lots: pick(draft.lots, points), reward, activity }, content);
  return null;
}

/** Refuses numbers of points that the program does not let redeem. */
export function checkLimits({ redemption }: PointProgram, requested: number): LedgerRefusal | null {
  const { minimum, increment, maximum } = redemption;
  if (minimum !== undefined && requested < minimum) return { code: "below-minimum", minimum, requested };
  if (increment !== undefined && requested % increment !== 0) return { code: "not-a-multiple", increment, requested };
  if (maximum !== undefined && requested > maximum) return { code: "above-maximum", maximum, requested };
  return null;
}

/** Refuses more points than there are. */
export function checkAvailable(lots: readonly PointLot[], requested: number): LedgerRefusal | null {
  const available = sumPoints(lots);
  return available < requested ? { code: "insufficient-points", available, requested } : null;
}

/** Decides `reverse-redemption`. */
export function decideReverseRedemption(
  desk: Desk,
  program: PointProgram,
  command: ReverseRedemptionCommand,
  content: string,
): LedgerRefusal | null {
  const { draft, at } = desk;
  const { redemptionId } = command;
  const redemption = recall(draft, at, draft.redemptions, redemptionId);
  if (redemption === undefined) return { code: "redemption-not-found", redemptionId };
  if (program.restoredExpiry.kind === "forbidden") return { code: "reversal-forbidden" };
  const left = sumPoints(redemption.lots);
  if (left === 0) return { code: "already-reversed", id: redemptionId };
  const points = command.points ?? left;
  if (points > left) return { code: "exceeds-redemption", left, requested: points };
  const restored = restore(desk, program, redemption.lots, points);
  let forfeited = 0;
  for (const { lapsed } of restored) forfeited += lapsed;
  book(desk, { type: "redemption-reversed", redemptionId, points, forfeited, restored }, content);
  return null;
}

/** The points that come back, with their dates and their places. */
function restore(desk: Desk, program: PointProgram, redeemed: readonly PointLot[], points: number): RestoredPoints[] {
  const inOrder =
    program.restoreOrder === "reverse-of-consumption"
      ? redeemed.slice().reverse()
      : redeemed.slice().sort((a, b) => compareDates(a.expiresOn, b.expiresOn));
  const place = placer(desk.draft);
  const restored: RestoredPoints[] = [];
  let left = points;
  for (const lot of inOrder) {
    if (left === 0) break;
    const part = Math.min(left, lot.points);
    restored.push(place(lot, redated(desk, program, { ...lot, points: part }), desk.today));
    left -= part;
  }
  return restored;
}

/** The date of points that come back. Those without a date stay without. */
function redated({ draft, day }: Desk, { restoredExpiry: policy, expiry }: PointProgram, lot: PointLot): PointLot {
  if (lot.expiresOn === null) return lot;
  if (policy.kind === "reissue") return { ...lot, ...policyDates(expiry, day, draft.lastActivityOn) };
  const joined = { ...lot, ...joinedClock(expiry, lot, draft.lastActivityOn) };
  if (policy.kind !== "keep-but-at-least" || lot.graced || joined.expiresOn === null) return joined;
  const least = addDays(day, policy.days);
  return least > joined.expiresOn ? { ...joined, expiresOn: least, graced: true } : joined;
}
