// The day up to which orders count.
import { addToDate, calendarDate, instant, type CalendarDate, type Instant } from "clientele/time";
import { statedAsOf } from "./check-command.js";
import { zoneOf } from "./library-options.js";
import type { ReportCommand } from "./options.js";
import type { Orders } from "./read-orders.js";

export interface AsOf {
  readonly at: Instant;
  /** What was taken, and which orders are too late for it; nothing when the day was named. */
  readonly notes: readonly string[];
}

/** The named day, or the day after the last order that is not of the future: a single mistyped year must not decide it. */
export function asOfDay(command: ReportCommand, { parsed, lineOf }: Orders, now: number): AsOf {
  const stated = statedAsOf(command);
  if (stated !== undefined) return { at: stated, notes: [] };
  const timeZone = zoneOf(command);
  const last = parsed.values.reduce((latest, { at }) => (at <= now && at > latest ? at : latest), -Infinity);
  if (last === -Infinity) throw new Error("all orders are of the future; name the day to report: --as-of DATE");

  const day: CalendarDate = addToDate(calendarDate(last, timeZone), { days: 1 });
  const at = instant(day, { timeZone });
  const later = parsed.values.filter((purchase) => purchase.at >= at);
  const notes = [`As of ${day}, the day after the last order, since none was named (--as-of)`];
  const [first] = later;
  if (first !== undefined)
    notes.push(
      `  ${String(later.length)} x dated in the future and not counted, first in line ${String(lineOf(first))}: ${calendarDate(first.at, timeZone)}`,
    );
  return { at, notes };
}
