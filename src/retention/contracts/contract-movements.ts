import type { Accumulator } from "../../foundation/accumulator/accumulator.js";
import { InvalidArgumentError } from "../../foundation/errors/invalid-argument-error.js";
import { dayOfDate, LAST_DAY } from "../../foundation/time/calendar-date.js";
import { readInstant, type Instant, type InstantLike } from "../../foundation/time/instant.js";
import { localDay } from "../../foundation/time/local-time.js";
import { periodLabel, periodOfDay, periodStart, type PeriodSpec } from "../../foundation/time/periods.js";
import { zoneOffsets } from "../../foundation/time/zone-offsets.js";
import { completePeriod } from "../complete-period.js";
import { addCounts, countContracts, countingFrame, emptyCounts, type ContractCounts, type CountingFrame } from "./contract-counts.js";
import { customerDays } from "./contract-figures.js";
import { contractSpells, earliestStart } from "./contract-spells.js";
import type { Contracts } from "./contract.js";
import { dayMarks } from "./day-marks.js";

/**
 * How {@link contractMovements} counts.
 * @category Contracts
 */
export interface ContractMovementsOptions {
  /** How time is cut into calendar periods. */
  readonly period: PeriodSpec;
  /** The instant at which a period that is still running is closed. */
  readonly asOf: InstantLike;
  /** A local date of the first period, `"YYYY-MM-DD"`; that of the first start when left out. */
  readonly from?: string;
  /** The local date after the last period; the period that holds the last moment before `asOf` is the last when left out, and in any case. */
  readonly until?: string;
}

/**
 * How the base of customers with contracts moved in one period: `opening + new + reactivated - lapsed = closing`.
 * @category Contracts
 */
export interface ContractMovement {
  /** The period's name. */
  readonly period: string;
  /** Its first instant, the opening. */
  readonly start: Instant;
  /** The first instant after it, the close. */
  readonly end: Instant;
  /** Customers active at the opening; the closing of the period before. */
  readonly opening: number;
  /** Customers whose first contract ever started in the period and who are active at the close. */
  readonly new: number;
  /** Customers of before who were not active at the opening and are at the close. */
  readonly reactivated: number;
  /** Customers active at the opening and not at the close. */
  readonly lapsed: number;
  /** Customers active at the close, or at `asOf` when the period is still running. */
  readonly closing: number;
  /** Whether the period was over at `asOf`. */
  readonly complete: boolean;
  /** First contracts ever that started in the period, also of customers who left again. */
  readonly firstStarts: number;
  /** Contracts that ended in the period without another one to go on with, also several of a customer. */
  readonly churnEvents: number;
  /** Later contracts, after a gap, that started in the period. */
  readonly reactivationEvents: number;
  /** Customers with an end in the period, also those who came back. */
  readonly churnedCustomers: number;
  /** Local days that customers were active, added up; a part of a day is its share of that day. */
  readonly customerDays: number;
  /** What was counted; the same in every row. */
  readonly definition: ContractMovementDefinition;
}

/**
 * What contract movements count.
 * @category Contracts
 */
export interface ContractMovementDefinition {
  /** Customers are active while a contract runs. */
  readonly method: "contracts";
  /** How time was cut; of weeks always with the day that they begin on. */
  readonly period: PeriodSpec;
  /** When a running period was closed. */
  readonly asOf: Instant;
}

/**
 * Follows the base of customers with contracts from period to period: who came, who came back, who left, and how often.
 *
 * A customer is active at an instant when a contract has started by then and not ended; contracts of a customer that overlap or follow each other without a gap are
 * one. The movements are net: who leaves and comes back within a period is in neither. The events are not, and belong to the period whose close they are before
 * or at: a contract that starts with the first instant of February is active at the close of January, and a start of January. Give all contracts, or old customers look
 * new. Starts and ends after `asOf` do not count. Cost: O(contracts + days) when a customer's contracts come in the order of their starts.
 *
 * @param contracts - Rows or columns, in any order.
 * @param options - The periods, and `asOf`.
 * @returns One row a period, without gaps; no rows when no contract has started and there is no `from`, or `from` lies after `asOf`.
 * @throws An {@link InvalidArgumentError} when an option is not lawful, `until` is not after `from`, the last period ends after the year 9999, or a row has no customer or
 * start, or ends before it starts.
 *
 * @example
 * import { retention } from "clientele";
 *
 * const contracts = [
 *   { customerId: "anna", start: Date.UTC(2024, 0, 10), end: Date.UTC(2024, 1, 20) },
 *   { customerId: "ben", start: Date.UTC(2024, 0, 15), end: null },
 *   { customerId: "anna", start: Date.UTC(2024, 2, 5), end: null },
 * ];
 * const rows = retention.contractMovements(contracts, { period: { unit: "month", timeZone: "UTC" }, asOf: "2024-04-01T00:00:00Z" });
 * rows.map((row) => [row.period, row.opening, row.new, row.reactivated, row.lapsed, row.closing, row.customerDays]);
 * // => [["2024-01", 0, 2, 0, 0, 2, 39], ["2024-02", 2, 0, 0, 1, 1, 48], ["2024-03", 1, 0, 1, 0, 2, 58]]
 *
 * @category Contracts
 */
export function contractMovements(contracts: Contracts, options: ContractMovementsOptions): ContractMovement[] {
  const settings = readSettings(options);
  const spells = contractSpells(contracts);
  const earliest = earliestStart(spells);
  // A start at the first instant of a period is one of the period before.
  const plan = planOf(settings, earliest === null || earliest > settings.asOf ? null : earliest - 1);
  return rowsOf(countContracts(emptyCounts(plan.frame), spells, plan.frame), plan);
}

/**
 * {@link contractMovements} in parts: on several workers, or on top of a state stored before.
 *
 * Each part holds all contracts of its customers; then merging the parts gives exactly the rows of the whole. The state grows with the days, not with the customers.
 *
 * @param options - The periods and `asOf`, the same for all parts; `from` is needed, as no part knows the first start of all.
 * @returns The accumulator; what it adds is all contracts of one customer or more, as rows or columns.
 * @throws An {@link InvalidArgumentError} when an option is not lawful; its functions throw one when a row is not, or a state is of more or fewer days.
 *
 * @example
 * import { retention } from "clientele";
 *
 * const { empty, add, merge, finish } = retention.contractMovementAccumulator({
 *   period: { unit: "month", timeZone: "UTC" }, asOf: "2024-03-01T00:00:00Z", from: "2024-01-01",
 * });
 * const anna = [{ customerId: "anna", start: Date.UTC(2024, 0, 10), end: Date.UTC(2024, 1, 20) }];
 * const ben = [{ customerId: "ben", start: Date.UTC(2024, 0, 15), end: null }];
 * const whole = merge(add(empty(), anna), add(empty(), ben)); // on two workers, say
 * finish(whole).map((row) => [row.period, row.opening, row.new, row.lapsed, row.closing]); // => [["2024-01", 0, 2, 0, 2], ["2024-02", 2, 0, 1, 1]]
 *
 * @category Contracts
 */
export function contractMovementAccumulator(
  options: ContractMovementsOptions & { readonly from: string },
): Accumulator<Contracts, ContractCounts, ContractMovement[]> {
  const settings = readSettings(options);
  if (settings.firstDay === null) throw new InvalidArgumentError("options.from", "a date that exists, YYYY-MM-DD", options.from);
  const plan = planOf(settings, null);
  return {
    empty: () => emptyCounts(plan.frame),
    add: (counts, contracts) => countContracts(counts, contractSpells(contracts), plan.frame),
    merge: addCounts,
    finish: (counts) => rowsOf(counts, plan),
  };
}

interface Settings {
  readonly period: PeriodSpec;
  readonly asOf: Instant;
  readonly firstDay: number | null;
  readonly endDay: number;
}

function readSettings(options: ContractMovementsOptions): Settings {
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
interface Plan {
  readonly settings: Settings;
  readonly first: number;
  readonly periods: number;
  readonly frame: CountingFrame;
}

function planOf(settings: Settings, earliest: number | null): Plan {
  const { period, asOf, firstDay, endDay } = settings;
  const first = firstDay === null ? (earliest === null ? null : periodHolding(earliest, period)) : periodOfDay(firstDay, period);
  const running = periodHolding(asOf - 1, period);
  const last = endDay === Infinity ? running : Math.min(running, periodOfDay(endDay - 1, period));
  if (first === null || last < first) return { settings, first: 0, periods: 0, frame: countingFrame(dayMarks(asOf, asOf, "UTC"), [asOf]) };
  if (last >= periodOfDay(LAST_DAY + 1, period)) {
    throw new InvalidArgumentError("options.asOf", "a moment whose period ends in the years 0001 to 9999", asOf);
  }
  const instants = Array.from({ length: last - first + 2 }, (_, i) => Math.min(periodStart(first + i, period), asOf));
  const marks = dayMarks(instants[0] as number, instants.at(-1) as number, period.timeZone);
  return { settings, first, periods: last - first + 1, frame: countingFrame(marks, instants) };
}

/** The period between whose boundaries an instant lies; where clocks go back over midnight, that is not always the one of its date. */
function periodHolding(instant: number, period: PeriodSpec): number {
  const index = periodOfDay(localDay(instant, zoneOffsets(period.timeZone)), period);
  if (index >= periodOfDay(LAST_DAY + 1, period)) return index; // the last week has no end within the calendar
  return periodStart(index + 1, period) <= instant ? index + 1 : index;
}

function rowsOf(counts: ContractCounts, { settings: { period, asOf }, first, periods, frame }: Plan): ContractMovement[] {
  const definition: ContractMovementDefinition = { method: "contracts", period, asOf };
  const days = customerDays(counts, frame);
  let closing = counts.opening;
  return Array.from({ length: periods }, (_, i) => {
    const at = (list: readonly number[]): number => list[i] as number;
    const opening = closing;
    closing += at(counts.new) + at(counts.reactivated) - at(counts.lapsed);
    const end = periodStart(first + i + 1, period);
    return {
      period: periodLabel(first + i, period),
      start: periodStart(first + i, period),
      end,
      opening,
      new: at(counts.new),
      reactivated: at(counts.reactivated),
      lapsed: at(counts.lapsed),
      closing,
      complete: end <= asOf,
      firstStarts: at(counts.firstStarts),
      churnEvents: at(counts.churnEvents),
      reactivationEvents: at(counts.reactivationEvents),
      churnedCustomers: at(counts.churnedCustomers),
      customerDays: at(days),
      definition,
    };
  });
}
