import type { Result } from "../../foundation/result/result.js";
import type { CustomerHistories } from "../customer-history.js";
import type { FitError } from "../fit-error.js";
import { fitPurchaseModel, type PurchaseModelFit } from "../fit-purchase-model.js";
import type { TransactionFitOptions } from "../fitted.js";
import { mergeEqualRows } from "../merge-equal-rows.js";
import { paretoNbdLikelihood } from "./likelihood.js";
import type { ParetoNbdModel, ParetoNbdParameters } from "./pareto-nbd.js";

/** How the model is fitted. */
export const PARETO_NBD_FIT: PurchaseModelFit<"pareto-nbd", keyof ParetoNbdParameters> = {
  kind: "pareto-nbd",
  names: ["r", "alpha", "s", "beta"],
  starts: (pace) => [
    [0.5, 0.5 / pace, 0.5, 0.5 / pace],
    [2, 2 / pace, 1, 5 / pace],
    // Where customers stay for many purchases.
    [1, 1 / pace, 0.5, 50 / pace],
  ],
  // And where they are nearly alike.
  spareStarts: (pace) => [[20, 20 / pace, 5, 50 / pace]],
  // A row costs an integral.
  merged: mergeEqualRows,
  likelihood: paretoNbdLikelihood,
  rowsOfPart: 2000,
};

/**
 * Fits the Pareto/NBD model of repeat buying without a contract to customers' histories: how often customers buy, how much they differ in
 * that, and how soon they leave without saying so.
 *
 * Assumes that while active a customer buys at random times at a steady rate, and that at any time, also right after the first purchase,
 * each may leave for good, at a rate of their own. By maximum likelihood (Schmittlein, Morrison and Colombo 1987, "Counting your customers:
 * who are they and what will they do next?"), without penalty, from three starting points, or four where these do not lead to the same
 * maximum. Frequency counts repeat purchase occasions, so a one-time buyer has 0; recency is the age at the last purchase. Few data tell
 * much about beta: look at its standard error.
 *
 * Linear in the number of different histories, of which each takes about a microsecond an evaluation;
 * of more than 5000 an evenly spread part gives the starting point for the whole.
 *
 * @param customers - Histories as rows or columns; rows with a `count` stand for that many customers.
 * @param options - The time unit to note in the model, a limit of the search, and where to begin it.
 * @returns The model with standard errors, or why there is none: see {@link FitError}. When lifetimes do not differ, s and beta go to
 *   infinity together; when customers buy at one rate, r and alpha do: `boundary`.
 * @throws An {@link InvalidArgumentError} when a row cannot be a history: a negative or fractional frequency, recency after age, recency
 *   above 0 without repeat purchases, repeat purchases with recency 0, a missing number, columns of different length.
 *
 * @example
 * import { fitParetoNbd } from "clientele/clv";
 *
 * const customers = [
 *   { frequency: 0, recency: 0, age: 38, count: 600 },
 *   { frequency: 1, recency: 4, age: 38, count: 90 },
 *   { frequency: 1, recency: 20, age: 38, count: 70 },
 *   { frequency: 2, recency: 15, age: 38, count: 70 },
 *   { frequency: 3, recency: 30, age: 38, count: 60 },
 *   { frequency: 5, recency: 36, age: 38, count: 50 },
 *   { frequency: 8, recency: 10, age: 38, count: 10 },
 *   { frequency: 10, recency: 35, age: 38, count: 50 },
 * ];
 * const fit = fitParetoNbd(customers, { timeUnit: "week" });
 * fit.ok && fit.value.customers; // => 1000
 * fit.ok && fit.value.parameters.r.toFixed(3); // => "0.407"
 * fitParetoNbd([{ frequency: 0, recency: 0, age: 38, count: 60 }]); // => { ok: false, error: { code: "no-repeat-purchases", customers: 60 } }
 *
 * @category Pareto/NBD
 */
export function fitParetoNbd(
  customers: CustomerHistories,
  options: TransactionFitOptions<keyof ParetoNbdParameters> = {},
): Result<ParetoNbdModel, FitError> {
  return fitPurchaseModel(PARETO_NBD_FIT, customers, options);
}
