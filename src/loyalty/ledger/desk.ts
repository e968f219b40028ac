// Where a command is decided: the draft of the account, and the events booked so far.
import type { CalendarDate } from "../../foundation/time/calendar-date.js";
import type { Instant } from "../../foundation/time/instant.js";
import type { PointAccount } from "./account.js";
import type { LedgerActor } from "./command.js";
import { draftOf, type Draft } from "./draft.js";
import { EVENT_SCHEMA_VERSION, type LedgerEventBase } from "./event-parts.js";
import type { LedgerEvent } from "./event.js";
import { evolve } from "./evolve.js";
import { dayAt, latestDate } from "./local-days.js";

/** Where a command is decided. */
export interface Desk {
  readonly draft: Draft;
  readonly events: LedgerEvent[];
  /** The `at` of the command. */
  readonly at: Instant;
  /** The state that the command meets is the one of this instant: `at`, or the newest event's when that is later. */
  readonly now: Instant;
  /** The local date at `now`: points whose date is before it are gone. */
  readonly today: CalendarDate;
  /** The local day of `at`, from which dates count. */
  readonly day: number;
  readonly recordedAt: Instant;
  readonly key: string | null;
  readonly actor: LedgerActor | null;
}

/** The fields of every command that a desk needs. */
export interface DeskCommand {
  readonly at: Instant;
  readonly recordedAt?: Instant | undefined;
  readonly key: string | null;
  readonly actor?: LedgerActor | undefined;
}

/** An event without what every event says. */
export type Body = LedgerEvent extends infer E ? (E extends LedgerEvent ? Omit<E, keyof LedgerEventBase> : never) : never;

/** Opens a desk for a command to an account. */
export function deskFor(account: PointAccount, command: DeskCommand): Desk {
  const { at, recordedAt = at, key, actor = null } = command;
  const now = at > account.newestAt ? at : account.newestAt;
  const today = latestDate(now, account.timeZone);
  return { draft: draftOf(account), events: [], at, now, today, day: dayAt(at, account.timeZone), recordedAt, key, actor };
}

/** Books the event that the command itself is. Earnings and imports take effect when they happened, all others now. */
export function book(desk: Desk, body: Body, content: string | null): void {
  const adds = body.type === "points-earned" || body.type === "opening-balance-imported";
  write(desk, body, desk.at, adds ? desk.at : desk.now, content);
}

/** Books what time did, at the instant when it did. */
export function bookAt(desk: Desk, body: Body, at: number): void {
  write(desk, body, at as Instant, at as Instant, null);
}

/** Books what follows from the command now. */
export function bookNow(desk: Desk, body: Body): void {
  write(desk, body, desk.now, desk.now, null);
}

function write(desk: Desk, body: Body, at: Instant, effectiveAt: Instant, content: string | null): void {
  const { draft, events, recordedAt, key, actor } = desk;
  const { accountId, version } = draft;
  const event = {
    schemaVersion: EVENT_SCHEMA_VERSION,
    accountId,
    version: version + 1,
    at,
    effectiveAt,
    recordedAt,
    key,
    content,
    actor,
    ...body,
  } as LedgerEvent;
  evolve(draft, event);
  events.push(event);
}
