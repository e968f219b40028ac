import {
  contractMovementAccumulator,
  contractMovements,
  contractRateAccumulator,
  contractRates,
  type Contract,
  type ContractRates,
} from "clientele/retention";
import { addToDate } from "clientele/time";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { withoutWriting } from "../support/deep-freeze.js";
import { contractColumnsOf, instantAt, plainFigures, scenes, spans } from "./contract-making.js";

const near = (got: number | null | undefined, wanted: number | null): void => {
  if (wanted === null || got === null || got === undefined) expect(got).toBe(wanted);
  else expect(Math.abs(got - wanted)).toBeLessThanOrEqual(1e-12 * (1 + Math.abs(wanted)));
};
const ratio = (above: number, below: number): number | null => (below === 0 ? null : above / below);
const valuesOf = (rates: ContractRates): Record<string, number | null> =>
  Object.fromEntries([
    ...rates.churn.map(({ definition, value }) => [definition.method, value]),
    ...rates.retention.map(({ definition, value }) => [`retention ${definition.method}`, value]),
  ]) as Record<string, number | null>;
const periods = fc.constantFrom("day" as const, "week" as const, "month" as const);
const inEveryOrder = (rows: readonly Contract[]): fc.Arbitrary<Contract[]> => fc.shuffledSubarray([...rows], { minLength: rows.length });

describe("rates of contracts", () => {
  it("are those of asking each customer at each instant, of rows and of columns", () => {
    const seen = { churnEvents: 0, reactivationEvents: 0, lapsed: 0, reactivated: 0, new: 0, closing: 0 };
    fc.assert(
      fc.property(scenes, spans, ({ timeZone, date, rows }, [first, last]) => {
        const [from, to] = [instantAt({ timeZone, date }, first), instantAt({ timeZone, date }, last)];
        const f = plainFigures(rows, from, to, timeZone);
        const rates = contractRates(rows, { from, to, timeZone });
        const hazard = ratio(f.churnEvents, f.customerDays / f.days);
        const wanted: Record<string, number | null> = {
          "opening-cohort": ratio(f.lapsed, f.opening),
          "distinct-churned": ratio(f.churnedCustomers, f.opening),
          "distinct-churned-not-new": ratio(f.churnedNotNew, f.opening),
          "events-per-opening": ratio(f.churnEvents, f.opening),
          "events-per-opening-plus-new": ratio(f.churnEvents, f.opening + f.firstStarts),
          "events-per-average-base": ratio(f.churnEvents, (f.opening + f.closing) / 2),
          "events-per-mean-daily-base": ratio(f.churnEvents, f.meanDailyBase),
          "daily-sum": f.dailySum,
          exposure: hazard,
          "retention opening-cohort": ratio(f.opening - f.lapsed, f.opening),
          "retention closing-minus-new": ratio(f.closing - f.new, f.opening),
          "retention closing-minus-all-new": ratio(f.closing - f.firstStarts, f.opening),
          "retention exposure": hazard === null ? null : Math.exp(-hazard),
        };
        const values = valuesOf(rates);
        expect(Object.keys(values)).toEqual(Object.keys(wanted));
        for (const [method, value] of Object.entries(wanted)) near(values[method], value);
        for (const name of Object.keys(seen) as (keyof typeof seen)[]) seen[name] += f[name];
        expect(withoutWriting(contractColumnsOf(rows), (columns) => contractRates(columns, { from, to, timeZone }))).toStrictEqual(rates);
        expect(JSON.parse(JSON.stringify(rates))).toStrictEqual(rates);
      }),
    );
    for (const count of Object.values(seen)) expect(count).toBeGreaterThan(20);
  });

  it("stand in the order that their definitions demand", () => {
    fc.assert(
      fc.property(scenes, spans, (scene, [first, last]) => {
        const { churn, retention } = contractRates(scene.rows, {
          from: instantAt(scene, first),
          to: instantAt(scene, last),
          timeZone: scene.timeZone,
        });
        const value = (method: string): number => churn.find(({ definition }) => definition.method === method)?.value ?? 0;
        if (churn[0]?.denominator === 0) return;
        expect(value("opening-cohort")).toBeLessThanOrEqual(value("distinct-churned-not-new"));
        expect(value("distinct-churned-not-new")).toBeLessThanOrEqual(value("distinct-churned"));
        expect(value("distinct-churned")).toBeLessThanOrEqual(value("events-per-opening"));
        expect(value("events-per-opening-plus-new")).toBeLessThanOrEqual(value("events-per-opening"));
        expect(value("opening-cohort") + (retention[0]?.value ?? NaN)).toBeCloseTo(1, 14);
      }),
    );
  });
});

describe("movements of contracts", () => {
  it("are those of asking each customer at each boundary, add up and join", () => {
    let [lapsed, running] = [0, 0];
    fc.assert(
      fc.property(
        scenes,
        periods,
        fc.integer({ min: 0, max: 20 }),
        fc.constantFrom(0, 7.5),
        ({ timeZone, date, rows }, unit, days, hours) => {
          const asOf = instantAt({ timeZone, date }, { days, hours });
          const movements = contractMovements(rows, { period: { unit, timeZone }, asOf });
          expect(JSON.parse(JSON.stringify(movements))).toStrictEqual(movements);
          movements.forEach((row, i) => {
            const { opening, closing, ...others } = row;
            expect(opening + row.new + row.reactivated - row.lapsed).toBe(closing);
            expect(opening).toBe(movements[i - 1]?.closing ?? 0);
            expect(row.start).toBe(movements[i - 1]?.end ?? row.start);
            expect(row.complete).toBe(row.end <= asOf);
            const to = Math.min(row.end, asOf);
            if (to === row.start) expect([row.new, row.lapsed, row.reactivated, row.customerDays]).toEqual([0, 0, 0, 0]);
            if (to === row.start) return; // a day that the zone leaves out
            const { customerDays, ...plain } = plainFigures(rows, row.start, to, timeZone);
            near(others.customerDays, customerDays);
            for (const name of [
              "new",
              "reactivated",
              "lapsed",
              "firstStarts",
              "churnEvents",
              "reactivationEvents",
              "churnedCustomers",
            ] as const)
              expect([name, row[name]]).toEqual([name, plain[name]]);
            expect([opening, closing]).toEqual([plain.opening, plain.closing]);
            lapsed += row.lapsed;
            running += Number(!row.complete);
          });
          const everStarted = new Set(rows.filter(({ start, end }) => start <= asOf && start !== end).map(({ customerId }) => customerId))
            .size;
          expect(movements.reduce((sum, { firstStarts }) => sum + firstStarts, 0)).toBe(everStarted);
        },
      ),
    );
    expect(Math.min(lapsed, running)).toBeGreaterThan(50);
  });

  it("are the same in every order of the rows, and with contracts cut in two", () => {
    fc.assert(
      fc.property(
        scenes.chain((scene) => inEveryOrder(scene.rows).map((rows) => ({ ...scene, shuffled: rows }))),
        periods,
        ({ timeZone, date, rows, shuffled }, unit) => {
          const options = { period: { unit, timeZone }, asOf: instantAt({ timeZone, date }, { days: 18, hours: 5 }) };
          const movements = contractMovements(rows, options);
          expect(contractMovements(shuffled, options)).toStrictEqual(movements);
          const halves = rows.flatMap(({ customerId, start, end }) => {
            const middle = start + Math.floor(((end ?? start + 1e9) - start) / 2);
            return [
              { customerId, start: middle, end },
              { customerId, start, end: middle },
            ];
          });
          expect(contractMovements(halves, options)).toStrictEqual(movements);
        },
      ),
    );
  });

  it("of a part of the periods are those of the whole", () => {
    let parts = 0;
    fc.assert(
      fc.property(scenes, periods, fc.nat(10), fc.integer({ min: 1, max: 10 }), ({ timeZone, date, rows }, unit, skip, length) => {
        const options = { period: { unit, timeZone }, asOf: instantAt({ timeZone, date }, { days: 15, hours: 5 }) };
        const all = contractMovements(rows, options);
        const from = addToDate(date, { days: skip });
        for (const row of contractMovements(rows, { ...options, from, until: addToDate(from, { days: length }) })) {
          const same = all.find(({ period }) => period === row.period);
          if (same === undefined) expect([row.opening, row.firstStarts, row.closing]).toEqual([0, 0, 0]);
          else expect(row).toStrictEqual(same);
          parts += Number(same !== undefined);
        }
      }),
    );
    expect(parts).toBeGreaterThan(100);
  });
});

describe("accumulators of contracts", () => {
  it("give exactly the result of the whole for every split by customer, also through JSON", () => {
    let split = 0;
    fc.assert(
      fc.property(scenes, spans, periods, fc.func(fc.nat(2)), ({ timeZone, date, rows }, [first, last], unit, partOf) => {
        const parts = [0, 1, 2].map((part) => rows.filter(({ customerId }) => partOf(customerId) === part));
        split += Number(parts.filter(({ length }) => length > 0).length > 1);
        const span = { from: instantAt({ timeZone, date }, first), to: instantAt({ timeZone, date }, last), timeZone };
        const rates = contractRateAccumulator(span);
        const states = parts.map((part) => JSON.parse(JSON.stringify(rates.add(rates.empty(), part))) as ReturnType<typeof rates.empty>);
        expect(rates.finish(states.reduceRight((a, b) => rates.merge(a, b)))).toStrictEqual(contractRates(rows, span));

        const options = { period: { unit, timeZone }, asOf: span.to, from: addToDate(date, { days: -9 }) };
        const movements = contractMovementAccumulator(options);
        const whole = parts.reduce((state, part) => movements.add(state, part), movements.empty());
        expect(movements.finish(whole)).toStrictEqual(contractMovements(rows, options));
      }),
    );
    expect(split).toBeGreaterThan(50);
  });
});
