import { z } from "zod";
import type { Purchase, PurchaseInput } from "./purchase.js";
import { readPurchase } from "./read-purchase.js";

const id = z.union([z.string(), z.int()]).nullish();
const amount = z.union([z.string(), z.number(), z.looseObject({ minor: z.int(), currency: z.string() })]).nullish();
const amountMinor = z.union([z.int(), z.string().regex(/^[+-]?\d{1,16}$/)]).nullish();

const fields = z.looseObject({
  id,
  customerId: id,
  at: z.union([z.string(), z.int(), z.date()]),
  amount,
  amountMinor,
  currency: z.string().nullish(),
  refunded: amount,
  refundedMinor: amountMinor,
  channel: z.string().nullish(),
  status: z.enum(["paid", "pending", "cancelled", ""]).nullish(),
  lines: z.array(z.looseObject({ productId: z.union([z.string(), z.int()]), quantity: z.number().nullish() })).nullish(),
});

/**
 * The zod schema of a {@link Purchase}, for frameworks that take a Standard Schema (forms, RPC, web handlers). It accepts what {@link parsePurchase} accepts.
 *
 * @example
 * import { purchases } from "clientele";
 *
 * const input = { id: "p1", customerId: "c1", at: "2024-05-01T09:30:00Z", amount: "19.99", currency: "EUR" };
 * purchases.purchaseSchema.parse(input).amount; // => { minor: 1999, currency: "EUR" }
 *
 * @category Parsing
 */
export const purchaseSchema: z.ZodType<Purchase, PurchaseInput> = /* @__PURE__ */ fields.transform((row, context) => {
  const read = readPurchase(row, {});
  if ("purchase" in read) return read.purchase;
  for (const { path, code, message } of read.issues) {
    context.addIssue({ code: "custom", path: path === "" ? [] : path.split(/[.[\]]+/).filter((part) => part !== ""), message, params: { code } });
  }
  return z.NEVER;
}) as z.ZodType<Purchase, PurchaseInput>;
