import type { z } from "zod";
import { readerSchema } from "../foundation/errors/reader-schema.js";
import type { Purchase, PurchaseInput } from "./purchase.js";
import { readPurchase } from "./read-purchase.js";

/**
 * The zod schema of a {@link Purchase}, for frameworks that take a Standard Schema (forms, RPC, web handlers). It accepts what {@link parsePurchase} accepts.
 *
 * One transform over the raw row, so that there is one rule for what a purchase is; it has no JSON Schema.
 *
 * @example
 * import { purchases } from "clientele";
 *
 * const input = { id: "p1", customerId: "c1", at: "2024-05-01T09:30:00Z", amount: "19.99", currency: "EUR" };
 * purchases.purchaseSchema.parse(input).amount; // => { minor: 1999, currency: "EUR" }
 *
 * @category Parsing
 */
export const purchaseSchema: z.ZodType<Purchase, PurchaseInput> = /* @__PURE__ */ readerSchema<Purchase, PurchaseInput>((row, issues) => {
  const read = readPurchase(row, {});
  if ("value" in read) return read.value;
  issues.push(...read.issues);
  return undefined;
});
