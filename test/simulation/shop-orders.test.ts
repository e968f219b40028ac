import { readFileSync } from "node:fs";
import { parsePurchases } from "clientele/purchases";
import { simulatePurchases } from "clientele/simulation";
import { parse } from "csv-parse/sync";
import { describe, expect, it } from "vitest";
import { shopOrdersCsv } from "../../examples/data/make-shop.js";
import { root } from "../package/subpaths.js";

const file = readFileSync(`${root}examples/data/shop-orders.csv`, "utf8");
const rows: Record<string, string>[] = parse(file, { columns: true });
const parsed = parsePurchases(rows, {
  currency: "EUR",
  columns: { id: "order_id", customerId: "customer_id", at: "ordered_at", amount: "total" },
});

describe("the shop of the examples", () => {
  it("is what its script writes, in any host zone, and small", () => {
    expect(shopOrdersCsv() === file).toBe(true);
    expect(file.length).toBeLessThan(1_000_000);
  });

  it("has the dirty rows that its README lists", () => {
    expect(parsed.summary).toMatchObject({ rows: 7014, accepted: 6997, rejected: 14, duplicates: 3 });
    const counts: Record<string, number> = {};
    for (const { code } of parsed.rejected) counts[code] = (counts[code] ?? 0) + 1;
    expect(counts).toStrictEqual({ anonymous: 3, "invalid-amount": 5, "invalid-instant": 2, "id-conflict": 2, "invalid-status": 2 });
  });

  it("is without them what was simulated, to the second and the cent", () => {
    const simulated = simulatePurchases({ seed: 20_251_231, timeZone: "Europe/Berlin" });
    expect(parsed.values.filter(({ id }) => id !== "x13")).toStrictEqual(simulated.purchases);
  });
});
