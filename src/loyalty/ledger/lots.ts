// Lists of lots in the order in which points are taken. Lots are never written to; lists only when their draft owns them.
import type { PointLot } from "./account.js";
import type { LotPoints, TakenPoints } from "./event-parts.js";
import type { ConsumptionOrder } from "./program.js";

/** Which of two lots is taken first: negative for `a`. */
export function compareLots(order: ConsumptionOrder, a: PointLot, b: PointLot): number {
  const byDate = compareDates(a.expiresOn, b.expiresOn);
  if (order === "soonest-expiry-first" && byDate !== 0) return byDate;
  const byBooking = a.earnedAt - b.earnedAt || a.order - b.order;
  return (order === "last-in-first-out" ? -byBooking : byBooking) || byDate || a.lot - b.lot;
}

/** Which date is sooner; `null`, no date, is last. */
export function compareDates(a: string | null, b: string | null): number {
  if (a === b) return 0;
  if (a === null || b === null) return a === null ? 1 : -1;
  return a < b ? -1 : 1;
}

/** Puts a lot in its place. */
export function insertLot(lots: PointLot[], lot: PointLot, order: ConsumptionOrder): void {
  let low = 0;
  let high = lots.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compareLots(order, lots[middle] as PointLot, lot) <= 0) low = middle + 1;
    else high = middle;
  }
  lots.splice(low, 0, lot);
}

/** The sum of the points of some lots. */
export function sumPoints(lots: readonly { readonly points: number }[]): number {
  let sum = 0;
  for (const { points } of lots) sum += points;
  return sum;
}

/** Which points to take, in order, until `points` are found or the lots are at an end. */
export function pick(lots: readonly PointLot[], points: number): TakenPoints[] {
  const taken: TakenPoints[] = [];
  let left = points;
  for (let i = 0; left > 0 && i < lots.length; i += 1) {
    const { lot, points: there, expiresOn } = lots[i] as PointLot;
    const part = Math.min(left, there);
    taken.push({ lot, points: part, expiresOn });
    left -= part;
  }
  return taken;
}

/** Takes points out of a list and returns them as lots, in a list as long as it needs to be; `undefined` when they are not there. */
export function takeOut<Lot extends PointLot>(lots: Lot[], taken: readonly LotPoints[]): Lot[] | undefined {
  const out: Lot[] = [];
  for (const { lot: name, points } of taken) {
    const index = indexOfLot(lots, name);
    const lot = lots[index];
    if (lot === undefined || !(points > 0 && points <= lot.points)) return undefined;
    if (points === lot.points) {
      lots.splice(index, 1);
      out.push(lot);
    } else {
      lots[index] = { ...lot, points: lot.points - points };
      out.push({ ...lot, points });
    }
  }
  return out.slice();
}

/** Where a lot is in a list, or -1. */
export function indexOfLot(lots: readonly PointLot[], name: number): number {
  for (let i = 0; i < lots.length; i += 1) if ((lots[i] as PointLot).lot === name) return i;
  return -1;
}

/** A lot and its neighbour are one when nothing tells them apart but what can no longer be asked for. */
export function joinNeighbours(lots: PointLot[], earnedBefore: number): void {
  let kept = 0;
  for (let i = 1; i < lots.length; i += 1) {
    const lot = lots[i] as PointLot;
    const last = lots[kept] as PointLot;
    if (lot.earnedAt < earnedBefore && last.earnedAt < earnedBefore && haveSameDates(lot, last)) {
      lots[kept] = { ...last, earningId: null, points: last.points + lot.points };
    } else {
      kept += 1;
      lots[kept] = lot;
    }
  }
  lots.length = Math.min(lots.length, kept + 1);
}

/** Whether two lots lapse together whatever happens. */
export function haveSameDates(a: PointLot, b: PointLot): boolean {
  return a.expiresOn === b.expiresOn && a.movableUntil === b.movableUntil && a.graced === b.graced;
}

/** Whether a lot has a date and it has passed. */
export function hasLapsed(expiresOn: string | null, today: string): boolean {
  return expiresOn !== null && expiresOn < today;
}
