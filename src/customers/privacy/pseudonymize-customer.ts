import { InvalidArgumentError } from "../../foundation/errors/invalid-argument-error.js";
import type { CustomerId } from "../../foundation/ids/ids.js";
import type { ConsentEvent } from "../consent/consent-event.js";
import type { Customer, CustomerIdentity, CustomerProfile } from "../customer.js";
import { checkCustomer } from "../identity/check-customer.js";
import { ATTRIBUTES, copyOfFields } from "../identity/customer-fields.js";
import { callingCodeOf, identityKey, type IdentityOptions } from "../identity/normalize-identity.js";
import { digestOf, keyDigest } from "./identity-digest.js";

/**
 * What {@link pseudonymizeCustomer} leaves as it is.
 * @category Data protection
 */
export interface PseudonymizeOptions extends IdentityOptions {
  /** The names of attributes that identify nobody and stay; none when left out. */
  readonly attributes?: readonly string[];
}

const KEPT: readonly string[] = [
  "identities.email",
  "identities.phone",
  "identities.card",
  "identities.device",
  "identities.external",
  "profile.maritalStatus",
  "profile.occupation",
  "profile.interests",
  "profile.language",
  "profile.address.region",
  "profile.address.country",
  "preferences.preferredChannel",
  "preferences.avoidedChannels",
  "acquiredAt",
  "acquisition.channel",
  "acquisition.cost",
  "acquisition.referredBy",
  "consents",
  "tags",
];
/** How much of a postal code stays: an area, not a street. */
const POSTAL_PREFIX = 2;

/**
 * Gives a customer whom only the holder of a key can name: for analysis, tests, and others who must not know who it is.
 *
 * - Digests take the place of the id, of `referredBy`, of the ids in consents, and of identities, in one spelling each ({@link identityDigest}), so that equal ids and equal
 *   addresses still meet, across records and data sets of the same key: by comparing them, not in {@link mergeCustomers}, to which a digest is no address. Merge first.
 *   Identities that say nothing are dropped.
 * - Dropped are the name, street, city, attributes that `options.attributes` does not list, and evidence and token digests of consents.
 * - The birthday becomes its year, a number in the attribute `birthYear`, in place of what that attribute may have said; of the postal code the first 2 characters stay.
 * - Everything else that a `Customer` has stays: tags, interests, marital status, occupation, language, region, country, preferences, acquisition, `acquiredAt`, sources.
 *   See that they hold no names. What a `Customer` does not have is dropped.
 *
 * Serves GDPR Art. 4(5) and 25(1). Pseudonymous data are personal data still (recital 26): keep the key apart from them. A rare combination of what stays can point to one
 * person; {@link minimizeCustomer} takes more away. This is no legal advice.
 *
 * @param customer - The customer.
 * @param digest - A keyed digest of a text, such as HMAC-SHA-256 in hexadecimal, with a secret key of yours: without a key addresses can be guessed and tried.
 * @param options - What stays, and the country of national phone numbers.
 * @returns A customer; the same for the same customer and key.
 * @throws An {@link InvalidArgumentError} when the customer is not one, an option is not lawful, or the digest is no string of 1 to 256 characters, or gives back
 * what it was given.
 *
 * @example
 * import { createHmac } from "node:crypto";
 * import { customers } from "clientele";
 *
 * const digest = (text: string) => createHmac("sha256", "a secret key").update(text).digest("hex").slice(0, 8);
 * const anna = customers.parseCustomer({
 *   id: "c-1", identities: [{ kind: "email", value: "anna@example.com", source: "shop" }],
 *   profile: { name: "Anna Berg", birthday: "1984-07-01", address: { street: "Hauptstr. 1", postalCode: "53111", city: "Bonn", country: "DE" } },
 * });
 * customers.pseudonymizeCustomer(anna, digest);
 * // => {
 * //   id: "2e3dbed9", identities: [{ kind: "email", value: "4fe66588", source: "shop" }],
 * //   profile: { address: { postalCode: "53", country: "DE" }, attributes: { birthYear: 1984 } }, consents: [], tags: [],
 * // }
 *
 * @category Data protection
 */
export function pseudonymizeCustomer(customer: Customer, digest: (text: string) => string, options: PseudonymizeOptions = {}): Customer {
  checkCustomer(customer, () => "customer");
  const callingCode = callingCodeOf(options);
  const kept = new Set([...KEPT, ...checkedAttributes(options.attributes)]);
  const { acquisition, ...copy } = copyOfFields(customer, (path) => kept.has(path));
  const pseudonym = (id: CustomerId): CustomerId => digestOf("id", id, digest) as CustomerId;
  const referredBy = acquisition?.referredBy;
  return {
    ...copy,
    id: pseudonym(customer.id),
    identities: pseudonymousIdentities(copy.identities, digest, callingCode),
    profile: pseudonymousProfile(customer.profile, copy.profile),
    ...(acquisition !== undefined && {
      acquisition: { ...acquisition, ...(referredBy !== undefined && { referredBy: pseudonym(referredBy) }) },
    }),
    consents: copy.consents.map(({ id, customerId, purpose, channel, kind, at, source, wordingVersion }): ConsentEvent => {
      return {
        id: digestOf("consent", id, digest),
        customerId: pseudonym(customerId),
        purpose,
        channel,
        kind,
        at,
        ...(source !== undefined && { source }),
        ...(wordingVersion !== undefined && { wordingVersion }),
      };
    }),
  };
}

function checkedAttributes(attributes: readonly string[] = []): string[] {
  if (!Array.isArray(attributes)) throw new InvalidArgumentError("options.attributes", "a list of names", attributes);
  return attributes.map((name: unknown, i) => {
    if (typeof name !== "string") throw new InvalidArgumentError(`options.attributes[${i}]`, "a string", name);
    return ATTRIBUTES + name;
  });
}

function pseudonymousIdentities(
  identities: readonly CustomerIdentity[],
  digest: (text: string) => string,
  callingCode: string | null,
): CustomerIdentity[] {
  const pseudonymous = new Map<string, CustomerIdentity>();
  for (const identity of identities) {
    const key = identityKey(identity, callingCode);
    if (key === null) continue;
    const { kind, source } = identity;
    const value = keyDigest(key, digest);
    pseudonymous.set(JSON.stringify([kind, value, source]), { kind, value, source });
  }
  return [...pseudonymous.values()];
}

/** What stays of the profile, with the year of birth and the area. */
function pseudonymousProfile({ birthday, address }: CustomerProfile, kept: CustomerProfile): CustomerProfile {
  const postalCode = Array.from(address?.postalCode ?? "")
    .slice(0, POSTAL_PREFIX)
    .join("");
  return {
    ...kept,
    ...(postalCode !== "" && { address: { postalCode, ...kept.address } }),
    ...(birthday !== undefined && { attributes: { ...kept.attributes, birthYear: Number(birthday.slice(0, 4)) } }),
  };
}
