// What time alone does to an account: activations, ends of holds, lapses, cancellations; then debt is paid by what is available.
import { dayEnd, dayStart } from "./model-dates.js";
import type { Consumption, ModelAccount, Point } from "./model-types.js";

/** Lets time pass, from moment to moment. */
export function passTime(account: ModelAccount, to: number): void {
  for (;;) {
    const next = nextMoment(account, to);
    if (next === null) break;
    account.now = next;
    settle(account);
  }
  account.now = Math.max(account.now, to);
}

/** Everything that is due at `account.now`. */
export function settle(account: ModelAccount): void {
  const { points, now, timeZone } = account;
  for (const point of points) {
    if (point.state === "pending" && point.activatesOn !== null && dayStart(point.activatesOn, timeZone) <= now) point.state = "available";
  }
  for (const hold of account.holds) {
    if (hold.state !== "open" || hold.until === null || hold.until > now) continue;
    hold.state = "expired";
    for (const point of points) if (point.state === "held" && point.holder === hold.token) point.state = "available";
  }
  for (const point of points) {
    const lapses = mayLapse(account, point) ? dayEnd(point.expiresOn, timeZone) : Infinity;
    const ends = point.state === "pending" && point.pendingUntil !== null ? dayEnd(point.pendingUntil, timeZone) : Infinity;
    if (ends < lapses && ends <= now) cancel(account, point);
    else if (lapses <= now) point.state = "lapsed";
  }
  payDebt(account);
}

/** A pending point that never comes: its earning counts as reversed. */
export function cancel(account: ModelAccount, point: Point): void {
  point.state = "gone";
  for (const earning of account.earnings) if (earning.token === point.earning) earning.reversed = earning.points;
}

/** The available points in the order in which they are spent. */
export function inOrder(account: ModelAccount): Point[] {
  return account.points.filter((point) => point.state === "available").sort(byConsumption(account.consumption));
}

export function byConsumption(consumption: Consumption): (a: Point, b: Point) => number {
  const booking = (a: Point, b: Point): number => a.earnedAt - b.earnedAt || a.order - b.order;
  if (consumption === "first-in-first-out") return (a, b) => booking(a, b) || byExpiry(a, b);
  if (consumption === "last-in-first-out") return (a, b) => booking(b, a) || byExpiry(a, b);
  return (a, b) => byExpiry(a, b) || booking(a, b);
}

/** Sooner first, for ever last. */
function byExpiry(a: Point, b: Point): number {
  const [first, second] = [a.expiresOn ?? "9999-99-99", b.expiresOn ?? "9999-99-99"];
  return first < second ? -1 : first > second ? 1 : 0;
}

function payDebt(account: ModelAccount): void {
  for (const point of inOrder(account)) {
    if (account.debt === 0) return;
    point.state = "gone";
    account.debt--;
  }
}

function mayLapse(account: ModelAccount, point: Point): point is Point & { expiresOn: string } {
  if (point.expiresOn === null) return false;
  return point.state === "available" || point.state === "pending" || (point.state === "held" && account.heldPoints === "expire");
}

/** The next moment after `account.now`, until `to`, at which something is due. */
export function nextMoment(account: ModelAccount, to: number): number | null {
  const { now, timeZone } = account;
  let next: number | null = null;
  const consider = (moment: number): void => {
    if (moment > now && moment <= to && (next === null || moment < next)) next = moment;
  };
  for (const point of account.points) {
    if (mayLapse(account, point)) consider(dayEnd(point.expiresOn, timeZone));
    if (point.state !== "pending") continue;
    if (point.activatesOn !== null) consider(dayStart(point.activatesOn, timeZone));
    if (point.pendingUntil !== null) consider(dayEnd(point.pendingUntil, timeZone));
  }
  for (const hold of account.holds) if (hold.state === "open" && hold.until !== null) consider(hold.until);
  return next;
}
