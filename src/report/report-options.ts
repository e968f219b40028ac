import { checkFinite, checkInteger, checkOneOf, checkPositive, checkShare } from "../foundation/errors/check.js";
import { InvalidArgumentError } from "../foundation/errors/invalid-argument-error.js";
import { dayOfCivil } from "../foundation/time/civil.js";
import { readInstant, type Instant, type InstantLike } from "../foundation/time/instant.js";
import { localDay } from "../foundation/time/local-time.js";
import type { PeriodSpec, PeriodUnit } from "../foundation/time/periods.js";
import { zoneOffsets, type ZoneOffsets } from "../foundation/time/zone-offsets.js";

/**
 * What a customer base report is about.
 * @category Report
 */
export interface CustomerBaseReportOptions {
  /**
   * Only purchases before this instant count; ages are measured up to its local date, inactivity up to the end of it, or up to the instant where a day begins. In the years 0002 to
   * 9998.
   */
  readonly asOf: InstantLike;
  /** The IANA zone of the business: its days, weeks and months count. */
  readonly timeZone: string;
  /** A customer who has not bought for more than so many local days is inactive; depends on the business, so there is no default. */
  readonly inactivityDays: number;
  /** The calendar period of movements and cohorts. */
  readonly period: PeriodUnit;
  /** How many days ahead lifetime value looks. */
  readonly horizonDays: number;
  /** The yearly discount rate of lifetime value, as a share: 0.1 is 10 %. */
  readonly annualDiscountRate: number;
  /** What remains of revenue after the cost of goods, as a share; without it lifetime value is revenue, not profit. */
  readonly grossMargin?: number;
}

/**
 * The options of a report, resolved.
 * @category Report
 */
export interface ReportFrame extends Omit<CustomerBaseReportOptions, "asOf" | "period" | "grossMargin"> {
  /** Only purchases before this instant count. */
  readonly asOf: Instant;
  /** The calendar period of movements and cohorts, with its zone. */
  readonly period: PeriodSpec;
  /** What remains of revenue, as a share; `null` when lifetime value is revenue. */
  readonly grossMargin: number | null;
}

export function readReportOptions(options: CustomerBaseReportOptions): ReportFrame {
  const { timeZone, inactivityDays, period, horizonDays, annualDiscountRate, grossMargin } = options;
  const zone = zoneOffsets(timeZone);
  checkInteger("options.inactivityDays", inactivityDays, 1, 36_525);
  checkOneOf("options.period", period, ["day", "week", "month", "quarter", "year"]);
  checkPositive("options.horizonDays", horizonDays);
  checkFinite("options.annualDiscountRate", annualDiscountRate);
  if (annualDiscountRate < 0)
    throw new InvalidArgumentError("options.annualDiscountRate", "a share of at least 0 (0.1 is 10 %)", annualDiscountRate);
  if (grossMargin !== undefined) checkShare("options.grossMargin", grossMargin);
  const asOf = readInstant("options.asOf", options.asOf);
  checkRoomAround(asOf, options.asOf, zone);
  return {
    asOf,
    timeZone,
    inactivityDays,
    period: { unit: period, timeZone },
    horizonDays,
    // Adding 0 makes 0 of -0, which JSON does not keep.
    annualDiscountRate: annualDiscountRate + 0,
    grossMargin: grossMargin === undefined ? null : grossMargin + 0,
  };
}

/** The report looks a year back and to the end of the period that holds `asOf`; both must be on the calendar, which ends in 0001 and 9999. */
function checkRoomAround(asOf: Instant, given: InstantLike, zone: ZoneOffsets): void {
  const day = localDay(asOf, zone);
  if (day < dayOfCivil(2, 1, 1) || day >= dayOfCivil(9999, 1, 1))
    throw new InvalidArgumentError("options.asOf", "an instant in the local years 0002 to 9998", given);
}
