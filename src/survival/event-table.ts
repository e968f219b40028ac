import { tableOfEvents } from "./count-events.js";
import { readEvents } from "./read-events.js";

/**
 * One customer (or contract, or device): how long they were seen, and whether the event ended it.
 * @category Event tables
 */
export interface EventRow {
  /** Time from the origin (sign-up, first purchase) to the event, or to where it was last known that there was none: 0 or more, in any unit. */
  readonly time: number;
  /** Whether it was the event (`true`, 1), or the row is censored: still there when last seen (`false`, 0). */
  readonly event: boolean | 0 | 1;
  /** From when on the row was watched, below `time`; who had left before would not be a row. From the origin on when left out. */
  readonly entry?: number;
  /** How many equal rows this one stands for, a whole number; 1 when left out. */
  readonly weight?: number;
}

/**
 * The same as columns of equal length: arrays or typed arrays.
 * @category Event tables
 */
export interface EventColumns {
  /** Per row, the time to the event or to where it was last known that there was none. */
  readonly time: ArrayLike<number>;
  /** Per row, whether it was the event: booleans, or 0 and 1. */
  readonly event: ArrayLike<boolean | number>;
  /** Per row, from when on it was watched. */
  readonly entry?: ArrayLike<number>;
  /** Per row, how many equal rows it stands for. */
  readonly weight?: ArrayLike<number>;
}

/**
 * Rows that were already counted by time, in any order: a query's `group by`.
 * @category Event tables
 */
export interface EventCounts {
  /** The times. */
  readonly time: ArrayLike<number>;
  /** Per time, how many had the event then. */
  readonly events: ArrayLike<number>;
  /** Per time, how many were last seen then, without the event. */
  readonly censored: ArrayLike<number>;
  /** The times from which on some of those rows were watched; those not counted here were watched from the origin on. */
  readonly entryTime?: ArrayLike<number>;
  /** Per time in `entryTime`, how many were watched from then on. */
  readonly entered?: ArrayLike<number>;
}

/**
 * What survival curves are made of: how many had the event and how many were censored, time by time. Plain JSON; store it, send it, merge it.
 * @category Event tables
 */
export interface EventTable {
  /** What it is. */
  readonly kind: "event-table";
  /** The different times of events and censorings, ascending. */
  readonly time: readonly number[];
  /** Per time, how many had the event. */
  readonly events: readonly number[];
  /** Per time, how many were censored. */
  readonly censored: readonly number[];
  /** The different times of late entries, ascending; empty when all were watched from the origin on. */
  readonly entryTime: readonly number[];
  /** Per time in `entryTime`, how many were watched from then on. */
  readonly entered: readonly number[];
}

/**
 * Counts rows by time: who had the event when, and who was still there when last seen.
 *
 * A row of weight w counts as w equal rows; one of weight 0 does not count. Times are the same only when they are equal to the last bit: round durations that were
 * added up from fractions. Cost: O(rows) for whole times (days, months), otherwise O(rows log rows).
 *
 * @param rows - Rows, columns or counts, in any order.
 * @returns The table; empty when there are no rows.
 * @throws An {@link InvalidArgumentError} that names the row when a time is negative or not finite, an entry is not below its time, an event is neither a boolean nor 0
 * or 1, or a weight or count is not a whole number of at least 0.
 *
 * @example
 * import { eventTable } from "clientele/survival";
 *
 * const { time, events, censored } = eventTable([
 *   { time: 2, event: true }, { time: 2, event: false }, { time: 5, event: true, weight: 3 }, { time: 9, event: false },
 * ]);
 * [time, events, censored]; // => [[2, 5, 9], [1, 3, 0], [1, 0, 1]]
 * eventTable({ time: Float64Array.of(7, 4), event: [1, 0], entry: [3, 0] }).entryTime; // => [0, 3]
 *
 * @category Event tables
 */
export function eventTable(rows: Iterable<EventRow> | EventColumns | EventCounts): EventTable {
  return tableOfEvents(readEvents(rows));
}
