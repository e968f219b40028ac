// Reads the objects within a customer's record field by field. What is wrong is collected in the reading; what could be read is given all the same.
import { describeValue } from "../foundation/errors/describe-value.js";
import type { ValidationIssue } from "../foundation/errors/validation-error.js";
import type { SourceContext } from "../foundation/readers/amount-field.js";
import { isObject } from "../foundation/readers/readers.js";
import { attemptOr, type RowFields } from "../foundation/readers/row-fields.js";
import { partFields, type CustomerColumns, type CustomerPart, type PartFields } from "./customer-columns.js";

/** What a source leaves unsaid. */
export interface ReadingContext extends SourceContext {
  /** Where identities come from that do not say it. */
  readonly source: string;
  readonly columns: CustomerColumns;
}

/** One row, and what is found to be wrong with it. */
export interface Reading {
  readonly row: object;
  readonly issues: ValidationIssue[];
  readonly context: ReadingContext;
}

/** How the fields of an object are read, none of which is needed, and the code of their faults. A reader gives `undefined` for what says nothing. */
export type FieldReaders<T> = {
  readonly [Name in keyof T]-?: readonly [code: string, read: (path: string, value: unknown) => T[Name] | undefined];
};

/** The fields of an object within the row, with those that have columns of their own. */
export function fieldsOf<Part extends CustomerPart>({ row, issues, context }: Reading, part: Part, value: unknown): PartFields<Part> {
  if (value === undefined && !context.columns.parts.has(part)) return {};
  return partFields(row, objectOr(issues, part, value, {}), part, context.columns);
}

/** The fields that are given, read. */
export function readFields<T extends object>({ issues }: Reading, part: string, fields: RowFields, readers: FieldReaders<T>): Partial<T> {
  const read: Partial<T> = {};
  for (const name in readers) {
    const value = fields[name];
    if (value === undefined) continue;
    const [code, reader] = readers[name];
    const field = attemptOr(issues, `${part}.`, code, () => reader(name, value));
    if (field !== undefined) read[name] = field;
  }
  return read;
}

/** The object, or `fallback` when nothing is given or, as is reported, something else. */
export function objectOr(issues: ValidationIssue[], place: string, value: unknown, fallback: object): object {
  if (value === undefined || isObject(value)) return value ?? fallback;
  issues.push({ path: place, code: "not-an-object", message: `expected an object, got ${describeValue(value)}` });
  return fallback;
}

/** The object itself, or `undefined` when it has no fields. */
export function unlessEmpty<T extends object>(part: T): T | undefined {
  return Object.keys(part).length === 0 ? undefined : part;
}
