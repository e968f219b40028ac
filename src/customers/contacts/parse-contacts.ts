import { checkIterable, checkObject } from "../../foundation/errors/check.js";
import { rejection, type Rejection } from "../../foundation/errors/rejection.js";
import { ValidationError } from "../../foundation/errors/validation-error.js";
import { checkColumns } from "../../foundation/readers/row-fields.js";
import { zoneOffsets } from "../../foundation/time/zone-offsets.js";
import { besideFirstOfId } from "../first-of-id.js";
import { contactText } from "./contact-order.js";
import type { Contact } from "./contact.js";
import { CONTACT_FIELDS, readContact, type ContactField } from "./read-contact.js";

/**
 * What a source of contacts leaves unsaid.
 * @category Parsing
 */
export interface ParseContactsOptions {
  /**
   * The source's own names of fields: `{ customerId: "contact_id", at: "sent_at" }`. A field not named here is read under our name for it; `null` says that the source
   * has no such field, whatever its columns are called.
   */
  readonly columns?: Readonly<Partial<Record<ContactField, string | null>>>;
  /** The IANA zone of dates and date-times without offset; without it they are rejected. */
  readonly timeZone?: string;
}

/**
 * What was in a source of contacts. `rows = accepted + rejected + duplicates`.
 * @category Parsing
 */
export interface ParseContactsSummary {
  /** Rows read. */
  readonly rows: number;
  /** Rows that became contacts. */
  readonly accepted: number;
  /** Rows that did not; each has a {@link Rejection}. */
  readonly rejected: number;
  /** Rows left out because one with the same id and content came before. */
  readonly duplicates: number;
}

/**
 * Contacts and what became of the rows they came from.
 * @category Parsing
 */
export interface ParsedContacts {
  /** The contacts, in the order of the rows. */
  readonly values: Contact[];
  /** The rows that are none, in their order. */
  readonly rejected: Rejection[];
  /** The counts. */
  readonly summary: ParseContactsSummary;
}

/**
 * Reads one contact from outside.
 *
 * @param input - Anything; see {@link ContactInput} for what is accepted.
 * @returns The contact.
 * @throws A {@link ValidationError} that lists everything wrong with it.
 *
 * @example
 * import { customers } from "clientele";
 *
 * const input = { id: 1, customerId: 17, channel: "phone", direction: "inbound", at: "2024-05-01T10:00:00Z", tags: ["b", "a", "b"] };
 * customers.parseContact(input);
 * // => { id: "1", customerId: "17", channel: "phone", direction: "inbound", at: 1714557600000, outcome: "received", tags: ["a", "b"] }
 *
 * @category Parsing
 */
export function parseContact(input: unknown): Contact {
  const read = readContact(input, {});
  if ("issues" in read) throw new ValidationError("contact", read.issues);
  return read.value;
}

/**
 * Reads many contacts from outside, and never stops at a bad row.
 *
 * A repeated id with equal content is dropped and counted, with other content rejected: where a source has a row for each thing that became of a contact (sent,
 * opened, clicked), give it the last of them.
 *
 * @param rows - Rows of any source, as objects.
 * @param options - What the source leaves unsaid.
 * @returns The contacts, the rejected rows with reasons, and the counts.
 * @throws An {@link InvalidArgumentError} when an option is not lawful; never because of a row.
 *
 * @example
 * import { customers } from "clientele";
 *
 * const rows = [
 *   { id: 1, customer: "anna", channel: "email", direction: "outbound", at: "2024-05-01 10:00", outcome: "opened" },
 *   { id: 1, customer: "anna", channel: "email", direction: "outbound", at: "2024-05-01 10:00", outcome: "clicked" },
 * ];
 * const { values, rejected, summary } = customers.parseContacts(rows, { columns: { customerId: "customer" }, timeZone: "Europe/Berlin" });
 * values.length; // => 1
 * rejected[0]?.code; // => "id-conflict"
 * summary; // => { rows: 2, accepted: 1, rejected: 1, duplicates: 0 }
 *
 * @category Parsing
 */
export function parseContacts(rows: Iterable<unknown>, options: ParseContactsOptions = {}): ParsedContacts {
  checkIterable("rows", rows);
  checkObject("options", options);
  const { columns, timeZone } = options;
  if (timeZone !== undefined) zoneOffsets(timeZone, "options.timeZone");
  checkColumns(columns, CONTACT_FIELDS);
  const besideFirst = besideFirstOfId(contactText);
  const values: Contact[] = [];
  const rejected: Rejection[] = [];
  let [count, duplicates] = [0, 0];
  for (const row of rows) {
    count += 1;
    const read = readContact(row, { columns, timeZone });
    if ("issues" in read) {
      rejected.push(rejection(count, read.issues));
      continue;
    }
    const found = besideFirst(read.value);
    if (found === "first") values.push(read.value);
    else if (found === "same") duplicates += 1;
    else rejected.push(rejection(count, [idConflict(read.value.id)]));
  }
  return { values, rejected, summary: { rows: count, accepted: values.length, rejected: rejected.length, duplicates } };
}

function idConflict(id: string): { path: string; code: string; message: string } {
  return { path: "id", code: "id-conflict", message: `expected an id of its own, got that of another contact: ${id}` };
}
