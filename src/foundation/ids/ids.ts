import { InvalidArgumentError } from "../errors/invalid-argument-error.js";

/** The longest id that is accepted, in UTF-16 code units. */
export const LONGEST_ID = 256;

/**
 * Names a customer: a string of 1 to 256 characters, compared by code unit.
 * @category Ids
 */
export type CustomerId = string & { readonly __brand: "CustomerId" };

/**
 * Names a purchase: a string of 1 to 256 characters, compared by code unit.
 * @category Ids
 */
export type PurchaseId = string & { readonly __brand: "PurchaseId" };

/**
 * Makes a {@link CustomerId} of a string.
 *
 * @param text - 1 to 256 characters, taken as they are.
 * @returns The same string, as an id.
 * @throws An {@link InvalidArgumentError} when it is empty or longer than 256 characters.
 *
 * @example
 * import { customerId } from "clientele";
 *
 * customerId("c-17"); // => "c-17"
 *
 * @category Ids
 */
export function customerId(text: string): CustomerId {
  return checkedId("customerId", text) as CustomerId;
}

/**
 * Makes a {@link PurchaseId} of a string.
 *
 * @param text - 1 to 256 characters, taken as they are.
 * @returns The same string, as an id.
 * @throws An {@link InvalidArgumentError} when it is empty or longer than 256 characters.
 *
 * @example
 * import { purchaseId } from "clientele";
 *
 * purchaseId("order-1001"); // => "order-1001"
 *
 * @category Ids
 */
export function purchaseId(text: string): PurchaseId {
  return checkedId("purchaseId", text) as PurchaseId;
}

/** Orders two ids by UTF-16 code unit: the one order that every runtime and locale agrees on. */
export function compareIds(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function checkedId(argument: string, text: unknown): string {
  if (typeof text !== "string" || text.length === 0 || text.length > LONGEST_ID) {
    throw new InvalidArgumentError(argument, `a string of 1 to ${String(LONGEST_ID)} characters`, text);
  }
  return text;
}
