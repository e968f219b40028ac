import { compareModels, fitBgNbd, fitMbgNbd, fitBgNbdWithCovariates, simulate, type BgNbd } from "clientele/clv";
import { describe, expect, it } from "vitest";
import { deepFreeze } from "../support/deep-freeze.js";

const bgNbd = deepFreeze({ kind: "bg-nbd", parameters: { r: 0.2, alpha: 4, a: 0.8, b: 2.4 }, logLikelihood: -1000, customers: 500 });
const pareto = deepFreeze({
  kind: "pareto-nbd",
  parameters: { r: 0.5, alpha: 10, s: 0.6, beta: 11 },
  logLikelihood: -1002,
  customers: 500,
});
const withCovariates = deepFreeze({
  ...bgNbd,
  kind: "bg-nbd-with-covariates",
  coefficients: { purchase: { age: 0.1, newsletter: 0.3 }, dropout: {} },
  logLikelihood: -997,
});
const withOne = { ...withCovariates, coefficients: { purchase: { newsletter: 0.3 }, dropout: {} }, logLikelihood: -998.5 };
const withOther = { ...withCovariates, coefficients: { purchase: {}, dropout: { newsletter: 0.3 } }, logLikelihood: -998.5 };

describe("compareModels", () => {
  it("puts the best first, by hand", () => {
    const { models, likelihoodRatioTests } = compareModels([pareto, bgNbd]);
    expect(models).toEqual([
      {
        index: 1,
        kind: "bg-nbd",
        parameters: 4,
        logLikelihood: -1000,
        aic: 2008,
        bic: 2000 + 4 * Math.log(500),
        aicDifference: 0,
        akaikeWeight: 1 / (1 + Math.exp(-2)),
      },
      {
        index: 0,
        kind: "pareto-nbd",
        parameters: 4,
        logLikelihood: -1002,
        aic: 2012,
        bic: 2004 + 4 * Math.log(500),
        aicDifference: 4,
        akaikeWeight: Math.exp(-2) / (1 + Math.exp(-2)),
      },
    ]);
    expect(likelihoodRatioTests).toEqual([]);
  });

  it("tests a model against itself with covariates", () => {
    const { models, likelihoodRatioTests } = compareModels([withCovariates, bgNbd, withOne]);
    expect(models.map(({ index, parameters, aic }) => [index, parameters, aic])).toEqual([
      [0, 6, 2006],
      [2, 5, 2007],
      [1, 4, 2008],
    ]);
    expect(
      likelihoodRatioTests.map(({ nested, in: larger, statistic, degreesOfFreedom }) => [nested, larger, statistic, degreesOfFreedom]),
    ).toEqual([
      [1, 0, 6, 2],
      [1, 2, 3, 1],
      [2, 0, 3, 1],
    ]);
    expect(likelihoodRatioTests[0]?.pValue).toBeCloseTo(Math.exp(-3), 14);
    expect(likelihoodRatioTests[1]?.pValue).toBeCloseTo(0.08326451666355042, 12);
  });

  it("tests no models of which neither holds the other", () => {
    expect(compareModels([withOne, withOther]).likelihoodRatioTests).toEqual([]);
    expect(compareModels([{ ...pareto, logLikelihood: -1 }, withOne]).likelihoodRatioTests).toEqual([]);
  });

  it("takes a larger model that came out worse for no better", () => {
    const [test] = compareModels([bgNbd, { ...withOne, logLikelihood: -1001 }]).likelihoodRatioTests;
    expect(test).toMatchObject({ statistic: 0, pValue: 1 });
  });

  it("weighs models that are far apart without overflow", () => {
    const { models } = compareModels([{ ...bgNbd, logLikelihood: -1e9 }, pareto]);
    expect(models.map(({ akaikeWeight }) => akaikeWeight)).toEqual([1, 0]);
    const furthest = compareModels([
      { ...bgNbd, logLikelihood: -1e300 },
      { ...pareto, logLikelihood: 1e300 },
    ]).models;
    expect(furthest.map(({ aic, aicDifference }) => [aic, aicDifference])).toEqual([[-2e300, 0], [2e300, 4e300]]); // prettier-ignore
    expect(compareModels([])).toEqual({ models: [], likelihoodRatioTests: [] });
  });

  it("takes fitted models", () => {
    const truth = { kind: "bg-nbd", parameters: { r: 0.8, alpha: 5, a: 0.8, b: 2.5 } } as const satisfies BgNbd;
    const customers = simulate(truth, { customers: 1500, age: 40, seed: 3 }).map((row, i) => ({ ...row, covariates: { odd: i % 2 } }));
    const fits = [fitBgNbd(customers), fitMbgNbd(customers), fitBgNbdWithCovariates(customers, { purchase: ["odd"] })];
    const { models, likelihoodRatioTests } = compareModels(fits.map((fit) => (fit.ok ? fit.value : expect.unreachable(fit.error.code))));
    expect(models.map(({ kind }) => kind).sort()).toEqual(["bg-nbd", "bg-nbd-with-covariates", "mbg-nbd"]);
    expect(models.reduce((sum, { akaikeWeight }) => sum + akaikeWeight, 0)).toBeCloseTo(1, 14);
    expect(likelihoodRatioTests).toMatchObject([{ nested: 0, in: 2, degreesOfFreedom: 1 }]);
    expect(likelihoodRatioTests[0]?.pValue).toBeGreaterThan(0.001);
  });

  it.each<[string, object]>([
    ["models[1].customers", { customers: 501 }],
    ["models[1].customers", { customers: 0 }],
    ["models[1].logLikelihood", { logLikelihood: NaN }],
    ["models[1].logLikelihood", { logLikelihood: -1.7e308 }],
    ["models[1].logLikelihood", { logLikelihood: "-9" }],
    ["models[1].kind", { kind: "gamma-gamma" }],
    ["models[1].kind", { kind: "bg-bb" }],
    ["models[1].kind", { kind: "shifted-beta-geometric" }],
    ["models[1].kind", { kind: "regression" }],
    ["models[1].timeUnit", { timeUnit: "day" }],
  ])("refuses %s: %o", (argument, change) => {
    const call = (): unknown =>
      compareModels([
        { ...bgNbd, timeUnit: "week" },
        { ...pareto, timeUnit: null, ...change },
      ]);
    expect(call).toThrow(expect.objectContaining({ code: "invalid-argument", argument }));
  });

  it("takes a unit that nobody named for the same", () => {
    expect(compareModels([{ ...bgNbd, timeUnit: null }, pareto, { ...pareto, timeUnit: "week" }]).models).toHaveLength(3);
  });
});
