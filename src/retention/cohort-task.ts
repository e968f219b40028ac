// From the options of a cohort triangle to what is counted, and from what was counted to the triangle.
import { checkInteger, checkOneOf } from "../foundation/errors/check.js";
import { InvalidArgumentError } from "../foundation/errors/invalid-argument-error.js";
import { readInstant } from "../foundation/time/instant.js";
import { periodLabel, periodOfDay, periodStart } from "../foundation/time/periods.js";
import { zoneOffsets } from "../foundation/time/zone-offsets.js";
import { lastDays } from "./activity-days.js";
import type { CohortRow } from "./cohort-rows.js";
import type { CohortMode, CohortTriangle, CohortTriangleOptions } from "./cohort-triangle.js";
import { checkPeriods, completePeriod, originOf } from "./complete-period.js";
import { countCohorts, type CohortTask } from "./count-cohorts.js";
import { eventColumns, type CohortColumns, type CohortEvent } from "./event-columns.js";

/** The options, checked. */
export function readCohortTask(options: CohortTriangleOptions): CohortTask {
  const period = completePeriod(options);
  const { mode, measure = "customers", alignment = "calendar", periods = Infinity, fullyRefunded = "exclude" } = options;
  const asOf = readInstant("options.asOf", options.asOf);
  const bracket = checkedBracket(mode);
  checkOneOf("options.measure", measure, ["customers", "events", "revenue"]);
  checkOneOf("options.alignment", alignment, ["calendar", "elapsed"]);
  if (periods !== Infinity) checkInteger("options.periods", periods, 1);
  checkOneOf("options.fullyRefunded", fullyRefunded, ["exclude", "include"]);
  const method = bracket === null ? (mode as "on" | "on-or-after" | "on-or-before") : "bracket";
  return {
    period,
    running: periodOfDay(lastDays(asOf, zoneOffsets(period.timeZone)).today, period),
    events: { asOf, timeZone: period.timeZone, fullyRefunded },
    counting: { method, bracket, measure, alignment, periods },
  };
}

/** What is counted, in short. */
export function optionsOf({ period, events, counting }: CohortTask): string {
  return JSON.stringify({ of: "cohorts", ...period, ...events, ...counting });
}

/** What was counted of some customers. */
interface Counted {
  /** Earliest first. */
  readonly rows: readonly CohortRow[];
  /** Of revenue; `null` when none is known. */
  readonly currency: string | null;
}

/** Counts the events of some customers. */
export function countEvents(events: Iterable<CohortEvent> | CohortColumns, task: CohortTask): Counted {
  const isRevenue = task.counting.measure === "revenue";
  const columns = eventColumns(events, isRevenue ? "needed" : "optional");
  const rows = countCohorts(columns, task);
  const [first, last] = [rows[0]?.period ?? 0, rows.at(-1)?.period ?? -1];
  checkPeriods(first, last, task.period, task.events.asOf, () => originOf("events", events, "at", columns.at));
  return { rows, currency: isRevenue ? (columns.currency ?? null) : null };
}

/** The rows, with names, and with `null` where nobody was observed long enough. */
export function triangleOf({ rows, currency }: Counted, { period, running, events, counting }: CohortTask): CohortTriangle {
  const { asOf, fullyRefunded } = events;
  const { method, bracket, measure, alignment } = counting;
  return {
    cohorts: rows.map(({ period: index, size }) => ({
      label: periodLabel(index, period),
      start: periodStart(index, period),
      size,
      complete: index < running,
    })),
    cells: rows.map(({ cells, eligible }) => cells.map((cell, k) => (eligible[k] === 0 ? null : cell))),
    eligible: rows.map(({ eligible }) => [...eligible]),
    currency: rows.length > 0 ? currency : null,
    definition: { method, bracket, measure, alignment, period, asOf, fullyRefunded },
  };
}

function checkedBracket(mode: CohortMode): readonly [number, number] | null {
  if (mode === "on" || mode === "on-or-after" || mode === "on-or-before") return null;
  const bracket: unknown = (mode as Partial<typeof mode> | null | undefined)?.bracket;
  if (bracket === undefined) throw new InvalidArgumentError("options.mode", "one of on, on-or-after, on-or-before or { bracket }", mode);
  if (!Array.isArray(bracket) || bracket.length !== 2)
    throw new InvalidArgumentError("options.mode.bracket", "a first and a last period", bracket);
  const [first, last] = bracket as [unknown, unknown];
  checkInteger("options.mode.bracket[0]", first, 0);
  checkInteger("options.mode.bracket[1]", last, first);
  return [first, last];
}
