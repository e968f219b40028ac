// How models of purchases in time are fitted: what does not differ between them.
import { err, ok, type Result } from "../foundation/result/result.js";
import type { Objective } from "../numerics/minimise.js";
import { sumOf, sumOfTerms } from "../numerics/sum.js";
import type { CustomerHistories } from "./customer-history.js";
import { checkNoRepeatAtAgeZero, readCustomers, type CustomerTable } from "./customer-table.js";
import { evenlySpread } from "./evenly-spread.js";
import type { FitError } from "./fit-error.js";
import { checkFitOptions } from "./fit-options.js";
import type { Fitted, TransactionFitOptions } from "./fitted.js";
import { maximiseLikelihood, type LikelihoodProblem } from "./maximise-likelihood.js";
import { withoutFit } from "./without-fit.js";

/** What a kind of model needs to be fitted. */
export interface PurchaseModelFit<Kind extends string, Name extends string> {
  readonly kind: Kind;
  /** The parameters, in order. */
  readonly names: readonly Name[];
  /** Points to search from, for customers who buy so often in a unit of time. */
  readonly starts: (pace: number) => readonly (readonly number[])[];
  /** More of them, for when the searches from the others do not end together. */
  readonly spareStarts: (pace: number) => readonly (readonly number[])[];
  /** Joins equal rows, or leaves them where that costs more than it saves. */
  readonly merged: (table: CustomerTable) => CustomerTable;
  readonly likelihood: (table: CustomerTable) => Objective;
  /** How many rows of a long table are searched first; the fewer, the dearer a row. */
  readonly rowsOfPart: number;
}

/** A fitted model of purchases in time. */
export interface FittedPurchaseModel<Kind extends string, Name extends string> extends Fitted<Name> {
  readonly kind: Kind;
  readonly parameters: Readonly<Record<Name, number>>;
  readonly timeUnit: string | null;
}

/** Fits a model to customers' histories. */
export function fitPurchaseModel<Kind extends string, Name extends string>(
  model: PurchaseModelFit<Kind, Name>,
  customers: CustomerHistories,
  options: TransactionFitOptions<Name>,
): Result<FittedPurchaseModel<Kind, Name>, FitError> {
  checkFitOptions(options, model.names);
  const table = readCustomers(customers);
  const refusal = withoutFit(table);
  if (refusal !== null) return err(refusal);
  checkNoRepeatAtAgeZero(table);
  const maximum = maximiseLikelihood(problemOf(model, model.merged(table)), options);
  return maximum.ok ? ok({ kind: model.kind, timeUnit: options.timeUnit ?? null, ...maximum.value }) : maximum;
}

function problemOf<Name extends string>(model: PurchaseModelFit<string, Name>, table: CustomerTable): LikelihoodProblem<Name> {
  const part = partOf(table, model.rowsOfPart);
  const pace = meanPace(table);
  return {
    names: model.names,
    starts: model.starts(pace),
    spareStarts: model.spareStarts(pace),
    customers: sumOf(table.count),
    logLikelihood: model.likelihood(table),
    part: part === null ? undefined : problemOf(model, part),
  };
}

/** A part of a very long table in which somebody came back. */
function partOf(table: CustomerTable, rowsOfPart: number): CustomerTable | null {
  const pick = evenlySpread(table.count.length, rowsOfPart);
  if (pick === null) return null;
  const part = { ...table, frequency: pick(table.frequency), recency: pick(table.recency), age: pick(table.age), count: pick(table.count) };
  return withoutFit(part) === null ? part : null;
}

/** Repeat purchases per customer and unit of time, as if nobody left. */
export function meanPace({ frequency, age, count }: CustomerTable): number {
  const total = (column: Float64Array): number => sumOfTerms(count.length, (row) => (column[row] as number) * (count[row] as number));
  return total(frequency) / total(age);
}
