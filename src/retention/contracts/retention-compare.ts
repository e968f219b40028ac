import { checkNonNegative } from "../../foundation/errors/check.js";
import { InvalidArgumentError } from "../../foundation/errors/invalid-argument-error.js";
import type { Rate } from "../../foundation/rate/rate.js";
import { wilsonInterval } from "../../numerics/wilson.js";

/**
 * A rate to be compared; one that says how it was counted is asked whether it is a share of customers.
 * @category Contracts
 */
export interface ComparableRate extends Rate {
  /** How it was counted. */
  readonly definition?: {
    /** The definition, by name. */
    readonly method: string;
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

/** Rates by these names count among the numerator who is not in the denominator, or events, or shares of shares. */
const NO_SHARES: readonly string[] = [
  "distinct-churned",
  "distinct-churned-not-new",
  "events-per-opening",
  "events-per-opening-plus-new",
  "events-per-average-base",
  "events-per-mean-daily-base",
  "daily-sum",
  "exposure",
  "closing-minus-new",
  "closing-minus-all-new",
  "simple",
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
 * @returns The difference `a - b` with its interval; the interval is `null` when numerator or denominator are no whole numbers of customers, or the rate's definition is not
 * one in which the numerator is a part of the denominator.
 * @throws An {@link InvalidArgumentError} when a rate is not one, or the level is not between 0 and 1.
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
  if (typeof numerator !== "number" || !Number.isFinite(numerator))
    throw new InvalidArgumentError(`${argument}.numerator`, "a finite number", numerator);
  return denominator === 0 ? null : numerator / denominator;
}

/** Whether a rate is so many of so many customers. */
function isShare({ numerator, denominator, definition }: ComparableRate): boolean {
  if (!Number.isSafeInteger(numerator) || !Number.isSafeInteger(denominator)) return false;
  return numerator >= 0 && numerator <= denominator && !NO_SHARES.includes(definition?.method ?? "");
}
