import { describeValue } from "./describe-value.js";
import { isErrorOf } from "./is-error-of.js";

/**
 * Thrown when the caller broke a precondition: a negative count, an unknown time zone, mixed currencies.
 *
 * Recognise it by `code` (or {@link isInvalidArgumentError}), never by `instanceof`: an app may hold an ESM and a CJS copy
 * of the library side by side.
 *
 * @category Errors
 */
export class InvalidArgumentError extends Error {
  /** Always `"invalid-argument"`. */
  readonly code: "invalid-argument" = "invalid-argument";
  /** The argument at fault, with the place inside it: `"options.asOf"`, `"purchases[3].amount"`. */
  readonly argument: string;
  /** What was received there. */
  readonly received: unknown;

  /**
   * @param argument - The argument at fault, with the place inside it.
   * @param expected - What should stand there, in words that follow "expected".
   * @param received - What stands there.
   */
  constructor(argument: string, expected: string, received: unknown) {
    super(`${argument}: expected ${expected}, got ${describeValue(received)}`);
    this.name = "InvalidArgumentError";
    this.argument = argument;
    this.received = received;
  }
}

/**
 * Says whether a caught value is an {@link InvalidArgumentError} of any copy of the library.
 *
 * @param error - Anything that was caught.
 * @returns `true` when its `code` is `"invalid-argument"`.
 *
 * @example
 * import { isInvalidArgumentError, money } from "clientele";
 *
 * try {
 *   money.money(12.5, "EUR");
 * } catch (error) {
 *   isInvalidArgumentError(error); // => true
 * }
 *
 * @category Errors
 */
export function isInvalidArgumentError(error: unknown): error is InvalidArgumentError {
  return isErrorOf("invalid-argument", error);
}
