import { InvalidArgumentError } from "../../foundation/errors/invalid-argument-error.js";
import type { Random } from "../../numerics/random.js";

/**
 * A number of every simulated customer: the same for all, one for each, or a range to draw from, every value in it as likely as any other.
 * @category Simulation
 */
export type PerCustomer = number | ArrayLike<number> | NumberRange;

/**
 * Numbers from one to another, both included.
 * @category Simulation
 */
export interface NumberRange {
  /** The smallest. */
  readonly from: number;
  /** The largest. */
  readonly to: number;
}

/** Reads it: the number of the customer in a row; whole numbers are drawn where only such are wanted. Every number given is checked before. */
export function perCustomer(
  argument: string,
  given: PerCustomer,
  customers: number,
  { check, whole }: { readonly check: (argument: string, value: unknown) => void; readonly whole: boolean },
): (row: number, random: Random) => number {
  if (isRange(given)) {
    const { from, to } = given;
    check(`${argument}.from`, from);
    check(`${argument}.to`, to);
    if (from > to) throw new InvalidArgumentError(`${argument}.from`, `a number of at most ${argument}.to`, from);
    if (whole) return (_, random) => from + Math.floor(random.uniform() * (to - from + 1));
    return (_, random) => Math.min(to, from + random.uniform() * (to - from));
  }
  if (!isColumn(given)) {
    check(argument, given);
    return () => given;
  }
  if (given.length !== customers)
    throw new InvalidArgumentError(`${argument}.length`, `options.customers, ${String(customers)}`, given.length);
  for (let row = 0; row < customers; row++) check(`${argument}[${String(row)}]`, given[row]);
  return (row) => given[row] as number;
}

function isRange(given: PerCustomer): given is NumberRange {
  return isObject(given) && "from" in given;
}

function isColumn(given: number | ArrayLike<number>): given is ArrayLike<number> {
  return isObject(given) && "length" in given;
}

function isObject(given: unknown): given is object {
  return typeof given === "object" && given !== null;
}
