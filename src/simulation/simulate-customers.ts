import type { Contact } from "../customers/contacts/contact.js";
import type { Customer } from "../customers/customer.js";
import { checkInteger, checkObject, checkPositive, checkShare } from "../foundation/errors/check.js";
import type { CustomerId } from "../foundation/ids/ids.js";
import { dayOfDate } from "../foundation/time/calendar-date.js";
import type { Instant } from "../foundation/time/instant.js";
import { startOfLocalDay } from "../foundation/time/local-time.js";
import { zoneOffsets } from "../foundation/time/zone-offsets.js";
import { seededRandom } from "../numerics/random.js";
import type { Purchase } from "../purchases/purchase.js";
import { simulatePerson, type SimulatedPersonShares } from "./simulate-person.js";

/**
 * The customers that {@link simulateCustomers} makes up. The seed and the purchases have no default.
 * @category Simulated customers
 */
export interface SimulateCustomersOptions extends Partial<SimulatedPersonShares> {
  /** A safe integer; the same seed and options give the same customers. */
  readonly seed: number;
  /** What was bought; every buyer becomes a customer, known since the first purchase. */
  readonly purchases: Iterable<Purchase>;
  /** The local date on which they are looked at: nothing happens then or later; `"2026-01-01"` when left out. */
  readonly until?: string;
  /** The IANA zone of that date; `"Europe/Berlin"` when left out. */
  readonly timeZone?: string;
  /** How many people are known who never bought; 100 when left out, at most 1 million. */
  readonly prospects?: number;
  /** The share of people who have a second record, made at another till or under another address; 0.04 when left out. */
  readonly secondRecordShare?: number;
  /** How many days lie between two mailings; 60 when left out. */
  readonly daysBetweenMailings?: number;
}

/**
 * Customers of a made-up shop, with what they agreed to and how they were contacted, and the truth of which records are one person.
 * @category Simulated customers
 */
export interface SimulatedCustomers {
  /** The records, in the order of their ids; the consents stand on them. */
  readonly customers: readonly Customer[];
  /** Every contact, in the order of time. */
  readonly contacts: readonly Contact[];
  /** What a real shop does not know. */
  readonly truth: {
    /** The records of people who have more than one, each list in the order of the ids. */
    readonly samePerson: readonly (readonly CustomerId[])[];
  };
}

const MOST_PROSPECTS = 1_000_000;
/** Keeps the draws apart from those of the purchases, which may have the same seed. */
const FIRST_STREAM = 2 ** 40;

/**
 * Makes up who the customers of a shop are from a seed: profile, identities, consents with double opt-in, mailings and what became of them, calls to the shop, and some
 * people who stand in the books twice.
 *
 * Names, addresses and numbers are invented; mail addresses end in `example.org`, which belongs to nobody. A second record repeats the mail address or the phone number
 * in another spelling. Cost: O(purchases + contacts log contacts).
 *
 * @param options - The seed, the purchases, and what should differ from the defaults.
 * @returns The customers, the contacts, and the truth.
 * @throws An {@link InvalidArgumentError} when an option is not lawful.
 *
 * @example
 * import { simulation } from "clientele";
 *
 * const { purchases } = simulation.simulatePurchases({ seed: 7, customers: 50 });
 * const { customers, truth } = simulation.simulateCustomers({ seed: 7, purchases, prospects: 10 });
 * customers.length === 60 + truth.samePerson.length; // => true
 *
 * @category Simulated customers
 */
export function simulateCustomers(options: SimulateCustomersOptions): SimulatedCustomers {
  const { seed, purchases, endAt, prospects, secondRecordShare, mailingMs, shares } = resolve(options);
  const buyers = firstPurchases(purchases, endAt);
  let startAt = endAt;
  for (const { at } of buyers.values()) startAt = Math.min(startAt, at);
  const customers: Customer[] = [];
  const contacts: Contact[] = [];
  const samePerson: CustomerId[][] = [];
  let stream = FIRST_STREAM;
  for (const { customerId, at, channel } of [...buyers.values(), ...prospectsFrom(prospects)]) {
    const random = seededRandom(seed, (stream += 1));
    const knownAt = at ?? Math.floor(startAt + random.uniform() * (endAt - startAt));
    const person = simulatePerson(random, {
      id: customerId,
      number: stream - FIRST_STREAM,
      knownAt: knownAt as Instant,
      endAt,
      mailingMs,
      startAt,
      ...(channel === undefined ? {} : { channel }),
      shares,
    });
    const second = random.chance(secondRecordShare) ? person.secondRecord() : null;
    customers.push(person.customer);
    for (const contact of person.contacts) contacts.push(contact);
    if (second === null) continue;
    customers.push(second);
    samePerson.push([customerId, second.id]);
  }
  const byId = <T extends { readonly id: string }>(a: T, b: T): number => (a.id < b.id ? -1 : 1);
  return {
    customers: customers.sort(byId),
    contacts: contacts.sort((a, b) => a.at - b.at || byId(a, b)),
    truth: { samePerson },
  };
}

interface Known {
  readonly customerId: CustomerId;
  readonly at: Instant | null;
  readonly channel?: string;
}

/** When and where each buyer bought first, in the order of the ids. */
function firstPurchases(purchases: Iterable<Purchase>, endAt: number): Map<CustomerId, Known & { readonly at: Instant }> {
  const first = new Map<CustomerId, Known & { readonly at: Instant }>();
  for (const { customerId, at, channel } of purchases) {
    const before = first.get(customerId);
    if (at < endAt && (before === undefined || at < before.at))
      first.set(customerId, { customerId, at, ...(channel === undefined ? {} : { channel }) });
  }
  return new Map(Array.from(first).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function prospectsFrom(count: number): Known[] {
  const digits = Math.max(4, String(count).length);
  return Array.from({ length: count }, (_, i) => ({ customerId: `i${String(i + 1).padStart(digits, "0")}` as CustomerId, at: null }));
}

interface Resolved {
  readonly seed: number;
  readonly purchases: Iterable<Purchase>;
  readonly endAt: number;
  readonly prospects: number;
  readonly secondRecordShare: number;
  readonly mailingMs: number;
  readonly shares: SimulatedPersonShares;
}

function resolve(options: SimulateCustomersOptions): Resolved {
  checkObject("options", options);
  const { seed, purchases, until = "2026-01-01", timeZone = "Europe/Berlin", prospects = 100 } = options;
  const { secondRecordShare = 0.04, daysBetweenMailings = 60 } = options;
  const { consentShare = 0.6, confirmationShare = 0.85, withdrawalShare = 0.15, callsPerYear = 0.3 } = options;
  checkInteger("options.seed", seed);
  checkInteger("options.prospects", prospects, 0, MOST_PROSPECTS);
  checkInteger("options.daysBetweenMailings", daysBetweenMailings, 1);
  for (const [name, share] of Object.entries({ secondRecordShare, consentShare, confirmationShare, withdrawalShare }))
    checkShare(`options.${name}`, share);
  if (callsPerYear !== 0) checkPositive("options.callsPerYear", callsPerYear);
  return {
    seed,
    purchases,
    endAt: startOfLocalDay(dayOfDate(until, "options.until"), zoneOffsets(timeZone)),
    prospects,
    secondRecordShare,
    mailingMs: daysBetweenMailings * 86_400_000,
    shares: { consentShare, confirmationShare, withdrawalShare, callsPerYear },
  };
}
