// Purchases for benchmarks: three years, the same in every run.
import { money } from "clientele";
import type { PurchaseColumns } from "clientele/purchases";

const DAY = 86_400_000;
export const START = Date.parse("2022-01-01T00:00:00Z");
const DAYS = 3 * 365;
/** After the last purchase. */
export const END = START + DAYS * DAY;

/** Purchases in the order of time with customers mixed, or in no order. */
export function purchasesInColumns(rows: number, customers: number, order: "time" | "none" = "time"): PurchaseColumns {
  const random = randomWholes();
  return {
    customerIds: Array.from({ length: customers }, (_, i) => `c${String(i).padStart(7, "0")}`),
    customer: Int32Array.from({ length: rows }, () => random(customers)),
    at: Float64Array.from({ length: rows }, (_, i) =>
      order === "time" ? START + Math.floor((i / rows) * DAYS * DAY) : START + random(DAYS) * DAY + random(DAY),
    ),
    amountMinor: Float64Array.from({ length: rows }, () => 100 + random(20_000) * (1 + random(9))),
    currency: money.money(0, "EUR").currency,
  };
}

/** Whole numbers below `limit`. */
export function randomWholes(): (limit: number) => number {
  let seed = 42;
  return (limit) => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((seed / 2 ** 32) * limit);
  };
}
