// Events of an account as a whole.
import type { CalendarDate } from "../../foundation/time/calendar-date.js";
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
import type { ForfeitedPoints, LedgerEventBase } from "./event-parts.js";
import type { ConsumptionOrder } from "./program.js";

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
