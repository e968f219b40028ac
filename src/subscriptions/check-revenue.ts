import { checkObject } from "../foundation/errors/check.js";
import { InvalidArgumentError } from "../foundation/errors/invalid-argument-error.js";
import type { RecurringRevenue } from "./recurring-revenue.js";

/** Throws unless a value has the shape of recurring revenue, which may come from anywhere; amounts are looked at where they are read. */
export function checkRevenue(argument: string, revenue: RecurringRevenue): void {
  if ((revenue as Partial<RecurringRevenue> | null | undefined)?.kind !== "recurring-revenue")
    throw new InvalidArgumentError(argument, "what recurringRevenue gives", revenue);
  const { months, rows, opening, formerCustomerIds } = revenue;
  checkMonths(`${argument}.months`, months);
  checkRows(`${argument}.rows`, rows, ["customerId", "month"]);
  checkRows(`${argument}.opening`, opening, ["customerId"]);
  checkTexts(`${argument}.formerCustomerIds`, formerCustomerIds, "an id");
}

function checkMonths(argument: string, months: readonly string[]): void {
  checkTexts(argument, months, "a month");
  months.forEach((month, i) => {
    const before = months[i - 1];
    if (before !== undefined && month <= before) throw new InvalidArgumentError(`${argument}[${i}]`, `a month after ${before}`, month);
  });
}

function checkRows<Name extends string>(argument: string, rows: readonly Readonly<Record<Name, string>>[], names: readonly Name[]): void {
  checkArray(argument, rows);
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as Readonly<Record<Name, unknown>>;
    checkObject(`${argument}[${i}]`, row);
    for (const name of names)
      if (typeof row[name] !== "string") throw new InvalidArgumentError(`${argument}[${i}].${name}`, "a text", row[name]);
  }
}

function checkTexts(argument: string, values: readonly unknown[], expected: string): void {
  checkArray(argument, values);
  const wrong = values.findIndex((value) => typeof value !== "string");
  if (wrong >= 0) throw new InvalidArgumentError(`${argument}[${wrong}]`, expected, values[wrong]);
}

function checkArray(argument: string, value: unknown): void {
  if (!Array.isArray(value)) throw new InvalidArgumentError(argument, "an array", value);
}
