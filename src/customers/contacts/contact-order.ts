// The one form and the one order of contacts, so that equal histories are equal to the last byte.
import { checkObject, checkOneOf } from "../../foundation/errors/check.js";
import { InvalidArgumentError } from "../../foundation/errors/invalid-argument-error.js";
import { compareIds } from "../../foundation/ids/ids.js";
import { isInstant } from "../../foundation/time/instant.js";
import type { ContactHistory } from "./contact-history.js";
import type { Contact } from "./contact.js";
import { DIRECTIONS, OUTCOMES, readContact } from "./read-contact.js";

/** Throws unless it is a history; its contacts are checked where they count. */
export function checkHistory(argument: string, history: unknown): asserts history is ContactHistory {
  checkObject(argument, history);
  const { kind, schemaVersion, contacts } = history as Partial<ContactHistory>;
  checkOneOf(`${argument}.kind`, kind, ["contact-history"]);
  if (schemaVersion !== 1) throw new InvalidArgumentError(`${argument}.schemaVersion`, "1", schemaVersion);
  if (!Array.isArray(contacts)) throw new InvalidArgumentError(`${argument}.contacts`, "a list of contacts", contacts);
}

/** A copy of the contact at a place of a list, or of the only one, with its fields in the one order; throws when it is none. */
export function canonicalContact(argument: string, i: number | null, contact: unknown): Contact {
  const read = readContact(contact, {});
  if ("value" in read) return read.value;
  const { path = "", message = "" } = read.issues[0] ?? {};
  // A path is that of a field, or of an entry of a list: tags[1].
  const names = path.split(/[[\]]/).filter((name) => name !== "");
  const received = names.reduce((value, name) => (value as Readonly<Record<string, unknown>>)[name], contact);
  const place = i === null ? argument : `${argument}[${i}]`;
  throw new InvalidArgumentError(path === "" ? place : `${place}.${path}`, `what a contact has (${message})`, received);
}

/** Orders contacts by time, customer and id. */
export function compareContacts(a: Contact, b: Contact): number {
  return a.at - b.at || compareIds(a.customerId, b.customerId) || compareIds(a.id, b.id);
}

/** All that a contact says, of one that its reader made. */
export function contactText(contact: Contact): string {
  return JSON.stringify(contact);
}

/** Whether two contacts as their reader made them say the same. */
export function isSameContact(a: Contact, b: Contact): boolean {
  return contactText(a) === contactText(b);
}

/** Throws unless the contact at a place of a history is written as histories write it, and comes after the one before it. */
export function checkEntry(contact: Contact, i: number, before: Contact | undefined): void {
  if (!isWritten(contact)) {
    canonicalContact("history.contacts", i, contact); // names what is wrong, if it can
    throw new InvalidArgumentError(`history.contacts[${i}]`, "a contact as contactHistory makes it", contact);
  }
  if (before !== undefined && compareContacts(before, contact) >= 0)
    throw new InvalidArgumentError(`history.contacts[${i}]`, "a contact in the order of a contactHistory", contact);
}

/** Whether a contact has what every contact has. */
function isWritten(contact: Contact | null | undefined): contact is Contact {
  return (
    typeof contact === "object" &&
    contact !== null &&
    typeof contact.id === "string" &&
    typeof contact.customerId === "string" &&
    typeof contact.channel === "string" &&
    DIRECTIONS.includes(contact.direction) &&
    OUTCOMES.includes(contact.outcome) &&
    isInstant(contact.at)
  );
}

/** Throws where a contact does not stand in the order of time. */
export function checkPlace(contact: Contact, i: number, least: number, most: number): void {
  if (typeof contact !== "object" || (contact as Contact | null) === null) checkObject(`history.contacts[${i}]`, contact);
  if (!(isInstant(contact.at) && contact.at >= least && contact.at <= most))
    throw new InvalidArgumentError(`history.contacts[${i}].at`, "an instant in the order of a contactHistory", contact.at);
}
