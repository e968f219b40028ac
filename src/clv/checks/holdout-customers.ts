import type { BgBb, CountedOpportunityHistory, OpportunityHistoryColumns } from "../bg-bb/bg-bb.js";
import { readOpportunities } from "../bg-bb/opportunity-table.js";
import { readColumns } from "../columns.js";
import type { CountedCustomerHistory, CustomerHistoryColumns } from "../customer-history.js";
import { checkNoRepeatAtAgeZero, customerTable } from "../customer-table.js";
import type { CustomerOf, TransactionModel } from "../transaction-model.js";

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

/** Checked customers as typed columns; `age` counts opportunities for BG/BB. */
export interface HoldoutTable<Model extends TransactionModel> {
  readonly frequency: Float64Array;
  readonly recency: Float64Array;
  readonly age: Float64Array;
  readonly count: Float64Array;
  readonly holdoutFrequency: Float64Array;
  /** A row as predictions take it. */
  readonly customer: (row: number) => CustomerOf<Model>;
}

/** Reads rows or columns; throws at the first row that cannot be a customer of the model. */
export function readHoldoutCustomers<Model extends TransactionModel>(
  model: Model,
  subject: HoldoutCustomersOf<Model>,
): HoldoutTable<Model> {
  const histories = isOfOpportunities(model) ? readOpportunityColumns(subject) : readAgeColumns(subject);
  const { frequency, recency, age } = histories;
  const { column, fault } = readColumns(subject, "customers", "frequency");
  const holdoutFrequency = column("holdoutFrequency");
  const wrong = holdoutFrequency.findIndex((value) => !(Number.isSafeInteger(value) && value >= 0));
  if (wrong >= 0) throw fault(wrong, "holdoutFrequency", "a whole number of at least 0");
  const customer = (row: number): CustomerOf<Model> =>
    customerOf(model, frequency[row] as number, recency[row] as number, age[row] as number);
  return { ...histories, holdoutFrequency, customer };
}

/** Whether the model counts opportunities instead of time. */
export function isOfOpportunities({ kind }: { readonly kind: string }): boolean {
  return kind === "bg-bb";
}

/** A history as the model takes it, `age` being opportunities for BG/BB. */
export function customerOf<Model extends TransactionModel>(
  model: Model,
  frequency: number,
  recency: number,
  age: number,
): CustomerOf<Model> {
  const history = isOfOpportunities(model) ? { frequency, recency, opportunities: age } : { frequency, recency, age };
  return history as unknown as CustomerOf<Model>;
}

type Histories = Pick<HoldoutTable<TransactionModel>, "frequency" | "recency" | "age" | "count">;

function readAgeColumns(subject: unknown): Histories {
  const table = customerTable(readColumns(subject, "customers", "frequency"));
  checkNoRepeatAtAgeZero(table);
  return table;
}

function readOpportunityColumns(subject: unknown): Histories {
  const { opportunities, ...table } = readOpportunities(subject as Parameters<typeof readOpportunities>[0]);
  return { ...table, age: opportunities };
}
