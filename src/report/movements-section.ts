import type { PurchaseColumns } from "../purchases/purchase-columns.js";
import { customerBaseMovements, type BaseMovement } from "../retention/index.js";
import type { ReportFrame } from "./report-options.js";
import { available, unavailable, type Section } from "./section.js";
import { NO_PURCHASES } from "./totals-section.js";

/**
 * How the base of active customers grew and shrank, period by period.
 * @category Report
 */
export interface MovementsContent {
  /** One row a period, from the first purchase to the period that holds `asOf`. */
  readonly rows: readonly BaseMovement[];
}

export function movementsSection(
  columns: PurchaseColumns,
  customers: number,
  { asOf, period, inactivityDays }: ReportFrame,
): Section<MovementsContent> {
  if (customers === 0) return unavailable(NO_PURCHASES);
  return available({ rows: customerBaseMovements(columns, { period, asOf, inactivityDays }) });
}
