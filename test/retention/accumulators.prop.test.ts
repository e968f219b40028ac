import type { Purchase } from "clientele/purchases";
import {
  acquisitionAccumulator,
  acquisitionByPeriod,
  baseMovementAccumulator,
  cohortAccumulator,
  cohortTriangle,
  customerBaseMovements,
} from "clientele/retention";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { instants, purchases, zones } from "../purchases/make.js";

const settings = fc.record({
  period: fc.record({ unit: fc.constantFrom(...(["day", "week", "month"] as const)), timeZone: zones }),
  asOf: instants,
  fullyRefunded: fc.constantFrom(...(["exclude", "include"] as const)),
});
/** Customers dealt out to three parts, and whether the parts are merged from the left, from the right, or added to one state. */
const splits = fc.record({ partOf: fc.func(fc.nat(2)), way: fc.constantFrom("left", "right", "one") });
type Split = { readonly partOf: (customerId: string) => number; readonly way: "left" | "right" | "one" };

interface Parts<State, Result> {
  readonly empty: () => State;
  readonly add: (state: State, input: readonly Purchase[]) => State;
  readonly merge: (a: State, b: State) => State;
  readonly finish: (state: State) => Result;
}

let split = 0;

function inParts<State, Result>(
  { empty, add, merge, finish }: Parts<State, Result>,
  rows: readonly Purchase[],
  { partOf, way }: Split,
): Result {
  const parts = [0, 1, 2].map((part) => rows.filter(({ customerId }) => partOf(customerId) === part));
  split += Number(parts.filter(({ length }) => length > 0).length > 1);
  if (way === "one") return finish(parts.reduce(add, empty()));
  const states = parts.map((part) => JSON.parse(JSON.stringify(add(empty(), part))) as State);
  return finish(way === "left" ? states.reduce((a, b) => merge(a, b)) : states.reduceRight((a, b) => merge(a, b)));
}

describe("accumulators of purchases give exactly the result of the whole for every split by customer", () => {
  it("movements of the base", () => {
    const seen = { opening: 0, lapsed: 0, reactivated: 0, newButInactiveAtClose: 0 };
    fc.assert(
      fc.property(
        purchases,
        settings,
        fc.integer({ min: 1, max: 12 }),
        fc.constantFrom("2011-12-15", "2011-12-26"),
        splits,
        (rows, how, inactivityDays, from, by) => {
          const options = { ...how, inactivityDays, from };
          const whole = customerBaseMovements(rows, options);
          expect(inParts(baseMovementAccumulator(options), rows, by)).toStrictEqual(whole);
          for (const name of Object.keys(seen) as (keyof typeof seen)[]) for (const row of whole) seen[name] += row[name];
        },
      ),
    );
    for (const count of Object.values(seen)) expect(count).toBeGreaterThan(10);
  });

  it("acquisition by period", () => {
    const seen = { cohorts: 0, returning: 0 };
    fc.assert(
      fc.property(purchases, settings, splits, (rows, how, by) => {
        const whole = acquisitionByPeriod(rows, how);
        expect(inParts(acquisitionAccumulator(how), rows, by)).toStrictEqual(whole);
        seen.cohorts += Number(whole.cohorts.length > 1);
        seen.returning += Number(
          whole.totals.customers.reduce((sum, count) => sum + count, 0) > whole.cohorts.reduce((sum, { size }) => sum + size, 0),
        );
      }),
    );
    for (const count of Object.values(seen)) expect(count).toBeGreaterThan(10);
  });

  it("cohorts of revenue", () => {
    fc.assert(
      fc.property(purchases, settings, splits, (rows, how, by) => {
        const options = { ...how, mode: "on", measure: "revenue" } as const;
        expect(inParts(cohortAccumulator(options), rows, by)).toStrictEqual(cohortTriangle(rows, options));
      }),
    );
  });

  it("(most of which are splits)", () => {
    expect(split).toBeGreaterThan(100);
  });
});
