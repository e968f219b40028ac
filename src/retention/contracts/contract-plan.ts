// From the options of contract movements to the periods to count in, and from what was counted to rows.
import { InvalidArgumentError } from "../../foundation/errors/invalid-argument-error.js";
import { dayOfDate } from "../../foundation/time/calendar-date.js";
import { readInstant, type Instant } from "../../foundation/time/instant.js";
import { localDay } from "../../foundation/time/local-time.js";
import { periodOfDay, periodStart, type PeriodSpec } from "../../foundation/time/periods.js";
import { zoneOffsets } from "../../foundation/time/zone-offsets.js";
import { balanceSheet } from "../balance-sheet.js";
import { checkPeriods, completePeriod, firstPeriod, lastPeriod, originOfFrom, type Origin } from "../complete-period.js";
import { countingFrame, type ContractCounts, type CountingFrame } from "./contract-counts.js";
import { customerDays } from "./contract-figures.js";
import type { ContractMovement, ContractMovementDefinition, ContractMovementsOptions } from "./contract-movements.js";
import { dayMarks } from "./day-marks.js";

/** The options, checked. */
interface Settings {
  readonly period: PeriodSpec;
  readonly asOf: Instant;
  readonly firstDay: number | null;
  readonly endDay: number;
}

export function readSettings(options: ContractMovementsOptions): Settings {
  const period = completePeriod(options);
  zoneOffsets(period.timeZone);
  const { from, until } = options;
  const asOf = readInstant("options.asOf", options.asOf);
  const firstDay = from === undefined ? null : dayOfDate(from, "options.from");
  const endDay = until === undefined ? Infinity : dayOfDate(until, "options.until");
  if (firstDay !== null && endDay <= firstDay) throw new InvalidArgumentError("options.until", "a date after options.from", until);
  return { period, asOf, firstDay, endDay };
}

/** The periods to count in: from number `first` on, as many as the frame has. */
export interface Plan {
  readonly settings: Settings;
  readonly first: number;
  readonly periods: number;
  readonly frame: CountingFrame;
}

/** The first start of all, `null` when there is none, and where it stands. */
interface Earliest {
  readonly start: number | null;
  readonly origin: () => Origin;
}

/** The periods from `from` or else from the earliest start on. */
export function planOf(settings: Settings, earliest: Earliest | null): Plan {
  const { period, asOf, firstDay, endDay } = settings;
  const start = earliest?.start ?? null;
  const started = start === null || start > asOf ? null : periodOfStart(start, period);
  const first = firstDay === null ? started : periodOfDay(firstDay, period);
  const running = periodHolding(asOf - 1, period);
  const last = endDay === Infinity ? running : Math.min(running, periodOfDay(endDay - 1, period));
  if (first === null || last < first) return { settings, first: 0, periods: 0, frame: countingFrame(dayMarks(asOf, asOf, "UTC"), [asOf]) };
  checkPeriods(first, last, period, asOf, firstDay !== null || earliest === null ? () => originOfFrom(firstDay ?? 0) : earliest.origin);
  const instants = Array.from({ length: last - first + 2 }, (_, i) => Math.min(periodStart(first + i, period), asOf));
  const marks = dayMarks(instants[0] as number, instants.at(-1) as number, period.timeZone);
  return { settings, first, periods: last - first + 1, frame: countingFrame(marks, instants) };
}

/** The period of a start: at the first instant of a period it is one of the period before, where there is one. */
function periodOfStart(start: number, period: PeriodSpec): number {
  const [holding, lowest] = [periodHolding(start - 1, period), firstPeriod(period)];
  return holding < lowest && start >= periodStart(lowest, period) ? lowest : holding;
}

/** The period between whose boundaries an instant lies; where clocks go back over midnight, that is not always the one of its date. */
function periodHolding(instant: number, period: PeriodSpec): number {
  const index = periodOfDay(localDay(instant, zoneOffsets(period.timeZone)), period);
  if (index > lastPeriod(period)) return index; // the last week has no end within the calendar
  return periodStart(index + 1, period) <= instant ? index + 1 : index;
}

/** One row a period. */
export function rowsOf(counts: ContractCounts, { settings: { period, asOf }, first, periods, frame }: Plan): ContractMovement[] {
  const definition: ContractMovementDefinition = { method: "contracts", period, asOf };
  const days = customerDays(counts, frame);
  return balanceSheet(counts, { first, periods, period, asOf }, (i) => {
    const at = (list: readonly number[]): number => list[i] as number;
    return {
      firstStarts: at(counts.firstStarts),
      churnEvents: at(counts.churnEvents),
      reactivationEvents: at(counts.reactivationEvents),
      churnedCustomers: at(counts.churnedCustomers),
      customerDays: at(days),
      definition,
    };
  });
}
