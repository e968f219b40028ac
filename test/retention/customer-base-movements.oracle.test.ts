// Plain Python and pandas 1.5.3; see "source" in the file.
import { purchaseColumns } from "clientele/purchases";
import { customerBaseMovements, type CustomerBaseMovementsOptions } from "clientele/retention";
import { addToDate } from "clientele/time";
import { describe, expect, it } from "vitest";
import { purchase } from "../purchases/make.js";
import { deepFreeze } from "../support/deep-freeze.js";
import { oracleCases } from "../support/oracle.js";

interface Input {
  readonly customer: readonly string[];
  readonly at: readonly string[];
}
interface Options {
  readonly zone: string;
  readonly period: "month";
  readonly periods: readonly string[];
  readonly inactivityDays: number;
}
type Expected = Readonly<Record<string, readonly (number | string)[]>>;

describe.each(oracleCases<Input, Options, Expected>(import.meta.url, "base-movements"))("$name", ({ input, options, expected }) => {
  const { zone: timeZone, period: unit, periods, inactivityDays } = options;
  const rows = input.customer.map((customer, i) => purchase({ customer, at: input.at[i] ?? "" }));
  const settings: CustomerBaseMovementsOptions = deepFreeze({
    period: { unit, timeZone },
    asOf: "2100-01-01T00:00:00Z",
    inactivityDays,
    from: `${periods[0] ?? ""}-01`,
    until: addToDate(`${periods.at(-1) ?? ""}-01`, { months: 1 }),
  });

  it.each([
    ["rows", rows],
    ["columns", purchaseColumns(rows)],
  ])("of %s", (_, subject) => {
    const movements = customerBaseMovements(subject, settings);
    for (const [name, column] of Object.entries(expected)) {
      expect(movements.map((row) => row[name as keyof typeof row])).toEqual(column);
    }
    expect(movements.every(({ complete }) => complete)).toBe(true);
  });
});
