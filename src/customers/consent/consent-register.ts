import { checkIterable } from "../../foundation/errors/check.js";
import type { ConsentEvent } from "./consent-event.js";
import { canonicalEvent, checkEvents, checkRegister, compareEvents } from "./consent-order.js";

/**
 * Everything that customers agreed to and took back. Plain JSON: events are only ever added, and always stand in one order, so that two registers that know the
 * same are equal to the last byte.
 * @category Consent
 */
export interface ConsentRegister {
  /** Says what this is. */
  readonly kind: "consent-register";
  /** The version of this form. */
  readonly schemaVersion: 1;
  /**
   * The events, each once: by time; in the same instant requests first, then confirmations, expiries, withdrawals; then by customer, purpose, channel and id (code
   * units), and two that share an id by all they say.
   */
  readonly events: readonly ConsentEvent[];
}

/**
 * Makes a register of events in any order.
 *
 * Equal events are kept once. Different events under one id are all kept: a register loses no withdrawal because of a name. Cost: O(events log events).
 *
 * @param events - The events; none for an empty register.
 * @returns The register.
 * @throws An {@link InvalidArgumentError} that names the event and its field when one is not lawful, as `events[3].at`.
 *
 * @example
 * import { customers } from "clientele";
 *
 * const newsletter = { customerId: "anna", purpose: "newsletter", channel: "email" };
 * const { values } = customers.parseConsentEvents([
 *   { id: "e2", ...newsletter, kind: "withdrawn", at: "2024-06-01T10:00:00Z" },
 *   { id: "e1", ...newsletter, kind: "requested", at: "2024-05-01T10:00:00Z" },
 * ]);
 * customers.consentRegister(values).events.map(({ id }) => id); // => ["e1", "e2"]
 *
 * @category Consent
 */
export function consentRegister(events: Iterable<ConsentEvent>): ConsentRegister {
  checkIterable("events", events);
  const copies: ConsentEvent[] = [];
  for (const event of events) copies.push(canonicalEvent("events", copies.length, event));
  return registerOf(copies);
}

/**
 * Adds one event to a register.
 *
 * Late and backdated events are welcome: they take their place in time. An event that is already there changes nothing. Nothing is ever removed. Cost: O(events),
 * for the copy and a look at what is there; many events at a time go through {@link consentRegister} and {@link mergeConsents}.
 *
 * @param register - The register so far; it is not changed.
 * @param event - What happened.
 * @returns The register with the event; the same one when it was there already.
 * @throws An {@link InvalidArgumentError} that names the field when the event is not lawful, or when the register is none, or out of order.
 *
 * @example
 * import { customers } from "clientele";
 *
 * const event = customers.parseConsentEvent({
 *   id: "e1", customerId: "anna", purpose: "newsletter", channel: "email", kind: "withdrawn", at: "2024-06-01T10:00:00Z",
 * });
 * const register = customers.recordConsent(customers.consentRegister([]), event);
 * register.events.length; // => 1
 * customers.recordConsent(register, event) === register; // => true
 *
 * @category Consent
 */
export function recordConsent(register: ConsentRegister, event: ConsentEvent): ConsentRegister {
  checkRegister("register", register);
  const added = canonicalEvent("event", null, event);
  checkEvents(register);
  const { events } = register;
  let place = 0;
  for (let end = events.length; place < end;) {
    const middle = (place + end) >>> 1;
    if (compareEvents(events[middle] as ConsentEvent, added) < 0) place = middle + 1;
    else end = middle;
  }
  const there = events[place];
  if (there !== undefined && compareEvents(there, added) === 0) return register;
  return { kind: "consent-register", schemaVersion: 1, events: [...events.slice(0, place), added, ...events.slice(place)] };
}

/**
 * Joins two registers into one that knows what either knows.
 *
 * It does not matter which comes first, in what groups several are joined, or whether one is joined twice: the result is the same to the last byte, so that shops,
 * tills and devices may each keep a register and exchange them in any order. Cost: O(events), more where a register is not in order.
 *
 * @param a - A register.
 * @param b - Another.
 * @returns The union.
 * @throws An {@link InvalidArgumentError} when either is no register, or one of its events is not lawful.
 *
 * @example
 * import { customers } from "clientele";
 *
 * const newsletter = { customerId: "anna", purpose: "newsletter", channel: "email" };
 * const shop = customers.consentRegister([
 *   customers.parseConsentEvent({ id: "e1", ...newsletter, kind: "requested", at: "2024-05-01T10:00:00Z" }),
 * ]);
 * const till = customers.consentRegister([
 *   customers.parseConsentEvent({ id: "e2", ...newsletter, kind: "withdrawn", at: "2024-06-01T10:00:00Z" }),
 * ]);
 * customers.mergeConsents(till, shop).events.map(({ id }) => id); // => ["e1", "e2"]
 *
 * @category Consent
 */
export function mergeConsents(a: ConsentRegister, b: ConsentRegister): ConsentRegister {
  checkRegister("a", a);
  checkRegister("b", b);
  const copies = a.events.map((event, i) => canonicalEvent("a.events", i, event));
  b.events.forEach((event, i) => copies.push(canonicalEvent("b.events", i, event)));
  return registerOf(copies);
}

/** The register of events that are canonical already; sorts the list it is given. */
export function registerOf(copies: ConsentEvent[]): ConsentRegister {
  copies.sort(compareEvents);
  const events = copies.filter((event, i) => i === 0 || compareEvents(copies[i - 1] as ConsentEvent, event) !== 0);
  return { kind: "consent-register", schemaVersion: 1, events };
}
