import { compareIds } from "../../foundation/ids/ids.js";
import type { Instant } from "../../foundation/time/instant.js";
import type { ConsentEvent } from "../consent/consent-event.js";
import { compareEvents } from "../consent/consent-order.js";

/**
 * That a consent was given or taken back, without what names the person.
 * @category Data protection
 */
export interface RetainedConsent {
  /** What for. */
  readonly purpose: string;
  /** Through which channel. */
  readonly channel: string;
  /** Given or taken back. */
  readonly kind: "confirmed" | "withdrawn";
  /** When. */
  readonly at: Instant;
  /** Which version of the words they were shown, as the event says, or the request that a confirmation answers; `null` when neither does. */
  readonly wordingVersion: string | null;
}

/** Whether an event is one that can be retained: given or taken back. */
export function isRetainable(event: ConsentEvent): event is ConsentEvent & { readonly kind: RetainedConsent["kind"] } {
  return event.kind === "confirmed" || event.kind === "withdrawn";
}

/** Confirmations and withdrawals, each once, in order of time. A confirmation takes the wording of the last request with its token. */
export function retainedConsents(events: readonly ConsentEvent[]): RetainedConsent[] {
  const asked = new Map<string, string | undefined>();
  const said = new Map<string, RetainedConsent>();
  for (const event of [...events].sort(compareEvents)) {
    const { purpose, channel, at, tokenDigest } = event;
    const request = tokenDigest === undefined ? null : JSON.stringify([purpose, channel, tokenDigest]);
    if (event.kind === "requested" && request !== null) asked.set(request, event.wordingVersion);
    if (!isRetainable(event)) continue;
    const { kind } = event;
    const answered = kind === "confirmed" && request !== null ? asked.get(request) : undefined;
    const proof = { purpose, channel, kind, at, wordingVersion: event.wordingVersion ?? answered ?? null };
    said.set(JSON.stringify(proof), proof);
  }
  return [...said].sort(([a, one], [b, other]) => one.at - other.at || compareIds(a, b)).map(([, proof]) => proof);
}
