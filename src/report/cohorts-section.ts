import { averageRetention, cohortTriangle, type CohortTriangle } from "../retention/index.js";
import type { PurchaseColumns } from "../purchases/purchase-columns.js";
import { withoutPeriods } from "./periods-reason.js";
import type { ReportFrame } from "./report-options.js";
import { available, unavailable, type Section } from "./section.js";

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

export function cohortsSection(columns: PurchaseColumns, firstAt: number | null, frame: ReportFrame): Section<CohortsContent> {
  const reason = withoutPeriods(firstAt, frame);
  if (reason !== null) return unavailable(reason);
  const triangle = cohortTriangle(columns, { period: frame.period, asOf: frame.asOf, mode: "on" });
  return available({ triangle, average: averageRetention(triangle, { weighting: "pooled" }) });
}
