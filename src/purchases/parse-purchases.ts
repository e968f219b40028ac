import { checkIterable, checkObject, checkOneOf } from "../foundation/errors/check.js";
import { rejection, type Rejection } from "../foundation/errors/rejection.js";
import { ValidationError, type ValidationIssue } from "../foundation/errors/validation-error.js";
import { currencyDigits } from "../foundation/money/currency.js";
import { checkSeparators, type ParseMoneyOptions } from "../foundation/money/parse-money.js";
import { checkColumns } from "../foundation/readers/row-fields.js";
import { zoneOffsets } from "../foundation/time/zone-offsets.js";
import type { Purchase } from "./purchase.js";
import { ANONYMOUS, PURCHASE_FIELDS, readPurchase, type PurchaseField, type ReadingContext } from "./read-purchase.js";

/**
 * What a source of purchases leaves unsaid.
 * @category Parsing
 */
export interface ParsePurchasesOptions extends ParseMoneyOptions {
  /** The one currency of the source, ISO 4217; a row that names another is rejected. Needed unless every row names its own. */
  readonly currency?: string;
  /**
   * The source's own names of fields: `{ customerId: "customer_id", at: "date" }`. A field not named here is read under our name for it; `null` says that the
   * source has no such field, whatever its columns are called.
   */
  readonly columns?: Readonly<Partial<Record<PurchaseField, string | null>>>;
  /** The IANA zone of dates and date-times without offset; without it they are rejected. */
  readonly timeZone?: string;
  /** A row without a customer is rejected (`"reject"`, when left out), or is the only purchase of a customer of its own, `anonymous:` and the purchase id. */
  readonly anonymous?: "reject" | "one-time";
  /** `"row-number"`: the source has no ids, so rows are named `row-1`, `row-2`, … whatever ids they have, and equal rows are kept and counted as suspected duplicates. */
  readonly ids?: "row-number";
}

/**
 * What was in a source of purchases. `rows = accepted + rejected + duplicates`.
 * @category Parsing
 */
export interface ParsePurchasesSummary {
  /** Rows read. */
  readonly rows: number;
  /** Rows that became purchases. */
  readonly accepted: number;
  /** Rows that did not; each has a {@link Rejection}. */
  readonly rejected: number;
  /** Rows left out because one with the same id and content came before. */
  readonly duplicates: number;
  /** Accepted rows without an id of their own that equal one before, apart from the id; 0 unless `ids` is `"row-number"`. */
  readonly suspectedDuplicates: number;
  /** Accepted rows without a customer; 0 unless `anonymous` is `"one-time"`. */
  readonly anonymous: number;
}

/**
 * Purchases and what became of the rows they came from.
 * @category Parsing
 */
export interface ParsedPurchases {
  /** The purchases, in the order of the rows. */
  readonly values: Purchase[];
  /** The rows that are none, in their order. */
  readonly rejected: Rejection[];
  /** The counts. */
  readonly summary: ParsePurchasesSummary;
}

/**
 * Reads one purchase from outside.
 *
 * @param input - Anything; see {@link PurchaseInput} for what is accepted.
 * @returns The purchase.
 * @throws A {@link ValidationError} that lists everything wrong with it.
 *
 * @example
 * import { purchases } from "clientele";
 *
 * const purchase = purchases.parsePurchase({ id: 1001, customerId: "c1", at: "2024-05-01T09:30:00Z", amount: "19.99", currency: "EUR" });
 * purchase.id; // => "1001"
 * purchase.amount; // => { minor: 1999, currency: "EUR" }
 *
 * @category Parsing
 */
export function parsePurchase(input: unknown): Purchase {
  const read = readPurchase(input, {});
  if ("issues" in read) throw new ValidationError("purchase", read.issues);
  return read.value;
}

/**
 * Reads many purchases from outside, and never stops at a bad row.
 *
 * A repeated id with equal content is dropped and counted, with other content rejected. Amounts are read exactly: a JavaScript number is accepted only when it
 * has no more decimals than the currency.
 *
 * @param rows - Rows of any source, as objects.
 * @param options - What the source leaves unsaid.
 * @returns The purchases, the rejected rows with reasons, and the counts.
 * @throws An {@link InvalidArgumentError} when an option is not lawful; never because of a row.
 *
 * @example
 * import { purchases } from "clientele";
 *
 * const rows = [
 *   { order: "1", customer: "anna", date: "2024-05-01", total: "19.99" },
 *   { order: "2", customer: "ben", date: "yesterday", total: "5.00" },
 * ];
 * const { values, rejected, summary } = purchases.parsePurchases(rows, {
 *   currency: "EUR",
 *   timeZone: "Europe/Berlin",
 *   columns: { id: "order", customerId: "customer", at: "date", amount: "total" },
 * });
 * values.length; // => 1
 * rejected[0]?.row; // => 2
 * rejected[0]?.path; // => "at"
 * summary; // => { rows: 2, accepted: 1, rejected: 1, duplicates: 0, suspectedDuplicates: 0, anonymous: 0 }
 *
 * @category Parsing
 */
export function parsePurchases(rows: Iterable<unknown>, options: ParsePurchasesOptions = {}): ParsedPurchases {
  checkIterable("rows", rows);
  const reader = new PurchaseReader(options);
  for (const row of rows) reader.add(row);
  return reader.result();
}

/**
 * Reads many purchases from a stream: like {@link parsePurchases}, for rows that come one by one from a file, a socket or a database cursor.
 *
 * @param rows - Rows of any source, as objects.
 * @param options - What the source leaves unsaid.
 * @returns The same as {@link parsePurchases}.
 * @throws An {@link InvalidArgumentError} when an option is not lawful; what the source itself throws is passed on.
 *
 * @example
 * import { purchases } from "clientele";
 *
 * async function* cursor() {
 *   yield { id: 1, customerId: "anna", at: "2024-05-01T09:30:00Z", amountMinor: 1999 };
 * }
 * const { summary } = await purchases.parsePurchasesAsync(cursor(), { currency: "EUR" });
 * summary.accepted; // => 1
 *
 * @category Parsing
 */
export async function parsePurchasesAsync(
  rows: AsyncIterable<unknown> | Iterable<unknown>,
  options: ParsePurchasesOptions = {},
): Promise<ParsedPurchases> {
  if (typeof (rows as Partial<AsyncIterable<unknown>> | null | undefined)?.[Symbol.asyncIterator] !== "function")
    checkIterable("rows", rows);
  const reader = new PurchaseReader(options);
  for await (const row of rows) reader.add(row);
  return reader.result();
}

/** Reads row after row; the state of one parse. */
class PurchaseReader {
  readonly #values: Purchase[] = [];
  readonly #rejected: Rejection[] = [];
  readonly #seen = new Map<string, Purchase>();
  readonly #context: ReadingContext;
  readonly #numbersRows: boolean;
  #rows = 0;
  #duplicates = 0;
  #suspectedDuplicates = 0;
  #anonymous = 0;

  constructor(options: ParsePurchasesOptions) {
    checkOptions(options);
    const { currency, timeZone, columns } = options;
    this.#numbersRows = options.ids === "row-number";
    this.#context = { currency, timeZone, columns, numberFormat: options, anonymousAsOneTime: options.anonymous === "one-time" };
  }

  add(row: unknown): void {
    this.#rows += 1;
    const read = readPurchase(row, this.#numbersRows ? { ...this.#context, fallbackId: `row-${String(this.#rows)}` } : this.#context);
    if ("issues" in read) this.#reject(read.issues);
    else if (this.#numbersRows) this.#acceptSuspiciously(read.value);
    else this.#acceptOnce(read.value);
  }

  result(): ParsedPurchases {
    const summary = {
      rows: this.#rows,
      accepted: this.#values.length,
      rejected: this.#rejected.length,
      duplicates: this.#duplicates,
      suspectedDuplicates: this.#suspectedDuplicates,
      anonymous: this.#anonymous,
    };
    return { values: this.#values, rejected: this.#rejected, summary };
  }

  #acceptOnce(purchase: Purchase): void {
    const before = this.#seen.get(purchase.id);
    if (before === undefined) {
      this.#seen.set(purchase.id, purchase);
      this.#accept(purchase);
    } else if (contentOf(before) === contentOf(purchase)) this.#duplicates += 1;
    else
      this.#reject([
        { path: "id", code: "id-conflict", message: `expected an id of its own, got that of another purchase: ${purchase.id}` },
      ]);
  }

  #acceptSuspiciously(purchase: Purchase): void {
    const content = contentOf(purchase);
    if (this.#seen.has(content)) this.#suspectedDuplicates += 1;
    else this.#seen.set(content, purchase);
    this.#accept(purchase);
  }

  #accept(purchase: Purchase): void {
    if (this.#context.anonymousAsOneTime === true && purchase.customerId.startsWith(ANONYMOUS)) this.#anonymous += 1;
    this.#values.push(purchase);
  }

  #reject(issues: readonly ValidationIssue[]): void {
    this.#rejected.push(rejection(this.#rows, issues));
  }
}

/** Everything about a purchase but its id, as one string; what says the same is written the same. */
function contentOf({ customerId, at, amount, refunded, channel, status = "paid", lines }: Purchase): string {
  const customer = customerId.startsWith(ANONYMOUS) ? ANONYMOUS : customerId;
  return JSON.stringify([customer, at, amount.minor, amount.currency, refunded?.minor ?? 0, channel ?? null, status, lines ?? null]);
}

function checkOptions(options: ParsePurchasesOptions): void {
  checkObject("options", options);
  const { currency, timeZone, columns, anonymous, ids } = options;
  if (currency !== undefined) currencyDigits(currency);
  if (timeZone !== undefined) zoneOffsets(timeZone, "options.timeZone");
  checkColumns(columns, PURCHASE_FIELDS);
  if (anonymous !== undefined) checkOneOf("options.anonymous", anonymous, ["reject", "one-time"]);
  if (ids !== undefined) checkOneOf("options.ids", ids, ["row-number"]);
  checkSeparators(options);
}
