import { checkInteger } from "../foundation/errors/check.js";
import type { FitOptions } from "./fitted.js";

/** Throws for options that no fit can follow. */
export function checkFitOptions({ maxEvaluations }: FitOptions): void {
  if (maxEvaluations !== undefined) checkInteger("options.maxEvaluations", maxEvaluations, 1);
}
