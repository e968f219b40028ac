import { checkObject } from "../../foundation/errors/check.js";
import { InvalidArgumentError } from "../../foundation/errors/invalid-argument-error.js";
import { compareIds, LONGEST_ID } from "../../foundation/ids/ids.js";
import type { Customer } from "../customer.js";
import { checkIdentity } from "./normalize-identity.js";

/** Looks at what the functions of this folder and of data protection rely on; `place` names the customer in an error. */
export function checkCustomer(customer: unknown, place: () => string): asserts customer is Customer {
  if (typeof customer !== "object" || customer === null) checkObject(place(), customer);
  const { id, identities, profile, consents, tags } = customer as Partial<Record<keyof Customer, unknown>>;
  if (typeof id !== "string" || id.length === 0 || id.length > LONGEST_ID)
    throw new InvalidArgumentError(`${place()}.id`, `a string of 1 to ${LONGEST_ID} characters`, id);
  if (typeof profile !== "object" || profile === null) checkObject(`${place()}.profile`, profile);
  checkList(identities, () => `${place()}.identities`, checkIdentity);
  checkList(
    consents,
    () => `${place()}.consents`,
    (event, where) => {
      if (typeof event !== "object" || event === null) checkObject(where(), event);
    },
  );
  checkList(
    tags,
    () => `${place()}.tags`,
    (tag, where) => {
      if (typeof tag !== "string") throw new InvalidArgumentError(where(), "a string", tag);
    },
  );
}

/** The customers in order of their ids, each of which is there once. */
export function customersById(customers: Iterable<Customer>): Customer[] {
  const list = Array.from(customers);
  const seen = new Set<string>();
  list.forEach((customer, i) => {
    const place = (): string => `customers[${i}]`;
    checkCustomer(customer, place);
    if (seen.has(customer.id)) throw new InvalidArgumentError(`${place()}.id`, "an id that no other customer has", customer.id);
    seen.add(customer.id);
  });
  return list.sort((a, b) => compareIds(a.id, b.id));
}

function checkList(list: unknown, place: () => string, checkEntry: (entry: unknown, place: () => string) => void): void {
  if (!Array.isArray(list)) throw new InvalidArgumentError(place(), "a list", list);
  for (let i = 0; i < list.length; i += 1) checkEntry(list[i], () => `${place()}[${i}]`);
}
