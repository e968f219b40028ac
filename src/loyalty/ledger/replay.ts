import { ValidationError } from "../../foundation/errors/validation-error.js";
import type { PointAccount } from "./account.js";
import { corrupt } from "./corrupt-stream.js";
import { accountOf, draftOf, isExact, type Draft } from "./draft.js";
import type { LedgerEvent } from "./event.js";
import { evolve } from "./evolve.js";
import { readEvent } from "./read-event.js";
import { openedAccount } from "./open-account.js";
import { openSnapshot, type AccountSnapshot } from "./snapshot.js";

/**
 * Applies one event to its account: the other half of {@link applyCommand}. Needs no program, since events hold what was decided.
 *
 * @param account - The account before the event; `null` for the opening event.
 * @param event - The next event of its stream.
 * @returns The account after it.
 * @throws A {@link ValidationError} that names the event, when the stream is corrupt: an event is missing, comes twice, is of another account, or takes points
 * that are not there.
 *
 * @example
 * import { loyalty } from "clientele";
 *
 * const program = loyalty.parseProgram({ id: "points", timeZone: "Europe/Berlin" });
 * const { events, account } = loyalty.openAccount(program, { accountId: "a-1", at: "2025-01-01T09:00:00Z" });
 * loyalty.applyEvent(null, events[0]).version === account.version; // => true
 *
 * @category Replay
 */
export function applyEvent(account: PointAccount | null, event: LedgerEvent): PointAccount {
  return replayEvents([event], account === null ? {} : { from: account });
}

/**
 * Where a replay starts.
 * @category Replay
 */
export interface ReplayOptions {
  /** The state before the first event, from {@link snapshotAccount} or as an account; without it the first event must be the opening. */
  readonly from?: AccountSnapshot | PointAccount | undefined;
}

/**
 * Makes the account of its events. Linear in their number.
 *
 * @param events - All events of one account in the order of their versions, or with `from` those after the snapshot.
 * @param options - A snapshot to start from.
 * @returns The account after the last event; it equals the one that the commands gave.
 * @throws A {@link ValidationError} that names the event when the stream is corrupt, or when there is no event and no snapshot.
 *
 * @example
 * import { loyalty } from "clientele";
 *
 * const program = loyalty.parseProgram({ id: "points", timeZone: "Europe/Berlin" });
 * const opened = loyalty.openAccount(program, { accountId: "a-1", at: "2025-01-01T09:00:00Z" });
 * const earn = { type: "earn", key: "k1", at: "2025-01-31T10:00:00Z", earningId: "order-1", points: 120 } as const;
 * const earned = loyalty.applyCommand(program, opened.account, earn);
 * const events = [...opened.events, ...(earned.ok ? earned.value.events : [])];
 * loyalty.replayEvents(events).totals.earned; // => 120
 *
 * @category Replay
 */
export function replayEvents(events: Iterable<LedgerEvent>, options: ReplayOptions = {}): PointAccount {
  let draft: Draft | null = options.from === undefined ? null : draftOf(openSnapshot(options.from));
  for (const event of events) draft = next(draft, event);
  if (draft === null)
    throw new ValidationError("event stream", [{ path: "", code: "corrupt-stream", message: "expected at least the opening event" }]);
  return accountOf(draft);
}

function next(draft: Draft | null, stored: LedgerEvent): Draft {
  const event = readEvent(stored, draft === null ? 1 : draft.version + 1);
  if (draft === null) {
    if (event.type !== "account-opened") throw corrupt(event, "type", "expected the opening of the account first");
    return draftOf(openedAccount(event));
  }
  const { nextLot } = draft;
  if (event.version !== draft.version + 1) throw corrupt(event, "version", `expected version ${draft.version + 1}`);
  if (newLots(event).some(({ lot, order = lot }) => lot < nextLot || order < nextLot))
    throw corrupt(event, "lot", "expected a lot of a new number");
  evolve(draft, event);
  if (!isExact(draft)) throw corrupt(event, "points", "expected totals within the safe integers");
  return draft;
}

/** The lots that an event adds to the account; given back points are no new ones. */
function newLots(event: LedgerEvent): readonly { readonly lot: number; readonly order?: number }[] {
  // eslint-disable-next-line @typescript-eslint/switch-exhaustiveness-check -- the others add none
  switch (event.type) {
    case "points-earned":
      return [{ lot: event.lot }];
    case "points-adjusted":
      return event.credit === null ? [] : [event.credit];
    case "opening-balance-imported":
    case "points-received":
      return event.lots;
    case "account-absorbed":
      return [...event.lots, ...event.pending, ...event.holds.flatMap(({ lots }) => lots)];
    default:
      return [];
  }
}
