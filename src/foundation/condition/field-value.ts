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
 * properties of objects alone, so that no name reaches what a subject inherits, the length of a text, or a method. Where that leads to nothing, an object on the way
 * may have all that is left of the name as one property (`"tax.id"`).
 */
export function fieldValue(subject: unknown, path: FieldPath): ConditionValue | readonly ConditionValue[] | undefined {
  let value = subject;
  let steps = 0;
  for (; steps < path.length && isOpen(value); steps += 1) {
    const { part } = path[steps] as FieldPath[number];
    if (!Object.hasOwn(value, part)) break;
    value = value[part];
  }
  return (steps === path.length ? plain(value) : undefined) ?? (path.length > 1 ? undividedValue(subject, path) : undefined);
}

/** The value under a name with dots, as far down the way as there is one. */
function undividedValue(subject: unknown, path: FieldPath): ReturnType<typeof fieldValue> {
  let value = subject;
  for (const { part, rest } of path) {
    if (!isOpen(value)) return undefined;
    if (rest !== part && Object.hasOwn(value, rest)) return plain(value[rest]);
    if (!Object.hasOwn(value, part)) return undefined;
    value = value[part];
  }
  return undefined;
}

/** Whether it has properties that a name may ask for. */
function isOpen(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function plain(value: unknown): ConditionValue | readonly ConditionValue[] | undefined {
  if (isScalar(value)) return value;
  return Array.isArray(value) && value.length > 0 && value.every(isScalar) ? value : undefined;
}

function isScalar(value: unknown): value is ConditionValue {
  return typeof value === "string" || typeof value === "boolean" || (typeof value === "number" && Number.isFinite(value));
}
