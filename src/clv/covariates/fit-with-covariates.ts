// Fits any model of purchases in time whose customers' parameters depend on covariates: one likelihood for each group of customers with the same
// covariates, each at parameters of its own. The coefficients are searched for as factors, exp(coefficient), of standardised covariates.
import { InvalidArgumentError } from "../../foundation/errors/invalid-argument-error.js";
import { err, ok, type Result } from "../../foundation/result/result.js";
import type { Objective } from "../../numerics/minimise.js";
import { addToSum, emptySum, sumOf, sumValue } from "../../numerics/sum.js";
import { checkNoRepeatAtAgeZero } from "../customer-table.js";
import type { FitError } from "../fit-error.js";
import { checkFitOptions } from "../fit-options.js";
import { meanPace, type PurchaseModelFit } from "../fit-purchase-model.js";
import { maximiseLikelihood, type LikelihoodMaximum } from "../maximise-likelihood.js";
import { withoutFit } from "../without-fit.js";
import type { CovariateEffects, CovariateFit, CovariateFitOptions, CustomersWithCovariates } from "./covariate-model.js";
import { covariateGroups, readCovariate, readHistories, type CovariateGroup, type StandardCovariate } from "./covariate-table.js";
import type { Effect, Effects } from "./effects.js";

/** A covariate that acts on a parameter: which ones, by their places. */
interface Action extends Effect {
  /** `purchase.NAME` or `dropout.NAME`. */
  readonly name: string;
  readonly covariate: StandardCovariate;
}

/** What a fit with covariates gives. */
export interface FittedWithCovariates<Name extends string> extends CovariateFit, CovariateEffects {
  readonly parameters: Readonly<Record<Name, number>>;
}

/** Fits the model and what the covariates do. */
export function fitWithCovariates<Name extends string>(
  model: PurchaseModelFit<string, Name>,
  effects: Effects,
  customers: CustomersWithCovariates,
  options: CovariateFitOptions,
): Result<FittedWithCovariates<Name>, FitError> {
  checkFitOptions(options, []);
  const table = readHistories(customers);
  const actions = (["purchase", "dropout"] as const).flatMap((side) =>
    checkedNames(side, options[side]).map((name): Action => {
      return { ...effects[side], name: `${side}.${name}`, covariate: readCovariate(customers, name, table) };
    }),
  );
  if (actions.length === 0)
    throw new InvalidArgumentError("options.purchase", "the name of a covariate, here or in options.dropout", options.purchase);
  const refusal = withoutFit(table);
  if (refusal !== null) return err(refusal);
  checkNoRepeatAtAgeZero(table);
  const groups = covariateGroups(
    table,
    actions.map(({ covariate }) => covariate),
  );
  const plain = model.starts(meanPace(table));
  const maximum = maximiseLikelihood(
    {
      names: [...model.names, ...actions.map(({ name }) => name)],
      starts: plain.map((start) => [...start, ...actions.map(() => 1)]),
      customers: sumOf(table.count),
      logLikelihood: likelihoodOfGroups(model, groups, actions),
    },
    { maxEvaluations: options.maxEvaluations },
  );
  if (!maximum.ok) return maximum;
  return ok({ ...inUnits(model.names, actions, maximum.value), timeUnit: options.timeUnit ?? null });
}

function checkedNames(side: "purchase" | "dropout", names: readonly string[] = []): readonly string[] {
  names.forEach((name, i) => {
    if (typeof name !== "string" || name === "" || names.indexOf(name) !== i)
      throw new InvalidArgumentError(`options.${side}[${String(i)}]`, "the name of a covariate, once", name);
  });
  return names;
}

/** The log-likelihood of all groups as a function of the parameters and the factors. */
function likelihoodOfGroups(
  model: PurchaseModelFit<string, string>,
  groups: readonly CovariateGroup[],
  actions: readonly Action[],
): Objective {
  const size = model.names.length;
  const parts = groups.map(({ table, values }) => ({ logLikelihood: model.likelihood(model.merged(table)), values }));
  return (parameters, gradient) => {
    const logs = actions.map((_, k) => Math.log(parameters[size + k] as number));
    const total = emptySum();
    const slopes = Array.from(gradient, emptySum);
    const own = new Float64Array(size);
    for (const { logLikelihood, values } of parts) {
      const at = parameters.slice(0, size);
      actions.forEach(({ parameter, sign }, k) => {
        at[parameter] = (at[parameter] as number) * Math.exp(sign * (logs[k] as number) * (values[k] as number));
      });
      addToSum(total, logLikelihood(at, own));
      // By the logarithm of a parameter the slope is the same before and after a factor.
      const byLog = own.map((slope, i) => slope * (at[i] as number));
      byLog.forEach((slope, i) => {
        addToSum(slopes[i] as (typeof slopes)[number], slope / (parameters[i] as number));
      });
      actions.forEach(({ parameter, sign }, k) => {
        const slope = sign * (values[k] as number) * (byLog[parameter] as number);
        addToSum(slopes[size + k] as (typeof slopes)[number], slope / (parameters[size + k] as number));
      });
    }
    slopes.forEach((slope, i) => {
      gradient[i] = sumValue(slope);
    });
    return sumValue(total);
  };
}

/** The maximum in the units of the covariates; the parameters stay those at their means. */
function inUnits<Name extends string>(
  names: readonly Name[],
  actions: readonly Action[],
  maximum: LikelihoodMaximum<string>,
): Omit<FittedWithCovariates<Name>, "timeUnit"> {
  const all = Object.keys(maximum.parameters);
  const searched = Object.values(maximum.parameters);
  // Of a coefficient the logarithm of the searched factor counts, in units of the deviation.
  const scales = all.map((_, i) => {
    const action = actions[i - names.length];
    return action === undefined ? 1 : 1 / ((searched[i] as number) * action.covariate.deviation);
  });
  const covariance = maximum.covariance.map((row, i) => row.map((value, j) => value * (scales[i] as number) * (scales[j] as number)));
  const coefficients = (side: string): Record<string, number> =>
    Object.fromEntries(
      actions.flatMap(({ name, covariate }, k) =>
        name.startsWith(`${side}.`)
          ? [[name.slice(side.length + 1), Math.log(searched[names.length + k] as number) / covariate.deviation]]
          : [],
      ),
    );
  return {
    ...maximum,
    parameters: Object.fromEntries(names.map((name, i) => [name, searched[i]])) as Record<Name, number>,
    coefficients: { purchase: coefficients("purchase"), dropout: coefficients("dropout") },
    means: Object.fromEntries(actions.map(({ name, covariate }) => [name.slice(name.indexOf(".") + 1), covariate.mean])),
    standardErrors: Object.fromEntries(all.map((name, i) => [name, Math.sqrt(covariance[i]?.[i] as number)])),
    covariance,
  };
}
