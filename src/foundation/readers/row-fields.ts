// Reads rows of any source field by field, under the names that the source has for them. What is wrong is thrown by a field's reader and collected here.
import { checkObject, checkOneOf } from "../errors/check.js";
import { describeValue } from "../errors/describe-value.js";
import { InvalidArgumentError, isInvalidArgumentError } from "../errors/invalid-argument-error.js";
import type { ValidationIssue } from "../errors/validation-error.js";
import { LONGEST_ID } from "../ids/ids.js";
import { isStorable } from "./readers.js";

/** The fields of a row under our own names. */
export type RowFields<Name extends string = string> = Partial<Record<Name, unknown>>;

/** The source's own names of fields; `null` for one that the source does not have. */
export type SourceColumns<Name extends string = string> = Readonly<Partial<Record<Name, string | null>>>;

/** What was read, or everything that is wrong with it. */
export type Read<T> = { readonly value: T } | { readonly issues: ValidationIssue[] };

/** Reads a row that may be anything, even something whose own code throws; `read` gives `undefined` when it has reported issues. */
export function readRow<T>(row: unknown, read: (row: object, issues: ValidationIssue[]) => T | undefined): Read<T> {
  const issues: ValidationIssue[] = [];
  try {
    if (typeof row !== "object" || row === null || Array.isArray(row))
      return { issues: [{ path: "", code: "not-an-object", message: `expected an object, got ${describeValue(row)}` }] };
    const value = read(row, issues);
    return value === undefined || issues.length > 0 ? { issues } : { value };
  } catch {
    return { issues: [{ path: "", code: "unreadable", message: "expected a row that can be read, got one that throws" }] };
  }
}

/** The fields under our own names; absent, `null` and empty ones are left out. Only the row's own properties are read. */
export function ownFields<Name extends string>(row: object, names: readonly Name[], columns?: SourceColumns<Name>): RowFields<Name> {
  const fields: RowFields<Name> = {};
  for (const name of names) {
    const named = columns?.[name];
    const source = named ?? name;
    const value: unknown = named !== null && Object.hasOwn(row, source) ? (row as Record<string, unknown>)[source] : undefined;
    if (value !== undefined && value !== null && value !== "") fields[name] = value;
  }
  return fields;
}

/** Throws unless each of the source's names is given for a field that there is, and is a text or `null`. */
export function checkColumns(columns: unknown, names: readonly string[]): void {
  if (columns === undefined) return;
  checkObject("options.columns", columns);
  for (const [field, source] of Object.entries(columns)) {
    checkOneOf("options.columns", field, names);
    if (source !== undefined && source !== null && typeof source !== "string")
      throw new InvalidArgumentError(`options.columns.${field}`, "the name of a column, or null", source);
  }
}

/** What `read` gives, or one more issue; `prefix` stands before the place that the error names. */
export function attemptOr<T>(issues: ValidationIssue[], prefix: string, code: string, read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (!isInvalidArgumentError(error)) throw error;
    const fault = error.argument === "currency" ? "invalid-currency" : code;
    issues.push({ path: prefix + error.argument, code: fault, message: error.message.slice(error.argument.length + 2) });
    return undefined;
  }
}

/** An id as sources have it: a text, or a whole number. */
export function readId(path: string, value: unknown): string {
  const text = typeof value === "number" && Number.isSafeInteger(value) ? String(value) : value;
  if (typeof text !== "string" || text.length > LONGEST_ID || text.trim() === "" || !isStorable(text))
    throw new InvalidArgumentError(path, `a string of 1 to ${String(LONGEST_ID)} whole characters or a whole number`, value);
  return text;
}

/** Whether an amount comes as money. */
export function isMoneyInput(value: unknown): value is { minor: unknown; currency: unknown } {
  return typeof value === "object" && value !== null && Object.hasOwn(value, "minor") && Object.hasOwn(value, "currency");
}

/** Minor units as sources have them: a whole number, or its digits. */
export function wholeMinor(path: string, value: unknown): number {
  const minor = typeof value === "string" && /^[+-]?\d{1,16}$/.test(value) ? Number(value) : value;
  if (typeof minor !== "number" || !Number.isSafeInteger(minor))
    throw new InvalidArgumentError(path, "a whole number of minor units", value);
  return minor;
}
