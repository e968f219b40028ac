export {
  calibrationHoldout,
  type CalibrationHoldout,
  type CalibrationHoldoutCustomer,
  type CalibrationHoldoutOptions,
} from "./calibration-holdout.js";
export type { Rejection } from "../foundation/errors/rejection.js";
export { countPurchases, type PurchaseCounts } from "./count-purchases.js";
export { customerSummaries, type CustomerSummariesOptions, type CustomerSummary, type Occasion } from "./customer-summaries.js";
export { customerSummaryAccumulator, type CustomerSummaryPart, type CustomerSummaryState } from "./customer-summary-accumulator.js";
export {
  parsePurchase,
  parsePurchases,
  parsePurchasesAsync,
  type ParsedPurchases,
  type ParsePurchasesOptions,
  type ParsePurchasesSummary,
} from "./parse-purchases.js";
export { purchaseColumns, type PurchaseColumns, type Purchases } from "./purchase-columns.js";
export type { FullyRefunded, RevenueBasis } from "./purchase-histories.js";
export { purchaseSchema } from "./purchase-schema.js";
export type { AmountInput, MoneyInput, Purchase, PurchaseInput, PurchaseLine, PurchaseLineInput, PurchaseStatus } from "./purchase.js";
export type { PurchaseField } from "./read-purchase.js";
export {
  repeatPurchaseRate,
  returningCustomerRate,
  type RepeatPeriodOptions,
  type RepeatPurchaseMethod,
  type RepeatRate,
  type ReturningCustomerMethod,
} from "./repeat-rates.js";
export {
  repeatPurchaseSummaries,
  type AgeUnit,
  type RepeatPurchaseSummariesOptions,
  type RepeatPurchaseSummary,
} from "./repeat-purchase-summaries.js";
export { secondPurchaseRate, type SecondPurchaseRate } from "./second-purchase-rate.js";
