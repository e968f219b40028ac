import { isErrorOf } from "./is-error-of.js";

const MOST_ISSUES = 20;

/**
 * One thing that is wrong with input from outside.
 * @category Errors
 */
export interface ValidationIssue {
  /** Where in the input: `"amount"`, `"lines[2].quantity"`; empty when the whole input is at fault. */
  readonly path: string;
  /** What kind of fault: `"missing"`, `"invalid-amount"`; made for counting and for translation. */
  readonly code: string;
  /** The fault in words, for a person. */
  readonly message: string;
}

/**
 * Thrown by the `parseX` functions when input from outside is not what it should be.
 *
 * Recognise it by `code` (or {@link isValidationError}), never by `instanceof`.
 *
 * @category Errors
 */
export class ValidationError extends Error {
  /** Always `"validation"`. */
  readonly code: "validation" = "validation";
  /** What is wrong, in the order found; at most 20. */
  readonly issues: readonly ValidationIssue[];
  /** How many issues there were in all, those beyond `issues` included. */
  readonly issueCount: number;

  /**
   * @param subject - What was parsed: `"purchase"`.
   * @param issues - Everything that is wrong; at most 20 are kept.
   */
  constructor(subject: string, issues: readonly ValidationIssue[]) {
    const first = issues[0];
    const more = issues.length > 1 ? ` (and ${String(issues.length - 1)} more)` : "";
    super(`invalid ${subject}: ${first === undefined ? "unknown fault" : placed(first)}${more}`);
    this.name = "ValidationError";
    this.issues = issues.slice(0, MOST_ISSUES);
    this.issueCount = issues.length;
  }
}

function placed({ path, message }: ValidationIssue): string {
  return path === "" ? message : `${path}: ${message}`;
}

/**
 * Says whether a caught value is a {@link ValidationError} of any copy of the library.
 *
 * @param error - Anything that was caught.
 * @returns `true` when its `code` is `"validation"`.
 *
 * @example
 * import { isValidationError, purchases } from "clientele";
 *
 * try {
 *   purchases.parsePurchase({ id: "p1" });
 * } catch (error) {
 *   isValidationError(error); // => true
 * }
 *
 * @category Errors
 */
export function isValidationError(error: unknown): error is ValidationError {
  return isErrorOf("validation", error);
}
