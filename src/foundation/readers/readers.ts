// Reads the parts of values that come from outside: each reader gives the value or reports what is wrong with it.
import { describeValue } from "../errors/describe-value.js";
import { ValidationError, type ValidationIssue } from "../errors/validation-error.js";
import { LONGEST_ID } from "../ids/ids.js";
import { money as moneyOf } from "../money/money.js";
import { isDate } from "../time/calendar-date.js";
import { dayOfCivil, DAY_MS } from "../time/civil.js";
import { readInstant } from "../time/instant.js";

/** Gives a value, or reports what is wrong with it; the paths of its issues begin at the value. */
export type Reader = (value: unknown, issues: ValidationIssue[]) => unknown;

/** Readers by the names of fields. */
export type Fields = Readonly<Record<string, Reader>>;

/** Reports what stands where something else was expected. */
export function report(issues: ValidationIssue[], code: string, expected: string, value: unknown): unknown {
  issues.push({ path: "", code: value === undefined ? "missing" : code, message: `expected ${expected}, got ${describeValue(value)}` });
  return undefined;
}

/** Says of the issues from `first` on in which part of the value they are. */
export function locate(issues: ValidationIssue[], first: number, part: string): void {
  for (let i = first; i < issues.length; i += 1) {
    const issue = issues[i] as ValidationIssue;
    issues[i] = { ...issue, path: issue.path === "" || issue.path.startsWith("[") ? part + issue.path : `${part}.${issue.path}` };
  }
}

/** The place of a property that should not be there: its name, cut short; only a list's own entries look like one. */
export function placeOfName(name: string): string {
  return name.startsWith("[") ? "" : name.slice(0, LONGEST_ID);
}

/** Reads a value whole, or throws everything that is wrong with it. */
export function readAs(subject: string, input: unknown, reader: Reader): unknown {
  const issues: ValidationIssue[] = [];
  const value = readSafely(input, reader, issues);
  if (issues.length > 0) throw new ValidationError(subject, issues);
  return value;
}

/** Reads a value whose own code may throw. */
export function readSafely(input: unknown, reader: Reader, issues: ValidationIssue[]): unknown {
  try {
    return reader(input, issues);
  } catch {
    issues.push({ path: "", code: "unreadable", message: "expected a value that can be read, got one that throws" });
    return undefined;
  }
}

/** The first and the last instant that is taken: local dates around them exist in every zone. */
const FIRST = /* @__PURE__ */ dayOfCivil(2, 1, 1) * DAY_MS;
const END = /* @__PURE__ */ dayOfCivil(9999, 1, 1) * DAY_MS;
/** After so many issues nobody reads on. */
export const ENOUGH = 1000;

/** What databases cannot store: the character 0, and halves of characters. */
const UNSTORABLE = /[\0\p{Cs}]/u;

/** Whether a value is a text that every database can store. Texts of plain characters, which nearly all are, need no search. */
export function isStorable(value: unknown): value is string {
  if (typeof value !== "string") return false;
  for (let i = 0; i < value.length; i += 1) {
    const unit = value.charCodeAt(i);
    if (unit === 0 || unit >= 0xd800) return !UNSTORABLE.test(value);
  }
  return true;
}

/** A text of a length that can be stored. */
function text(most: number, code: string): Reader {
  return (value, issues) =>
    typeof value === "string" && value.length > 0 && value.length <= most && isStorable(value)
      ? value
      : report(issues, code, `a string of 1 to ${most} whole characters`, value);
}

/** A name of 1 to 256 characters. */
export const id: Reader = /* @__PURE__ */ text(LONGEST_ID, "invalid-id");

/** A text that says why. */
export const reason: Reader = /* @__PURE__ */ text(2000, "invalid-text");

/** A whole number from `least` on. */
export function wholeNumber(least: number, most: number = Number.MAX_SAFE_INTEGER): Reader {
  return (value, issues) =>
    typeof value === "number" && Number.isSafeInteger(value) && value >= least && value <= most
      ? value + 0
      : report(issues, "invalid-number", `a whole number from ${least} to ${most}`, value);
}

/** A moment, in any form. */
export const momentOf: Reader = (value, issues) => {
  if (typeof value === "number" || value === undefined) return instant(value, issues);
  try {
    const at = readInstant("at", value);
    if (isMoment(at)) return at;
  } catch {
    // reported below
  }
  return report(issues, "invalid-instant", MOMENT, value);
};

const MOMENT = "an instant in the years 0002 to 9998, with its offset";

/** A moment as stores have it: epoch milliseconds. */
export const instant: Reader = (value, issues) =>
  typeof value === "number" && isMoment(value) ? value + 0 : report(issues, "invalid-instant", MOMENT, value);

function isMoment(at: number): boolean {
  return Number.isInteger(at) && at >= FIRST && at < END;
}

/** A date that exists. */
export const calendarDate: Reader = (value, issues) =>
  typeof value === "string" && value.length === 10 && value[4] === "-" && value[7] === "-" && isDateText(value)
    ? value
    : report(issues, "invalid-date", "a date that exists, YYYY-MM-DD", value);

function isDateText(text: string): boolean {
  return isDate(digits(text, 0, 4), digits(text, 5, 7), digits(text, 8, 10));
}

/** The number that digits of a text say; `NaN` when there is something else. */
function digits(text: string, from: number, to: number): number {
  let number = 0;
  for (let i = from; i < to; i += 1) {
    const digit = text.charCodeAt(i) - 48;
    number = digit >= 0 && digit <= 9 ? number * 10 + digit : NaN;
  }
  return number;
}

/** An amount of at least 0. */
export const money: Reader = (value, issues) => {
  if (typeof value === "object" && value !== null) {
    const { minor, currency } = value as { minor?: unknown; currency?: unknown };
    try {
      const amount = moneyOf(minor as number, currency as string);
      if (amount.minor >= 0 && typeof minor === "number") return amount;
    } catch {
      // reported below
    }
  }
  return report(issues, "invalid-amount", "an amount { minor, currency } of at least 0", value);
};

/** One of some values. */
export function oneOf(allowed: readonly (string | boolean | number)[]): Reader {
  return (value, issues) =>
    allowed.includes(value as string) ? value : report(issues, "unknown-value", `one of ${allowed.join(", ")}`, value);
}

/** A value that may be left out. */
export function optional(reader: Reader): Reader {
  return (value, issues) => (value === undefined ? undefined : reader(value, issues));
}

/** A value that may be `null`. */
export function nullable(reader: Reader): Reader {
  return (value, issues) => (value === null ? null : reader(value, issues));
}

/** A list of at least so many entries, by default one; given back as it is when all of them are. */
export function listOf(reader: Reader, most: number, least: number = 1): Reader {
  return (value, issues) => {
    const length = Array.isArray(value) ? value.length : -1;
    if (length < least || length > most) return report(issues, "invalid-list", `a list of ${least} to ${most} entries`, value);
    let list = value as unknown[];
    for (let i = 0; i < length && issues.length < ENOUGH; i += 1) {
      const before = issues.length;
      const given = list[i];
      const entry = reader(given, issues);
      if (!Object.is(entry, given)) {
        if (list === value) list = Array.from(list);
        list[i] = entry;
      }
      if (issues.length > before) locate(issues, before, `[${i}]`);
    }
    return list;
  };
}

/** Whether it has fields. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Whether an object is of no class, of whatever realm. */
export function isPlain(value: object): boolean {
  const prototype = Object.getPrototypeOf(value) as object | null;
  return prototype === null || prototype === Object.prototype || isOfOtherRealm(prototype);
}

/** Whether it is what every object of another realm inherits from. */
function isOfOtherRealm(prototype: object): boolean {
  return Object.getPrototypeOf(prototype) === null && Object.hasOwn(prototype, "isPrototypeOf");
}
