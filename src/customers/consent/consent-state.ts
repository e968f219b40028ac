import type { CustomerId } from "../../foundation/ids/ids.js";
import type { Instant, InstantLike } from "../../foundation/time/instant.js";
import { readAsk, type ConsentAsk, type ConsentDefinition, type ConsentOptions } from "./consent-definition.js";
import type { ConsentEvent } from "./consent-event.js";
import { checkRegister, eventsAbout } from "./consent-order.js";
import { advance, lapse, noConsent, rowOf, termsOf } from "./consent-progress.js";
import type { ConsentRegister } from "./consent-register.js";

/**
 * Where a consent stands: nothing was ever said, it was asked for, it holds, it was taken back, or it ran out.
 * @category Consent
 */
export type ConsentStatus = "none" | "requested" | "confirmed" | "withdrawn" | "expired";

/**
 * Why an event changed nothing: a confirmation without a token (`"no-token"`), without an open request of its token (`"no-request"`), of a request that was
 * answered already (`"token-used"`), too late (`"request-too-old"`), or without the words agreed to (`"no-wording"`); an expiry of nothing
 * (`"nothing-to-expire"`).
 * @category Consent
 */
export type ConsentIgnoredReason = "no-token" | "no-request" | "token-used" | "request-too-old" | "no-wording" | "nothing-to-expire";

/**
 * An event that changed nothing, and why.
 * @category Consent
 */
export interface IgnoredConsentEvent {
  /** The event. */
  readonly eventId: string;
  /** Why. */
  readonly reason: ConsentIgnoredReason;
}

/**
 * Where the consent of one customer stands.
 * @category Consent
 */
export interface ConsentStateRow {
  /** Whose. */
  readonly customerId: CustomerId;
  /** Where it stands. */
  readonly state: ConsentStatus;
  /** Whether they may be contacted for it: only while it is confirmed. */
  readonly mayContact: boolean;
  /** Since when it has stood there without a break; `null` for none. */
  readonly since: Instant | null;
  /** The confirmation that counts, the last one where it was renewed; `null` unless it is confirmed. */
  readonly proof: ConsentEvent | null;
  /** The last request while it is requested; the request that the proof answers while it is confirmed; otherwise `null`. */
  readonly request: ConsentEvent | null;
  /** Which words were agreed to: those of the proof, or of the request that it answers; `null` when nobody said, or it is not confirmed. */
  readonly wordingVersion: string | null;
  /** Events that changed nothing, in their order. */
  readonly ignored: readonly IgnoredConsentEvent[];
}

/**
 * Where a consent stands, and by which rules.
 * @category Consent
 */
export interface ConsentState extends ConsentStateRow {
  /** What was asked, and by which rules it was answered. */
  readonly definition: ConsentDefinition;
}

/**
 * Says whether a customer may be contacted for a purpose through a channel, and what proves it.
 *
 * Events count by the time they happened, up to and with `asOf`, in whatever order they became known. A withdrawal wins against everything of the same instant, and
 * nothing said before it comes back; `"*"` as its purpose or channel covers every one. A request never lowers a confirmed consent. After a withdrawal or an
 * `expired` event a new request and confirmation are needed; an `expired` event with the token of an open request, unless it is also that of the confirmation that
 * counts, ends only that request: a confirmed consent and other open requests stay as they are.
 *
 * In a double opt-in, which is what counts unless the options say otherwise, a confirmation counts only when a request of the same customer, purpose, channel and
 * token was made before it (or at the same instant) and fewer than `confirmWithinDays` days ago; each request is answered once, a further click on its link is
 * ignored. A request that nobody answers in time has expired. A confirmation that cannot prove the words agreed to (GDPR Art. 7(1)) is ignored unless
 * `requireWording` is `false`. With `validForDays` a confirmation ends that many days of 24 hours after it was made; a later one renews it, also by a request from
 * before the end.
 *
 * It says what the register proves, not what the law allows: a contract or another legal basis may stand beside it. Cost: O(events); for many customers take
 * {@link consentStates}.
 *
 * @param register - What was said.
 * @param ask - Whose consent, and to what.
 * @param asOf - The instant that is asked about.
 * @param options - What it takes for a consent to hold.
 * @returns The state; `"none"` when nothing that counts was said.
 * @throws An {@link InvalidArgumentError} when the ask, `asOf` or an option is not lawful, or an event that concerns the ask is not, or is out of order.
 *
 * @example
 * import { customers } from "clientele";
 *
 * const newsletter = { customerId: "anna", purpose: "newsletter", channel: "email" };
 * const { values } = customers.parseConsentEvents([
 *   { id: "e1", ...newsletter, kind: "requested", at: "2024-05-01T10:00:00Z", tokenDigest: "9f2c", wordingVersion: "2024-03" },
 *   { id: "e2", ...newsletter, kind: "confirmed", at: "2024-05-01T10:05:00Z", tokenDigest: "9f2c" },
 *   { id: "e3", customerId: "anna", purpose: "*", channel: "email", kind: "withdrawn", at: "2024-06-01T10:00:00Z" },
 * ]);
 * const register = customers.consentRegister(values);
 * const inMay = customers.consentState(register, newsletter, "2024-05-31T00:00:00Z");
 * [inMay.state, inMay.mayContact, inMay.proof?.id, inMay.wordingVersion]; // => ["confirmed", true, "e2", "2024-03"]
 * customers.consentState(register, newsletter, "2024-06-01T10:00:00Z").state; // => "withdrawn"
 *
 * @category Consent
 */
export function consentState(register: ConsentRegister, ask: ConsentAsk, asOf: InstantLike, options: ConsentOptions = {}): ConsentState {
  checkRegister("register", register);
  const { customerId, definition } = readAsk(ask, asOf, options);
  const terms = termsOf(definition);
  const progress = noConsent();
  for (const event of eventsAbout(register, definition, customerId)) advance(progress, event, terms);
  lapse(progress, definition.asOf, terms);
  return { ...rowOf(customerId, progress), definition };
}
