// One customer's figures, read from a summary that may come from anywhere.
import { checkInteger } from "../foundation/errors/check.js";
import { InvalidArgumentError } from "../foundation/errors/invalid-argument-error.js";
import { isInstant } from "../foundation/time/instant.js";
import { localDay } from "../foundation/time/local-time.js";
import type { RfmTask } from "./rfm-task.js";
import type { RfmDefinition, RfmSubject } from "./rfm.js";

/** Throws unless it is a summary; `row` is its place among many, for the error. */
export function checkSubject(subject: RfmSubject | null | undefined, row?: number): asserts subject is RfmSubject {
  if (typeof subject !== "object" || subject === null) throw new InvalidArgumentError(placeOf(row), "a summary", subject);
  const { customerId, lastAt, purchases, revenueMinor } = subject;
  if (typeof customerId !== "string") throw new InvalidArgumentError(`${placeOf(row)}.customerId`, "a string", customerId);
  if (!isInstant(lastAt)) throw new InvalidArgumentError(`${placeOf(row)}.lastAt`, "an instant, epoch milliseconds", lastAt);
  if (!Number.isSafeInteger(purchases) || purchases < 1) checkInteger(`${placeOf(row)}.purchases`, purchases, 1);
  if (!Number.isSafeInteger(revenueMinor)) checkInteger(`${placeOf(row)}.revenueMinor`, revenueMinor);
}

/** Throws unless a summary has the currency of those before it, or none as they have none. */
export function checkSameCurrency(argument: string, currency: string | null | undefined, first: string | null | undefined): void {
  if ((currency ?? null) === (first ?? null)) return;
  const expected =
    (first ?? null) === null || (currency ?? null) === null ? "a currency on every row or none" : `one currency (${String(first)})`;
  throw new InvalidArgumentError(argument, expected, currency);
}

/** How an error names a summary. */
export function placeOf(row: number | undefined): string {
  return row === undefined ? "summary" : `summaries[${row}]`;
}

/** Days from the local date of the last purchase to that of `asOf`. */
export function recencyDaysOf(lastAt: number, { today, zone }: Pick<RfmTask, "today" | "zone">): number {
  return today - localDay(lastAt, zone);
}

/** The money that is scored. */
export function moneyOf(revenueMinor: number, purchases: number, monetary: RfmDefinition["monetary"]): number {
  return (monetary === "mean" ? revenueMinor / purchases : revenueMinor) + 0;
}
