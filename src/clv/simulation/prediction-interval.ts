import { checkInteger, checkObject, checkShare } from "../../foundation/errors/check.js";
import { InvalidArgumentError } from "../../foundation/errors/invalid-argument-error.js";
import { quantileOfSorted } from "../../numerics/quantile.js";
import { seededRandom } from "../../numerics/random.js";
import type { CustomerHistory } from "../customer-history.js";
import type { OpportunityHistory } from "../bg-bb/bg-bb.js";
import type { Fitted } from "../fitted.js";
import { isOfOpportunities } from "../model-customers.js";
import { methodsOf, type CustomerOf, type TransactionModel } from "../transaction-model.js";
import { parameterDraws } from "./parameter-draws.js";
import { storyOf, type Known } from "./stories.js";

/**
 * What to predict, and how surely.
 * @category Predictions
 */
export interface PredictionIntervalOptions {
  /** How far to look ahead, in the model's time unit; for BG/BB a number of opportunities. */
  readonly horizon: number;
  /** How often the truth shall lie within the bounds, as a share above 0 and below 1: 0.9 for nine of ten. */
  readonly level: number;
  /** How many possible futures to draw, from 100 to a million; 1000 when left out. */
  readonly draws?: number | undefined;
  /** A safe integer; the same seed gives the same bounds. */
  readonly seed: number;
}

/**
 * What a model says of a customer's future, with bounds. An interval has `(1 - level) / 2` of the draws below it and as many above.
 * @category Predictions
 */
export interface PredictionInterval {
  /** How often the truth shall lie within the bounds, as given. */
  readonly level: number;
  /** How far ahead, as given. */
  readonly horizon: number;
  /** The expected number of purchases, as `expectedPurchases` gives it, and how sure that expectation is. */
  readonly expectedPurchases: BoundedEstimate;
  /** The chance that the customer has not left, as `probabilityAlive` gives it, and how sure it is. */
  readonly probabilityAlive: BoundedEstimate;
  /** How many purchases there may really be: chance is counted in. Whole numbers. */
  readonly purchases: Bounds;
}

/**
 * Between what and what.
 * @category Predictions
 */
export interface Bounds {
  /** The lower bound; it belongs to the interval. */
  readonly low: number;
  /** The upper bound; it belongs to the interval. */
  readonly high: number;
}

/**
 * An estimate and its bounds, which tell how far it may be off because the model's parameters are estimates.
 * @category Predictions
 */
export interface BoundedEstimate extends Bounds {
  /** The value at the model's parameters. */
  readonly estimate: number;
}

/**
 * What to expect of a customer, and how far off it may be: bounds of the expectation, because the model was fitted to so many customers and
 * no more, and bounds of the purchases themselves, because nobody buys by expectation.
 *
 * The bounds of the purchases are the ones for a promise about one customer ("between 0 and 7 orders by March"). The bounds of the expectation
 * are far narrower, and vanish as the model is fitted to more customers. Both take the model to be right.
 *
 * Parameters are drawn with normal logarithms of the fit's covariance (cut to what models take: shapes to 1e-30 ... 1e8, the others to
 * 1e-30 ... 1e30). With each draw the customer is still there or not with the chance it gives, and, if so, lives on with traits from their
 * distribution given the history. Whole numbers cannot be split at every share: the purchases lie within their bounds at least about as often
 * as `level` says, and more often where few are made. The same draws of parameters serve every customer of the same model and seed.
 *
 * Costs a prediction a draw: about five milliseconds for 1000 draws; much more for BG/BB with thousands of opportunities.
 *
 * @param model - A fitted model: it must have its `covariance`.
 * @param customer - The customer's history, in the model's time unit.
 * @param options - How far to look ahead, the level, and the seed.
 * @returns Estimates and bounds.
 * @throws An {@link InvalidArgumentError} when the model has no covariance matrix, or the history, an option or a parameter is not possible.
 *
 * @example
 * import { fitBgNbd, predictionInterval, simulate } from "clientele/clv";
 *
 * const truth = { kind: "bg-nbd", parameters: { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 } } as const;
 * const fit = fitBgNbd(simulate(truth, { customers: 5000, age: 39, seed: 1 }));
 * if (fit.ok) {
 *   const customer = { frequency: 5, recency: 35, age: 39 };
 *   const { purchases, expectedPurchases } = predictionInterval(fit.value, customer, { horizon: 39, level: 0.9, seed: 1 });
 *   purchases; // => { low: 0, high: 9 }
 *   expectedPurchases.estimate.toFixed(1); // => "3.1"
 * }
 *
 * @category Predictions
 */
export function predictionInterval<Model extends TransactionModel & Pick<Fitted<string>, "covariance">>(
  model: Model,
  customer: CustomerOf<Model>,
  options: PredictionIntervalOptions,
): PredictionInterval {
  checkObject("options", options);
  const { horizon, level, draws = 1000, seed } = options;
  const methods = methodsOf(model);
  methods.checkCustomer(customer);
  methods.checkHorizon("options.horizon", horizon);
  checkLevel(level);
  checkInteger("options.draws", draws, 100, 1_000_000);
  checkInteger("options.seed", seed);
  const story = storyOf(model);
  const draw = parameterDraws<Model["parameters"]>(model.parameters, model.covariance, story);
  const known = knownOf(model, customer);
  const estimate = (parameters: Model["parameters"]): { alive: number; expected: number } => {
    const alive = methods.probabilityAlive(parameters, customer);
    return { alive, expected: alive * methods.purchasesWhileThere(parameters, customer, horizon) };
  };

  const best = estimate(model.parameters);
  const alive = new Float64Array(draws);
  const expected = new Float64Array(draws);
  const purchases = new Float64Array(draws);
  for (let i = 0; i < draws; i++) {
    // Below 0 there are streams of which no simulated customer has any.
    const random = seededRandom(seed, -1 - i);
    const parameters = draw(random);
    const drawn = estimate(parameters);
    alive[i] = drawn.alive;
    expected[i] = drawn.expected;
    purchases[i] = random.chance(drawn.alive) ? story.life.future(random, story.survivor(random, parameters, known), horizon) : 0;
  }
  const counts = boundsOf(purchases, level);
  return {
    level,
    horizon,
    expectedPurchases: { estimate: best.expected, ...boundsOf(expected, level) },
    probabilityAlive: { estimate: best.alive, ...boundsOf(alive, level) },
    purchases: { low: Math.floor(counts.low), high: Math.ceil(counts.high) },
  };
}

function boundsOf(values: Float64Array, level: number): Bounds {
  values.sort();
  const share = (1 - level) / 2;
  return { low: quantileOfSorted(values, share) as number, high: quantileOfSorted(values, 1 - share) as number };
}

function knownOf<Model extends TransactionModel>(model: Model, customer: CustomerOf<Model>): Known {
  const time = isOfOpportunities(model) ? (customer as OpportunityHistory).opportunities : (customer as CustomerHistory).age;
  return { purchases: customer.frequency, time };
}

function checkLevel(level: unknown): void {
  checkShare("options.level", level);
  if (level === 0 || level === 1) throw new InvalidArgumentError("options.level", "a share above 0 and below 1", level);
}
