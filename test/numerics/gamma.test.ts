import { describe, expect, it } from "vitest";
import { digamma, digammaRise, digammaRiseByAny, logBeta, logGamma, logGammaRise, logRise } from "../../src/numerics/gamma.js";

const near = (got: number, expected: number, tolerance = 1e-14): void => {
  expect(Math.abs(got - expected)).toBeLessThanOrEqual(tolerance * Math.max(1, Math.abs(expected)));
};

describe("log-gamma and digamma", () => {
  // mpmath 1.3.0, 40 digits
  it.each([
    [1e-8, 18.42068073818021, -100000000.57721564],
    [0.001, 6.907178885383853, -1000.5755719318103],
    [0.1, 2.252712651734206, -10.423754940411076],
    [0.5, 0.5723649429247001, -1.9635100260214235],
    [1, 0, -0.5772156649015329],
    [1.4616, -0.12148629003589732, -3.110625123034165e-5],
    [2, 0, 0.42278433509846713],
    [3.7, 1.428072326665388, 1.1671535393615113],
    [9.99, 12.779315214350193, 2.250700372831201],
    [10, 12.801827480081469, 2.251752589066721],
    [25.5, 56.389167643719944, 3.2189424728839198],
    [171, 706.5730622457874, 5.138736730024483],
    [1e4, 82099.71749644238, 9.210290371142849],
    [1e8, 1742068066.1038346, 18.420680738952367],
  ])("of %d", (x, logarithm, derivative) => {
    near(logGamma(x), logarithm);
    near(digamma(x), derivative);
  });

  it("give the beta function", () => {
    near(logBeta(2, 3), Math.log(1 / 12));
    near(logBeta(0.5, 0.5), Math.log(Math.PI));
  });
});

describe("rises over whole steps", () => {
  it.each([0, 1, 3, 4, 17, 400])("are sums: %d steps", (steps) => {
    for (const x of [1e-4, 0.3, 9.5, 12, 1e3, 1e7]) {
      let logs = 0;
      let reciprocals = 0;
      for (let j = 0; j < steps; j++) {
        logs += Math.log(x + j);
        reciprocals += 1 / (x + j);
      }
      near(logRise(x, steps), logs, 2e-13);
      near(digammaRise(x, steps), reciprocals, 2e-13);
    }
  });
});

describe("rises by any amount", () => {
  // mpmath 1.3.0, 50 digits
  it.each([
    [1e8, 1e4, 184207.30737286032, 9.999500083325834e-5],
    [1e8, 1e-3, 0.018420680738957366, 1.000000004995e-11],
    [1e4, 1e4, 95966.00075320379, 0.6931721811849453],
    [0.5, 0.25, -0.3690839914934047, 0.8776491462349513],
    [1e-20, 3.5, -44.85072825753384, 1e20],
    [1e-3, 1e8, 1742068059.2150764, 1018.9962526707726],
    [9.7, 0.7, 1.579741660831097, 0.07326437527129535],
    [25.5, 1e-8, 3.2189424730838934e-8, 3.999466964156612e-10],
    [300, 1e6, 12818240.065093054, 8.113695131058506],
    [3.7, 2, 2.855895328366192, 0.48303622771707877],
  ])("from %d by %d", (x, by, logarithms, derivatives) => {
    expect(Math.abs(logGammaRise(x, by) - logarithms)).toBeLessThan(2e-15 * Math.max(0.01, Math.abs(logarithms)));
    expect(Math.abs(digammaRiseByAny(x, by) - derivatives)).toBeLessThan(2e-15 * Math.max(1e-5, derivatives));
  });

  it("by nothing are nothing", () => {
    for (const x of [1e-30, 0.3, 12, 1e20]) expect([logGammaRise(x, 0), digammaRiseByAny(x, 0)]).toEqual([0, 0]);
  });
});
