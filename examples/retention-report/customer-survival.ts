// How long customers stay: from the first order until the silence after the last one has lasted too long.
import type { CustomerSummary } from "clientele/purchases";
import { eventTable, kaplanMeier, medianSurvival, type SurvivalCurve, type SurvivalQuantile } from "clientele/survival";
import { calendarDate, daysBetween, type Instant } from "clientele/time";
import { survivalPoints, type SurvivalPoint } from "./survival-points.js";

export interface CustomerSurvival {
  readonly curve: SurvivalCurve;
  readonly median: SurvivalQuantile;
  readonly points: readonly SurvivalPoint[];
  /** Who has been silent for too long. */
  readonly gone: number;
  /** Who has not; how long they will stay is not known. */
  readonly active: number;
}

/** A customer is there from the day of the first order until `inactivityDays` after that of the last; when that lies ahead they are watched until `asOf`, the start of a day. */
export function customerSurvival(
  customers: readonly CustomerSummary[],
  { asOf, timeZone, inactivityDays }: { readonly asOf: Instant; readonly timeZone: string; readonly inactivityDays: number },
): CustomerSurvival {
  const today = calendarDate(asOf, timeZone);
  const rows = customers.map(({ firstAt, lastAt }) => {
    const [firstDay, lastDay] = [calendarDate(firstAt, timeZone), calendarDate(lastAt, timeZone)];
    const event = daysBetween(lastDay, today) > inactivityDays;
    return { event, time: event ? daysBetween(firstDay, lastDay) + inactivityDays : daysBetween(firstDay, today) };
  });
  const curve = kaplanMeier(eventTable(rows));
  const gone = rows.filter(({ event }) => event).length;
  return { curve, median: medianSurvival(curve), points: survivalPoints(curve), gone, active: rows.length - gone };
}
