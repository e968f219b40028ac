import type { ValidationIssue } from "../../foundation/errors/validation-error.js";
import { ENOUGH, listOf, oneOf, readAs, type Reader } from "../../foundation/readers/readers.js";
import { record } from "../../foundation/readers/record.js";
import { besideFirstOfId } from "../first-of-id.js";
import { historyOf, type ContactHistory } from "./contact-history.js";
import { contactText } from "./contact-order.js";
import type { Contact } from "./contact.js";
import { readContact } from "./read-contact.js";

const MOST_CONTACTS = 10_000_000;

const FIELDS: Reader = /* @__PURE__ */ record({
  kind: /* @__PURE__ */ oneOf(["contact-history"]),
  schemaVersion: /* @__PURE__ */ oneOf([1]),
  contacts: /* @__PURE__ */ listOf(storedContact, MOST_CONTACTS, 0),
});

/**
 * Reads a contact history back from a store.
 *
 * Every contact is checked, put in order and kept once; rows of unknown quality go through {@link parseContacts}.
 *
 * @param input - Anything, usually of `JSON.parse`; at most 10 million contacts.
 * @returns The history.
 * @throws A {@link ValidationError} that lists what is wrong with it; two contacts of one id have the code `"id-conflict"`.
 *
 * @example
 * import { customers } from "clientele";
 *
 * const stored = '{"kind":"contact-history","schemaVersion":1,"contacts":[]}';
 * customers.parseContactHistory(JSON.parse(stored)); // => { kind: "contact-history", schemaVersion: 1, contacts: [] }
 *
 * @category Parsing
 */
export function parseContactHistory(input: unknown): ContactHistory {
  return readAs("contact history", input, readHistory) as ContactHistory;
}

function readHistory(value: unknown, issues: ValidationIssue[]): ContactHistory | undefined {
  const read = FIELDS(value, issues) as { readonly contacts: readonly Contact[] };
  if (issues.length > 0) return undefined;
  const besideFirst = besideFirstOfId(contactText);
  const contacts: Contact[] = [];
  for (const [i, contact] of read.contacts.entries()) {
    const found = besideFirst(contact);
    if (found === "first") contacts.push(contact);
    if (found !== "other") continue;
    issues.push({ path: `contacts[${i}].id`, code: "id-conflict", message: "expected an id of its own, got that of another contact" });
    if (issues.length >= ENOUGH) break;
  }
  return historyOf(contacts);
}

function storedContact(value: unknown, issues: ValidationIssue[]): Contact | undefined {
  const read = readContact(value, {});
  if ("value" in read) return read.value;
  issues.push(...read.issues);
  return undefined;
}
