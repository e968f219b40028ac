import type { z } from "zod";
import { readerSchema } from "../foundation/errors/reader-schema.js";
import { readSubscription } from "./read-subscription.js";
import type { Subscription, SubscriptionInput } from "./subscription.js";

/**
 * The zod schema of a {@link Subscription}, for frameworks that take a Standard Schema (forms, RPC, web handlers). It accepts what {@link parseSubscription} accepts.
 *
 * One transform over the raw row, so that there is one rule for what a subscription is; it has no JSON Schema.
 *
 * @example
 * import { subscriptionSchema } from "clientele/subscriptions";
 *
 * const input = { customerId: "anna", start: "2024-05-01", amount: "120.00", currency: "EUR", interval: "year" } as const;
 * subscriptionSchema.parse(input).amount; // => { minor: 12000, currency: "EUR" }
 *
 * @category Parsing
 */
export const subscriptionSchema: z.ZodType<Subscription, SubscriptionInput> = /* @__PURE__ */ readerSchema<Subscription, SubscriptionInput>(
  (row, issues) => {
    const read = readSubscription(row, {});
    if ("value" in read) return read.value;
    issues.push(...read.issues);
    return undefined;
  },
);
