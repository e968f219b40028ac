import type { Customer } from "../customer.js";
import { IDENTITY_KINDS } from "../identity/normalize-identity.js";

const WHOLE: readonly (keyof Customer)[] = ["preferences", "acquiredAt", "acquisition"];
const LISTS: readonly (keyof Customer)[] = ["consents", "tags"];

/** The paths of the fields in which a customer has something: by kind of identity, by field of the profile, all others as a whole; also those that a `Customer` does not have. */
export function fieldsOf(customer: Customer): string[] {
  const known: readonly string[] = ["id", "identities", "profile", ...WHOLE, ...LISTS];
  return [
    "id",
    ...IDENTITY_KINDS.filter((kind) => customer.identities.some((identity) => identity.kind === kind)).map((kind) => `identities.${kind}`),
    ...given(customer.profile).map((name) => `profile.${name}`),
    ...WHOLE.filter((name) => customer[name] !== undefined),
    ...LISTS.filter((name) => (customer[name] as readonly unknown[]).length > 0),
    ...given(customer).filter((name) => !known.includes(name)),
  ];
}

function given(part: object): string[] {
  return Object.entries(part).flatMap(([name, value]) => (value === undefined ? [] : [name]));
}
