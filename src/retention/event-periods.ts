// In which period of its customer each event lies, counted from the customer's first event; row by row, without an order.
import { DAY_MS } from "../foundation/time/civil.js";
import { localDay } from "../foundation/time/local-time.js";
import { periodOfDay, type PeriodSpec, type PeriodUnit } from "../foundation/time/periods.js";
import { zoneOffsets } from "../foundation/time/zone-offsets.js";
import { countedRows } from "../purchases/purchase-histories.js";
import { lastDays, placesOf, sortDays, type EventCounting } from "./activity-days.js";
import type { CohortColumns } from "./event-columns.js";

/** How long an elapsed period is. */
const ELAPSED_DAYS: Readonly<Record<PeriodUnit, number>> = { day: 1, week: 7, month: 30, quarter: 91, year: 365 };

/** How time is cut, and which events count. */
export interface CohortFrame {
  readonly period: PeriodSpec;
  /** The number of the period that holds `asOf`. */
  readonly running: number;
  readonly events: EventCounting;
}

export interface EventPeriods {
  /** Per row, 1 when it counts, else 0. */
  readonly counts: Uint8Array;
  /** Per row that counts, how many periods after the first one of its customer. */
  readonly since: Int32Array;
  /** The customers with events that count, as places in `customerIds`. */
  readonly customers: Int32Array;
  /** Per customer, the number of the calendar period of the first local day. */
  readonly cohort: Int32Array;
  /** Per customer, how many periods were observed whole: those numbered below. */
  readonly complete: Int32Array;
}

/** No day is as late. */
const NO_DAY = 2 ** 31 - 1;

/** The periods of all events that count. Cost: O(rows). */
export function eventPeriods(
  columns: CohortColumns,
  { period, running, events }: CohortFrame,
  alignment: "calendar" | "elapsed",
): EventPeriods {
  const { customerIds, customer } = columns;
  const counts = countedRows(columns, events);
  const days = rowDays(columns, counts, events);
  const firstDays = new Int32Array(customerIds.length).fill(NO_DAY);
  for (let row = 0; row < customer.length; row += 1) {
    const c = customer[row] as number;
    if (counts[row] === 1 && (days[row] as number) < (firstDays[c] as number)) firstDays[c] = days[row] as number;
  }
  const customers = Int32Array.from(firstDays.keys()).filter((c) => firstDays[c] !== NO_DAY);
  const earliest = customers.reduce((day, c) => Math.min(day, firstDays[c] as number), NO_DAY);
  const { today } = lastDays(events.asOf, zoneOffsets(events.timeZone));
  const periodOf = Int32Array.from({ length: Math.max(0, today - earliest + 1) }, (_, i) => periodOfDay(earliest + i, period));
  const cohort = firstDays.map((day) => periodOf[day - earliest] ?? 0);
  const shared = { counts, customers, cohort };
  if (alignment === "elapsed") return { ...shared, ...elapsedSince(columns, counts, events.asOf, ELAPSED_DAYS[period.unit] * DAY_MS) };
  return {
    ...shared,
    complete: cohort.map((own) => running - own),
    since: days.map((day, row) => (periodOf[day - earliest] ?? 0) - (cohort[customer[row] as number] as number)),
  };
}

/** The same customer by customer: those of customer `c` are `since[starts[c]]` to `since[starts[c + 1] - 1]`, ascending. */
export function periodsByCustomer(
  columns: CohortColumns,
  periods: EventPeriods,
): Pick<EventPeriods, "since"> & { readonly starts: Int32Array } {
  const { counts, customers } = periods;
  const starts = placesOf(columns, counts);
  const next = starts.slice();
  const since = new Int32Array(starts.at(-1) as number);
  for (let row = 0; row < counts.length; row += 1) {
    if (counts[row] !== 1) continue;
    const c = columns.customer[row] as number;
    since[next[c] as number] = periods.since[row] as number;
    (next[c] as number) += 1;
  }
  for (const c of customers) sortDays(since, starts[c] as number, starts[c + 1] as number);
  return { starts, since };
}

/** Per row that counts, its local day, none after today. */
function rowDays({ at }: CohortColumns, counts: Uint8Array, { asOf, timeZone }: EventCounting): Int32Array {
  const zone = zoneOffsets(timeZone);
  const { today } = lastDays(asOf, zone);
  const days = new Int32Array(at.length);
  for (let row = 0; row < at.length; row += 1) if (counts[row] === 1) days[row] = Math.min(today, localDay(at[row] as number, zone));
  return days;
}

/** Periods of so many milliseconds, from the first instant of each customer on. */
function elapsedSince(
  { customerIds, customer, at }: CohortColumns,
  counts: Uint8Array,
  asOf: number,
  length: number,
): Pick<EventPeriods, "since" | "complete"> {
  const first = new Float64Array(customerIds.length).fill(asOf);
  for (let row = 0; row < at.length; row += 1) {
    const c = customer[row] as number;
    if (counts[row] === 1 && (at[row] as number) < (first[c] as number)) first[c] = at[row] as number;
  }
  const since = new Int32Array(at.length);
  for (let row = 0; row < at.length; row += 1) {
    if (counts[row] === 1) since[row] = Math.floor(((at[row] as number) - (first[customer[row] as number] as number)) / length);
  }
  return { since, complete: Int32Array.from(first, (start) => Math.floor((asOf - start) / length)) };
}
