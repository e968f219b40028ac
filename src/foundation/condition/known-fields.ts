import { InvalidArgumentError } from "../errors/invalid-argument-error.js";
import type { ConditionField, ConditionFields } from "./condition.js";
import { partsOfField } from "./field-value.js";

/** Finds what a field holds, by its name; `undefined` for one that nobody knows. A name that is written out goes before a pattern, an earlier pattern before a later. */
export function fieldFinder(fields: ConditionFields): (name: string) => ConditionField | undefined {
  const exact = new Map<string, ConditionField>();
  const patterns: { readonly parts: readonly string[]; readonly field: ConditionField }[] = [];
  for (const [name, field] of Object.entries(fields)) {
    checkField(`fields.${name}`, field);
    const parts = partsOfField(name);
    if (parts.includes("*")) patterns.push({ parts, field });
    else exact.set(name, field);
  }
  return (name) => exact.get(name) ?? patterns.find(({ parts }) => fits(partsOfField(name), parts))?.field;
}

const TYPES: readonly unknown[] = ["number", "text", "boolean", "date", "instant", "any"];

function checkField(argument: string, field: ConditionField | null | undefined): void {
  if (!TYPES.includes(field?.type)) throw new InvalidArgumentError(`${argument}.type`, `one of ${TYPES.join(", ")}`, field?.type);
}

function fits(parts: readonly string[], pattern: readonly string[]): boolean {
  return parts.length === pattern.length && pattern.every((part, i) => part === parts[i] || (part === "*" && parts[i] !== ""));
}
