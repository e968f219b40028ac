export {
  acquisitionByPeriod,
  type AcquisitionByPeriod,
  type AcquisitionOptions,
  type AcquisitionPeriod,
  type AcquisitionTotals,
} from "./acquisition-by-period.js";
export type { CohortWeighting } from "./average-cells.js";
export { acquisitionAccumulator, type AcquisitionState } from "./acquisition-accumulator.js";
export type { AcquisitionRow } from "./count-acquisition.js";
export { averagePerCustomer, type AveragePerCustomer } from "./average-per-customer.js";
export { averageRetention, type AverageRetention } from "./average-retention.js";
export { baseMovementAccumulator, type BaseMovementState } from "./base-movement-accumulator.js";
export { cohortAccumulator, type CohortState } from "./cohort-accumulator.js";
export type { CohortRow } from "./cohort-rows.js";
export {
  cohortTriangle,
  type Cohort,
  type CohortAlignment,
  type CohortDefinition,
  type CohortMeasure,
  type CohortMode,
  type CohortTriangle,
  type CohortTriangleOptions,
} from "./cohort-triangle.js";
export {
  customerBaseMovements,
  type BaseMovement,
  type BaseMovementDefinition,
  type CustomerBaseMovementsOptions,
} from "./customer-base-movements.js";
export type { CohortColumns, CohortEvent } from "./event-columns.js";
export { toEventTable } from "./to-event-table.js";
export type { ContractColumns, Contract, Contracts } from "./contracts/contract.js";
export type { ChurnMethod, RetentionMethod } from "./contracts/churn-methods.js";
export { churnRate, retentionRate, type ChurnRate, type ContractRateDefinition, type RetentionRate } from "./contracts/churn-rate.js";
export type { ContractCounts } from "./contracts/contract-counts.js";
export {
  contractMovementAccumulator,
  contractMovements,
  type ContractMovement,
  type ContractMovementDefinition,
  type ContractMovementsOptions,
} from "./contracts/contract-movements.js";
export type { ContractPeriod } from "./contracts/contract-period.js";
export { contractRateAccumulator, contractRates, type ContractRates } from "./contracts/contract-rates.js";
export { convertRate, type ConvertRateOptions } from "./contracts/convert-rate.js";
export { retentionCompare, type ComparableRate, type RateDifference } from "./contracts/retention-compare.js";
export { churnRisk, type ChurnRiskOptions, type ChurnRisks, type CustomerChurnRisk } from "./silence/churn-risk.js";
export type { PurchaseGapOptions } from "./silence/purchase-gaps.js";
export { suggestInactivityDays, type InactivitySuggestion, type SuggestInactivityDaysOptions } from "./silence/suggest-inactivity-days.js";
export {
  winBackCandidates,
  type ExpectedValue,
  type WinBackCandidate,
  type WinBackCandidates,
  type WinBackOptions,
  type WinBackSubject,
} from "./silence/win-back-candidates.js";
