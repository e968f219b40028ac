import { checkFinite, checkNonNegative } from "../../foundation/errors/check.js";
import { InvalidArgumentError } from "../../foundation/errors/invalid-argument-error.js";
import type { Rate } from "../../foundation/rate/rate.js";
import { wilsonInterval } from "../../numerics/wilson.js";

/**
 * A rate to be compared; one that says how it was counted has an interval only where that is known to be a share of customers.
 * @category Contracts
 */
export interface ComparableRate extends Rate {
  /** How it was counted. */
  readonly definition?: {
    /** The definition, by name. */
    readonly method: string;
    /** What was averaged, of averages over cohorts: only customers are counted in shares. */
    readonly measure?: string;
  };
}

/**
 * The difference of two rates, with what chance leaves open.
 * @category Contracts
 */
export interface RateDifference {
  /** The first rate less the second; `null` when one of them has no value. */
  readonly difference: number | null;
  /** What the data leave open; `null` when the rates are not both shares of whole customers. */
  readonly interval: {
    /** Newcombe's interval from two Wilson intervals. */
    readonly method: "newcombe";
    /** The share of such intervals that hold the true difference. */
    readonly level: number;
    /** The lower limit, from -1 on. */
    readonly lower: number;
    /** The upper limit, up to 1. */
    readonly upper: number;
  } | null;
  /** What was compared. */
  readonly definition: {
    /** The first rate less the second. */
    readonly method: "difference-of-shares";
  };
}

/** Rates by these names are of so many customers those of whom something holds; others may count events, money, or customers who are not among the others. */
const SHARES: readonly string[] = [
  "opening-cohort",
  "pooled",
  "logo-churn",
  "lapsed-per-opening",
  "customers-to-date",
  "customers-within-period",
  "not-first-purchase",
  "bought-before-period",
  "second-purchase-within-days",
];

/**
 * Compares the retention, or the churn, of two groups: how far they are apart, and how far chance alone could move that.
 *
 * The groups must be different customers, each of whom stays or leaves regardless of the others: two cohorts, two sources, the two arms of a test; not the same customers in
 * two months. An interval that holds 0 leaves open which is better. Newcombe (1998), "Interval Estimation for the Difference between Independent Proportions",
 * Statistics in Medicine 17, method 10, from the score intervals of Wilson (1927); good for small groups and for shares of 0 or 1.
 *
 * @param a - The first rate.
 * @param b - The second rate.
 * @param options - The level of the interval; 0.95 when left out.
 * @returns The difference `a - b` with its interval; the interval is `null` when numerator or denominator are no whole numbers of customers, or the rate carries a definition that is
 * not known to count some of the customers below the line: rates of events, of money and of averages have none. A rate without a definition is taken for a share of customers.
 * @throws An {@link InvalidArgumentError} when a rate is not one, a quotient is not finite, or the level is not between 0 and 1.
 *
 * @example
 * import { rate, retention } from "clientele";
 *
 * const { difference, interval } = retention.retentionCompare(rate(56, 70), rate(48, 80));
 * difference?.toFixed(2); // => "0.20"
 * [interval?.lower.toFixed(4), interval?.upper.toFixed(4)]; // => ["0.0524", "0.3339"]
 *
 * @category Contracts
 */
export function retentionCompare(
  a: ComparableRate,
  b: ComparableRate,
  options: {
    /** The share of such intervals that hold the true difference, between 0 and 1. */
    readonly level?: number;
  } = {},
): RateDifference {
  const { level = 0.95 } = options;
  if (!(typeof level === "number" && level > 0 && level < 1))
    throw new InvalidArgumentError("options.level", "a number between 0 and 1", level);
  const [first, second] = [valueOf("a", a), valueOf("b", b)];
  const definition = { method: "difference-of-shares" } as const;
  if (first === null || second === null) return { difference: null, interval: null, definition };
  const difference = first - second;
  checkFinite("a - b", difference);
  if (!isShare(a) || !isShare(b)) return { difference, interval: null, definition };
  const one = wilsonInterval(a.numerator, a.denominator, level);
  const two = wilsonInterval(b.numerator, b.denominator, level);
  const lower = Math.max(-1, difference - Math.hypot(first - one.lower, two.upper - second));
  const upper = Math.min(1, difference + Math.hypot(one.upper - first, second - two.lower));
  return { difference, interval: { method: "newcombe", level, lower, upper }, definition };
}

/** The value of a rate, from its parts. */
function valueOf(argument: string, rate: ComparableRate | null): number | null {
  if (typeof rate !== "object" || rate === null) throw new InvalidArgumentError(argument, "a rate", rate);
  const { numerator, denominator } = rate;
  checkNonNegative(`${argument}.denominator`, denominator);
  checkFinite(`${argument}.numerator`, numerator);
  if (denominator === 0) return null;
  const value = numerator / denominator + 0;
  checkFinite(`${argument}.numerator / ${argument}.denominator`, value);
  return value;
}

/** Whether a rate is so many of so many customers. */
function isShare({ numerator, denominator, definition }: ComparableRate): boolean {
  if (!Number.isSafeInteger(numerator) || !Number.isSafeInteger(denominator)) return false;
  if (!(numerator >= 0 && numerator <= denominator)) return false;
  if ((definition ?? null) === null) return true;
  const { method, measure = "customers" } = definition as NonNullable<typeof definition>;
  return SHARES.includes(method) && measure === "customers";
}
