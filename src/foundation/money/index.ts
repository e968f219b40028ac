export { allocateMoney } from "./allocate-money.js";
export { addMoney, compareMoney, negateMoney, subtractMoney, sumMoney } from "./arithmetic.js";
export { currencyDigits, type CurrencyCode } from "./currency.js";
export { formatMoney, type FormatMoneyOptions } from "./format-money.js";
export { money, type Money } from "./money.js";
export { multiplyMoney, type Fraction, type MultiplyMoneyOptions } from "./multiply-money.js";
export { decimalOfMoney, parseMoney, type ParseMoneyOptions } from "./parse-money.js";
export type { RoundingMode } from "./rounding.js";
