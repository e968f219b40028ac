export { simulateCustomers, type SimulateCustomersOptions, type SimulatedCustomers } from "./simulate-customers.js";
export type { SimulatedPersonShares } from "./simulate-person.js";
export { simulatePurchases, type SimulatedCustomer, type SimulatedPurchases, type SimulatedTruth } from "./simulate-purchases.js";
export type {
  SimulatedChannel,
  SimulatedSpendParameters,
  SimulatedTransactionParameters,
  SimulatePurchasesOptions,
} from "./simulation-options.js";
export type { ShopRhythm } from "./shop-clock.js";
export {
  simulateSubscriptions,
  type SimulatedSubscriber,
  type SimulatedSubscription,
  type SimulatedSubscriptions,
  type SimulatedSubscriptionTruth,
} from "./simulate-subscriptions.js";
export type { SimulatedChurnParameters, SimulatedPlan, SimulateSubscriptionsOptions } from "./subscription-options.js";
