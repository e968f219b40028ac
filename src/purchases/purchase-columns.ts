import { InvalidArgumentError } from "../foundation/errors/invalid-argument-error.js";
import { compareIds } from "../foundation/ids/ids.js";
import { currencyDigits, type CurrencyCode } from "../foundation/money/currency.js";
import { isInstant } from "../foundation/time/instant.js";
import type { Purchase } from "./purchase.js";
import { checkedRows, checkLists } from "./rows-or-columns.js";

/**
 * Purchases as columns: one number a row and an id dictionary, for bulk work. Row `i` was bought by `customerIds[customer[i]]`.
 *
 * Everything that takes purchases takes either form and gives the same result. Columns hold only paid purchases.
 *
 * @category Columns
 */
export interface PurchaseColumns {
  /** The customers, each once. */
  readonly customerIds: readonly string[];
  /** Per row, the customer's place in `customerIds`. */
  readonly customer: Int32Array;
  /** Per row, when: epoch milliseconds. */
  readonly at: Float64Array;
  /** Per row, what was charged, in minor units. */
  readonly amountMinor: Float64Array;
  /** Per row, what was refunded, in minor units; left out when nothing was. */
  readonly refundedMinor?: Float64Array;
  /** The currency of all amounts; `null` when there are no purchases. */
  readonly currency: CurrencyCode | null;
  /** How many purchases were left out because they were not paid; 0 when left out. */
  readonly notPaid?: number;
}

/**
 * Purchases in either form: rows, or columns.
 * @category Columns
 */
export type Purchases = Iterable<Purchase> | PurchaseColumns;

/**
 * Turns purchases into columns.
 *
 * Purchases that are pending or cancelled are left out and counted. The customers of the columns are sorted by id.
 *
 * @param purchases - The purchases, in any order.
 * @returns The columns; rows in the order of the purchases.
 * @throws An {@link InvalidArgumentError} when there is more than one currency.
 *
 * @example
 * import { purchases } from "clientele";
 *
 * const { values } = purchases.parsePurchases([
 *   { id: 1, customerId: "ben", at: "2024-05-01T09:30:00Z", amount: "5.00" },
 *   { id: 2, customerId: "anna", at: "2024-05-02T09:30:00Z", amount: "7.50" },
 * ], { currency: "EUR" });
 * const columns = purchases.purchaseColumns(values);
 * columns.customerIds; // => ["anna", "ben"]
 * [...columns.customer]; // => [1, 0]
 * [...columns.amountMinor]; // => [500, 750]
 *
 * @category Columns
 */
export function purchaseColumns(purchases: Iterable<Purchase>): PurchaseColumns {
  const numbers = new Map<string, number>();
  const customer: number[] = [];
  const at: number[] = [];
  const amountMinor: number[] = [];
  const refundedMinor: number[] = [];
  let [currency, notPaid, anyRefund]: [CurrencyCode | null, number, boolean] = [null, 0, false];
  let row = 0;
  for (const purchase of checkedRows("purchases", purchases)) {
    checkPurchase(purchase, currency, row);
    currency ??= purchase.amount.currency;
    row += 1;
    if (!isPaid(purchase)) {
      notPaid += 1;
      continue;
    }
    const known = numbers.get(purchase.customerId);
    if (known === undefined) numbers.set(purchase.customerId, numbers.size);
    customer.push(known ?? numbers.size - 1);
    at.push(purchase.at);
    amountMinor.push(purchase.amount.minor);
    refundedMinor.push(purchase.refunded?.minor ?? 0);
    anyRefund ||= purchase.refunded !== undefined;
  }
  const { customerIds, place } = sortedDictionary([...numbers.keys()]);
  return {
    customerIds,
    customer: Int32Array.from(customer, (number) => place[number] as number),
    at: Float64Array.from(at),
    amountMinor: Float64Array.from(amountMinor),
    ...(anyRefund ? { refundedMinor: Float64Array.from(refundedMinor) } : {}),
    currency,
    notPaid,
  };
}

/** Whether a purchase counts at all. */
export function isPaid(purchase: Purchase): boolean {
  return (purchase.status ?? "paid") === "paid";
}

/** The purchases as columns, checked; columns are taken as they are. */
export function asColumns(purchases: Purchases): PurchaseColumns {
  if (typeof purchases !== "object" || (purchases as unknown) === null)
    throw new InvalidArgumentError("purchases", "rows or columns", purchases);
  if (!("customerIds" in purchases)) return purchaseColumns(purchases);
  checkLists(purchases, ["customerIds", "customer", "at", "amountMinor"]);
  checkLists(purchases, ["refundedMinor"], true);
  const { customerIds, customer, at, amountMinor, refundedMinor, currency } = purchases;
  checkLength("at", at.length, customer.length);
  checkLength("amountMinor", amountMinor.length, customer.length);
  checkDistinct(customerIds);
  checkCustomerNumbers(customer, customerIds.length);
  checkInstants(at);
  checkAmounts("amountMinor", amountMinor);
  if (refundedMinor !== undefined) {
    checkLength("refundedMinor", refundedMinor.length, customer.length);
    checkAmounts("refundedMinor", refundedMinor, amountMinor);
  }
  if (customer.length > 0) currencyDigits(currency ?? "");
  return purchases;
}

/** Throws unless every row's customer is in the dictionary. */
export function checkCustomerNumbers(customer: Int32Array, customers: number): void {
  for (let row = 0; row < customer.length; row += 1) {
    const number = customer[row] as number;
    if (number < 0 || number >= customers) throw new InvalidArgumentError(`customer[${String(row)}]`, "a place in customerIds", number);
  }
}

/** Throws unless a column is as long as `customer`. */
export function checkLength(column: string, length: number, rows: number): void {
  if (length !== rows) throw new InvalidArgumentError(column, `${String(rows)} rows, as customer has`, length);
}

/** Throws unless every row's instant is one. */
export function checkInstants(at: Float64Array): void {
  for (let row = 0; row < at.length; row += 1) {
    if (!isInstant(at[row] as number))
      throw new InvalidArgumentError(`at[${String(row)}]`, "an instant of the years 0001 to 9999", at[row]);
  }
}

/** Throws unless every row's amount is whole minor units of at least 0, and at most what `ceiling` has. */
export function checkAmounts(column: string, values: Float64Array, ceiling?: Float64Array): void {
  for (let row = 0; row < values.length; row += 1) {
    const minor = values[row] as number;
    if (!(Number.isSafeInteger(minor) && minor >= 0))
      throw new InvalidArgumentError(`${column}[${String(row)}]`, "whole minor units of at least 0", minor);
    if (ceiling !== undefined && minor > (ceiling[row] as number)) {
      throw new InvalidArgumentError(`${column}[${String(row)}]`, "at most the amount of the purchase", minor);
    }
  }
}

/** Throws unless every customer stands in the dictionary once; a sorted dictionary needs no second look. */
export function checkDistinct(customerIds: readonly string[]): void {
  if (customerIds.every((id, i) => i === 0 || (customerIds[i - 1] as string) < id)) return;
  const seen = new Set<string>();
  customerIds.forEach((id, i) => {
    if (seen.has(id)) throw new InvalidArgumentError(`customerIds[${String(i)}]`, "an id that stands there once", id);
    seen.add(id);
  });
}

/** Throws unless this is a purchase in this currency, or the first of all: it may come from anywhere, and a wrong one must not vanish in a sum. */
export function checkPurchase(purchase: Purchase, first: string | null, row?: number): void {
  const place = row === undefined ? "purchase" : `purchases[${String(row)}]`;
  const fail = (field: string, expected: string, received: unknown): never => {
    throw new InvalidArgumentError(`${place}.${field}`, expected, received);
  };
  if (typeof purchase !== "object" || (purchase as unknown) === null) throw new InvalidArgumentError(place, "a purchase", purchase);
  const { customerId, at, amount, refunded } = purchase;
  if (typeof amount !== "object" || (amount as unknown) === null) fail("amount", "an amount of money", amount);
  if (refunded !== undefined && (typeof refunded !== "object" || (refunded as unknown) === null))
    fail("refunded", "an amount of money", refunded);
  const currency = first ?? amount.currency;
  if (typeof customerId !== "string") fail("customerId", "a string", customerId);
  if (!isInstant(at)) fail("at", "an instant, epoch milliseconds", at);
  if (amount.currency !== currency) fail("amount", `one currency (${currency})`, amount.currency);
  if (!isAmount(amount.minor)) fail("amount", "whole minor units of at least 0", amount.minor);
  if (refunded === undefined) return;
  if (refunded.currency !== currency) fail("refunded", `one currency (${currency})`, refunded.currency);
  if (!isAmount(refunded.minor) || refunded.minor > amount.minor)
    fail("refunded", "whole minor units of at most the amount", refunded.minor);
}

function isAmount(minor: number): boolean {
  return Number.isSafeInteger(minor) && minor >= 0;
}

function sortedDictionary(ids: readonly string[]): { customerIds: string[]; place: Int32Array } {
  const order = ids.map((_, number) => number).sort((a, b) => compareIds(ids[a] as string, ids[b] as string));
  const place = new Int32Array(ids.length);
  order.forEach((number, rank) => {
    place[number] = rank;
  });
  return { customerIds: order.map((number) => ids[number] as string), place };
}
