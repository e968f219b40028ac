import {
  acquisitionByPeriod,
  churnRisk,
  cohortTriangle,
  customerBaseMovements,
  suggestInactivityDays,
  winBackCandidates,
  type CohortEvent,
} from "clientele/retention";
import { describe, expect, it } from "vitest";

const month = { unit: "month", timeZone: "UTC" } as const;
const cohorts = { period: month, asOf: "2024-03-01T00:00:00Z", mode: "on" } as const;
const revenue = { ...cohorts, measure: "revenue" } as const;
const moves = { period: month, asOf: cohorts.asOf, inactivityDays: 90 };
const silence = { asOf: cohorts.asOf, timeZone: "UTC" };
const wins = { ...silence, dormant: { afterDays: 9 } };
const summary = { customerId: "a", firstAt: 0, lastAt: 0, purchases: 1, revenueMinor: 5, currency: "EUR" };
const event = { customerId: "a", at: 0 };
const paid = (minor: number, currency: string, status = "paid"): CohortEvent => ({ ...event, status, amount: { minor, currency } });
const none = undefined as never;
const empty = {} as never;

describe("what is not rows, columns or options is refused with its place", () => {
  it.each<[string, () => unknown]>([
    ["events[0].amount", () => cohortTriangle([{ ...event, amount: null as never }], cohorts)],
    ["events[0].refunded", () => cohortTriangle([{ ...event, refunded: null as never }], cohorts)],
    ["events", () => cohortTriangle(empty, cohorts)],
    ["customer", () => cohortTriangle({ customerIds: [] } as never, cohorts)],
    [
      "amountMinor",
      () => cohortTriangle({ customerIds: [], customer: new Int32Array(), at: new Float64Array(), amountMinor: 5 as never }, cohorts),
    ],
    ["amountMinor", () => cohortTriangle({ customerIds: ["a"], customer: Int32Array.of(0), at: Float64Array.of(0) }, revenue)],
    [
      "currency",
      () => cohortTriangle({ customerIds: [], customer: new Int32Array(), at: new Float64Array(), currency: 5 as never }, cohorts),
    ],
    ["events[0].amountMinor", () => cohortTriangle([{ ...event, amount: { minor: 5 }, amountMinor: 6 }], cohorts)],
    ["events[1].amount", () => cohortTriangle([paid(1, "EUR"), paid(1, "USD")], revenue)],
    ["events[0].amount", () => cohortTriangle([paid(1, 5 as never)], revenue)],
    ["purchases[0]", () => customerBaseMovements([null as never], moves)],
    ["purchases[0].amount", () => customerBaseMovements([{ customerId: "a", at: 0 } as never], moves)],
    ["purchases", () => customerBaseMovements(empty, moves)],
    ["purchases", () => acquisitionByPeriod(empty, moves)],
    ["at", () => customerBaseMovements({ customerIds: [], customer: new Int32Array() } as never, moves)],
    [
      "refundedMinor",
      () => customerBaseMovements({ customerIds: [], customer: [], at: [], amountMinor: [], refundedMinor: 5 } as never, moves),
    ],
    ["options", () => churnRisk([], none)],
    ["options", () => suggestInactivityDays([], none)],
    ["options", () => winBackCandidates([], none)],
    ["summaries", () => winBackCandidates(none, wins)],
    ["summaries", () => winBackCandidates(empty, wins)],
    ["summaries[1].customerId", () => winBackCandidates([summary, summary], wins)],
    ["options.expectedValues[0]", () => winBackCandidates([], { ...wins, expectedValues: [null as never] })],
    ["options.expectedValues", () => winBackCandidates([], { ...wins, expectedValues: empty })],
    [
      "options.expectedValues[0].customerId",
      () => winBackCandidates([], { ...wins, expectedValues: [{ customerId: 5 as never, valueMinor: 1 }] }),
    ],
  ])("%s", (argument, call) => {
    expect(call).toThrow(expect.objectContaining({ code: "invalid-argument", argument }));
  });

  it("says that amounts are needed as revenue is counted", () => {
    const columns = { customerIds: ["a"], customer: Int32Array.of(0), at: Float64Array.of(0) };
    expect(() => cohortTriangle(columns, revenue)).toThrow(/as revenue is counted/);
  });

  it("but what does not count may be in another currency, and an amount may be said twice", () => {
    const { currency, cells } = cohortTriangle(
      [paid(1, "USD", "cancelled"), paid(2, "EUR"), { ...paid(3, "EUR"), amountMinor: 3 }],
      revenue,
    );
    expect([currency, cells[0]?.[0]]).toEqual(["EUR", 5]);
  });
});
