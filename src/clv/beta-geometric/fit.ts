// How the models with beta-geometric dropout are fitted.
import { ROWS_OF_PART } from "../evenly-spread.js";
import type { PurchaseModelFit } from "../fit-purchase-model.js";
import { mergedWhereWorthwhile } from "../merge-equal-rows.js";
import { betaGeometricLikelihood, type EarlyChances } from "./likelihood.js";

/** What the fit of one of them needs. */
export function betaGeometricFit<Kind extends string>(kind: Kind, early: EarlyChances): PurchaseModelFit<Kind, "r" | "alpha" | "a" | "b"> {
  return {
    kind,
    names: ["r", "alpha", "a", "b"],
    starts: (pace) => [
      [0.5, 0.5 / pace, 0.5, 2],
      [2, 2 / pace, 1, 4],
      // Where hardly anybody leaves the others may miss the maximum.
      [0.5, 0.5 / pace, 0.02, 0.5],
    ],
    // And where customers are nearly alike.
    spareStarts: (pace) => [[20, 20 / pace, 2, 8]],
    merged: mergedWhereWorthwhile,
    likelihood: (table) => betaGeometricLikelihood(table, early),
    rowsOfPart: ROWS_OF_PART,
  };
}
