import { ValidationError, type ValidationIssue } from "../errors/validation-error.js";
import { readSafely } from "../readers/readers.js";
import type { Condition, ConditionFields } from "./condition.js";
import { fieldFinder } from "./known-fields.js";
import { readCondition } from "./read-condition.js";

/**
 * Reads a condition from outside, such as a form or a database, and holds it against the fields that it may ask for.
 *
 * Made for input that nobody vouches for: at most 16 levels deep and 500 conditions and values in all, no regular expressions, no code, and only fields that are
 * named. Tests that nothing can pass (`atLeast` above `atMost`, anything beside `exists: false`) are refused, too.
 *
 * @param input - Anything, usually of `JSON.parse`.
 * @param fields - The fields that may be asked for, and what they hold.
 * @returns The condition, as a copy; instants are epoch milliseconds.
 * @throws A {@link ValidationError} that lists everything wrong with it, each with its place (`"all[1].field"`); an {@link InvalidArgumentError} when `fields` is not lawful.
 *
 * @example
 * import { parseCondition } from "clientele";
 *
 * const fields = { "rfm.r": { type: "number" }, tags: { type: "text", list: true } } as const;
 * parseCondition({ any: [{ field: "rfm.r", atLeast: 4 }, { field: "tags", equals: "vip" }] }, fields);
 * // => { any: [{ field: "rfm.r", atLeast: 4 }, { field: "tags", equals: "vip" }] }
 * parseCondition({ field: "rfm.q", atLeast: 4 }, fields); // => throws validation
 *
 * @category Conditions
 */
export function parseCondition(input: unknown, fields: ConditionFields): Condition {
  const fieldOf = fieldFinder(fields);
  const issues: ValidationIssue[] = [];
  const condition = readSafely(input, (value, found) => readCondition(value, found, fieldOf), issues) as Condition;
  if (issues.length > 0) throw new ValidationError("condition", issues);
  return condition;
}
