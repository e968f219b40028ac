import { InvalidArgumentError } from "../../foundation/errors/invalid-argument-error.js";
import { LONGEST_ID } from "../../foundation/ids/ids.js";
import type { CustomerIdentity } from "../customer.js";
import {
  callingCodeOf,
  checkIdentity,
  identityKey,
  textOfKey,
  type IdentityKey,
  type IdentityOptions,
} from "../identity/normalize-identity.js";

/**
 * Gives the digest of an identity that {@link pseudonymizeCustomer} and {@link eraseCustomer} put in its place, to look it up among theirs: whether an
 * address that comes in belongs to somebody who must not be written to again.
 *
 * What is digested is the kind, a colon, and the value in one spelling: `"email:anna@example.com"`; of an external id the JSON of source and value.
 *
 * @param identity - The identity, as its source has it.
 * @param digest - A keyed digest of a text, such as HMAC-SHA-256 in hexadecimal, with a secret key of yours: without a key addresses can be guessed and tried.
 * @param options - The country of national phone numbers.
 * @returns The digest; `null` when the value says nothing ({@link normalizeIdentity}).
 * @throws An {@link InvalidArgumentError} when the identity is not one, or the digest is no string of 1 to 256 characters, or gives back what it was given.
 *
 * @example
 * import { createHmac } from "node:crypto";
 * import { customers } from "clientele";
 *
 * const digest = (text: string) => createHmac("sha256", "a secret key").update(text).digest("hex");
 * const [one, other] = ["anna@example.com", " Anna@Example.com"].map((value) =>
 *   customers.identityDigest({ kind: "email", value, source: "shop" }, digest));
 * one === other; // => true
 *
 * @category Data protection
 */
export function identityDigest(identity: CustomerIdentity, digest: (text: string) => string, options: IdentityOptions = {}): string | null {
  checkIdentity(identity, () => "identity");
  const key = identityKey(identity, callingCodeOf(options));
  return key === null ? null : keyDigest(key, digest);
}

/** The digest of a key; `place` names the function in an error. */
export function keyDigest(key: IdentityKey, digest: (text: string) => string, place = "digest"): string {
  return checkedDigest(textOfKey(key), digest, key.value, place);
}

/** The digest of a text that is said to be of a kind, so that equal texts of different kinds do not meet; `place` names the function in an error. */
export function digestOf(kind: "id" | "consent", text: string, digest: (text: string) => string, place = "digest"): string {
  return checkedDigest(`${kind}:${text}`, digest, text, place);
}

function checkedDigest(input: string, digest: (text: string) => string, secret: string, place: string): string {
  if (typeof digest !== "function") throw new InvalidArgumentError(place, "a function", digest);
  const result: unknown = digest(input);
  if (typeof result !== "string" || result.length === 0 || result.length > LONGEST_ID)
    throw new InvalidArgumentError(place, `a function that gives a string of 1 to ${LONGEST_ID} characters`, result);
  if (result === input || result === secret) throw new InvalidArgumentError(place, "a function that hides what it is given", digest);
  return result;
}
