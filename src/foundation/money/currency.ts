import { InvalidArgumentError } from "../errors/invalid-argument-error.js";

/** ISO 4217 codes by the digits of their minor unit; codes retired in recent years stay, since old purchases carry them. */
const CODES_BY_DIGITS: readonly (readonly [digits: number, codes: string])[] = [
  [0, "BIF BYR CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"],
  [
    2,
    `AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW CNY COP COU CRC CUC CUP CVE CZK
    DKK DOP DZD EEK EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HRK HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD
    LSL LTL LVL MAD MDL MGA MKD MMK MNT MOP MRO MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD
    SCR SDG SEK SGD SHP SLE SLL SOS SRD SSP STD STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VEF VES WST XCD XCG YER ZAR ZMW
    ZWG ZWL`,
  ],
  [3, "BHD IQD JOD KWD LYD OMR TND"],
  [4, "CLF UYW"],
];

const DIGITS: ReadonlyMap<string, number> = /* @__PURE__ */ new Map(
  CODES_BY_DIGITS.flatMap(([digits, codes]) => codes.split(/\s+/).map((code) => [code, digits] as const)),
);

/**
 * An ISO 4217 currency code in capitals, such as `"EUR"`.
 * @category Money
 */
export type CurrencyCode = string & { readonly __brand: "CurrencyCode" };

/**
 * How many digits the minor unit of a currency has: 2 for EUR (cents), 0 for JPY, 3 for KWD (fils).
 *
 * @param currency - An ISO 4217 code in capitals.
 * @returns The number of digits, as ISO 4217 lists it.
 * @throws An {@link InvalidArgumentError} when the code is unknown.
 *
 * @example
 * import { money } from "clientele";
 *
 * money.currencyDigits("EUR"); // => 2
 * money.currencyDigits("JPY"); // => 0
 * money.currencyDigits("KWD"); // => 3
 *
 * @category Money
 */
export function currencyDigits(currency: string): number {
  const digits = DIGITS.get(currency);
  if (digits === undefined) throw new InvalidArgumentError("currency", "an ISO 4217 code in capitals", currency);
  return digits;
}

/** The same string as a currency code; throws when it is none. */
export function checkedCurrency(currency: string): CurrencyCode {
  currencyDigits(currency);
  return currency as CurrencyCode;
}
