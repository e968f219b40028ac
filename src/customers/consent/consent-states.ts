import { compareIds, type CustomerId } from "../../foundation/ids/ids.js";
import type { InstantLike } from "../../foundation/time/instant.js";
import { readDefinition, type ConsentDefinition, type ConsentOptions, type ConsentTopic } from "./consent-definition.js";
import { checkRegister, eventsAbout } from "./consent-order.js";
import { advance, lapse, noConsent, rowOf, termsOf, type ConsentProgress } from "./consent-progress.js";
import type { ConsentRegister } from "./consent-register.js";
import type { ConsentStateRow } from "./consent-state.js";

/**
 * Where everybody's consent to one thing stands.
 * @category Consent
 */
export interface ConsentStates {
  /** One row for each customer who ever said something about it, sorted by id (code units). Whoever is not there never agreed: `"none"`. */
  readonly rows: readonly ConsentStateRow[];
  /** What was asked, and by which rules it was answered. */
  readonly definition: ConsentDefinition;
}

/**
 * Says of all customers at once whether they may be contacted for a purpose through a channel: {@link consentState} for each of them.
 *
 * Cost: O(events), and O(customers log customers) for their order.
 *
 * @param register - What was said.
 * @param topic - What the consent is to.
 * @param asOf - The instant that is asked about.
 * @param options - What it takes for a consent to hold.
 * @returns The states, of everybody with at least one event about it up to `asOf`.
 * @throws An {@link InvalidArgumentError} when the topic, `asOf` or an option is not lawful, or an event that concerns the topic is not, or is out of order.
 *
 * @example
 * import { customers } from "clientele";
 *
 * const newsletter = { purpose: "newsletter", channel: "email" };
 * const { values } = customers.parseConsentEvents([
 *   { id: "e1", customerId: "anna", ...newsletter, kind: "confirmed", at: "2024-05-01T10:00:00Z", wordingVersion: "2024-03" },
 *   { id: "e2", customerId: "ben", ...newsletter, kind: "confirmed", at: "2024-05-02T10:00:00Z" },
 * ]);
 * const register = customers.consentRegister(values);
 * const { rows } = customers.consentStates(register, newsletter, "2024-06-01T00:00:00Z", { optIn: "single" });
 * rows.map(({ customerId, mayContact }) => [customerId, mayContact]); // => [["anna", true], ["ben", false]]
 * rows[1]?.ignored; // => [{ eventId: "e2", reason: "no-wording" }]
 *
 * @category Consent
 */
export function consentStates(
  register: ConsentRegister,
  topic: ConsentTopic,
  asOf: InstantLike,
  options: ConsentOptions = {},
): ConsentStates {
  checkRegister("register", register);
  const definition = readDefinition("topic", topic, asOf, options);
  const terms = termsOf(definition);
  const byCustomer = new Map<CustomerId, ConsentProgress>();
  for (const event of eventsAbout(register, definition)) {
    let progress = byCustomer.get(event.customerId);
    if (progress === undefined) byCustomer.set(event.customerId, (progress = noConsent()));
    advance(progress, event, terms);
  }
  const ids = Array.from(byCustomer.keys()).sort(compareIds);
  const rows = ids.map((id) => {
    const progress = byCustomer.get(id) as ConsentProgress;
    lapse(progress, definition.asOf, terms);
    return rowOf(id, progress);
  });
  return { rows, definition };
}
