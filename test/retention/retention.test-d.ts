import { purchases, retention, survival } from "clientele";
import { expectTypeOf, test } from "vitest";

const period = { unit: "month", timeZone: "UTC" } as const;
const columns = purchases.purchaseColumns([]);

test("purchases are events, as rows and as columns", () => {
  expectTypeOf<purchases.Purchase>().toExtend<retention.CohortEvent>();
  expectTypeOf<purchases.PurchaseColumns>().toExtend<retention.CohortColumns>();
  expectTypeOf(retention.cohortTriangle(columns, { period, asOf: 0, mode: "on" })).toEqualTypeOf<retention.CohortTriangle>();
  expectTypeOf(retention.customerBaseMovements(columns, { period, asOf: 0, inactivityDays: 90 })).toEqualTypeOf<retention.BaseMovement[]>();
});

test("what would change what a reader believes is not left out", () => {
  // @ts-expect-error [ts2345] -- retained by which rule?
  retention.cohortTriangle([], { period, asOf: 0 });
  // @ts-expect-error [ts2322] -- customers, events or revenue are counted
  retention.cohortTriangle([], { period, asOf: 0, mode: "on", measure: "profit" });
  // @ts-expect-error [ts2345] -- which currency would the revenue of all years be in?
  retention.acquisitionByPeriod([{ customerId: "anna", at: 0 }], { period, asOf: 0 });
  // @ts-expect-error [ts2345] -- gone after how many days?
  retention.customerBaseMovements([], { period, asOf: 0 });
  // @ts-expect-error [ts2345] -- do customers weigh alike, or cohorts?
  retention.averageRetention(retention.cohortTriangle([], { period, asOf: 0, mode: "on" }), {});
  // @ts-expect-error [ts2741] -- in which zone?
  retention.cohortTriangle([], { period: { unit: "month" }, asOf: 0, mode: "on" });
});

test("the parts of a triangle make a triangle, and its losses a table for survival curves", () => {
  const { empty, finish } = retention.cohortAccumulator({ period, asOf: 0, mode: "on-or-after" });
  expectTypeOf(finish(empty())).toEqualTypeOf<retention.CohortTriangle>();
  expectTypeOf(retention.toEventTable(finish(empty()))).toEqualTypeOf<survival.EventTable>();
});

test("a cell may be unknown yet", () => {
  expectTypeOf<retention.CohortTriangle["cells"][number][number]>().toEqualTypeOf<number | null>();
  expectTypeOf<retention.AverageRetention["value"]>().toEqualTypeOf<number | null>();
});
