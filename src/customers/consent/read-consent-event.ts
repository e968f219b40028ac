// Reads one event of a consent. The one place that knows what a lawful one is; customers' records and the consent register both call it.
import { InvalidArgumentError } from "../../foundation/errors/invalid-argument-error.js";
import type { ValidationIssue } from "../../foundation/errors/validation-error.js";
import type { CustomerId } from "../../foundation/ids/ids.js";
import { isObject, report } from "../../foundation/readers/readers.js";
import { attemptOr, ownFields, readId } from "../../foundation/readers/row-fields.js";
import { readInstant } from "../../foundation/time/instant.js";
import { LONGEST_TEXT, readName } from "../read-texts.js";
import type { ConsentEvent, ConsentEventKind } from "./consent-event.js";

/** What a source of consent events leaves unsaid. */
export interface ConsentReadingContext {
  /** The zone of local dates and date-times. */
  readonly timeZone?: string | undefined;
  /** Whether it is an event of ours and no input from outside: then a blank text is a fault. */
  readonly isWritten?: boolean | undefined;
  /** Whose record the event stands in: it may be of nobody else, and needs not say whose it is. */
  readonly ownerId?: CustomerId | undefined;
}

export const CONSENT_FIELDS = [
  "id",
  "customerId",
  "purpose",
  "channel",
  "kind",
  "at",
  "source",
  "wordingVersion",
  "tokenDigest",
  "evidence",
] as const;
const KINDS: readonly ConsentEventKind[] = ["requested", "confirmed", "withdrawn", "expired"];
/** Every purpose, every channel. */
const ANY = "*";

/**
 * The event, or `undefined` and everything that is wrong with it; paths begin at the event. Only its own properties are read. It throws what the value's own code
 * throws: for values of unknown origin, call it through `readSafely` or `readRow`.
 */
export function readConsentEvent(
  value: unknown,
  issues: ValidationIssue[],
  { timeZone, isWritten = false, ownerId }: ConsentReadingContext = {},
): ConsentEvent | undefined {
  if (!isObject(value)) {
    report(issues, "not-an-object", "an object", value);
    return undefined;
  }
  const before = issues.length;
  const fields = ownFields(value, CONSENT_FIELDS);
  const attempt = <T>(code: string, read: () => T): T | undefined => attemptOr(issues, "", code, read);
  const optional = (name: "source" | "wordingVersion" | "tokenDigest" | "evidence", most?: number): Partial<ConsentEvent> => {
    const text = fields[name];
    // Blanks of a padded export say nothing: no proof, and no reason to lose a withdrawal.
    if (text === undefined || (!isWritten && typeof text === "string" && text.trim() === "")) return {};
    const given = attempt("invalid-text", () => readName(name, text, most));
    return given === undefined ? {} : { [name]: given };
  };

  const id = attempt("invalid-id", () => readId("id", fields.id));
  const customerId = attempt("invalid-id", () => readId("customerId", fields.customerId ?? ownerId) as CustomerId);
  const kind = attempt("invalid-kind", () => readKind(fields.kind));
  const purpose = attempt("invalid-text", () => readScope("purpose", fields.purpose, kind));
  const channel = attempt("invalid-text", () => readScope("channel", fields.channel, kind));
  const at = attempt("invalid-instant", () => readInstant("at", fields.at, timeZone));
  const said = {
    ...optional("source"),
    ...optional("wordingVersion"),
    ...optional("tokenDigest"),
    ...optional("evidence", LONGEST_TEXT),
  };
  if (customerId !== undefined && ownerId !== undefined && customerId !== ownerId)
    attempt("other-customer", () => {
      throw new InvalidArgumentError("customerId", "the customer whose record it stands in", customerId);
    });
  if (id === undefined || customerId === undefined || purpose === undefined || channel === undefined) return undefined;
  if (kind === undefined || at === undefined || issues.length > before) return undefined;
  return { id, customerId, purpose, channel, kind, at, ...said };
}

function readKind(value: unknown): ConsentEventKind {
  if (KINDS.includes(value as ConsentEventKind)) return value as ConsentEventKind;
  throw new InvalidArgumentError("kind", `one of ${KINDS.join(", ")}`, value);
}

/** A purpose or channel; only a withdrawal may be for all of them. A kind that cannot be read is reported by itself. */
function readScope(path: string, value: unknown, kind: ConsentEventKind | undefined): string {
  const name = readName(path, value);
  if (name === ANY && kind !== undefined && kind !== "withdrawn")
    throw new InvalidArgumentError(path, `one ${path} ("*", all of them, in a withdrawal only)`, name);
  return name;
}
