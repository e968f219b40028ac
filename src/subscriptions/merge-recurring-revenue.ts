import { checkIterable, checkObject } from "../foundation/errors/check.js";
import { InvalidArgumentError } from "../foundation/errors/invalid-argument-error.js";
import { compareIds } from "../foundation/ids/ids.js";
import { checkRevenue } from "./check-revenue.js";
import { openingTwelfths, rowTwelfths } from "./read-revenue.js";
import type { RecurringRevenue } from "./recurring-revenue.js";
import { checkTwelfths } from "./twelfths.js";

/**
 * Joins the recurring revenue of different customers: the parts of any split of the lines by customer give that of the whole.
 *
 * So each worker or region reads its own customers. All parts need the same months, zone and `asOf`, and one currency; a part without lines has none. Cost: O(rows), and
 * sorting them.
 *
 * @param parts - What {@link recurringRevenue} gave of each part, in any order; at least one.
 * @returns The revenue of all customers.
 * @throws An {@link InvalidArgumentError} that names the part when one is not lawful, has other months, another definition or currency than those before it, or a customer that
 * one before it has; when there is no part; when amounts are too large to be added exactly.
 *
 * @example
 * import { mergeRecurringRevenue, parseSubscriptions, recurringRevenue } from "clientele/subscriptions";
 *
 * const window = { from: "2024-01-01", until: "2024-02-01", timeZone: "UTC", asOf: "2024-06-01T00:00:00Z" };
 * const parts = ["ben", "anna"].map((customerId) => {
 *   const line = { customerId, start: "2024-01-15", amount: "10.00", currency: "EUR", interval: "month" };
 *   return recurringRevenue(parseSubscriptions([line]).values, window);
 * });
 * mergeRecurringRevenue(parts).rows.map(({ customerId, amountMinor }) => [customerId, amountMinor]); // => [["anna", 1000], ["ben", 1000]]
 *
 * @category Recurring revenue
 */
export function mergeRecurringRevenue(parts: Iterable<RecurringRevenue>): RecurringRevenue {
  checkIterable("parts", parts);
  const all = [...parts];
  const [first] = all;
  if (first === undefined) throw new InvalidArgumentError("parts", "at least one part", all);
  let { currency } = first;
  all.forEach((part, i) => {
    const at = `parts[${i}]`;
    checkRevenue(at, part);
    checkSame(`${at}.months`, part.months, first.months);
    checkObject(`${at}.definition`, part.definition);
    for (const name of ["method", "timeZone", "asOf"] as const)
      checkSame(`${at}.definition.${name}`, part.definition[name], first.definition[name]);
    currency ??= part.currency;
    if (part.currency !== null && part.currency !== currency)
      throw new InvalidArgumentError(`${at}.currency`, `the currency ${String(currency)}`, part.currency);
  });
  checkCustomers(all);
  const byCustomer = (a: { readonly customerId: string }, b: { readonly customerId: string }): number =>
    compareIds(a.customerId, b.customerId);
  const merged: RecurringRevenue = {
    ...first,
    currency,
    rows: all.flatMap(({ rows }) => rows).sort((a, b) => byCustomer(a, b) || compareIds(a.month, b.month)),
    opening: all.flatMap(({ opening }) => opening).sort(byCustomer),
    formerCustomerIds: all.flatMap(({ formerCustomerIds }) => formerCustomerIds).sort(compareIds),
  };
  checkTotals(merged);
  return merged;
}

/** Throws unless both are the same plain data. */
function checkSame(argument: string, value: unknown, first: unknown): void {
  if (JSON.stringify(value) !== JSON.stringify(first)) throw new InvalidArgumentError(argument, "the same as of parts[0]", value);
}

/** Throws when two parts have a customer in common: what they pay would be counted apart, and twice. */
function checkCustomers(parts: readonly RecurringRevenue[]): void {
  const partOf = new Map<string, number>();
  parts.forEach(({ rows, opening, formerCustomerIds }, part) => {
    const check = (customerId: string, place: string): void => {
      const known = partOf.get(customerId);
      if (known === undefined) partOf.set(customerId, part);
      else if (known !== part)
        throw new InvalidArgumentError(`parts[${part}].${place}`, `a customer that is not in parts[${known}]`, customerId);
    };
    rows.forEach(({ customerId }, i) => {
      check(customerId, `rows[${i}].customerId`);
    });
    opening.forEach(({ customerId }, i) => {
      check(customerId, `opening[${i}].customerId`);
    });
    formerCustomerIds.forEach((customerId, i) => {
      check(customerId, `formerCustomerIds[${i}]`);
    });
  });
}

function checkTotals({ months, rows, opening }: RecurringRevenue): void {
  const totals = new Map(months.map((month) => [month, 0]));
  rows.forEach(({ month }, i) => {
    totals.set(month, (totals.get(month) ?? 0) + rowTwelfths(rows, i));
  });
  let before = 0;
  for (const i of opening.keys()) before += openingTwelfths(opening, i);
  for (const total of [before, ...totals.values()]) checkTwelfths("parts", total);
}
