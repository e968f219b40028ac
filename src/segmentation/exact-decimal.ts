// Numbers as the decimals they print, in whole units: what decides a class is compared exactly, so that 0.1 + 0.2 reaches a cut at 0.3.

/** A decimal number: `units / 10 ** scale`. */
interface ExactDecimal {
  readonly units: bigint;
  readonly scale: number;
}

/** The decimal that a finite number prints, as a fraction in whole numbers. */
export function exactFraction(value: number): { numerator: bigint; denominator: bigint } {
  const { units, scale } = exactDecimal(value);
  return { numerator: units, denominator: 10n ** BigInt(scale) };
}

/** Finite numbers as whole multiples of `1 / perOne`, the greatest power of ten that fits them all; whole numbers are their own units. */
export function exactUnits(values: readonly number[]): { units: bigint[]; perOne: bigint } {
  if (values.every((value) => Number.isInteger(value))) return { units: values.map((value) => BigInt(value)), perOne: 1n };
  const decimals = values.map(exactDecimal);
  const scale = decimals.reduce((most, decimal) => Math.max(most, decimal.scale), 0);
  return { units: decimals.map((decimal) => decimal.units * 10n ** BigInt(scale - decimal.scale)), perOne: 10n ** BigInt(scale) };
}

/** `numerator / denominator` (denominator above 0) as the nearest number, however long both are. */
export function ratioOf(numerator: bigint, denominator: bigint): number {
  // More digits than a number holds; the reader of decimals rounds them once, at both ends of the range too.
  const shift = 25 + String(denominator).length - String(numerator).length;
  const digits = shift < 0 ? numerator / (denominator * 10n ** BigInt(-shift)) : (numerator * 10n ** BigInt(shift)) / denominator;
  return Number(`${digits}e${-shift}`) + 0;
}

function exactDecimal(value: number): ExactDecimal {
  const [digits = "", exponent = "0"] = String(value).split("e");
  const [whole = "", fraction = ""] = digits.split(".");
  const units = BigInt(whole + fraction);
  const scale = fraction.length - Number(exponent);
  return scale >= 0 ? { units, scale } : { units: units * 10n ** BigInt(-scale), scale: 0 };
}
