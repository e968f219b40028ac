import { err, ok, type Result } from "../../foundation/result/result.js";
import { sumOf, sumOfTerms } from "../../numerics/sum.js";
import type { FitError } from "../fit-error.js";
import { checkFitOptions } from "../fit-options.js";
import type { TransactionFitOptions } from "../fitted.js";
import { maximiseLikelihood, type LikelihoodProblem } from "../maximise-likelihood.js";
import { mergeEqualRows } from "../merge-equal-rows.js";
import { areTooFew } from "../without-fit.js";
import type { BgBbModel, BgBbParameters, OpportunityHistories } from "./bg-bb.js";
import { bgBbLikelihood } from "./likelihood.js";
import { readOpportunities, type OpportunityTable } from "./opportunity-table.js";

const NAMES = ["alpha", "beta", "gamma", "delta"] as const;
/** With fewer there are at most three independent shares of customers to explain, by four parameters. */
const FEWEST_OPPORTUNITIES = 3;

/**
 * Fits the BG/BB model of buying without a contract at given opportunities (a yearly appeal, a weekly box) to customers' histories: how
 * often customers take an opportunity, how much they differ in that, and how soon they leave without saying so.
 *
 * Assumes that a customer who is there buys at each opportunity with a chance of their own, and before each leaves for good with another.
 * By maximum likelihood of the purchases in their order (Fader, Hardie and Shang 2010, "Customer-base analysis in a discrete-time
 * noncontractual setting"), without penalty, from three starting points, or four where these do not lead to the same maximum. Two
 * opportunities are too few to tell leaving from not buying, and give no model; of three there often is none either.
 *
 * Equal histories are merged; the time grows with the different pairs of frequency and recency, times the opportunities.
 *
 * @param customers - Histories as rows or columns; rows with a `count` stand for that many customers.
 * @param options - The time between two opportunities to note in the model, and a limit of the search.
 * @returns The model with standard errors, or why there is none: see {@link FitError}.
 * @throws An {@link InvalidArgumentError} when a row cannot be a history: a number that is not whole or is below 0, recency after the
 *   opportunities, more purchases than the recency leaves room for, recency above 0 without purchases or 0 with some, a missing number,
 *   columns of different length.
 *
 * @example
 * import { fitBgBb } from "clientele/clv";
 *
 * const donors = [
 *   { frequency: 0, recency: 0, opportunities: 6, count: 310 },
 *   { frequency: 1, recency: 1, opportunities: 6, count: 100 },
 *   { frequency: 1, recency: 2, opportunities: 6, count: 30 },
 *   { frequency: 1, recency: 6, opportunities: 6, count: 10 },
 *   { frequency: 2, recency: 3, opportunities: 6, count: 40 },
 *   { frequency: 3, recency: 6, opportunities: 6, count: 40 },
 *   { frequency: 4, recency: 5, opportunities: 6, count: 60 },
 *   { frequency: 5, recency: 6, opportunities: 6, count: 80 },
 *   { frequency: 6, recency: 6, opportunities: 6, count: 130 },
 * ];
 * const fit = fitBgBb(donors, { timeUnit: "year" });
 * fit.ok && fit.value.customers; // => 800
 * fit.ok && fit.value.parameters.gamma.toFixed(4); // => "0.2509"
 * fitBgBb([{ frequency: 0, recency: 0, opportunities: 6, count: 60 }]); // => { ok: false, error: { code: "no-repeat-purchases", customers: 60 } }
 *
 * @category BG/BB
 */
export function fitBgBb(
  customers: OpportunityHistories,
  options: TransactionFitOptions<keyof BgBbParameters> = {},
): Result<BgBbModel, FitError> {
  checkFitOptions(options, NAMES);
  const table = mergeEqualRows(readOpportunities(customers));
  const refusal = withoutFit(table);
  if (refusal !== null) return err(refusal);
  const maximum = maximiseLikelihood(problemOf(table), options);
  if (!maximum.ok) return maximum;
  const { parameters, logLikelihood } = maximum.value;
  // Rounding may give a flat likelihood a top.
  if (table.opportunities.every((now) => now < FEWEST_OPPORTUNITIES)) return err({ code: "unidentified", parameters, logLikelihood });
  return ok({ kind: "bg-bb", timeUnit: options.timeUnit ?? null, ...maximum.value });
}

function withoutFit({ frequency, count }: OpportunityTable): FitError | null {
  const customers = sumOf(count);
  const rows = count.filter((customersOfRow) => customersOfRow > 0).length;
  const cameBack = frequency.some((x, row) => x > 0 && (count[row] as number) > 0);
  if (rows > 0 && !cameBack) return { code: "no-repeat-purchases", customers };
  return areTooFew(rows, customers) ? { code: "too-few-customers", customers } : null;
}

function problemOf(table: OpportunityTable): LikelihoodProblem<keyof BgBbParameters> {
  const { chance, opportunities } = averages(table);
  return {
    names: NAMES,
    starts: [
      [2 * chance, 2 * (1 - chance), 0.5, 0.5 * opportunities],
      [chance, 1 - chance, 2, 2 * opportunities],
      // Where hardly anybody leaves the others may miss the maximum.
      [2 * chance, 2 * (1 - chance), 0.02, 0.5],
    ],
    // And where customers are nearly alike.
    spareStarts: [[20 * chance, 20 * (1 - chance), 5, 5 * opportunities]],
    customers: sumOf(table.count),
    logLikelihood: bgBbLikelihood(table),
  };
}

/** How often customers buy at an opportunity up to their last purchase, kept away from 0 and 1; and the mean number of opportunities. */
function averages({ frequency, recency, opportunities, count }: OpportunityTable): { chance: number; opportunities: number } {
  const total = (column: Float64Array): number => sumOfTerms(count.length, (row) => (column[row] as number) * (count[row] as number));
  const [bought, there, all] = [total(frequency), total(recency), total(opportunities)];
  // Half of the silent opportunities, for want of better knowledge.
  const chance = bought / (there + (all - there) / 2);
  return { chance: Math.min(Math.max(chance, 1e-3), 0.95), opportunities: all / sumOf(count) };
}
