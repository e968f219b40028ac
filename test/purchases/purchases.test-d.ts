import { purchases, time, type Accumulator } from "clientele";
import { expectTypeOf, test } from "vitest";
import type { z } from "zod";

const options = { asOf: 0, timeZone: "UTC", occasion: "day", revenue: "net", fullyRefunded: "exclude" } as const;
const period = { asOf: 0, timeZone: "UTC", from: "2024-01-01", to: "2024-02-01" } as const;

test("the schema gives what the interface says, and takes what sources have", () => {
  expectTypeOf<z.output<typeof purchases.purchaseSchema>>().toEqualTypeOf<purchases.Purchase>();
  expectTypeOf<z.input<typeof purchases.purchaseSchema>>().toEqualTypeOf<purchases.PurchaseInput>();
  expectTypeOf(purchases.parsePurchase).toEqualTypeOf<(input: unknown) => purchases.Purchase>();
  expectTypeOf<purchases.Purchase>().toExtend<purchases.PurchaseInput>();
});

test("rows and columns are taken alike", () => {
  const { values } = purchases.parsePurchases([]);
  expectTypeOf(values).toEqualTypeOf<purchases.Purchase[]>();
  expectTypeOf(values).toExtend<purchases.Purchases>();
  expectTypeOf<ReadonlySet<purchases.Purchase>>().toExtend<purchases.Purchases>();
  expectTypeOf(purchases.purchaseColumns(values)).toExtend<purchases.Purchases>();
  expectTypeOf(purchases.customerSummaries(values, options)).toEqualTypeOf<purchases.CustomerSummary[]>();
});

test("what would change what a reader believes is not left out", () => {
  // @ts-expect-error [ts2345] -- which revenue?
  purchases.customerSummaries([], { asOf: 0, timeZone: "UTC", occasion: "day", fullyRefunded: "exclude" });
  // @ts-expect-error [ts2345] -- in which unit?
  purchases.repeatPurchaseSummaries([], { asOf: 0, timeZone: "UTC" });
  // @ts-expect-error [ts2345] -- which of the four?
  purchases.repeatPurchaseRate([], period);
  // @ts-expect-error [ts2345] -- the zone is never the host's
  purchases.calibrationHoldout([], { calibrationEnd: 0, observationEnd: 1, unit: "day" });
});

test("a rate says which definition it followed", () => {
  const rate = purchases.returningCustomerRate([], { ...period, method: "not-first-purchase" });
  expectTypeOf(rate.definition.method).toEqualTypeOf<purchases.ReturningCustomerMethod>();
  expectTypeOf(rate.value).toEqualTypeOf<number | null>();
});

test("the accumulator is one of the foundation's", () => {
  const accumulator = purchases.customerSummaryAccumulator(options);
  expectTypeOf(accumulator).toExtend<Accumulator<purchases.Purchase, purchases.CustomerSummaryState, purchases.CustomerSummary[]>>();
});

test("a purchase does not change", () => {
  const purchase = purchases.parsePurchase({ id: 1, customerId: 1, at: 0, amountMinor: 1, currency: "EUR" });
  // @ts-expect-error [ts2540] -- readonly
  purchase.at = time.instant(0);
  // @ts-expect-error [ts2540] -- readonly, all the way down
  purchase.amount.minor = 5;
});
