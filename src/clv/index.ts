export type {
  BgBb,
  BgBbModel,
  BgBbParameters,
  CountedOpportunityHistory,
  OpportunityHistories,
  OpportunityHistory,
  OpportunityHistoryColumns,
} from "./bg-bb/bg-bb.js";
export { fitBgBb } from "./bg-bb/fit-bg-bb.js";
export type { BgNbd, BgNbdModel, BgNbdParameters } from "./bg-nbd/bg-nbd.js";
export { fitBgNbd } from "./bg-nbd/fit-bg-nbd.js";
export type { MbgNbd, MbgNbdModel, MbgNbdParameters } from "./mbg-nbd/mbg-nbd.js";
export { fitMbgNbd } from "./mbg-nbd/fit-mbg-nbd.js";
export { compressCustomers, type CompressedCustomers } from "./compress-customers.js";
export { customerEquity, type CustomerEquity, type MeanSpendColumn, type ValuedCustomersOf } from "./customer-equity.js";
export type { CountedCustomerHistory, CustomerHistories, CustomerHistory, CustomerHistoryColumns } from "./customer-history.js";
export type {
  BgNbdCovariateModel,
  BgNbdWithCovariates,
  CovariateCoefficients,
  CovariateEffects,
  CovariateFit,
  CovariateFitOptions,
  CovariateModel,
  Covariates,
  CustomersWithCovariates,
  CustomerWithCovariates,
  CustomerWithCovariatesColumns,
  ParetoNbdCovariateModel,
  ParetoNbdWithCovariates,
} from "./covariates/covariate-model.js";
export { fitBgNbdWithCovariates } from "./covariates/fit-bg-nbd-with-covariates.js";
export { fitParetoNbdWithCovariates } from "./covariates/fit-pareto-nbd-with-covariates.js";
export { modelForCustomer, type ModelOfCustomer } from "./covariates/model-for-customer.js";
export { customerLifetimeValue, type LifetimeValueOptions, type ValuedCustomerOf } from "./customer-lifetime-value.js";
export type { Discount } from "./discount.js";
export { discountedExpectedPurchases, type DiscountedHorizon } from "./discounted-expected-purchases.js";
export { expectedPurchases, expectedPurchasesOfNewCustomer } from "./expected-purchases.js";
export type {
  Boundary,
  FirstPurchaseCounted,
  FitError,
  NoRepeatPurchases,
  NotConverged,
  TooFewCustomers,
  Unidentified,
} from "./fit-error.js";
export type { FitOptions, Fitted, TransactionFitOptions } from "./fitted.js";
export { expectedSpend } from "./gamma-gamma/expected-spend.js";
export { fitGammaGamma } from "./gamma-gamma/fit-gamma-gamma.js";
export type {
  CountedSpendHistory,
  GammaGamma,
  GammaGammaModel,
  GammaGammaParameters,
  SpendHistories,
  SpendHistory,
  SpendHistoryColumns,
} from "./gamma-gamma/gamma-gamma.js";
export { logLikelihood } from "./log-likelihood.js";
export { fitParetoNbd } from "./pareto-nbd/fit-pareto-nbd.js";
export type { ParetoNbd, ParetoNbdModel, ParetoNbdParameters } from "./pareto-nbd/pareto-nbd.js";
export { probabilityAlive, type AliveOptions } from "./probability-alive.js";
export {
  predictionInterval,
  type BoundedEstimate,
  type Bounds,
  type PredictionInterval,
  type PredictionIntervalOptions,
} from "./simulation/prediction-interval.js";
export { purchaseCountDistribution } from "./purchase-count-distribution.js";
export type { ContinuousModel, CustomerOf, CustomersOf, TransactionModel } from "./transaction-model.js";
export { churnCurve, retentionCurve, survivalCurve } from "./shifted-beta-geometric/curves.js";
export {
  discountedExpectedLifetime,
  discountedExpectedResidualLifetime,
  expectedLifetime,
  type DiscountedLifetimeOptions,
  type DiscountedResidualLifetimeOptions,
} from "./shifted-beta-geometric/expected-lifetime.js";
export { fitShiftedBetaGeometric } from "./shifted-beta-geometric/fit-shifted-beta-geometric.js";
export type {
  Cohort,
  CohortLosses,
  CohortSurvivors,
  ShiftedBetaGeometric,
  ShiftedBetaGeometricModel,
  ShiftedBetaGeometricParameters,
} from "./shifted-beta-geometric/shifted-beta-geometric.js";
export { cohortValue, type CohortPeriodValue, type CohortValueOptions } from "./simple/cohort-value.js";
export { historicalValue, type HistoricalValueOptions } from "./simple/historical-value.js";
export {
  revenuePerUserOverChurn,
  type RevenuePerUserOverChurn,
  type RevenuePerUserOverChurnInput,
} from "./simple/revenue-per-user-over-churn.js";
export {
  simpleLifetimeValue,
  type FirstMargin,
  type SimpleLifetimeValue,
  type SimpleLifetimeValueInput,
} from "./simple/simple-lifetime-value.js";
export type {
  SimulateCohortOptions,
  SimulatedCohort,
  SimulatedFuture,
  SimulatedHistory,
  SimulatedOpportunityHistory,
  SimulatedSpend,
  SimulateHistoriesOptions,
  SimulateOpportunitiesOptions,
  SimulateSpendOptions,
} from "./simulation/simulated.js";
export type { NumberRange, PerCustomer } from "./simulation/per-customer.js";
export { simulate } from "./simulation/simulate.js";
export {
  calibrationCheck,
  type CalibrationBin,
  type CalibrationCheck,
  type CalibrationCheckOptions,
  type FrequencyBin,
  type SilenceBin,
} from "./checks/calibration-check.js";
export {
  compareModels,
  type ComparableModel,
  type ComparedModel,
  type LikelihoodRatioTest,
  type ModelComparison,
} from "./checks/compare-models.js";
export type { HoldoutBin } from "./checks/holdout-bins.js";
export type { HoldoutCustomersOf, HoldoutOf, HoldoutPurchases, HoldoutPurchasesColumn } from "./checks/holdout-customers.js";
export {
  probabilityAliveMatrix,
  type ProbabilityAliveMatrix,
  type ProbabilityAliveMatrixOptions,
} from "./checks/probability-alive-matrix.js";
export { trackingCurve, type TrackingCurveOptions, type TrackingRow } from "./checks/tracking-curve.js";
export { expectedResidualLifetime } from "./expected-residual-lifetime.js";
