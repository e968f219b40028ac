import { checkFinite, checkIterable, checkObject } from "../../foundation/errors/check.js";
import { InvalidArgumentError } from "../../foundation/errors/invalid-argument-error.js";
import { compareIds, LONGEST_ID } from "../../foundation/ids/ids.js";
import type { ContactPreferences, Customer, CustomerProfile } from "../customer.js";
import { checkIdentity } from "./normalize-identity.js";

/** Looks at what the functions of this folder and of data protection rely on; `place` names the customer in an error. */
export function checkCustomer(customer: unknown, place: () => string): asserts customer is Customer {
  if (typeof customer !== "object" || customer === null) checkObject(place(), customer);
  const { id, identities, profile, preferences, acquiredAt, acquisition, consents, tags } = customer as Partial<
    Record<keyof Customer, unknown>
  >;
  if (typeof id !== "string" || id.length === 0 || id.length > LONGEST_ID)
    throw new InvalidArgumentError(`${place()}.id`, `a string of 1 to ${LONGEST_ID} characters`, id);
  checkProfile(profile, () => `${place()}.profile`);
  checkPart(preferences, () => `${place()}.preferences`);
  if (preferences !== undefined)
    checkTexts((preferences as ContactPreferences).avoidedChannels, () => `${place()}.preferences.avoidedChannels`);
  if (acquiredAt !== undefined) checkFinite(`${place()}.acquiredAt`, acquiredAt);
  checkPart(acquisition, () => `${place()}.acquisition`);
  checkList(identities, () => `${place()}.identities`, checkIdentity);
  checkList(
    consents,
    () => `${place()}.consents`,
    (event, where) => {
      if (typeof event !== "object" || event === null) checkObject(where(), event);
    },
  );
  checkList(tags, () => `${place()}.tags`, checkText);
}

function checkProfile(profile: unknown, place: () => string): void {
  if (typeof profile !== "object" || profile === null) checkObject(place(), profile);
  const { birthday, address, attributes, interests } = profile as Partial<Record<keyof CustomerProfile, unknown>>;
  if (birthday !== undefined) checkText(birthday, () => `${place()}.birthday`);
  checkPart(address, () => `${place()}.address`);
  checkPart(attributes, () => `${place()}.attributes`);
  checkTexts(interests, () => `${place()}.interests`);
}

function checkPart(part: unknown, place: () => string): void {
  if (part !== undefined && (typeof part !== "object" || part === null)) checkObject(place(), part);
}

function checkTexts(texts: unknown, place: () => string): void {
  if (texts !== undefined) checkList(texts, place, checkText);
}

function checkText(text: unknown, place: () => string): void {
  if (typeof text !== "string") throw new InvalidArgumentError(place(), "a string", text);
}

/** The customers in order of their ids, each of which is there once. */
export function customersById(customers: Iterable<Customer>): Customer[] {
  checkIterable("customers", customers);
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
