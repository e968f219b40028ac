// Decimal strings as exact whole numbers: "19.99" is 1999 units at scale 2.
import { InvalidArgumentError } from "../errors/invalid-argument-error.js";

/** A decimal number: `units / 10 ** scale`. */
export interface Decimal {
  readonly units: bigint;
  readonly scale: number;
}

const DECIMAL = /^([+-]?)(\d+)(?:\.(\d+))?$/;
/** More digits than any amount or rate has; a limit, so that hostile input costs nothing. */
export const LONGEST_DECIMAL = 200;

/** Reads plain decimal notation: digits, with one point at most. No exponent, no spaces, no group separators. */
export function parseDecimal(argument: string, text: string): Decimal {
  const found = text.length <= LONGEST_DECIMAL ? DECIMAL.exec(text) : null;
  if (found === null) {
    const hint = text.includes(",") ? ' (a comma needs decimalSeparator: ",")' : "";
    throw new InvalidArgumentError(argument, `a decimal number such as "19.99"${hint}`, text);
  }
  const [, sign = "", whole = "", fraction = ""] = found;
  const units = BigInt(whole + fraction);
  return { units: sign === "-" ? -units : units, scale: fraction.length };
}

/** 10 to a whole power. */
export function powerOfTen(exponent: number): bigint {
  return 10n ** BigInt(exponent);
}
