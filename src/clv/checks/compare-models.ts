import { checkObject, checkOneOf, checkPositive } from "../../foundation/errors/check.js";
import { InvalidArgumentError } from "../../foundation/errors/invalid-argument-error.js";
import { chiSquareTail } from "../../numerics/incomplete-gamma.js";
import type { CovariateCoefficients } from "../covariates/covariate-model.js";

/**
 * What is compared of a fitted model.
 * @category Checks
 */
export interface ComparableModel {
  /** Which model it is. */
  readonly kind: string;
  /** Its parameters. */
  readonly parameters: object;
  /** What its covariates do, if it has some. */
  readonly coefficients?: CovariateCoefficients;
  /** The log-likelihood at the maximum. */
  readonly logLikelihood: number;
  /** How many customers it was fitted to. */
  readonly customers: number;
  /** The unit of all times, where it was named. */
  readonly timeUnit?: string | null;
}

/**
 * How well a model explains the customers it was fitted to, for the number of its parameters.
 * @category Checks
 */
export interface ComparedModel {
  /** The place of the model in the list that was given. */
  readonly index: number;
  /** Which model it is. */
  readonly kind: string;
  /** How many parameters were fitted, the effects of covariates among them. */
  readonly parameters: number;
  /** The log-likelihood at the maximum. */
  readonly logLikelihood: number;
  /** Akaike's information criterion, 2 k - 2 log-likelihood: smaller is better. */
  readonly aic: number;
  /** Schwarz's criterion, k ln(customers) - 2 log-likelihood: smaller is better, and parameters cost more than under AIC. */
  readonly bic: number;
  /** How much larger the AIC is than the smallest; above 10 the model has next to no support. */
  readonly aicDifference: number;
  /** The weight of evidence for the model among those compared; all add up to 1. */
  readonly akaikeWeight: number;
}

/**
 * Whether the parameters that one model has more than another explain more than chance would.
 * @category Checks
 */
export interface LikelihoodRatioTest {
  /** The place of the smaller model in the list that was given. */
  readonly nested: number;
  /** The place of the larger model, which has all parameters of the smaller one. */
  readonly in: number;
  /** Twice the difference of the log-likelihoods; 0 where the larger model came out worse, which no maximum can. */
  readonly statistic: number;
  /** How many parameters more the larger model has. */
  readonly degreesOfFreedom: number;
  /** The chance of so large a statistic where the further parameters do nothing; small: keep them. */
  readonly pValue: number;
}

/**
 * Models of the same customers, beside each other.
 * @category Checks
 */
export interface ModelComparison {
  /** The models, the one with the smallest AIC first. */
  readonly models: readonly ComparedModel[];
  /** A test for each pair of which one model is the other with further covariates; in the order given. */
  readonly likelihoodRatioTests: readonly LikelihoodRatioTest[];
}

/** Models of one group give densities of the same thing. */
const DATA_OF_KIND = {
  "bg-nbd": "purchases in time",
  "mbg-nbd": "purchases in time",
  "pareto-nbd": "purchases in time",
  "bg-nbd-with-covariates": "purchases in time",
  "pareto-nbd-with-covariates": "purchases in time",
  "bg-bb": "purchases at opportunities",
  "gamma-gamma": "mean spends",
  "shifted-beta-geometric": "contracts",
} as const;
/** Sums of a few of these are finite. */
const LARGEST_LOG_LIKELIHOOD = 1e300;
const WITH_COVARIATES = "-with-covariates";

/**
 * Puts models that were fitted to the same customers in the order of how well they explain them, and tests models against those with further
 * covariates.
 *
 * Log-likelihoods can be compared only of the same data in the same unit of time. BG/NBD, MBG/NBD and Pareto/NBD, with or without covariates,
 * give the density of the times of purchases; BG/BB the probability of a pattern over opportunities, Gamma-Gamma the density of spend, the
 * shifted beta-geometric model that of contracts: none of these can be mixed. That all were fitted to the same customers is checked by their
 * number alone. None of the models is a special case of another kind; a model without covariates is one of the same kind with them, and so is
 * one with fewer of them. These are tested (Wilks 1938). An order by what was fitted is no forecast: see {@link calibrationCheck}.
 *
 * @param models - Fitted models.
 * @returns The comparison.
 * @throws An {@link InvalidArgumentError} when models are of different data, customers or units, or no fitted models.
 *
 * @example
 * import { compareModels } from "clientele/clv";
 *
 * const bgNbd = { kind: "bg-nbd", parameters: { r: 0.2426, alpha: 4.4136, a: 0.7929, b: 2.4259 }, logLikelihood: -9582.43, customers: 2357 };
 * const paretoNbd = { kind: "pareto-nbd", parameters: { r: 0.5533, alpha: 10.578, s: 0.6062, beta: 11.669 }, logLikelihood: -9594.98, customers: 2357 };
 * const { models } = compareModels([paretoNbd, bgNbd]);
 * models.map(({ kind, aic, aicDifference }) => [kind, aic.toFixed(2), aicDifference.toFixed(2)]);
 * // => [["bg-nbd", "19172.86", "0.00"], ["pareto-nbd", "19197.96", "25.10"]]
 *
 * @category Checks
 */
export function compareModels(models: readonly ComparableModel[]): ModelComparison {
  const given: unknown = models;
  if (!Array.isArray(given)) throw new InvalidArgumentError("models", "an array of fitted models", given);
  models.forEach((model, i) => {
    checkModel(model, `models[${String(i)}]`, models[0] as ComparableModel);
  });
  checkUnits(models);
  const scored = models.map((model, index) => {
    const { kind, logLikelihood, customers } = model;
    const parameters = parameterNames(model).length;
    const [aic, bic] = [2 * parameters - 2 * logLikelihood, parameters * Math.log(customers) - 2 * logLikelihood];
    return { index, kind, parameters, logLikelihood, aic, bic };
  });
  const best = scored.reduce((least, { aic }) => Math.min(least, aic), Infinity);
  const supports = scored.map(({ aic }) => Math.exp((best - aic) / 2));
  const support = supports.reduce((sum, value) => sum + value, 0);
  return {
    models: scored
      .map((model, i) => ({ ...model, aicDifference: model.aic - best, akaikeWeight: (supports[i] as number) / support }))
      .sort((a, b) => a.aic - b.aic),
    likelihoodRatioTests: models.flatMap((small, nested) =>
      models.flatMap((large, index) => (isNested(small, large) ? [likelihoodRatioTest(small, nested, large, index)] : [])),
    ),
  };
}

function checkModel(model: ComparableModel, place: string, first: ComparableModel): void {
  checkObject(place, model);
  const { kind, parameters, logLikelihood, customers } = model;
  checkOneOf(`${place}.kind`, kind, Object.keys(DATA_OF_KIND));
  checkObject(`${place}.parameters`, parameters);
  if (typeof logLikelihood !== "number" || !(Math.abs(logLikelihood) <= LARGEST_LOG_LIKELIHOOD))
    throw new InvalidArgumentError(`${place}.logLikelihood`, "a number from -1e+300 to 1e+300", logLikelihood);
  checkPositive(`${place}.customers`, customers);
  const data = dataOf(first);
  if (dataOf({ kind }) !== data) throw new InvalidArgumentError(`${place}.kind`, `a model of ${data}, as models[0] is`, kind);
  if (Math.abs(customers - first.customers) > 1e-9 * first.customers)
    throw new InvalidArgumentError(`${place}.customers`, `the customers of models[0] (${String(first.customers)})`, customers);
}

/** Units that nobody named are taken for the same. */
function checkUnits(models: readonly ComparableModel[]): void {
  const named = models.find(({ timeUnit }) => (timeUnit ?? null) !== null)?.timeUnit;
  const other = models.findIndex(({ timeUnit }) => (timeUnit ?? named) !== named);
  if (other >= 0)
    throw new InvalidArgumentError(
      `models[${String(other)}].timeUnit`,
      `one unit of time in all models (${String(named)})`,
      models[other]?.timeUnit,
    );
}

function dataOf({ kind }: Pick<ComparableModel, "kind">): string {
  return DATA_OF_KIND[kind as keyof typeof DATA_OF_KIND];
}

/** Whether the larger model is the smaller one with further parameters. */
function isNested(small: ComparableModel, large: ComparableModel): boolean {
  const [few, many] = [parameterNames(small), new Set(parameterNames(large))];
  const isSameKind = small.kind.replace(WITH_COVARIATES, "") === large.kind.replace(WITH_COVARIATES, "");
  return isSameKind && few.length < many.size && few.every((name) => many.has(name));
}

function parameterNames({ parameters, coefficients }: ComparableModel): string[] {
  return [
    ...Object.keys(parameters),
    ...Object.keys(coefficients?.purchase ?? {}).map((name) => `purchase.${name}`),
    ...Object.keys(coefficients?.dropout ?? {}).map((name) => `dropout.${name}`),
  ];
}

function likelihoodRatioTest(small: ComparableModel, nested: number, large: ComparableModel, index: number): LikelihoodRatioTest {
  const statistic = Math.max(0, 2 * (large.logLikelihood - small.logLikelihood));
  const degreesOfFreedom = parameterNames(large).length - parameterNames(small).length;
  return { nested, in: index, statistic, degreesOfFreedom, pValue: chiSquareTail(statistic, degreesOfFreedom) };
}
