import { compareIds, type CustomerId } from "../../foundation/ids/ids.js";
import type { ConsentEvent } from "../consent/consent-event.js";
import type { ContactPreferences, Customer, CustomerAcquisition, CustomerProfile, PostalAddress } from "../customer.js";
import { contentOf } from "./content-of.js";

type AttributeValue = string | number | boolean;

/**
 * What one field of a customer can say.
 * @category Identity
 */
export type CustomerFieldValue = string | number | boolean | PostalAddress | CustomerAcquisition;

/**
 * What one of the merged records said and the merged record does not: another one, which went before, said something else.
 * @category Identity
 */
export interface OverruledField {
  /** The field: `"profile.name"`. */
  readonly field: string;
  /** What the merged record says. */
  readonly kept: CustomerFieldValue;
  /** Who said something else. */
  readonly customerId: CustomerId;
  /** What they said. */
  readonly value: CustomerFieldValue;
}

/** Records of one person made into one. */
export interface MergedRecord {
  readonly customer: Customer;
  readonly overruled: readonly OverruledField[];
}

/** Which record goes before: the one known earliest, then the one with the smallest id. The first survives. */
export function survivorOrder(a: Customer, b: Customer): number {
  const [one, other] = [a.acquiredAt ?? Infinity, b.acquiredAt ?? Infinity];
  return one === other ? compareIds(a.id, b.id) : one - other;
}

/** One record of at least one, in whatever order they are. */
export function mergeRecords(records: readonly Customer[]): MergedRecord {
  const members = [...records].sort(survivorOrder);
  const survivor = members[0] as Customer;
  const overruled: OverruledField[] = [];
  const firstOf = <T extends CustomerFieldValue>(field: string, [kept, ...others]: readonly Saying<T>[]): T | undefined => {
    if (kept === undefined) return undefined;
    for (const other of others) {
      if (other.value !== kept.value && contentOf(other.value) !== contentOf(kept.value))
        overruled.push({ field, kept: kept.value, ...other });
    }
    return kept.value;
  };
  const first = <T extends CustomerFieldValue>(field: string, of: (member: Customer) => T | undefined): T | undefined => {
    const sayings = members.flatMap((member) => {
      const value = of(member) ?? undefined;
      return value === undefined ? [] : [{ customerId: member.id, value }];
    });
    return firstOf(field, sayings);
  };

  const profile = mergedProfile(members, first, firstOf);
  const preferences = mergedPreferences(members, first);
  const ids = new Set(members.map(({ id }) => id));
  const acquisition = first("acquisition", (member) => withoutReferralBy(ids, member.acquisition));
  const customer: Customer = {
    id: survivor.id,
    identities: distinct(members.flatMap(({ identities }) => identities)),
    profile,
    ...(preferences !== undefined && { preferences }),
    ...(survivor.acquiredAt !== undefined && { acquiredAt: survivor.acquiredAt }),
    ...(acquisition !== undefined && { acquisition }),
    consents: distinct(members.flatMap(({ consents }) => consents.map((event) => ownedBy(survivor.id, event)))),
    tags: Array.from(new Set(members.flatMap(({ tags }) => tags))),
  };
  return { customer, overruled };
}

/** How somebody was won; nobody was referred by themselves, under whatever id. */
function withoutReferralBy(ids: ReadonlySet<CustomerId>, acquisition: CustomerAcquisition | undefined): CustomerAcquisition | undefined {
  if (acquisition?.referredBy === undefined || !ids.has(acquisition.referredBy)) return acquisition;
  const { channel, cost } = acquisition;
  return { channel, ...(cost !== undefined && { cost }) };
}

/** What a record says in some field. */
interface Saying<T> {
  readonly customerId: CustomerId;
  readonly value: T;
}

type FirstOf = <T extends CustomerFieldValue>(field: string, sayings: readonly Saying<T>[]) => T | undefined;
type First = <T extends CustomerFieldValue>(field: string, of: (member: Customer) => T | undefined) => T | undefined;

const TEXTS = ["name", "birthday", "maritalStatus", "occupation", "language"] as const;

function mergedProfile(members: readonly Customer[], first: First, firstOf: FirstOf): CustomerProfile {
  const profile: { -readonly [Field in keyof CustomerProfile]: unknown } = {};
  const set = (field: keyof CustomerProfile, value: unknown): void => {
    if (value !== undefined) profile[field] = value;
  };
  for (const field of TEXTS)
    set(
      field,
      first(`profile.${field}`, (member) => member.profile[field]),
    );
  set(
    "address",
    first("profile.address", (member) => member.profile.address),
  );
  set(
    "interests",
    unionOf(members, (member) => member.profile.interests),
  );

  const sayings = attributesOf(members);
  const attributes = sayings && Array.from(sayings, ([name, said]) => [name, firstOf(`profile.attributes.${name}`, said)] as const);
  set("attributes", attributes && Object.fromEntries(attributes));
  return profile as CustomerProfile;
}

/** What each attribute is said to be, in order of the members; `undefined` when nobody has attributes. */
function attributesOf(members: readonly Customer[]): Map<string, Saying<AttributeValue>[]> | undefined {
  let sayings: Map<string, Saying<AttributeValue>[]> | undefined;
  for (const { id: customerId, profile } of members) {
    const { attributes } = profile;
    if (attributes === undefined) continue;
    sayings ??= new Map();
    for (const [name, value] of Object.entries<AttributeValue | null | undefined>(attributes)) {
      if (value === undefined || value === null) continue;
      const said = sayings.get(name);
      if (said === undefined) sayings.set(name, [{ customerId, value }]);
      else said.push({ customerId, value });
    }
  }
  return sayings;
}

function mergedPreferences(members: readonly Customer[], first: First): ContactPreferences | undefined {
  const preferredChannel = first("preferences.preferredChannel", (member) => member.preferences?.preferredChannel);
  const avoidedChannels = unionOf(members, (member) => member.preferences?.avoidedChannels);
  if (members.every(({ preferences }) => preferences === undefined)) return undefined;
  return { ...(preferredChannel !== undefined && { preferredChannel }), ...(avoidedChannels !== undefined && { avoidedChannels }) };
}

/** What all the lists hold, each entry once; `undefined` when nobody has such a list. */
function unionOf(members: readonly Customer[], listOf: (member: Customer) => readonly string[] | undefined): string[] | undefined {
  const lists = members.map(listOf).filter((list) => list !== undefined);
  return lists.length === 0 ? undefined : Array.from(new Set(lists.flat()));
}

/** The first of all entries that say the same. */
function distinct<T>(entries: readonly T[]): T[] {
  const seen = new Map<string, T>();
  for (const entry of entries) {
    const content = contentOf(entry);
    if (!seen.has(content)) seen.set(content, entry);
  }
  return [...seen.values()];
}

function ownedBy(customerId: CustomerId, event: ConsentEvent): ConsentEvent {
  return event.customerId === customerId ? event : { ...event, customerId };
}
