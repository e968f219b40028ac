// Which column of a file holds what, by the names that billing systems use.
import { listed, shortened } from "../customer-base-report/printable.js";
import { COLUMN_FLAGS, type ColumnFlag } from "./command.js";

/** Usual names, the likeliest first; compared without case, spaces and punctuation. */
const USUAL_NAMES: Readonly<Record<ColumnFlag, readonly string[]>> = {
  customer: ["customerid", "customer", "customeremail", "accountid", "account", "userid", "email", "clientid", "kundennummer", "kunde"],
  start: ["startedon", "startdate", "startedat", "start", "from", "validfrom", "currentperiodstart", "createdat", "beginn", "von"],
  end: ["endedon", "enddate", "endedat", "end", "until", "validuntil", "canceledat", "cancelledat", "ende", "bis"],
  amount: ["price", "amount", "unitprice", "planprice", "total", "fee", "preis", "betrag"],
  "amount-minor": ["amountminor", "priceminor", "amountcents", "pricecents", "unitamount", "planamount"],
  interval: ["billing", "interval", "billinginterval", "billingperiod", "planinterval", "period", "intervall", "abrechnung"],
  plan: ["plan", "planname", "product", "productname", "tier", "tarif", "produkt"],
  "currency-column": ["currency", "currencycode", "waehrung", "währung"],
};

const NEEDED: readonly ColumnFlag[] = ["customer", "start", "interval"];

export interface ChosenColumns {
  readonly columns: ReadonlyMap<ColumnFlag, string>;
  /** Flags whose column was guessed. */
  readonly guessed: readonly ColumnFlag[];
}

/** The named columns, and a guess for the others. Throws a plain Error when a named one is not there, or a needed one cannot be guessed. */
export function chooseColumns(header: readonly string[], named: Readonly<Partial<Record<ColumnFlag, string>>>): ChosenColumns {
  const columns = new Map<ColumnFlag, string>();
  const guessed: ColumnFlag[] = [];
  for (const [flag, column] of Object.entries(named) as [ColumnFlag, string][]) if (column !== "none") columns.set(flag, column);
  for (const flag of COLUMN_FLAGS) {
    // The amount is read from one of its two columns.
    const isTaken = (flag === "amount" && columns.has("amount-minor")) || (flag === "amount-minor" && columns.has("amount"));
    const column = named[flag] !== undefined || isTaken ? undefined : guess(header, flag, new Set(columns.values()));
    if (column === undefined) continue;
    guessed.push(flag);
    columns.set(flag, column);
  }
  for (const [flag, column] of columns) checkColumn(header, flag, column);
  const missing =
    NEEDED.find((flag) => !columns.has(flag)) ?? (columns.has("amount") || columns.has("amount-minor") ? undefined : "amount");
  if (missing !== undefined) throw new Error(`no column for --${missing} among: ${listed(header)}. Name it: --${missing} COLUMN`);
  return { columns, guessed };
}

/** The likeliest column that is not taken for something else. */
function guess(header: readonly string[], flag: ColumnFlag, taken: ReadonlySet<string>): string | undefined {
  const plain = header.map((name) => (taken.has(name) ? "" : name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "")));
  const usual = USUAL_NAMES[flag].find((name) => plain.includes(name));
  return usual === undefined ? undefined : header[plain.indexOf(usual)];
}

function checkColumn(header: readonly string[], flag: ColumnFlag, column: string): void {
  const times = header.filter((name) => name === column).length;
  if (times === 0) throw new Error(`--${flag}: the file has no column "${shortened(column)}". It has: ${listed(header)}`);
  if (times > 1) throw new Error(`--${flag}: the file has ${String(times)} columns "${shortened(column)}"`);
}
