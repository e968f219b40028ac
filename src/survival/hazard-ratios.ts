import { LARGEST } from "../numerics/limits.js";
import { chiSquareTail } from "../numerics/incomplete-gamma.js";
import { normalReach } from "../numerics/normal-quantile.js";
import { checkCoxModel } from "./check-cox-model.js";
import type { CoxModel } from "./cox-model.js";
import { checkLevel } from "./kaplan-meier.js";

/**
 * The factor by which one more of a covariate multiplies the risk.
 * @typeParam Name - The names of the covariates.
 * @category Cox regression
 */
export interface HazardRatio<Name extends string = string> {
  /** The covariate. */
  readonly covariate: Name;
  /** How often the interval is to hold the truth. */
  readonly level: number;
  /** The factor: 2 is twice the risk, 0.5 half of it, 1 no difference. At most 1e30. */
  readonly ratio: number;
  /** The lower limit of its interval. */
  readonly lower: number;
  /** The upper limit of its interval. */
  readonly upper: number;
  /** How likely so large a difference is when this covariate makes none beside the others (Wald's test). */
  readonly pValue: number;
}

/**
 * Reads a Cox model as factors on the risk, with their intervals.
 *
 * The ratio is e^coefficient, its limits e^(coefficient ± z x standard error).
 *
 * @param model - What `coxRegression` gave.
 * @param options - `level` of the intervals, between 0 and 1; 0.95 when left out.
 * @returns One row a covariate, in their order.
 * @throws An {@link InvalidArgumentError} when the model is none (a result around it, say), or the level is not between 0 and 1.
 *
 * @example
 * import { survival } from "clientele";
 *
 * const time = [1, 2, 2, 3, 4, 4, 5, 6];
 * const event = [1, 1, 1, 0, 1, 1, 0, 1];
 * const calls = [1, 0, 1, 1, 0, 1, 0, 0];
 * const fitted = survival.coxRegression({ time, event, calls }, { covariates: ["calls"], ties: "efron" });
 * const ratios = fitted.ok ? survival.hazardRatios(fitted.value) : [];
 * ratios.map(({ ratio, lower, upper }) => [ratio.toFixed(2), lower.toFixed(2), upper.toFixed(2)]); // => [["3.00", "0.46", "19.43"]]
 *
 * @category Cox regression
 */
export function hazardRatios<Name extends string>(
  model: CoxModel<Name>,
  options: {
    /** How sure the intervals should be. */
    readonly level?: number;
  } = {},
): HazardRatio<Name>[] {
  const { level = 0.95 } = options;
  checkCoxModel(model);
  checkLevel(level);
  const reach = normalReach(level);
  return model.covariates.map((covariate) => {
    const coefficient = model.coefficients[covariate];
    const standardError = model.standardErrors[covariate];
    return {
      covariate,
      level,
      ratio: boundedExp(coefficient),
      lower: boundedExp(coefficient - reach * standardError),
      upper: boundedExp(coefficient + reach * standardError),
      pValue: chiSquareTail((coefficient / standardError) ** 2, 1),
    };
  });
}

/** e to this, and no more than any number may be. */
export function boundedExp(value: number): number {
  return Math.min(Math.exp(value), LARGEST);
}
