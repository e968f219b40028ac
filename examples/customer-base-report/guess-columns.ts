// Which column of a file holds what, by the names that shop and billing systems use.
import { COLUMN_FLAGS, type ColumnFlag } from "./options.js";

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
  for (const flag of Object.keys(COLUMN_FLAGS) as ColumnFlag[]) {
    const name = named[flag];
    if (name === "none") continue;
    const column = name ?? guess(header, flag);
    if (column === undefined) continue;
    checkColumn(header, flag, column);
    if (name === undefined) guessed.push(flag);
    chosen.set(flag, column);
  }
  if (chosen.has("amount") && named["amount-minor"] === undefined) chosen.delete("amount-minor");
  else if (chosen.has("amount-minor") && named.amount === undefined) chosen.delete("amount");
  for (const flag of ["customer", "at"] as const) {
    if (!chosen.has(flag)) throw new Error(`no column for --${flag} among: ${header.join(", ")}. Name it: --${flag} COLUMN`);
  }
  if (!chosen.has("amount") && !chosen.has("amount-minor"))
    throw new Error(`no column for --amount among: ${header.join(", ")}. Name it: --amount COLUMN`);
  return {
    columns: Object.fromEntries([...chosen].map(([flag, column]) => [COLUMN_FLAGS[flag], column])),
    guessed: guessed.filter((flag) => chosen.has(flag)),
  };
}

function guess(header: readonly string[], flag: ColumnFlag): string | undefined {
  const plain = header.map((name) => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, ""));
  for (const usual of USUAL_NAMES[flag]) {
    const place = plain.indexOf(usual);
    if (place >= 0) return header[place];
  }
  return undefined;
}

function checkColumn(header: readonly string[], flag: ColumnFlag, column: string): void {
  const times = header.filter((name) => name === column).length;
  if (times === 0) throw new Error(`--${flag}: the file has no column "${column}". It has: ${header.join(", ")}`);
  if (times > 1) throw new Error(`--${flag}: the file has ${String(times)} columns "${column}"`);
}
