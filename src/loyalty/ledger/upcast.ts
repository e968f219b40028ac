// Brings events of older layouts up to the one of today, one version after the other.
import type { ValidationIssue } from "../../foundation/errors/validation-error.js";
import { locate, report } from "../../foundation/readers/readers.js";

/** An event as it was stored. */
export type RawEvent = Readonly<Record<string, unknown>>;

/** Makes an event of one layout version one of the next; it need not write `schemaVersion`. What it gets was stored, but is not checked yet. */
export type Upcaster = (event: RawEvent) => RawEvent;

/** From version 1 to 2, from 2 to 3, and so on. The last one gives the version that this library writes. */
export const UPCASTERS: readonly Upcaster[] = [];

/** The event in the newest layout, or `undefined` when its layout is not known; then it says so. The event itself is not written to. */
export function upcastWith(event: unknown, upcasters: readonly Upcaster[], issues: ValidationIssue[]): RawEvent | undefined {
  if (typeof event !== "object" || event === null || Array.isArray(event)) {
    report(issues, "not-an-object", "an object", event);
    return undefined;
  }
  const stored = (event as RawEvent)["schemaVersion"];
  const newest = upcasters.length + 1;
  if (stored === newest) return event as RawEvent;
  if (typeof stored !== "number" || !Number.isSafeInteger(stored) || stored < 1 || stored > newest) {
    reportVersion(stored, newest, issues);
    return undefined;
  }
  let current = event as RawEvent;
  for (let version = stored; version < newest; version += 1) {
    current = { ...(upcasters[version - 1] as Upcaster)(current), schemaVersion: version + 1 };
  }
  return current;
}

function reportVersion(stored: unknown, newest: number, issues: ValidationIssue[]): void {
  const before = issues.length;
  if (Number.isSafeInteger(stored) && (stored as number) > newest) {
    report(issues, "unknown-version", `at most layout ${newest}: the event was written by a newer version of the library`, stored);
  } else {
    report(issues, "invalid-version", "a layout version, a whole number from 1 on", stored);
  }
  locate(issues, before, "schemaVersion");
}
