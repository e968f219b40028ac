import { InvalidArgumentError } from "../foundation/errors/invalid-argument-error.js";
import type { CoxModel } from "./cox-model.js";

/** Throws unless a value looks like a model of {@link coxRegression}; a result around one does not. */
export function checkCoxModel(model: CoxModel): void {
  const { kind, covariates, coefficients, standardErrors } = (model as Partial<CoxModel> | null | undefined) ?? {};
  const isModel =
    kind === "cox" && Array.isArray(covariates) && areNumbersOf(coefficients, covariates) && areNumbersOf(standardErrors, covariates);
  if (!isModel) throw new InvalidArgumentError("model", "a Cox model: the value of what coxRegression gives, when it is ok", model);
}

function areNumbersOf(values: Readonly<Record<string, unknown>> | undefined, names: readonly string[]): boolean {
  return typeof values === "object" && names.every((name) => Object.hasOwn(values, name) && Number.isFinite(values[name]));
}
