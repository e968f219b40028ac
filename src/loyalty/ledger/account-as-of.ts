import type { InstantLike } from "../../foundation/time/instant.js";
import type { PointAccount } from "./account.js";
import { corrupt } from "./corrupt-stream.js";
import { settledDesk } from "./balance.js";
import { accountOf, draftOf, type Draft } from "./draft.js";
import type { LedgerEvent } from "./event.js";
import { evolve } from "./evolve.js";
import { openedAccount } from "./open-account.js";
import { readEvent } from "./read-event.js";
import { readMoment } from "./read-command.js";

/**
 * Which past to look at.
 * @category Balance
 */
export interface AsOfOptions {
  /** Only what had taken effect by this instant, inclusive. */
  readonly occurredUntil: InstantLike;
  /** Only what was known by this instant, inclusive; everything when left out. */
  readonly recordedUntil?: InstantLike | undefined;
}

/**
 * The account as it was at an instant: by effect, and if asked for, as it was known then. Ask {@link balanceAt} with the same instant for the balance.
 *
 * An earning or an import that came late belongs to the day it is dated; other commands that came late belong to where they took effect, behind what was
 * booked already. An event is known from its `recordedAt` on; one that builds on others, such as a redemption of points, not before those.
 *
 * @param events - All events of one account, in order.
 * @param options - The instant, and the state of knowledge.
 * @returns The account; its `version` counts the events taken into account. `null` when it was not open yet, or not known.
 * @throws A {@link ValidationError} when an instant is not one or the stream is corrupt.
 *
 * @example
 * import { loyalty } from "clientele";
 *
 * const program = loyalty.parseProgram({ id: "points", timeZone: "Europe/Berlin" });
 * const opened = loyalty.openAccount(program, { accountId: "a-1", at: "2025-01-01T09:00:00Z" });
 * const late = { type: "earn", key: "k1", at: "2025-02-03T10:00:00Z", recordedAt: "2025-03-01T10:00:00Z", earningId: "o-1", points: 9 } as const;
 * const earned = loyalty.applyCommand(program, opened.account, late);
 * const events = [...opened.events, ...(earned.ok ? earned.value.events : [])];
 * const february = { occurredUntil: "2025-02-28T10:00:00Z" };
 * const account = loyalty.accountAsOf(events, february);
 * account === null ? null : loyalty.balanceAt(account, "2025-02-28T10:00:00Z").available; // => 9
 * const known = loyalty.accountAsOf(events, { ...february, recordedUntil: "2025-02-28T10:00:00Z" });
 * known === null ? null : loyalty.balanceAt(known, "2025-02-28T10:00:00Z").available; // => 0
 *
 * @category Balance
 */
export function accountAsOf(events: Iterable<LedgerEvent>, options: AsOfOptions): PointAccount | null {
  const occurredUntil = readMoment("occurredUntil", options.occurredUntil);
  const recordedUntil = options.recordedUntil === undefined ? Infinity : readMoment("recordedUntil", options.recordedUntil);
  let known = -Infinity;
  let draft: Draft | null = null;
  let place = 0;
  for (const stored of events) {
    place += 1;
    const event = readEvent(stored, place);
    known = Math.max(known, event.recordedAt);
    if (event.effectiveAt > occurredUntil || event.recordedAt > recordedUntil) continue;
    if (known <= recordedUntil || standsAlone(event)) draft = folded(draft, event);
    else draft = foldedIfItCan(draft, event);
  }
  if (draft === null) return null;
  return accountOf(settledDesk(accountOf(draft), draft.newestAt).draft);
}

/** Whether an event can be understood without those before it. */
function standsAlone({ type }: LedgerEvent): boolean {
  return type === "points-earned" || type === "opening-balance-imported";
}

/** Applies an event that was recorded before others which precede it in the stream, unless it builds on one of those. */
function foldedIfItCan(draft: Draft | null, event: LedgerEvent): Draft | null {
  try {
    return folded(draft === null ? null : draftOf(accountOf(draft)), event);
  } catch {
    return draft;
  }
}

/** Applies an event of a stream from which some may be left out; `null` before the opening. */
export function folded(draft: Draft | null, event: LedgerEvent): Draft | null {
  if (event.type === "account-opened" && draft === null) return draftOf(openedAccount(event));
  if (draft === null) return null;
  if (event.type === "account-opened") throw corrupt(event, "type", "expected no second opening");
  evolve(draft, event);
  return draft;
}
