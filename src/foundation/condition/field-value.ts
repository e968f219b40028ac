import type { ConditionValue } from "./condition.js";

/** The way to a field: at each step the next part of its name, and all that is left of it. */
export type FieldPath = readonly { readonly part: string; readonly rest: string }[];

/** The way that a field's name describes. */
export function pathOfField(field: string): FieldPath {
  const parts = field.split(".");
  return parts.map((part, i) => ({ part, rest: parts.slice(i).join(".") }));
}

/**
 * The value of a field: a text, a finite number, a boolean, a list of those that is not empty, or `undefined` for whatever else stands there. Goes along own
 * properties of objects alone, so that no name reaches what a subject inherits, the length of a text, or a method. Where an object has all that is left of the name
 * as one property (`"tax.id"`), that is it.
 */
export function fieldValue(subject: unknown, path: FieldPath): ConditionValue | readonly ConditionValue[] | undefined {
  let value = subject;
  for (const { part, rest } of path) {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
    if (rest !== part && Object.hasOwn(value, rest)) return plain((value as Readonly<Record<string, unknown>>)[rest]);
    if (!Object.hasOwn(value, part)) return undefined;
    value = (value as Readonly<Record<string, unknown>>)[part];
  }
  return plain(value);
}

function plain(value: unknown): ConditionValue | readonly ConditionValue[] | undefined {
  if (isScalar(value)) return value;
  return Array.isArray(value) && value.length > 0 && value.every(isScalar) ? value : undefined;
}

function isScalar(value: unknown): value is ConditionValue {
  return typeof value === "string" || typeof value === "boolean" || (typeof value === "number" && Number.isFinite(value));
}
