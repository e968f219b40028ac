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

/** Finite numbers as whole multiples of one power of ten, the smallest that fits them all; whole numbers are their own units. */
export function exactUnits(values: readonly number[]): bigint[] {
  if (values.every((value) => Number.isInteger(value))) return values.map((value) => BigInt(value));
  const decimals = values.map(exactDecimal);
  const scale = decimals.reduce((most, decimal) => Math.max(most, decimal.scale), 0);
  return decimals.map((decimal) => decimal.units * 10n ** BigInt(scale - decimal.scale));
}

/** `numerator / denominator` (denominator above 0) as a number, however long both are. */
export function ratioOf(numerator: bigint, denominator: bigint): number {
  const longest = Math.max(numerator.toString(16).length, denominator.toString(16).length);
  const spare = BigInt(Math.max(0, longest - 250) * 4);
  return Number(numerator >> spare) / Number(denominator >> spare);
}

function exactDecimal(value: number): ExactDecimal {
  const [digits = "", exponent = "0"] = String(value).split("e");
  const [whole = "", fraction = ""] = digits.split(".");
  const units = BigInt(whole + fraction);
  const scale = fraction.length - Number(exponent);
  return scale >= 0 ? { units, scale } : { units: units * 10n ** BigInt(-scale), scale: 0 };
}
