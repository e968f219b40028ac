import type { FitError } from "../clv/fit-error.js";

/** The models that a report fits, by the names that people know. */
type ModelName = "BG/NBD" | "MBG/NBD" | "Pareto/NBD" | "Gamma-Gamma";

/** What all models say in the same words. */
const EITHER = {
  "first-purchase-counted": "every customer has a repeat purchase: are first purchases missing from the data?",
  unidentified: "the data cannot tell the parameters apart",
  "not-converged": "the search for the best fit did not end",
};

type Reasons = Readonly<Record<FitError["code"], string>>;

/** What models of when customers buy say. */
const OF_PURCHASES: Reasons = {
  ...EITHER,
  "no-repeat-purchases": "nobody has bought on a second day yet, so there is nothing to learn a rate from",
  "too-few-customers": "it takes two customers to compare",
  boundary: "the data have no best fit: customers differ too little, or none has dropped out yet",
};

const REASONS: Readonly<Record<ModelName, Reasons>> = {
  "BG/NBD": OF_PURCHASES,
  "MBG/NBD": OF_PURCHASES,
  "Pareto/NBD": OF_PURCHASES,
  "Gamma-Gamma": {
    ...EITHER,
    "no-repeat-purchases": "nobody has bought on a second day yet, so there is nothing to learn an amount from",
    "too-few-customers": "fewer than two customers spent anything on a day after their first",
    boundary: "the data have no best fit: amounts differ too little or too much, between customers or between the purchases of one",
  },
};

/** Why a model could not be fitted, in words. */
export function fitReason(model: ModelName, error: FitError): string {
  return `${model}: ${REASONS[model][error.code]} (${error.code})`;
}
