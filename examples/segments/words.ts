// Fields, values and tests in plain English.
import { segmentFields } from "clientele/segmentation";
import { amount, count, date, decimal } from "../customer-base-report/format.js";
import { shortened } from "../customer-base-report/printable.js";
import type { Alternative, Demand, FoundReason } from "./reasons.js";

const LABELS: ReadonlyMap<string, string> = new Map([
  ["acquisition.channel", "won through"],
  ["assignment.segment", "RFM segment"],
  ["contact.complained", "complaints"],
  ["contact.daysSinceLast", "days since the last contact"],
  ["contact.daysSinceLastInbound", "days since they last called or wrote"],
  ["contact.daysSinceLastOutbound", "days since we last wrote"],
  ["held.unreadConsent", "consents that could not be read"],
  ["lifecycle.stage", "lifecycle stage"],
  ["profile.address.city", "city"],
  ["profile.ageYears", "age in years"],
  ["profile.birthMonth", "month of birth"],
  ["profile.interests", "interests"],
  ["profile.occupation", "occupation"],
  ["rfm.recencyDays", "days since the last order"],
  ["summary.purchases", "orders"],
  ["summary.revenueMinor", "revenue"],
  ["tags", "tags"],
]);

/** What amounts and moments are told in. */
export interface WordOptions {
  readonly currency: string;
  readonly timeZone: string;
}

/** A number and what is counted. */
export function counted(number: number, one: string, several: string = `${one}s`): string {
  return `${count(number)} ${number === 1 ? one : several}`;
}

export function labelOf(field: string): string {
  const [part, purpose, channel] = field.split(".");
  if (part === "consent") return `consent to ${shortened(purpose ?? "")} by ${shortened(channel ?? "")}`;
  return LABELS.get(field) ?? shortened(field);
}

/** One thing that decided: what is there, and, of who is out, what it takes. */
export function reasonWords({ alternatives }: FoundReason, matches: boolean, options: WordOptions): string {
  return alternatives.map((alternative) => alternativeWords(alternative, matches, options)).join(", and ");
}

function alternativeWords({ field, value, takes }: Alternative, matches: boolean, options: WordOptions): string {
  const missing = matches ? "none" : "not known";
  const has = `${labelOf(field)}: ${value === null ? missing : valueWords(field, value, options)}`;
  if (matches) return has;
  const demands = takes.map((group) => group.map((demand) => demandWords(field, demand, options)).join(" and "));
  return `${has} (it takes ${demands.join(", or ")})`;
}

function demandWords(field: string, { test, expected, isOpposite }: Demand, options: WordOptions): string {
  if (test === "exists") return expected === isOpposite ? "none" : "any";
  const words = isList(expected)
    ? expected.map((entry) => valueWords(field, entry, options)).join(" or ")
    : valueWords(field, expected, options);
  const bounded = { equals: words, in: words, atLeast: `${words} or more`, atMost: `${words} or less` }[test];
  return isOpposite ? `anything but ${bounded}` : bounded;
}

type Value = NonNullable<Alternative["value"]>;

export function valueWords(field: string, value: Value, { currency, timeZone }: WordOptions): string {
  if (isList(value)) return value.map((entry) => valueWords(field, entry, { currency, timeZone })).join(", ");
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "string") return shortened(value);
  if (Object.hasOwn(segmentFields, field) && segmentFields[field]?.type === "instant") return date(value, timeZone);
  if (field.endsWith("Minor")) return amount(value, currency);
  return Number.isInteger(value) ? count(value) : decimal(value, 1);
}

function isList(value: Value): value is Extract<Value, readonly unknown[]> {
  return Array.isArray(value);
}
