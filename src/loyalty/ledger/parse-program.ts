import { ValidationError, type ValidationIssue } from "../../foundation/errors/validation-error.js";
import type { PointProgram } from "./program.js";
import { pointProgramSchema } from "./program-schema.js";

/**
 * Reads the definition of a point program and fills in the defaults: points never lapse, are spendable at once, those that lapse soonest are taken first, points
 * that a reversed redemption gives back live at least 30 more days, and returned purchases whose points are spent leave a debt.
 *
 * @param definition - The definition, from code or from outside; see {@link PointProgram} for its fields. `id` and `timeZone` are required, fields that are not
 * known are an error.
 * @returns The program, every policy spelled out: plain JSON.
 * @throws A {@link ValidationError} that names every field at fault.
 *
 * @example
 * import { loyalty } from "clientele";
 *
 * const program = loyalty.parseProgram({ id: "points", timeZone: "Europe/Berlin", expiry: { kind: "rolling", months: 24, roundUpTo: "year" } });
 * program.consumption; // => "soonest-expiry-first"
 * program.restoredExpiry; // => { kind: "keep-but-at-least", days: 30 }
 *
 * @category Program
 */
export function parseProgram(definition: unknown): PointProgram {
  const read = readSafely(definition);
  if ("program" in read) return read.program;
  throw new ValidationError("program", read.issues);
}

function readSafely(definition: unknown): { program: PointProgram } | { issues: ValidationIssue[] } {
  try {
    const read = pointProgramSchema.safeParse(definition);
    if (read.success) return { program: read.data };
    return {
      issues: read.error.issues.map(({ path, code, message }) => ({ path: pathOf(path), code: code.replaceAll("_", "-"), message })),
    };
  } catch {
    return { issues: [{ path: "", code: "unreadable", message: "expected a definition that can be read, got one that throws" }] };
  }
}

function pathOf(parts: readonly PropertyKey[]): string {
  return parts.reduce<string>((path, part) => (typeof part === "number" ? `${path}[${part}]` : `${path}${path && "."}${String(part)}`), "");
}
