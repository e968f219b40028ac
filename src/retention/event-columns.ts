import { checkInteger, checkObject } from "../foundation/errors/check.js";
import { InvalidArgumentError } from "../foundation/errors/invalid-argument-error.js";
import { isInstant } from "../foundation/time/instant.js";
import { checkAmounts, checkCustomerNumbers, checkDistinct, checkInstants, checkLength } from "../purchases/purchase-columns.js";
import { checkedRows, checkLists } from "../purchases/rows-or-columns.js";

/**
 * Something a customer did at one moment. A purchase will do: then only paid ones count, and not those that were refunded in full.
 *
 * Amounts are needed where revenue is counted, in `amount` or in `amountMinor`; what brought in nothing has one of 0, and where both are there they are the same.
 *
 * @category Cohorts
 */
export interface CohortEvent {
  /** Who. */
  readonly customerId: string;
  /** When, epoch milliseconds. */
  readonly at: number;
  /** Of a purchase: how far it has come. Everything but `"paid"` is left out. */
  readonly status?: string;
  /** Of a purchase: what was charged. */
  readonly amount?: {
    /** Minor units. */
    readonly minor: number;
    /** Where revenue is counted, the same in all events. */
    readonly currency?: string;
  };
  /** Of an event without `amount`: what it brought in, in minor units. */
  readonly amountMinor?: number;
  /** Of a purchase: what was refunded. */
  readonly refunded?: {
    /** Minor units. */
    readonly minor: number;
  };
}

/**
 * Events as columns: row `i` is of `customerIds[customer[i]]`. `PurchaseColumns` will do.
 * @category Cohorts
 */
export interface CohortColumns {
  /** The customers, each once. */
  readonly customerIds: readonly string[];
  /** Per row, the customer's place in `customerIds`. */
  readonly customer: Int32Array;
  /** Per row, when: epoch milliseconds. */
  readonly at: Float64Array;
  /** Per row, what was charged, in minor units; needed where revenue is counted. */
  readonly amountMinor?: Float64Array;
  /** Of purchases: per row, what was refunded, in minor units. */
  readonly refundedMinor?: Float64Array;
  /** The currency of all amounts; `null`, or left out, where it is not known. */
  readonly currency?: string | null;
}

/** Whether amounts are read: `"needed"` refuses events without one, and a mixture of currencies. */
export type Amounts = "optional" | "needed";

/** The events as columns; columns are checked and taken as they are. Purchases that are not paid are left out. */
export function eventColumns(events: Iterable<CohortEvent> | CohortColumns, amounts: Amounts = "optional"): CohortColumns {
  if (typeof events !== "object" || (events as unknown) === null) throw new InvalidArgumentError("events", "rows or columns", events);
  if (!("customerIds" in events)) return columnsOfRows(checkedRows("events", events), amounts);
  checkLists(events, ["customerIds", "customer", "at"]);
  checkLists(events, ["amountMinor", "refundedMinor"], true);
  const { customerIds, customer, at, amountMinor, refundedMinor, currency } = events;
  checkLength("at", at.length, customer.length);
  if (amounts === "needed" && amountMinor === undefined)
    throw new InvalidArgumentError("amountMinor", "a column of whole minor units, as revenue is counted", undefined);
  if (amountMinor !== undefined || refundedMinor !== undefined) checkLength("amountMinor", amountMinor?.length ?? 0, customer.length);
  if (currency !== undefined && currency !== null && typeof currency !== "string")
    throw new InvalidArgumentError("currency", "a currency, or null where it is not known", currency);
  checkDistinct(customerIds);
  checkCustomerNumbers(customer, customerIds.length);
  checkInstants(at);
  if (amountMinor !== undefined) checkAmounts("amountMinor", amountMinor);
  if (refundedMinor !== undefined) {
    checkLength("refundedMinor", refundedMinor.length, customer.length);
    checkAmounts("refundedMinor", refundedMinor, amountMinor);
  }
  return events;
}

function columnsOfRows(events: Iterable<CohortEvent>, amounts: Amounts): CohortColumns {
  const numbers = new Map<string, number>();
  const customer: number[] = [];
  const at: number[] = [];
  const amountMinor: number[] = [];
  const refundedMinor: number[] = [];
  let currency: string | null = null;
  let row = 0;
  for (const event of events) {
    checkEvent(event, row);
    row += 1;
    if ((event.status ?? "paid") !== "paid") continue;
    if (amounts === "needed") currency = currencyOf(event, currency, row - 1);
    let number = numbers.get(event.customerId);
    if (number === undefined) {
      number = numbers.size;
      numbers.set(event.customerId, number);
    }
    customer.push(number);
    at.push(event.at);
    amountMinor.push(chargedMinor(event) ?? 0);
    refundedMinor.push(event.refunded?.minor ?? 0);
  }
  return {
    customerIds: [...numbers.keys()],
    customer: Int32Array.from(customer),
    at: Float64Array.from(at),
    amountMinor: Float64Array.from(amountMinor),
    refundedMinor: Float64Array.from(refundedMinor),
    currency,
  };
}

function chargedMinor({ amount, amountMinor }: CohortEvent): number | undefined {
  return amount?.minor ?? amountMinor;
}

/** The currency of the events so far; throws when this one has no amount, or another currency. */
function currencyOf(event: CohortEvent, currency: string | null, row: number): string | null {
  const place = `events[${String(row)}]`;
  if (chargedMinor(event) === undefined)
    throw new InvalidArgumentError(`${place}.amountMinor`, "whole minor units, as revenue is counted", undefined);
  const own: unknown = event.amount?.currency;
  if (own === undefined) return currency;
  if (typeof own !== "string" || own !== (currency ?? own))
    throw new InvalidArgumentError(`${place}.amount`, currency === null ? "a currency" : `one currency (${currency})`, own);
  return own;
}

/** Throws unless a row is an event: rows may come from anywhere. */
function checkEvent(event: CohortEvent | null, row: number): void {
  if (typeof event !== "object" || event === null) throw new InvalidArgumentError(`events[${String(row)}]`, "an event", event);
  const { customerId, at, amount, amountMinor, refunded } = event;
  if (typeof customerId !== "string") throw new InvalidArgumentError(`events[${String(row)}].customerId`, "a string", customerId);
  if (!isInstant(at)) throw new InvalidArgumentError(`events[${String(row)}].at`, "an instant, epoch milliseconds", at);
  if (amount !== undefined) {
    if (typeof amount !== "object" || (amount as unknown) === null) checkObject(`events[${String(row)}].amount`, amount);
    checkMinor(amount.minor, Number.MAX_SAFE_INTEGER, row, "amount.minor");
  }
  if (amountMinor !== undefined) checkMinor(amountMinor, Number.MAX_SAFE_INTEGER, row, "amountMinor");
  if (amount !== undefined && amountMinor !== undefined && amount.minor !== amountMinor)
    throw new InvalidArgumentError(
      `events[${String(row)}].amountMinor`,
      `the minor units of amount (${String(amount.minor)})`,
      amountMinor,
    );
  if (refunded === undefined) return;
  if (typeof refunded !== "object" || (refunded as unknown) === null) checkObject(`events[${String(row)}].refunded`, refunded);
  checkMinor(refunded.minor, chargedMinor(event) ?? 0, row, "refunded.minor");
}

/** Throws unless an amount is whole minor units from 0 to `most`. */
function checkMinor(minor: number, most: number, row: number, field: string): void {
  if (Number.isSafeInteger(minor) && minor >= 0 && minor <= most) return;
  checkInteger(`events[${String(row)}].${field}`, minor, 0, most);
}
