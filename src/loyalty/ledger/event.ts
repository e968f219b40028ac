import type { AccountAbsorbed, AccountClosed, AccountMerged, AccountOpened, AccountStatusChanged } from "./account-event.js";
import type {
  DebtPaid,
  EarningReversed,
  ExpiryBooked,
  ExpiryExtended,
  OpeningBalanceImported,
  PendingCancelled,
  PointsActivated,
  PointsAdjusted,
  PointsEarned,
  PointsLapsed,
  PointsReceived,
  PointsSent,
} from "./point-event.js";
import type { HoldCaptured, HoldReleased, PointsHeld, PointsRedeemed, RedemptionReversed } from "./redemption-event.js";

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
