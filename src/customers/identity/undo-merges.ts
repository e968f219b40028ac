import { checkIterable, checkObject } from "../../foundation/errors/check.js";
import { InvalidArgumentError } from "../../foundation/errors/invalid-argument-error.js";
import { compareIds, type CustomerId } from "../../foundation/ids/ids.js";
import { err, ok, type Result } from "../../foundation/result/result.js";
import type { Customer } from "../customer.js";
import { checkedEntry, type MergedInto } from "./apply-merges.js";
import { checkCustomer, customersById } from "./check-customer.js";
import { contentOf } from "./content-of.js";
import type { CustomerMerge } from "./merge-customers.js";
import { mergeRecords } from "./merge-records.js";

/**
 * What {@link undoMerges} undoes.
 * @category Identity
 */
export interface UndoMergesOptions {
  /** Says of an entry of the log whether to undo it: `({ survivorId }) => survivorId === "b"`. All are undone when left out. */
  readonly undo?: (merge: MergedInto) => boolean;
}

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
  /**
   * It is not among the customers (`"missing"`), it is not as it was merged (`"changed"`), somebody else has an id that would come back (`"id-taken"`), or it went into
   * a later merge that stays (`"merged-since"`): undo that one too.
   */
  readonly reason: "missing" | "changed" | "id-taken" | "merged-since";
  /** The fields that changed: `"tags"`, `"profile.name"`; empty for other reasons. */
  readonly fields: readonly string[];
  /** The ids that others have; empty for other reasons. */
  readonly takenIds: readonly CustomerId[];
}

/**
 * Takes merges back: the customers exactly as they were before.
 *
 * All merges of the log, or those that `undo` picks because they turned out wrong; from the last to the first. A merge is undone only while the merged record says what it
 * said then (in whatever order): a withdrawn consent or a new address that came since belongs to one of the people, and only somebody who knows can say to whom. It is not
 * undone either when a later merge that stays took up the merged record. Such a merge is refused, and with it all the others; the originals stand in its `before`, to be
 * carried on by hand. Take the entries that were undone out of the log.
 *
 * @param customers - The customers as they are now, each id once.
 * @param merges - The whole log that is in force, of all runs, in the order in which they were merged: what went in by a merge that is not given could be lost. Entries
 * that stay need no `before`.
 * @param options - Which of them to undo.
 * @returns The customers in order of their ids, or why not.
 * @throws An {@link InvalidArgumentError} when an id occurs twice, a customer or a merge is not one, or a merge to undo has no `before`.
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
 * const dora = customers.parseCustomer({ id: "d", identities: [card] });
 * const later = customers.mergeCustomers([...merged.customers, dora], { match: ["card"] });
 * const log = [...merged.merges, ...later.merges];
 * const onlyDora = customers.undoMerges(later.customers, log, { undo: ({ mergedIds }) => mergedIds.includes(dora.id) });
 * onlyDora.ok && onlyDora.value.map(({ id }) => id); // => ["a", "d"]
 *
 * const changed = merged.customers.map((customer) => ({ ...customer, tags: ["vip"] }));
 * customers.undoMerges(changed, merged.merges);
 * // => { ok: false, error: { code: "cannot-undo", faults: [{ survivorId: "a", reason: "changed", fields: ["tags"], takenIds: [] }] } }
 *
 * @category Identity
 */
export function undoMerges(
  customers: Iterable<Customer>,
  merges: Iterable<CustomerMerge | MergedInto>,
  options: UndoMergesOptions = {},
): Result<readonly Customer[], UndoRefused> {
  const records = new Map(customersById(customers).map((customer) => [customer.id, customer]));
  const faults: UndoFault[] = [];
  /** What would be there if the merges that are refused were not. */
  const heldBack = new Set<CustomerId>();
  /** Who went into later merges that stay. */
  const takenUp = new Set<CustomerId>();
  for (const { survivorId, mergedIds, before } of checkedLog(merges, options).reverse()) {
    if (before === null) {
      for (const id of [survivorId, ...mergedIds]) takenUp.add(id);
      continue;
    }
    const fault = heldBack.has(survivorId) ? undefined : faultOf(records, takenUp, survivorId, before);
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

function faultOf(
  records: ReadonlyMap<CustomerId, Customer>,
  takenUp: ReadonlySet<CustomerId>,
  survivorId: CustomerId,
  before: readonly Customer[],
): UndoFault | undefined {
  const none = { survivorId, fields: [], takenIds: [] };
  if (before.some(({ id }) => takenUp.has(id))) return { ...none, reason: "merged-since" };
  const now = records.get(survivorId);
  if (now === undefined) return { ...none, reason: "missing" };
  const fields = changedFields(mergeRecords(before).customer, now);
  if (fields.length > 0) return { ...none, reason: "changed", fields };
  const takenIds = before.map(({ id }) => id).filter((id) => id !== survivorId && records.has(id));
  return takenIds.length > 0 ? { ...none, reason: "id-taken", takenIds } : undefined;
}

/** The fields in which two records differ, those of the profile one by one. */
function changedFields({ profile: a, ...one }: Customer, { profile: b, ...other }: Customer): string[] {
  return [...differing(one, other), ...differing(a, b).map((name) => `profile.${name}`)].sort(compareIds);
}

function differing(a: object, b: object): string[] {
  const names = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...names].filter((name) => {
    const [one, other] = [ownField(a, name), ownField(b, name)];
    if (one === undefined || other === undefined) return one !== other;
    return one !== other && contentOf(one) !== contentOf(other);
  });
}

function ownField(object: object, name: string): unknown {
  return Object.hasOwn(object, name) ? (object as Record<string, unknown>)[name] : undefined;
}

/** An entry of the log; `before` is `null` when it stays. */
interface LogEntry extends MergedInto {
  readonly before: readonly Customer[] | null;
}

function checkedLog(merges: Iterable<CustomerMerge | MergedInto>, options: UndoMergesOptions): LogEntry[] {
  checkIterable("merges", merges);
  checkObject("options", options);
  const { undo = () => true } = options;
  if (typeof undo !== "function") throw new InvalidArgumentError("options.undo", "a function that picks entries of the log", undo);
  return Array.from(merges, (merge, i) => {
    const place = `merges[${i}]`;
    const { survivorId, mergedIds } = checkedEntry(place, merge);
    return { survivorId, mergedIds, before: undo(merge) ? checkedBefore(place, survivorId, merge) : null };
  });
}

function checkedBefore(place: string, survivorId: CustomerId, { before }: Partial<CustomerMerge>): readonly Customer[] {
  if (!Array.isArray(before)) throw new InvalidArgumentError(`${place}.before`, "the records before they were merged", before);
  before.forEach((record, j) => {
    checkCustomer(record, () => `${place}.before[${j}]`);
  });
  if (!(before as readonly Customer[]).some(({ id }) => id === survivorId))
    throw new InvalidArgumentError(`${place}.survivorId`, "the id of one of the records in before", survivorId);
  return before as readonly Customer[];
}
