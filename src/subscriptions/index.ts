export { averageRevenuePerAccount } from "./average-revenue-per-account.js";
export { grossRevenueRetention, type GrossRevenueRetentionOptions } from "./gross-revenue-retention.js";
export { logoChurn } from "./logo-churn.js";
export { mergeRecurringRevenue } from "./merge-recurring-revenue.js";
export type { MovementType } from "./month-totals.js";
export { netRevenueRetention, type NetRevenueRetentionOptions } from "./net-revenue-retention.js";
export {
  parseSubscription,
  parseSubscriptions,
  type ParsedSubscriptions,
  type ParseSubscriptionsOptions,
  type ParseSubscriptionsSummary,
} from "./parse-subscriptions.js";
export { quickRatio, type QuickRatioOptions } from "./quick-ratio.js";
export type { SubscriptionField } from "./read-subscription.js";
export {
  recurringRevenue,
  type OpeningRevenue,
  type RecurringRevenue,
  type RecurringRevenueDefinition,
  type RecurringRevenueOptions,
  type RecurringRevenueRow,
} from "./recurring-revenue.js";
export {
  revenueMovements,
  type RevenueMovement,
  type RevenueMovementMonth,
  type RevenueMovements,
  type RevenueMovementsDefinition,
} from "./revenue-movements.js";
export type { RetentionBasis, RevenueRate, RevenueRateDefinition } from "./revenue-rate.js";
export { subscriptionSchema } from "./subscription-schema.js";
export type { BillingInterval, Subscription, SubscriptionInput } from "./subscription.js";
