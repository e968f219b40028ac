// What is known beside the orders: who the customers are, what they agreed to, when they were in contact.
import {
  parseConsentEvents,
  parseContacts,
  parseCustomers,
  type ConsentEvent,
  type Contact,
  type Customer,
  type Rejection,
} from "clientele/customers";
import { inFlagWords } from "../customer-base-report/flag-words.js";
import { count } from "../customer-base-report/format.js";
import { rejectionNotes } from "../customer-base-report/reading-notes.js";
import type { RejectedRow } from "../customer-base-report/record-fault.js";
import { counted } from "./words.js";
import type { SegmentsCommand } from "./command.js";
import { readTable, type CsvTable, type TableRow } from "./read-table.js";

const CUSTOMER_COLUMNS = {
  id: "customer_no",
  "profile.name": "name",
  "profile.birthday": "birthday",
  "profile.maritalStatus": "marital_status",
  "profile.occupation": "occupation",
  "profile.interests": "interests",
  "profile.address.postalCode": "postal_code",
  "profile.address.city": "city",
  "profile.address.country": "country",
  "profile.language": "language",
  "identities.email": "email",
  "identities.phone": "phone",
  "identities.card": "card",
  "preferences.preferredChannel": "preferred_channel",
  acquiredAt: "known_since",
  "acquisition.channel": "won_through",
  tags: "tags",
} as const;

const CONSENT_COLUMNS = {
  id: "event_id",
  customerId: "customer_no",
  purpose: "purpose",
  channel: "channel",
  kind: "event",
  at: "at",
  source: "source",
  wordingVersion: "wording",
  tokenDigest: "token_digest",
} as const;

const CONTACT_COLUMNS = {
  id: "contact_id",
  customerId: "customer_no",
  channel: "channel",
  direction: "direction",
  at: "at",
  outcome: "outcome",
  purpose: "purpose",
  campaign: "campaign",
} as const;

/** Columns whose cells hold several entries. */
const LISTS = ["interests", "tags"];

/** What was in one file. */
interface ReadFile<Value> {
  readonly values: readonly Value[];
  readonly rows: number;
  readonly duplicates: number;
  /** In the order of the file. */
  readonly rejected: readonly RejectedRow[];
}

export interface Known {
  /** `null`: no file was named. */
  readonly customers: ReadFile<Customer> | null;
  readonly consents: ReadFile<ConsentEvent> | null;
  readonly contacts: ReadFile<Contact> | null;
  /** Customers of consents that could not be read: a withdrawal may be among them. */
  readonly unreadConsentOf: readonly string[];
  /** How many consents could not be read of which not even the customer is known. */
  readonly unreadConsentsOfNobody: number;
}

/** Reads the files that a command names. Throws a plain Error when one of them cannot be read at all. */
export async function readKnown({ customers, consents, contacts }: SegmentsCommand, timeZone: string): Promise<Known> {
  const people =
    customers === null
      ? null
      : await readFile(customers, CUSTOMER_COLUMNS, ["customer_no"], (rows) =>
          parseCustomers(rows.map(withLists), { columns: CUSTOMER_COLUMNS, timeZone, source: "file" }),
        );
  const needed = ["event_id", "customer_no", "purpose", "channel", "event", "at"];
  const unread: string[] = [];
  const agreed =
    consents === null
      ? null
      : await readFile(consents, CONSENT_COLUMNS, needed, (rows) => {
          const parsed = parseConsentEvents(rows, { columns: CONSENT_COLUMNS, timeZone });
          unread.push(...parsed.rejected.map(({ row }) => rows[row - 1]?.["customer_no"] ?? ""));
          return parsed;
        });
  const met =
    contacts === null
      ? null
      : await readFile(contacts, CONTACT_COLUMNS, ["contact_id", "customer_no", "channel", "direction", "at"], (rows) =>
          parseContacts(rows, { columns: CONTACT_COLUMNS, timeZone }),
        );
  const named = unread.filter((id) => id !== "");
  return {
    customers: people,
    consents: agreed,
    contacts: met,
    unreadConsentOf: [...new Set(named)].sort(),
    // Records that are no lawful CSV have no cells, and so no customer.
    unreadConsentsOfNobody: agreed === null ? 0 : agreed.rejected.length - named.length,
  };
}

interface Parsed<Value> {
  readonly values: readonly Value[];
  readonly rejected: readonly Rejection[];
  readonly summary: { readonly duplicates: number };
}

async function readFile<Value>(
  file: string,
  columns: Readonly<Record<string, string>>,
  needed: readonly string[],
  parse: (rows: CsvTable["rows"]) => Parsed<Value>,
): Promise<ReadFile<Value>> {
  const { rows, lines, faults } = await readTable(file, Object.values(columns), needed);
  const { values, rejected, summary } = parse(rows);
  const places = new Map(Object.entries(columns));
  const faulty = rejected.map(({ row, path, code, message }) => ({
    line: lines[row - 1] ?? 0,
    column: columnOf(path, places),
    code,
    message: inFlagWords(message),
  }));
  return {
    values,
    rows: rows.length + faults.length,
    duplicates: summary.duplicates,
    rejected: [...faults, ...faulty].sort((a, b) => a.line - b.line),
  };
}

/** The column of a path such as "profile.interests[2]". */
function columnOf(path: string, columns: ReadonlyMap<string, string>): string {
  const field = path.replace(/\[.*/s, "");
  return columns.get(field) ?? field;
}

function withLists(row: TableRow): object {
  const lists = LISTS.flatMap((name) => {
    const cell = row[name] ?? "";
    return cell === "" ? [] : [[name, cell.split(";").map((entry) => entry.trim())] as const];
  });
  return { ...row, ...Object.fromEntries(lists) };
}

/** What is said of the files before the figures. */
export function knownNotes(known: Known): string[] {
  const { unreadConsentOf, unreadConsentsOfNobody } = known;
  return [
    ...fileNotes("customers", known.customers),
    ...fileNotes("consents", known.consents),
    ...(unreadConsentOf.length === 0
      ? []
      : [
          `Consents of ${counted(unreadConsentOf.length, "customer")} could not be read. They may be withdrawals: rules can leave those customers out (held.unreadConsent)`,
        ]),
    ...(unreadConsentsOfNobody === 0
      ? []
      : [`Consents of which not even the customer can be told: ${count(unreadConsentsOfNobody)}. Mend them before anybody is written to`]),
    ...fileNotes("contacts", known.contacts),
  ];
}

function fileNotes(name: string, file: ReadFile<unknown> | null): string[] {
  if (file === null) return [`No file of ${name} (--${name})`];
  const { rows, values, rejected, duplicates } = file;
  return [
    `${count(rows)} rows read, ${count(values.length)} ${name}, ${count(rejected.length)} rejected, ${count(duplicates)} repeated`,
    ...rejectionNotes(rejected),
  ];
}
