import type { ConsentEventKind } from "./consent-event.js";

/**
 * An event of a consent as sources have it. A missing, `null` or empty field counts as not given; fields not named here are ignored.
 * @category Parsing
 */
export interface ConsentEventInput {
  /** A string, or a whole number. */
  readonly id: string | number;
  /** A string, or a whole number; within a customer's record it may be left out. */
  readonly customerId?: string | number | null | undefined;
  /** What for; `"*"`, in a withdrawal only, for every purpose. */
  readonly purpose: string;
  /** Through which channel; `"*"`, in a withdrawal only, for every channel. */
  readonly channel: string;
  /** What happened. */
  readonly kind: ConsentEventKind;
  /** A `Date`, epoch milliseconds, ISO 8601 with offset; a local date or date-time together with a time zone. */
  readonly at: Date | number | string;
  /** Where it was said. */
  readonly source?: string | null | undefined;
  /** The version of the words that were shown. */
  readonly wordingVersion?: string | null | undefined;
  /** The digest of the token that was sent to the person. */
  readonly tokenDigest?: string | null | undefined;
  /** Where the proof lies; at most 2000 characters. */
  readonly evidence?: string | null | undefined;
}
