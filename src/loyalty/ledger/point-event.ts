// Events that add points, or take them without a redemption.
import type { Money } from "../../foundation/money/money.js";
import type { CalendarDate } from "../../foundation/time/calendar-date.js";
import type { PendingLot, PointLot } from "./account.js";
import type { LedgerSource } from "./command.js";
import type {
  ActivatedPoints,
  ImportedPoints,
  LedgerActivity,
  LedgerEventBase,
  LotPoints,
  TakenHeldPoints,
  TakenPoints,
} from "./event-parts.js";

/**
 * Points were earned: one lot, spendable at once or pending.
 * @category Events
 */
export interface PointsEarned extends LedgerEventBase {
  /** Always `"points-earned"`. */
  readonly type: "points-earned";
  /** Names the earning. */
  readonly earningId: string;
  /** Points earned. */
  readonly points: number;
  /** The lot they are in. */
  readonly lot: number;
  /** What it was earned with. */
  readonly source: LedgerSource | null;
  /** The amount that the points were given for. */
  readonly basis: Money | null;
  /** The last local date on which they can be spent, `null` for ever or not known yet. */
  readonly expiresOn: CalendarDate | null;
  /** How far an activity can move that date. */
  readonly movableUntil: CalendarDate | null;
  /** Whether and how long they wait; `null` when they are spendable at once. */
  readonly pending: Pick<PendingLot, "activatesOn" | "cancelAfter" | "datedByActivation"> | null;
  /** The activity that it is, under an inactivity policy. */
  readonly activity: LedgerActivity | null;
  /** Why so many points, as the command said. */
  readonly explanation: unknown;
}

/**
 * Pending points became spendable.
 * @category Events
 */
export interface PointsActivated extends LedgerEventBase {
  /** Always `"points-activated"`. */
  readonly type: "points-activated";
  /** Whether their date came or a command did it. */
  readonly by: "date" | "command";
  /** Points in all. */
  readonly points: number;
  /** The lots, with their dates. */
  readonly lots: readonly ActivatedPoints[];
}

/**
 * Pending points were cancelled.
 * @category Events
 */
export interface PendingCancelled extends LedgerEventBase {
  /** Always `"pending-cancelled"`. */
  readonly type: "pending-cancelled";
  /** Whether their deadline passed or a command did it. */
  readonly by: "deadline" | "command";
  /** Points in all. */
  readonly points: number;
  /** The lots. */
  readonly lots: readonly LotPoints[];
}

/**
 * Points lapsed: the day after their last day began.
 * @category Events
 */
export interface PointsLapsed extends LedgerEventBase {
  /** Always `"points-lapsed"`. */
  readonly type: "points-lapsed";
  /** Points in all. */
  readonly points: number;
  /** Spendable points. */
  readonly lots: readonly TakenPoints[];
  /** Pending points. */
  readonly pending: readonly TakenPoints[];
  /** Held points. */
  readonly held: readonly TakenHeldPoints[];
}

/**
 * Points that became spendable paid debt.
 * @category Events
 */
export interface DebtPaid extends LedgerEventBase {
  /** Always `"debt-paid"`. */
  readonly type: "debt-paid";
  /** Points paid. */
  readonly points: number;
  /** The lots that paid. */
  readonly lots: readonly TakenPoints[];
}

/**
 * Earned points were taken back.
 * @category Events
 */
export interface EarningReversed extends LedgerEventBase {
  /** Always `"earning-reversed"`. */
  readonly type: "earning-reversed";
  /** The earning. */
  readonly earningId: string;
  /** Points reversed: the sum of the following. */
  readonly points: number;
  /** Points of it that had lapsed, counted now. */
  readonly lapsed: number;
  /** Pending points taken. */
  readonly pending: readonly LotPoints[];
  /** Spendable points taken, those of the earning first. */
  readonly lots: readonly TakenPoints[];
  /** Points that became debt. */
  readonly debt: number;
  /** Points that the customer may keep, since they are spent already. */
  readonly forgiven: number;
  /** What is left of the purchase, when the command said it. */
  readonly remaining: Money | null;
}

/**
 * Points were added or taken by hand.
 * @category Events
 */
export interface PointsAdjusted extends LedgerEventBase {
  /** Always `"points-adjusted"`. */
  readonly type: "points-adjusted";
  /** Points with their sign. */
  readonly points: number;
  /** Why. */
  readonly reason: string;
  /** The new lot of added points, else `null`. */
  readonly credit: Pick<PointLot, "lot" | "expiresOn" | "movableUntil"> | null;
  /** The lots of taken points. */
  readonly lots: readonly TakenPoints[];
}

/**
 * Points live longer.
 * @category Events
 */
export interface ExpiryExtended extends LedgerEventBase {
  /** Always `"expiry-extended"`. */
  readonly type: "expiry-extended";
  /** The earning, `null` for all. */
  readonly earningId: string | null;
  /** The new last local date of those points that had an earlier one. */
  readonly to: CalendarDate;
  /** How many points have a later date than before. */
  readonly points: number;
}

/**
 * A balance of an older system was taken over.
 * @category Events
 */
export interface OpeningBalanceImported extends LedgerEventBase {
  /** Always `"opening-balance-imported"`. */
  readonly type: "opening-balance-imported";
  /** Points in all. */
  readonly points: number;
  /** The lots. */
  readonly lots: readonly ImportedPoints[];
}

/**
 * A command had the lapses and other changes of time booked that stand before this event.
 * @category Events
 */
export interface ExpiryBooked extends LedgerEventBase {
  /** Always `"expiry-booked"`. */
  readonly type: "expiry-booked";
  /** How many points lapsed in them. */
  readonly points: number;
}

/**
 * Points went to another account.
 * @category Events
 */
export interface PointsSent extends LedgerEventBase {
  /** Always `"points-sent"`. */
  readonly type: "points-sent";
  /** Names the transfer. */
  readonly transferId: string;
  /** The account that received them. */
  readonly to: string;
  /** Points sent. */
  readonly points: number;
  /** The lots. */
  readonly lots: readonly TakenPoints[];
}

/**
 * Points came from another account.
 * @category Events
 */
export interface PointsReceived extends LedgerEventBase {
  /** Always `"points-received"`. */
  readonly type: "points-received";
  /** Names the transfer. */
  readonly transferId: string;
  /** The account that sent them. */
  readonly from: string;
  /** Points received. */
  readonly points: number;
  /** The lots, as they are here. */
  readonly lots: readonly PointLot[];
}
