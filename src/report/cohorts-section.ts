import { averageRetention, cohortTriangle, type CohortTriangle } from "../retention/index.js";
import type { PurchaseColumns } from "../purchases/purchase-columns.js";
import type { ReportFrame } from "./report-options.js";
import { available, unavailable, type Section } from "./section.js";
import { NO_PURCHASES } from "./totals-section.js";

/**
 * Who came back, by the period of the first purchase.
 * @category Report
 */
export interface CohortsContent {
  /** Customers of each cohort who bought in each later period. */
  readonly triangle: CohortTriangle;
  /** Per period after the first: the customers who bought in it, of all cohorts that have completed it. */
  readonly average: ReturnType<typeof averageRetention>;
}

export function cohortsSection(columns: PurchaseColumns, customers: number, { asOf, period }: ReportFrame): Section<CohortsContent> {
  if (customers === 0) return unavailable(NO_PURCHASES);
  const triangle = cohortTriangle(columns, { period, asOf, mode: "on" });
  return available({ triangle, average: averageRetention(triangle, { weighting: "pooled" }) });
}
