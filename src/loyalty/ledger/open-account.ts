import type { CustomerId } from "../../foundation/ids/ids.js";
import type { Instant, InstantLike } from "../../foundation/time/instant.js";
import type { PointAccount } from "./account.js";
import type { AccountOpened } from "./account-event.js";
import { EVENT_SCHEMA_VERSION } from "./event-parts.js";
import type { PointProgram } from "./program.js";
import { readOpening } from "./read-command.js";
import { NOTHING_REMEMBERED } from "./remembered.js";

/**
 * How an account is opened.
 * @category Account
 */
export interface OpenAccountOptions {
  /** Names the account, 1 to 256 characters. */
  readonly accountId: string;
  /** The customer it belongs to. */
  readonly customerId?: CustomerId | string | undefined;
  /** When it is opened. */
  readonly at: InstantLike;
}

/**
 * A new account.
 * @category Account
 */
export interface Opened {
  /** The event to store. */
  readonly events: readonly [AccountOpened];
  /** The account. */
  readonly account: PointAccount;
}

/**
 * Opens an account: the first event of its stream.
 *
 * @param program - The rules; their time zone, `heldPoints`, `consumption` and `rememberDays` hold for the account's life.
 * @param options - The account's name and when it is opened.
 * @returns The event to store and the account, at version 1 and without points.
 * @throws A {@link ValidationError} when an id is not a string of 1 to 256 characters or the instant is not one.
 *
 * @example
 * import { loyalty } from "clientele";
 *
 * const program = loyalty.parseProgram({ id: "points", timeZone: "Europe/Berlin" });
 * const { events, account } = loyalty.openAccount(program, { accountId: "a-1", at: "2025-01-01T09:00:00Z" });
 * events.length; // => 1
 * account.version; // => 1
 *
 * @category Account
 */
export function openAccount(program: PointProgram, options: OpenAccountOptions): Opened {
  const { accountId, customerId, at } = readOpening(options);
  const { id: programId, timeZone, heldPoints, consumption, rememberDays } = program;
  const event: AccountOpened = {
    type: "account-opened",
    schemaVersion: EVENT_SCHEMA_VERSION,
    accountId,
    version: 1,
    at,
    effectiveAt: at,
    recordedAt: at,
    key: null,
    content: null,
    actor: null,
    customerId,
    programId,
    timeZone,
    heldPoints,
    consumption,
    rememberDays,
  };
  return { events: [event], account: openedAccount(event) };
}

/** The account that an opening event makes. */
export function openedAccount(event: AccountOpened): PointAccount {
  const { accountId, customerId, programId, timeZone, heldPoints, consumption, rememberDays } = event;
  const at: Instant = event.at;
  return {
    kind: "point-account",
    schemaVersion: 1,
    accountId,
    customerId,
    programId,
    timeZone,
    heldPoints,
    consumption,
    rememberDays,
    status: "open",
    mergedInto: null,
    openedAt: at,
    newestAt: at,
    version: 1,
    debt: 0,
    lastActivityOn: null,
    nextLot: 1,
    lots: [],
    pending: [],
    holds: [],
    earnings: NOTHING_REMEMBERED,
    redemptions: NOTHING_REMEMBERED,
    endedHolds: NOTHING_REMEMBERED,
    transfers: NOTHING_REMEMBERED,
    keys: NOTHING_REMEMBERED,
    totals: NOTHING,
  };
}

const NOTHING: PointAccount["totals"] = {
  earned: 0,
  imported: 0,
  credited: 0,
  restored: 0,
  received: 0,
  forgiven: 0,
  redeemed: 0,
  reversed: 0,
  debited: 0,
  sent: 0,
  lapsed: 0,
  cancelled: 0,
  closed: 0,
  debtReceived: 0,
};
