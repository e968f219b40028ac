import type { Money } from "../../foundation/money/money.js";
import type { CalendarDate } from "../../foundation/time/calendar-date.js";
import type { Instant, InstantLike } from "../../foundation/time/instant.js";

/**
 * Who gave a command.
 * @category Commands
 */
export interface LedgerActor {
  /** What kind of actor. */
  readonly kind: "system" | "staff" | "customer" | "import";
  /** Names the actor. */
  readonly id: string;
}

/**
 * What a credit or a reversal came from: an order, a campaign.
 * @category Commands
 */
export interface LedgerSource {
  /** `"order"`, `"campaign"`, whatever the app calls it. */
  readonly kind: string;
  /** Names it within its kind. */
  readonly id: string;
}

/**
 * Fields of every command; `Time` is how instants are written.
 * @category Commands
 */
export interface CommandBase<Time = Instant> {
  /** Idempotency key: the same command sent again has the same key and changes nothing. */
  readonly key: string;
  /** When it happened. */
  readonly at: Time;
  /** When it became known; `at` when left out. */
  readonly recordedAt?: Time | undefined;
  /** Who gave it. */
  readonly actor?: LedgerActor | undefined;
  /** Refuses the command when the account has another version. */
  readonly expectedVersion?: number | undefined;
}

/**
 * Points for a purchase or another deed.
 * @category Commands
 */
export interface EarnCommand<Time = Instant> extends CommandBase<Time> {
  /** Always `"earn"`. */
  readonly type: "earn";
  /** Names the earning; a return refers to it. */
  readonly earningId: string;
  /** Points, at least 1. */
  readonly points: number;
  /** What it was earned with. */
  readonly source?: LedgerSource | undefined;
  /** The amount that the points were given for; a return by `remaining` needs it. */
  readonly basis?: Money | undefined;
  /** The local date from which the points can be spent, instead of the program's `pending`. */
  readonly activatesOn?: CalendarDate | undefined;
  /** The last local date on which they can be spent, `null` for ever, instead of the program's `expiry`. */
  readonly expiresOn?: CalendarDate | null | undefined;
  /** Why so many points: any JSON, kept in the event. */
  readonly explanation?: unknown;
}

/**
 * Makes the pending points of an earning spendable, or takes them back.
 * @category Commands
 */
export interface PendingDecisionCommand<Time = Instant> extends CommandBase<Time> {
  /** Which of these. */
  readonly type: "activate" | "cancel-pending";
  /** The earning. */
  readonly earningId: string;
}

/**
 * Spends points.
 * @category Commands
 */
export interface RedeemCommand<Time = Instant> extends CommandBase<Time> {
  /** Always `"redeem"`. */
  readonly type: "redeem";
  /** Names the redemption. */
  readonly redemptionId: string;
  /** Points, at least 1. */
  readonly points: number;
  /** What was given for them. */
  readonly reward?: LedgerSource | undefined;
}

/**
 * Sets points aside.
 * @category Commands
 */
export interface HoldCommand<Time = Instant> extends CommandBase<Time> {
  /** Always `"hold"`. */
  readonly type: "hold";
  /** Names the hold. */
  readonly holdId: string;
  /** Points, at least 1. */
  readonly points: number;
  /** When it ends by itself, exclusive. */
  readonly until?: Time | undefined;
}

/**
 * Redeems held points.
 * @category Commands
 */
export interface CaptureHoldCommand<Time = Instant> extends CommandBase<Time> {
  /** Always `"capture-hold"`. */
  readonly type: "capture-hold";
  /** The hold. */
  readonly holdId: string;
  /** Names the redemption. */
  readonly redemptionId: string;
  /** Points; all that the hold has when left out. The rest is released. */
  readonly points?: number | undefined;
}

/**
 * Gives held points back.
 * @category Commands
 */
export interface ReleaseHoldCommand<Time = Instant> extends CommandBase<Time> {
  /** Always `"release-hold"`. */
  readonly type: "release-hold";
  /** The hold. */
  readonly holdId: string;
}

/**
 * Gives redeemed points back.
 * @category Commands
 */
export interface ReverseRedemptionCommand<Time = Instant> extends CommandBase<Time> {
  /** Always `"reverse-redemption"`. */
  readonly type: "reverse-redemption";
  /** The redemption. */
  readonly redemptionId: string;
  /** Points; all that is left of it when left out. */
  readonly points?: number | undefined;
}

/**
 * Takes earned points back: `points` of them, or by what is left of the purchase; all that is left when neither is given.
 * @category Commands
 */
export interface ReverseEarningCommand<Time = Instant> extends CommandBase<Time> {
  /** Always `"reverse-earning"`. */
  readonly type: "reverse-earning";
  /** The earning. */
  readonly earningId: string;
  /** Points to take back. */
  readonly points?: number | undefined;
  /** What is left of the earning's `basis` after this and all earlier returns. */
  readonly remaining?: Money | undefined;
}

/**
 * Adds or takes points by hand.
 * @category Commands
 */
export interface AdjustCommand<Time = Instant> extends CommandBase<Time> {
  /** Always `"adjust"`. */
  readonly type: "adjust";
  /** Points with their sign, not 0. */
  readonly points: number;
  /** Why. */
  readonly reason: string;
  /** Who decided it. */
  readonly actor: LedgerActor;
}

/**
 * Books what has lapsed by `at` as events. Balances are right without it.
 * @category Commands
 */
export interface ExpireCommand<Time = Instant> extends CommandBase<Time> {
  /** Always `"expire"`. */
  readonly type: "expire";
}

/**
 * Lets points live longer; never shorter.
 * @category Commands
 */
export interface ExtendExpiryCommand<Time = Instant> extends CommandBase<Time> {
  /** Always `"extend-expiry"`. */
  readonly type: "extend-expiry";
  /** The earning; all points that have a date when left out. */
  readonly earningId?: string | undefined;
  /** The new last local date. */
  readonly to: CalendarDate;
}

/**
 * Takes over balances of an older system.
 * @category Commands
 */
export interface ImportOpeningBalanceCommand<Time = Instant> extends CommandBase<Time> {
  /** Always `"import-opening-balance"`. */
  readonly type: "import-opening-balance";
  /** The balance, lot by lot; at most 1000. */
  readonly lots: readonly OpeningLot<Time>[];
}

/**
 * One lot of an imported balance.
 * @category Commands
 */
export interface OpeningLot<Time = Instant> {
  /** Points, at least 1. */
  readonly points: number;
  /** The last local date on which they can be spent, `null` for ever. */
  readonly expiresOn: CalendarDate | null;
  /** When they were earned. */
  readonly earnedAt: Time;
}

/**
 * Stops spending, allows it again, or ends the account.
 * @category Commands
 */
export interface ChangeStatusCommand<Time = Instant> extends CommandBase<Time> {
  /** Which of these. */
  readonly type: "freeze" | "unfreeze" | "close";
  /** Why. */
  readonly reason: string;
}

/**
 * A command to one account; `Time` is how its instants are written.
 * @category Commands
 */
export type LedgerCommandOf<Time> =
  | EarnCommand<Time>
  | PendingDecisionCommand<Time>
  | RedeemCommand<Time>
  | HoldCommand<Time>
  | CaptureHoldCommand<Time>
  | ReleaseHoldCommand<Time>
  | ReverseRedemptionCommand<Time>
  | ReverseEarningCommand<Time>
  | AdjustCommand<Time>
  | ExpireCommand<Time>
  | ExtendExpiryCommand<Time>
  | ImportOpeningBalanceCommand<Time>
  | ChangeStatusCommand<Time>;

/**
 * Moves points to another account, see {@link transferPoints}.
 * @category Commands
 */
export interface TransferCommand<Time = Instant> extends CommandBase<Time> {
  /** Always `"transfer"`. */
  readonly type: "transfer";
  /** Names the transfer. */
  readonly transferId: string;
  /** Points, at least 1. */
  readonly points: number;
}

/**
 * Unites two accounts, see {@link mergeAccounts}.
 * @category Commands
 */
export interface MergeCommand<Time = Instant> extends CommandBase<Time> {
  /** Always `"merge"`. */
  readonly type: "merge";
  /** Why. */
  readonly reason?: string | undefined;
}

/**
 * Plain strings where dates and currencies are branded, so that literals can be written.
 * @category Commands
 */
export type Written<T> = T extends string & { readonly __brand: string }
  ? string
  : T extends Date
    ? T
    : T extends object
      ? { readonly [K in keyof T]: Written<T[K]> }
      : T;

/**
 * A command to one account, as {@link parseCommand} reads it.
 * @category Commands
 */
export type LedgerCommand = LedgerCommandOf<Instant>;

/**
 * What may be written as a command: instants in any form, dates as plain strings.
 * @category Commands
 */
export type LedgerCommandInput = Written<LedgerCommandOf<InstantLike>>;

/**
 * What may be written as a transfer.
 * @category Commands
 */
export type TransferCommandInput = Written<TransferCommand<InstantLike>>;

/**
 * What may be written as a merge.
 * @category Commands
 */
export type MergeCommandInput = Written<MergeCommand<InstantLike>>;
