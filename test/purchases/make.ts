// Purchases for tests: made by hand, or by fast-check with ties, refunds, days that repeat, and few customers, so that histories grow.
import { customerId, money, purchaseId, time } from "clientele";
import type { Purchase, PurchaseStatus } from "clientele/purchases";
import fc from "fast-check";
import { deepFreeze } from "../support/deep-freeze.js";

/** What a test says about a purchase; the rest is usual. */
export interface Sketch {
  readonly id?: string;
  readonly customer?: string;
  readonly at?: string | number;
  readonly minor?: number;
  readonly refunded?: number;
  readonly status?: PurchaseStatus;
  readonly currency?: string;
}

let made = 0;

/** A purchase of 10.00 EUR by "anna" on 1 May 2024, but for what is said. */
export function purchase({
  id,
  customer = "anna",
  at = "2024-05-01T12:00:00Z",
  minor = 1000,
  refunded,
  status,
  currency = "EUR",
}: Sketch = {}): Purchase {
  made += 1;
  return deepFreeze({
    id: purchaseId(id ?? `p${String(made)}`),
    customerId: customerId(customer),
    at: time.instant(at),
    amount: money.money(minor, currency),
    ...(refunded === undefined ? {} : { refunded: money.money(refunded, currency) }),
    ...(status === undefined ? {} : { status }),
  });
}

/** Zones whose days are not all alike. */
export const zones = fc.constantFrom("UTC", "Europe/Berlin", "America/New_York", "Pacific/Apia", "Asia/Kathmandu", "America/Sao_Paulo");

const HOUR = 3_600_000;
const START = Date.parse("2011-12-20T00:00:00Z");

/** Some weeks around the day that Samoa left out; eight moments a day at most, so that instants and days are often the same. */
export const instants = fc
  .tuple(fc.oneof(fc.integer({ min: 0, max: 39 }), fc.integer({ min: 9, max: 12 })), fc.constantFrom(0, 0, 0.5, 5, 10, 12, 22.5, 23))
  .map(([day, hour]) => START + (day * 24 + hour) * HOUR);

/** Ids that programs trip over. */
const customers = fc.oneof(
  fc.constantFrom("anna", "ben", "__proto__"),
  fc.constantFrom("constructor", "toString", "10", "9", "é", "anonymous:1"),
);

const row = fc.record({
  customer: customers,
  at: instants,
  minor: fc.constantFrom(0, 1, 500, 500, 1999, 100_000),
  refund: fc.constantFrom(null, null, null, 0, 0.5, 1),
  status: fc.constantFrom<PurchaseStatus | undefined>(undefined, undefined, "paid", "pending", "cancelled"),
});

/** Histories of a few customers. */
export const purchases = fc.array(row, { maxLength: 40, size: "max" }).map((rows): Purchase[] =>
  deepFreeze(
    rows.map(({ customer, at, minor, refund, status }, i) =>
      purchase({
        id: `p${String(i)}`,
        customer,
        at,
        minor,
        ...(refund === null ? {} : { refunded: Math.floor(minor * refund) }),
        ...(status === undefined ? {} : { status }),
      }),
    ),
  ),
);
