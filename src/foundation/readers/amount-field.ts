// Reads amounts of rows: a decimal text, an exact number, or money.
import { describeValue } from "../errors/describe-value.js";
import { InvalidArgumentError } from "../errors/invalid-argument-error.js";
import { money, type Money } from "../money/money.js";
import { readMoney, type ParseMoneyOptions } from "../money/parse-money.js";
import { isMoneyInput, wholeMinor } from "./row-fields.js";

/** What a source of rows with amounts leaves unsaid. */
export interface SourceContext {
  readonly currency?: string | undefined;
  readonly timeZone?: string | undefined;
  readonly numberFormat?: ParseMoneyOptions | undefined;
}

/** An amount in major units, or as money. A number is read exactly, whatever the source's separators are. */
export function readMajor(name: string, value: unknown, currency: string, numberFormat: ParseMoneyOptions = {}): Money {
  if (isMoneyInput(value)) return money(wholeMinor(`${name}.minor`, value.minor), currency);
  return typeof value === "number" ? readMoney(name, String(value), currency, {}) : readMoney(name, value, currency, numberFormat);
}

/** The one currency that all agree on who name one: those around the amount, and the amount itself. */
export function agreedCurrency(around: readonly unknown[], amount: unknown): string {
  const named = [...around, isMoneyInput(amount) ? amount.currency : undefined].filter((currency) => currency !== undefined);
  const [first] = named;
  const other = named.find((currency) => currency !== first);
  if (other !== undefined) throw new InvalidArgumentError("currency", `the currency ${describeValue(first)}`, other);
  if (typeof first !== "string") throw new InvalidArgumentError("currency", "a currency, in the row or in the options", first);
  return first;
}
