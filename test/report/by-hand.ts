// The figures of a report once more, in plain loops over the orders and with the runtime's own calendar: nothing here calls the code under test.
import type { Purchase } from "clientele/purchases";
import { wallDate } from "../foundation/time/intl.js";

const DAY = 86_400_000;

/** A customer's counted purchases in the order of time. */
export interface History {
  readonly customerId: string;
  readonly purchases: readonly { readonly at: number; readonly day: number; readonly netMinor: number }[];
}

/** The whole days since 1970 of a date, `"YYYY-MM-DD"`. */
export const dayOf = (date: string): number => Date.parse(`${date}T00:00:00Z`) / DAY;
/** The date of such a day. */
export const dateOf = (day: number): string => new Date(day * DAY).toISOString().slice(0, 10);

export const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** Everybody's paid purchases before `asOf`, without those refunded in full, net of refunds; sorted by id. */
export function historiesOf(orders: readonly Purchase[], asOf: number, timeZone: string): History[] {
  const byCustomer = new Map<string, { at: number; day: number; netMinor: number }[]>();
  for (const { customerId, at, amount, refunded, status } of orders) {
    const back = refunded?.minor ?? 0;
    if (at >= asOf || (status ?? "paid") !== "paid" || (back > 0 && back === amount.minor)) continue;
    const own = byCustomer.get(customerId) ?? [];
    own.push({ at, day: dayOf(wallDate(at, timeZone)), netMinor: amount.minor - back });
    byCustomer.set(customerId, own);
  }
  return [...byCustomer]
    .map(([customerId, purchases]) => ({ customerId, purchases: purchases.sort((a, b) => a.at - b.at) }))
    .sort((a, b) => (a.customerId < b.customerId ? -1 : 1));
}

export const revenueOf = ({ purchases }: History): number => sum(purchases.map(({ netMinor }) => netMinor));
const daysOf = ({ purchases }: History): number[] => [...new Set(purchases.map(({ day }) => day))].sort((a, b) => a - b);
const firstDayOf = ({ purchases }: History): number => purchases[0]?.day ?? NaN;
const lastDayOf = ({ purchases }: History): number => purchases.at(-1)?.day ?? NaN;

/** Frequency, recency, age in weeks and mean spend of the days after the first, as of a day. */
export function repeatBuying(
  history: History,
  asOfDay: number,
): { customerId: string; frequency: number; recency: number; age: number; meanSpend: number | null } {
  const days = daysOf(history);
  const first = firstDayOf(history);
  const later = history.purchases.filter(({ day }) => day > first);
  return {
    customerId: history.customerId,
    frequency: days.length - 1,
    recency: (lastDayOf(history) - first) / 7,
    age: (asOfDay - first) / 7,
    meanSpend: days.length === 1 ? null : sum(later.map(({ netMinor }) => netMinor)) / (days.length - 1),
  };
}

/** Customers at each stage: dormant after `inactivityDays`, lost after twice that, regular from 5 purchases, existing from 2. */
export function stagesOf(histories: readonly History[], asOfDay: number, inactivityDays: number): Record<string, number> {
  const counts = { prospect: 0, new: 0, existing: 0, regular: 0, dormant: 0, lost: 0 };
  for (const history of histories) {
    const away = asOfDay - lastDayOf(history);
    const bought = history.purchases.length;
    if (away > 2 * inactivityDays) counts.lost += 1;
    else if (away > inactivityDays) counts.dormant += 1;
    else if (bought >= 5) counts.regular += 1;
    else if (bought >= 2) counts.existing += 1;
    else counts.new += 1;
  }
  return counts;
}

/** Opening, new, reactivated, lapsed and closing of each month from the first purchase to the day after the last that counts. */
export function monthsOf(histories: readonly History[], endDay: number, inactivityDays: number): [string, ...number[]][] {
  const activeAt = (history: History, boundary: number): boolean =>
    history.purchases.some(({ day }) => day >= boundary - inactivityDays && day < boundary);
  const rows: [string, ...number[]][] = [];
  let [year = 0, month = 0] = dateOf(Math.min(...histories.map(firstDayOf)))
    .split("-")
    .map(Number);
  for (;;) {
    const label = `${String(year)}-${String(month).padStart(2, "0")}`;
    [year, month] = month === 12 ? [year + 1, 1] : [year, month + 1];
    const open = dayOf(`${label}-01`);
    const close = Math.min(Date.UTC(year, month - 1, 1) / DAY, endDay);
    const counts = { opening: 0, fresh: 0, reactivated: 0, lapsed: 0, closing: 0 };
    for (const history of histories) {
      const [before, after] = [activeAt(history, open), activeAt(history, close)];
      if (before) counts.opening += 1;
      if (after) counts.closing += 1;
      if (before && !after) counts.lapsed += 1;
      if (!before && after && firstDayOf(history) >= open) counts.fresh += 1;
      if (!before && after && firstDayOf(history) < open) counts.reactivated += 1;
    }
    rows.push([label, counts.opening, counts.fresh, counts.reactivated, counts.lapsed, counts.closing]);
    if (close === endDay) return rows;
  }
}

/** Numerator and denominator of the four rates of the year [from, to). */
export function ratesOf(
  histories: readonly History[],
  { from, to, asOfDay, withinDays }: { readonly from: number; readonly to: number; readonly asOfDay: number; readonly withinDays: number },
): Record<"repeatCustomersToDate" | "repeatPurchases" | "returningCustomers" | "secondPurchase", [number, number]> {
  const inYear = ({ day }: { readonly day: number }): boolean => day >= from && day < to;
  const customers = histories.filter(({ purchases }) => purchases.some(inYear));
  const firstTimers = customers.filter((history) => inYear({ day: firstDayOf(history) }));
  const bought = sum(histories.map(({ purchases }) => purchases.filter(inYear).length));
  const followed = firstTimers.filter((history) => firstDayOf(history) + withinDays < asOfDay);
  return {
    repeatCustomersToDate: [histories.filter(({ purchases }) => purchases.length >= 2).length, histories.length],
    repeatPurchases: [bought - firstTimers.length, bought],
    returningCustomers: [customers.length - firstTimers.length, customers.length],
    secondPurchase: [
      followed.filter((history) => (history.purchases[1]?.day ?? Infinity) <= firstDayOf(history) + withinDays).length,
      followed.length,
    ],
  };
}

/** Customers and revenue of A (up to 80 % of revenue), B (up to 95 %) and C, the best first. */
export function abcOf(histories: readonly History[]): { class: string; customers: number; revenueMinor: number }[] {
  const classes = ["A", "B", "C"].map((name) => ({ class: name, customers: 0, revenueMinor: 0 }));
  const revenues = histories.map(revenueOf).sort((a, b) => b - a);
  const total = sum(revenues);
  let before = 0;
  for (const revenue of revenues) {
    const row = classes[before * 100 < total * 80 ? 0 : before * 100 < total * 95 ? 1 : 2];
    if (row === undefined) continue;
    row.customers += 1;
    row.revenueMinor += revenue;
    before += revenue;
  }
  return classes;
}

/** How often customers of each cohort month bought in the months after it; months that are not over are `null`. */
export function cohortsOf(histories: readonly History[], asOfDay: number): { label: string; size: number; cells: (number | null)[] }[] {
  const monthOf = (day: number): number => new Date(day * DAY).getUTCFullYear() * 12 + new Date(day * DAY).getUTCMonth();
  const now = monthOf(asOfDay);
  const months = [...new Set(histories.map((history) => monthOf(firstDayOf(history))))].sort((a, b) => a - b);
  return months.map((month) => {
    const own = histories.filter((history) => monthOf(firstDayOf(history)) === month);
    const cells = Array.from({ length: now - month + 1 }, (_, k) =>
      month + k === now ? null : own.filter(({ purchases }) => purchases.some(({ day }) => monthOf(day) === month + k)).length,
    );
    return { label: `${String(Math.floor(month / 12))}-${String((month % 12) + 1).padStart(2, "0")}`, size: own.length, cells };
  });
}
