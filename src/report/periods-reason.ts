import { FIRST_DAY } from "../foundation/time/calendar-date.js";
import { localDay } from "../foundation/time/local-time.js";
import { zoneOffsets } from "../foundation/time/zone-offsets.js";
import type { ReportFrame } from "./report-options.js";
import { NO_PURCHASES } from "./totals-section.js";

/**
 * Why purchases cannot be put into calendar periods; `null` when they can. Programs that write 0001-01-01 for a missing date are common, and west of
 * Greenwich that moment lies before the calendar.
 */
export function withoutPeriods(firstAt: number | null, { timeZone }: ReportFrame): string | null {
  if (firstAt === null) return NO_PURCHASES;
  return localDay(firstAt, zoneOffsets(timeZone)) < FIRST_DAY ? "a purchase lies before the local year 0001: is its date missing?" : null;
}
