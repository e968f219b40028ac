// Many customers of any model, read in one way.
import type { OpportunityHistory } from "./bg-bb/bg-bb.js";
import { opportunityTable } from "./bg-bb/opportunity-table.js";
import type { Columns } from "./columns.js";
import type { CustomerHistory } from "./customer-history.js";
import { checkNoRepeatAtAgeZero, customerTable } from "./customer-table.js";
import type { CustomerOf, TransactionModel } from "./transaction-model.js";

/** Checked customers as typed columns. */
export interface ModelCustomers<Model extends TransactionModel> {
  readonly frequency: Float64Array;
  readonly recency: Float64Array;
  /** For BG/BB the opportunities so far. */
  readonly age: Float64Array;
  readonly count: Float64Array;
  /** A row as predictions take it. */
  readonly customer: (row: number) => CustomerOf<Model>;
}

/** Reads the customers of a model; throws at the first row that cannot be one. */
export function modelCustomers<Model extends TransactionModel>(model: Model, columns: Columns): ModelCustomers<Model> {
  const table = isOfOpportunities(model) ? withAge(columns) : checked(columns);
  const { frequency, recency, age, count } = table;
  const customer = (row: number): CustomerOf<Model> =>
    customerOf(model, frequency[row] as number, recency[row] as number, age[row] as number);
  return { frequency, recency, age, count, customer };
}

/** Whether the model counts opportunities instead of time. */
export function isOfOpportunities({ kind }: { readonly kind: string }): boolean {
  return kind === "bg-bb";
}

/** A history as the model takes it; for BG/BB the age is the opportunities so far. */
export function customerOf<Model extends TransactionModel>(
  model: Model,
  frequency: number,
  recency: number,
  age: number,
): CustomerOf<Model> {
  const history: CustomerHistory | OpportunityHistory = isOfOpportunities(model)
    ? { frequency, recency, opportunities: age }
    : { frequency, recency, age };
  return history as CustomerOf<Model>;
}

type Table = Omit<ModelCustomers<TransactionModel>, "customer">;

function checked(columns: Columns): Table {
  const table = customerTable(columns);
  checkNoRepeatAtAgeZero(table);
  return table;
}

function withAge(columns: Columns): Table {
  const { opportunities, ...table } = opportunityTable(columns);
  return { ...table, age: opportunities };
}
