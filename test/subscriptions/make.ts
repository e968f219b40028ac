// Subscriptions for tests: made by hand, or by fast-check with few customers, many dates at the ends of months, and prices that twelve does not divide.
import { customerId, isInvalidArgumentError, money, time } from "clientele";
import type { BillingInterval, RecurringRevenueOptions, Subscription } from "clientele/subscriptions";
import { addToDate, type CalendarDate } from "clientele/time";
import fc from "fast-check";
import { deepFreeze } from "../support/deep-freeze.js";

/** What a test says about a line; the rest is usual. */
export interface Sketch {
  readonly customer?: string;
  readonly start?: string;
  readonly end?: string | null;
  readonly minor?: number;
  readonly interval?: BillingInterval;
  readonly currency?: string;
}

/** A line of "anna" of 10.00 EUR a month from 15 January 2024 on, but for what is said. */
export function line({
  customer = "anna",
  start = "2024-01-15",
  end = null,
  minor = 1000,
  interval = "month",
  currency = "EUR",
}: Sketch = {}): Subscription {
  return deepFreeze({
    customerId: customerId(customer),
    start: time.addToDate(start, {}),
    end: end === null ? null : time.addToDate(end, {}),
    amount: money.money(minor, currency),
    interval,
  });
}

/** All months of the first half of 2024, long over. */
export const HALF_YEAR: RecurringRevenueOptions = {
  from: "2024-01-01",
  until: "2024-07-01",
  timeZone: "UTC",
  asOf: "2025-01-01T00:00:00Z",
};

/** Dates in and around the half-year, often the last or first of a month. */
const dates = fc
  .oneof(
    fc.integer({ min: -90, max: 240 }).map((days) => addToDate("2024-01-01", { days })),
    fc.tuple(fc.integer({ min: -3, max: 8 }), fc.constantFrom(-1, 0, 1)).map(([months, days]) => addToDate("2024-01-01", { months, days })),
  )
  .map((date): CalendarDate => date);

const row = fc.record({
  customer: fc.constantFrom("anna", "ben", "cem", "__proto__", "10", "9", "é"),
  dates: fc.tuple(dates, fc.option(dates, { freq: 2 })),
  minor: fc.oneof(fc.constantFrom(0, 1, 7, 100, 1000, 1000, 4000, 12_000), fc.nat({ max: 1e9 })),
  interval: fc.constantFrom<BillingInterval>("month", "quarter", "year"),
});

/** Lines of a few customers; many overlap, some have no day. */
export const subscriptions = fc
  .array(row, { maxLength: 25, size: "max" })
  .map((rows): Subscription[] =>
    deepFreeze(
      rows.map(({ customer, dates: [a, b], minor, interval }) =>
        line({ customer, start: b !== null && b < a ? b : a, end: b === null ? null : b < a ? a : b, minor, interval }),
      ),
    ),
  );

/** Some months in and around the half-year. */
export const windows = fc.record({
  from: fc.integer({ min: -60, max: 100 }).map((days): string => addToDate("2024-01-01", { days })),
  until: fc.integer({ min: 101, max: 250 }).map((days): string => addToDate("2024-01-01", { days })),
  timeZone: fc.constantFrom("UTC", "Europe/Berlin", "Pacific/Apia"),
  asOf: fc.constantFrom("2024-04-30T23:00:00Z", "2024-06-01T00:00:00Z", "2025-01-01T00:00:00Z"),
});

/** Where the error says that the fault is. */
export function faultOf(call: () => unknown): string | null {
  try {
    call();
    return null;
  } catch (error) {
    if (isInvalidArgumentError(error)) return error.argument;
    throw error;
  }
}
