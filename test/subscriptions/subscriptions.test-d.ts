import type { SimulatedSubscription } from "clientele/simulation";
import * as subscriptions from "clientele/subscriptions";
import { expectTypeOf, test } from "vitest";
import type { z } from "zod";

const window = { from: "2024-01-01", until: "2024-07-01", timeZone: "UTC", asOf: 0 } as const;
const revenue = subscriptions.recurringRevenue([], window);

test("the schema gives what the interface says, and takes what sources have", () => {
  expectTypeOf<z.output<typeof subscriptions.subscriptionSchema>>().toEqualTypeOf<subscriptions.Subscription>();
  expectTypeOf<z.input<typeof subscriptions.subscriptionSchema>>().toEqualTypeOf<subscriptions.SubscriptionInput>();
  expectTypeOf<subscriptions.Subscription>().toExtend<subscriptions.SubscriptionInput>();
});

test("simulated subscriptions are subscriptions", () => {
  expectTypeOf<SimulatedSubscription>().toEqualTypeOf<subscriptions.Subscription>();
});

test("what would change what a reader believes is not left out", () => {
  // @ts-expect-error [ts2345] -- when?
  subscriptions.recurringRevenue([], { from: "2024-01-01", until: "2024-07-01", timeZone: "UTC" });
  // @ts-expect-error [ts2345] -- the zone is never the host's
  subscriptions.recurringRevenue([], { from: "2024-01-01", until: "2024-07-01", asOf: 0 });
  // @ts-expect-error [ts2554] -- whose revenue?
  subscriptions.grossRevenueRetention(revenue);
  // @ts-expect-error [ts2345] -- whose revenue?
  subscriptions.netRevenueRetention(revenue, { includeReactivation: true });
});

test("a rate may have no value, and says what it is", () => {
  expectTypeOf(subscriptions.quickRatio(revenue)[0]?.value).toEqualTypeOf<number | null | undefined>();
  expectTypeOf(subscriptions.logoChurn(revenue)).toEqualTypeOf<subscriptions.RevenueRate[]>();
});
