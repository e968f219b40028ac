import { InvalidArgumentError } from "../../foundation/errors/invalid-argument-error.js";
import type { Customer } from "../customer.js";
import { checkCustomer } from "../identity/check-customer.js";
import { ATTRIBUTES, copyOfFields, isCustomerField } from "../identity/customer-fields.js";

/**
 * Gives a customer with the allowed fields only: what a purpose does not need does not go there (data minimisation, Datenminimierung).
 *
 * Fields are named by their paths, a whole by its own: `"tags"`, `"profile"`, `"profile.birthday"`, `"profile.address.country"`, `"profile.attributes.KEY"`,
 * `"identities.email"`, `"preferences.preferredChannel"`, `"acquiredAt"`, `"acquisition.channel"`, `"consents"`. The `id` always stays: see {@link pseudonymizeCustomer}.
 * `"acquisition.cost"` and `"acquisition.referredBy"` mean nothing without `"acquisition.channel"` and need it beside them. Fields that a `Customer` does not have are dropped.
 *
 * Serves GDPR Art. 5(1)(c). Which fields a purpose needs is for you to decide; this is no legal advice.
 *
 * @param customer - The customer.
 * @param allowedFields - The paths of the fields that stay.
 * @returns A copy; lists that were not allowed are empty.
 * @throws An {@link InvalidArgumentError} when a path leads to nothing that a customer can have.
 *
 * @example
 * import { customers } from "clientele";
 *
 * const anna = customers.parseCustomer({
 *   id: "c-1", tags: ["vip"], profile: { name: "Anna Berg", language: "de", address: { city: "Bonn", country: "DE" } },
 * });
 * customers.minimizeCustomer(anna, ["profile.language", "profile.address.country"]);
 * // => { id: "c-1", identities: [], profile: { language: "de", address: { country: "DE" } }, consents: [], tags: [] }
 *
 * @category Data protection
 */
export function minimizeCustomer(customer: Customer, allowedFields: readonly string[]): Customer {
  checkCustomer(customer, () => "customer");
  if (!Array.isArray(allowedFields)) throw new InvalidArgumentError("allowedFields", "a list of fields", allowedFields);
  const allowed = new Set<string>();
  allowedFields.forEach((field: unknown, i) => {
    if (typeof field !== "string" || !isCustomerField(field))
      throw new InvalidArgumentError(`allowedFields[${i}]`, 'a field of a customer, such as "profile.birthday"', field);
    allowed.add(field);
  });
  const allows = (path: string): boolean => allowed.has(path) || wholesOf(path).some((whole) => allowed.has(whole));
  allowedFields.forEach((field: string, i) => {
    if (field.startsWith("acquisition.") && !allows("acquisition.channel"))
      throw new InvalidArgumentError(`allowedFields[${i}]`, '"acquisition.channel" beside it', field);
  });
  return copyOfFields(customer, allows);
}

/** The paths of what a field is part of. Dots in the name of an attribute are part of the name. */
function wholesOf(path: string): string[] {
  if (path.startsWith(ATTRIBUTES)) return ["profile", "profile.attributes"];
  return Array.from(path.matchAll(/\./g), ({ index }) => path.slice(0, index));
}
