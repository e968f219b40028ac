import { addToDate, type CalendarDate } from "../foundation/time/calendar-date.js";
import { calendarDate, startOfDay } from "../foundation/time/instant.js";
import type { PurchaseColumns } from "../purchases/purchase-columns.js";
import {
  repeatPurchaseRate,
  returningCustomerRate,
  type RepeatPurchaseMethod,
  type RepeatRate,
  type ReturningCustomerMethod,
} from "../purchases/repeat-rates.js";
import { secondPurchaseRate, type SecondPurchaseRate } from "../purchases/second-purchase-rate.js";
import type { ReportFrame } from "./report-options.js";
import { available, unavailable, type Section } from "./section.js";
import { NO_PURCHASES } from "./totals-section.js";

/**
 * How many customers come back, by the definitions that are told apart by name. The period is the year up to `asOf`.
 * @category Report
 */
export interface RepeatRatesContent {
  /** The first local date of the year. */
  readonly from: CalendarDate;
  /** The first local date after it. */
  readonly to: CalendarDate;
  /** Customers with two purchases or more, of all customers ever. */
  readonly repeatCustomersToDate: RepeatRate<RepeatPurchaseMethod>;
  /** Purchases of the year that were not a customer's first, of all purchases of the year. */
  readonly repeatPurchases: RepeatRate<RepeatPurchaseMethod>;
  /** Customers of the year who had bought before it began. */
  readonly returningCustomers: RepeatRate<ReturningCustomerMethod>;
  /** First-time buyers of the year who bought again within the report's inactivity days. */
  readonly secondPurchase: SecondPurchaseRate;
}

export function repeatRatesSection(columns: PurchaseColumns, customers: number, frame: ReportFrame): Section<RepeatRatesContent> {
  if (customers === 0) return unavailable(NO_PURCHASES);
  const { asOf, timeZone, inactivityDays } = frame;
  const today = calendarDate(asOf, timeZone);
  const to = startOfDay(today, timeZone) === asOf ? today : addToDate(today, { days: 1 });
  const from = addToDate(to, { years: -1 });
  const year = { asOf, timeZone, from, to };
  return available({
    from,
    to,
    repeatCustomersToDate: repeatPurchaseRate(columns, { ...year, method: "customers-to-date" }),
    repeatPurchases: repeatPurchaseRate(columns, { ...year, method: "purchases-in-period" }),
    returningCustomers: returningCustomerRate(columns, { ...year, method: "bought-before-period" }),
    secondPurchase: secondPurchaseRate(columns, { ...year, withinDays: inactivityDays }),
  });
}
