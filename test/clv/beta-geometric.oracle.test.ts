import {
  discountedExpectedPurchases,
  expectedPurchases,
  expectedPurchasesOfNewCustomer,
  fitBgNbd,
  fitMbgNbd,
  logLikelihood,
  probabilityAlive,
  purchaseCountDistribution,
  type BgNbd,
  type BgNbdParameters,
  type CountedCustomerHistory,
} from "clientele/clv";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { deepFreeze } from "../support/deep-freeze.js";
import { oracleCases } from "../support/oracle.js";
import { expectNear } from "./expect-near.js";

interface Table {
  readonly x: number[];
  readonly t_x: number[];
  readonly T: number[];
  readonly count?: number[];
}

interface Options {
  readonly timeUnit?: string;
  readonly parameters?: BgNbdParameters;
  readonly horizons: number[];
  readonly curveTimes: number[];
  readonly pmfTime: number;
  readonly pmfCounts: number[];
}

interface Expected {
  readonly fails?: string;
  readonly parameters: BgNbdParameters;
  readonly logLikelihood: number;
  readonly stdErrors: BgNbdParameters;
  readonly covariance: number[][];
  readonly customers: number;
}

interface ExpectedFormulas {
  readonly logLikelihood: number[];
  readonly pAlive: number[];
  readonly conditionalExpectedPurchases: number[][];
  readonly discountedConditional: {
    readonly rates: number[];
    readonly horizon: number;
    readonly finite: number[][];
    readonly infinite: number[][];
    readonly infiniteAtRateZero: (number | null)[];
  };
  readonly expectedPurchases: number[];
  readonly pmf: number[];
  readonly discountedNewCustomer: { readonly rate: number; readonly horizon: number; readonly finite: number; readonly infinite: number };
}

const MODELS = [
  { kind: "bg-nbd", fit: fitBgNbd },
  { kind: "mbg-nbd", fit: fitMbgNbd },
] as const;
const casesOf = (kind: string): ReturnType<typeof oracleCases<Table, Options, Expected & ExpectedFormulas>> =>
  oracleCases<Table, Options, Expected & ExpectedFormulas>(import.meta.url, kind);
const WEEKS = 52;
const perWeek = (rate: number): { annualRate: number; unitsPerYear: number; compounding: "continuous" } => ({
  annualRate: rate * WEEKS,
  unitsPerYear: WEEKS,
  compounding: "continuous",
});

function rowsOf({ x, t_x, T, count }: Table): CountedCustomerHistory[] {
  return x.map((frequency, i) => ({
    frequency,
    recency: t_x[i] as number,
    age: T[i] as number,
    ...(count ? { count: count[i] as number } : {}),
  }));
}

function columnsOf({ x, t_x, T, count }: Table): { frequency: Float64Array; recency: number[]; age: Float32Array; count?: number[] } {
  const age = T.every((value) => Math.fround(value) === value) ? Float32Array.from(T) : (T as unknown as Float32Array);
  return { frequency: Float64Array.from(x), recency: t_x, age, ...(count ? { count } : {}) };
}

describe.each(MODELS)("the fit of $kind finds the exact maximum", ({ kind, fit: fitModel }) => {
  const fits = casesOf(kind).filter(({ expected, options }) => expected.fails === undefined && options.parameters === undefined);
  it.each(fits.map((item) => [item.name, item] as const))("%s", (_, { input, options, expected }) => {
    for (const subject of [rowsOf(input), columnsOf(input)]) {
      const fit = fitModel(deepFreeze(subject), deepFreeze({ ...options }));
      if (!fit.ok) expect.unreachable(fit.error.code);
      const { value } = fit;
      expect(value).toMatchObject({
        kind,
        converged: true,
        timeUnit: options.timeUnit,
        customers: expected.customers,
        startsAgree: true,
      });
      expectNear(value.parameters, expected.parameters, 1e-7);
      expect(Math.abs(value.logLikelihood - expected.logLikelihood)).toBeLessThan(1e-7);
      expectNear(value.standardErrors, expected.stdErrors, 1e-5);
      expect(value.gradientNorm).toBeLessThan(1e-10);
      const deviations = Object.values(expected.stdErrors);
      value.covariance.forEach((row, i) =>
        row.forEach((covariance, j) => {
          const scale = (deviations[i] as number) * (deviations[j] as number);
          expect(Math.abs(covariance - (expected.covariance[i]?.[j] as number))).toBeLessThan(1e-5 * scale);
        }),
      );
      expect(JSON.parse(JSON.stringify(value))).toEqual(value);
    }
  });
});

describe.each(MODELS)("the fit of $kind refuses what has no maximum", ({ kind, fit: fitModel }) => {
  const failures = casesOf(kind).filter(({ expected }) => expected.fails !== undefined);
  const codes: Record<string, string[]> = { "not identified": ["no-repeat-purchases", "too-few-customers"], boundary: ["boundary"] };
  it.each(failures.map((item) => [item.name, item] as const))("%s", (_, { input, expected }) => {
    const fit = (): unknown => fitModel(rowsOf(input));
    if (expected.fails === "invalid input") expect(fit).toThrow(expect.objectContaining({ code: "invalid-argument" }));
    else expect(codes[expected.fails as string]).toContain((fit() as { error: { code: string } }).error.code);
  });
});

describe.each(MODELS)("$kind formulas at given parameters", ({ kind }) => {
  const formulas = casesOf(kind).filter(({ options }) => options.parameters !== undefined);
  it.each(formulas.map((item) => [item.name, item] as const))("%s", (_, { input, options, expected }) => {
    const model = deepFreeze({ kind, parameters: options.parameters as BgNbdParameters });
    const { rates, horizon, finite, infinite, infiniteAtRateZero } = expected.discountedConditional;
    rowsOf(input).forEach((customer, i) => {
      const discounted = (end: number | null, rate: number): number | null =>
        discountedExpectedPurchases(model, customer, { horizon: end, discount: perWeek(rate) });
      expectNear(logLikelihood(model, [customer]), expected.logLikelihood[i], 1e-11, 1e-12);
      expectNear(probabilityAlive(model, customer), expected.pAlive[i], 1e-12);
      options.horizons.forEach((ahead, k) =>
        expectNear(expectedPurchases(model, customer, ahead), expected.conditionalExpectedPurchases[i]?.[k], 1e-11),
      );
      rates.forEach((rate, k) => {
        expectNear(discounted(horizon, rate), finite[i]?.[k], 1e-11);
        expectNear(discounted(null, rate), infinite[i]?.[k], 1e-11);
      });
      expectNear(discounted(null, 0), infiniteAtRateZero[i], 1e-11);
    });
    options.curveTimes.forEach((t, k) => expectNear(expectedPurchasesOfNewCustomer(model, t), expected.expectedPurchases[k], 1e-11));
    const counts = purchaseCountDistribution(model, options.pmfTime, Math.max(...options.pmfCounts));
    options.pmfCounts.forEach((count, k) => expectNear(counts[count], expected.pmf[k], 1e-11));
  });
});

describe("BG/NBD formulas where they are hard to compute", () => {
  const extremes = JSON.parse(readFileSync(new URL("./oracle/bg-nbd-extremes.json", import.meta.url), "utf8")) as {
    expected: number[][];
    discounted: number[][];
  };
  const modelOf = (r: number, alpha: number, a: number, b: number): BgNbd => ({ kind: "bg-nbd", parameters: { r, alpha, a, b } });

  it("agree to ten digits: thousands of purchases, ages of almost 0, a and b of 1, horizons from a day to centuries", () => {
    expect(extremes.expected.length).toBeGreaterThan(300);
    for (const [r, alpha, a, b, frequency, recency, age, horizon, alive, purchases] of extremes.expected) {
      const model = modelOf(r as number, alpha as number, a as number, b as number);
      const customer = { frequency: frequency as number, recency: recency as number, age: age as number };
      expectNear(probabilityAlive(model, customer), alive, 1e-10, 1e-300);
      expectNear(expectedPurchases(model, customer, horizon as number), purchases, 1e-10, 1e-300);
    }
  });

  it("agree to ten digits when discounted", () => {
    expect(extremes.discounted.length).toBeGreaterThan(30);
    for (const [r, alpha, a, b, frequency, recency, age, horizon, rate, purchases] of extremes.discounted) {
      const model = modelOf(r as number, alpha as number, a as number, b as number);
      const customer = { frequency: frequency as number, recency: recency as number, age: age as number };
      const options = { horizon: horizon as number, discount: perWeek(rate as number) };
      expectNear(discountedExpectedPurchases(model, customer, options), purchases, 1e-10, 1e-300);
    }
  });
});
