// Plain Python with zoneinfo, pandas 1.5.3 and DuckDB 1.5.6; see "source" in the file.
import { averageRetention, cohortTriangle, type CohortTriangleOptions } from "clientele/retention";
import { calendarDate, type PeriodUnit, type WeekStart } from "clientele/time";
import { describe, expect, it } from "vitest";
import { deepFreeze } from "../support/deep-freeze.js";
import { oracleCases } from "../support/oracle.js";
import { columnsOf } from "./make.js";

interface Input {
  readonly customer: readonly string[];
  readonly at: readonly string[];
}
interface Options {
  readonly zone: string;
  readonly period: PeriodUnit;
  readonly asOf: string;
  readonly brackets: readonly (readonly [number, number])[];
  readonly weekStart?: WeekStart;
}
type Cells = readonly (readonly (number | null)[])[];
interface Averages {
  readonly pooled: readonly (number | null)[];
  readonly simple: readonly (number | null)[];
  readonly eligible: readonly number[];
}
interface Expected {
  readonly cohorts: readonly string[];
  readonly sizes: readonly number[];
  readonly cohortComplete?: readonly boolean[];
  readonly on: Cells;
  readonly onOrAfter: Cells;
  readonly onOrBefore: Cells;
  readonly bracket: Readonly<Record<string, readonly (number | null)[]>>;
  readonly averages: Readonly<Record<string, Averages>>;
}

const MODES = [
  ["on", "on"],
  ["onOrAfter", "on-or-after"],
  ["onOrBefore", "on-or-before"],
] as const;
const rounded = (value: number | null): number | null => (value === null ? null : Math.round(value * 1e12) / 1e12);

describe.each(oracleCases<Input, Options, Expected>(import.meta.url, "cohorts"))("cohorts: $name", ({ input, options, expected }) => {
  const { zone: timeZone, asOf, period: unit, weekStart } = options;
  const period = { unit, timeZone, ...(weekStart && { weekStartsOn: weekStart }) };
  const events = deepFreeze(input.customer.map((customerId, i) => ({ customerId, at: Date.parse(input.at[i] ?? "") })));
  const settings = (mode: CohortTriangleOptions["mode"]): CohortTriangleOptions => deepFreeze({ period, asOf, mode });

  it.each(MODES)("%s", (name, mode) => {
    const triangle = cohortTriangle(events, settings(mode));
    expect(triangle.cells).toEqual(expected[name]);
    expect(triangle.cohorts.map(({ start }) => calendarDate(start, timeZone))).toEqual(expected.cohorts);
    expect(triangle.cohorts.map(({ size }) => size)).toEqual(expected.sizes);
    if (expected.cohortComplete) expect(triangle.cohorts.map(({ complete }) => complete)).toEqual(expected.cohortComplete);
    expect(cohortTriangle(columnsOf(events), settings(mode))).toEqual(triangle);

    const { pooled, simple, eligible } = expected.averages[name] ?? { pooled: [], simple: [], eligible: [] };
    const averages = averageRetention(triangle, { weighting: "pooled" });
    expect(averages.map(({ value }) => rounded(value))).toEqual(pooled.map(rounded));
    expect(averages.map(({ denominator }) => denominator)).toEqual(eligible);
    expect(averageRetention(triangle, { weighting: "simple" }).map(({ value }) => rounded(value))).toEqual(simple.map(rounded));
  });

  it.each(options.brackets)("bracket %i to %i", (a, b) => {
    const { cells } = cohortTriangle(events, settings({ bracket: [a, b] }));
    expect(cells).toEqual((expected.bracket[`${String(a)}-${String(b)}`] ?? []).map((cell) => [cell]));
  });
});
