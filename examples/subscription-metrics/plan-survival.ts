// How long customers stay for the first time, by the plan that they began with.
import {
  eventTable,
  kaplanMeier,
  logRankTest,
  medianSurvival,
  type EventRow,
  type LogRankTest,
  type SurvivalCurve,
  type SurvivalQuantile,
} from "clientele/survival";
import type { Subscription } from "clientele/subscriptions";
import { daysBetween, type CalendarDate } from "clientele/time";
import { printable, shortened } from "../customer-base-report/printable.js";
import { survivalPoints, type SurvivalPoint } from "../retention-report/survival-points.js";
import type { PlanLine } from "./read-subscriptions.js";

/** More curves could not be told apart. */
const MOST_PLANS = 6;
const OTHERS = "other plans";

export interface PlanStay {
  readonly plan: string;
  readonly customers: number;
  readonly left: number;
  readonly curve: SurvivalCurve;
  readonly median: SurvivalQuantile;
  readonly points: readonly SurvivalPoint[];
}

export interface PlanSurvival {
  /** Plans by the number of customers, the most first. */
  readonly plans: readonly PlanStay[];
  /** Whether they lose customers at the same pace; `null` with one plan. */
  readonly test: LogRankTest | null;
}

/** A customer's first stay: lines that overlap or follow each other without a gap are one. What ends on `asOf` or before has ended. */
export function planSurvival(lines: readonly PlanLine[], asOf: CalendarDate): PlanSurvival {
  const rowsOf = new Map<string, EventRow[]>();
  for (const own of linesByCustomer(lines, asOf).values()) {
    const [first] = own;
    if (first === undefined) continue;
    // Names come from the file, and go into a picture.
    const plan = printable(shortened(first.plan)) || "–";
    const rows = rowsOf.get(plan);
    if (rows === undefined) rowsOf.set(plan, [firstStay(own, asOf)]);
    else rows.push(firstStay(own, asOf));
  }
  const sorted = [...rowsOf].sort(([a, x], [b, y]) => y.length - x.length || (a < b ? -1 : 1));
  const groups = sorted.slice(0, MOST_PLANS);
  const others = sorted.slice(MOST_PLANS).flatMap(([, rows]) => rows);
  const sameName = groups.find(([plan]) => plan === OTHERS);
  if (sameName !== undefined) sameName[1] = [...sameName[1], ...others];
  else if (others.length > 0) groups.push([OTHERS, others]);

  const tables = groups.map(([plan, rows]) => ({ group: plan, table: eventTable(rows), rows }));
  const plans = tables.map(({ group, table, rows }) => {
    const curve = kaplanMeier(table);
    const left = rows.filter(({ event }) => event).length;
    return { plan: group, customers: rows.length, left, curve, median: medianSurvival(curve), points: survivalPoints(curve) };
  });
  return { plans, test: tables.length < 2 ? null : logRankTest(tables.map(({ group, table }) => ({ group, table }))) };
}

/** Whether somebody pays for a line at any time. */
export function isPaid({ amount, start, end }: Subscription): boolean {
  return amount.minor > 0 && (end === null || end > start);
}

/** The paid lines that began before `asOf`, earliest first. */
function linesByCustomer(lines: readonly PlanLine[], asOf: CalendarDate): Map<string, PlanLine[]> {
  const own = new Map<string, PlanLine[]>();
  for (const line of lines) {
    const { subscription } = line;
    if (!isPaid(subscription) || subscription.start >= asOf) continue;
    const list = own.get(subscription.customerId);
    if (list === undefined) own.set(subscription.customerId, [line]);
    else list.push(line);
  }
  for (const list of own.values())
    list.sort((a, b) => (a.subscription.start < b.subscription.start ? -1 : a.subscription.start > b.subscription.start ? 1 : 0));
  return own;
}

function firstStay(lines: readonly PlanLine[], asOf: CalendarDate): EventRow {
  const start = lines[0]?.subscription.start ?? asOf;
  let end: CalendarDate = start;
  for (const { subscription } of lines) {
    if (subscription.start > end) break;
    if (subscription.end === null || subscription.end > asOf) return { time: daysBetween(start, asOf), event: false };
    if (subscription.end > end) end = subscription.end;
  }
  return { time: daysBetween(start, end), event: true };
}
