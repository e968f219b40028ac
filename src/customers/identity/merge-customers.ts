import { checkInteger, checkObject, checkOneOf } from "../../foundation/errors/check.js";
import { InvalidArgumentError } from "../../foundation/errors/invalid-argument-error.js";
import { compareIds, type CustomerId } from "../../foundation/ids/ids.js";
import type { Customer, IdentityKind } from "../customer.js";
import { customersById } from "./check-customer.js";
import { connectCustomers, type Sharing } from "./connect-customers.js";
import { fieldsThatDiffer, separatingField, type SeparatingField } from "./contradictions.js";
import { mergeRecords, type OverruledField } from "./merge-records.js";
import { callingCodeOf, IDENTITY_KINDS, keyOfText, type IdentityKey, type IdentityOptions } from "./normalize-identity.js";

/**
 * By what {@link mergeCustomers} takes two records for one person.
 * @category Identity
 */
export interface MergeCustomersOptions extends IdentityOptions {
  /** The kinds of identities of which one in common is enough: `["email", "card"]`. An `"external"` id must come from the same source too. */
  readonly match: readonly IdentityKind[];
  /** More people than this with one key, and it joins nobody: the phone of a family, `"no@no.de"`. At least 2; 10 when left out. */
  readonly maxCustomersPerKey?: number;
  /**
   * Single-valued fields that one person cannot have two of: `"profile.birthday"`, `"profile.attributes.taxId"`; `["profile.birthday"]` when left out. Values count as
   * different unless they are the same to the letter. Not parts of an address, nor `"acquisition.referredBy"`: those of all records but one are overruled when they are
   * merged, and would keep nobody apart in the next run.
   */
  readonly keepApart?: readonly string[];
}

/**
 * Customers of whom each is there once, and how that came to be.
 * @category Identity
 */
export interface MergedCustomers {
  /** The customers, in order of their ids; those that nothing joins are the records given. */
  readonly customers: readonly Customer[];
  /** The log: one entry a merged person, in order of the survivors' ids. Keep it; it is what undoes the merges. It holds all personal data of the originals. */
  readonly merges: readonly CustomerMerge[];
  /** What was not merged although keys say so; for somebody to look at. */
  readonly conflicts: readonly MergeConflict[];
  /** How they were merged. */
  readonly definition: {
    /** Records are one person when they share a key, or are linked by others who do. */
    readonly method: "shared-keys";
    /** The kinds of keys, as given. */
    readonly match: readonly IdentityKind[];
    /** The most people with one key. */
    readonly maxCustomersPerKey: number;
    /** The fields that keep records apart. */
    readonly keepApart: readonly string[];
    /** The calling code of national phone numbers; `null` when none was given. */
    readonly defaultCallingCode: string | null;
  };
}

/**
 * One entry of the log: several records that became one.
 * @category Identity
 */
export interface CustomerMerge {
  /** The id that the merged record has. */
  readonly survivorId: CustomerId;
  /** The ids that are gone, in order. */
  readonly mergedIds: readonly CustomerId[];
  /** What joined them. */
  readonly keys: readonly SharedKey[];
  /** All the records as they were, the survivor's too, in order of their ids. */
  readonly before: readonly Customer[];
  /** What they said that the merged record does not say. The later `acquiredAt` are not listed: the merged record has the earliest. */
  readonly overruled: readonly OverruledField[];
}

/**
 * A key and who holds it.
 * @category Identity
 */
export interface SharedKey {
  /** The key. */
  readonly key: IdentityKey;
  /** Who holds it, in order of the ids. */
  readonly customerIds: readonly CustomerId[];
}

/**
 * A key that joined nobody, since too many hold it.
 * @category Identity
 */
export interface SharedKeyConflict extends SharedKey {
  /** Always `"shared-key"`. */
  readonly reason: "shared-key";
}

/**
 * Records that keys join although they cannot be one person; none of them was merged.
 * @category Identity
 */
export interface ContradictionConflict {
  /** Always `"contradiction"`. */
  readonly reason: "contradiction";
  /** The field in which they differ. */
  readonly field: string;
  /** What they say there, each once. */
  readonly values: readonly (string | number | boolean)[];
  /** All whom the keys join, in order of their ids. */
  readonly customerIds: readonly CustomerId[];
  /** What joins them. */
  readonly keys: readonly SharedKey[];
}

/**
 * What {@link mergeCustomers} did not merge.
 * @category Identity
 */
export type MergeConflict = SharedKeyConflict | ContradictionConflict;

/**
 * Finds the records of one person across channels and makes one of them (identity resolution, Dublettenabgleich).
 *
 * Two records are one person when they share a key: an identity of one of the kinds in `match`, in one spelling ({@link normalizeIdentity}); and so are two that a third
 * links. There is no guessing by similar names. Two guards stand against false links:
 * - a key that more than `maxCustomersPerKey` people hold joins nobody and is a `"shared-key"` conflict. Records that other keys join count as one person;
 * - linked records that differ in a field of `keepApart` are not merged at all, none of them, and are a `"contradiction"` conflict, one for each field.
 *
 * The survivor, whose id stays, is the record with the earliest `acquiredAt`, then with the smallest id; records without `acquiredAt` come last. It keeps what it
 * says; what it does not say comes from the others in the same order. Addresses and acquisitions are taken whole. Identities, tags, interests, avoided channels and consents
 * are united, each once; consents then name the survivor (the log has them as they were). A referral of one by another of them is no referral and is left out. Fields that a `Customer` does not have stay in the log only.
 *
 * Neither the order of the customers nor running it again changes anything. Records elsewhere, and `referredBy`, still name ids that are gone: see {@link applyMerges}.
 * {@link undoMerges} takes it back. Cost: O(n log n) for n identities.
 *
 * @param customers - The records, each id once.
 * @param options - By what records are joined, and what keeps them apart.
 * @returns The customers, the log, and what was left for somebody to decide.
 * @throws An {@link InvalidArgumentError} when an id occurs twice, a customer is not one, or an option is not lawful.
 *
 * @example
 * import { customers } from "clientele";
 *
 * const { values } = customers.parseCustomers([
 *   { id: "shop-1", identities: [{ kind: "email", value: "anna@example.com", source: "shop" }], acquiredAt: "2023-04-01T10:00:00Z", tags: ["vip"] },
 *   { id: "till-7", identities: [{ kind: "email", value: "Anna@Example.com", source: "till" }], profile: { name: "Anna Berg" }, tags: ["club"] },
 *   { id: "till-8", identities: [{ kind: "email", value: "ben@example.com", source: "till" }] },
 * ]);
 * const merged = customers.mergeCustomers(values, { match: ["email", "card"] });
 * merged.customers.map(({ id, profile, tags }) => [id, profile.name ?? null, ...tags]);
 * // => [["shop-1", "Anna Berg", "vip", "club"], ["till-8", null]]
 * merged.merges.map(({ survivorId, mergedIds }) => [survivorId, ...mergedIds]); // => [["shop-1", "till-7"]]
 * merged.merges[0]?.keys[0]?.key; // => { kind: "email", value: "anna@example.com", source: null }
 *
 * @category Identity
 */
export function mergeCustomers(customers: Iterable<Customer>, options: MergeCustomersOptions): MergedCustomers {
  const { definition, keepApart } = completeOptions(options);
  const records = customersById(customers);
  const { groups, shared } = connectCustomers(records, definition.match, definition.defaultCallingCode, definition.maxCustomersPerKey);

  /** The record that stands at each place now; a merged one at its survivor's, nothing at those of the others. */
  const now: (Customer | undefined)[] = [...records];
  const survivorOf = new Map<CustomerId, CustomerId>();
  const merges: CustomerMerge[] = [];
  const contradictions: ContradictionConflict[] = [];
  for (const { members, keys } of groups) {
    const before = members.map((i) => records[i] as Customer);
    const ids = before.map(({ id }) => id);
    const joining = sharedKeys(keys, (i) => (records[i] as Customer).id);
    const differing = fieldsThatDiffer(before, keepApart);
    contradictions.push(...differing.map((field) => ({ reason: "contradiction", ...field, customerIds: ids, keys: joining }) as const));
    if (differing.length > 0) continue;
    const { customer, overruled } = mergeRecords(before);
    const mergedIds = ids.filter((id) => id !== customer.id);
    for (const id of mergedIds) survivorOf.set(id, customer.id);
    members.forEach((i, m) => (now[i] = ids[m] === customer.id ? customer : undefined));
    merges.push({ survivorId: customer.id, mergedIds, keys: joining, before, overruled });
  }

  const undecided = sharedKeys(shared, (i) => {
    const { id } = records[i] as Customer;
    return survivorOf.get(id) ?? id;
  });
  return {
    customers: now.filter((customer) => customer !== undefined),
    merges: merges.sort((a, b) => compareIds(a.survivorId, b.survivorId)),
    conflicts: [...contradictions, ...undecided.map((key) => ({ reason: "shared-key", ...key }) as const)],
    definition,
  };
}

/** The keys in order of their texts, with the ids of their holders. */
function sharedKeys(keys: readonly Sharing[], idOf: (customer: number) => CustomerId): SharedKey[] {
  return [...keys]
    .sort((a, b) => compareIds(a.text, b.text))
    .map(({ text, holders }) => ({
      key: keyOfText(text),
      customerIds: Array.from(new Set(Array.from(holders, idOf))).sort(compareIds),
    }));
}

function completeOptions(options: MergeCustomersOptions): {
  definition: MergedCustomers["definition"];
  keepApart: readonly SeparatingField[];
} {
  checkObject("options", options);
  const { match, maxCustomersPerKey = 10, keepApart = ["profile.birthday"] } = options as Partial<MergeCustomersOptions>;
  if (!Array.isArray(match) || match.length === 0) throw new InvalidArgumentError("options.match", "at least one kind of identity", match);
  match.forEach((kind, i) => {
    checkOneOf(`options.match[${i}]`, kind, IDENTITY_KINDS);
  });
  checkInteger("options.maxCustomersPerKey", maxCustomersPerKey, 2);
  if (!Array.isArray(keepApart)) throw new InvalidArgumentError("options.keepApart", "a list of fields", keepApart);
  const fields = keepApart.map((field, i) => separatingField(field, `options.keepApart[${i}]`));
  return {
    definition: {
      method: "shared-keys",
      match: [...(match as IdentityKind[])],
      maxCustomersPerKey,
      keepApart: fields.map(({ field }) => field),
      defaultCallingCode: callingCodeOf(options),
    },
    keepApart: fields,
  };
}
