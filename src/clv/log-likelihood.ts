import { checkObject } from "../foundation/errors/check.js";
import { sumOf } from "../numerics/sum.js";
import type { CovariateModel, CustomersWithCovariates } from "./covariates/covariate-model.js";
import { covariateGroups, readCovariate, readHistories } from "./covariates/covariate-table.js";
import { modelForCustomer } from "./covariates/model-for-customer.js";
import { checkNoRepeatAtAgeZero } from "./customer-table.js";
import type { GammaGamma, SpendHistories } from "./gamma-gamma/gamma-gamma.js";
import { checkGammaGamma } from "./gamma-gamma/expected-spend.js";
import { gammaGammaLikelihood } from "./gamma-gamma/likelihood.js";
import { readSpend } from "./gamma-gamma/spend-table.js";
import { checkedParameters } from "./shifted-beta-geometric/curves.js";
import { shiftedBetaGeometricLikelihood } from "./shifted-beta-geometric/likelihood.js";
import { readCohorts } from "./shifted-beta-geometric/renewal-table.js";
import type { Cohort, ShiftedBetaGeometric } from "./shifted-beta-geometric/shifted-beta-geometric.js";
import { methodsOf, type ContinuousModel, type CustomersOf, type TransactionModel } from "./transaction-model.js";

/**
 * How well a model explains customers, those it was fitted to or others: the logarithm of the density of their histories.
 *
 * Every term is kept, so models of the same data can be compared: of the times of the purchases for models of purchases, of the mean spend
 * given its number of purchases for the Gamma-Gamma model, which leaves out the same customers as its fit; of who left when, for the
 * shifted beta-geometric model. Depends on the units of time and
 * money. Linear in the number of customers.
 *
 * @param model - A fitted model, or `{ kind, parameters }` of a published one.
 * @param customers - Histories as rows or columns; rows with a `count` stand for that many customers. For a shifted beta-geometric model cohorts.
 * @returns The log-likelihood; 0 for no customers.
 * @throws An {@link InvalidArgumentError} when a row cannot be a history, or a parameter is not possible.
 *
 * @example
 * import { logLikelihood } from "clientele/clv";
 *
 * const model = { kind: "bg-nbd", parameters: { r: 0.25, alpha: 4, a: 0.8, b: 2.5 } } as const;
 * logLikelihood(model, [{ frequency: 0, recency: 0, age: 40 }]).toFixed(4); // => "-0.5995"
 *
 * @category Fitting
 */
export function logLikelihood<Model extends TransactionModel>(model: Model, customers: CustomersOf<Model>): number;
export function logLikelihood(model: CovariateModel, customers: CustomersWithCovariates): number;
export function logLikelihood(model: GammaGamma, customers: SpendHistories): number;
export function logLikelihood(model: ShiftedBetaGeometric, cohorts: Cohort | readonly Cohort[]): number;
export function logLikelihood(
  model: TransactionModel | CovariateModel | GammaGamma | ShiftedBetaGeometric,
  customers: CustomersOf<TransactionModel> | CustomersWithCovariates | SpendHistories | Cohort | readonly Cohort[],
): number {
  checkObject("model", model);
  if (model.kind === "gamma-gamma") {
    const { p, q, gamma } = checkGammaGamma(model);
    return gammaGammaLikelihood(readSpend(customers as SpendHistories))(Float64Array.of(p, q, gamma), new Float64Array(3));
  }
  if (model.kind === "shifted-beta-geometric") {
    const { alpha, beta } = checkedParameters(model);
    const table = readCohorts(customers as Cohort | readonly Cohort[]);
    return shiftedBetaGeometricLikelihood(table)(Float64Array.of(alpha, beta), new Float64Array(2));
  }
  if (model.kind === "bg-nbd-with-covariates" || model.kind === "pareto-nbd-with-covariates") {
    return covariateLikelihood(model, customers as CustomersWithCovariates);
  }
  return methodsOf(model).logLikelihood(model.parameters, customers as CustomersOf<TransactionModel>);
}

/** Customers with the same covariates have the same model. */
function covariateLikelihood(model: CovariateModel, customers: CustomersWithCovariates): number {
  const table = readHistories(customers);
  checkNoRepeatAtAgeZero(table);
  const { purchase, dropout } = model.coefficients;
  const names = [...new Set([...Object.keys(purchase), ...Object.keys(dropout)])];
  const covariates = names.map((name) => readCovariate(customers, name, table));
  return sumOf(
    covariateGroups(table, covariates).map(({ table: group, given }) => {
      const own: ContinuousModel = modelForCustomer(model, Object.fromEntries(names.map((name, i) => [name, given[i] as number])));
      return methodsOf(own).logLikelihood(own.parameters, group);
    }),
  );
}
