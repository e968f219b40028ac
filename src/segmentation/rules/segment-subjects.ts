import type { ConsentStates } from "../../customers/consent/consent-states.js";
import type { Customer, CustomerProfile } from "../../customers/customer.js";
import { checkIterable, checkObject } from "../../foundation/errors/check.js";
import { InvalidArgumentError } from "../../foundation/errors/invalid-argument-error.js";
import { compareIds } from "../../foundation/ids/ids.js";
import { dateOfDay } from "../../foundation/time/calendar-date.js";
import { readInstant, type InstantLike } from "../../foundation/time/instant.js";
import { localDay } from "../../foundation/time/local-time.js";
import { zoneOffsets, type ZoneOffsets } from "../../foundation/time/zone-offsets.js";
import type { SegmentSubject } from "./segment.js";

/**
 * What is known about customers, part by part; each part says of whom by `customerId`. A customer who is missing in a part has nothing there.
 * @category Rule segments
 */
export interface SegmentSubjectParts {
  /** Who they are: fills `profile`, `identities.kinds`, `tags`, `preferences`, `acquisition`, `acquiredAt`. */
  readonly customers?: Iterable<Customer>;
  /** What they agreed to, one result of `consentStates` a purpose and channel: fills `consent.PURPOSE.CHANNEL`. Who never said anything has nothing there. */
  readonly consents?: Iterable<ConsentStates>;
  /** Rows of any other kind, taken as they are, by the name of the part that they fill: `{ summary: summaries, rfm: rfm.rows, lifecycle: stages, contact: contacts }`. */
  readonly parts?: Readonly<Record<string, Iterable<SubjectPart>>>;
}

/**
 * One customer in a part.
 * @category Rule segments
 */
export interface SubjectPart {
  /** Who. */
  readonly customerId: string;
}

/**
 * The day that rules are asked about.
 * @category Rule segments
 */
export interface SegmentSubjectsOptions {
  /** When: ages and days since are counted to its local date. */
  readonly asOf: InstantLike;
  /** The IANA zone whose days count. */
  readonly timeZone: string;
}

/**
 * Brings together what is known about each customer, so that segment rules can be asked about it.
 *
 * Everybody who occurs in any part becomes one subject. Consents must be of the same instant as `asOf`. Ages are whole years on the local date of `asOf`; who was born on 29 February becomes older on 1 March of other
 * years. Cost: O(rows), and O(customers log customers) for their order.
 *
 * @param known - What is known, part by part.
 * @param options - When.
 * @returns One subject a customer, sorted by id (code units).
 * @throws An {@link InvalidArgumentError} when a customer comes twice in one part, a part has a name that is taken, or an option is not lawful.
 *
 * @example
 * import { customers, segmentation } from "clientele";
 *
 * const asOf = "2024-06-01T00:00:00Z";
 * const { values } = customers.parseConsentEvents([
 *   { id: 1, customerId: "anna", purpose: "newsletter", channel: "email", kind: "withdrawn", at: "2024-05-01T10:00:00Z" },
 * ]);
 * const newsletter = customers.consentStates(customers.consentRegister(values), { purpose: "newsletter", channel: "email" }, asOf);
 * const lifecycle = [{ customerId: "anna", stage: "regular" }];
 * const [anna] = segmentation.segmentSubjects({ consents: [newsletter], parts: { lifecycle } }, { asOf, timeZone: "Europe/Berlin" });
 * anna?.["consent"]; // => { newsletter: { email: "withdrawn" } }
 * anna?.["lifecycle"]; // => { customerId: "anna", stage: "regular" }
 *
 * @category Rule segments
 */
export function segmentSubjects(known: SegmentSubjectParts, options: SegmentSubjectsOptions): SegmentSubject[] {
  checkObject("known", known);
  checkObject("options", options);
  const { customers = [], consents = [], parts = {} } = known;
  const asOf = readInstant("options.asOf", options.asOf);
  const zone = zoneOffsets(options.timeZone, "options.timeZone");
  const today = localDay(asOf, zone);
  const subjects = new Subjects();
  eachOf("known.customers", customers, (customer, place) => {
    for (const [name, value] of Object.entries(customerParts(customer, today, zone, place)))
      subjects.fill(customer.id, name, value, place, "id");
  });
  consentParts(consents, asOf).forEach((consent, customerId) => {
    subjects.fill(customerId, "consent", consent, "known.consents");
  });
  checkObject("known.parts", parts);
  for (const [name, rows] of Object.entries(parts)) {
    if (TAKEN.includes(name)) throw new InvalidArgumentError(`known.parts.${name}`, `a name other than ${TAKEN.join(", ")}`, name);
    eachOf(`known.parts.${name}`, rows, (row, place) => {
      subjects.fill(row.customerId, name, row, place);
    });
  }
  return subjects.sorted();
}

/** Goes through rows with the place that an error names. */
function eachOf<Row extends object>(argument: string, rows: Iterable<Row>, use: (row: Row, place: string) => void): void {
  checkIterable(argument, rows);
  let i = 0;
  for (const row of rows) {
    const place = `${argument}[${i}]`;
    checkObject(place, row);
    use(row, place);
    i += 1;
  }
}

/** What the customers themselves and their consents fill. */
const TAKEN = ["customerId", "profile", "identities", "tags", "preferences", "acquisition", "acquiredAt", "daysSinceAcquired", "consent"];

/** The subjects as far as they are known. */
class Subjects {
  readonly #byId = new Map<string, Fields>();

  /** Gives a customer a part; an error names the `idField` of the row at `place`. */
  fill(customerId: unknown, name: string, value: unknown, place: string, idField = "customerId"): void {
    if (typeof customerId !== "string") throw new InvalidArgumentError(`${place}.${idField}`, "a string", customerId);
    let subject = this.#byId.get(customerId);
    if (subject === undefined) this.#byId.set(customerId, (subject = { customerId }));
    if (Object.hasOwn(subject, name)) throw new InvalidArgumentError(`${place}.${idField}`, "each customer once", customerId);
    setOwn(subject, name, value);
  }

  sorted(): SegmentSubject[] {
    const ids = Array.from(this.#byId.keys()).sort(compareIds);
    return ids.map((id) => this.#byId.get(id) as SegmentSubject & Fields);
  }
}

type Fields = Record<string, unknown>;

/** Sets a property that may have any name, that of the prototype too. */
function setOwn(object: Fields, name: string, value: unknown): void {
  if (name === "__proto__") Object.defineProperty(object, name, { value, enumerable: true, configurable: true, writable: true });
  else object[name] = value;
}

/** What a customer record says, with what follows from it for the day that is asked about. */
function customerParts(customer: Customer, today: number, zone: ZoneOffsets, place: string): Record<string, unknown> {
  checkObject(`${place}.profile`, customer.profile);
  checkIterable(`${place}.identities`, customer.identities);
  const { profile, identities, tags, preferences, acquisition, acquiredAt } = customer;
  const { cost, ...acquired } = acquisition ?? {};
  return {
    profile: { ...profile, ...ageOf(profile, today) },
    identities: { kinds: Array.from(new Set(identities.map(({ kind }) => kind))) },
    tags,
    ...(preferences === undefined ? {} : { preferences }),
    ...(acquisition === undefined ? {} : { acquisition: { ...acquired, ...(cost === undefined ? {} : { costMinor: cost.minor }) } }),
    ...(acquiredAt === undefined ? {} : { acquiredAt, daysSinceAcquired: today - localDay(acquiredAt, zone) }),
  };
}

/** The age in whole years, and the month of the birthday. */
function ageOf({ birthday }: CustomerProfile, today: number): { readonly ageYears?: number; readonly birthMonth?: number } {
  if (birthday === undefined) return {};
  const date = dateOfDay(today);
  const hadBirthday = date.slice(5) >= birthday.slice(5);
  const ageYears = Number(date.slice(0, 4)) - Number(birthday.slice(0, 4)) - (hadBirthday ? 0 : 1);
  return { ...(ageYears < 0 ? {} : { ageYears }), birthMonth: Number(birthday.slice(5, 7)) };
}

/** By customer, then purpose and channel; of the same instant, so that no consent counts that was withdrawn since. */
function consentParts(consents: Iterable<ConsentStates>, asOf: number): Map<string, Fields> {
  const byCustomer = new Map<string, Fields>();
  eachOf("known.consents", consents, ({ rows, definition }, place) => {
    checkObject(`${place}.definition`, definition);
    const { purpose, channel } = definition;
    if (definition.asOf !== asOf)
      throw new InvalidArgumentError(`${place}.definition.asOf`, "states of the instant that is asked about", definition.asOf);
    eachOf(`${place}.rows`, rows, ({ customerId, state }, row) => {
      if (typeof (customerId as unknown) !== "string") throw new InvalidArgumentError(`${row}.customerId`, "a string", customerId);
      let purposes = byCustomer.get(customerId);
      if (purposes === undefined) byCustomer.set(customerId, (purposes = {}));
      if (!Object.hasOwn(purposes, purpose)) setOwn(purposes, purpose, {});
      const channels = purposes[purpose] as Fields;
      if (Object.hasOwn(channels, channel)) throw new InvalidArgumentError(row, "each customer and each consent once", customerId);
      setOwn(channels, channel, state);
    });
  });
  return byCustomer;
}
