import { InvalidArgumentError } from "../../foundation/errors/invalid-argument-error.js";
import { compareIds, type CustomerId } from "../../foundation/ids/ids.js";
import { err, ok, type Result } from "../../foundation/result/result.js";
import type { Customer } from "../customer.js";
import { checkCustomer, customersById } from "./check-customer.js";
import { contentOf } from "./content-of.js";
import type { CustomerMerge } from "./merge-customers.js";
import { mergeRecords } from "./merge-records.js";

/**
 * Why {@link undoMerges} changed nothing.
 * @category Identity
 */
export interface UndoRefused {
  /** Always `"cannot-undo"`. */
  readonly code: "cannot-undo";
  /** What stands against it, the last merge first. */
  readonly faults: readonly UndoFault[];
}

/**
 * Why one merge cannot be undone.
 * @category Identity
 */
export interface UndoFault {
  /** The merged record. */
  readonly survivorId: CustomerId;
  /** It is not among the customers (`"missing"`), it is not as it was merged (`"changed"`), or somebody else has an id that would come back (`"id-taken"`). */
  readonly reason: "missing" | "changed" | "id-taken";
  /** The fields that changed: `"tags"`, `"profile.name"`; empty for other reasons. */
  readonly fields: readonly string[];
  /** The ids that others have; empty for other reasons. */
  readonly takenIds: readonly CustomerId[];
}

/**
 * Takes merges back: the customers exactly as they were before.
 *
 * Give the merges of one run, of several runs one after the other, or single ones that turned out wrong; they are undone from the last to the first. A merge
 * is undone only while the merged record says what it said then (in whatever order): a withdrawn consent or a new address that came since belongs to one of the people,
 * and only somebody who knows can say to whom. Such a merge is refused, and with it all the others; the originals stand in its `before`, to be carried on by hand.
 *
 * @param customers - The customers as they are now, each id once.
 * @param merges - Entries of the log, in the order in which they were merged.
 * @returns The customers in order of their ids, or why not.
 * @throws An {@link InvalidArgumentError} when an id occurs twice, or a customer or a merge is not one.
 *
 * @example
 * import { customers } from "clientele";
 *
 * const card = { kind: "card", value: "4711", source: "till" } as const;
 * const { values } = customers.parseCustomers([{ id: "a", identities: [card] }, { id: "b", identities: [card], tags: ["club"] }]);
 * const merged = customers.mergeCustomers(values, { match: ["card"] });
 * const undone = customers.undoMerges(merged.customers, merged.merges);
 * undone.ok && undone.value.map(({ id, tags }) => [id, ...tags]); // => [["a"], ["b", "club"]]
 *
 * const changed = merged.customers.map((customer) => ({ ...customer, tags: ["vip"] }));
 * customers.undoMerges(changed, merged.merges);
 * // => { ok: false, error: { code: "cannot-undo", faults: [{ survivorId: "a", reason: "changed", fields: ["tags"], takenIds: [] }] } }
 *
 * @category Identity
 */
export function undoMerges(customers: Iterable<Customer>, merges: Iterable<CustomerMerge>): Result<readonly Customer[], UndoRefused> {
  const records = new Map(customersById(customers).map((customer) => [customer.id, customer]));
  const faults: UndoFault[] = [];
  /** What would be there if the merges that are refused were not. */
  const heldBack = new Set<CustomerId>();
  for (const { survivorId, before } of checkedMerges(merges).reverse()) {
    const fault = heldBack.has(survivorId) ? undefined : faultOf(records, survivorId, before);
    if (fault !== undefined) faults.push(fault);
    if (fault !== undefined || heldBack.has(survivorId)) {
      for (const { id } of before) heldBack.add(id);
      continue;
    }
    records.delete(survivorId);
    for (const record of before) records.set(record.id, record);
  }
  if (faults.length > 0) return err({ code: "cannot-undo", faults });
  return ok([...records.values()].sort((a, b) => compareIds(a.id, b.id)));
}

function faultOf(records: ReadonlyMap<CustomerId, Customer>, survivorId: CustomerId, before: readonly Customer[]): UndoFault | undefined {
  const none = { survivorId, fields: [], takenIds: [] };
  const now = records.get(survivorId);
  if (now === undefined) return { ...none, reason: "missing" };
  const fields = changedFields(mergeRecords(before).customer, now);
  if (fields.length > 0) return { ...none, reason: "changed", fields };
  const takenIds = before.map(({ id }) => id).filter((id) => id !== survivorId && records.has(id));
  return takenIds.length > 0 ? { ...none, reason: "id-taken", takenIds } : undefined;
}

/** The fields in which two records differ, those of the profile one by one. */
function changedFields(a: Customer, b: Customer): string[] {
  const fields = differing(a, b).filter((name) => name !== "profile");
  return [...fields, ...differing(a.profile, b.profile).map((name) => `profile.${name}`)].sort(compareIds);
}

function differing(a: object, b: object): string[] {
  const names = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...names].filter((name) => {
    const [one, other] = [ownField(a, name), ownField(b, name)];
    return one !== other && contentOf({ field: one }) !== contentOf({ field: other });
  });
}

function ownField(object: object, name: string): unknown {
  return Object.hasOwn(object, name) ? (object as Record<string, unknown>)[name] : undefined;
}

function checkedMerges(merges: Iterable<CustomerMerge>): CustomerMerge[] {
  return Array.from(merges, (merge: CustomerMerge | null | undefined, i) => {
    const { survivorId, before } = (merge ?? {}) as Partial<CustomerMerge>;
    if (!Array.isArray(before)) throw new InvalidArgumentError(`merges[${i}].before`, "the records before they were merged", before);
    before.forEach((record, j) => {
      checkCustomer(record, () => `merges[${i}].before[${j}]`);
    });
    if (!(before as readonly Customer[]).some(({ id }) => id === survivorId))
      throw new InvalidArgumentError(`merges[${i}].survivorId`, "the id of one of the records in before", survivorId);
    return merge as CustomerMerge;
  });
}
