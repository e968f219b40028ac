import type { Instant, InstantLike } from "../../foundation/time/instant.js";
import { readAsk, type ConsentAsk, type ConsentOptions } from "./consent-definition.js";
import type { ConsentEventKind } from "./consent-event.js";
import { checkRegister, eventsAbout } from "./consent-order.js";
import { advance, lapse, noConsent, rowOf, termsOf } from "./consent-progress.js";
import type { ConsentRegister } from "./consent-register.js";
import type { ConsentIgnoredReason, ConsentState, ConsentStatus } from "./consent-state.js";

/**
 * One thing that was said about a consent, as a flat line for a table or a file.
 * @category Consent
 */
export interface ConsentProofLine {
  /** The event. */
  readonly eventId: string;
  /** When. */
  readonly at: Instant;
  /** What happened. */
  readonly kind: ConsentEventKind;
  /** What for; `"*"` for every purpose. */
  readonly purpose: string;
  /** Through which channel; `"*"` for every one. */
  readonly channel: string;
  /** Where it was said; `null` when not known. */
  readonly source: string | null;
  /** Which words were shown; `null` when not known. */
  readonly wordingVersion: string | null;
  /** The digest of the token; `null` when there was none. */
  readonly tokenDigest: string | null;
  /** Where the proof lies; `null` when not known. */
  readonly evidence: string | null;
  /** Where the consent stood after it. */
  readonly state: ConsentStatus;
  /** Why it changed nothing; `null` when it counted. */
  readonly ignored: ConsentIgnoredReason | null;
}

/**
 * Everything that was said about one consent, and where it stands.
 * @category Consent
 */
export interface ConsentProof {
  /** What was said, in order. What ran out by itself has no line of its own. */
  readonly lines: readonly ConsentProofLine[];
  /** Where it stands. */
  readonly result: ConsentState;
}

/**
 * Shows how a consent came to stand where it stands: everything that was said about it, in order, with the words shown and the place of the evidence.
 *
 * It serves whoever has to demonstrate a consent (GDPR Art. 7(1)) or to tell a person what is stored about them (Art. 15). Withdrawals for every purpose or channel
 * are among the lines. Cost: O(events).
 *
 * @param register - What was said.
 * @param ask - Whose consent, and to what.
 * @param asOf - The instant that is asked about; what was said later is left out.
 * @param options - What it takes for a consent to hold, as for {@link consentState}.
 * @returns The lines, and the state that they lead to.
 * @throws An {@link InvalidArgumentError} as {@link consentState} does.
 *
 * @example
 * import { customers } from "clientele";
 *
 * const newsletter = { customerId: "anna", purpose: "newsletter", channel: "email" };
 * const { values } = customers.parseConsentEvents([
 *   { id: "e1", ...newsletter, kind: "requested", at: "2024-05-01T10:00:00Z", tokenDigest: "9f2c", wordingVersion: "2024-03" },
 *   { id: "e2", ...newsletter, kind: "confirmed", at: "2024-05-01T10:05:00Z", tokenDigest: "0000" },
 * ]);
 * const { lines, result } = customers.consentProof(customers.consentRegister(values), newsletter, "2024-05-02T00:00:00Z");
 * lines.map(({ eventId, state, ignored }) => [eventId, state, ignored]); // => [["e1", "requested", null], ["e2", "requested", "no-request"]]
 * result.mayContact; // => false
 *
 * @category Consent
 */
export function consentProof(register: ConsentRegister, ask: ConsentAsk, asOf: InstantLike, options: ConsentOptions = {}): ConsentProof {
  checkRegister("register", register);
  const { customerId, definition } = readAsk(ask, asOf, options);
  const terms = termsOf(definition);
  const progress = noConsent();
  const lines: ConsentProofLine[] = [];
  for (const event of eventsAbout(register, definition, customerId)) {
    const ignored = advance(progress, event, terms);
    const { source = null, wordingVersion = null, tokenDigest = null, evidence = null } = event;
    const { id: eventId, at, kind, purpose, channel } = event;
    lines.push({ eventId, at, kind, purpose, channel, source, wordingVersion, tokenDigest, evidence, state: progress.state, ignored });
  }
  lapse(progress, definition.asOf, terms);
  return { lines, result: { ...rowOf(customerId, progress), definition } };
}
