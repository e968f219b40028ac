import type { ValidationIssue } from "./validation-error.js";

/**
 * A row that a bulk parser could not take, and why. `path`, `code` and `message` are those of its first fault.
 * @category Errors
 */
export interface Rejection extends ValidationIssue {
  /** The row's number in the source; the first is 1. */
  readonly row: number;
  /** What else is wrong with the row. */
  readonly furtherIssues: readonly ValidationIssue[];
}

/** The rejection of a row for all of its issues, of which there is at least one. */
export function rejection(row: number, [first, ...furtherIssues]: readonly ValidationIssue[]): Rejection {
  return { row, ...(first as ValidationIssue), furtherIssues };
}
