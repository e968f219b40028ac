import { checkIterable, checkObject } from "../../foundation/errors/check.js";
import { InvalidArgumentError } from "../../foundation/errors/invalid-argument-error.js";
import { compareIds, type CustomerId } from "../../foundation/ids/ids.js";
import { dayOfDate, type CalendarDate } from "../../foundation/time/calendar-date.js";
import { DAY_MS } from "../../foundation/time/civil.js";
import { readInstant, type Instant, type InstantLike } from "../../foundation/time/instant.js";
import type { ConsentEvent } from "../consent/consent-event.js";
import type { Customer } from "../customer.js";
import { checkCustomer } from "../identity/check-customer.js";
import { callingCodeOf, identityKey, type IdentityOptions } from "../identity/normalize-identity.js";
import { digestOf, keyDigest } from "./identity-digest.js";
import { fieldsOf } from "./fields-of.js";
import { isRetainable, retainedConsents, type RetainedConsent } from "./retained-consents.js";

const DIGEST = "options.digest";
/** How long after a day has ended in UTC it ends where it ends last. */
const LATEST_MIDNIGHT_MS: number = DAY_MS / 2;

/**
 * Something that is kept although the customer is erased, and why.
 * @category Data protection
 */
export interface RetainedData {
  /** What is kept. */
  readonly what: string;
  /** The reason. */
  readonly why: string;
  /** The last day on which it is kept; `null` when no end is known. */
  readonly until: CalendarDate | null;
}

/**
 * A reason to keep something although the customer is erased.
 * @category Data protection
 */
export interface RetentionReason {
  /** What is kept: `"consents"`, to the letter, or records elsewhere, such as `"invoices"`. Never a name or an address: it stands in the tombstone. */
  readonly what: string;
  /** The reason, such as the law that asks for it. Never a name or an address. */
  readonly why: string;
  /** The last day on which it is kept, `"YYYY-MM-DD"`, not over yet; left out when no end is known. */
  readonly until?: string | null;
}

/**
 * How {@link eraseCustomer} erases.
 * @category Data protection
 */
export interface EraseOptions extends IdentityOptions {
  /** When it was erased. */
  readonly at: InstantLike;
  /** A keyed digest of a text, such as HMAC-SHA-256 in hexadecimal, with a secret key of yours: without a key addresses can be guessed and tried. */
  readonly digest: (text: string) => string;
  /** What is kept and why; `"consents"` keeps the proof of consents, everything else names records of yours elsewhere. Nothing when left out. */
  readonly retain?: readonly RetentionReason[];
  /** Consent events that stand in a register rather than in the customer, its `events`; those of others are passed over. */
  readonly consents?: Iterable<ConsentEvent>;
}

/**
 * What remains of a customer who was erased: nobody's name, but who must not be written to, and what could still have to be proved.
 * @category Data protection
 */
export interface CustomerTombstone {
  /** Always `"customer-tombstone"`. */
  readonly kind: "customer-tombstone";
  /** The version of this form. */
  readonly schemaVersion: 1;
  /** The digest of the customer's id, the same that {@link pseudonymizeCustomer} gives: finds what has to be erased in other data sets and in old backups. */
  readonly id: CustomerId;
  /** When it was erased. */
  readonly erasedAt: Instant;
  /** Digests of their e-mail addresses and phone numbers ({@link identityDigest}), so that nobody writes to them again. */
  readonly suppression: readonly SuppressedIdentity[];
  /** What they agreed to and took back, in order of time; empty unless `"consents"` is retained. */
  readonly consents: readonly RetainedConsent[];
  /** What is kept and why, as given. */
  readonly retained: readonly RetainedData[];
}

/**
 * An address or number that must not be used again.
 * @category Data protection
 */
export interface SuppressedIdentity {
  /** What it is. */
  readonly kind: "email" | "phone";
  /** Its digest. */
  readonly digest: string;
}

/**
 * What {@link eraseCustomer} did.
 * @category Data protection
 */
export interface CustomerErasure {
  /** Put this in the customer's place. */
  readonly remains: CustomerTombstone;
  /**
   * The fields of the customer that held something and are gone: `"identities.email"`, `"profile.name"`. Says what, not what it said. `"consents"` is not among them
   * when some are retained; of those nothing is left but what `remains.consents` says.
   */
  readonly erased: readonly string[];
  /** How many e-mail addresses and phone numbers said nothing and so could not be suppressed: national numbers without `defaultCallingCode`, misspelt addresses. */
  readonly unsuppressed: number;
}

/**
 * Erases a customer and says what remains and why (right to erasure, Recht auf Löschung).
 *
 * Everything goes but what a {@link CustomerTombstone} holds: a digest for the id, digests of e-mail addresses and phone numbers, and, only when `retain` gives a reason for
 * `"consents"`, confirmations and withdrawals with purpose, channel, time and wording. The tombstone is no consent: nothing in it allows a contact.
 *
 * You erase the rest: the record itself, events in a consent register, contacts, the log of merges ({@link mergeCustomers}), `acquisition.referredBy` of those whom they
 * referred, backups; and you keep what the law asks for, such as invoices, under reasons given in `retain`. A wrong reason is not noticed here.
 *
 * Serves GDPR Art. 17: why something may stay stands in its paragraph 3, why digests for suppression may in Art. 21(3), what consents must prove in Art. 7(1). A digest by a key
 * that you hold is personal data still. This is no legal advice.
 *
 * @param customer - The customer.
 * @param options - When, by which digest, and what is kept.
 * @returns The tombstone, and the fields that are gone.
 * @throws An {@link InvalidArgumentError} when the customer is not one, an option is not lawful, a reason in `retain` ran out before `at`, or the digest is no string of 1 to 256 characters, or gives back
 * what it was given.
 *
 * @example
 * import { createHmac } from "node:crypto";
 * import { customers } from "clientele";
 *
 * const digest = (text: string) => createHmac("sha256", "a secret key").update(text).digest("hex").slice(0, 8);
 * const anna = customers.parseCustomer({
 *   id: "c-1", identities: [{ kind: "email", value: "anna@example.com", source: "shop" }], profile: { name: "Anna Berg" },
 * });
 * const { remains, erased } = customers.eraseCustomer(anna, { at: "2025-06-01T00:00:00Z", digest });
 * erased; // => ["id", "identities.email", "profile.name"]
 * remains.suppression; // => [{ kind: "email", digest: "4fe66588" }]
 *
 * @category Data protection
 */
export function eraseCustomer(customer: Customer, options: EraseOptions): CustomerErasure {
  checkCustomer(customer, () => "customer");
  checkObject("options", options);
  const { at, digest, retain = [], consents: others = [] } = options;
  const erasedAt = readInstant("options.at", at);
  const retained = checkedRetain(retain, erasedAt);
  const consents = [...customer.consents, ...checkedEvents(others).filter(({ customerId }) => customerId === customer.id)];
  const keepsConsents = retained.some(({ what }) => what === "consents");
  const { suppression, unsuppressed } = suppressed(customer, digest, callingCodeOf(options));
  const remains: CustomerTombstone = {
    kind: "customer-tombstone",
    schemaVersion: 1,
    id: digestOf("id", customer.id, digest, DIGEST) as CustomerId,
    erasedAt,
    suppression,
    consents: keepsConsents ? retainedConsents(consents) : [],
    retained,
  };
  const staysInPart = keepsConsents && customer.consents.some(isRetainable);
  return { remains, erased: fieldsOf(staysInPart ? { ...customer, consents: [] } : customer), unsuppressed };
}

function checkedEvents(events: unknown): ConsentEvent[] {
  checkIterable("options.consents", events);
  return Array.from(events, (event, i) => {
    const place = `options.consents[${i}]`;
    checkObject(place, event);
    const { customerId } = event as Partial<ConsentEvent>;
    if (typeof customerId !== "string") throw new InvalidArgumentError(`${place}.customerId`, "an id", customerId);
    return event as ConsentEvent;
  });
}

function suppressed(
  { identities }: Customer,
  digest: (text: string) => string,
  callingCode: string | null,
): { suppression: SuppressedIdentity[]; unsuppressed: number } {
  const digests = { email: new Set<string>(), phone: new Set<string>() };
  let unsuppressed = 0;
  for (const identity of identities) {
    if (identity.kind !== "email" && identity.kind !== "phone") continue;
    const key = identityKey(identity, callingCode);
    if (key === null) unsuppressed += 1;
    else digests[identity.kind].add(keyDigest(key, digest, DIGEST));
  }
  const suppression = (["email", "phone"] as const).flatMap((kind) =>
    [...digests[kind]].sort(compareIds).map((text) => ({ kind, digest: text })),
  );
  return { suppression, unsuppressed };
}

function checkedRetain(retain: unknown, erasedAt: Instant): RetainedData[] {
  if (!Array.isArray(retain)) throw new InvalidArgumentError("options.retain", "a list of what is kept", retain);
  return retain.map((entry: unknown, i) => {
    const place = `options.retain[${i}]`;
    checkObject(place, entry);
    const { what, why, until = null } = entry as Partial<Record<keyof RetainedData, unknown>>;
    return {
      what: checkedWhat(`${place}.what`, what),
      why: checkedText(`${place}.why`, why),
      until: until === null ? null : checkedLastDay(`${place}.until`, until, erasedAt),
    };
  });
}

/** A misspelt "consents" would say that proofs are kept, and keep none. */
function checkedWhat(argument: string, what: unknown): string {
  const text = checkedText(argument, what);
  if (text !== "consents" && text.trim().toLowerCase() === "consents")
    throw new InvalidArgumentError(argument, '"consents" to the letter', what);
  return text;
}

function checkedText(argument: string, text: unknown): string {
  if (typeof text !== "string" || text.trim() === "") throw new InvalidArgumentError(argument, "a text that says something", text);
  return text;
}

function checkedLastDay(argument: string, date: unknown, erasedAt: Instant): CalendarDate {
  const end = (dayOfDate(date as string, argument) + 1) * DAY_MS;
  if (erasedAt >= end + LATEST_MIDNIGHT_MS) throw new InvalidArgumentError(argument, "a day that is not over at options.at", date);
  return date as CalendarDate;
}
