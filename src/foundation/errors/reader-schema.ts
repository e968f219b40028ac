import { z } from "zod";
import type { ValidationIssue } from "./validation-error.js";

/**
 * The zod schema of a hand-written reader: one transform over the raw value, so that there is one rule for what is lawful. It has no JSON Schema.
 * `read` must not throw; what it returns counts only when it reports no issue.
 */
export function readerSchema<Output, Input>(read: (value: unknown, issues: ValidationIssue[]) => unknown): z.ZodType<Output, Input> {
  const schema = z.unknown().transform((value, context) => {
    const issues: ValidationIssue[] = [];
    const result = read(value, issues);
    if (issues.length === 0) return result;
    for (const { path, code, message } of issues) context.addIssue({ code: "custom", path: partsOf(path), message, params: { code } });
    return z.NEVER;
  });
  return schema as unknown as z.ZodType<Output, Input>;
}

/** The names and numbers in a path. */
function partsOf(path: string): string[] {
  return path.split(/[.[\]]+/).filter((part) => part !== "");
}
