// What time does by itself: activations, deadlines, the ends of holds, lapses. At one instant in this order; then debt is paid by what became spendable.
import type { CalendarDate } from "../../foundation/time/calendar-date.js";
import type { PendingLot, PointHold, PointLot } from "./account.js";
import { bookAt, bookNow, type Desk } from "./desk.js";
import type { Draft } from "./draft.js";
import type { RestoredPoints, TakenPoints } from "./event-parts.js";
import { dateBegins, dateEnds, earlierDate, latestDate } from "./local-days.js";
import { hasLapsed, haveSameDates, pick, sumPoints } from "./lots.js";

/** Books everything that time did by the desk's `now`, each change at its own instant. */
export function settle(desk: Desk): void {
  while (isDue(desk.draft, desk.today, desk.now)) {
    const moment = nextMoment(desk.draft);
    const today = latestDate(moment, desk.draft.timeZone);
    settleMoment(desk, moment, today);
    payDebt(desk, moment);
  }
  payDebt(desk, null);
}

/**
 * Books what the command's own points have already gone through, being late: activations, lapses, ends of holds. They take effect when they happened, but not
 * before the command did; what is gone by now pays no debt.
 */
export function settleLate(desk: Desk): void {
  const earliest = desk.events.at(-1)?.effectiveAt ?? desk.now;
  while (isDue(desk.draft, desk.today, desk.now)) {
    const moment = nextMoment(desk.draft);
    settleMoment(desk, Math.max(moment, earliest), latestDate(moment, desk.draft.timeZone));
  }
  payDebt(desk, null);
}

/** Spendable points pay debt, in the order in which they are taken. */
function payDebt(desk: Desk, moment: number | null): void {
  const { debt, lots } = desk.draft;
  if (debt === 0 || lots.length === 0) return;
  const paid = pick(lots, debt);
  const body = { type: "debt-paid", points: sumPoints(paid), lots: paid } as const;
  if (moment === null) bookNow(desk, body);
  else bookAt(desk, body, moment);
}

/** Whether time has changed anything by an instant. */
function isDue(draft: Draft, today: CalendarDate, now: number): boolean {
  const { lots, pending, holds, consumption } = draft;
  if (consumption === "soonest-expiry-first") {
    const first = lots[0];
    if (first !== undefined && hasLapsed(first.expiresOn, today)) return true;
  } else if (lots.some((lot) => hasLapsed(lot.expiresOn, today))) return true;
  if (pending.some((lot) => isPendingDue(lot, today))) return true;
  return holds.some((hold) => isHoldDue(hold, draft, today, now));
}

function isPendingDue(lot: PendingLot, today: CalendarDate): boolean {
  if (hasLapsed(lot.expiresOn, today) || hasLapsed(lot.cancelAfter, today)) return true;
  return lot.activatesOn !== null && lot.activatesOn <= today;
}

function isHoldDue({ until, lots }: PointHold, { heldPoints }: Draft, today: CalendarDate, now: number): boolean {
  if (until !== null && until <= now) return true;
  return heldPoints === "expire" && lots.some((lot) => hasLapsed(lot.expiresOn, today));
}

/** The first instant at which time changes something. */
function nextMoment({ lots, pending, holds, heldPoints, timeZone }: Draft): number {
  const begins = soonest(pending.map(({ activatesOn }) => activatesOn));
  const waited = pending.flatMap(({ expiresOn, cancelAfter }) => [expiresOn, cancelAfter]);
  const held = heldPoints === "expire" ? holds.flatMap((hold) => hold.lots.map(({ expiresOn }) => expiresOn)) : [];
  const ends = soonest([...lots.map(({ expiresOn }) => expiresOn), ...waited, ...held]);
  const changes = Math.min(ends === null ? Infinity : dateEnds(ends, timeZone), begins === null ? Infinity : dateBegins(begins, timeZone));
  return holds.reduce((first, { until }) => Math.min(first, until ?? Infinity), changes);
}

function soonest(dates: readonly (CalendarDate | null)[]): CalendarDate | null {
  return dates.reduce(earlierDate, null);
}

/** Books what is due on `today`, the date that begins with a moment; `at`, when it is booked, is the moment or later. */
function settleMoment(desk: Desk, at: number, today: CalendarDate): void {
  activate(desk, at, today);
  cancel(desk, at, today);
  for (const hold of desk.draft.holds.filter(({ until }) => until !== null && until <= at)) {
    bookAt(
      desk,
      { type: "hold-released", holdId: hold.id, by: "time", points: sumPoints(hold.lots), released: release(desk.draft, hold.lots, today) },
      at,
    );
  }
  lapse(desk, at, today);
}

function activate(desk: Desk, at: number, today: CalendarDate): void {
  const due = desk.draft.pending.filter(
    ({ activatesOn, expiresOn }) => activatesOn !== null && activatesOn <= today && !hasLapsed(expiresOn, today),
  );
  if (due.length === 0) return;
  const lots = due.map(({ lot, points, expiresOn, movableUntil }) => ({ lot, points, expiresOn, movableUntil }));
  bookAt(desk, { type: "points-activated", by: "date", points: sumPoints(due), lots }, at);
}

function cancel(desk: Desk, at: number, today: CalendarDate): void {
  const due = desk.draft.pending.filter(({ cancelAfter, expiresOn }) => hasLapsed(cancelAfter, today) && !hasLapsed(expiresOn, today));
  if (due.length === 0) return;
  const lots = due.map(({ lot, points }) => ({ lot, points }));
  bookAt(desk, { type: "pending-cancelled", by: "deadline", points: sumPoints(due), lots }, at);
}

function lapse(desk: Desk, at: number, today: CalendarDate): void {
  const { draft } = desk;
  const gone = (lots: readonly PointLot[]): TakenPoints[] =>
    lots.filter(({ expiresOn }) => hasLapsed(expiresOn, today)).map(({ lot, points, expiresOn }) => ({ lot, points, expiresOn }));
  const lots = gone(draft.lots);
  const pending = gone(draft.pending);
  const held =
    draft.heldPoints === "do-not-expire"
      ? []
      : draft.holds.flatMap((hold) => gone(hold.lots).map((taken) => ({ ...taken, holdId: hold.id })));
  const points = sumPoints(lots) + sumPoints(pending) + sumPoints(held);
  if (points > 0) bookAt(desk, { type: "points-lapsed", points, lots, pending, held }, at);
}

/** Where held points go when they are given back today. */
export function release(draft: Draft, lots: readonly PointLot[], today: CalendarDate): RestoredPoints[] {
  const place = placer(draft);
  return lots.map((lot) => place(lot, lot, today));
}

/** Finds the lots that points go back to, one after the other: their old one while it has the same dates, else one of their own. */
export function placer(draft: Draft): (from: PointLot, lot: PointLot, today: CalendarDate) => RestoredPoints {
  let nextLot = draft.nextLot;
  const numberFor = (from: PointLot, lot: PointLot): number => {
    const joined = draft.lots.find((other) => other.order === lot.order && haveSameDates(other, lot));
    if (joined !== undefined) return joined.lot;
    if (!draft.lots.some((other) => other.lot === from.lot)) return from.lot;
    nextLot += 1;
    return nextLot - 1;
  };
  return (from, lot, today) => {
    const { points, expiresOn, movableUntil, graced } = lot;
    const gone = hasLapsed(expiresOn, today);
    return {
      from: from.lot,
      lot: gone ? from.lot : numberFor(from, lot),
      points,
      expiresOn,
      movableUntil,
      graced,
      lapsed: gone ? points : 0,
    };
  };
}
