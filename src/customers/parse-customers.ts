import { checkIterable, checkObject } from "../foundation/errors/check.js";
import { rejection, type Rejection } from "../foundation/errors/rejection.js";
import { ValidationError } from "../foundation/errors/validation-error.js";
import { currencyDigits } from "../foundation/money/currency.js";
import { checkSeparators, type ParseMoneyOptions } from "../foundation/money/parse-money.js";
import { zoneOffsets } from "../foundation/time/zone-offsets.js";
import type { Customer } from "./customer.js";
import { customerColumns, type CustomerField } from "./customer-columns.js";
import { besideFirstOfId } from "./first-of-id.js";
import { readCustomer, USUAL_SOURCE } from "./read-customer.js";
import type { ReadingContext } from "./read-part.js";
import { readName } from "./read-texts.js";

/**
 * What a source of customers leaves unsaid.
 * @category Parsing
 */
export interface ParseCustomersOptions extends ParseMoneyOptions {
  /** The one currency of the source, ISO 4217; a cost in another is rejected. Needed for plain costs that do not name their own. */
  readonly currency?: string;
  /**
   * The source's own names of fields: `{ id: "customer_no", "profile.birthday": "dob", "identities.email": "mail" }`. A dotted path is read from a column of the row
   * itself, so that flat sources (CSV) fit too; what else the row has under `profile` stays. A field not named here is read under our name for it; `null` says
   * that the source has no such field, whatever its columns are called. A column of identities adds one of its kind from `source`.
   */
  readonly columns?: Readonly<Partial<Record<CustomerField, string | null>>>;
  /** The IANA zone of dates and date-times without offset; without it they are rejected. Birthdays need none. */
  readonly timeZone?: string;
  /** Where identities come from that do not say it; `"import"` when left out. */
  readonly source?: string;
}

/**
 * What was in a source of customers. `rows = accepted + rejected + duplicates`.
 * @category Parsing
 */
export interface ParseCustomersSummary {
  /** Rows read. */
  readonly rows: number;
  /** Rows that became customers. */
  readonly accepted: number;
  /** Rows that did not; each has a {@link Rejection}. */
  readonly rejected: number;
  /** Rows left out because one with the same id and content came before. */
  readonly duplicates: number;
}

/**
 * Customers and what became of the rows they came from.
 * @category Parsing
 */
export interface ParsedCustomers {
  /** The customers, in the order of the rows. */
  readonly values: Customer[];
  /** The rows that are none, in their order. */
  readonly rejected: Rejection[];
  /** The counts. */
  readonly summary: ParseCustomersSummary;
}

/**
 * Reads one customer from outside.
 *
 * Texts are kept as they are written. Equal identities, consents, tags and interests count once.
 *
 * @param input - Anything; see {@link CustomerInput} for what is accepted.
 * @returns The customer.
 * @throws A {@link ValidationError} that lists everything wrong with it.
 *
 * @example
 * import { customers } from "clientele";
 *
 * customers.parseCustomer({ id: 17, profile: { name: "Anna", birthday: "1990-05-01" }, tags: ["vip", "vip"] });
 * // => { id: "17", identities: [], profile: { name: "Anna", birthday: "1990-05-01" }, consents: [], tags: ["vip"] }
 *
 * @category Parsing
 */
export function parseCustomer(input: unknown): Customer {
  const read = readCustomer(input, { source: USUAL_SOURCE, columns: customerColumns() });
  if ("issues" in read) throw new ValidationError("customer", read.issues);
  return read.value;
}

/**
 * Reads many customers from outside, and never stops at a bad row.
 *
 * A repeated id with equal content is dropped and counted, with other content rejected; the order of identities, consents, tags, interests and avoided channels is
 * no content. Two rows of one person under two ids are two customers: {@link mergeCustomers} finds them.
 *
 * @param rows - Rows of any source, as objects.
 * @param options - What the source leaves unsaid.
 * @returns The customers, the rejected rows with reasons, and the counts.
 * @throws An {@link InvalidArgumentError} when an option is not lawful; never because of a row.
 *
 * @example
 * import { customers } from "clientele";
 *
 * const rows = [
 *   { no: "1", full_name: "Anna Ahrens", dob: "1990-05-01", mail: "anna@example.com", since: "2024-01-10" },
 *   { no: "2", full_name: "Ben Beck", dob: "01.05.1990", mail: "", since: "2024-02-01" },
 * ];
 * const { values, rejected, summary } = customers.parseCustomers(rows, {
 *   timeZone: "Europe/Berlin",
 *   source: "shop",
 *   columns: { id: "no", acquiredAt: "since", "profile.name": "full_name", "profile.birthday": "dob", "identities.email": "mail" },
 * });
 * values[0]?.profile; // => { name: "Anna Ahrens", birthday: "1990-05-01" }
 * values[0]?.identities; // => [{ kind: "email", value: "anna@example.com", source: "shop" }]
 * rejected[0]?.path; // => "profile.birthday"
 * summary; // => { rows: 2, accepted: 1, rejected: 1, duplicates: 0 }
 *
 * @category Parsing
 */
export function parseCustomers(rows: Iterable<unknown>, options: ParseCustomersOptions = {}): ParsedCustomers {
  checkIterable("rows", rows);
  const context = contextOf(options);
  const besideFirst = besideFirstOfId(contentOf);
  const values: Customer[] = [];
  const rejected: Rejection[] = [];
  let count = 0;
  let duplicates = 0;
  for (const row of rows) {
    count += 1;
    const read = readCustomer(row, context);
    if ("issues" in read) {
      rejected.push(rejection(count, read.issues));
      continue;
    }
    const { value } = read;
    const found = besideFirst(value);
    if (found === "first") values.push(value);
    else if (found === "same") duplicates += 1;
    else {
      const message = `expected an id of its own, got that of another customer: ${value.id}`;
      rejected.push(rejection(count, [{ path: "id", code: "id-conflict", message }]));
    }
  }
  return { values, rejected, summary: { rows: count, accepted: values.length, rejected: rejected.length, duplicates } };
}

/** Everything about a customer but the id, as one string; what says the same is written the same. */
function contentOf({ identities, profile, preferences = {}, acquiredAt, acquisition, consents, tags }: Customer): string {
  const { interests = [], ...person } = profile;
  const { avoidedChannels = [], ...liked } = preferences;
  const lists = [identities, consents, tags, interests, avoidedChannels].map(inOneOrder);
  return JSON.stringify([lists, person, liked, acquiredAt ?? null, acquisition ?? null]);
}

function inOneOrder(list: readonly unknown[]): string[] {
  return list.map((entry) => JSON.stringify(entry)).sort();
}

function contextOf(options: ParseCustomersOptions): ReadingContext {
  checkObject("options", options);
  const { currency, timeZone, source = USUAL_SOURCE } = options;
  if (currency !== undefined) currencyDigits(currency);
  if (timeZone !== undefined) zoneOffsets(timeZone, "options.timeZone");
  checkSeparators(options);
  return {
    currency,
    timeZone,
    numberFormat: options,
    source: readName("options.source", source),
    columns: customerColumns(options.columns),
  };
}
