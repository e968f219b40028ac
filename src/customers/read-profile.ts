// Reads what is known about a person, and how they want to be reached.
import { InvalidArgumentError } from "../foundation/errors/invalid-argument-error.js";
import { compareIds } from "../foundation/ids/ids.js";
import { attemptOr } from "../foundation/readers/row-fields.js";
import { dateOfDay, dayOfDate, type CalendarDate } from "../foundation/time/calendar-date.js";
import type { ContactPreferences, CustomerProfile, PostalAddress } from "./customer.js";
import { fieldsOf, objectOr, readFields, unlessEmpty, type FieldReaders, type Reading } from "./read-part.js";
import { isGiven, LONGEST_TEXT, readName, readNames, readText } from "./read-texts.js";

type Attribute = string | number | boolean;

const MOST_ATTRIBUTES = 200;
const LONGEST_LANGUAGE = 64;
const COUNTRY = /^[A-Z]{2}$/;
const LANGUAGE = /^[a-z]{1,8}(-[a-z0-9]{1,8})*$/i;

const PROFILE: FieldReaders<Omit<CustomerProfile, "address" | "attributes">> = {
  name: ["invalid-text", readText],
  birthday: ["invalid-date", readDate],
  maritalStatus: ["invalid-text", readText],
  occupation: ["invalid-text", readText],
  interests: ["invalid-list", readSomeNames],
  language: ["invalid-language", readLanguage],
};
const ADDRESS: FieldReaders<PostalAddress> = {
  street: ["invalid-text", readText],
  postalCode: ["invalid-text", readText],
  city: ["invalid-text", readText],
  region: ["invalid-text", readText],
  country: ["invalid-country", readCountry],
};
const PREFERENCES: FieldReaders<ContactPreferences> = {
  preferredChannel: ["invalid-text", readName],
  avoidedChannels: ["invalid-list", readSomeNames],
};

/** What is known about the person; an object without fields when nothing is. */
export function readProfile(reading: Reading, value: unknown): CustomerProfile {
  const fields = fieldsOf(reading, "profile", value);
  const address = unlessEmpty(readFields(reading, "profile.address", fieldsOf(reading, "profile.address", fields.address), ADDRESS));
  const attributes = unlessEmpty(readAttributes(reading, fields.attributes));
  return {
    ...readFields(reading, "profile", fields, PROFILE),
    ...(address === undefined ? {} : { address }),
    ...(attributes === undefined ? {} : { attributes }),
  };
}

export function readPreferences(reading: Reading, value: unknown): ContactPreferences | undefined {
  return unlessEmpty(readFields(reading, "preferences", fieldsOf(reading, "preferences", value), PREFERENCES));
}

/** The business's own fields, those that have columns included, in the order of their names. */
function readAttributes({ row, issues, context }: Reading, value: unknown): Record<string, Attribute> {
  const place = "profile.attributes";
  const { attributes: columns } = context.columns;
  if (value === undefined && columns.size === 0) return {};
  const object = objectOr(issues, place, value, {}) as Readonly<Record<string, unknown>>;
  const given = new Map<string, unknown>();
  for (const name of Object.keys(object)) if (!columns.has(name) && isGiven(object[name])) given.set(name, object[name]);
  for (const [name, column] of columns) {
    const cell = column !== null && Object.hasOwn(row, column) ? (row as Record<string, unknown>)[column] : undefined;
    if (isGiven(cell)) given.set(name, cell);
  }
  if (given.size > MOST_ATTRIBUTES) {
    issues.push({ path: place, code: "too-many", message: `expected at most ${MOST_ATTRIBUTES} attributes, got ${given.size}` });
    return {};
  }
  const read = Array.from(given, ([name, attribute]): [string, Attribute | undefined] => [
    name,
    attemptOr(issues, "", "invalid-attribute", () => readAttribute(`${place}.${readName(place, name)}`, attribute)),
  ]);
  // From entries, so that a field named __proto__ is a field like any other.
  return Object.fromEntries(
    read.filter((entry): entry is [string, Attribute] => entry[1] !== undefined).sort(([a], [b]) => compareIds(a, b)),
  );
}

function readAttribute(path: string, value: unknown): Attribute {
  if (typeof value === "string") return readText(path, value, LONGEST_TEXT);
  if (typeof value === "boolean") return value;
  if (typeof value === "number" && Number.isFinite(value)) return value + 0;
  throw new InvalidArgumentError(path, "a text, a finite number, true or false", value);
}

function readDate(path: string, value: unknown): CalendarDate {
  return dateOfDay(dayOfDate(value as string, path));
}

function readCountry(path: string, value: unknown): string {
  if (typeof value === "string" && COUNTRY.test(value)) return value;
  throw new InvalidArgumentError(path, "a country in two capital letters", value);
}

function readLanguage(path: string, value: unknown): string {
  if (typeof value === "string" && value.length <= LONGEST_LANGUAGE && LANGUAGE.test(value)) return value;
  throw new InvalidArgumentError(path, 'a language tag of BCP 47, such as "de" or "de-AT"', value);
}

function readSomeNames(path: string, value: unknown): string[] | undefined {
  const names = readNames(path, value);
  return names.length === 0 ? undefined : names;
}
