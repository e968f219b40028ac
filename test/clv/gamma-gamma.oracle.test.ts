import { expectedSpend, fitGammaGamma, logLikelihood, type CountedSpendHistory, type GammaGammaParameters } from "clientele/clv";
import { describe, expect, it } from "vitest";
import { deepFreeze } from "../support/deep-freeze.js";
import { oracleCases } from "../support/oracle.js";
import { expectNear } from "./expect-near.js";

/** The oracle calls gamma v. */
interface OracleParameters {
  readonly p: number;
  readonly q: number;
  readonly v: number;
}

interface Expected {
  readonly fails?: string;
  readonly parameters: OracleParameters;
  readonly logLikelihood: number;
  readonly stdErrors: OracleParameters;
  readonly customers: number;
}

interface ExpectedFormulas {
  readonly logLikelihood: (number | null)[];
  readonly conditionalMean: (number | null)[];
  readonly populationMean: number | null;
}

interface Table {
  readonly x: number[];
  readonly m: number[];
}

const cases = oracleCases<Table, { parameters?: OracleParameters }, unknown>(import.meta.url, "gamma-gamma");
const named = ({ p, q, v }: OracleParameters): GammaGammaParameters => ({ p, q, gamma: v });
const rowsOf = ({ x, m }: Table): CountedSpendHistory[] =>
  x.map((frequency, i) => ({ frequency, meanSpend: frequency === 0 ? null : (m[i] as number) }));

describe("fitGammaGamma finds the exact maximum", () => {
  const fits = cases.filter(({ name }) => name.startsWith("fit"));
  it.each(fits.map((item) => [item.name, item] as const))("%s", (_, { input, expected }) => {
    const want = expected as Expected;
    for (const subject of [rowsOf(input), { frequency: Int32Array.from(input.x), meanSpend: Float64Array.from(input.m) }]) {
      const fit = fitGammaGamma(deepFreeze(subject));
      if (!fit.ok) expect.unreachable(fit.error.code);
      expect(fit.value).toMatchObject({
        kind: "gamma-gamma",
        converged: true,
        customers: input.x.length,
        customersLeftOut: 0,
        startsAgree: true,
      });
      expectNear(fit.value.parameters, named(want.parameters), 1e-7);
      expectNear(fit.value.standardErrors, named(want.stdErrors), 1e-5);
      expect(Math.abs(fit.value.logLikelihood - want.logLikelihood)).toBeLessThan(1e-7);
    }
  });
});

describe("fitGammaGamma refuses what has no maximum", () => {
  it.each([
    ["failure: zero mean spend", ["boundary", "unidentified", "too-few-customers"]],
    ["failure: only customers without repeat", ["no-repeat-purchases"]],
    ["failure: all means equal", ["boundary"]],
  ])("%s", (name, codes) => {
    const item = cases.find((other) => other.name === name);
    const fit = fitGammaGamma(rowsOf(item?.input as Table));
    expect(codes).toContain(fit.ok ? "a model" : fit.error.code);
  });
});

describe("Gamma-Gamma formulas at given parameters", () => {
  const formulas = cases.filter(({ options }) => options.parameters !== undefined);
  it.each(formulas.map((item) => [item.name, item] as const))("%s", (_, { input, options, expected }) => {
    const want = expected as ExpectedFormulas;
    const model = { kind: "gamma-gamma", parameters: named(options.parameters as OracleParameters) } as const;
    rowsOf(input).forEach((customer, i) => {
      expectNear(expectedSpend(model, customer), want.conditionalMean[i], 1e-13);
      if (customer.frequency > 0) expectNear(logLikelihood(model, [customer]), want.logLikelihood[i], 1e-11);
    });
    expectNear(expectedSpend(model, { frequency: 0, meanSpend: null }), want.populationMean, 1e-13);
  });
});

describe("the log-likelihood keeps its digits", () => {
  // mpmath 1.3.0, 50 digits; the last number is what eight terms of the size of q log(q) may be rounded by.
  it.each([
    [1e4, 1e4, 1e4, 1e4, 1e4, -5.524167050026344, 1e-10],
    [100, 50, 1500, 1e4, 3000, -6.970986241967017, 1e-12],
    [1e4, 1e4, 1e4, 1, 1, -78239.12036300708, 1e-10],
    [6.25, 3.74, 1544, 3, 2235, -8.11849803121165, 1e-13],
    [1e-3, 1e-3, 1e-2, 5, 1e6, -20.925609323619796, 1e-13],
    [1e5, 3, 10, 1e6, 2e5, -13.070906088782818, 1e-13],
    [0.01, 2e4, 1e6, 2, 0.5, -3.3058982956509104, 1e-10],
  ])("p %d, q %d, gamma %d, frequency %d, mean spend %d", (p, q, gamma, frequency, meanSpend, want, within) => {
    const got = logLikelihood({ kind: "gamma-gamma", parameters: { p, q, gamma } }, [{ frequency, meanSpend }]);
    expect(Math.abs(got - want)).toBeLessThan(within);
  });
});
