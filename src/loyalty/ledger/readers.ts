// Reads the parts of commands and events that come from outside: each reader gives the value or reports what is wrong with it.
import { describeValue } from "../../foundation/errors/describe-value.js";
import type { ValidationIssue } from "../../foundation/errors/validation-error.js";
import { LONGEST_ID } from "../../foundation/ids/ids.js";
import { money as moneyOf } from "../../foundation/money/money.js";
import { isDate } from "../../foundation/time/calendar-date.js";
import { dayOfCivil, DAY_MS } from "../../foundation/time/civil.js";
import { readInstant } from "../../foundation/time/instant.js";

/** Gives the value at a path, or reports what is wrong with it. */
export type Reader = (value: unknown, path: string, issues: ValidationIssue[]) => unknown;

/** Reports what stands where something else was expected. */
export function report(issues: ValidationIssue[], path: string, code: string, expected: string, value: unknown): unknown {
  issues.push({ path, code: value === undefined ? "missing" : code, message: `expected ${expected}, got ${describeValue(value)}` });
  return undefined;
}

/** The first and the last instant that the ledger takes: local dates around them exist in every zone. */
const FIRST = dayOfCivil(2, 1, 1) * DAY_MS;
const END = dayOfCivil(9999, 1, 1) * DAY_MS;
const MOST_TEXT = 2000;
const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;

/** A name of 1 to 256 characters. */
export const id: Reader = (value, path, issues) =>
  typeof value === "string" && value.length > 0 && value.length <= LONGEST_ID
    ? value
    : report(issues, path, "invalid-id", `a string of 1 to ${LONGEST_ID} characters`, value);

/** A text that says why. */
export const reason: Reader = (value, path, issues) =>
  typeof value === "string" && value.length > 0 && value.length <= MOST_TEXT
    ? value
    : report(issues, path, "invalid-text", `a text of 1 to ${MOST_TEXT} characters`, value);

/** A whole number from `least` on. */
export function wholeNumber(least: number): Reader {
  const expected = `a whole number of at least ${least}`;
  return (value, path, issues) =>
    typeof value === "number" && Number.isSafeInteger(value) && value >= least
      ? value
      : report(issues, path, "invalid-number", expected, value);
}

/** Points. */
export const points: Reader = wholeNumber(1);

/** The version of an account. */
export const version: Reader = wholeNumber(0);

/** Points with a sign. */
export const signedPoints: Reader = (value, path, issues) =>
  typeof value === "number" && Number.isSafeInteger(value) && value !== 0
    ? value
    : report(issues, path, "invalid-number", "a whole number that is not 0", value);

/** A moment, in any form. */
export const momentOf: Reader = (value, path, issues) => {
  let at = NaN;
  if (typeof value === "number") at = value;
  else if (value !== undefined) {
    try {
      at = readInstant(path, value);
    } catch {
      // reported below
    }
  }
  if (Number.isInteger(at) && at >= FIRST && at < END) return at + 0;
  return report(issues, path, "invalid-instant", "an instant in the years 0002 to 9998, with its offset", value);
};

/** A date that exists. */
export const calendarDate: Reader = (value, path, issues) => {
  const found = typeof value === "string" ? DATE.exec(value) : null;
  if (found !== null && isDate(Number(found[1]), Number(found[2]), Number(found[3]))) return value;
  return report(issues, path, "invalid-date", "a date that exists, YYYY-MM-DD", value);
};

/** An amount of at least 0. */
export const money: Reader = (value, path, issues) => {
  if (typeof value === "object" && value !== null) {
    const { minor, currency } = value as { minor?: unknown; currency?: unknown };
    try {
      const amount = moneyOf(minor as number, currency as string);
      if (amount.minor >= 0 && typeof minor === "number") return amount;
    } catch {
      // reported below
    }
  }
  return report(issues, path, "invalid-amount", "an amount { minor, currency } of at least 0", value);
};

/** One of some texts. */
export function oneOf(allowed: readonly string[]): Reader {
  return (value, path, issues) =>
    allowed.includes(value as string) ? value : report(issues, path, "unknown-value", `one of ${allowed.join(", ")}`, value);
}

/** A value that may be left out. */
export function optional(reader: Reader): Reader {
  return (value, path, issues) => (value === undefined ? undefined : reader(value, path, issues));
}

/** A value that may be `null`. */
export function nullable(reader: Reader): Reader {
  return (value, path, issues) => (value === null ? null : reader(value, path, issues));
}

/** A list of at least one entry. */
export function listOf(reader: Reader, most: number): Reader {
  return (value, path, issues) => {
    if (!Array.isArray(value) || value.length === 0 || value.length > most) {
      return report(issues, path, "invalid-list", `a list of 1 to ${most} entries`, value);
    }
    return Array.from(value as unknown[], (entry, i) => reader(entry, `${path}[${i}]`, issues));
  };
}

/** An object of these fields and no others. Fields left out stay left out. */
export function record(fields: Readonly<Record<string, Reader>>): Reader {
  const names = Object.keys(fields);
  return (value, path, issues) => {
    if (typeof value !== "object" || value === null || Array.isArray(value))
      return report(issues, path, "not-an-object", "an object", value);
    const given = value as Record<string, unknown>;
    const read: Record<string, unknown> = {};
    const prefix = path === "" ? "" : `${path}.`;
    for (const name of names) {
      const field = (fields[name] as Reader)(given[name], path === "" ? name : prefix + name, issues);
      if (field !== undefined) read[name] = field;
    }
    for (const name in given) {
      if (given[name] !== undefined && !Object.hasOwn(fields, name)) {
        issues.push({ path: prefix + name, code: "unknown-field", message: `expected one of ${names.join(", ")}` });
      }
    }
    return read;
  };
}

/** Who gave a command. */
export const actor: Reader = record({ kind: oneOf(["system", "staff", "customer", "import"]), id });

const DEEPEST = 32;
const MOST_NODES = 10_000;

/** Anything that JSON can hold, at most 32 levels deep and 10000 values long, as a copy. */
export const anyJson: Reader = (value, path, issues) => {
  let nodes = 0;
  const copy = (part: unknown, depth: number): unknown => {
    nodes += 1;
    if (depth > DEEPEST || nodes > MOST_NODES) throw new Error("too large");
    if (part === null || typeof part === "string" || typeof part === "boolean") return part;
    if (typeof part === "number" && Number.isFinite(part)) return part + 0;
    if (Array.isArray(part)) return Array.from(part as unknown[], (entry) => copy(entry, depth + 1));
    const prototype: unknown = typeof part === "object" ? Object.getPrototypeOf(part) : undefined;
    if (prototype !== Object.prototype && prototype !== null) throw new Error("not JSON");
    return Object.fromEntries(
      Object.entries(part as object)
        .filter(([, entry]) => entry !== undefined)
        .map(([name, entry]) => [name, copy(entry, depth + 1)]),
    );
  };
  try {
    return copy(value, 0);
  } catch {
    return report(issues, path, "invalid-json", `JSON of at most ${DEEPEST} levels and ${MOST_NODES} values`, value);
  }
};
