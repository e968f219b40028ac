// New points, and the dates they get and move to.
import { lastDay, latest, movedDay, withoutInactivity, inactivityParts } from "./model-dates.js";
import type { Expiry, ModelAccount, ModelProgram, Point } from "./model-types.js";

/** Adds equal points as one lot. */
export function addLot(account: ModelAccount, count: number, lot: Partial<Point> & Pick<Point, "earnedAt" | "activatesOn">): Point[] {
  const order = account.booked++;
  const added = Array.from({ length: count }, (): Point => ({
    state: "pending",
    earning: null,
    holder: null,
    place: 0,
    order,
    pendingUntil: null,
    expiresOn: null,
    datedBy: "other",
    clocked: false,
    start: null,
    cap: null,
    graced: false,
    counted: false,
    ...lot,
  }));
  account.points.push(...added);
  return added;
}

/** A name that no other account gives. */
export function newToken(account: ModelAccount): string {
  return `${account.id}/${String(account.booked++)}`;
}

/** Dates a point by the program, its period counted from `start`. */
export function dateByPolicy(program: ModelProgram, account: ModelAccount, point: Point, start: string): void {
  const policy = policyOf(program);
  point.start = start;
  point.clocked = inactivityParts(policy).length > 0;
  point.cap = lastDay(withoutInactivity(policy), start, account);
  point.expiresOn = lastDay(policy, start, account);
}

/** The last activity of the account moves a point's date, never back. */
export function joinClock(program: ModelProgram, account: ModelAccount, point: Point): void {
  if (!point.clocked || point.start === null || point.expiresOn === null) return;
  const moved = movedDay(policyOf(program), point.start, point.cap, account);
  if (moved !== null) point.expiresOn = latest(point.expiresOn, moved);
}

/** An earning or a redemption on a date: when the policy counts it as activity, all live points follow the clock. */
export function beActive(program: ModelProgram, account: ModelAccount, kind: "earn" | "redeem", date: string): void {
  if (kind === "earn") account.lastEarn = latest(date, account.lastEarn);
  else account.lastRedeem = latest(date, account.lastRedeem);
  if (!inactivityParts(policyOf(program)).some(({ activities }) => activities.includes(kind))) return;
  for (const point of account.points) if (isLive(point)) joinClock(program, account, point);
}

export function isLive(point: Point): boolean {
  return point.state === "available" || point.state === "pending" || point.state === "held";
}

function policyOf(program: ModelProgram): Expiry {
  return program.expiry ?? { kind: "never" };
}
