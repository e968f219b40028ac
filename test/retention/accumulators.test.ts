import {
  acquisitionAccumulator,
  averagePerCustomer,
  baseMovementAccumulator,
  cohortAccumulator,
  cohortTriangle,
  contractMovementAccumulator,
  contractRateAccumulator,
} from "clientele/retention";
import { describe, expect, it } from "vitest";
import { purchase } from "../purchases/make.js";

const month = { unit: "month", timeZone: "UTC" } as const;
const asOf = "2024-06-01T00:00:00Z";
const cohorts = { period: month, asOf, mode: "on", measure: "revenue" } as const;
const moves = { period: month, asOf, inactivityDays: 90, from: "2024-01-01" };
const contracts = { period: month, asOf, from: "2024-01-01" };
const january = { from: "2024-01-01", to: "2024-02-01", timeZone: "UTC" };
const euro = [purchase({ customer: "anna", at: "2024-01-10T00:00:00Z" })];
const dollar = [purchase({ customer: "ben", at: "2024-02-10T00:00:00Z", currency: "USD" })];
const contract = [{ customerId: "anna", start: Date.UTC(2024, 0, 5), end: Date.UTC(2024, 0, 9) }];

/** What all accumulators have in common. */
interface Any {
  readonly empty: () => { readonly options: string };
  readonly add: (state: never, input: never) => unknown;
  readonly merge: (a: never, b: never) => unknown;
  readonly finish: (state: never) => unknown;
}

const later = "2024-06-02T00:00:00Z";
/** An accumulator, something to add, and others of the same shape that count something else. */
const CASES: readonly (readonly [string, Any, unknown, readonly Any[]])[] = [
  [
    "cohorts",
    cohortAccumulator(cohorts),
    euro,
    [
      cohortAccumulator({ ...cohorts, period: { ...month, unit: "year" } }),
      cohortAccumulator({ ...cohorts, period: { ...month, timeZone: "Europe/Berlin" } }),
      cohortAccumulator({ ...cohorts, asOf: later }),
      cohortAccumulator({ ...cohorts, mode: "on-or-after" }),
      cohortAccumulator({ ...cohorts, mode: { bracket: [0, 1] } }),
      cohortAccumulator({ ...cohorts, measure: "events" }),
      cohortAccumulator({ ...cohorts, alignment: "elapsed" }),
      cohortAccumulator({ ...cohorts, periods: 5 }),
      cohortAccumulator({ ...cohorts, fullyRefunded: "include" }),
      acquisitionAccumulator(moves),
    ],
  ],
  [
    "acquisition",
    acquisitionAccumulator(moves),
    euro,
    [
      acquisitionAccumulator({ ...moves, asOf: later }),
      acquisitionAccumulator({ ...moves, period: { ...month, unit: "quarter" } }),
      acquisitionAccumulator({ ...moves, fullyRefunded: "include" }),
    ],
  ],
  [
    "movements",
    baseMovementAccumulator(moves),
    euro,
    [
      baseMovementAccumulator({ ...moves, inactivityDays: 91 }),
      baseMovementAccumulator({ ...moves, asOf: later, until: "2024-06-01" }),
      baseMovementAccumulator({ ...moves, from: "2024-02-01" }),
      baseMovementAccumulator({ ...moves, until: "2024-04-01" }),
      baseMovementAccumulator({ ...moves, period: { unit: "month", timeZone: "Europe/Berlin" } }),
    ],
  ],
  [
    "rates of contracts",
    contractRateAccumulator(january),
    contract,
    [
      contractRateAccumulator({ ...january, from: "2024-03-01", to: "2024-04-01" }),
      contractRateAccumulator({ ...january, timeZone: "Europe/Berlin" }),
    ],
  ],
  [
    "movements of contracts",
    contractMovementAccumulator(contracts),
    contract,
    [
      contractMovementAccumulator({ ...contracts, from: "2024-03-01", asOf: "2024-08-01T00:00:00Z" }),
      contractMovementAccumulator({ ...contracts, period: { ...month, unit: "week" } }),
    ],
  ],
];

describe.each(CASES)("the accumulator of %s", (_, own, input, others) => {
  it("refuses states of other options, and writes nothing then", () => {
    const state = own.add(own.empty() as never, input as never);
    const before = JSON.stringify(state);
    for (const other of [...others, { empty: () => null } as unknown as Any]) {
      const foreign = other.empty();
      for (const [argument, call] of [
        ["b", () => own.merge(state as never, foreign as never)],
        ["a", () => own.merge(foreign as never, state as never)],
        ["state", () => own.add(foreign as never, input as never)],
        ["state", () => own.finish(foreign as never)],
      ] as const)
        expect(call).toThrow(expect.objectContaining({ code: "invalid-argument", argument }));
    }
    expect(JSON.stringify(state)).toBe(before);
  });

  it("takes states of the same options, through JSON", () => {
    const state = own.add(own.empty() as never, input as never);
    const stored: unknown = JSON.parse(JSON.stringify(state));
    const whole = own.finish(state as never);
    expect(own.finish(own.merge(own.empty() as never, stored as never) as never)).toStrictEqual(whole);
    expect(own.finish(own.merge(stored as never, own.empty() as never) as never)).toStrictEqual(whole);
  });
});

describe("accumulators of money and of customers who pay", () => {
  it.each<[string, Any]>([
    ["cohorts", cohortAccumulator(cohorts)],
    ["acquisition", acquisitionAccumulator(moves)],
    ["movements", baseMovementAccumulator(moves)],
  ])("of %s keep one currency, and write nothing when another comes", (_, { empty, add, merge }) => {
    const [a, b] = [add(empty() as never, euro as never), add(empty() as never, dollar as never)];
    const before = JSON.stringify(a);
    const wrong = (argument: string): unknown => expect.objectContaining({ code: "invalid-argument", argument });
    expect(() => merge(a as never, b as never)).toThrow(wrong("b.currency"));
    expect(() => add(a as never, dollar as never)).toThrow(expect.objectContaining({ code: "invalid-argument" }));
    expect(JSON.stringify(a)).toBe(before);
    expect(a).toMatchObject({ currency: "EUR" });
  });

  it("a triangle of revenue, and its averages, name their currency; one of customers has none, nor one without amounts", () => {
    const triangle = cohortTriangle(euro, cohorts);
    expect([triangle.currency, averagePerCustomer(triangle, { weighting: "pooled" })[0]?.currency]).toEqual(["EUR", "EUR"]);
    expect(cohortTriangle(euro, { ...cohorts, measure: "customers" }).currency).toBeNull();
    expect(cohortTriangle(euro, { ...cohorts, measure: "events" }).currency).toBeNull();
    expect(cohortTriangle([{ customerId: "anna", at: 0, amountMinor: 5 }], cohorts).currency).toBeNull();
    expect(cohortTriangle(euro, { ...cohorts, asOf: "2023-01-01T00:00:00Z" }).currency).toBeNull();
    const customers = cohortAccumulator({ ...cohorts, measure: "customers" });
    expect(
      customers.finish(customers.merge(customers.add(customers.empty(), euro), customers.add(customers.empty(), dollar))).cohorts,
    ).toHaveLength(2);
  });

  it("revenue of parts that leaves the safe integers is refused, and nothing is written", () => {
    const { empty, add, merge } = acquisitionAccumulator(moves);
    const rich = (customer: string): unknown[] => [purchase({ customer, at: "2024-01-10T00:00:00Z", minor: Number.MAX_SAFE_INTEGER })];
    const [a, b] = [add(empty(), rich("anna") as never), add(empty(), rich("ben") as never)];
    const before = JSON.stringify(a);
    expect(() => merge(a, b)).toThrow(expect.objectContaining({ argument: "purchases" }));
    expect(JSON.stringify(a)).toBe(before);
  });
});
