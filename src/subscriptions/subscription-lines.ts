// Reads lines of subscriptions into columns: customers as numbers, dates as months of the window, prices as twelfths of a minor unit.
import { checkOneOf } from "../foundation/errors/check.js";
import { InvalidArgumentError } from "../foundation/errors/invalid-argument-error.js";
import { checkedCurrency, type CurrencyCode } from "../foundation/money/currency.js";
import { INTERVALS } from "./read-subscription.js";
import { monthReader, type RevenueMonths } from "./revenue-months.js";
import type { Subscription } from "./subscription.js";
import { checkTwelfths, TWELFTHS_PER_MINOR } from "./twelfths.js";

/** The paid lines that a window sees. Slot 0 is the month before the window, slot 1 its first month. */
export interface SubscriptionLines {
  /** Everybody who has a line, in the order in which they come. */
  readonly customerIds: string[];
  /** By customer, the slot in which their first paid line began, below 1 before the window; `Infinity` without one. */
  readonly begun: number[];
  /** Whose line. */
  readonly customer: number[];
  /** The first slot that the line pays in. */
  readonly from: number[];
  /** The slot after the last. */
  readonly until: number[];
  /** What it pays in each. */
  readonly twelfths: number[];
  readonly currency: CurrencyCode | null;
}

/** Reads all lines; an error names the row. */
export function subscriptionLines(subscriptions: Iterable<Subscription>, { first, count }: RevenueMonths): SubscriptionLines {
  const index = new Map<string, number>();
  const begun: number[] = [];
  const [customer, from, until, twelfths]: [number[], number[], number[], number[]] = [[], [], [], []];
  const monthOf = monthReader();
  let currency: CurrencyCode | null = null;
  let row = 0;
  for (const subscription of subscriptions) {
    const place = row;
    const at = (field: string): string => `subscriptions[${place}].${field}`;
    const { customerId, start, end, amount, interval } = checkedLine(subscription, at);
    currency ??= checkedLineCurrency(amount.currency, at);
    if (amount.currency !== currency) throw new InvalidArgumentError(at("amount.currency"), `the currency ${currency}`, amount.currency);
    const price = amount.minor * TWELFTHS_PER_MINOR[interval];
    checkTwelfths(at("amount.minor"), price);
    const startMonth = monthOf(start, () => at("start"));
    const endMonth = end === null ? Infinity : monthOf(end, () => at("end"));
    if (end !== null && end < start) throw new InvalidArgumentError(at("end"), `a date not before the start (${start})`, end);

    const known = index.get(customerId) ?? index.size;
    if (known === index.size) {
      index.set(customerId, known);
      begun.push(Infinity);
    }
    row += 1;
    if (price === 0 || end === start) continue;
    const slot = startMonth - first + 1;
    begun[known] = Math.min(begun[known] as number, slot);
    const [begins, ends] = [Math.max(slot, 0), Math.min(endMonth - first + 1, count + 1)];
    if (begins >= ends) continue;
    customer.push(known);
    from.push(begins);
    until.push(ends);
    twelfths.push(price);
  }
  return { customerIds: [...index.keys()], begun, customer, from, until, twelfths, currency };
}

/** The same line, of which all but the dates was looked at. */
function checkedLine(subscription: Subscription, at: (field: string) => string): Subscription {
  if (typeof subscription !== "object" || (subscription as unknown) === null)
    throw new InvalidArgumentError(at("").slice(0, -1), "a subscription", subscription);
  const { customerId, amount, interval, end } = subscription;
  if (typeof customerId !== "string" || (customerId as string) === "")
    throw new InvalidArgumentError(at("customerId"), "an id", customerId);
  if (typeof amount !== "object" || (amount as unknown) === null)
    throw new InvalidArgumentError(at("amount"), "an amount of money", amount);
  if (!Number.isSafeInteger(amount.minor) || amount.minor < 0)
    throw new InvalidArgumentError(at("amount.minor"), "a whole number of minor units of at least 0", amount.minor);
  if (end !== null && typeof end !== "string") throw new InvalidArgumentError(at("end"), "a date, or null", end);
  checkOneOf(at("interval"), interval, INTERVALS);
  return subscription;
}

function checkedLineCurrency(currency: string, at: (field: string) => string): CurrencyCode {
  try {
    return checkedCurrency(currency);
  } catch {
    throw new InvalidArgumentError(at("amount.currency"), "an ISO 4217 code in capitals", currency);
  }
}
