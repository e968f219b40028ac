import { checkObject, checkOneOf } from "../../foundation/errors/check.js";
import { InvalidArgumentError } from "../../foundation/errors/invalid-argument-error.js";
import { readId } from "../../foundation/readers/row-fields.js";
import { readInstant, type InstantLike } from "../../foundation/time/instant.js";
import type { ContactHistory } from "./contact-history.js";
import { checkHistory, checkPlace } from "./contact-order.js";
import type { Contact, ContactDirection } from "./contact.js";
import { DIRECTIONS } from "./read-contact.js";

/**
 * Which contacts are asked for; a part left out leaves it open. All parts named must hold, exactly as contacts write them.
 * @category Contacts
 */
export interface ContactFilter {
  /** With whom. */
  readonly customerId?: string;
  /** Through which channel. */
  readonly channel?: string;
  /** Who began. */
  readonly direction?: ContactDirection;
  /** What for. */
  readonly purpose?: string;
  /** As part of which campaign. */
  readonly campaign?: string;
}

/**
 * Whose last contact is asked for.
 * @category Contacts
 */
export interface LastContactQuery extends ContactFilter {
  /** With whom. */
  readonly customerId: string;
}

/**
 * Which contacts of which time are asked for.
 * @category Contacts
 */
export interface ContactQuery extends ContactFilter {
  /** The first instant that counts. */
  readonly from: InstantLike;
  /** The first instant that no longer counts. */
  readonly to: InstantLike;
}

/**
 * The last contact with a customer.
 *
 * Contacts up to and with `asOf` count; of several at the same instant the one with the largest id (code units) is the last. Cost: a binary search for `asOf`, then
 * O(contacts) back to the one that is found; for many customers take {@link contactSummaries}.
 *
 * @param history - The contacts.
 * @param query - With whom, and which contacts count.
 * @param asOf - The instant that is asked about.
 * @returns The contact, or `null` when there was none.
 * @throws An {@link InvalidArgumentError} when the query or `asOf` is not lawful, or the history is none, or out of order where it was read.
 *
 * @example
 * import { customers } from "clientele";
 *
 * const { values } = customers.parseContacts([
 *   { id: 1, customerId: "anna", channel: "email", direction: "outbound", at: "2024-05-01T10:00:00Z" },
 *   { id: 2, customerId: "anna", channel: "phone", direction: "inbound", at: "2024-06-01T10:00:00Z", outcome: "answered" },
 * ]);
 * const history = customers.contactHistory(values);
 * customers.lastContact(history, { customerId: "anna" }, "2024-07-01T00:00:00Z")?.id; // => "2"
 * customers.lastContact(history, { customerId: "anna", direction: "outbound" }, "2024-07-01T00:00:00Z")?.id; // => "1"
 * customers.lastContact(history, { customerId: "ben" }, "2024-07-01T00:00:00Z"); // => null
 *
 * @category Contacts
 */
export function lastContact(history: ContactHistory, query: LastContactQuery, asOf: InstantLike): Contact | null {
  checkHistory("history", history);
  const isAsked = filterOf(query);
  readId("query.customerId", query.customerId);
  const at = readInstant("asOf", asOf);
  const { contacts } = history;
  let after = Infinity;
  for (let i = firstFrom(contacts, at + 1) - 1; i >= 0; i -= 1) {
    const contact = contacts[i] as Contact;
    checkPlace(contact, i, -Infinity, Math.min(at, after));
    after = contact.at;
    if (isAsked(contact)) return contact;
  }
  return null;
}

/**
 * The contacts of a time, in the order of the history.
 *
 * Cost: two binary searches, and O(contacts of that time).
 *
 * @param history - The contacts.
 * @param query - The time, `from` included and `to` not, and which contacts count.
 * @returns The contacts; none when `to` is not after `from`.
 * @throws An {@link InvalidArgumentError} when the query is not lawful, or the history is none, or out of order where it was read.
 *
 * @example
 * import { customers } from "clientele";
 *
 * const { values } = customers.parseContacts([
 *   { id: 1, customerId: "anna", channel: "email", direction: "outbound", at: "2024-05-01T00:00:00Z", campaign: "spring" },
 *   { id: 2, customerId: "ben", channel: "email", direction: "outbound", at: "2024-05-01T00:00:00Z", campaign: "spring" },
 *   { id: 3, customerId: "ben", channel: "email", direction: "outbound", at: "2024-06-01T00:00:00Z", campaign: "spring" },
 * ]);
 * const may = { from: "2024-05-01T00:00:00Z", to: "2024-06-01T00:00:00Z" };
 * customers.contactsBetween(customers.contactHistory(values), { ...may, campaign: "spring" }).map(({ id }) => id); // => ["1", "2"]
 *
 * @category Contacts
 */
export function contactsBetween(history: ContactHistory, query: ContactQuery): Contact[] {
  checkHistory("history", history);
  const isAsked = filterOf(query);
  const from = readInstant("query.from", query.from);
  const to = readInstant("query.to", query.to);
  const { contacts } = history;
  const end = firstFrom(contacts, to);
  const found: Contact[] = [];
  let before: number = from;
  for (let i = firstFrom(contacts, from); i < end; i += 1) {
    const contact = contacts[i] as Contact;
    checkPlace(contact, i, before, to - 1);
    before = contact.at;
    if (isAsked(contact)) found.push(contact);
  }
  return found;
}

/** The place of the first contact that is not before `at`. */
function firstFrom(contacts: readonly Contact[], at: number): number {
  let place = 0;
  for (let end = contacts.length; place < end;) {
    const middle = (place + end) >>> 1;
    const contact: Contact | null | undefined = contacts[middle];
    if ((contact?.at ?? NaN) < at) place = middle + 1;
    else end = middle;
  }
  return place;
}

const PARTS = ["customerId", "channel", "direction", "purpose", "campaign"] as const;

function filterOf(query: ContactFilter): (contact: Contact) => boolean {
  checkObject("query", query);
  const asked = PARTS.filter((part) => query[part] !== undefined).map((part) => [part, query[part]] as const);
  for (const [part, value] of asked)
    if (typeof value !== "string") throw new InvalidArgumentError(`query.${part}`, "a string, or nothing", value);
  if (query.direction !== undefined) checkOneOf("query.direction", query.direction, DIRECTIONS);
  return (contact) => asked.every(([part, value]) => contact[part] === value);
}
