import { checkObject } from "../foundation/errors/check.js";
import { checkSigned } from "../numerics/limits.js";
import { checkCoxModel } from "./check-cox-model.js";
import type { CoxModel } from "./cox-model.js";
import { boundedExp } from "./hazard-ratios.js";

/**
 * Says how many times as high a customer's risk is as that of another one, who has 0 of every covariate when none is given.
 *
 * e^(sum of coefficient x difference). A single ratio says little by itself; customers can be ranked by it.
 *
 * @param model - What `coxRegression` gave.
 * @param covariates - The customer's covariates.
 * @param comparedWith - Those of the other customer.
 * @returns The ratio of the risks, the same at any time; at most 1e30.
 * @throws An {@link InvalidArgumentError} when the model is none (a result around it, say), or a covariate of the model is not given as a number from -1e30 to 1e30.
 *
 * @example
 * import { survival } from "clientele";
 *
 * const time = [1, 2, 2, 3, 4, 4, 5, 6];
 * const event = [1, 1, 1, 0, 1, 1, 0, 1];
 * const calls = [1, 0, 1, 1, 0, 1, 0, 0];
 * const fitted = survival.coxRegression({ time, event, calls }, { covariates: ["calls"], ties: "efron" });
 * fitted.ok && survival.relativeRisk(fitted.value, { calls: 2 }, { calls: 1 }).toFixed(3); // => "3.002"
 *
 * @category Cox regression
 */
export function relativeRisk<Name extends string>(
  model: CoxModel<Name>,
  covariates: Readonly<Record<Name, number>>,
  comparedWith?: Readonly<Record<Name, number>>,
): number {
  checkCoxModel(model);
  checkObject("covariates", covariates);
  if (comparedWith !== undefined) checkObject("comparedWith", comparedWith);
  let exponent = 0;
  for (const name of model.covariates) {
    const value: unknown = covariates[name];
    const other: unknown = comparedWith === undefined ? 0 : comparedWith[name];
    checkSigned(`covariates.${name}`, value);
    checkSigned(`comparedWith.${name}`, other);
    exponent += model.coefficients[name] * (value - other);
  }
  return boundedExp(exponent);
}
