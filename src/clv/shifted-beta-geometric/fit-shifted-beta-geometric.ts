import { err, ok, type Result } from "../../foundation/result/result.js";
import { sumOf } from "../../numerics/sum.js";
import type { FitError } from "../fit-error.js";
import { checkFitOptions } from "../fit-options.js";
import type { FitOptions } from "../fitted.js";
import { maximiseLikelihood, type LikelihoodProblem } from "../maximise-likelihood.js";
import { areTooFew } from "../without-fit.js";
import { shiftedBetaGeometricLikelihood } from "./likelihood.js";
import { readCohorts, type RenewalTable } from "./renewal-table.js";
import type { Cohort, ShiftedBetaGeometricModel } from "./shifted-beta-geometric.js";

const NAMES = ["alpha", "beta"] as const;

/**
 * Fits the shifted beta-geometric model of customers with a contract, who say when they leave: how likely they are to cancel at the end of
 * a period, and how much they differ in that.
 *
 * Assumes that a customer's own chance of cancelling never changes. That retention rises with age all the same is because those who
 * cancel easily go first. By maximum likelihood (Fader and Hardie 2007, "How to project customer retention"), without penalty, from two
 * starting points, or four where these do not lead to the same maximum. The log-likelihood is that of the customers one by one, without
 * the number of ways to pick who left. Several cohorts, of any lengths, are taken to be of the same kind of customers. Linear in the
 * number of periods.
 *
 * @param cohorts - One cohort or several; each by its losses or its survivors.
 * @param options - A limit of the search, and where to begin it.
 * @returns The model with standard errors, or why there is none ({@link FitError}): `unidentified` when nobody was observed beyond one
 *   period, `boundary` when nobody was lost, or when the share of customers lost does not fall from period to period.
 * @throws An {@link InvalidArgumentError} when a number cannot be: below 0 or missing, more lost than there were, survivors that rise.
 *
 * @example
 * import { fitShiftedBetaGeometric } from "clientele/clv";
 *
 * const fit = fitShiftedBetaGeometric({ lost: [370, 152, 87, 60, 37, 43, 27], active: 224 });
 * fit.ok && fit.value.parameters.alpha.toFixed(3); // => "0.803"
 * fit.ok && fit.value.parameters.beta.toFixed(3); // => "1.394"
 *
 * const two = fitShiftedBetaGeometric([{ survivors: [800, 594, 488, 411] }, { survivors: [600, 458, 381] }]);
 * two.ok && two.value.customers; // => 1400
 *
 * @category Shifted beta-geometric
 */
export function fitShiftedBetaGeometric(
  cohorts: Cohort | readonly Cohort[],
  options: FitOptions<"alpha" | "beta"> = {},
): Result<ShiftedBetaGeometricModel, FitError> {
  checkFitOptions(options, NAMES);
  const table = readCohorts(cohorts);
  const refusal = withoutFit(table);
  if (refusal !== null) return err(refusal);
  const maximum = maximiseLikelihood(problemOf(table), options);
  return maximum.ok ? ok({ kind: "shifted-beta-geometric", ...maximum.value }) : maximum;
}

/** What keeps the model from being fitted; `null` when nothing does that can be seen beforehand. */
function withoutFit(table: RenewalTable): FitError | null {
  const { lost, renewed, customers, groups } = table;
  if (customers === 0 || areTooFew(groups, customers)) return { code: "too-few-customers", customers };
  const [left = 0, stayed = 0] = [lost[0], renewed[0]];
  const severalPeriods = lost.some((count, k) => k > 0 && count + (renewed[k] as number) > 0);
  if (severalPeriods) return null;
  // Only the mean chance of a new customer can be told.
  if (left > 0 && stayed > 0) {
    const parameters = { alpha: left / (left + stayed), beta: stayed / (left + stayed) };
    return { code: "unidentified", parameters, logLikelihood: left * Math.log(parameters.alpha) + stayed * Math.log(parameters.beta) };
  }
  if (left + stayed > 0) return { code: "boundary", parameter: left > 0 ? "beta" : "alpha", limit: "zero", logLikelihood: 0 };
  return { code: "unidentified", parameters: { alpha: 1, beta: 1 }, logLikelihood: 0 };
}

function problemOf(table: RenewalTable): LikelihoodProblem<"alpha" | "beta"> {
  const [lost, renewed] = [sumOf(table.lost), sumOf(table.renewed)];
  const chance = Math.min(Math.max(lost / (lost + renewed), 1e-3), 1 - 1e-3);
  const startOf = (sum: number): readonly number[] => [chance * sum, (1 - chance) * sum];
  return {
    names: NAMES,
    starts: [startOf(2), startOf(30)],
    spareStarts: [startOf(0.1), startOf(1000)],
    customers: table.customers,
    logLikelihood: shiftedBetaGeometricLikelihood(table),
  };
}
