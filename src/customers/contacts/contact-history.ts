import { checkIterable } from "../../foundation/errors/check.js";
import { InvalidArgumentError } from "../../foundation/errors/invalid-argument-error.js";
import { compareIds } from "../../foundation/ids/ids.js";
import { canonicalContact, checkEntry, checkHistory, compareContacts, isSameContact } from "./contact-order.js";
import type { Contact } from "./contact.js";

/**
 * Every contact with every customer, through every channel. Plain JSON, always in one order, so that equal histories are equal to the last byte.
 * @category Contacts
 */
export interface ContactHistory {
  /** Says what this is. */
  readonly kind: "contact-history";
  /** The version of this form. */
  readonly schemaVersion: 1;
  /** The contacts, each id once: by time, then by customer and id (code units). */
  readonly contacts: readonly Contact[];
}

/**
 * Makes a history of contacts in any order.
 *
 * Equal contacts are kept once. Cost: O(contacts log contacts).
 *
 * @param contacts - The contacts; none for an empty history.
 * @returns The history.
 * @throws An {@link InvalidArgumentError} that names the contact and its field when one is not lawful, or has the id of a contact that says something else.
 *
 * @example
 * import { customers } from "clientele";
 *
 * const { values } = customers.parseContacts([
 *   { id: 2, customerId: "anna", channel: "phone", direction: "inbound", at: "2024-06-01T10:00:00Z", outcome: "answered" },
 *   { id: 1, customerId: "anna", channel: "email", direction: "outbound", at: "2024-05-01T10:00:00Z" },
 * ]);
 * customers.contactHistory(values).contacts.map(({ id, outcome }) => [id, outcome]); // => [["1", "sent"], ["2", "answered"]]
 *
 * @category Contacts
 */
export function contactHistory(contacts: Iterable<Contact>): ContactHistory {
  checkIterable("contacts", contacts);
  const byId = new Map<string, Contact>();
  let count = 0;
  for (const given of contacts) {
    const contact = canonicalContact("contacts", count, given);
    const before = byId.get(contact.id);
    if (before === undefined) byId.set(contact.id, contact);
    else if (!isSameContact(before, contact)) throw idConflict(`contacts[${count}].id`, contact);
    count += 1;
  }
  return historyOf(byId.values());
}

/**
 * Adds one contact to a history.
 *
 * Late contacts take their place in time. A contact that is already there changes nothing. Cost: O(contacts), for the copy, the search for its id and a look at what
 * is there; many at a time go through {@link contactHistory} and {@link mergeContacts}.
 *
 * @param history - The history so far; it is not changed.
 * @param contact - The contact.
 * @returns The history with the contact; the same one when it was there already.
 * @throws An {@link InvalidArgumentError} when the contact is not lawful, has the id of one that says something else, or the history is none, or out
 * of order.
 *
 * @example
 * import { customers } from "clientele";
 *
 * const call = customers.parseContact({
 *   id: "call-1", customerId: "anna", channel: "phone", direction: "outbound", at: "2024-06-01T10:00:00Z", outcome: "unreachable",
 * });
 * const history = customers.recordContact(customers.contactHistory([]), call);
 * history.contacts.length; // => 1
 * customers.recordContact(history, call) === history; // => true
 *
 * @category Contacts
 */
export function recordContact(history: ContactHistory, contact: Contact): ContactHistory {
  checkHistory("history", history);
  const added = canonicalContact("contact", null, contact);
  const { contacts } = history;
  let place = 0;
  let isThere = false;
  for (const [i, there] of contacts.entries()) {
    checkEntry(there, i, contacts[i - 1]);
    if (there.id === added.id) {
      isThere = isSameContact(canonicalContact("history.contacts", i, there), added);
      if (!isThere) throw idConflict("contact.id", added);
    }
    if (compareContacts(there, added) < 0) place = i + 1;
  }
  if (isThere) return history;
  return { kind: "contact-history", schemaVersion: 1, contacts: [...contacts.slice(0, place), added, ...contacts.slice(place)] };
}

/**
 * Two contacts that have one id and say different things.
 * @category Contacts
 */
export interface ContactConflict {
  /** The id. */
  readonly id: string;
  /** The one that is in the merged history. */
  readonly kept: Contact;
  /** The one that is not. */
  readonly dropped: Contact;
}

/**
 * Two histories in one, and where they contradict each other.
 * @category Contacts
 */
export interface MergedContacts {
  /** What either knows. */
  readonly history: ContactHistory;
  /** Ids under which they say different things, sorted (code units). */
  readonly conflicts: readonly ContactConflict[];
}

/**
 * Joins two histories into one that knows what either knows.
 *
 * Where both have a contact of one id that says different things, the earlier one is kept, at the same instant the one whose text is smaller (code units), and the
 * pair is named: which of them is right only the business knows. It does not matter which history comes first, and the order in which several are joined does not
 * change the history. Cost: O(contacts log contacts).
 *
 * @param a - A history.
 * @param b - Another.
 * @returns The union, and the conflicts.
 * @throws An {@link InvalidArgumentError} when either is no history, or one of its contacts is not lawful.
 *
 * @example
 * import { customers } from "clientele";
 *
 * const call = { id: "call-1", customerId: "anna", channel: "phone", direction: "outbound", at: "2024-06-01T10:00:00Z" };
 * const mine = customers.contactHistory([customers.parseContact({ ...call, outcome: "answered" })]);
 * const yours = customers.contactHistory([customers.parseContact({ ...call, outcome: "unreachable" })]);
 * const { history, conflicts } = customers.mergeContacts(yours, mine);
 * history.contacts.length; // => 1
 * conflicts.map(({ id, kept, dropped }) => [id, kept.outcome, dropped.outcome]); // => [["call-1", "answered", "unreachable"]]
 *
 * @category Contacts
 */
export function mergeContacts(a: ContactHistory, b: ContactHistory): MergedContacts {
  checkHistory("a", a);
  checkHistory("b", b);
  const byId = new Map<string, Contact>();
  const conflicts: ContactConflict[] = [];
  const add = (argument: string, i: number, given: Contact): void => {
    const contact = canonicalContact(argument, i, given);
    const before = byId.get(contact.id);
    if (before === undefined) byId.set(contact.id, contact);
    else if (!isSameContact(before, contact)) {
      const isEarlier = (contact.at - before.at || compareIds(JSON.stringify(contact), JSON.stringify(before))) < 0;
      const [kept, dropped] = isEarlier ? [contact, before] : [before, contact];
      byId.set(contact.id, kept);
      conflicts.push({ id: contact.id, kept, dropped });
    }
  };
  for (const [i, contact] of a.contacts.entries()) add("a.contacts", i, contact);
  for (const [i, contact] of b.contacts.entries()) add("b.contacts", i, contact);
  return { history: historyOf(byId.values()), conflicts: conflicts.sort((one, other) => compareIds(one.id, other.id)) };
}

/** The history of contacts that are canonical already, each id once. */
export function historyOf(contacts: Iterable<Contact>): ContactHistory {
  return { kind: "contact-history", schemaVersion: 1, contacts: Array.from(contacts).sort(compareContacts) };
}

function idConflict(argument: string, { id }: Contact): InvalidArgumentError {
  return new InvalidArgumentError(argument, "an id of its own, not that of a contact that says something else", id);
}
