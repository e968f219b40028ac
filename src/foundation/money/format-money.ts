import { currencyDigits } from "./currency.js";
import type { Money } from "./money.js";
import { decimalOfMoney } from "./parse-money.js";

/**
 * How {@link formatMoney} writes an amount.
 * @category Money
 */
export interface FormatMoneyOptions {
  /** A BCP 47 locale, such as `"de-DE"`. */
  readonly locale: string;
}

/**
 * Writes an amount of money for people, the way a locale does.
 *
 * All decimals of the currency are written, none is rounded away. Symbols and separators come from the runtime's locale data, so two runtimes may differ in a space; store {@link decimalOfMoney} or minor units instead.
 *
 * @param amount - The amount.
 * @param options - The locale to write in.
 * @returns The amount with its currency.
 * @throws A `RangeError` of the runtime when the locale is malformed.
 *
 * @example
 * import { money } from "clientele";
 *
 * money.formatMoney(money.money(123456, "EUR"), { locale: "en-US" }); // => "€1,234.56"
 *
 * @category Money
 */
export function formatMoney(amount: Money, options: FormatMoneyOptions): string {
  const digits = currencyDigits(amount.currency);
  const format = new Intl.NumberFormat(options.locale, {
    style: "currency",
    currency: amount.currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  return format.format(decimalOfMoney(amount) as Intl.StringNumericLiteral);
}
