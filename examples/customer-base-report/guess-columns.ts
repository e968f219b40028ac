// Which column of a file holds what, by the names that shop and billing systems use.
import { COLUMN_FLAGS, type ColumnFlag } from "./options.js";
import { listed, shortened } from "./printable.js";

/** Usual names, the likeliest first; compared without case, spaces and punctuation. */
const USUAL_NAMES: Readonly<Record<ColumnFlag, readonly string[]>> = {
  customer: [
    "customerid",
    "customer",
    "customernumber",
    "customeremail",
    "email",
    "clientid",
    "userid",
    "buyerid",
    "memberid",
    "accountid",
    "kundennummer",
    "kundenid",
    "kunde",
  ],
  at: [
    "orderedat",
    "orderdate",
    "purchasedat",
    "purchasedate",
    "paidat",
    "createdat",
    "invoicedate",
    "transactiondate",
    "date",
    "datetime",
    "timestamp",
    "bestelldatum",
    "datum",
    "at",
  ],
  amount: [
    "amount",
    "total",
    "ordertotal",
    "totalprice",
    "totalamount",
    "grandtotal",
    "sales",
    "revenue",
    "netsales",
    "price",
    "value",
    "betrag",
    "gesamtbetrag",
    "umsatz",
    "summe",
  ],
  "amount-minor": ["amountminor", "amountcents", "totalcents", "amountincents"],
  id: [
    "orderid",
    "ordernumber",
    "purchaseid",
    "invoiceid",
    "invoiceno",
    "invoicenumber",
    "invoice",
    "transactionid",
    "receiptid",
    "bestellnummer",
    "id",
  ],
  refunded: ["refunded", "refundedamount", "amountrefunded", "refund", "erstattet"],
  "currency-column": ["currency", "currencycode", "waehrung", "währung"],
  channel: ["channel", "saleschannel", "kanal"],
  status: ["status", "orderstatus", "financialstatus", "paymentstatus"],
};

export interface ChosenColumns {
  /** Field of a purchase to column of the file. */
  readonly columns: Partial<Record<(typeof COLUMN_FLAGS)[ColumnFlag], string>>;
  /** Flags whose column was guessed. */
  readonly guessed: readonly ColumnFlag[];
}

/** The named columns, and a guess for the others. Throws a plain Error when a named one is not there, or a needed one cannot be guessed. */
export function chooseColumns(header: readonly string[], named: Partial<Record<ColumnFlag, string>>): ChosenColumns {
  const chosen = new Map<ColumnFlag, string>();
  const guessed: ColumnFlag[] = [];
  for (const [flag, column] of Object.entries(named) as [ColumnFlag, string][]) {
    if (column !== "none") chosen.set(flag, column);
  }
  for (const flag of Object.keys(COLUMN_FLAGS) as ColumnFlag[]) {
    if (named[flag] !== undefined || isOtherAmount(flag, chosen)) continue;
    const column = guess(header, flag, new Set(chosen.values()));
    if (column === undefined) continue;
    guessed.push(flag);
    chosen.set(flag, column);
  }
  for (const [flag, column] of chosen) checkColumn(header, flag, column);
  for (const flag of ["customer", "at", "amount"] as const) {
    if (!chosen.has(flag) && !isOtherAmount(flag, chosen))
      throw new Error(`no column for --${flag} among: ${listed(header)}. Name it: --${flag} COLUMN`);
  }
  return { columns: Object.fromEntries([...chosen].map(([flag, column]) => [COLUMN_FLAGS[flag], column])), guessed };
}

/** Whether the amount is already read from the other one of its two columns. */
function isOtherAmount(flag: ColumnFlag, chosen: ReadonlyMap<ColumnFlag, string>): boolean {
  return (flag === "amount" && chosen.has("amount-minor")) || (flag === "amount-minor" && chosen.has("amount"));
}

/** The likeliest column that is not taken for something else. */
function guess(header: readonly string[], flag: ColumnFlag, taken: ReadonlySet<string>): string | undefined {
  const plain = header.map((name) => (taken.has(name) ? "" : name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "")));
  for (const usual of USUAL_NAMES[flag]) {
    const place = plain.indexOf(usual);
    if (place >= 0) return header[place];
  }
  return undefined;
}

function checkColumn(header: readonly string[], flag: ColumnFlag, column: string): void {
  const times = header.filter((name) => name === column).length;
  if (times === 0) throw new Error(`--${flag}: the file has no column "${shortened(column)}". It has: ${listed(header)}`);
  if (times > 1) throw new Error(`--${flag}: the file has ${String(times)} columns "${shortened(column)}"`);
}
