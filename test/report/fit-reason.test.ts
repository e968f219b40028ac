import { describe, expect, it } from "vitest";
import type { FitError } from "clientele/clv";
import { fitReason } from "../../src/report/fit-reason.js";

const at = { logLikelihood: -1 };
const ERRORS: readonly FitError[] = [
  { code: "no-repeat-purchases", customers: 3 },
  { code: "first-purchase-counted", rows: 3, rowsAtAgeZero: 1 },
  { code: "too-few-customers", customers: 1 },
  { code: "boundary", parameter: "a", limit: "zero", ...at },
  { code: "unidentified", parameters: {}, ...at },
  { code: "not-converged", evaluations: 9, gradientNorm: 1, ...at },
];

describe("why a model could not be fitted", () => {
  it.each([
    [
      "BG/NBD",
      [
        "nobody has bought on a second day yet, so there is nothing to learn a rate from",
        "every customer has a repeat purchase: are first purchases missing from the data?",
        "it takes two customers to compare",
        "the data have no best fit: customers differ too little, or none has dropped out yet",
        "the data cannot tell the parameters apart",
        "the search for the best fit did not end",
      ],
    ],
    [
      "Gamma-Gamma",
      [
        "nobody has bought on a second day yet, so there is nothing to learn an amount from",
        "every customer has a repeat purchase: are first purchases missing from the data?",
        "fewer than two customers spent anything on a day after their first",
        "the data have no best fit: amounts differ too little or too much, between customers or between the purchases of one",
        "the data cannot tell the parameters apart",
        "the search for the best fit did not end",
      ],
    ],
  ] as const)("%s", (model, reasons) => {
    expect(ERRORS.map((error) => fitReason(model, error))).toEqual(
      ERRORS.map(({ code }, i) => `${model}: ${String(reasons[i])} (${code})`),
    );
  });
});
