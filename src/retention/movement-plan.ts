// From the options of base movements to the periods to count in, and from what was counted to rows.
import { checkInteger, checkOneOf } from "../foundation/errors/check.js";
import { InvalidArgumentError } from "../foundation/errors/invalid-argument-error.js";
import { dayOfDate } from "../foundation/time/calendar-date.js";
import { readInstant } from "../foundation/time/instant.js";
import { firstDayOfPeriod, periodOfDay, type PeriodSpec } from "../foundation/time/periods.js";
import { zoneOffsets } from "../foundation/time/zone-offsets.js";
import { lastDays, type EventCounting } from "./activity-days.js";
import { balanceSheet } from "./balance-sheet.js";
import { checkPeriods, completePeriod, originOfFrom, type Origin } from "./complete-period.js";
import type { MovementLists } from "./count-movements.js";
import type { BaseMovement, BaseMovementDefinition, CustomerBaseMovementsOptions } from "./customer-base-movements.js";

/** The options, checked. */
export interface MovementTask {
  readonly period: PeriodSpec;
  readonly inactivityDays: number;
  readonly events: EventCounting;
  /** The local day of `from`; `null` when it is left out. */
  readonly firstDay: number | null;
  /** The local day of `until`. */
  readonly endDay: number;
}

export function readMovementTask(options: CustomerBaseMovementsOptions): MovementTask {
  const period = completePeriod(options);
  const { inactivityDays, fullyRefunded = "exclude", from, until } = options;
  checkInteger("options.inactivityDays", inactivityDays, 1, 4_000_000);
  checkOneOf("options.fullyRefunded", fullyRefunded, ["exclude", "include"]);
  const asOf = readInstant("options.asOf", options.asOf);
  zoneOffsets(period.timeZone);
  const firstDay = from === undefined ? null : dayOfDate(from, "options.from");
  const endDay = until === undefined ? Infinity : dayOfDate(until, "options.until");
  if (firstDay !== null && endDay <= firstDay) throw new InvalidArgumentError("options.until", "a date after options.from", until);
  return { period, inactivityDays, events: { asOf, timeZone: period.timeZone, fullyRefunded }, firstDay, endDay };
}

/** The periods to count in: from number `first` on, one between each two boundaries, which lie before local days. */
export interface MovementPlan {
  readonly task: MovementTask;
  readonly first: number;
  readonly periods: number;
  readonly boundaries: readonly number[];
}

/** The first day of all with a purchase, `null` when there is none, and where it stands. */
interface Earliest {
  readonly day: number | null;
  readonly origin: () => Origin;
}

/** The periods from `from` or else from the earliest day on, none after the one that holds the last moment before `asOf`; none without a first day. */
export function movementPlan(task: MovementTask, earliest: Earliest | null): MovementPlan {
  const { period, events, endDay } = task;
  const firstDay = task.firstDay ?? earliest?.day ?? null;
  const { lastDay, closeDay } = lastDays(events.asOf, zoneOffsets(events.timeZone));
  const running = periodOfDay(lastDay, period);
  const first = firstDay === null ? 0 : periodOfDay(firstDay, period);
  const last = firstDay === null ? -1 : Math.min(running, endDay === Infinity ? running : periodOfDay(endDay - 1, period));
  checkPeriods(
    first,
    last,
    period,
    events.asOf,
    task.firstDay !== null || earliest === null ? () => originOfFrom(firstDay ?? 0) : earliest.origin,
  );
  const periods = Math.max(0, last - first + 1);
  const boundaryOf = (_: unknown, i: number): number => Math.min(firstDayOfPeriod(first + i, period), closeDay);
  return { task, first, periods, boundaries: periods === 0 ? [] : Array.from({ length: periods + 1 }, boundaryOf) };
}

/** One row a period. */
export function movementRows(moved: MovementLists<ArrayLike<number>>, { task, first, periods }: MovementPlan): BaseMovement[] {
  const { period, inactivityDays, events } = task;
  const { asOf, fullyRefunded } = events;
  const definition: BaseMovementDefinition = { method: "inactivity-window", inactivityDays, period, asOf, fullyRefunded };
  return balanceSheet(moved, { first, periods, period, asOf }, (i) => {
    const at = (counts: ArrayLike<number>): number => counts[i] as number;
    return {
      buyers: at(moved.firstTimeBuyers) + at(moved.repeatBuyers),
      repeatBuyers: at(moved.repeatBuyers),
      firstTimeBuyers: at(moved.firstTimeBuyers),
      newButInactiveAtClose: at(moved.newButInactiveAtClose),
      reactivatedButInactiveAtClose: at(moved.reactivatedButInactiveAtClose),
      definition,
    };
  });
}
