import { checkNonNegative, checkOneOf } from "../../foundation/errors/check.js";
import type { PeriodUnit } from "../../foundation/time/periods.js";

/**
 * Which length of time a churn rate is given for, and which is wanted.
 * @category Contracts
 */
export interface ConvertRateOptions {
  /** The period that the rate is of. */
  readonly from: PeriodUnit;
  /** The period that it is wanted for. */
  readonly to: PeriodUnit;
}

/** The mean year of the Gregorian calendar: 146,097 days in 400 years. */
export const DAYS_PER_YEAR = 365.2425;

const PER_YEAR: Readonly<Record<PeriodUnit, number>> = { day: DAYS_PER_YEAR, week: DAYS_PER_YEAR / 7, month: 12, quarter: 4, year: 1 };
const UNITS: readonly PeriodUnit[] = ["day", "week", "month", "quarter", "year"];

/**
 * Converts a churn rate from one length of time to another: a monthly churn of 5% is 46% a year, not 60%.
 *
 * `1 - (1 - c)^k`, with `k` the periods wanted per period given: 12 months, 4 quarters or 365.2425 days a year, the mean of the Gregorian calendar, so 52.1775 weeks a year
 * and 4.348125 a month. It holds when the same share leaves in every period; new customers mostly leave faster than old ones, so a year made of the first month
 * exaggerates. A retention rate `r` converts as `1 - convertRate(1 - r, …)`.
 *
 * @param rate - The churn rate: a share from 0 to 1, or a `Rate`.
 * @param options - From which period to which.
 * @returns The converted share; `null` when the rate has no value, or one above 1, which counts events and is no share of customers.
 * @throws An {@link InvalidArgumentError} when the rate is negative or not a number, or a period is unknown.
 *
 * @example
 * import { retention } from "clientele";
 *
 * retention.convertRate(0.05, { from: "month", to: "year" })?.toFixed(4); // => "0.4596"
 * retention.convertRate({ value: 0.19 }, { from: "year", to: "quarter" })?.toFixed(4); // => "0.0513"
 *
 * @category Contracts
 */
export function convertRate(
  rate: number | { /** The share; `null` when there is none. */ readonly value: number | null },
  options: ConvertRateOptions,
): number | null {
  const from: unknown = (options as Partial<ConvertRateOptions> | undefined)?.from;
  const to: unknown = (options as Partial<ConvertRateOptions> | undefined)?.to;
  checkOneOf("options.from", from, UNITS);
  checkOneOf("options.to", to, UNITS);
  const isObject = typeof rate === "object" && (rate as unknown) !== null;
  const value = isObject ? rate.value : rate;
  if (isObject && value === null) return null;
  checkNonNegative(isObject ? "rate.value" : "rate", value);
  if (value > 1) return null;
  if (from === to) return value + 0;
  // By logarithms of 1 + x, so that small rates keep all their digits.
  return -Math.expm1((PER_YEAR[from] / PER_YEAR[to]) * Math.log1p(-value)) + 0;
}
