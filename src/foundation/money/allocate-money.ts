import { checkInteger } from "../errors/check.js";
import { InvalidArgumentError } from "../errors/invalid-argument-error.js";
import { parseDecimal, powerOfTen, type Decimal } from "./decimal.js";
import type { Money } from "./money.js";

/**
 * Splits an amount by weights so that the parts add up to it exactly.
 *
 * Largest remainder: each part gets its exact share rounded towards zero, and the units left over go one each to the parts that lost most, ties to the
 * earlier one. A negative amount is split like its positive twin.
 *
 * @param amount - What to split.
 * @param weights - One weight a part: decimal strings or whole numbers, 0 or more, not all 0.
 * @returns One amount a weight, in their order.
 * @throws An {@link InvalidArgumentError} when a weight is negative or no number, or the weights add up to 0.
 *
 * @example
 * import { money } from "clientele";
 *
 * money.allocateMoney(money.money(100, "EUR"), [1, 1, 1]).map((part) => part.minor); // => [34, 33, 33]
 * money.allocateMoney(money.money(-5, "EUR"), ["0.5", "0.5"]).map((part) => part.minor); // => [-3, -2]
 *
 * @category Money
 */
export function allocateMoney(amount: Money, weights: readonly (string | number)[]): Money[] {
  const shares = wholeWeights(weights);
  const sum = shares.reduce((total, weight) => total + weight, 0n);
  if (sum === 0n) throw new InvalidArgumentError("weights", "weights that add up to more than 0", weights);
  const total = BigInt(Math.abs(amount.minor));
  const parts = shares.map((weight, index) => ({ index, units: (total * weight) / sum, lost: (total * weight) % sum }));
  const left = total - parts.reduce((given, { units }) => given + units, 0n);
  const byLoss = [...parts].sort((a, b) => (a.lost === b.lost ? a.index - b.index : a.lost > b.lost ? -1 : 1));
  for (const part of byLoss.slice(0, Number(left))) part.units += 1n;
  const sign = amount.minor < 0 ? -1 : 1;
  return parts.map(({ units }) => ({ minor: Number(units) * sign + 0, currency: amount.currency }));
}

/** Weights as whole numbers of one common unit. */
function wholeWeights(weights: readonly (string | number)[]): bigint[] {
  const decimals = weights.map((weight, i) => parseWeight(`weights[${String(i)}]`, weight));
  const scale = decimals.reduce((most, decimal) => Math.max(most, decimal.scale), 0);
  return decimals.map(({ units, scale: own }) => units * powerOfTen(scale - own));
}

function parseWeight(argument: string, weight: unknown): Decimal {
  if (typeof weight !== "string") checkInteger(argument, weight, 0);
  const decimal = parseDecimal(argument, String(weight));
  if (decimal.units < 0n) throw new InvalidArgumentError(argument, "a weight of at least 0", weight);
  return decimal;
}
