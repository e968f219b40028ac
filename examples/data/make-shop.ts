// Writes shop-orders.csv: the orders of a made-up shop, and some dirty rows as real exports have them. Run it with `npx tsx examples/data/make-shop.ts`.
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Purchase } from "clientele/purchases";
import { simulatePurchases } from "clientele/simulation";
import { csvText, isoWithOffset, TIME_ZONE } from "./csv-text.js";

export const SEED = 20_251_231;
const HEADER = ["order_id", "customer_id", "ordered_at", "total", "refunded", "channel", "status"] as const;

type Order = Record<(typeof HEADER)[number], string>;

/** What was bought; the same on every run. */
export function shopPurchases(): readonly Purchase[] {
  return simulatePurchases({ seed: SEED, from: "2023-01-01", until: "2026-01-01", timeZone: TIME_ZONE, currency: "EUR" }).purchases;
}

/** The text of the file; the same on every run. */
export function shopOrdersCsv(): string {
  return csvText(HEADER, withDirtyRows(shopPurchases().map(orderOf)));
}

function orderOf({ id, customerId, at, amount, refunded, channel, status }: Purchase): Order {
  return {
    order_id: id,
    customer_id: customerId,
    ordered_at: isoWithOffset(at),
    total: decimal(amount.minor),
    refunded: refunded === undefined ? "" : decimal(refunded.minor),
    channel: channel ?? "",
    status: status ?? "",
  };
}

/** Each dirty row stands behind the order it is made of, and leaves that order as it was. README.md lists them. */
function withDirtyRows(orders: readonly Order[]): Order[] {
  const dirtyRows: readonly (readonly [afterRow: number, changes: Partial<Order>])[] = [
    [113, { order_id: "x01", customer_id: "" }],
    [947, { order_id: "x02", customer_id: "" }],
    [2801, { order_id: "x03", customer_id: "" }],
    [356, { order_id: "x04", total: "12,50", refunded: "" }],
    [4210, { order_id: "x05", total: "1.249,00", refunded: "" }],
    [512, { order_id: "x06", ordered_at: "2023-02-29T11:20:00+01:00" }],
    [1733, { order_id: "x07", ordered_at: "2024-13-01T09:05:00+01:00" }],
    [688, { order_id: "x08", total: "-19.99", refunded: "" }],
    [3020, { order_id: "x09", total: "-45.00", refunded: "" }],
    [1204, { order_id: "x10", refunded: "9999.00" }],
    [777, {}],
    [1999, {}],
    [5005, {}],
    [1500, { total: "1.00", refunded: "" }],
    [3333, { customer_id: "c0001" }],
    [820, { order_id: "x11", status: "shipped?" }],
    [2222, { order_id: "x12", status: "N/A" }],
    [4444, { order_id: "x13", ordered_at: "2062-11-05T14:30:00+01:00" }],
  ];
  return orders.flatMap((order, i) => [
    order,
    ...dirtyRows.filter(([afterRow]) => afterRow === i + 1).map(([, changes]) => ({ ...order, ...changes })),
  ]);
}

function decimal(minor: number): string {
  return `${Math.floor(minor / 100)}.${String(minor % 100).padStart(2, "0")}`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const file = new URL("shop-orders.csv", import.meta.url);
  writeFileSync(file, shopOrdersCsv());
  console.log(`${readFileSync(file, "utf8").split("\n").length - 2} orders written to ${fileURLToPath(file)}`);
}
