// Events that redeem points, hold them, or give them back.
import type { Instant } from "../../foundation/time/instant.js";
import type { LedgerSource } from "./command.js";
import type { LedgerActivity, LedgerEventBase, RestoredPoints, TakenPoints } from "./event-parts.js";

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
