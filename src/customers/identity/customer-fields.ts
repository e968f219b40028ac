// The fields of a customer by their paths: "profile.birthday", "identities.email", "profile.attributes.KEY".
import { CONSENT_FIELDS } from "../consent/read-consent-event.js";
import type { Customer, CustomerAcquisition, CustomerIdentity, CustomerProfile, PostalAddress } from "../customer.js";

/** What stands before the name of an attribute. */
export const ATTRIBUTES = "profile.attributes.";

const PROFILE: readonly (keyof CustomerProfile)[] = ["name", "birthday", "maritalStatus", "occupation", "language", "interests"];
const ADDRESS: readonly (keyof PostalAddress)[] = ["street", "postalCode", "city", "region", "country"];
const IDENTITY: readonly (keyof CustomerIdentity)[] = ["kind", "value", "source"];
/** Paths to one value each. */
const SCALARS: readonly string[] = [
  "acquiredAt",
  "profile.name",
  "profile.birthday",
  "profile.maritalStatus",
  "profile.occupation",
  "profile.language",
  "profile.address.street",
  "profile.address.postalCode",
  "profile.address.city",
  "profile.address.region",
  "profile.address.country",
  "preferences.preferredChannel",
  "acquisition.channel",
  "acquisition.referredBy",
];
/** Paths to more than one. */
const COMPOUNDS: readonly string[] = [
  "identities",
  "identities.email",
  "identities.phone",
  "identities.card",
  "identities.device",
  "identities.external",
  "profile",
  "profile.address",
  "profile.interests",
  "profile.attributes",
  "preferences",
  "preferences.avoidedChannels",
  "acquisition",
  "acquisition.cost",
  "consents",
  "tags",
];

/** Whether a path leads to one text, number or boolean. */
export function isScalarField(path: string): boolean {
  return SCALARS.includes(path) || isAttribute(path);
}

/** Whether a path leads to something that a customer can have. */
export function isCustomerField(path: string): boolean {
  return path === "id" || COMPOUNDS.includes(path) || isScalarField(path);
}

function isAttribute(path: string): boolean {
  return path.startsWith(ATTRIBUTES) && path.length > ATTRIBUTES.length;
}

/** A copy of a customer with the fields that `allows` says yes to, by their paths; only what a customer has of its own, and nothing that a `Customer` does not have. */
export function copyOfFields(customer: Customer, allows: (path: string) => boolean): Customer {
  const preferences = copyOfPart(customer.preferences, "preferences", ["preferredChannel", "avoidedChannels"], allows);
  const acquisition = copyOfPart<CustomerAcquisition>(customer.acquisition, "acquisition", ["channel", "cost", "referredBy"], allows);
  return {
    id: customer.id,
    identities: customer.identities.filter(({ kind }) => allows(`identities.${kind}`)).map((identity) => own(identity, IDENTITY)),
    profile: copyOfProfile(customer.profile, allows),
    ...(preferences !== undefined && { preferences }),
    ...(customer.acquiredAt !== undefined && allows("acquiredAt") && { acquiredAt: customer.acquiredAt }),
    ...(acquisition !== undefined && { acquisition: acquisition as CustomerAcquisition }),
    consents: allows("consents") ? customer.consents.map((event) => own(event, CONSENT_FIELDS)) : [],
    tags: allows("tags") ? [...customer.tags] : [],
  };
}

function copyOfProfile(profile: CustomerProfile, allows: (path: string) => boolean): CustomerProfile {
  const { address, attributes } = profile;
  const copiedAddress = copyOfPart(address, "profile.address", ADDRESS, allows);
  const kept = Object.entries(attributes ?? {}).filter(([name, value]) => allows(ATTRIBUTES + name) && typeof value !== "object");
  return {
    ...copyOfPart(profile, "profile", PROFILE, allows),
    ...(copiedAddress !== undefined && { address: copiedAddress }),
    ...(kept.length > 0 && { attributes: Object.fromEntries(kept) }),
  };
}

/** The allowed fields of a part; `undefined` when there are none. */
function copyOfPart<T extends object>(
  part: T | undefined,
  path: string,
  names: readonly (keyof T & string)[],
  allows: (path: string) => boolean,
): Partial<T> | undefined {
  if (part === undefined) return undefined;
  const copy = own(
    part,
    names.filter((name) => allows(`${path}.${name}`)),
  );
  return Object.keys(copy).length > 0 ? copy : undefined;
}

/** A copy of some own fields; lists and amounts are copied too. */
function own<T extends object>(value: T, names: readonly (keyof T & string)[]): T {
  const copy: Partial<T> = {};
  for (const name of names) {
    const field = Object.hasOwn(value, name) ? value[name] : undefined;
    if (field !== undefined) copy[name] = copyOfValue(field);
  }
  return copy as T;
}

function copyOfValue<T>(value: T): T {
  if (Array.isArray(value)) return [...(value as unknown[])] as T;
  return typeof value === "object" && value !== null ? { ...value } : value;
}
