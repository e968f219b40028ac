// One made-up person: who they are, what they agreed to, how they were contacted.
import type { ConsentEvent } from "../customers/consent/consent-event.js";
import type { Contact } from "../customers/contacts/contact.js";
import type { Customer, CustomerIdentity, CustomerProfile } from "../customers/customer.js";
import type { CustomerId } from "../foundation/ids/ids.js";
import { dateOfDay } from "../foundation/time/calendar-date.js";
import { DAY_MS } from "../foundation/time/civil.js";
import type { Instant } from "../foundation/time/instant.js";
import type { Random } from "../numerics/random.js";
import { CITIES, FAMILY_NAMES, GIVEN_NAMES, INTERESTS, MARITAL_STATUSES, OCCUPATIONS } from "./person-words.js";

/**
 * How simulated people behave, as shares of them.
 * @category Simulated customers
 */
export interface SimulatedPersonShares {
  /** The share that is asked whether it wants the newsletter; 0.6 when left out. */
  readonly consentShare: number;
  /** The share of those asked that confirms; 0.85 when left out. */
  readonly confirmationShare: number;
  /** The share of those who confirmed that withdraws, if there is time; 0.15 when left out. */
  readonly withdrawalShare: number;
  /** How often a person calls the shop, on average; 0.3 when left out, at most 1000. */
  readonly callsPerYear: number;
}

/** What is given of a person. */
export interface PersonTask {
  readonly id: CustomerId;
  /** Unlike that of anybody else. */
  readonly number: number;
  readonly knownAt: Instant;
  readonly channel?: string;
  /** The first mailing goes out here. */
  readonly startAt: number;
  readonly endAt: number;
  readonly mailingMs: number;
  readonly shares: SimulatedPersonShares;
}

/** A made-up person. */
export interface SimulatedPerson {
  readonly customer: Customer;
  readonly contacts: readonly Contact[];
  /** What another till would write down of the same person. */
  readonly secondRecord: () => Customer;
}

/** What follows the id of a person in that of their second record. */
export const SECOND_RECORD = "-b";

const MINUTE_MS = 60_000;
const SECOND_MS = 1000;
export const YEAR_MS: number = 365.25 * DAY_MS;
/** 1 January 1940. */
const EARLIEST_BIRTH_DAY = -10_957;
/** 18 years before a person is known, in days. */
const YOUNGEST_DAYS = 6575;

/** Makes up one person. */
export function simulatePerson(random: Random, task: PersonTask): SimulatedPerson {
  const one = <T>(words: readonly T[]): T => words[Math.floor(random.uniform() * words.length)] as T;
  const { id, number, knownAt, channel } = task;
  const [given, family] = [one(GIVEN_NAMES), one(FAMILY_NAMES)];
  const email = `${given}.${family}${number}@example.org`.toLowerCase();
  const phone = `+49155500${String(number).padStart(6, "0")}`;
  const identities: CustomerIdentity[] = [
    { kind: "email", value: email, source: "shop" },
    ...(random.chance(0.5) ? [{ kind: "phone", value: phone, source: "shop" } as const] : []),
    ...(channel === "store" || random.chance(0.3)
      ? [{ kind: "card", value: `K${String(number).padStart(7, "0")}`, source: "till" } as const]
      : []),
  ];
  const profile = profileOf(random, one, `${given} ${family}`, knownAt);
  const consents = consentsOf(random, task);
  const customer: Customer = {
    id,
    identities,
    profile,
    ...(random.chance(0.2) ? { preferences: { preferredChannel: one(["email", "phone"]) } } : {}),
    acquiredAt: knownAt,
    acquisition: { channel: one(["search", "referral", "walk-in", "social"]) },
    consents,
    tags: random.chance(0.03) ? ["press"] : [],
  };
  const secondRecord = (): Customer => ({
    id: `${id}${SECOND_RECORD}` as CustomerId,
    identities: [
      { kind: "email", value: ` ${email.toUpperCase()}`, source: "till" },
      { kind: "phone", value: `0049 ${phone.slice(3, 6)} ${phone.slice(6)}`, source: "till" },
    ],
    profile: { name: `${family}, ${given}` },
    acquiredAt: (knownAt + 30 * DAY_MS < task.endAt ? knownAt + 30 * DAY_MS : knownAt) as Instant,
    consents: [],
    tags: [],
  });
  return { customer, contacts: contactsOf(random, task, consents), secondRecord };
}

function profileOf(random: Random, one: <T>(words: readonly T[]) => T, name: string, knownAt: number): CustomerProfile {
  const youngest = Math.floor(knownAt / DAY_MS) - YOUNGEST_DAYS;
  const birthDay = EARLIEST_BIRTH_DAY + Math.floor(random.uniform() * (youngest - EARLIEST_BIRTH_DAY));
  const [postalCode, city] = one(CITIES);
  const interests = INTERESTS.filter(() => random.chance(0.3));
  return {
    name,
    ...(random.chance(0.7) && birthDay < youngest ? { birthday: dateOfDay(birthDay) } : {}),
    ...(random.chance(0.4) ? { maritalStatus: one(MARITAL_STATUSES) } : {}),
    ...(random.chance(0.4) ? { occupation: one(OCCUPATIONS) } : {}),
    ...(interests.length > 0 ? { interests } : {}),
    address: { postalCode, city, country: "DE" },
    language: "de",
  };
}

/** Asked at the checkout, confirmed by the link in the mail, perhaps withdrawn some day. */
function consentsOf(random: Random, { id, knownAt, endAt, shares }: PersonTask): ConsentEvent[] {
  const events: ConsentEvent[] = [];
  const add = (kind: ConsentEvent["kind"], at: number, more: Partial<ConsentEvent>): boolean => {
    if (at >= endAt) return false;
    const rounded = (Math.floor(at / SECOND_MS) * SECOND_MS) as Instant;
    events.push({ id: `${id}-e${events.length + 1}`, customerId: id, purpose: "newsletter", channel: "email", kind, at: rounded, ...more });
    return true;
  };
  if (!random.chance(shares.consentShare)) return events;
  const tokenDigest = Array.from({ length: 8 }, () =>
    Math.floor(random.uniform() * 65_536)
      .toString(16)
      .padStart(4, "0"),
  ).join("");
  const words = { source: "checkout", wordingVersion: "newsletter-3", tokenDigest };
  const askedAt = knownAt + MINUTE_MS;
  if (!add("requested", askedAt, words) || !random.chance(shares.confirmationShare)) return events;
  const confirmedAt = askedAt + random.exponential(1 / (45 * MINUTE_MS));
  if (!add("confirmed", confirmedAt, { ...words, source: "mail-link" }) || !random.chance(shares.withdrawalShare)) return events;
  const everything = random.chance(0.3) ? { purpose: "*", channel: "*" } : {};
  add("withdrawn", confirmedAt + random.uniform() * (endAt - confirmedAt), { ...everything, source: "unsubscribe-link" });
  return events;
}

/** Mailings while there is a consent, and calls to the shop. */
function contactsOf(random: Random, task: PersonTask, consents: readonly ConsentEvent[]): Contact[] {
  const { id, knownAt, startAt, endAt, mailingMs, shares } = task;
  const contacts: Contact[] = [];
  const add = (contact: Omit<Contact, "id" | "customerId">): void => {
    contacts.push({ id: `${id}-k${contacts.length + 1}`, customerId: id, ...contact });
  };
  const confirmedAt = consents.find(({ kind }) => kind === "confirmed")?.at ?? Infinity;
  const withdrawnAt = consents.find(({ kind }) => kind === "withdrawn")?.at ?? endAt;
  for (let mailing = 1; startAt + mailing * mailingMs < Math.min(endAt, withdrawnAt); mailing += 1) {
    const at = startAt + mailing * mailingMs;
    if (at <= confirmedAt) continue;
    const luck = random.uniform();
    const outcome = luck < 0.02 ? "bounced" : luck < 0.08 ? "clicked" : luck < 0.36 ? "opened" : "delivered";
    const campaign = `mailing-${String(mailing).padStart(2, "0")}`;
    add({ channel: "email", direction: "outbound", at: at as Instant, outcome, purpose: "newsletter", campaign });
  }
  if (shares.callsPerYear === 0) return contacts;
  const rate = shares.callsPerYear / YEAR_MS;
  for (let at = knownAt + random.exponential(rate); at < endAt; at += random.exponential(rate)) {
    const rounded = (Math.floor(at / SECOND_MS) * SECOND_MS) as Instant;
    add({
      channel: "phone",
      direction: "inbound",
      at: rounded,
      outcome: random.chance(0.1) ? "complained" : "answered",
      purpose: "service",
    });
  }
  return contacts;
}
