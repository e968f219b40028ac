import { checkObject, checkOneOf } from "../../foundation/errors/check.js";
import { InvalidArgumentError } from "../../foundation/errors/invalid-argument-error.js";
import type { CustomerIdentity, IdentityKind } from "../customer.js";

/**
 * How {@link normalizeIdentity} reads identities.
 * @category Identity
 */
export interface IdentityOptions {
  /** The calling code of the country whose phone numbers come without one: `"49"`. Without it such numbers are not recognised. */
  readonly defaultCallingCode?: string;
}

/**
 * What two records have in common when they are recognised by the same thing.
 * @category Identity
 */
export interface IdentityKey {
  /** What it is. */
  readonly kind: IdentityKind;
  /** The address, number or id, in one spelling. */
  readonly value: string;
  /** The source of an `"external"` id; `null` for all other kinds, which mean the same in every source. */
  readonly source: string | null;
}

/** Every kind of identity. */
export const IDENTITY_KINDS: readonly IdentityKind[] = ["email", "phone", "card", "device", "external"];

/** The longest address that mail is sent to: 64 characters, an @, 255 characters. */
const LONGEST_EMAIL = 320;
const LONGEST_PHONE = 64;
/** Calling codes whose national numbers begin with a 0 that belongs to the number: Italy, Ivory Coast, Congo, San Marino. */
const KEEPS_ZERO: readonly string[] = ["39", "225", "242", "378"];

/**
 * Brings an identity into one spelling, so that the same address, number or id is recognised however a channel wrote it.
 *
 * - e-mail: without white space around it and invisible characters, lower case. Dots and `+tags` are kept: only some providers ignore them, with all others they tell
 *   people apart, and two people taken for one is worse than one taken for two. What has nothing before or after an `@`, more than 320 characters, or inside it white
 *   space or one of `,;<>`, is no address.
 * - phone: `+` and the digits (E.164, 7 to 15 of them); `00` counts as `+`, and `(0)` after a calling code is left out. A national number takes `defaultCallingCode`
 *   and loses its leading 0 (with the calling code 1, a leading 1). Where the 0 is part of the number, as in Italy, it stays in both. Other trunk and exit codes are not
 *   known: give such numbers in international form. What has other characters in it is no number.
 * - card, device, external: without white space around it.
 *
 * @param identity - The identity, as its source has it.
 * @param options - The country of national phone numbers.
 * @returns The key: equal keys, same thing. `null` when the value says nothing; then nobody is recognised by it.
 * @throws An {@link InvalidArgumentError} when the kind is unknown, value or source is no string, or the calling code is not 1 to 3 digits.
 *
 * @example
 * import { customers } from "clientele";
 *
 * const shop = { source: "shop" };
 * customers.normalizeIdentity({ kind: "email", value: " Anna.Berg@Example.com ", ...shop });
 * // => { kind: "email", value: "anna.berg@example.com", source: null }
 * customers.normalizeIdentity({ kind: "phone", value: "0049 (0)30 / 123-456", ...shop })?.value; // => "+4930123456"
 * customers.normalizeIdentity({ kind: "phone", value: "030 123456", ...shop }, { defaultCallingCode: "49" })?.value; // => "+4930123456"
 * customers.normalizeIdentity({ kind: "phone", value: "030 123456", ...shop }); // => null
 *
 * @category Identity
 */
export function normalizeIdentity(identity: CustomerIdentity, options: IdentityOptions = {}): IdentityKey | null {
  checkIdentity(identity, () => "identity");
  return identityKey(identity, callingCodeOf(options));
}

/** The key of an identity that {@link checkIdentity} has seen. */
export function identityKey({ kind, value, source }: CustomerIdentity, callingCode: string | null): IdentityKey | null {
  const normal = kind === "email" ? mailAddress(value) : kind === "phone" ? phoneNumber(value, callingCode) : value.trim();
  return normal === "" ? null : { kind, value: normal, source: kind === "external" ? source.trim() : null };
}

/** A key as one text; no two keys have the same. */
export function textOfKey({ kind, value, source }: IdentityKey): string {
  return `${kind}:${source === null ? value : JSON.stringify([source, value])}`;
}

/** The key that a text of {@link textOfKey} stands for. */
export function keyOfText(text: string): IdentityKey {
  const colon = text.indexOf(":");
  const [kind, rest] = [text.slice(0, colon) as IdentityKind, text.slice(colon + 1)];
  if (kind !== "external") return { kind, value: rest, source: null };
  const [source, value] = JSON.parse(rest) as [string, string];
  return { kind, value, source };
}

/** Looks at the shape of an identity; `place` names it in an error. */
export function checkIdentity(identity: unknown, place: () => string): asserts identity is CustomerIdentity {
  const { kind, value, source } = (identity ?? {}) as Partial<Record<keyof CustomerIdentity, unknown>>;
  if (IDENTITY_KINDS.includes(kind as IdentityKind) && typeof value === "string" && typeof source === "string") return;
  checkObject(place(), identity);
  checkOneOf(`${place()}.kind`, kind, IDENTITY_KINDS);
  const [name, wrong] = typeof value === "string" ? ["source", source] : ["value", value];
  throw new InvalidArgumentError(`${place()}.${name}`, "a string", wrong);
}

/** The calling code of the options, digits only; `null` when there is none. */
export function callingCodeOf(options: IdentityOptions): string | null {
  checkObject("options", options);
  const code: unknown = options.defaultCallingCode;
  if (code === undefined) return null;
  if (typeof code !== "string" || !/^\+?[1-9]\d{0,2}$/.test(code))
    throw new InvalidArgumentError("options.defaultCallingCode", 'a calling code of 1 to 3 digits, such as "49"', code);
  return code.replace("+", "");
}

/** Empty when it is no address. */
function mailAddress(text: string): string {
  const given = text.replace(/\p{Cf}/gu, "").trim();
  if (given.length > LONGEST_EMAIL) return ""; // normalising takes time that grows with the square of the length
  const address = given.normalize("NFC").toLowerCase().normalize("NFC");
  const at = address.lastIndexOf("@");
  return at > 0 && at < address.length - 1 && address.length <= LONGEST_EMAIL && !/[\s,;<>]/.test(address) ? address : "";
}

/** Empty when it is no number that can be dialled from everywhere. */
function phoneNumber(text: string, callingCode: string | null): string {
  if (text.length > LONGEST_PHONE) return "";
  const plain = text.replace(/[\s./\p{Pd}\p{Cf}]/gu, "");
  const isInternational = /^\(?(?:\+|00)/.test(plain);
  const dialled = (isInternational ? plain.replace("(0)", keepsZero(plain) ? "0" : "") : plain).replace(/[()]/g, "");
  const number = isInternational ? dialled.replace(/^(?:\+|00)/, "") : fromNational(dialled, callingCode);
  return /^[1-9]\d{6,14}$/.test(number) ? `+${number}` : "";
}

/** Whether a number in international form begins with such a calling code. */
function keepsZero(international: string): boolean {
  const digits = international.replace(/^\(?(?:\+|00)\(?/, "");
  return KEEPS_ZERO.some((code) => digits.startsWith(code));
}

function fromNational(digits: string, callingCode: string | null): string {
  if (callingCode === null) return "";
  if (callingCode === "1") return callingCode + digits.replace(/^1(?=\d{10}$)/, "");
  return callingCode + (KEEPS_ZERO.includes(callingCode) ? digits : digits.replace(/^0/, ""));
}
