import { checkIterable, checkObject } from "../../foundation/errors/check.js";
import { InvalidArgumentError } from "../../foundation/errors/invalid-argument-error.js";
import { compareIds, type CustomerId } from "../../foundation/ids/ids.js";
import type { CustomerMerge } from "./merge-customers.js";

/**
 * What of an entry of the log says who is who; its other parts, which hold personal data, may have been deleted.
 * @category Identity
 */
export type MergedInto = Pick<CustomerMerge, "survivorId" | "mergedIds">;

/**
 * An id that is gone, and whose it is now.
 * @category Identity
 */
export interface MergedId {
  /** The id that is gone. */
  readonly id: CustomerId;
  /** The customer who has taken its place. */
  readonly survivorId: CustomerId;
}

/**
 * Anything that says whose it is: a purchase, a contact, a consent event.
 * @category Identity
 */
export interface OfCustomer {
  /** Whose. */
  readonly customerId: string;
}

/**
 * Tells of every id that merges removed who has taken its place.
 *
 * Through all runs: when `b` went into `a`, and in a later run `a` into `z`, then `b` is now `z`. Good for a lookup table in a database; {@link applyMerges} rewrites
 * rows in memory.
 *
 * @param merges - Entries of the log that are in force, in the order in which they were merged.
 * @returns One row an id that is gone, in order of the ids.
 * @throws An {@link InvalidArgumentError} when a merge is not one.
 *
 * @example
 * import { customers } from "clientele";
 *
 * const card = { kind: "card", value: "4711", source: "till" } as const;
 * const { values } = customers.parseCustomers([{ id: "a", identities: [card] }, { id: "b", identities: [card] }]);
 * customers.mergedIds(customers.mergeCustomers(values, { match: ["card"] }).merges); // => [{ id: "b", survivorId: "a" }]
 *
 * @category Identity
 */
export function mergedIds(merges: Iterable<MergedInto>): readonly MergedId[] {
  return Array.from(survivors(merges), ([id, survivorId]) => ({ id, survivorId })).sort((a, b) => compareIds(a.id, b.id));
}

/**
 * Gives rows of merged customers to the survivors: purchases, contacts, consent events, anything with a `customerId`.
 *
 * @param rows - The rows.
 * @param merges - Entries of the log that are in force, in the order in which they were merged.
 * @returns The rows in their order; copies where the customer is another now.
 * @throws An {@link InvalidArgumentError} when a row or a merge is not one.
 *
 * @example
 * import { customers } from "clientele";
 *
 * const card = { kind: "card", value: "4711", source: "till" } as const;
 * const { values } = customers.parseCustomers([{ id: "a", identities: [card] }, { id: "b", identities: [card] }]);
 * const { merges } = customers.mergeCustomers(values, { match: ["card"] });
 * const orders = [{ customerId: "b", amountMinor: 1999 }, { customerId: "c", amountMinor: 500 }];
 * customers.applyMerges(orders, merges); // => [{ customerId: "a", amountMinor: 1999 }, { customerId: "c", amountMinor: 500 }]
 *
 * @category Identity
 */
export function applyMerges<Row extends OfCustomer>(rows: Iterable<Row>, merges: Iterable<MergedInto>): Row[] {
  checkIterable("rows", rows);
  const survivorOf: ReadonlyMap<string, CustomerId> = survivors(merges);
  return Array.from(rows, (row, i) => {
    if (typeof row !== "object" || (row as unknown) === null) checkObject(`rows[${i}]`, row);
    const customerId = survivorOf.get(row.customerId);
    return customerId === undefined ? row : { ...row, customerId };
  });
}

/** By the id that is gone. */
function survivors(merges: Iterable<MergedInto>): Map<CustomerId, CustomerId> {
  checkIterable("merges", merges);
  const entries = Array.from(merges, (merge, i) => checkedEntry(`merges[${i}]`, merge));
  const survivorOf = new Map<CustomerId, CustomerId>();
  for (const { survivorId, mergedIds: gone } of entries.reverse()) {
    const last = survivorOf.get(survivorId) ?? survivorId;
    for (const id of gone) if (id !== last) survivorOf.set(id, last);
  }
  return survivorOf;
}

/** An entry of the log that says who is who; `place` names it in an error. */
export function checkedEntry(place: string, merge: unknown): MergedInto {
  const { survivorId, mergedIds: gone } = (merge ?? {}) as Partial<Record<keyof MergedInto, unknown>>;
  if (typeof survivorId !== "string") throw new InvalidArgumentError(`${place}.survivorId`, "an id", survivorId);
  if (!Array.isArray(gone)) throw new InvalidArgumentError(`${place}.mergedIds`, "a list of ids", gone);
  return merge as MergedInto;
}
