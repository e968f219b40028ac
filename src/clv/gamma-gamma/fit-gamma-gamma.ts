import { err, ok, type Result } from "../../foundation/result/result.js";
import { sumOf, sumOfTerms } from "../../numerics/sum.js";
import { evenlySpread } from "../evenly-spread.js";
import type { FitError } from "../fit-error.js";
import { checkFitOptions } from "../fit-options.js";
import type { FitOptions } from "../fitted.js";
import { maximiseLikelihood, type LikelihoodProblem } from "../maximise-likelihood.js";
import { areTooFew } from "../without-fit.js";
import type { GammaGammaModel, SpendHistories } from "./gamma-gamma.js";
import { gammaGammaLikelihood } from "./likelihood.js";
import { readSpend, type SpendTable } from "./spend-table.js";

/**
 * Fits the Gamma-Gamma model of what customers spend on a purchase: how much it varies for one customer, and how much customers differ.
 *
 * Assumes that what a customer spends does not depend on how often they buy: look at the correlation of the two first. By maximum
 * likelihood of the mean spend given its number of purchases (Fader and Hardie 2013, "The Gamma-Gamma model of monetary value"), without
 * penalty, from two starting points. Customers without a repeat purchase, or whose mean spend is not above 0, say nothing about it: they
 * are left out and counted. Linear in the number of customers; of more than 50 000 an evenly spread part gives the starting point for the
 * whole.
 *
 * @param customers - Frequency and mean spend as rows or columns; rows with a `count` stand for that many customers.
 * @param options - A limit of the search, and where to begin it.
 * @returns The model with standard errors, or why there is none: see {@link FitError}. Its `gamma` has the unit of the mean spend.
 * @throws An {@link InvalidArgumentError} when a row cannot be a history: a negative or fractional frequency, a missing mean spend after
 *   repeat purchases, columns of different length.
 *
 * @example
 * import { fitGammaGamma } from "clientele/clv";
 *
 * const customers = [
 *   { frequency: 0, meanSpend: null, count: 30 },
 *   { frequency: 1, meanSpend: 1150, count: 4 },
 *   { frequency: 1, meanSpend: 6400, count: 3 },
 *   { frequency: 2, meanSpend: 2210, count: 5 },
 *   { frequency: 3, meanSpend: 3475, count: 4 },
 *   { frequency: 5, meanSpend: 2890, count: 3 },
 *   { frequency: 8, meanSpend: 8120, count: 1 },
 * ];
 * const fit = fitGammaGamma(customers);
 * fit.ok && fit.value.customersLeftOut; // => 30
 * fit.ok && fit.value.customers; // => 20
 * fitGammaGamma([{ frequency: 0, meanSpend: null }]); // => { ok: false, error: { code: "no-repeat-purchases", customers: 1 } }
 *
 * @category Gamma-Gamma
 */
export function fitGammaGamma(customers: SpendHistories, options: FitOptions<"p" | "q" | "gamma"> = {}): Result<GammaGammaModel, FitError> {
  checkFitOptions(options, ["p", "q", "gamma"]);
  const table = readSpend(customers);
  if (!table.anyRepeats && table.customersLeftOut > 0) return err({ code: "no-repeat-purchases", customers: table.customersLeftOut });
  if (areTooFew(table.count.length, table.customers)) return err({ code: "too-few-customers", customers: table.customers });
  const maximum = maximiseLikelihood(problemOf(table), options);
  return maximum.ok ? ok({ kind: "gamma-gamma", ...maximum.value, customersLeftOut: table.customersLeftOut }) : maximum;
}

function problemOf(table: SpendTable): LikelihoodProblem<"p" | "q" | "gamma"> {
  const part = partOf(table);
  const mean = meanSpendOf(table);
  return {
    names: ["p", "q", "gamma"],
    starts: [
      [3, 3, (2 / 3) * mean],
      [1, 10, 9 * mean],
    ],
    customers: table.customers,
    logLikelihood: gammaGammaLikelihood(table),
    part: part === null ? undefined : problemOf(part),
  };
}

function partOf(table: SpendTable): SpendTable | null {
  const pick = evenlySpread(table.count.length);
  if (pick === null) return null;
  const count = pick(table.count);
  return { ...table, frequency: pick(table.frequency), meanSpend: pick(table.meanSpend), count, customers: sumOf(count) };
}

function meanSpendOf({ meanSpend, count, customers }: SpendTable): number {
  return sumOfTerms(count.length, (row) => (count[row] as number) * (meanSpend[row] as number)) / customers;
}
