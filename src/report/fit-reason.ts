import type { FitError } from "../clv/fit-error.js";

const REASONS: Readonly<Record<FitError["code"], string>> = {
  "no-repeat-purchases": "nobody has bought on a second day yet, so there is nothing to learn a rate from",
  "first-purchase-counted": "every customer already has a repeat purchase: are first purchases missing from the data?",
  "too-few-customers": "too few customers",
  boundary: "the data have no best fit: customers differ too little, or none has dropped out yet",
  unidentified: "the data cannot tell the parameters apart",
  "not-converged": "the search for the best fit did not end",
};

/** Why a model could not be fitted, in words. */
export function fitReason(model: string, error: FitError): string {
  return `${model}: ${REASONS[error.code]} (${error.code})`;
}
