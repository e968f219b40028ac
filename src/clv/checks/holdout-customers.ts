import type { BgBb, CountedOpportunityHistory, OpportunityHistoryColumns } from "../bg-bb/bg-bb.js";
import { readColumns } from "../columns.js";
import type { CountedCustomerHistory, CustomerHistoryColumns } from "../customer-history.js";
import { modelCustomers, type ModelCustomers } from "../model-customers.js";
import type { TransactionModel } from "../transaction-model.js";

/**
 * What a customer did after the calibration.
 * @category Checks
 */
export interface HoldoutPurchases {
  /** Purchase occasions in the holdout; a whole number. */
  readonly holdoutFrequency: number;
}

/**
 * What each customer did after the calibration, as a column.
 * @category Checks
 */
export interface HoldoutPurchasesColumn {
  /** The purchase occasions of each customer in the holdout. */
  readonly holdoutFrequency: ArrayLike<number>;
}

/**
 * Customers as they were known at the end of the calibration, with what they did after it, as rows or as columns.
 *
 * @typeParam Model - The model to check.
 * @category Checks
 */
export type HoldoutCustomersOf<Model extends TransactionModel> = Model extends BgBb
  ? readonly (CountedOpportunityHistory & HoldoutPurchases)[] | (OpportunityHistoryColumns & HoldoutPurchasesColumn)
  : readonly (CountedCustomerHistory & HoldoutPurchases)[] | (CustomerHistoryColumns & HoldoutPurchasesColumn);

/**
 * Customers with their holdout, as `calibrationHoldout` of `clientele/purchases` gives them.
 *
 * @typeParam Model - The model to check.
 * @category Checks
 */
export interface HoldoutOf<Model extends TransactionModel> {
  /** Everybody who had bought before the calibration ended. */
  readonly customers: HoldoutCustomersOf<Model>;
  /** How long the holdout is, in the model's time unit; for BG/BB a number of opportunities. */
  readonly holdoutDuration: number;
}

/** Checked customers as typed columns, with what they did after the calibration. */
export interface HoldoutTable<Model extends TransactionModel> extends ModelCustomers<Model> {
  readonly holdoutFrequency: Float64Array;
}

/** Reads rows or columns; throws at the first row that cannot be a customer of the model. */
export function readHoldoutCustomers<Model extends TransactionModel>(
  model: Model,
  subject: HoldoutCustomersOf<Model>,
): HoldoutTable<Model> {
  const columns = readColumns(subject, "holdout.customers", "frequency");
  const customers = modelCustomers(model, columns);
  const holdoutFrequency = columns.column("holdoutFrequency");
  const wrong = holdoutFrequency.findIndex((value) => !(Number.isSafeInteger(value) && value >= 0));
  if (wrong >= 0) throw columns.fault(wrong, "holdoutFrequency", "a whole number of at least 0");
  return { ...customers, holdoutFrequency };
}
