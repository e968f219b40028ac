import type { CustomerId } from "../../foundation/ids/ids.js";
import type { Instant } from "../../foundation/time/instant.js";

/**
 * What happened to a consent (Einwilligung): it was asked for, given, taken back, or it ran out.
 * @category Consent
 */
export type ConsentEventKind = "requested" | "confirmed" | "withdrawn" | "expired";

/**
 * One thing that happened to a consent. Events are only ever added, never changed: they are the proof.
 * @category Consent
 */
export interface ConsentEvent {
  /** Names the event; unique for what it says. */
  readonly id: string;
  /** Whose consent. */
  readonly customerId: CustomerId;
  /** What for: `"newsletter"`, `"profiling"`; `"*"`, in a withdrawal only, for every purpose. */
  readonly purpose: string;
  /** Through which channel: `"email"`, `"phone"`; `"*"`, in a withdrawal only, for every channel. */
  readonly channel: string;
  /** What happened. */
  readonly kind: ConsentEventKind;
  /** When. */
  readonly at: Instant;
  /** Where it was said: `"checkout"`, `"shop-12"`. */
  readonly source?: string;
  /** Which version of the words they were shown; needed to prove what a confirmation agreed to. */
  readonly wordingVersion?: string;
  /** What joins a confirmation to its request in a double opt-in: the digest of the token that was sent to the person. Never the token itself. */
  readonly tokenDigest?: string;
  /** Where the proof lies: a form number, a log entry. */
  readonly evidence?: string;
}
