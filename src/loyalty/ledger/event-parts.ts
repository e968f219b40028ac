// What events are made of.
import type { CalendarDate } from "../../foundation/time/calendar-date.js";
import type { Instant } from "../../foundation/time/instant.js";
import type { LedgerActor } from "./command.js";

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
  /** How far an activity can move the date. */
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
  /** How far an activity can move that date. */
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
