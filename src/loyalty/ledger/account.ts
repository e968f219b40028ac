import type { Money } from "../../foundation/money/money.js";
import type { CalendarDate } from "../../foundation/time/calendar-date.js";
import type { Instant } from "../../foundation/time/instant.js";
import type { ConsumptionOrder } from "./program.js";

/**
 * The state of one customer's points: what {@link replayEvents} makes of the account's events. Plain JSON, written by this library alone.
 *
 * It is the state as of the newest event. Points that have lapsed since, activations and hold ends are not in it yet: ask {@link balanceAt} and
 * {@link expirySchedule}, never the lots, what the customer has.
 * @category Account
 */
export interface PointAccount {
  /** Always `"point-account"`. */
  readonly kind: "point-account";
  /** The layout of this object. */
  readonly schemaVersion: 1;
  /** Names the account. */
  readonly accountId: string;
  /** The customer, `null` when the account was opened without. */
  readonly customerId: string | null;
  /** The program that the account belongs to. */
  readonly programId: string;
  /** The zone of the account's local days. */
  readonly timeZone: string;
  /** Whether points lapse while they are held. */
  readonly heldPoints: "do-not-expire" | "expire";
  /** Which points are taken first. */
  readonly consumption: ConsumptionOrder;
  /** For how many local days ids and keys are remembered; `null` for ever. */
  readonly rememberDays: number | null;
  /** What can be done with the account. */
  readonly status: "open" | "frozen" | "closed" | "merged";
  /** The account that took over a merged one, else `null`. */
  readonly mergedInto: string | null;
  /** When it was opened. */
  readonly openedAt: Instant;
  /** The newest `at` of its events. */
  readonly newestAt: Instant;
  /** How many events it has. */
  readonly version: number;
  /** Points that were taken back but spent already; the next points that become spendable pay it. Above 0 only when nothing is available. */
  readonly debt: number;
  /** The local date of the last activity under an inactivity policy, else `null`. */
  readonly lastActivityOn: CalendarDate | null;
  /** The number that the next lot gets. */
  readonly nextLot: number;
  /** Spendable points, in the order in which they are taken. */
  readonly lots: readonly PointLot[];
  /** Points that wait to become spendable, in the order of booking. */
  readonly pending: readonly PendingLot[];
  /** Open holds, by id. */
  readonly holds: readonly PointHold[];
  /** Earnings that can be recognised and reversed. */
  readonly earnings: RememberedTable<RememberedEarning>;
  /** Redemptions that can be recognised and reversed. */
  readonly redemptions: RememberedTable<RememberedRedemption>;
  /** Holds that have ended. */
  readonly endedHolds: RememberedTable<EndedHold>;
  /** Transfers from this account. */
  readonly transfers: RememberedTable<Remembered>;
  /** Idempotency keys of accepted commands. */
  readonly keys: RememberedTable<RememberedKey>;
  /** What was booked so far, over the account's whole life. */
  readonly totals: PointTotals;
}

/**
 * Points that came together and have the same date.
 * @category Account
 */
export interface PointLot {
  /** Names the lot within its account. */
  readonly lot: number;
  /** Its place in the order of booking; points that are given back keep it. */
  readonly order: number;
  /** The earning it came from; `null` for adjustments, imports and transfers. */
  readonly earningId: string | null;
  /** When the points were earned. */
  readonly earnedAt: Instant;
  /** How many points are left, above 0. */
  readonly points: number;
  /** The last local date on which they can be spent, `null` for ever. */
  readonly expiresOn: CalendarDate | null;
  /** How far an activity can move the date: `"9999-12-31"` without limit; `null` when activities do not move it. */
  readonly movableUntil: CalendarDate | null;
  /** Whether the date was lengthened by the grace that a point is given once. */
  readonly graced: boolean;
}

/**
 * Points that wait to become spendable.
 * @category Account
 */
export interface PendingLot extends PointLot {
  /** The local date on which they become spendable by themselves; `null` when a command must do it. */
  readonly activatesOn: CalendarDate | null;
  /** The last local date on which they wait; after it they are cancelled. `null` for ever. */
  readonly cancelAfter: CalendarDate | null;
  /** Whether the program counts the date afresh when a command activates the points. */
  readonly datedByActivation: boolean;
}

/**
 * Points set aside for a redemption to come.
 * @category Account
 */
export interface PointHold {
  /** The caller's name for it. */
  readonly id: string;
  /** When it was made. */
  readonly at: Instant;
  /** When it ends by itself, exclusive; `null` for never. */
  readonly until: Instant | null;
  /** What it holds, in the order taken. */
  readonly lots: readonly PointLot[];
}

/**
 * Something that can be recognised when it comes again.
 * @category Account
 */
export interface Remembered {
  /** The caller's name for it. */
  readonly id: string;
  /** The `at` of its command. */
  readonly at: Instant;
}

/**
 * Entries in order of their ids, in pages, so that one is found and changed quickly however many there are. No page is empty.
 * @category Account
 */
export type Pages<Entry> = readonly (readonly Entry[])[];

/**
 * What can be recognised again. Two generations: what is older than the account remembers goes with the older one, as a whole.
 * @category Account
 */
export interface RememberedTable<Entry> {
  /** When the recent generation began: everything in the older one came before; `null` when no generation has begun. */
  readonly since: Instant | null;
  /** The recent entries. */
  readonly recent: Pages<Entry>;
  /** The older entries, some of them forgotten already. */
  readonly older: Pages<Entry>;
}

/**
 * An earning that can be recognised and reversed.
 * @category Account
 */
export interface RememberedEarning extends Remembered {
  /** Points earned. */
  readonly points: number;
  /** The place of its points in the order of booking. */
  readonly order: number;
  /** The amount that the points were given for, `null` when not told. */
  readonly basis: Money | null;
  /** Points reversed so far, lapsed and forgiven ones included. */
  readonly reversed: number;
  /** Points of it that have lapsed and were not counted by a reversal yet. */
  readonly lapsed: number;
}

/**
 * A redemption that can be recognised and reversed.
 * @category Account
 */
export interface RememberedRedemption extends Remembered {
  /** Points redeemed. */
  readonly points: number;
  /** What can still be given back, in the order taken, with the dates at redemption. */
  readonly lots: readonly PointLot[];
}

/**
 * A hold that has ended.
 * @category Account
 */
export interface EndedHold extends Remembered {
  /** Whether its time was over, or a command ended it. */
  readonly ended: "expired" | "settled";
}

/**
 * The key of an accepted command.
 * @category Account
 */
export interface RememberedKey extends Remembered {
  /** A fingerprint of what the command said. */
  readonly content: string;
}

/**
 * Points booked over an account's whole life, each a sum of at least 0. The balance is their difference:
 * `net = earned + imported + credited + restored + received + forgiven - redeemed - reversed - debited - sent - lapsed - cancelled - closed - debtReceived`.
 * @category Account
 */
export interface PointTotals {
  /** Earned, pending ones included. */
  readonly earned: number;
  /** Taken over from an older system. */
  readonly imported: number;
  /** Added by adjustments. */
  readonly credited: number;
  /** Given back by reversed redemptions, those included that lapsed at once. */
  readonly restored: number;
  /** Received from other accounts. */
  readonly received: number;
  /** Debt that was written off when the account was closed, or went over to another account with a merge. */
  readonly forgiven: number;
  /** Redeemed, captured holds included. */
  readonly redeemed: number;
  /** Taken back for returns, as points or as debt. */
  readonly reversed: number;
  /** Taken by adjustments. */
  readonly debited: number;
  /** Sent to other accounts. */
  readonly sent: number;
  /** Lapsed, as far as it is booked. */
  readonly lapsed: number;
  /** Cancelled while pending. */
  readonly cancelled: number;
  /** Forfeited when the account was closed. */
  readonly closed: number;
  /** Debt taken over from merged accounts. */
  readonly debtReceived: number;
}
