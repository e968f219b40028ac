// Figures as people read them; nothing here is calculated.
import { formatMoney, money } from "clientele/money";
import { calendarDate } from "clientele/time";

const LOCALE = "en-GB";
const COUNT = new Intl.NumberFormat(LOCALE);

export function count(value: number): string {
  return COUNT.format(value);
}

export function decimal(value: number | null, digits: number): string {
  return value === null ? "–" : value.toLocaleString(LOCALE, { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

export function percent(share: number | null): string {
  return share === null ? "–" : `${decimal(100 * share, 1)} %`;
}

/** Minor units, rounded to whole ones for display only. */
export function amount(minor: number, currency: string): string {
  return formatMoney(money(Math.round(minor), currency), { locale: LOCALE });
}

export function date(at: number, timeZone: string): string {
  return calendarDate(at, timeZone);
}
