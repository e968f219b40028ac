import { checkInteger, checkObject } from "../foundation/errors/check.js";
import { checkScale } from "../numerics/limits.js";
import type { FitOptions } from "./fitted.js";

/** Throws for options that no fit can follow. */
export function checkFitOptions<Name extends string>(options: FitOptions<Name>, names: readonly Name[]): void {
  checkObject("options", options);
  const { maxEvaluations, start } = options;
  if (maxEvaluations !== undefined) checkInteger("options.maxEvaluations", maxEvaluations, 1);
  if (start === undefined) return;
  checkObject("options.start", start);
  for (const name of names) checkScale(`options.start.${name}`, start[name]);
}
