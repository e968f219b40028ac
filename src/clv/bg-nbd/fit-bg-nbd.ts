import type { Result } from "../../foundation/result/result.js";
import { betaGeometricFit } from "../beta-geometric/fit.js";
import type { CustomerHistories } from "../customer-history.js";
import type { FitError } from "../fit-error.js";
import { fitPurchaseModel } from "../fit-purchase-model.js";
import type { TransactionFitOptions } from "../fitted.js";
import type { BgNbdModel, BgNbdParameters } from "./bg-nbd.js";

/**
 * Fits the BG/NBD model of repeat buying without a contract to customers' histories: how often customers buy, how much they differ in
 * that, and how soon they leave without saying so.
 *
 * Assumes that while active a customer buys at random times at a steady rate, and after each repeat purchase leaves for good with a
 * chance of their own. By maximum likelihood (Fader, Hardie and Lee 2005, "Counting your customers the easy way"), without penalty, from
 * three starting points, or four where these do not lead to the same maximum. Frequency counts repeat purchase occasions, so a one-time buyer has 0; recency is the age at the last purchase.
 * A customer can leave only after a repeat purchase, so the model counts every one-time buyer as still there.
 *
 * Linear in the number of different histories; of more than 50 000 an evenly spread part gives the starting point for the whole.
 *
 * @param customers - Histories as rows or columns; rows with a `count` stand for that many customers.
 * @param options - The time unit to note in the model, a limit of the search, and where to begin it.
 * @returns The model with standard errors, or why there is none: see {@link FitError}.
 * @throws An {@link InvalidArgumentError} when a row cannot be a history: a negative or fractional frequency, recency after age, recency
 *   above 0 without repeat purchases, repeat purchases with recency 0, a missing number, columns of different length.
 *
 * @example
 * import { fitBgNbd } from "clientele/clv";
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
 * const fit = fitBgNbd(customers, { timeUnit: "week" });
 * fit.ok && fit.value.customers; // => 1000
 * fit.ok && fit.value.parameters.r.toFixed(3); // => "0.246"
 * fitBgNbd([{ frequency: 0, recency: 0, age: 38, count: 60 }]); // => { ok: false, error: { code: "no-repeat-purchases", customers: 60 } }
 *
 * @category BG/NBD
 */
export function fitBgNbd(
  customers: CustomerHistories,
  options: TransactionFitOptions<keyof BgNbdParameters> = {},
): Result<BgNbdModel, FitError> {
  return fitPurchaseModel(betaGeometricFit("bg-nbd", 0), customers, options);
}
