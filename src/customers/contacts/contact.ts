import type { CustomerId } from "../../foundation/ids/ids.js";
import type { Instant } from "../../foundation/time/instant.js";

/**
 * Who began: `"outbound"`, the business; `"inbound"`, the customer.
 * @category Contacts
 */
export type ContactDirection = "outbound" | "inbound";

/**
 * What became of a contact. Messages that go out were `"sent"` and no more is known, `"delivered"`, `"opened"`, `"clicked"`, `"replied"` to, `"bounced"`, or
 * `"complained"` about (reported as spam). Messages that come in were `"received"`, or `"complained"` about something. Calls and visits were `"answered"`, both
 * spoke, or the other side was `"unreachable"`.
 * @category Contacts
 */
export type ContactOutcome =
  "sent" | "delivered" | "opened" | "clicked" | "replied" | "received" | "answered" | "unreachable" | "bounced" | "complained";

/**
 * One time that a business and a customer were in contact, or tried to be: a letter, an e-mail, a call, a visit, a complaint.
 * @category Contacts
 */
export interface Contact {
  /** Names the contact; unique. */
  readonly id: string;
  /** With whom. */
  readonly customerId: CustomerId;
  /** Through which channel: `"email"`, `"phone"`, `"shop-12"`. */
  readonly channel: string;
  /** Who began. */
  readonly direction: ContactDirection;
  /** When. */
  readonly at: Instant;
  /** What became of it, as far as it is known; a contact is one record, however often more becomes known. */
  readonly outcome: ContactOutcome;
  /** What for: `"newsletter"`, `"order"`, `"complaint"`; the purposes of consents. */
  readonly purpose?: string;
  /** The campaign that it was part of. */
  readonly campaign?: string;
  /** Labels that it had when it was made, each once and in order (code units). */
  readonly tags?: readonly string[];
  /** What was said. */
  readonly note?: string;
}

/**
 * A contact as sources have it. A missing, `null` or empty field counts as not given; fields not named here are ignored.
 * @category Parsing
 */
export interface ContactInput {
  /** A string, or a whole number. */
  readonly id: string | number;
  /** A string, or a whole number. */
  readonly customerId: string | number;
  /** Through which channel. */
  readonly channel: string;
  /** Who began. */
  readonly direction: ContactDirection;
  /** A `Date`, epoch milliseconds, ISO 8601 with offset; a local date or date-time together with a time zone. */
  readonly at: Date | number | string;
  /** What became of it; when not given, `"sent"` of an outbound contact and `"received"` of an inbound one. */
  readonly outcome?: ContactOutcome | "" | null | undefined;
  /** What for. */
  readonly purpose?: string | null | undefined;
  /** The campaign that it was part of. */
  readonly campaign?: string | null | undefined;
  /** At most 1000; of equal ones one is kept. */
  readonly tags?: readonly (string | null | undefined)[] | "" | null | undefined;
  /** What was said; at most 2000 characters. */
  readonly note?: string | null | undefined;
}
