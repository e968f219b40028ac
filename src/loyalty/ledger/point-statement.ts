import type { Instant, InstantLike } from "../../foundation/time/instant.js";
import { ValidationError } from "../../foundation/errors/validation-error.js";
import { folded } from "./account-as-of.js";
import { balanceOf, settledDesk, type PointBalance } from "./balance.js";
import { accountOf, netOf, type Draft } from "./draft.js";
import { evolve } from "./evolve.js";
import type { LedgerActor } from "./command.js";
import type { LedgerEvent } from "./event.js";
import { readMoment } from "./read-command.js";
import { readEvent } from "./read-event.js";

/**
 * A period of a statement, `[from, to)`.
 * @category Balance
 */
export interface StatementPeriod {
  /** Its first instant. */
  readonly from: InstantLike;
  /** The first instant after it. */
  readonly to: InstantLike;
}

/**
 * One line of a statement.
 * @category Balance
 */
export interface StatementLine {
  /** When it happened. */
  readonly at: Instant;
  /** When it took effect; differs from `at` for commands that came late. */
  readonly effectiveAt: Instant;
  /** When it became known; `null` for what time did and nobody has booked yet. */
  readonly recordedAt: Instant | null;
  /** The account's version after the event, `null` when not booked yet. */
  readonly version: number | null;
  /** What happened: the type of the event. */
  readonly type: LedgerEvent["type"];
  /** The idempotency key of the command that booked it; `null` when not booked yet and for the opening. */
  readonly key: string | null;
  /** Who gave the command, `null` when not told. */
  readonly actor: LedgerActor | null;
  /** Why, as the command said; `null` when it did not. */
  readonly reason: string | null;
  /** The earning, redemption, hold, transfer or other account that it is about; `null` when none. */
  readonly reference: string | null;
  /** The change of `net`, in points; 0 for a hold, which only moves points. */
  readonly points: number;
  /** `net` after it. */
  readonly net: number;
  /** The debt after it. */
  readonly debt: number;
}

/**
 * An account's statement over a period: `opening.net` and the points of all lines make `closing.net`.
 * @category Balance
 */
export interface PointStatement {
  /** The balance when the period begins; zero before the account was opened. */
  readonly opening: PointBalance;
  /** What happened, in the order of the stream. */
  readonly lines: readonly StatementLine[];
  /** The balance when the period ends; the next period opens with it. */
  readonly closing: PointBalance;
}

const ZERO: PointBalance = { available: 0, pending: 0, held: 0, debt: 0, net: 0, nextExpiry: null };

/**
 * What happened to an account in a period, and its balance before and after.
 *
 * Commands belong to `[from, to)` by the instant they took effect. What time does at the instant `to` (lapses, activations, ends of holds) belongs to the period
 * that ends there: points valid through 31 January lapse in January's statement. What time did is shown whether or not it was booked.
 *
 * @param events - All events of one account, in order.
 * @param period - The period.
 * @returns The balances and the lines.
 * @throws A {@link ValidationError} when an instant is not one, `to` is before `from`, or the stream is corrupt.
 *
 * @example
 * import { loyalty } from "clientele";
 *
 * const program = loyalty.parseProgram({ id: "points", timeZone: "Europe/Berlin", expiry: { kind: "rolling", months: 1 } });
 * const opened = loyalty.openAccount(program, { accountId: "a-1", at: "2025-01-01T09:00:00Z" });
 * const earn = { type: "earn", key: "k1", at: "2025-01-31T10:00:00Z", earningId: "order-1", points: 120 } as const;
 * const earned = loyalty.applyCommand(program, opened.account, earn);
 * const events = [...opened.events, ...(earned.ok ? earned.value.events : [])];
 * const february = loyalty.pointStatement(events, { from: "2025-01-31T23:00:00Z", to: "2025-02-28T23:00:00Z" });
 * february.opening.net; // => 120
 * february.lines.map(({ type, points }) => ({ type, points })); // => [{ type: "points-lapsed", points: -120 }]
 * february.closing.net; // => 0
 *
 * @category Balance
 */
export function pointStatement(events: Iterable<LedgerEvent>, period: StatementPeriod): PointStatement {
  const from = readMoment("from", period.from);
  const to = readMoment("to", period.to);
  if (to < from)
    throw new ValidationError("period", [{ path: "to", code: "ends-before-it-begins", message: "expected an instant not before `from`" }]);
  const stream = dated(events);
  const opening = balanceUntil(foldAll(stream.filter(({ belongsUntil }) => belongsUntil(from))), from);
  const lines: StatementLine[] = [];
  let draft: Draft | null = null;
  let { net } = opening;
  const add = (event: LedgerEvent, after: Draft, before: number, isBooked: boolean): void => {
    const points = netOf(after.totals) - before;
    net += points;
    lines.push(lineOf(event, points, net, after.debt, isBooked));
  };
  for (const { event, belongsUntil } of stream) {
    if (!belongsUntil(to)) continue;
    const before = draft === null ? 0 : netOf(draft.totals);
    draft = folded(draft, event);
    if (draft !== null && !belongsUntil(from)) add(event, draft, before, true);
  }
  const closing = balanceUntil(draft, to);
  for (const event of draft === null ? [] : settledDesk(accountOf(draft), to).events) {
    const before = netOf((draft as Draft).totals);
    evolve(draft as Draft, event);
    if (event.at > from) add(event, draft as Draft, before, false);
  }
  return { opening, lines, closing };
}

interface DatedEvent {
  readonly event: LedgerEvent;
  /** Whether the event belongs to the time before an instant. */
  readonly belongsUntil: (end: number) => boolean;
}

/**
 * Tells of every event whether it belongs to the period that ends at an instant: what time did at that instant does, what a command did does not. What is dated
 * before the account was opened counts from its opening.
 */
function dated(events: Iterable<LedgerEvent>): DatedEvent[] {
  let command: LedgerEvent | null = null;
  let openedAt = -Infinity;
  return Array.from(events, (stored, i) => {
    const event = readEvent(stored, i + 1);
    if (event.type === "account-opened") openedAt = event.at;
    const byTime = isByTime(event, command);
    if (!TIME_DOES.includes(event.type) || isCommandOf(event)) command = event;
    const since = Math.max(event.effectiveAt, openedAt);
    return { event, belongsUntil: (end) => (byTime && event.effectiveAt > openedAt ? since <= end : since < end) };
  });
}

const TIME_DOES: readonly LedgerEvent["type"][] = ["points-lapsed", "points-activated", "pending-cancelled", "hold-released", "debt-paid"];

function isCommandOf(event: LedgerEvent): boolean {
  return event.content !== null;
}

/** Whether time did it by itself, and not the command before it, whose points had lapsed or paid debt at once. */
function isByTime(event: LedgerEvent, command: LedgerEvent | null): boolean {
  if (!TIME_DOES.includes(event.type) || isCommandOf(event)) return false;
  const follows = command !== null && command.key === event.key;
  return !follows || (event.type !== "debt-paid" && event.effectiveAt > command.effectiveAt);
}

function foldAll(stream: readonly DatedEvent[]): Draft | null {
  let draft: Draft | null = null;
  for (const { event } of stream) draft = folded(draft, event);
  return draft;
}

function balanceUntil(draft: Draft | null, at: Instant): PointBalance {
  return draft === null ? ZERO : balanceOf(settledDesk(accountOf(draft), at));
}

function lineOf(event: LedgerEvent, points: number, net: number, debt: number, isBooked: boolean): StatementLine {
  const { at, effectiveAt, type, key, actor } = event;
  const reason = "reason" in event ? event.reason : null;
  const recordedAt = isBooked ? event.recordedAt : null;
  const version = isBooked ? event.version : null;
  return { at, effectiveAt, recordedAt, version, type, key, actor, reason, reference: referenceOf(event), points, net, debt };
}

/** What an event is about. */
function referenceOf(event: LedgerEvent): string | null {
  // eslint-disable-next-line @typescript-eslint/switch-exhaustiveness-check -- the others are about the account itself
  switch (event.type) {
    case "points-earned":
    case "earning-reversed":
    case "expiry-extended":
      return event.earningId;
    case "points-redeemed":
    case "redemption-reversed":
      return event.redemptionId;
    case "points-held":
    case "hold-released":
    case "hold-captured":
      return event.holdId;
    case "points-sent":
    case "points-received":
      return event.transferId;
    case "account-merged":
      return event.into;
    case "account-absorbed":
      return event.from;
    default:
      return null;
  }
}
