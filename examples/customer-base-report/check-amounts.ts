// What has to hold of all amounts together before they can be added up.
import { decimalOfMoney } from "clientele/money";
import type { Orders } from "./read-orders.js";

/** Throws a plain Error when orders are in several currencies, or those before `asOf` add up to more than whole numbers can hold exactly. */
export function checkAmounts({ parsed, lineOf }: Orders, asOf: number): void {
  const currencies = [...new Set(parsed.values.map(({ amount }) => amount.currency))];
  if (currencies.length > 1)
    throw new Error(`the orders are in ${currencies.join(" and ")}; name the one to report: --currency ${currencies[0] ?? ""}`);

  const counted = parsed.values.filter(({ at, status = "paid" }) => at < asOf && status === "paid");
  const sum = counted.reduce((total, { amount, refunded }) => total + amount.minor - (refunded?.minor ?? 0), 0);
  if (Number.isSafeInteger(sum)) return;
  const largest = counted.reduce((most, purchase) => (purchase.amount.minor > most.amount.minor ? purchase : most));
  const where = `${decimalOfMoney(largest.amount)} ${largest.amount.currency} in line ${String(lineOf(largest))}`;
  throw new Error(`the amounts add up to more than can be counted exactly; the largest is ${where}. Does --amount name the right column?`);
}
