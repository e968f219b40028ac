// On which local days each customer was active: all that cohorts and movements of the base are read from, in one array of whole numbers.
import type { Instant } from "../foundation/time/instant.js";
import { localDay } from "../foundation/time/local-time.js";
import { zoneOffsets, type ZoneOffsets } from "../foundation/time/zone-offsets.js";
import { countedRows, type FullyRefunded } from "../purchases/purchase-histories.js";
import type { CohortColumns } from "./event-columns.js";

/** The days of customer `c` are `days[starts[c]]` to `days[starts[c + 1] - 1]`, earliest first; a day stands once for each event on it. */
export interface ActivityDays {
  readonly starts: Int32Array;
  readonly days: Int32Array;
  /** The local day of `asOf`, which no event lies after. */
  readonly today: number;
  /** The local day of the last moment before `asOf`. */
  readonly lastDay: number;
  /** The first local day on which nothing that counts can have happened. */
  readonly closeDay: number;
}

/** Which events count. */
export interface EventCounting {
  /** Events at or after this instant do not count. */
  readonly asOf: Instant;
  readonly timeZone: string;
  readonly fullyRefunded: FullyRefunded;
}

/** The local days of the events that count, customer by customer. Cost: O(rows) when rows come in the order of time. */
export function activityDays(columns: CohortColumns, { asOf, timeZone, fullyRefunded }: EventCounting): ActivityDays {
  const { customerIds, customer, at } = columns;
  const zone = zoneOffsets(timeZone);
  const dayOf = (instant: number): number => localDay(instant, zone);
  const { today, lastDay, closeDay } = lastDays(asOf, zone);
  const counts = countedRows(columns, { asOf, fullyRefunded });
  const starts = placesOf(columns, counts);

  const days = new Int32Array(starts[customerIds.length] as number);
  const next = starts.slice(0, customerIds.length);
  for (let row = 0; row < customer.length; row += 1) {
    if (counts[row] !== 1) continue;
    const c = customer[row] as number;
    days[next[c] as number] = Math.min(today, dayOf(at[row] as number));
    (next[c] as number) += 1;
  }
  for (let c = 0; c < customerIds.length; c += 1) sortDays(days, starts[c] as number, starts[c + 1] as number);
  return { starts, days, today, lastDay, closeDay };
}

/** The local day of `asOf`, that of the last moment before it, and the first one on which nothing that counts can have happened. */
export function lastDays(asOf: Instant, zone: ZoneOffsets): Pick<ActivityDays, "today" | "lastDay" | "closeDay"> {
  const lastDay = localDay(asOf - 1, zone);
  // Clocks set back across midnight repeat a day; what came before is then of a later date, but not later than today.
  const today = Math.max(localDay(asOf, zone), lastDay);
  return { today, lastDay, closeDay: Math.max(today, lastDay + 1) };
}

/** Where the counted rows of each customer begin when they stand customer by customer. */
export function placesOf({ customerIds, customer }: CohortColumns, counts: Uint8Array): Int32Array {
  const starts = new Int32Array(customerIds.length + 1);
  for (let row = 0; row < customer.length; row += 1) (starts[(customer[row] as number) + 1] as number) += counts[row] as number;
  for (let c = 0; c < customerIds.length; c += 1) (starts[c + 1] as number) += starts[c] as number;
  return starts;
}

/** The first day of all; `null` when nothing counts. */
export function earliestDay({ starts, days }: ActivityDays): number | null {
  let earliest = Infinity;
  for (let c = 0; c + 1 < starts.length; c += 1) {
    if (starts[c] !== starts[c + 1]) earliest = Math.min(earliest, days[starts[c] as number] as number);
  }
  return earliest === Infinity ? null : earliest;
}

/** Sorts the places [start, end), which are mostly in order already. */
export function sortDays(days: Int32Array, start: number, end: number): void {
  let i = start + 1;
  while (i < end && (days[i - 1] as number) <= (days[i] as number)) i += 1;
  if (i < end) days.subarray(start, end).sort();
}
