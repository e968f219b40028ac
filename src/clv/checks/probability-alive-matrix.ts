import { checkInteger, checkObject } from "../../foundation/errors/check.js";
import { checkScale } from "../../numerics/limits.js";
import { MOST_OPPORTUNITIES } from "../bg-bb/opportunity-table.js";
import { customerOf, isOfOpportunities } from "../model-customers.js";
import { methodsOf, type TransactionModel } from "../transaction-model.js";

const MOST_CELLS_A_SIDE = 1000;

/**
 * Which customers {@link probabilityAliveMatrix} looks at.
 * @category Checks
 */
export interface ProbabilityAliveMatrixOptions {
  /** The age of the customers, in the model's time unit; for BG/BB the opportunities so far, at most a million. */
  readonly age: number;
  /** The largest number of repeat purchases; at most 1000. */
  readonly mostPurchases: number;
  /** Into how many equal steps the ages at the last purchase are cut, from 0 to `age`; at most 1000. For BG/BB they are rounded to opportunities. */
  readonly recencySteps: number;
  /** How far to look ahead for the expected purchases, in the model's time unit; for BG/BB a number of opportunities. */
  readonly horizon: number;
}

/**
 * What a model says of customers of one age by how often and how lately they bought. A cell `[i][j]` is of `frequencies[i]` and `recencies[j]`;
 * `null` where there can be no such customer.
 * @category Checks
 */
export interface ProbabilityAliveMatrix {
  /** The age of the customers. */
  readonly age: number;
  /** How far ahead purchases are expected. */
  readonly horizon: number;
  /** The numbers of repeat purchases, from 0. */
  readonly frequencies: readonly number[];
  /** The ages at the last purchase, from 0 to `age`. */
  readonly recencies: readonly number[];
  /** The chance that such a customer has not left. */
  readonly probabilityAlive: readonly (readonly (number | null)[])[];
  /** The purchases to expect of such a customer within the horizon. */
  readonly expectedPurchases: readonly (readonly (number | null)[])[];
}

/**
 * The chance of being still there, and the purchases to expect, over a grid of repeat purchases and ages at the last one: the picture that shows
 * how a model thinks. A customer who bought often and stopped is more surely gone than one who bought once.
 *
 * Costs a prediction for every cell. Under BG/BB a prediction follows the silent opportunities since the last purchase one by one, so that the
 * cost is that of cells times silent opportunities: 10 000 cells of an age of 1000 take about 20 milliseconds, the largest grid of an age of a
 * million about half an hour.
 *
 * @param model - A fitted model, or `{ kind, parameters }` of a published one.
 * @param options - The customers to look at.
 * @returns The grid; `probabilityAliveChart` draws it.
 * @throws An {@link InvalidArgumentError} when an option or a parameter is not possible.
 *
 * @example
 * import { probabilityAliveMatrix } from "clientele/clv";
 *
 * const model = { kind: "bg-nbd", parameters: { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 } } as const;
 * const matrix = probabilityAliveMatrix(model, { age: 40, mostPurchases: 2, recencySteps: 2, horizon: 10 });
 * matrix.recencies; // => [0, 20, 40]
 * matrix.probabilityAlive.map((row) => row.map((p) => p?.toFixed(2) ?? null));
 * // => [["1.00", null, null], [null, "0.59", "0.75"], [null, "0.53", "0.81"]]
 *
 * @category Checks
 */
export function probabilityAliveMatrix(model: TransactionModel, options: ProbabilityAliveMatrixOptions): ProbabilityAliveMatrix {
  const methods = methodsOf(model);
  checkObject("options", options);
  const { age, mostPurchases, recencySteps } = options;
  if (isOfOpportunities(model)) checkInteger("options.age", age, 1, MOST_OPPORTUNITIES);
  else checkScale("options.age", age);
  checkInteger("options.mostPurchases", mostPurchases, 0, MOST_CELLS_A_SIDE);
  checkInteger("options.recencySteps", recencySteps, 1, MOST_CELLS_A_SIDE);
  methods.checkHorizon("options.horizon", options.horizon);
  const horizon = options.horizon + 0;

  const frequencies = Array.from({ length: mostPurchases + 1 }, (_, count) => count);
  const recencies = recenciesOf(model, age, recencySteps);
  const canBe = (frequency: number, recency: number): boolean =>
    (frequency === 0) === (recency === 0) && !(isOfOpportunities(model) && frequency > recency);
  const matrix = (value: (customer: typeof methods.newCustomer) => number): (number | null)[][] =>
    frequencies.map((frequency) =>
      recencies.map((recency) => (canBe(frequency, recency) ? value(customerOf(model, frequency, recency, age)) : null)),
    );
  const probabilityAlive = matrix((customer) => methods.probabilityAlive(model.parameters, customer));
  const whileThere = matrix((customer) => methods.purchasesWhileThere(model.parameters, customer, horizon));
  return {
    age,
    horizon,
    frequencies,
    recencies,
    probabilityAlive,
    expectedPurchases: probabilityAlive.map((row, i) =>
      row.map((alive, j) => (alive === null ? null : alive * (whileThere[i]?.[j] as number) + 0)),
    ),
  };
}

/** From 0 to the age; for BG/BB whole opportunities, each once. */
function recenciesOf(model: TransactionModel, age: number, steps: number): number[] {
  const recencies = Array.from({ length: steps + 1 }, (_, step) => (step === steps ? age : (age * step) / steps));
  return isOfOpportunities(model) ? [...new Set(recencies.map(Math.round))] : recencies;
}
