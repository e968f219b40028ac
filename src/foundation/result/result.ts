/**
 * The outcome of a call that the domain may refuse: a value, or an error that explains itself.
 *
 * Plain data: it survives JSON, and two copies of the library understand each other's results.
 *
 * @typeParam T - What a successful call gives.
 * @typeParam E - A plain object with a literal `code` and the numbers that explain the refusal.
 * @category Results
 */
export type Result<T, E> = Ok<T> | Err<E>;

/**
 * The successful half of a {@link Result}.
 * @category Results
 */
export interface Ok<T> {
  /** Always `true`: the call succeeded. */
  readonly ok: true;
  /** What the call gave. */
  readonly value: T;
}

/**
 * The refused half of a {@link Result}.
 * @category Results
 */
export interface Err<E> {
  /** Always `false`: the call was refused. */
  readonly ok: false;
  /** Why it was refused. */
  readonly error: E;
}

/**
 * Wraps a value as a successful {@link Result}.
 *
 * @param value - What the call gave.
 * @returns `{ ok: true, value }`.
 *
 * @example
 * import { ok } from "clientele";
 *
 * ok(3); // => { ok: true, value: 3 }
 *
 * @category Results
 */
export function ok<T>(value: T): Ok<T> {
  return { ok: true, value };
}

/**
 * Wraps an error as a refused {@link Result}.
 *
 * @param error - Why the call was refused: a plain object with a literal `code`.
 * @returns `{ ok: false, error }`.
 *
 * @example
 * import { err } from "clientele";
 *
 * err({ code: "not-enough-points", missing: 20 }); // => { ok: false, error: { code: "not-enough-points", missing: 20 } }
 *
 * @category Results
 */
export function err<E>(error: E): Err<E> {
  return { ok: false, error };
}
