// The words of the model: a program, commands, and an account that holds one entry per single point.
import type { InstantLike } from "clientele/time";

export interface Span {
  readonly days?: number;
  readonly months?: number;
  readonly years?: number;
}

export type Expiry =
  | { readonly kind: "never" }
  | ({ readonly kind: "rolling"; readonly roundUpTo?: RoundUpTo } & Span)
  | { readonly kind: "fixed-dates"; readonly dates: readonly string[]; readonly minimumDays?: number }
  | ({ readonly kind: "inactivity"; readonly activities: readonly ("earn" | "redeem")[] } & Span)
  | { readonly kind: "earliest-of"; readonly policies: readonly Expiry[] };

export type RoundUpTo = "month" | "quarter" | "half-year" | "year" | { readonly month: number; readonly day: number };

export interface ModelProgram {
  readonly id: string;
  readonly timeZone: string;
  readonly expiry?: Expiry;
  readonly expiryStarts?: "activated" | "earned";
  readonly pending?: { kind: "none" } | { kind: "days"; days: number } | { kind: "until-activated"; cancelAfterDays?: number };
  readonly consumption?: Consumption;
  readonly restoredExpiry?: { kind: "keep-but-at-least"; days: number } | { kind: "keep" | "reissue" | "forbidden" };
  readonly restoreOrder?: "reverse-of-consumption" | "soonest-expiry-first";
  readonly shortfall?: "carry-debt" | "clamp-to-zero" | "source-lot-only" | "pending-only" | "reject";
  readonly heldPoints?: "do-not-expire" | "expire";
  readonly transferExpiry?: "keep" | "reissue";
  readonly redemption?: { readonly minimum?: number; readonly increment?: number; readonly maximum?: number };
  readonly debtLimit?: number;
  readonly backdatingLimitDays?: number;
  readonly closedUntil?: string;
  readonly rememberDays?: number | null;
}

export type Consumption = "soonest-expiry-first" | "first-in-first-out" | "last-in-first-out";

interface Money {
  readonly minor: number;
  readonly currency: string;
}

interface Envelope {
  readonly key: string;
  readonly at: InstantLike;
  readonly recordedAt?: InstantLike;
  readonly expectedVersion?: number;
}

export type Body =
  | { type: "earn"; earningId: string; points: number; basis?: Money; activatesOn?: string; expiresOn?: string | null }
  | { type: "activate"; earningId: string }
  | { type: "cancel-pending"; earningId: string }
  | { type: "redeem"; redemptionId: string; points: number }
  | { type: "hold"; holdId: string; points: number; until?: InstantLike }
  | { type: "capture-hold"; holdId: string; redemptionId: string; points?: number }
  | { type: "release-hold"; holdId: string }
  | { type: "reverse-redemption"; redemptionId: string; points?: number }
  | { type: "reverse-earning"; earningId: string; points?: number; remaining?: Money }
  | { type: "adjust"; points: number; reason: string; actor: { kind: "staff"; id: string } }
  | { type: "expire" }
  | { type: "extend-expiry"; earningId?: string; to: string }
  | { type: "import-opening-balance"; lots: readonly ImportedLot[] }
  | { type: "freeze" | "unfreeze" | "close"; reason: string };

export type ModelCommand = Envelope & Body;
/** The command of one type. */
export type Of<T extends Body["type"]> = Envelope & Extract<Body, { type: T }>;

interface ImportedLot {
  readonly points: number;
  readonly expiresOn: string | null;
  readonly earnedAt: InstantLike;
}

export type PairCommand = Envelope & ({ type: "transfer"; transferId: string; points: number } | { type: "merge"; reason?: string });

/** One single point. */
export interface Point {
  state: "pending" | "available" | "held" | "redeemed" | "lapsed" | "gone";
  /** The token of the earning that answers for it; null for points of no earning. */
  earning: string | null;
  /** The token of the hold or the redemption that has it, and its place there. */
  holder: string | null;
  place: number;
  /** Place in the booking order, the same for all points of a lot. */
  order: number;
  earnedAt: number;
  /** null: waits for an activation. */
  activatesOn: string | null;
  /** The last day on which it may be pending. */
  pendingUntil: string | null;
  expiresOn: string | null;
  /** What the date was counted from; "later" is an activation that has not come yet. */
  datedBy: "command" | "earning" | "activation" | "extension" | "other";
  /** Whether activity moves its date; from which date its own period counts, and the end that other policies set. */
  clocked: boolean;
  start: string | null;
  cap: string | null;
  graced: boolean;
  /** Lapsed, and already counted by a return of its earning. */
  counted: boolean;
}

/** Something with an id that the account recognises until it is forgotten. */
export interface Known {
  readonly id: string;
  readonly token: string;
  readonly at: number;
}

export interface Earning extends Known {
  readonly points: number;
  readonly basis: Money | null;
  reversed: number;
}

export interface Hold extends Known {
  readonly until: number | null;
  state: "open" | "settled" | "expired";
}

interface UsedKey extends Known {
  readonly content: string;
}

export interface ModelAccount {
  readonly id: string;
  readonly programId: string;
  readonly timeZone: string;
  readonly heldPoints: "do-not-expire" | "expire";
  readonly consumption: Consumption;
  readonly rememberDays: number | null;
  /** The `at` of the newest event, and the instant up to which time has passed (they differ only in a look ahead). */
  newest: number;
  now: number;
  /** Set from outside: the model does not know how many events a library books. */
  version: number;
  frozen: boolean;
  closed: boolean;
  mergedInto: string | null;
  points: Point[];
  debt: number;
  earnings: Earning[];
  redemptions: Known[];
  holds: Hold[];
  transfers: Known[];
  keys: UsedKey[];
  lastEarn: string | null;
  lastRedeem: string | null;
  /** How many lots and tokens there have been. */
  booked: number;
}

export interface Refusal {
  readonly code: string;
  readonly available?: number;
  readonly requested?: number;
  readonly into?: string;
}

export type Outcome = { readonly ok: true; readonly duplicate: boolean } | ({ readonly ok: false } & Refusal);
