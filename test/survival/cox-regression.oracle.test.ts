// R 4.2.2, package survival 3.5-3, and a Newton solver of its own; see "source" in the file.
import { describe, expect, it } from "vitest";
import { coxRegression } from "../../src/survival/cox-regression.js";
import { expectNear } from "../clv/expect-near.js";
import { deepFreeze, withoutWriting } from "../support/deep-freeze.js";
import { oracleCases } from "../support/oracle.js";

interface Input {
  readonly time: readonly number[];
  readonly event: readonly number[];
  readonly entry?: readonly number[];
  readonly stratum?: readonly string[];
  readonly weight?: readonly number[];
  readonly covariates: Readonly<Record<string, readonly number[]>>;
}
interface Test {
  readonly statistic: number;
  readonly df: number;
  readonly pValue: number;
}
interface Expected {
  readonly events: number;
  readonly coefficients: readonly number[];
  readonly stdErrors: readonly number[];
  readonly covariance: readonly (readonly number[])[];
  readonly logLikelihood: readonly [number, number];
  readonly tests: Readonly<Record<"likelihoodRatio" | "wald" | "score", Test>>;
  readonly concordance: number;
  readonly fails?: string;
}

const cases = oracleCases<Input, { readonly ties: "efron" | "breslow" }, Expected>(import.meta.url, "cox");

describe.each(cases)("Cox regression: $name", ({ input, options: { ties }, expected }) => {
  const { covariates: values, time, event, entry, stratum, weight } = input;
  const covariates = Object.keys(values);
  const columns = {
    ...Object.fromEntries(Object.entries(values).map(([name, list]) => [name, Float64Array.from(list)])),
    time: Float64Array.from(time),
    event: Uint8Array.from(event),
    ...(entry && { entry: Float64Array.from(entry) }),
    ...(weight && { weight: Float64Array.from(weight) }),
    ...(stratum && { stratum }),
  };
  const rows = time.map((_, i) => ({
    ...Object.fromEntries(Object.entries(values).map(([name, list]) => [name, list[i]])),
    time: time[i] as number,
    event: event[i] === 1,
    ...(entry && { entry: entry[i] as number }),
    ...(weight && { weight: weight[i] as number }),
    ...(stratum && { stratum: stratum[i] as string }),
  }));

  it("is the same of rows and of columns, and plain JSON", () => {
    const result = withoutWriting(columns, (frozen) => coxRegression(frozen, { covariates, ties }));
    expect(coxRegression(deepFreeze(rows), deepFreeze({ covariates, ties }))).toStrictEqual(result);
    expect(JSON.parse(JSON.stringify(result))).toStrictEqual(result);
  });

  it(expected.fails ?? "has the coefficients, tests and concordance of the oracle", () => {
    const result = coxRegression(rows, { covariates, ties });
    if (expected.fails !== undefined) {
      expect(!result.ok && result.error.code).toBe(expected.fails.includes("monotone") ? "boundary" : "unidentified");
      return;
    }
    if (!result.ok) throw new Error(result.error.code);
    const model = result.value;
    expect([model.kind, model.covariates, model.events]).toEqual(["cox", covariates, expected.events]);
    expectNear(Object.values(model.coefficients), expected.coefficients, 1e-10);
    expectNear(Object.values(model.standardErrors), expected.stdErrors, 1e-10);
    expectNear(model.covariance, expected.covariance, 1e-10);
    expectNear([model.logLikelihoodAtZero, model.logLikelihood], expected.logLikelihood, 1e-13);
    expectNear(model.concordance, expected.concordance, 1e-13);
    for (const [name, { statistic, df, pValue }] of Object.entries(expected.tests)) {
      // The difference of two log-likelihoods of which the file has 15 digits.
      expectNear(model.tests[name as keyof typeof model.tests], { statistic, degreesOfFreedom: df, pValue }, 1e-10);
    }
  });
});
