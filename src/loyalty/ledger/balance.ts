import type { CalendarDate } from "../../foundation/time/calendar-date.js";
import type { Instant, InstantLike } from "../../foundation/time/instant.js";
import type { PointAccount, PointLot } from "./account.js";
import { deskFor, type Desk } from "./desk.js";
import { heldPoints } from "./draft.js";
import { compareDates, sumPoints } from "./lots.js";
import { readMoment } from "./read-command.js";
import { settle } from "./settle.js";

/**
 * Points that lapse together.
 * @category Balance
 */
export interface ExpiringPoints {
  /** The last local date on which they can be spent. */
  readonly on: CalendarDate;
  /** How many. */
  readonly points: number;
}

/**
 * What an account has at an instant, in points.
 * @category Balance
 */
export interface PointBalance {
  /** Can be spent now. */
  readonly available: number;
  /** Wait to become spendable. */
  readonly pending: number;
  /** Are set aside for a redemption. */
  readonly held: number;
  /** Owed by the customer; above 0 only when nothing is available. */
  readonly debt: number;
  /** `available + pending + held - debt`. */
  readonly net: number;
  /** The first entry of {@link expirySchedule}; `null` when no points have a date. */
  readonly nextExpiry: ExpiringPoints | null;
}

/**
 * What an account has at an instant. Points whose last local day is over are gone, activated ones are there, ended holds are dissolved, whether or not anyone
 * booked it.
 *
 * @param account - The account.
 * @param at - The instant; one before the newest event answers as of the newest event. For the past, see {@link accountAsOf}.
 * @returns The balance.
 * @throws A {@link ValidationError} when the instant is not one.
 *
 * @example
 * import { loyalty } from "clientele";
 *
 * const program = loyalty.parseProgram({ id: "points", timeZone: "Europe/Berlin", expiry: { kind: "rolling", months: 1 } });
 * const { account } = loyalty.openAccount(program, { accountId: "a-1", at: "2025-01-01T09:00:00Z" });
 * const earn = { type: "earn", key: "k1", at: "2025-01-31T10:00:00Z", earningId: "order-1", points: 120 } as const;
 * const earned = loyalty.applyCommand(program, account, earn);
 * if (!earned.ok) throw new Error(earned.error.code);
 * loyalty.balanceAt(earned.value.account, "2025-02-28T22:59:59.999Z").available; // => 120
 * loyalty.balanceAt(earned.value.account, "2025-02-28T23:00:00Z").available; // => 0
 *
 * @category Balance
 */
export function balanceAt(account: PointAccount, at: InstantLike): PointBalance {
  return balanceOf(settledDesk(account, readMoment("at", at)));
}

/**
 * Which points lapse when, if nothing else happens: all available, held and pending points that have a date, by date, from today on. Held points past their day
 * and pending points whose date counts from an activation to come are not listed; debt is not deducted.
 *
 * @param account - The account.
 * @param at - The instant from which to look.
 * @returns Dates in order, each once.
 * @throws A {@link ValidationError} when the instant is not one.
 *
 * @example
 * import { loyalty } from "clientele";
 *
 * const program = loyalty.parseProgram({ id: "points", timeZone: "Europe/Berlin", expiry: { kind: "rolling", months: 1 } });
 * const { account } = loyalty.openAccount(program, { accountId: "a-1", at: "2025-01-01T09:00:00Z" });
 * const earn = { type: "earn", key: "k1", at: "2025-01-31T10:00:00Z", earningId: "order-1", points: 120 } as const;
 * const earned = loyalty.applyCommand(program, account, earn);
 * if (!earned.ok) throw new Error(earned.error.code);
 * loyalty.expirySchedule(earned.value.account, "2025-02-01T10:00:00Z"); // => [{ on: "2025-02-28", points: 120 }]
 *
 * @category Balance
 */
export function expirySchedule(account: PointAccount, at: InstantLike): ExpiringPoints[] {
  return scheduleOf(settledDesk(account, readMoment("at", at)));
}

/** The account as time has left it at an instant; nothing is kept of what was booked for it. */
export function settledDesk(account: PointAccount, at: Instant): Desk {
  const desk = deskFor(account, { at, key: null });
  settle(desk);
  return desk;
}

/** The balance of a settled account. */
export function balanceOf(desk: Desk): PointBalance {
  const { lots, pending, debt } = desk.draft;
  const [available, waiting, held] = [sumPoints(lots), sumPoints(pending), heldPoints(desk.draft)];
  const nextExpiry = scheduleOf(desk)[0] ?? null;
  return { available, pending: waiting, held, debt, net: available + waiting + held - debt, nextExpiry };
}

function scheduleOf({ draft, today }: Desk): ExpiringPoints[] {
  const byDate = new Map<CalendarDate, number>();
  const add = ({ expiresOn, points }: PointLot): void => {
    if (expiresOn !== null && expiresOn >= today) byDate.set(expiresOn, (byDate.get(expiresOn) ?? 0) + points);
  };
  draft.lots.forEach(add);
  draft.pending.forEach(add);
  for (const { lots } of draft.holds) lots.forEach(add);
  return Array.from(byDate, ([on, points]) => ({ on, points })).sort((a, b) => compareDates(a.on, b.on));
}
