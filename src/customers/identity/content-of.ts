import { InvalidArgumentError } from "../../foundation/errors/invalid-argument-error.js";
import { compareIds } from "../../foundation/ids/ids.js";

/** Deeper than anything that a customer has; what goes on without end is noticed here. */
const DEEPEST = 16;

/** What a part of a customer says, as a text: equal parts have equal texts, in whatever order their fields and the entries of their lists stand. */
export function contentOf(value: unknown, depth = 0): string {
  if (depth > DEEPEST || typeof value === "bigint")
    throw new InvalidArgumentError("customers", `records of plain JSON, at most ${DEEPEST} levels deep`, value);
  if (Array.isArray(value))
    return `[${value
      .map((entry) => contentOf(entry, depth + 1))
      .sort(compareIds)
      .join()}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const fields = Object.entries(value).filter(([, field]) => field !== undefined);
  return `{${fields
    .map(([name, field]) => `${JSON.stringify(name)}:${contentOf(field, depth + 1)}`)
    .sort(compareIds)
    .join()}}`;
}
