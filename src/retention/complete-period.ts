import { InvalidArgumentError } from "../foundation/errors/invalid-argument-error.js";
import { checkSpec, type PeriodSpec } from "../foundation/time/periods.js";

/** How `options` cut time, checked; of weeks always with the day that they begin on. The zone is checked where it is resolved. */
export function completePeriod(options: { readonly period: PeriodSpec } | undefined): PeriodSpec {
  const period = options?.period;
  if (typeof period !== "object" || (period as unknown) === null) {
    throw new InvalidArgumentError("options.period", "the unit and the time zone of periods", period);
  }
  checkSpec(period);
  const { unit, timeZone, weekStartsOn = "monday" } = period;
  return unit === "week" ? { unit, timeZone, weekStartsOn } : { unit, timeZone };
}
