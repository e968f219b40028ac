import { checkOneOf, checkShare } from "../foundation/errors/check.js";
import { rate, type Rate } from "../foundation/rate/rate.js";
import { sumOfTerms } from "../numerics/sum.js";
import { checkedValues, sortedValues } from "./concentration.js";
import { exactFraction, ratioOf } from "./exact-decimal.js";

/**
 * What {@link topShare} does with a share that is no whole number of customers: count the one it cuts through fully (`"whole-customers"`), or for the part that
 * lies in the share (`"interpolated"`, 1 - Lorenz(1 - share)).
 * @category Concentration
 */
export type TopShareMethod = "whole-customers" | "interpolated";

/**
 * What the best customers hold of the total: numerator of denominator.
 * @category Concentration
 */
export interface TopShare extends Rate {
  /** How many customers the share is: ceil(share x n). */
  readonly count: number;
  /** What was asked. */
  readonly definition: {
    /** What became of a part of a customer. */
    readonly method: TopShareMethod;
    /** The share of the customers. */
    readonly share: number;
  };
}

/**
 * What the best share of the customers holds of the total: the 80/20 question.
 *
 * The share is read as the decimal it prints, so that 0.07 of 100 customers are 7. Cost: a sort.
 *
 * @param values - One value a customer, 0 or more: revenue, purchases.
 * @param share - The share of the customers, 0 to 1.
 * @param options - The method, `"whole-customers"` when left out.
 * @returns The top share; `value` is `null` when there are no values, their sum is 0, or one is negative.
 * @throws An {@link InvalidArgumentError} when a value is not finite, the share is not one, or the method is unknown.
 *
 * @example
 * import { segmentation } from "clientele";
 *
 * const { numerator, denominator, value, count } = segmentation.topShare([60, 20, 15, 3, 2], 0.2);
 * [numerator, denominator, value, count]; // => [60, 100, 0.6, 1]
 * segmentation.topShare([60, 20, 15, 3, 2], 0.5).value; // => 0.95
 * segmentation.topShare([60, 20, 15, 3, 2], 0.5, { method: "interpolated" }).value; // => 0.875
 *
 * @category Concentration
 */
export function topShare(values: Iterable<number>, share: number, options: { readonly method?: TopShareMethod } = {}): TopShare {
  const { method = "whole-customers" } = options;
  checkShare("share", share);
  checkOneOf("options.method", method, ["whole-customers", "interpolated"]);
  const list = checkedValues(values);
  const { full, part, count } = customersIn(share, list.length);
  const definition = { method, share } as const;
  const found = sortedValues(list);
  if (found === null) return { ...rate(0, 0), count, definition };

  const { sorted, total } = found;
  const best = (i: number): number => sorted[sorted.length - 1 - i] as number;
  const held = sumOfTerms(count, (i) => (i === full && method === "interpolated" ? part * best(i) : best(i)));
  return { ...rate(full === sorted.length ? total : held, total), count, definition };
}

/** How many customers lie fully in the share, which part of the next one does, and how many lie in it at least in part; exact. */
function customersIn(share: number, n: number): { full: number; part: number; count: number } {
  const { numerator, denominator } = exactFraction(share);
  const customers = numerator * BigInt(n);
  const full = Number(customers / denominator);
  const rest = customers % denominator;
  return { full, part: ratioOf(rest, denominator), count: rest > 0n ? full + 1 : full };
}
