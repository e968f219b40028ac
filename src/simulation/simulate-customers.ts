import type { Contact } from "../customers/contacts/contact.js";
import type { Customer } from "../customers/customer.js";
import { checkInteger, checkIterable, checkObject, checkShare } from "../foundation/errors/check.js";
import { InvalidArgumentError } from "../foundation/errors/invalid-argument-error.js";
import { LONGEST_ID, type CustomerId } from "../foundation/ids/ids.js";
import { dayOfDate } from "../foundation/time/calendar-date.js";
import { DAY_MS } from "../foundation/time/civil.js";
import type { Instant } from "../foundation/time/instant.js";
import { startOfLocalDay } from "../foundation/time/local-time.js";
import { zoneOffsets } from "../foundation/time/zone-offsets.js";
import { seededRandom } from "../numerics/random.js";
import type { Purchase } from "../purchases/purchase.js";
import { SECOND_RECORD, simulatePerson, YEAR_MS, type SimulatedPersonShares } from "./simulate-person.js";

/**
 * The customers that {@link simulateCustomers} makes up. The seed and the purchases have no default.
 * @category Simulated customers
 */
export interface SimulateCustomersOptions extends Partial<SimulatedPersonShares> {
  /** A safe integer; the same seed and options give the same customers. */
  readonly seed: number;
  /**
   * What was bought. Everybody who ordered before `until` becomes a customer, known since the first order, whatever became of it: a shop keeps the record of an order
   * that was cancelled or is not paid yet, too. Ids of at most 240 characters, none of them one of those that are made up.
   */
  readonly purchases: Iterable<Purchase>;
  /** The local date on which they are looked at: nothing happens then or later; `"2026-01-01"` when left out. */
  readonly until?: string;
  /** The IANA zone of that date; `"Europe/Berlin"` when left out. */
  readonly timeZone?: string;
  /** How many people are known who never ordered, as `i0001`, `i0002`, …; 100 when left out, at most 1 million. */
  readonly prospects?: number;
  /** The share of people who have a second record, made at a till and named after the first with `-b`; 0.04 when left out. */
  readonly secondRecordShare?: number;
  /** How many days lie between two mailings; 60 when left out. At most 10 000 of them may fit between the first order and `until`. */
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
const MOST_MAILINGS = 10_000;
const MOST_CALLS_PER_YEAR = 1000;
/** Ids of records, events and contacts are made of a buyer's id and a few characters more. */
const LONGEST_BUYER_ID = LONGEST_ID - 16;

/**
 * Makes up who the customers of a shop are from a seed: profile, identities, consents with double opt-in, mailings and what became of them, calls to the shop, and some
 * people who stand in the books twice.
 *
 * Names, addresses and numbers are invented; mail addresses end in `example.org`, which belongs to nobody. A second record repeats the mail address in
 * another spelling and adds the phone number, which the first may have as well. Without purchases people become known in the year before `until`. Cost: O(purchases + contacts log contacts).
 *
 * @param options - The seed, the purchases, and what should differ from the defaults.
 * @returns The customers, the contacts, and the truth.
 * @throws An {@link InvalidArgumentError} when an option is not lawful, or a purchase has an id that is too long or would be made up.
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
  const others = prospectsFrom(prospects);
  checkIds(buyers, others);
  let startAt = buyers.size === 0 ? endAt - YEAR_MS : endAt;
  for (const { at } of buyers.values()) startAt = Math.min(startAt, at);
  if (endAt - startAt > MOST_MAILINGS * mailingMs) throw tooManyMailings(mailingMs / DAY_MS);
  const customers: Customer[] = [];
  const contacts: Contact[] = [];
  const samePerson: CustomerId[][] = [];
  let stream = FIRST_STREAM;
  for (const { customerId, at, channel } of [...buyers.values(), ...others]) {
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

interface Buyer extends Known {
  readonly at: Instant;
  /** The number of the purchase. */
  readonly row: number;
}

/** When and where each buyer ordered first, in the order of the ids. */
function firstPurchases(purchases: Iterable<Purchase>, endAt: number): Map<CustomerId, Buyer> {
  const first = new Map<CustomerId, Buyer>();
  let row = 0;
  for (const purchase of purchases) {
    checkObject(`options.purchases[${row}]`, purchase);
    const { customerId, at, channel } = purchase;
    const before = first.get(customerId);
    if (at < endAt && (before === undefined || at < before.at))
      first.set(customerId, { customerId, at, row, ...(channel === undefined ? {} : { channel }) });
    row += 1;
  }
  return new Map(Array.from(first).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function prospectsFrom(count: number): Known[] {
  const digits = Math.max(4, String(count).length);
  return Array.from({ length: count }, (_, i) => ({ customerId: `i${String(i + 1).padStart(digits, "0")}` as CustomerId, at: null }));
}

/** Throws when a buyer has an id that cannot be made longer, or that of a made-up record. */
function checkIds(buyers: ReadonlyMap<CustomerId, Buyer>, prospects: readonly Known[]): void {
  const madeUp = new Set(prospects.map(({ customerId }) => customerId));
  for (const { customerId, row } of buyers.values()) {
    const place = `options.purchases[${row}].customerId`;
    if (typeof customerId !== "string" || customerId === "" || customerId.length > LONGEST_BUYER_ID)
      throw new InvalidArgumentError(place, `a string of 1 to ${LONGEST_BUYER_ID} characters`, customerId);
    const base = (customerId.endsWith(SECOND_RECORD) ? customerId.slice(0, -SECOND_RECORD.length) : customerId) as CustomerId;
    if (madeUp.has(base) || (base !== customerId && buyers.has(base)))
      throw new InvalidArgumentError(place, "an id that no made-up record may have", customerId);
  }
}

function tooManyMailings(days: number): InvalidArgumentError {
  const expected = `at most ${MOST_MAILINGS} mailings from the first order to options.until`;
  return new InvalidArgumentError("options.daysBetweenMailings", expected, days);
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
  checkIterable("options.purchases", purchases);
  checkInteger("options.prospects", prospects, 0, MOST_PROSPECTS);
  checkInteger("options.daysBetweenMailings", daysBetweenMailings, 1);
  for (const [name, share] of Object.entries({ secondRecordShare, consentShare, confirmationShare, withdrawalShare }))
    checkShare(`options.${name}`, share);
  if (!(typeof callsPerYear === "number" && callsPerYear >= 0 && callsPerYear <= MOST_CALLS_PER_YEAR))
    throw new InvalidArgumentError("options.callsPerYear", `a number from 0 to ${MOST_CALLS_PER_YEAR}`, callsPerYear);
  return {
    seed,
    purchases,
    endAt: startOfLocalDay(dayOfDate(until, "options.until"), zoneOffsets(timeZone, "options.timeZone")),
    prospects,
    secondRecordShare,
    mailingMs: daysBetweenMailings * DAY_MS,
    shares: { consentShare, confirmationShare, withdrawalShare, callsPerYear },
  };
}
