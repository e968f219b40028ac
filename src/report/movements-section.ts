import type { PurchaseColumns } from "../purchases/purchase-columns.js";
import { customerBaseMovements, type BaseMovement } from "../retention/index.js";
import { withoutPeriods } from "./periods-reason.js";
import type { ReportFrame } from "./report-options.js";
import { available, unavailable, type Section } from "./section.js";

/**
 * How the base of active customers grew and shrank, period by period.
 * @category Report
 */
export interface MovementsContent {
  /** One row a period, from the first purchase to the period that holds `asOf`. */
  readonly rows: readonly BaseMovement[];
}

export function movementsSection(columns: PurchaseColumns, firstAt: number | null, frame: ReportFrame): Section<MovementsContent> {
  const reason = withoutPeriods(firstAt, frame);
  if (reason !== null) return unavailable(reason);
  const { asOf, period, inactivityDays } = frame;
  return available({ rows: customerBaseMovements(columns, { period, asOf, inactivityDays }) });
}
