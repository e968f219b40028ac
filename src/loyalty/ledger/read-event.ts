// Reads events. The one place that knows what a lawful event is: its fields, and that its parts add up.
import { describeValue } from "../../foundation/errors/describe-value.js";
import { ValidationError, type ValidationIssue } from "../../foundation/errors/validation-error.js";
import type { LedgerEvent } from "./event.js";
import { accountEvents } from "./read-account-event.js";
import { pointEvents } from "./read-point-event.js";
import { ordinal } from "./read-lots.js";
import { openRecord } from "../../foundation/readers/record.js";
import { id, instant, nullable, oneOf, optional, readSafely, reason, type Fields, type Reader } from "../../foundation/readers/readers.js";
import { upcastWith, UPCASTERS } from "./upcast.js";

const READERS: ReadonlyMap<string, Reader> = /* @__PURE__ */ eventReaders();

/** Reads an event of whatever type and layout. */
export const ledgerEvent: Reader = (value, issues) => {
  const raw = upcastWith(value, UPCASTERS, issues);
  if (raw === undefined) return undefined;
  const type = raw["type"];
  const reader = typeof type === "string" ? READERS.get(type) : undefined;
  if (reader !== undefined) return reader(raw, issues);
  const message = `expected a kind of event that is known, got ${describeValue(type)}`;
  issues.push({ path: "type", code: type === undefined ? "missing" : "unknown-type", message });
  return undefined;
};

/** An event of a stream, or a ValidationError that names its place, from 1. */
export function readEvent(stored: unknown, place: number): LedgerEvent {
  const issues: ValidationIssue[] = [];
  const event = readSafely(stored, ledgerEvent, issues) as LedgerEvent;
  if (issues.length > 0) throw new ValidationError(`event ${place} of the stream`, issues);
  return event;
}

function eventReaders(): Map<string, Reader> {
  const base = baseFields();
  return new Map(
    Object.entries({ ...pointEvents(), ...accountEvents() }).map(([type, { fields, addsUp }]) => {
      const read = openRecord({ type: oneOf([type]), ...base, ...fields });
      return [type, whole(read, addsUp as (event: LedgerEvent) => boolean)];
    }),
  );
}

/** What every event says; `hash` and `previousHash` are those of chained ones. */
function baseFields(): Fields {
  return {
    schemaVersion: oneOf([1]),
    accountId: id,
    version: ordinal,
    at: instant,
    effectiveAt: instant,
    recordedAt: instant,
    key: nullable(id),
    content: nullable(id),
    previousHash: optional(nullable(reason)),
    hash: optional(reason),
    actor: nullable(openRecord({ kind: oneOf(["system", "staff", "customer", "import"]), id })),
  };
}

/** Reads an event and sees that its parts fit together. */
function whole(read: Reader, addsUp: (event: LedgerEvent) => boolean): Reader {
  return (value, issues) => {
    const before = issues.length;
    const event = read(value, issues) as LedgerEvent;
    if (issues.length > before) return undefined;
    if (event.effectiveAt < event.at) {
      issues.push({ path: "effectiveAt", code: "inconsistent", message: "expected an instant that is not before `at`" });
    }
    if (event.key === null && event.content !== null) {
      issues.push({ path: "content", code: "inconsistent", message: "expected no content without a key" });
    }
    if (!addsUp(event)) issues.push({ path: "points", code: "inconsistent", message: "expected the sum of its lots and other parts" });
    return event;
  };
}
