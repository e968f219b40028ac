import {
  discountedExpectedPurchases,
  expectedPurchases,
  expectedPurchasesOfNewCustomer,
  fitParetoNbd,
  logLikelihood,
  probabilityAlive,
  purchaseCountDistribution,
  type CountedCustomerHistory,
  type CustomerHistoryColumns,
  type ParetoNbdParameters,
} from "clientele/clv";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { PARETO_NBD } from "../../src/clv/pareto-nbd/methods.js";
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
  readonly parameters?: ParetoNbdParameters;
  readonly horizons: number[];
  readonly curveTimes: number[];
  readonly pmfTime: number;
  readonly pmfCounts: number[];
}

interface Expected {
  readonly fails?: string;
  readonly parameters: ParetoNbdParameters;
  readonly logLikelihood: number;
  readonly stdErrors: ParetoNbdParameters;
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

const cases = oracleCases<Table, Options, Expected & ExpectedFormulas>(import.meta.url, "pareto-nbd");

function rowsOf({ x, t_x, T, count }: Table): CountedCustomerHistory[] {
  return x.map((frequency, i) => ({
    frequency,
    recency: t_x[i] as number,
    age: T[i] as number,
    ...(count ? { count: count[i] as number } : {}),
  }));
}

function columnsOf({ x, t_x, T, count }: Table): CustomerHistoryColumns {
  return { frequency: Float64Array.from(x), recency: t_x, age: T, ...(count ? { count } : {}) };
}

describe("fitParetoNbd finds the exact maximum", () => {
  const fits = cases.filter(({ expected, options }) => expected.fails === undefined && options.parameters === undefined);
  it.each(fits.map((item) => [item.name, item] as const))("%s", (_, { input, options, expected }) => {
    const [fit, same] = [rowsOf(input), columnsOf(input)].map((subject) => fitParetoNbd(deepFreeze(subject), deepFreeze({ ...options })));
    if (fit?.ok !== true) expect.unreachable("no fit");
    const { value } = fit;
    expect(value).toMatchObject({ kind: "pareto-nbd", converged: true, customers: expected.customers, startsAgree: true });
    expect(value.timeUnit).toBe(options.timeUnit);
    expectNear(value.parameters, expected.parameters, 1e-7);
    expect(Math.abs(value.logLikelihood - expected.logLikelihood)).toBeLessThan(1e-7);
    expectNear(value.standardErrors, expected.stdErrors, 1e-5);
    expect(value.gradientNorm).toBeLessThan(1e-10);
    const deviations = Object.values(expected.stdErrors) as number[];
    value.covariance.forEach((row, i) =>
      row.forEach((covariance, j) => {
        const scale = (deviations[i] as number) * (deviations[j] as number);
        expect(Math.abs(covariance - (expected.covariance[i]?.[j] as number))).toBeLessThan(1e-5 * scale);
      }),
    );
    expect(JSON.parse(JSON.stringify(value))).toEqual(value);
    expect(same).toEqual(fit);
  });
});

describe("fitParetoNbd refuses what has no maximum", () => {
  const failures = cases.filter(({ expected }) => expected.fails !== undefined);
  const codes: Record<string, string[]> = { "not identified": ["no-repeat-purchases", "too-few-customers"], boundary: ["boundary"] };
  it.each(failures.map((item) => [item.name, item] as const))("%s", (_, { input, expected }) => {
    const fit = (): unknown => fitParetoNbd(rowsOf(input));
    if (expected.fails === "invalid input") expect(fit).toThrow(expect.objectContaining({ code: "invalid-argument" }));
    else expect(codes[expected.fails as string]).toContain((fit() as { error: { code: string } }).error.code);
  });
});

describe("Pareto/NBD formulas at given parameters", () => {
  const formulas = cases.filter(({ options }) => options.parameters !== undefined);
  it.each(formulas.map((item) => [item.name, item] as const))("%s", (_, { input, options, expected }) => {
    const parameters = deepFreeze(options.parameters as ParetoNbdParameters);
    const { rates, horizon, finite, infinite, infiniteAtRateZero } = expected.discountedConditional;
    rowsOf(input).forEach((customer, i) => {
      const alive = PARETO_NBD.probabilityAlive(parameters, customer);
      const discounted = (end: number | null, rate: number): number | null => {
        const ahead = PARETO_NBD.discountedPurchasesWhileThere(parameters, customer, end, rate);
        return ahead === null ? null : alive * ahead;
      };
      expectNear(PARETO_NBD.logLikelihood(parameters, [customer]), expected.logLikelihood[i], 1e-12);
      expectNear(alive, expected.pAlive[i], 1e-12);
      options.horizons.forEach((ahead, k) =>
        expectNear(
          alive * PARETO_NBD.purchasesWhileThere(parameters, customer, ahead),
          expected.conditionalExpectedPurchases[i]?.[k],
          1e-12,
        ),
      );
      rates.forEach((rate, k) => {
        expectNear(discounted(horizon, rate), finite[i]?.[k], 1e-12);
        expectNear(discounted(null, rate), infinite[i]?.[k], 1e-12);
      });
      expectNear(discounted(null, 0), infiniteAtRateZero[i], 1e-12);
    });
    const { newCustomer } = PARETO_NBD;
    options.curveTimes.forEach((t, k) =>
      expectNear(PARETO_NBD.purchasesWhileThere(parameters, newCustomer, t), expected.expectedPurchases[k], 1e-12),
    );
    const fresh = expected.discountedNewCustomer;
    const ofNew = (end: number | null): number | null => PARETO_NBD.discountedPurchasesWhileThere(parameters, newCustomer, end, fresh.rate);
    expectNear(ofNew(fresh.horizon), fresh.finite, 1e-12);
    expectNear(ofNew(null), fresh.infinite, 1e-12);
    const counts = PARETO_NBD.purchaseCounts(parameters, options.pmfTime, Math.max(...options.pmfCounts));
    options.pmfCounts.forEach((count, k) => expectNear(counts[count], expected.pmf[k], 1e-12));
  });
});

describe("Pareto/NBD formulas where they are hard to compute", () => {
  const extremes = JSON.parse(readFileSync(new URL("./oracle/pareto-nbd-extremes.json", import.meta.url), "utf8")) as {
    histories: number[][];
    expected: number[][];
    counts: number[][];
  };
  const parametersOf = ([r, alpha, s, beta]: number[]): ParetoNbdParameters => ({ r, alpha, s, beta }) as ParetoNbdParameters;

  it("agree to twelve digits: parameters from 1e-4 to 1e4, thousands of purchases, silences of almost 0, alpha and beta the same", () => {
    expect(extremes.histories.length).toBeGreaterThan(200);
    for (const row of extremes.histories) {
      const [frequency, recency, age, logLikelihood, alive] = row.slice(4) as [number, number, number, number, number];
      const customer = { frequency, recency, age };
      expectNear(PARETO_NBD.logLikelihood(parametersOf(row), [customer]), logLikelihood, 1e-12, 1e-300);
      expectNear(PARETO_NBD.probabilityAlive(parametersOf(row), customer), alive, 1e-12, 1e-300);
    }
  });

  it("agree to eleven digits when looking ahead: s of 1 and near, horizons from minutes to centuries, all discounts", () => {
    expect(extremes.expected.length).toBeGreaterThan(80);
    for (const row of extremes.expected) {
      const [frequency, age, horizon, rate, purchases, finite, infinite] = row.slice(4) as [
        number,
        number,
        number,
        number,
        number,
        number,
        number,
      ];
      const customer = { frequency, recency: frequency === 0 ? 0 : age, age };
      expectNear(PARETO_NBD.purchasesWhileThere(parametersOf(row), customer, horizon), purchases, 1e-12, 1e-300);
      expectNear(PARETO_NBD.discountedPurchasesWhileThere(parametersOf(row), customer, horizon, rate), finite, 1e-11, 1e-300);
      expectNear(PARETO_NBD.discountedPurchasesWhileThere(parametersOf(row), customer, null, rate), infinite, 1e-11, 1e-300);
    }
  });

  it("agree to ten digits for numbers of purchases up to twenty thousand", () => {
    expect(extremes.counts.length).toBeGreaterThan(40);
    for (const row of extremes.counts) {
      const [horizon, count, probability] = row.slice(4) as [number, number, number];
      expectNear(PARETO_NBD.purchaseCounts(parametersOf(row), horizon, count)[count], probability, 1e-10, 1e-300);
    }
  });
});

it("the predictions of any model know this one", () => {
  const model = { kind: "pareto-nbd", parameters: { r: 0.553, alpha: 10.578, s: 0.606, beta: 11.669 } } as const;
  const customer = { frequency: 26, recency: 30.86, age: 31 };
  // Fader and Hardie's example customer.
  expect(expectedPurchases(model, customer, 52)).toBeCloseTo(25.46, 2);
  expect(probabilityAlive(model, customer)).toBe(PARETO_NBD.probabilityAlive(model.parameters, customer));
  expect(expectedPurchasesOfNewCustomer(model, 52)).toBe(PARETO_NBD.purchasesWhileThere(model.parameters, PARETO_NBD.newCustomer, 52));
  expect(purchaseCountDistribution(model, 39, 4)).toEqual(PARETO_NBD.purchaseCounts(model.parameters, 39, 4));
  expect(logLikelihood(model, [customer])).toBe(PARETO_NBD.logLikelihood(model.parameters, [customer]));
  const endless = { horizon: null, discount: { annualRate: 0, unitsPerYear: 52, compounding: "annual" } } as const;
  expect(discountedExpectedPurchases(model, customer, endless)).toBeNull();
});
