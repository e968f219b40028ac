import type { CustomerId } from "../foundation/ids/ids.js";
import type { Money } from "../foundation/money/money.js";
import type { CalendarDate } from "../foundation/time/calendar-date.js";
import type { AmountInput } from "../purchases/purchase.js";

/**
 * How often the amount of a subscription is charged.
 * @category Subscriptions
 */
export type BillingInterval = "month" | "quarter" | "year";

/**
 * One line of a subscription: a customer pays an amount again and again, from one date on.
 *
 * A change of price or plan ends one line and starts another. A customer may have several lines at a time; they add up.
 *
 * @category Subscriptions
 */
export interface Subscription {
  /** Who pays. */
  readonly customerId: CustomerId;
  /** The first local date that is paid for. */
  readonly start: CalendarDate;
  /** The first local date that is no longer paid for; `null` while no end is known. The same as `start`: the line never began. */
  readonly end: CalendarDate | null;
  /** What is charged for one interval; 0 or more. A line of 0, as a trial or a free plan, makes nobody a customer. */
  readonly amount: Money;
  /** The interval. */
  readonly interval: BillingInterval;
}

/**
 * A line of a subscription as sources have it. A missing, `null` or empty field counts as not given; fields not named here are ignored.
 * @category Parsing
 */
export interface SubscriptionInput {
  /** A string, or a whole number. */
  readonly customerId?: string | number | null | undefined;
  /** The first day, `"YYYY-MM-DD"`; or a moment, together with a time zone whose date it is. */
  readonly start: Date | number | string;
  /** The day after the last; as `start`, or nothing while no end is known. */
  readonly end?: Date | number | string | null | undefined;
  /** The amount of one interval in major units, or as money. */
  readonly amount?: AmountInput | null | undefined;
  /** The amount in minor units, instead of `amount`. */
  readonly amountMinor?: number | null | undefined;
  /** The currency of plain amounts, ISO 4217. */
  readonly currency?: string | null | undefined;
  /** How often the amount is charged. */
  readonly interval: BillingInterval;
}
