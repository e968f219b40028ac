import type { CustomerId, PurchaseId } from "../foundation/ids/ids.js";
import type { Money } from "../foundation/money/money.js";
import type { Instant } from "../foundation/time/instant.js";

/**
 * Something a customer bought at one moment: an order, a receipt.
 *
 * A return is not a purchase: it stands as `refunded` on the purchase it belongs to.
 *
 * @category Purchases
 */
export interface Purchase {
  /** Names the purchase; unique. */
  readonly id: PurchaseId;
  /** Who bought. */
  readonly customerId: CustomerId;
  /** When. */
  readonly at: Instant;
  /** What was charged, before refunds; 0 or more. */
  readonly amount: Money;
  /** What was given back since, in the same currency; at most `amount`. */
  readonly refunded?: Money;
  /** Where: `"web"`, `"shop-12"`. */
  readonly channel?: string;
  /** Only `"paid"` purchases count; one without a status is paid. */
  readonly status?: PurchaseStatus;
  /** What it was made of. */
  readonly lines?: readonly PurchaseLine[];
}

/**
 * How far a purchase has come. Only paid ones count anywhere.
 * @category Purchases
 */
export type PurchaseStatus = "paid" | "pending" | "cancelled";

/**
 * One position of a purchase.
 * @category Purchases
 */
export interface PurchaseLine {
  /** Names the product. */
  readonly productId: string;
  /** How many, above 0; may be a fraction (0.35 kg). */
  readonly quantity: number;
  /** What the whole line cost. */
  readonly amount: Money;
  /** The product's group, for rules by category. */
  readonly category?: string;
}

/**
 * An amount as sources have it: a decimal string in major units, `{ minor, currency }`, or a number that is exact in the currency's digits.
 * @category Parsing
 */
export type AmountInput = string | number | MoneyInput;

/**
 * Money as sources have it.
 * @category Parsing
 */
export interface MoneyInput {
  /** A whole number of minor units. */
  readonly minor: number;
  /** The currency, ISO 4217. */
  readonly currency: string;
}

/**
 * A purchase as sources have it. A missing, `null` or empty field counts as not given; fields not named here are ignored.
 * @category Parsing
 */
export interface PurchaseInput {
  /** A string, or a whole number. */
  readonly id?: string | number | null | undefined;
  /** A string, or a whole number. */
  readonly customerId?: string | number | null | undefined;
  /** A `Date`, epoch milliseconds, ISO 8601 with offset; a local date or date-time together with a time zone. */
  readonly at: Date | number | string;
  /** The amount in major units, or as money. */
  readonly amount?: AmountInput | null | undefined;
  /** The amount in minor units, instead of `amount`. */
  readonly amountMinor?: number | null | undefined;
  /** The currency of plain amounts, ISO 4217. */
  readonly currency?: string | null | undefined;
  /** What was refunded, in major units or as money. */
  readonly refunded?: AmountInput | null | undefined;
  /** What was refunded in minor units, instead of `refunded`. */
  readonly refundedMinor?: number | null | undefined;
  /** Where it was bought. */
  readonly channel?: string | null | undefined;
  /** Paid when not given. */
  readonly status?: PurchaseStatus | "" | null | undefined;
  /** The positions. */
  readonly lines?: readonly PurchaseLineInput[] | null | undefined;
}

/**
 * A position of a purchase as sources have it.
 * @category Parsing
 */
export interface PurchaseLineInput {
  /** A string, or a whole number. */
  readonly productId: string | number;
  /** Above 0; 1 when not given. */
  readonly quantity?: number | null | undefined;
  /** The amount in major units, or as money. */
  readonly amount?: AmountInput | null | undefined;
  /** The amount in minor units, instead of `amount`. */
  readonly amountMinor?: number | null | undefined;
  /** The product's group. */
  readonly category?: string | null | undefined;
}
