import type { ConditionValue } from "./condition.js";

/** The parts of a field's name. */
export function partsOfField(field: string): readonly string[] {
  return field.split(".");
}

/**
 * The value of a field: a text, a finite number, a boolean, a list of those that is not empty, or `undefined` for whatever else stands there. Goes along own
 * properties of objects alone, so that no name reaches what a subject inherits, the length of a text, or a method.
 */
export function fieldValue(subject: unknown, parts: readonly string[]): ConditionValue | readonly ConditionValue[] | undefined {
  let value = subject;
  for (const part of parts) {
    if (typeof value !== "object" || value === null || Array.isArray(value) || !Object.hasOwn(value, part)) return undefined;
    value = (value as Readonly<Record<string, unknown>>)[part];
  }
  if (isScalar(value)) return value;
  return Array.isArray(value) && value.length > 0 && value.every(isScalar) ? value : undefined;
}

function isScalar(value: unknown): value is ConditionValue {
  return typeof value === "string" || typeof value === "boolean" || (typeof value === "number" && Number.isFinite(value));
}
