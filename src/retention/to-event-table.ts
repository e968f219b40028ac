import { checkOneOf } from "../foundation/errors/check.js";
import { eventTable, type EventTable } from "../survival/event-table.js";
import type { CohortTriangle } from "./cohort-triangle.js";

/**
 * Joins cohorts of different age into one survival curve: the losses of a triangle as an event table, for `kaplanMeier` and its kin.
 *
 * A customer whose last event lies in period k after the first is lost at time k + 1; whoever was still seen at the end of the row is censored there. At each time the
 * hazard is all customers lost by those at risk, of the cohorts old enough, so old and young cohorts weigh as they should and the curve never rises. Needs mode
 * `"on-or-after"`, where who is lost stays lost, and calendar periods: by elapsed time the cells of a row rest on different customers.
 *
 * Without contracts nobody says that they leave: the nearer to `asOf`, the more of those lost will be back. Cohorts whose own period is running are left out.
 * Cost: O(cells).
 *
 * @param triangle - A triangle of customers, on or after, by the calendar.
 * @returns The table; times are periods after the cohort's own.
 * @throws An {@link InvalidArgumentError} when the triangle is another.
 *
 * @example
 * import { retention } from "clientele";
 * import { kaplanMeier } from "clientele/survival";
 *
 * const visits = (customerId: string, ...months: number[]) => months.map((month) => ({ customerId, at: Date.UTC(2024, month, 5) }));
 * const events = [...visits("anna", 0, 2), ...visits("ben", 0), ...visits("cem", 1, 2), ...visits("dana", 1)];
 * const month = { unit: "month", timeZone: "UTC" } as const;
 * const triangle = retention.cohortTriangle(events, { period: month, asOf: "2024-04-10T00:00:00Z", mode: "on-or-after" });
 * triangle.cells; // => [[2, 1, 1, null], [2, 1, null]]
 * const { time, events: lost, censored } = retention.toEventTable(triangle);
 * [time, lost, censored]; // => [[1, 2], [2, 0], [1, 1]]
 *
 * @category Cohorts
 */
export function toEventTable(triangle: CohortTriangle): EventTable {
  const { method, measure, alignment } = triangle.definition;
  checkOneOf("triangle.definition.method", method, ["on-or-after"]);
  checkOneOf("triangle.definition.measure", measure, ["customers"]);
  checkOneOf("triangle.definition.alignment", alignment, ["calendar"]);
  const longest = triangle.cells.reduce((most, row) => Math.max(most, row.length), 0);
  const events = new Array<number>(longest).fill(0);
  const censored = new Array<number>(longest).fill(0);
  for (const row of triangle.cells) {
    const known = row.filter((cell) => cell !== null);
    known.forEach((cell, k) => {
      const later = known[k + 1];
      if (later === undefined) (censored[k] as number) += cell;
      else (events[k + 1] as number) += cell - later;
    });
  }
  return eventTable({ time: events.map((_, time) => time), events, censored });
}
