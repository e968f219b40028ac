import { checkObject } from "../../foundation/errors/check.js";
import { compareIds, type CustomerId } from "../../foundation/ids/ids.js";
import { readInstant, type Instant, type InstantLike } from "../../foundation/time/instant.js";
import { localDay } from "../../foundation/time/local-time.js";
import { zoneOffsets, type ZoneOffsets } from "../../foundation/time/zone-offsets.js";
import type { ContactHistory } from "./contact-history.js";
import { checkHistory, checkPlace } from "./contact-order.js";
import type { Contact } from "./contact.js";

/**
 * The contacts with one customer through one channel.
 * @category Contacts
 */
export interface ChannelContacts {
  /** How many. */
  readonly contacts: number;
  /** How many the business began. */
  readonly outbound: number;
  /** How many the customer began. */
  readonly inbound: number;
  /** The last one. */
  readonly lastAt: Instant;
  /** Local days since the last one. */
  readonly daysSinceLast: number;
}

/**
 * The contacts with one customer so far.
 * @category Contacts
 */
export interface ContactSummary {
  /** With whom. */
  readonly customerId: CustomerId;
  /** How many. */
  readonly contacts: number;
  /** How many the business began. */
  readonly outbound: number;
  /** How many the customer began. */
  readonly inbound: number;
  /** How many the business began in the last 7 local days, today among them. */
  readonly outbound7Days: number;
  /** How many the business began in the last 30 local days, today among them. */
  readonly outbound30Days: number;
  /** How many came back as undeliverable. */
  readonly bounced: number;
  /** How many the customer complained about, or complained in. */
  readonly complained: number;
  /** The last one. */
  readonly lastAt: Instant;
  /** The last one that the business began; `null` when there is none. */
  readonly lastOutboundAt: Instant | null;
  /** The last one that the customer began; `null` when there is none. */
  readonly lastInboundAt: Instant | null;
  /** Local days since the last one, 0 on the same date. */
  readonly daysSinceLast: number;
  /** Local days since the last one that the business began; `null` when there is none. */
  readonly daysSinceLastOutbound: number | null;
  /** Local days since the last one that the customer began; `null` when there is none. */
  readonly daysSinceLastInbound: number | null;
  /** The contacts of each channel that was used. */
  readonly byChannel: Readonly<Record<string, ChannelContacts>>;
}

/**
 * How contacts are summed up.
 * @category Contacts
 */
export interface ContactSummariesOptions {
  /** The IANA zone whose days are counted. */
  readonly timeZone: string;
}

/**
 * Sums up the contacts with each customer.
 *
 * Contacts up to and with `asOf` count, whatever came of them; customers without one have no row. Days run between local dates, from that of the contact to that of
 * `asOf`. Cost: O(contacts), and O(customers log customers) for their order.
 *
 * @param history - The contacts.
 * @param asOf - The instant that is asked about.
 * @param options - The zone whose days are counted.
 * @returns One summary a customer with a contact, sorted by id (code units).
 * @throws An {@link InvalidArgumentError} when `asOf` or the zone is not lawful, or the history is none, or out of order.
 *
 * @example
 * import { customers } from "clientele";
 *
 * const { values } = customers.parseContacts([
 *   { id: 1, customerId: "anna", channel: "email", direction: "outbound", at: "2024-05-01T10:00:00Z", outcome: "bounced" },
 *   { id: 2, customerId: "anna", channel: "email", direction: "outbound", at: "2024-06-20T10:00:00Z" },
 *   { id: 3, customerId: "anna", channel: "phone", direction: "inbound", at: "2024-06-29T10:00:00Z", outcome: "answered" },
 * ]);
 * const [anna] = customers.contactSummaries(customers.contactHistory(values), "2024-07-01T09:00:00Z", { timeZone: "Europe/Berlin" });
 * [anna?.contacts, anna?.outbound, anna?.outbound30Days, anna?.bounced]; // => [3, 2, 1, 1]
 * [anna?.daysSinceLast, anna?.daysSinceLastOutbound]; // => [2, 11]
 * anna?.byChannel["email"]?.contacts; // => 2
 *
 * @category Contacts
 */
export function contactSummaries(history: ContactHistory, asOf: InstantLike, options: ContactSummariesOptions): ContactSummary[] {
  checkHistory("history", history);
  checkObject("options", options);
  const at = readInstant("asOf", asOf);
  const zone = zoneOffsets(options.timeZone, "options.timeZone");
  const today = localDay(at, zone);
  const tallies = new Map<CustomerId, Tally>();
  let before = -Infinity;
  for (const [i, contact] of history.contacts.entries()) {
    checkPlace(contact, i, before, Infinity);
    before = contact.at;
    if (contact.at > at) continue;
    let tally = tallies.get(contact.customerId);
    if (tally === undefined) tallies.set(contact.customerId, (tally = emptyTally()));
    count(tally, contact, today - localDay(contact.at, zone));
  }
  const ids = Array.from(tallies.keys()).sort(compareIds);
  return ids.map((id) => summaryOf(id, tallies.get(id) as Tally, today, zone));
}

/** Counts of one customer on the way through the history; instants are `-Infinity` before the first. */
interface Tally {
  outbound: number;
  inbound: number;
  outbound7Days: number;
  outbound30Days: number;
  bounced: number;
  complained: number;
  lastOutboundAt: number;
  lastInboundAt: number;
  readonly channels: Map<string, ChannelTally>;
}

interface ChannelTally {
  outbound: number;
  inbound: number;
  lastAt: number;
}

function emptyTally(): Tally {
  return {
    outbound: 0,
    inbound: 0,
    outbound7Days: 0,
    outbound30Days: 0,
    bounced: 0,
    complained: 0,
    lastOutboundAt: -Infinity,
    lastInboundAt: -Infinity,
    channels: new Map(),
  };
}

/** Counts one more contact, which is none before those counted so far. */
function count(tally: Tally, { channel: name, direction, at, outcome }: Contact, days: number): void {
  let channel = tally.channels.get(name);
  if (channel === undefined) tally.channels.set(name, (channel = { outbound: 0, inbound: 0, lastAt: at }));
  channel.lastAt = at;
  if (direction === "outbound") {
    channel.outbound += 1;
    tally.outbound += 1;
    tally.lastOutboundAt = at;
    if (days < 7) tally.outbound7Days += 1;
    if (days < 30) tally.outbound30Days += 1;
  } else {
    channel.inbound += 1;
    tally.inbound += 1;
    tally.lastInboundAt = at;
  }
  if (outcome === "bounced") tally.bounced += 1;
  if (outcome === "complained") tally.complained += 1;
}

function summaryOf(customerId: CustomerId, tally: Tally, today: number, zone: ZoneOffsets): ContactSummary {
  const { outbound, inbound, outbound7Days, outbound30Days, bounced, complained } = tally;
  // Where clocks go back across midnight, an earlier instant may have the later date.
  const daysSince = (at: number): number => Math.max(today - localDay(at, zone), 0);
  const lastAt = Math.max(tally.lastOutboundAt, tally.lastInboundAt);
  const hasOutbound = outbound > 0;
  const hasInbound = inbound > 0;
  const channels = Array.from(tally.channels).sort(([a], [b]) => compareIds(a, b));
  return {
    customerId,
    contacts: outbound + inbound,
    outbound,
    inbound,
    outbound7Days,
    outbound30Days,
    bounced,
    complained,
    lastAt: lastAt as Instant,
    lastOutboundAt: hasOutbound ? (tally.lastOutboundAt as Instant) : null,
    lastInboundAt: hasInbound ? (tally.lastInboundAt as Instant) : null,
    daysSinceLast: daysSince(lastAt),
    daysSinceLastOutbound: hasOutbound ? daysSince(tally.lastOutboundAt) : null,
    daysSinceLastInbound: hasInbound ? daysSince(tally.lastInboundAt) : null,
    byChannel: Object.fromEntries(channels.map(([name, channel]) => [name, channelOf(channel, daysSince)])),
  };
}

function channelOf({ outbound, inbound, lastAt }: ChannelTally, daysSince: (at: number) => number): ChannelContacts {
  return { contacts: outbound + inbound, outbound, inbound, lastAt: lastAt as Instant, daysSinceLast: daysSince(lastAt) };
}
