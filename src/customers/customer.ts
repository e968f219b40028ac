import type { CustomerId } from "../foundation/ids/ids.js";
import type { Money } from "../foundation/money/money.js";
import type { CalendarDate } from "../foundation/time/calendar-date.js";
import type { Instant } from "../foundation/time/instant.js";
import type { ConsentEvent } from "./consent/consent-event.js";

/**
 * Somebody whom the business knows: a customer, or a prospect (Interessent) who has not bought yet.
 *
 * It says who they are, not what they did: purchases, points and contacts stand in records of their own, under the same id.
 *
 * @category Customers
 */
export interface Customer {
  /** Names the customer; unique. */
  readonly id: CustomerId;
  /** By what they are recognised in each channel; may be none. */
  readonly identities: readonly CustomerIdentity[];
  /** What is known about the person. */
  readonly profile: CustomerProfile;
  /** How they want to be reached, where they said so. */
  readonly preferences?: ContactPreferences;
  /** When they became known. */
  readonly acquiredAt?: Instant;
  /** How they were won. */
  readonly acquisition?: CustomerAcquisition;
  /** What they agreed to and withdrew, in no particular order; all of this customer. */
  readonly consents: readonly ConsentEvent[];
  /** Labels of the business's own, each once. */
  readonly tags: readonly string[];
}

/**
 * What a customer is recognised by: an e-mail address, a phone number, a loyalty card, a device, or the id of another system.
 * @category Customers
 */
export type IdentityKind = "email" | "phone" | "card" | "device" | "external";

/**
 * One thing that a customer is recognised by, in one source.
 * @category Customers
 */
export interface CustomerIdentity {
  /** What it is. */
  readonly kind: IdentityKind;
  /** The address, number or id, as the source has it. */
  readonly value: string;
  /** Where it comes from: `"shop"`, `"till-3"`, `"newsletter"`. An `"external"` id means something only together with its source. */
  readonly source: string;
}

/**
 * What is known about a person. Every field may be missing; a business should keep only what it needs.
 * @category Customers
 */
export interface CustomerProfile {
  /** The name, as they write it. */
  readonly name?: string;
  /** The day of birth. */
  readonly birthday?: CalendarDate;
  /** The marital status, in the business's own words. */
  readonly maritalStatus?: string;
  /** The occupation, in the business's own words. */
  readonly occupation?: string;
  /** What they are interested in, each once. */
  readonly interests?: readonly string[];
  /** Where they live. */
  readonly address?: PostalAddress;
  /** The language to address them in, a BCP 47 tag: `"de"`, `"de-AT"`. */
  readonly language?: string;
  /** What else the business knows, under its own names. */
  readonly attributes?: Readonly<Record<string, string | number | boolean>>;
}

/**
 * Where somebody lives.
 * @category Customers
 */
export interface PostalAddress {
  /** Street and number. */
  readonly street?: string;
  /** The postal code. */
  readonly postalCode?: string;
  /** The city. */
  readonly city?: string;
  /** The state or province. */
  readonly region?: string;
  /** The country, two letters of ISO 3166-1: `"DE"`. */
  readonly country?: string;
}

/**
 * How a customer wants to be reached. A preference is no consent.
 * @category Customers
 */
export interface ContactPreferences {
  /** The channel they like best. */
  readonly preferredChannel?: string;
  /** Channels they do not want to be reached through, each once. */
  readonly avoidedChannels?: readonly string[];
}

/**
 * How a customer was won.
 * @category Customers
 */
export interface CustomerAcquisition {
  /** Through what: `"search-ads"`, `"referral"`, `"shop-12"`. */
  readonly channel: string;
  /** What it cost to win this one; 0 or more. */
  readonly cost?: Money;
  /** The customer who referred them. */
  readonly referredBy?: CustomerId;
}
