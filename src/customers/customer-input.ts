import type { AmountInput } from "../purchases/purchase.js";
import type { ConsentEventInput } from "./consent/consent-event-input.js";
import type { IdentityKind } from "./customer.js";

/**
 * A customer as sources have them. A missing, `null` or empty field counts as not given, and so does an object or a list of which nothing is given; fields not
 * named here are ignored.
 * @category Parsing
 */
export interface CustomerInput {
  /** A string, or a whole number. */
  readonly id: string | number;
  /** At most 1000; of equal ones one is kept. */
  readonly identities?: readonly CustomerIdentityInput[] | "" | null | undefined;
  /** What is known about the person. */
  readonly profile?: CustomerProfileInput | "" | null | undefined;
  /** How they want to be reached. */
  readonly preferences?: ContactPreferencesInput | "" | null | undefined;
  /** A `Date`, epoch milliseconds, ISO 8601 with offset; a local date or date-time together with a time zone. */
  readonly acquiredAt?: Date | number | string | null | undefined;
  /** How they were won. */
  readonly acquisition?: CustomerAcquisitionInput | "" | null | undefined;
  /** At most 10000, all of this customer; of equal ones one is kept. */
  readonly consents?: readonly ConsentEventInput[] | "" | null | undefined;
  /** At most 1000; of equal ones one is kept. */
  readonly tags?: readonly (string | null | undefined)[] | "" | null | undefined;
}

/**
 * What a customer is recognised by, as sources have it.
 * @category Parsing
 */
export interface CustomerIdentityInput {
  /** What it is. */
  readonly kind: IdentityKind;
  /** At most 2000 characters; a whole number only of an `"external"` id, since numbers lose the zeros that phone and card numbers begin with. */
  readonly value: string | number;
  /** Where it comes from; the `source` of the options when not given, else `"import"`. */
  readonly source?: string | null | undefined;
}

/**
 * What is known about a person, as sources have it.
 * @category Parsing
 */
export interface CustomerProfileInput {
  /** The name. */
  readonly name?: string | null | undefined;
  /** A date that exists, `"YYYY-MM-DD"`. */
  readonly birthday?: string | null | undefined;
  /** The marital status. */
  readonly maritalStatus?: string | null | undefined;
  /** The occupation. */
  readonly occupation?: string | null | undefined;
  /** At most 1000; of equal ones one is kept. */
  readonly interests?: readonly (string | null | undefined)[] | "" | null | undefined;
  /** Where they live. */
  readonly address?: PostalAddressInput | "" | null | undefined;
  /** A BCP 47 tag: `"de"`, `"de-AT"`. */
  readonly language?: string | null | undefined;
  /** At most 200; texts of at most 2000 characters, finite numbers, booleans. */
  readonly attributes?: Readonly<Record<string, string | number | boolean | null | undefined>> | "" | null | undefined;
}

/**
 * Where somebody lives, as sources have it.
 * @category Parsing
 */
export interface PostalAddressInput {
  /** Street and number. */
  readonly street?: string | null | undefined;
  /** The postal code; a text, since numbers lose the zeros that some begin with. */
  readonly postalCode?: string | null | undefined;
  /** The city. */
  readonly city?: string | null | undefined;
  /** The state or province. */
  readonly region?: string | null | undefined;
  /** Two capital letters: `"DE"`. */
  readonly country?: string | null | undefined;
}

/**
 * How a customer wants to be reached, as sources have it.
 * @category Parsing
 */
export interface ContactPreferencesInput {
  /** The channel they like best. */
  readonly preferredChannel?: string | null | undefined;
  /** At most 1000; of equal ones one is kept. */
  readonly avoidedChannels?: readonly (string | null | undefined)[] | "" | null | undefined;
}

/**
 * How a customer was won, as sources have it.
 * @category Parsing
 */
export interface CustomerAcquisitionInput {
  /** Through what; needed when the cost or the referrer is given. */
  readonly channel?: string | null | undefined;
  /** What it cost, in major units or as money; 0 or more. */
  readonly cost?: AmountInput | null | undefined;
  /** The currency of a plain cost, ISO 4217. */
  readonly currency?: string | null | undefined;
  /** A string, or a whole number. */
  readonly referredBy?: string | number | null | undefined;
}
