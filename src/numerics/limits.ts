// How large and how small numbers may be: far beyond anything that is counted or measured, and such that products of a few stay finite.
import { InvalidArgumentError } from "../foundation/errors/invalid-argument-error.js";

/** The largest number of customers, time or money that is taken for one. */
export const LARGEST = 1e30;
/** The smallest such number above 0, and the smallest parameter of a distribution. */
export const SMALLEST = 1e-30;

/** Larger shapes only say that all are alike, and make integrals long. */
export const LARGEST_SHAPE = 1e8;

/** What an amount is, in the words of an error. */
export const AN_AMOUNT = "a number from 0 to 1e+30";
/** An amount of either sign. */
export const A_SIGNED_AMOUNT = "a number from -1e+30 to 1e+30";
/** The same where a tiny one would have no reciprocal. */
export const ZERO_OR_AMOUNT = "0, or a number from 1e-30 to 1e+30";

/** Whether it is a number from 0 to {@link LARGEST}. */
export function isAmount(value: unknown): value is number {
  return typeof value === "number" && value >= 0 && value <= LARGEST;
}

/** Whether it is 0, or a number from {@link SMALLEST} to {@link LARGEST}. */
export function isZeroOrAmount(value: number): boolean {
  return value === 0 || (value >= SMALLEST && value <= LARGEST);
}

/** Throws for what {@link isAmount} is not. */
export function checkAmount(argument: string, value: unknown): asserts value is number {
  if (!isAmount(value)) throw new InvalidArgumentError(argument, AN_AMOUNT, value);
}

/** A number whose size is at most {@link LARGEST}. */
export function checkSigned(argument: string, value: unknown): asserts value is number {
  if (typeof value !== "number" || !(Math.abs(value) <= LARGEST)) throw new InvalidArgumentError(argument, A_SIGNED_AMOUNT, value);
}

/** A number from {@link SMALLEST} to {@link LARGEST}: the scale of a distribution, a unit of time. */
export function checkScale(argument: string, value: unknown): asserts value is number {
  checkBetween(argument, value, LARGEST, "a number from 1e-30 to 1e+30");
}

/** A shape of a distribution. */
export function checkShape(argument: string, value: unknown): asserts value is number {
  checkBetween(argument, value, LARGEST_SHAPE, "a number from 1e-30 to 1e+8");
}

function checkBetween(argument: string, value: unknown, most: number, expected: string): void {
  if (!(typeof value === "number" && value >= SMALLEST && value <= most)) throw new InvalidArgumentError(argument, expected, value);
}
