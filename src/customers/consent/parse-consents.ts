import { checkIterable, checkObject } from "../../foundation/errors/check.js";
import { rejection, type Rejection } from "../../foundation/errors/rejection.js";
import { readAs } from "../../foundation/readers/readers.js";
import { checkColumns, ownFields, readRow } from "../../foundation/readers/row-fields.js";
import { zoneOffsets } from "../../foundation/time/zone-offsets.js";
import type { ConsentEventInput } from "./consent-event-input.js";
import type { ConsentEvent } from "./consent-event.js";
import { compareEvents } from "./consent-order.js";
import type { ConsentRegister } from "./consent-register.js";
import { CONSENT_FIELDS, readConsentEvent } from "./read-consent-event.js";
import { readConsentRegister } from "./read-consent-register.js";

/**
 * The fields of a consent event as sources have it.
 * @category Parsing
 */
export type ConsentEventField = keyof ConsentEventInput;

/**
 * What a source of consent events leaves unsaid.
 * @category Parsing
 */
export interface ParseConsentEventsOptions {
  /**
   * The source's own names of fields: `{ customerId: "subscriber", at: "opt_in_time" }`. A field not named here is read under our name for it; `null` says that the
   * source has no such field, whatever its columns are called.
   */
  readonly columns?: Readonly<Partial<Record<ConsentEventField, string | null>>>;
  /** The IANA zone of dates and date-times without offset; without it they are rejected. */
  readonly timeZone?: string;
}

/**
 * What was in a source of consent events. `rows = accepted + rejected + duplicates`.
 * @category Parsing
 */
export interface ParseConsentEventsSummary {
  /** Rows read. */
  readonly rows: number;
  /** Rows that became events. */
  readonly accepted: number;
  /** Rows that did not; each has a {@link Rejection}. */
  readonly rejected: number;
  /** Rows left out because an equal one came before. */
  readonly duplicates: number;
  /** Accepted rows that have the id of an earlier one that says something else. They are kept, so that no withdrawal is lost, but the source should be looked at. */
  readonly sharedIds: number;
}

/**
 * Consent events and what became of the rows they came from.
 * @category Parsing
 */
export interface ParsedConsentEvents {
  /** The events, in the order of the rows. */
  readonly values: ConsentEvent[];
  /** The rows that are none, in their order. */
  readonly rejected: Rejection[];
  /** The counts. */
  readonly summary: ParseConsentEventsSummary;
}

/**
 * A consent register as it was stored.
 * @category Parsing
 */
export interface ConsentRegisterInput {
  /** Says what it is. */
  readonly kind: "consent-register";
  /** The version of the form. */
  readonly schemaVersion: 1;
  /** The events, in any order; at most 10 million. */
  readonly events: readonly ConsentEventInput[];
}

/**
 * Reads one consent event from outside.
 *
 * @param input - Anything; see {@link ConsentEventInput} for what is accepted.
 * @returns The event.
 * @throws A {@link ValidationError} that lists everything wrong with it.
 *
 * @example
 * import { customers } from "clientele";
 *
 * const input = { id: 7, customerId: "anna", purpose: "newsletter", channel: "email", kind: "withdrawn", at: "2024-06-01T10:00:00Z" };
 * customers.parseConsentEvent(input).id; // => "7"
 *
 * @category Parsing
 */
export function parseConsentEvent(input: unknown): ConsentEvent {
  return readAs("consent event", input, (value, issues) => readConsentEvent(value, issues)) as ConsentEvent;
}

/**
 * Reads many consent events from outside, and never stops at a bad row.
 *
 * Equal rows are taken once. Look at what was rejected before anybody is written to: a withdrawal may be among it.
 *
 * @param rows - Rows of any source, as objects.
 * @param options - What the source leaves unsaid.
 * @returns The events, the rejected rows with reasons, and the counts.
 * @throws An {@link InvalidArgumentError} when an option is not lawful; never because of a row.
 *
 * @example
 * import { customers } from "clientele";
 *
 * const rows = [
 *   { id: 1, subscriber: "anna", purpose: "newsletter", channel: "email", kind: "confirmed", time: "2024-05-01 10:00" },
 *   { id: 2, subscriber: "ben", purpose: "*", channel: "email", kind: "confirmed", time: "2024-05-02 10:00" },
 * ];
 * const { values, rejected, summary } = customers.parseConsentEvents(rows, {
 *   columns: { customerId: "subscriber", at: "time" },
 *   timeZone: "Europe/Berlin",
 * });
 * values.length; // => 1
 * rejected[0]?.path; // => "purpose"
 * summary; // => { rows: 2, accepted: 1, rejected: 1, duplicates: 0, sharedIds: 0 }
 *
 * @category Parsing
 */
export function parseConsentEvents(rows: Iterable<unknown>, options: ParseConsentEventsOptions = {}): ParsedConsentEvents {
  checkIterable("rows", rows);
  checkObject("options", options);
  const { columns, timeZone } = options;
  if (timeZone !== undefined) zoneOffsets(timeZone, "options.timeZone");
  checkColumns(columns, CONSENT_FIELDS);
  const isNew = newness();
  const values: ConsentEvent[] = [];
  const rejected: Rejection[] = [];
  const counts = { duplicates: 0, sharedIds: 0 };
  let count = 0;
  for (const row of rows) {
    count += 1;
    const read = readRow(row, (own, issues) => readConsentEvent(ownFields(own, CONSENT_FIELDS, columns), issues, { timeZone }));
    if ("issues" in read) rejected.push(rejection(count, read.issues));
    else {
      const kept = isNew(read.value);
      if (kept === "duplicate") counts.duplicates += 1;
      else values.push(read.value);
      if (kept === "shared-id") counts.sharedIds += 1;
    }
  }
  return { values, rejected, summary: { rows: count, accepted: values.length, rejected: rejected.length, ...counts } };
}

/** Says of one event after the other what it is beside those before. */
function newness(): (event: ConsentEvent) => "new" | "duplicate" | "shared-id" {
  const first = new Map<string, ConsentEvent>();
  const others = new Set<string>();
  return (event) => {
    const before = first.get(event.id);
    if (before === undefined) {
      first.set(event.id, event);
      return "new";
    }
    const text = JSON.stringify(event);
    if (compareEvents(before, event) === 0 || others.has(text)) return "duplicate";
    others.add(text);
    return "shared-id";
  };
}

/**
 * Reads a consent register back from a store.
 *
 * Every event is checked, put in order and kept once. One bad event makes the whole register unlawful, so that no withdrawal is lost in silence; rows of unknown
 * quality go through {@link parseConsentEvents}.
 *
 * @param input - Anything, usually of `JSON.parse`.
 * @returns The register.
 * @throws A {@link ValidationError} that lists what is wrong with it.
 *
 * @example
 * import { customers } from "clientele";
 *
 * const stored = '{"kind":"consent-register","schemaVersion":1,"events":[]}';
 * customers.parseConsentRegister(JSON.parse(stored)); // => { kind: "consent-register", schemaVersion: 1, events: [] }
 *
 * @category Parsing
 */
export function parseConsentRegister(input: unknown): ConsentRegister {
  return readAs("consent register", input, (value, issues) => readConsentRegister(value, issues)) as ConsentRegister;
}
