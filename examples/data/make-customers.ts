// Writes shop-customers.csv, shop-consents.csv and shop-contacts.csv: who the customers of the made-up shop are, with some dirty rows as real exports have them. Run it
// with `npx tsx examples/data/make-customers.ts`.
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { ConsentEvent, Contact, Customer } from "clientele/customers";
import { simulateCustomers } from "clientele/simulation";
import { instant } from "clientele/time";
import { csvText, isoWithOffset, TIME_ZONE } from "./csv-text.js";
import { SEED, shopPurchases } from "./make-shop.js";

const CUSTOMER_HEADER = [
  "customer_no",
  "name",
  "birthday",
  "marital_status",
  "occupation",
  "interests",
  "postal_code",
  "city",
  "country",
  "language",
  "email",
  "phone",
  "card",
  "preferred_channel",
  "known_since",
  "won_through",
  "tags",
] as const;
const CONSENT_HEADER = ["event_id", "customer_no", "purpose", "channel", "event", "at", "source", "wording", "token_digest"] as const;
const CONTACT_HEADER = ["contact_id", "customer_no", "channel", "direction", "at", "outcome", "purpose", "campaign"] as const;

type CustomerRow = Record<(typeof CUSTOMER_HEADER)[number], string>;
type ConsentRow = Record<(typeof CONSENT_HEADER)[number], string>;
type ContactRow = Record<(typeof CONTACT_HEADER)[number], string>;

export interface ShopCustomerFiles {
  readonly "shop-customers.csv": string;
  readonly "shop-consents.csv": string;
  readonly "shop-contacts.csv": string;
}

/** The texts of the files; the same on every run. */
export function shopCustomerFiles(): ShopCustomerFiles {
  const { customers, contacts } = simulateCustomers({ seed: SEED, purchases: shopPurchases(), until: "2026-01-01", timeZone: TIME_ZONE });
  const recordAt = secondRecords(customers);
  const consents = customers.flatMap((customer) => customer.consents).sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
  const lastYear = instant("2025-01-01", { timeZone: TIME_ZONE });
  const kept = contacts.filter((contact) => contact.at >= lastYear && !isLeftOut(contact));
  return {
    "shop-customers.csv": csvText(CUSTOMER_HEADER, withDirtyCustomers(customers.map(customerRow))),
    "shop-consents.csv": csvText(CONSENT_HEADER, withDirtyConsents(consents.map((event) => consentRow(event, recordAt)))),
    "shop-contacts.csv": csvText(CONTACT_HEADER, withDirtyContacts(kept.map((contact) => contactRow(contact, recordAt)))),
  };
}

/** The id under which the till files what a person says to it: that of the second record, once there is one. */
type RecordAt = (customerId: string, at: number) => string;

function secondRecords(customers: readonly Customer[]): RecordAt {
  const knownAt = new Map(customers.map(({ id, acquiredAt = Infinity }) => [id as string, acquiredAt]));
  return (customerId, at) => (at >= (knownAt.get(`${customerId}-b`) ?? Infinity) ? `${customerId}-b` : customerId);
}

/** The last mailing went to every other customer, to see what it is good for. */
function isLeftOut({ campaign, customerId }: Contact): boolean {
  return campaign === "mailing-18" && Number(customerId.slice(1)) % 2 === 0;
}

function customerRow({ id, profile, identities, preferences, acquiredAt, acquisition, tags }: Customer): CustomerRow {
  const identity = (kind: string): string => identities.find((one) => one.kind === kind)?.value ?? "";
  return {
    customer_no: id,
    name: profile.name ?? "",
    birthday: profile.birthday ?? "",
    marital_status: profile.maritalStatus ?? "",
    occupation: profile.occupation ?? "",
    interests: (profile.interests ?? []).join("; "),
    postal_code: profile.address?.postalCode ?? "",
    city: profile.address?.city ?? "",
    country: profile.address?.country ?? "",
    language: profile.language ?? "",
    email: identity("email"),
    phone: identity("phone"),
    card: identity("card"),
    preferred_channel: preferences?.preferredChannel ?? "",
    known_since: acquiredAt === undefined ? "" : isoWithOffset(Math.floor(acquiredAt / 1000) * 1000),
    won_through: acquisition?.channel ?? "",
    tags: tags.join("; "),
  };
}

function consentRow(event: ConsentEvent, recordAt: RecordAt): ConsentRow {
  const { id, customerId, purpose, channel, kind, at, source = "", wordingVersion = "", tokenDigest = "" } = event;
  const customer_no = kind === "withdrawn" ? recordAt(customerId, at) : customerId;
  return {
    event_id: id,
    customer_no,
    purpose,
    channel,
    event: kind,
    at: isoWithOffset(at),
    source,
    wording: wordingVersion,
    token_digest: tokenDigest,
  };
}

function contactRow(contact: Contact, recordAt: RecordAt): ContactRow {
  const { id, customerId, channel, direction, at, outcome, purpose = "", campaign = "" } = contact;
  const customer_no = direction === "inbound" ? recordAt(customerId, at) : customerId;
  return { contact_id: id, customer_no, channel, direction, at: isoWithOffset(at), outcome, purpose, campaign };
}

/** Each dirty row stands behind the row it is made of, and leaves that row as it was. README.md lists them. */
function withDirty<Row>(
  rows: readonly Row[],
  idOf: (row: Row) => string,
  dirty: readonly (readonly [id: string, changes: Partial<Row>])[],
): Row[] {
  return rows.flatMap((row) => [row, ...dirty.filter(([id]) => id === idOf(row)).map(([, changes]) => ({ ...row, ...changes }))]);
}

function withDirtyCustomers(rows: readonly CustomerRow[]): CustomerRow[] {
  const unlike = { email: "", phone: "", card: "" };
  const walkIns = Array.from({ length: 11 }, (_, i): [string, Partial<CustomerRow>] => [
    "c1200",
    { ...unlike, customer_no: `x${String(11 + i)}`, name: "Walk-in", birthday: "", email: "till@example.org", won_through: "" },
  ]);
  return withDirty(rows, (row) => row.customer_no, [
    ["c0100", { customer_no: "", ...unlike }],
    ["c0250", { customer_no: "x01", birthday: "1985-02-30", ...unlike }],
    ["c0400", { customer_no: "x02", birthday: "03.07.1991", ...unlike }],
    ["c0500", {}],
    ["c0600", { city: "Bremen" }],
    ["c0700", { customer_no: "x03", country: "Germany", ...unlike }],
    // A mother and a daughter with one address.
    ["c0803", { customer_no: "x04", name: "Mia Muster", birthday: "2004-08-15", phone: "", card: "" }],
    ...walkIns,
  ]);
}

function withDirtyConsents(rows: readonly ConsentRow[]): ConsentRow[] {
  return withDirty(rows, (row) => row.event_id, [
    ["c0006-e2", { event_id: "x01", purpose: "*" }],
    ["c0044-e2", { event_id: "x02", event: "unsubscribed", source: "unsubscribe-link", at: "2025-11-03T10:12:00+01:00" }],
    ["c0013-e2", { event_id: "x03", event: "withdrawn", source: "unsubscribe-link", at: "2025-02-29T09:00:00+01:00" }],
    ["c0014-e1", { event_id: "x04", customer_no: "" }],
    ["c0003-e1", {}],
    ["c0017-e1", { event_id: "x05", event: "confirmed", token_digest: "" }],
  ]);
}

function withDirtyContacts(rows: readonly ContactRow[]): ContactRow[] {
  const ids = new Map(rows.map((row, i) => [i + 1, row.contact_id]));
  const behind = (row: number, changes: Partial<ContactRow>): [string, Partial<ContactRow>] => [ids.get(row) ?? "", changes];
  return withDirty(rows, (row) => row.contact_id, [
    behind(120, { contact_id: "x01", outcome: "seen" }),
    behind(450, { contact_id: "x02", direction: "out" }),
    behind(800, { contact_id: "x03", customer_no: "" }),
    behind(1300, {}),
    behind(1700, { outcome: "bounced" }),
    behind(2100, { contact_id: "x04", at: "2062-03-04T10:00:00+01:00" }),
  ]);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [name, text] of Object.entries(shopCustomerFiles()) as [string, string][]) {
    const file = new URL(name, import.meta.url);
    writeFileSync(file, text);
    console.log(`${String(text.split("\n").length - 2)} rows written to ${fileURLToPath(file)}`);
  }
}
