// Reads one row of any source as a purchase. The one place that knows what a lawful purchase is; the schema and the bulk parser both call it.
import { describeValue } from "../foundation/errors/describe-value.js";
import { InvalidArgumentError } from "../foundation/errors/invalid-argument-error.js";
import type { ValidationIssue } from "../foundation/errors/validation-error.js";
import { LONGEST_ID, type CustomerId, type PurchaseId } from "../foundation/ids/ids.js";
import { money, type Money } from "../foundation/money/money.js";
import { decimalOfMoney } from "../foundation/money/parse-money.js";
import { readMajor, type SourceContext } from "../foundation/readers/amount-field.js";
import {
  attemptOr,
  isMoneyInput,
  ownFields,
  readId,
  readRow,
  wholeMinor,
  type Read,
  type RowFields,
  type SourceColumns,
} from "../foundation/readers/row-fields.js";
import { readInstant } from "../foundation/time/instant.js";
import type { Purchase, PurchaseInput, PurchaseLine, PurchaseStatus } from "./purchase.js";

/** What a source leaves unsaid. */
export interface ReadingContext extends SourceContext {
  readonly columns?: SourceColumns<PurchaseField> | undefined;
  /** The id of a purchase that may have none. */
  readonly fallbackId?: string | undefined;
  /** Takes a purchase without a customer as the only one of a customer of its own. */
  readonly anonymousAsOneTime?: boolean | undefined;
}

/** The fields of a purchase as sources have it. */
export type PurchaseField = keyof PurchaseInput;

export const PURCHASE_FIELDS: readonly PurchaseField[] = [
  "id",
  "customerId",
  "at",
  "amount",
  "amountMinor",
  "currency",
  "refunded",
  "refundedMinor",
  "channel",
  "status",
  "lines",
];

const LINE_FIELDS = ["productId", "quantity", "amount", "amountMinor", "category"];
const STATUSES: readonly string[] = ["paid", "pending", "cancelled"] satisfies PurchaseStatus[];
const MOST_LINES = 10_000;
/** Begins the ids of the customers that stand in for unknown buyers. */
export const ANONYMOUS = "anonymous:";

/** The purchase, or everything that is wrong with the row. */
export function readPurchase(row: unknown, context: ReadingContext): Read<Purchase> {
  return readRow(row, (own, issues) => readFields(own, issues, context));
}

function readFields(row: object, issues: ValidationIssue[], context: ReadingContext): Purchase | undefined {
  const fields = ownFields(row, PURCHASE_FIELDS, context.columns);
  const attempt = <T>(code: string, read: () => T): T | undefined => attemptOr(issues, "", code, read);

  const id = attempt("invalid-id", () => readPurchaseId(context.fallbackId ?? fields["id"]));
  const customer = attempt(fields["customerId"] === undefined ? "anonymous" : "invalid-id", () => readCustomer(fields, id, context));
  const at = attempt("invalid-instant", () => readInstant("at", fields["at"], context.timeZone));
  const amount = attempt("invalid-amount", () => readAmount("amount", fields, context));
  const refunded = attempt("invalid-amount", () => readRefunded(fields, amount, context));
  const channel = attempt("invalid-text", () => readText("channel", fields["channel"]));
  const status = attempt("invalid-status", () => readStatus(fields["status"]));
  const lines = attempt("invalid-lines", () => readLines(fields["lines"], context, amount?.currency, issues));
  if (id === undefined || customer === undefined || at === undefined || amount === undefined) return undefined;

  return {
    id,
    customerId: customer,
    at,
    amount,
    ...(refunded === undefined ? {} : { refunded }),
    ...(channel === undefined ? {} : { channel }),
    ...(status === undefined ? {} : { status }),
    ...(lines === undefined ? {} : { lines }),
  };
}

function readPurchaseId(value: unknown): PurchaseId {
  if (value === undefined) throw new InvalidArgumentError("id", 'an id (a source without ids: ids: "row-number")', value);
  return readId("id", value) as PurchaseId;
}

function readCustomer(fields: RowFields, id: string | undefined, { anonymousAsOneTime }: ReadingContext): CustomerId {
  if (fields["customerId"] !== undefined) {
    const named = readId("customerId", fields["customerId"]);
    if (anonymousAsOneTime !== true || !named.startsWith(ANONYMOUS)) return named as CustomerId;
    throw new InvalidArgumentError(
      "customerId",
      `an id that does not begin with "${ANONYMOUS}", which is kept for anonymous buyers`,
      named,
    );
  }
  if (anonymousAsOneTime === true) return readId("customerId", `${ANONYMOUS}${id ?? ""}`) as CustomerId;
  throw new InvalidArgumentError("customerId", 'a customer (buyers without one: anonymous: "one-time")', undefined);
}

/** The amount under `name` or `nameMinor`, never both. */
function readAmount(name: "amount" | "refunded", fields: RowFields, context: ReadingContext, inherited?: string): Money {
  const [major, minor] = [fields[name], fields[`${name}Minor`]];
  if (major !== undefined && minor !== undefined) throw new InvalidArgumentError(name, `either ${name} or ${name}Minor`, major);
  const stated = fields["currency"] ?? inherited ?? context.currency;
  const currency = isMoneyInput(major)
    ? readCurrency(name === "amount" ? "currency" : name, major.currency, stated)
    : readCurrency("currency", stated, context.currency);
  const amount =
    minor === undefined ? readMajor(name, major, currency, context.numberFormat) : money(wholeMinor(`${name}Minor`, minor), currency);
  if (amount.minor < 0)
    throw new InvalidArgumentError(name, "an amount of at least 0 (a return is `refunded` on its purchase)", major ?? minor);
  return amount;
}

/** The currency that is stated closest to the amount; it may not contradict what is stated around it. */
function readCurrency(path: string, own: unknown, expected: unknown): string {
  const currency = own ?? expected;
  if (typeof currency !== "string") throw new InvalidArgumentError(path, "a currency, in the row or in the options", own);
  if (expected !== undefined && currency !== expected) throw new InvalidArgumentError(path, `the currency ${describeValue(expected)}`, own);
  return currency;
}

function readRefunded(fields: RowFields, amount: Money | undefined, context: ReadingContext): Money | undefined {
  if (fields["refunded"] === undefined && fields["refundedMinor"] === undefined) return undefined;
  const refunded = readAmount("refunded", fields, context, amount?.currency);
  if (amount !== undefined && refunded.currency !== amount.currency)
    throw new InvalidArgumentError("refunded", `an amount in ${amount.currency}`, refunded.currency);
  if (amount !== undefined && refunded.minor > amount.minor)
    throw new InvalidArgumentError("refunded", `at most the amount of the purchase (${decimalOfMoney(amount)})`, decimalOfMoney(refunded));
  return refunded;
}

function readText(path: string, value: unknown): string | undefined {
  if (value === undefined || (typeof value === "string" && value.length <= LONGEST_ID)) return value;
  throw new InvalidArgumentError(path, `a string of at most ${String(LONGEST_ID)} characters`, value);
}

function readStatus(value: unknown): PurchaseStatus | undefined {
  if (value === undefined || (typeof value === "string" && STATUSES.includes(value))) return value as PurchaseStatus | undefined;
  throw new InvalidArgumentError("status", `one of ${STATUSES.join(", ")}`, value);
}

function readLines(
  value: unknown,
  context: ReadingContext,
  currency: string | undefined,
  issues: ValidationIssue[],
): PurchaseLine[] | undefined {
  if (value === undefined) return undefined;
  if (!Array.isArray(value) || value.length > MOST_LINES)
    throw new InvalidArgumentError("lines", `an array of at most ${String(MOST_LINES)} lines`, value);
  const lines: PurchaseLine[] = [];
  value.forEach((line: unknown, i) => {
    const read = attemptOr(issues, `lines[${String(i)}].`, "invalid-line", () => readLine(line, { ...context, currency }));
    if (read !== undefined) lines.push(read);
  });
  return lines;
}

function readLine(line: unknown, context: ReadingContext): PurchaseLine {
  if (typeof line !== "object" || line === null) throw new InvalidArgumentError("line", "an object", line);
  const fields = ownFields(line, LINE_FIELDS);
  const quantity = fields["quantity"] ?? 1;
  if (typeof quantity !== "number" || !(quantity > 0 && quantity < Infinity))
    throw new InvalidArgumentError("quantity", "a number above 0", quantity);
  const category = readText("category", fields["category"]);
  return {
    productId: readId("productId", fields["productId"]),
    quantity,
    amount: readAmount("amount", fields, context),
    ...(category === undefined ? {} : { category }),
  };
}
