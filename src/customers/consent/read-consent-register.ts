// Reads a register back from a store.
import type { ValidationIssue } from "../../foundation/errors/validation-error.js";
import { readSafely, listOf, oneOf, type Reader } from "../../foundation/readers/readers.js";
import { record } from "../../foundation/readers/record.js";
import type { ConsentEvent } from "./consent-event.js";
import { registerOf, type ConsentRegister } from "./consent-register.js";
import { readConsentEvent } from "./read-consent-event.js";

const MOST_EVENTS = 10_000_000;

const FIELDS: Reader = /* @__PURE__ */ record({
  kind: /* @__PURE__ */ oneOf(["consent-register"]),
  schemaVersion: /* @__PURE__ */ oneOf([1]),
  events: /* @__PURE__ */ listOf((value, issues) => readConsentEvent(value, issues), MOST_EVENTS, 0),
});

/** The register with its events in order, or everything that is wrong with it. */
export function readConsentRegister(value: unknown, issues: ValidationIssue[]): ConsentRegister | undefined {
  const read = readSafely(value, FIELDS, issues);
  return issues.length > 0 ? undefined : registerOf(Array.from((read as { events: ConsentEvent[] }).events));
}
