import type { ValidationIssue } from "../../foundation/errors/validation-error.js";
import { rejection, type Rejection } from "../../foundation/errors/rejection.js";
import type { LedgerEvent } from "./event.js";
import { ledgerEvent } from "./read-event.js";
import { readAs, readSafely } from "../../foundation/readers/readers.js";

/**
 * Events of a store, and the rows that are none.
 * @category Parsing
 */
export interface ParsedLedgerEvents {
  /** The events, in the order of the rows. */
  readonly values: LedgerEvent[];
  /** The rows that are none, in their order. */
  readonly rejected: Rejection[];
}

/**
 * Reads one event back from a store. Events of an older layout are brought up to today's.
 *
 * An event is checked by itself: its fields, and that its parts add up. Whether it fits into its account's stream, {@link replayEvents} says. `hash` and
 * `previousHash` of {@link chainEvents} are kept; other fields that an event does not have are left out.
 *
 * @param input - Anything, usually of `JSON.parse`.
 * @returns The event; the same object when nothing had to be changed or left out.
 * @throws A {@link ValidationError} that lists everything wrong with it, or says that a newer version of the library wrote it.
 *
 * @example
 * import { loyalty } from "clientele";
 *
 * const program = loyalty.parseProgram({ id: "points", timeZone: "Europe/Berlin" });
 * const { events } = loyalty.openAccount(program, { accountId: "a-1", at: "2025-01-01T09:00:00Z" });
 * loyalty.parseLedgerEvent(JSON.parse(JSON.stringify(events[0]))).type; // => "account-opened"
 *
 * @category Parsing
 */
export function parseLedgerEvent(input: unknown): LedgerEvent {
  return readAs("event", input, ledgerEvent) as LedgerEvent;
}

/**
 * Reads many events back from a store, of one account or of many, and never stops at a bad row.
 *
 * @param rows - What the store gave, in any order.
 * @returns The events, and the rejected rows with reasons.
 *
 * @example
 * import { loyalty } from "clientele";
 *
 * const program = loyalty.parseProgram({ id: "points", timeZone: "Europe/Berlin" });
 * const { events } = loyalty.openAccount(program, { accountId: "a-1", at: "2025-01-01T09:00:00Z" });
 * const { values, rejected } = loyalty.parseLedgerEvents([events[0], { ...events[0], version: 1.5 }]);
 * values.length; // => 1
 * rejected[0]?.row; // => 2
 * rejected[0]?.path; // => "version"
 *
 * @category Parsing
 */
export function parseLedgerEvents(rows: Iterable<unknown>): ParsedLedgerEvents {
  const values: LedgerEvent[] = [];
  const rejected: Rejection[] = [];
  let row = 0;
  for (const input of rows) {
    row += 1;
    const issues: ValidationIssue[] = [];
    const event = readSafely(input, ledgerEvent, issues) as LedgerEvent;
    if (issues.length === 0) values.push(event);
    else rejected.push(rejection(row, issues));
  }
  return { values, rejected };
}
