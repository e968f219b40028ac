// Preconditions of public functions. Each throws an InvalidArgumentError that names the argument; none is exported to users.
import { InvalidArgumentError } from "./invalid-argument-error.js";

/** Anything with properties: options, a model, a row. */
export function checkObject(argument: string, value: unknown): asserts value is object {
  if (typeof value !== "object" || value === null) throw new InvalidArgumentError(argument, "an object", value);
}

/** Anything that can be walked through, a text excepted. */
export function checkIterable(argument: string, value: unknown): asserts value is Iterable<unknown> {
  const walks = typeof value === "object" && value !== null && typeof (value as Partial<Iterable<unknown>>)[Symbol.iterator] === "function";
  if (!walks) throw new InvalidArgumentError(argument, "something that can be walked through, as an array", value);
}

/** A number that is neither NaN nor infinite. */
export function checkFinite(argument: string, value: unknown): asserts value is number {
  if (typeof value !== "number" || !Number.isFinite(value)) throw new InvalidArgumentError(argument, "a finite number", value);
}

/** A finite number of at least 0. */
export function checkNonNegative(argument: string, value: unknown): asserts value is number {
  if (typeof value !== "number" || !(value >= 0 && value < Infinity))
    throw new InvalidArgumentError(argument, "a number of at least 0", value);
}

/** A finite number above 0. */
export function checkPositive(argument: string, value: unknown): asserts value is number {
  if (typeof value !== "number" || !(value > 0 && value < Infinity)) throw new InvalidArgumentError(argument, "a number above 0", value);
}

/** A whole number between `least` and `most`. */
export function checkInteger(
  argument: string,
  value: unknown,
  least: number = Number.MIN_SAFE_INTEGER,
  most: number = Number.MAX_SAFE_INTEGER,
): asserts value is number {
  if (typeof value !== "number" || !Number.isSafeInteger(value) || value < least || value > most) {
    throw new InvalidArgumentError(argument, integerRange(least, most), value);
  }
}

/** A number from 0 to 1. */
export function checkShare(argument: string, value: unknown): asserts value is number {
  if (typeof value !== "number" || !(value >= 0 && value <= 1)) throw new InvalidArgumentError(argument, "a share from 0 to 1", value);
}

/** One of the named ways. */
export function checkOneOf<T extends string>(argument: string, value: unknown, allowed: readonly T[]): asserts value is T {
  if (!allowed.includes(value as T)) throw new InvalidArgumentError(argument, `one of ${allowed.join(", ")}`, value);
}

function integerRange(least: number, most: number): string {
  if (most < Number.MAX_SAFE_INTEGER) return `a whole number from ${String(least)} to ${String(most)}`;
  return least > Number.MIN_SAFE_INTEGER ? `a whole number of at least ${String(least)}` : "a whole number";
}
