import { customers, purchases } from "clientele";
import { expectTypeOf, test } from "vitest";

const rules = { timeZone: "UTC", regular: { minPurchases: 5 }, dormant: { afterDays: 90 }, lost: { afterDays: 365 } };

test("a customer summary has a stage, and so has nobody", () => {
  expectTypeOf<purchases.CustomerSummary>().toExtend<customers.LifecycleSubject>();
  expectTypeOf(customers.lifecycleStage(null, rules, 0)).toEqualTypeOf<customers.LifecycleStage>();
  expectTypeOf(customers.lifecycleCounts([null], rules, 0).counts.lost).toEqualTypeOf<number>();
});

test("the zone is never the host's, and when a customer is lost is not guessed", () => {
  const { timeZone: _zone, ...zoneless } = rules;
  // @ts-expect-error [ts2345] -- in which zone?
  customers.lifecycleStage(null, zoneless, 0);
  const { lost: _lost, ...endless } = rules;
  // @ts-expect-error [ts2345] -- lost after how many days?
  customers.lifecycleCounts([], endless, 0);
});
