import type { Money } from "../../foundation/money/money.js";
import type { CalendarDate } from "../../foundation/time/calendar-date.js";
import type { Instant } from "../../foundation/time/instant.js";
import type {
  EndedHold,
  PendingLot,
  PointHold,
  PointLot,
  Remembered,
  RememberedEarning,
  RememberedKey,
  RememberedRedemption,
} from "./account.js";
import type { LedgerActor, LedgerSource } from "./command.js";
import type { ConsumptionOrder } from "./program.js";

/** The layout of events that this version writes. */
export const EVENT_SCHEMA_VERSION = 1;

/**
 * What every event says. Events hold what was decided: which lots, which dates, how much. Replaying them needs no program.
 * @category Events
 */
export interface LedgerEventBase {
  /** The layout of the event. */
  readonly schemaVersion: 1;
  /** The account. */
  readonly accountId: string;
  /** Its place among the account's events, from 1; the account has this version after it. */
  readonly version: number;
  /** When it happened: the `at` of the command, or the instant at which time did it (a lapse, an activation, the end of a hold). */
  readonly at: Instant;
  /** When it takes effect: `at`, or the newest `at` before it for backdated commands other than earnings and imports. */
  readonly effectiveAt: Instant;
  /** When it became known. */
  readonly recordedAt: Instant;
  /** The idempotency key of the command that booked it; `null` for the opening. */
  readonly key: string | null;
  /** A fingerprint of what the command said; `null` for events that only come along with a command, or with the other account's command. */
  readonly content: string | null;
  /** Who gave the command, `null` when not told. */
  readonly actor: LedgerActor | null;
}

/**
 * Points of one lot.
 * @category Events
 */
export interface LotPoints {
  /** The lot. */
  readonly lot: number;
  /** Points of it, above 0. */
  readonly points: number;
}

/**
 * Points that were taken of one lot, with the last local date on which they could be spent.
 * @category Events
 */
export interface TakenPoints extends LotPoints {
  /** The last local date, `null` for ever. */
  readonly expiresOn: CalendarDate | null;
}

/**
 * Points of a lot that became spendable, with their dates.
 * @category Events
 */
export interface ActivatedPoints extends TakenPoints {
  /** How far an activity can move the date, see {@link PointLot}. */
  readonly movableUntil: CalendarDate | null;
}

/**
 * Points that were taken of a hold.
 * @category Events
 */
export interface TakenHeldPoints extends TakenPoints {
  /** The hold. */
  readonly holdId: string;
}

/**
 * A lot of an imported balance.
 * @category Events
 */
export interface ImportedPoints extends TakenPoints {
  /** When the points were earned. */
  readonly earnedAt: Instant;
}

/**
 * Points that an account lost when it was closed.
 * @category Events
 */
export interface ForfeitedPoints {
  /** Spendable points. */
  readonly available: number;
  /** Pending points. */
  readonly pending: number;
  /** Held points. */
  readonly held: number;
}

/**
 * Points that are given back: of which lot they were, and the lot they are in now.
 * @category Events
 */
export interface RestoredPoints extends LotPoints {
  /** The lot they were taken of. */
  readonly from: number;
  /** The last local date on which they can be spent, `null` for ever. */
  readonly expiresOn: CalendarDate | null;
  /** How far an activity can move that date, see {@link PointLot}. */
  readonly movableUntil: CalendarDate | null;
  /** Whether the date was lengthened by grace. */
  readonly graced: boolean;
  /** Points of these that lapsed in the same instant. */
  readonly lapsed: number;
}

/**
 * An activity under an inactivity policy: the points that follow it get a new date.
 * @category Events
 */
export interface LedgerActivity {
  /** The local date of the activity. */
  readonly on: CalendarDate;
  /** The new last local date of all points that activities move, unless they have a later one or may move less far. */
  readonly expiresOn: CalendarDate;
}

/**
 * The account was opened. Carries what cannot change during its life.
 * @category Events
 */
export interface AccountOpened extends LedgerEventBase {
  /** Always `"account-opened"`. */
  readonly type: "account-opened";
  /** The customer, `null` when not told. */
  readonly customerId: string | null;
  /** The program. */
  readonly programId: string;
  /** The zone of its local days. */
  readonly timeZone: string;
  /** Whether points lapse while they are held. */
  readonly heldPoints: "do-not-expire" | "expire";
  /** Which points are taken first. */
  readonly consumption: ConsumptionOrder;
  /** For how many local days ids and keys are remembered; `null` for ever. */
  readonly rememberDays: number | null;
}

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
 * Points were spent.
 * @category Events
 */
export interface PointsRedeemed extends LedgerEventBase {
  /** Always `"points-redeemed"`. */
  readonly type: "points-redeemed";
  /** Names the redemption. */
  readonly redemptionId: string;
  /** Points spent. */
  readonly points: number;
  /** The lots, in the order taken. */
  readonly lots: readonly TakenPoints[];
  /** What was given for them. */
  readonly reward: LedgerSource | null;
  /** The activity that it is, under an inactivity policy. */
  readonly activity: LedgerActivity | null;
}

/**
 * Points were set aside.
 * @category Events
 */
export interface PointsHeld extends LedgerEventBase {
  /** Always `"points-held"`. */
  readonly type: "points-held";
  /** Names the hold. */
  readonly holdId: string;
  /** Points held. */
  readonly points: number;
  /** When it ends by itself, exclusive; `null` for never. */
  readonly until: Instant | null;
  /** The lots, in the order taken. */
  readonly lots: readonly TakenPoints[];
}

/**
 * Held points were redeemed; what the hold had beyond them went back.
 * @category Events
 */
export interface HoldCaptured extends LedgerEventBase {
  /** Always `"hold-captured"`. */
  readonly type: "hold-captured";
  /** The hold. */
  readonly holdId: string;
  /** Names the redemption. */
  readonly redemptionId: string;
  /** Points redeemed. */
  readonly points: number;
  /** The lots redeemed, in the order taken. */
  readonly lots: readonly TakenPoints[];
  /** The rest, given back. */
  readonly released: readonly RestoredPoints[];
  /** The activity that it is, under an inactivity policy. */
  readonly activity: LedgerActivity | null;
}

/**
 * Held points were given back.
 * @category Events
 */
export interface HoldReleased extends LedgerEventBase {
  /** Always `"hold-released"`. */
  readonly type: "hold-released";
  /** The hold. */
  readonly holdId: string;
  /** Whether its time was over or a command did it. */
  readonly by: "time" | "command";
  /** Points given back, those included that lapsed at once. */
  readonly points: number;
  /** Where they are now. */
  readonly released: readonly RestoredPoints[];
}

/**
 * Redeemed points were given back.
 * @category Events
 */
export interface RedemptionReversed extends LedgerEventBase {
  /** Always `"redemption-reversed"`. */
  readonly type: "redemption-reversed";
  /** The redemption. */
  readonly redemptionId: string;
  /** Points given back, those included that lapsed at once. */
  readonly points: number;
  /** Of these, points that lapsed at once. */
  readonly forfeited: number;
  /** Where they are now. */
  readonly restored: readonly RestoredPoints[];
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
 * Spending was stopped, or allowed again.
 * @category Events
 */
export interface AccountStatusChanged extends LedgerEventBase {
  /** Which of both. */
  readonly type: "account-frozen" | "account-unfrozen";
  /** Why. */
  readonly reason: string;
}

/**
 * The account was closed.
 * @category Events
 */
export interface AccountClosed extends LedgerEventBase {
  /** Always `"account-closed"`. */
  readonly type: "account-closed";
  /** Why. */
  readonly reason: string;
  /** Points forfeited. */
  readonly forfeited: ForfeitedPoints;
  /** Debt written off. */
  readonly debtForgiven: number;
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

/**
 * The account went into another one.
 * @category Events
 */
export interface AccountMerged extends LedgerEventBase {
  /** Always `"account-merged"`. */
  readonly type: "account-merged";
  /** The account that took it over. */
  readonly into: string;
  /** Why, `null` when not told. */
  readonly reason: string | null;
  /** Points handed over: spendable, pending and held ones. */
  readonly points: number;
  /** Debt handed over. */
  readonly debt: number;
}

/**
 * Another account went into this one: everything it had, as it is here.
 * @category Events
 */
export interface AccountAbsorbed extends LedgerEventBase {
  /** Always `"account-absorbed"`. */
  readonly type: "account-absorbed";
  /** The account that was taken over. */
  readonly from: string;
  /** Points taken over: spendable, pending and held ones. */
  readonly points: number;
  /** Debt taken over. */
  readonly debt: number;
  /** Its last activity. */
  readonly lastActivityOn: CalendarDate | null;
  /** The number that the next lot gets. */
  readonly nextLot: number;
  /** Its spendable points. */
  readonly lots: readonly PointLot[];
  /** Its pending points. */
  readonly pending: readonly PendingLot[];
  /** Its open holds. */
  readonly holds: readonly PointHold[];
  /** Its earnings. */
  readonly earnings: readonly RememberedEarning[];
  /** Its redemptions. */
  readonly redemptions: readonly RememberedRedemption[];
  /** Its ended holds. */
  readonly endedHolds: readonly EndedHold[];
  /** Its transfers. */
  readonly transfers: readonly Remembered[];
  /** Its keys. */
  readonly keys: readonly RememberedKey[];
}

/**
 * Anything that happened to an account.
 * @category Events
 */
export type LedgerEvent =
  | AccountOpened
  | PointsEarned
  | PointsActivated
  | PendingCancelled
  | PointsLapsed
  | DebtPaid
  | PointsRedeemed
  | PointsHeld
  | HoldCaptured
  | HoldReleased
  | RedemptionReversed
  | EarningReversed
  | PointsAdjusted
  | ExpiryExtended
  | OpeningBalanceImported
  | ExpiryBooked
  | AccountStatusChanged
  | AccountClosed
  | PointsSent
  | PointsReceived
  | AccountMerged
  | AccountAbsorbed;
