// Reads one contact of any source. The one place that knows what a lawful one is; the schema, the bulk parser and the history all call it.
import { checkOneOf } from "../../foundation/errors/check.js";
import type { ValidationIssue } from "../../foundation/errors/validation-error.js";
import { compareIds, type CustomerId } from "../../foundation/ids/ids.js";
import { attemptOr, ownFields, readId, readRow, type Read, type SourceColumns } from "../../foundation/readers/row-fields.js";
import { readInstant } from "../../foundation/time/instant.js";
import { LONGEST_TEXT, readName, readNames, readText } from "../read-texts.js";
import type { Contact, ContactDirection, ContactInput, ContactOutcome } from "./contact.js";

/**
 * The fields of a contact as sources have it.
 * @category Parsing
 */
export type ContactField = keyof ContactInput;

/** What a source of contacts leaves unsaid. */
export interface ContactReadingContext {
  readonly columns?: SourceColumns<ContactField> | undefined;
  readonly timeZone?: string | undefined;
}

export const CONTACT_FIELDS: readonly ContactField[] = [
  "id",
  "customerId",
  "channel",
  "direction",
  "at",
  "outcome",
  "purpose",
  "campaign",
  "tags",
  "note",
];

export const DIRECTIONS: readonly ContactDirection[] = ["outbound", "inbound"];
export const OUTCOMES: readonly ContactOutcome[] = [
  "sent",
  "delivered",
  "opened",
  "clicked",
  "replied",
  "received",
  "answered",
  "unreachable",
  "bounced",
  "complained",
];

/** The contact, its fields in one order for all, or everything that is wrong with the row. */
export function readContact(row: unknown, context: ContactReadingContext): Read<Contact> {
  return readRow(row, (own, issues) => readFields(own, issues, context));
}

function readFields(row: object, issues: ValidationIssue[], { columns, timeZone }: ContactReadingContext): Contact | undefined {
  const fields = ownFields(row, CONTACT_FIELDS, columns);
  const attempt = <T>(code: string, read: () => T): T | undefined => attemptOr(issues, "", code, read);
  const optional = (name: "purpose" | "campaign" | "note", read: () => string): Partial<Contact> => {
    const given = fields[name] === undefined ? undefined : attempt("invalid-text", read);
    return given === undefined ? {} : { [name]: given };
  };

  const id = attempt("invalid-id", () => readId("id", fields.id));
  const customerId = attempt("invalid-id", () => readId("customerId", fields.customerId) as CustomerId);
  const channel = attempt("invalid-text", () => readName("channel", fields.channel));
  const direction = attempt("invalid-direction", () => oneOf("direction", fields.direction, DIRECTIONS));
  const at = attempt("invalid-instant", () => readInstant("at", fields.at, timeZone));
  const usual = direction === "inbound" ? "received" : "sent";
  const outcome = attempt("invalid-outcome", () => oneOf("outcome", fields.outcome ?? usual, OUTCOMES));
  const purpose = optional("purpose", () => readName("purpose", fields.purpose));
  const campaign = optional("campaign", () => readName("campaign", fields.campaign));
  const tags = fields.tags === undefined ? [] : attempt("invalid-list", () => readNames("tags", fields.tags).sort(compareIds));
  const note = optional("note", () => readText("note", fields.note, LONGEST_TEXT));
  if (id === undefined || customerId === undefined || channel === undefined || direction === undefined) return undefined;
  if (at === undefined || outcome === undefined || tags === undefined) return undefined;
  return {
    id,
    customerId,
    channel,
    direction,
    at,
    outcome,
    ...purpose,
    ...campaign,
    ...(tags.length === 0 ? {} : { tags }),
    ...note,
  };
}

function oneOf<T extends string>(argument: string, value: unknown, allowed: readonly T[]): T {
  checkOneOf(argument, value, allowed);
  return value;
}
