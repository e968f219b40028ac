import { compareIds } from "../../foundation/ids/ids.js";

/** What a part of a customer says, as a text: equal parts have equal texts, in whatever order their fields and the entries of their lists stand. */
export function contentOf(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(contentOf).sort(compareIds).join()}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const fields = Object.entries(value).filter(([, field]) => field !== undefined);
  return `{${fields
    .map(([name, field]) => `${JSON.stringify(name)}:${contentOf(field)}`)
    .sort(compareIds)
    .join()}}`;
}
