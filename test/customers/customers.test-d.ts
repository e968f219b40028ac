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

test("customers, consents and contacts are what their parsers and schemas give", () => {
  expectTypeOf(customers.parseCustomer(null)).toEqualTypeOf<customers.Customer>();
  expectTypeOf(customers.customerSchema.parse(null)).toEqualTypeOf<customers.Customer>();
  expectTypeOf(customers.consentEventSchema.parse(null)).toEqualTypeOf<customers.ConsentEvent>();
  expectTypeOf(customers.contactSchema.parse(null)).toEqualTypeOf<customers.Contact>();
  expectTypeOf<customers.Customer>().toExtend<customers.CustomerInput>();
  expectTypeOf<customers.Contact>().toExtend<customers.ContactInput>();
  expectTypeOf<customers.ConsentDefinition>().toExtend<customers.ConsentOptions>();
  expectTypeOf<customers.ContactInput["tags"]>().toEqualTypeOf<customers.CustomerInput["tags"]>();
  expectTypeOf<customers.LifecycleProspect[]>().toExtend<Parameters<typeof customers.lifecycleCounts>[0]>();
});

test("transitions are between the stages that there are", () => {
  expectTypeOf(customers.lifecycleTransitions([], []).rows[0]?.from).toEqualTypeOf<customers.LifecycleStage | "absent" | undefined>();
  // @ts-expect-error [ts2322] -- no such stage
  customers.lifecycleTransitions([{ customerId: "a", stage: "vip" }], []);
});

test("undoing merges may be refused", () => {
  const undone = customers.undoMerges([], []);
  expectTypeOf(undone.ok).toEqualTypeOf<boolean>();
  if (undone.ok) expectTypeOf(undone.value).toExtend<readonly customers.Customer[]>();
});
