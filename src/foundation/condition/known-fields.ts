import { checkObject } from "../errors/check.js";
import { InvalidArgumentError } from "../errors/invalid-argument-error.js";
import type { ConditionField, ConditionFields } from "./condition.js";

/**
 * Finds what a field holds, by its name; `undefined` for one that nobody knows, and for a pattern, which is no field. A name that is written out goes before a
 * pattern, an earlier pattern before a later. Errors call the fields `argument`.
 */
export function fieldFinder(fields: ConditionFields, argument = "fields"): (name: string) => ConditionField | undefined {
  checkObject(argument, fields);
  const exact = new Map<string, ConditionField>();
  const patterns: { readonly parts: readonly string[]; readonly field: ConditionField }[] = [];
  for (const [name, field] of Object.entries(fields)) {
    checkField(`${argument}.${name}`, field);
    const parts = name.split(".");
    if (parts.includes("*")) patterns.push({ parts, field });
    else exact.set(name, field);
  }
  return (name) => {
    const parts = name.split(".");
    return parts.includes("*") ? undefined : (exact.get(name) ?? patterns.find((pattern) => fits(parts, pattern.parts))?.field);
  };
}

const TYPES: readonly unknown[] = ["number", "text", "boolean", "date", "instant", "any"];

function checkField(argument: string, field: ConditionField | null | undefined): void {
  if (!TYPES.includes(field?.type)) throw new InvalidArgumentError(`${argument}.type`, `one of ${TYPES.join(", ")}`, field?.type);
}

/** Whether a name is one of a pattern: `*` stands for any part, at the end for all that is left. */
function fits(parts: readonly string[], pattern: readonly string[]): boolean {
  const isOpen = pattern.at(-1) === "*";
  if (isOpen ? parts.length < pattern.length : parts.length !== pattern.length) return false;
  return pattern.every((part, i) => part === parts[i] || (part === "*" && parts[i] !== ""));
}
