import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type {
  BgBbParameters,
  CountedOpportunityHistory,
  OpportunityHistory,
  OpportunityHistoryColumns,
} from "../../src/clv/bg-bb/bg-bb.js";
import { fitBgBb } from "../../src/clv/bg-bb/fit-bg-bb.js";
import { BG_BB, probabilityAliveAhead } from "../../src/clv/bg-bb/methods.js";
import { allOpportunitiesAhead } from "../../src/clv/bg-bb/purchases-ahead.js";
import { deepFreeze } from "../support/deep-freeze.js";
import { oracleCases } from "../support/oracle.js";
import { expectNear } from "./expect-near.js";

interface Table {
  readonly x: number[];
  readonly t_x: number[];
  readonly n: number[];
  readonly count?: number[];
}

interface Options {
  readonly parameters?: BgBbParameters;
  readonly horizons: number[];
  readonly discountRatePerPeriod: number;
  readonly discountedFiniteHorizon: number;
  readonly expectationPeriods: number[];
  readonly pmfPeriods: number;
  readonly pmfCounts: number[];
}

interface Expected {
  readonly fails?: string;
  readonly parameters: BgBbParameters;
  readonly stdErrors: BgBbParameters;
  readonly covariance: number[][];
}

interface ExpectedFormulas {
  readonly logLikelihood: number[];
  readonly pAliveNow: number[];
  readonly pAliveNext: number[];
  readonly conditionalExpectedPurchases: number[][];
  readonly discountedInfinite: number[];
  readonly discountedFinite: number[];
  readonly expectedPurchases: number[];
  readonly pmf: number[];
}

type ExpectedFit = Expected & { readonly logLikelihood: number };

const cases = oracleCases<Table, Options, Expected & ExpectedFormulas>(import.meta.url, "bg-bb");

function columnsOf({ x, t_x, n, count }: Table): OpportunityHistoryColumns {
  return { frequency: Float64Array.from(x), recency: t_x, opportunities: Int32Array.from(n), ...(count ? { count } : {}) };
}

function rowsOf({ x, t_x, n, count }: Table): CountedOpportunityHistory[] {
  return x.map((frequency, i) => ({
    frequency,
    recency: t_x[i] as number,
    opportunities: n[i] as number,
    ...(count ? { count: count[i] as number } : {}),
  }));
}

function expected(parameters: BgBbParameters, customer: OpportunityHistory, horizon: number): number {
  return BG_BB.probabilityAlive(parameters, customer) * BG_BB.purchasesWhileThere(parameters, customer, horizon);
}

function discounted(parameters: BgBbParameters, customer: OpportunityHistory, horizon: number | null, rate: number): number | null {
  const ahead = BG_BB.discountedPurchasesWhileThere(parameters, customer, horizon, rate);
  return ahead === null ? null : BG_BB.probabilityAlive(parameters, customer) * ahead;
}

describe("fitBgBb finds the exact maximum", () => {
  const fits = cases.filter(({ expected, options }) => expected.fails === undefined && options.parameters === undefined);
  it.each(fits.map((item) => [item.name, item] as const))("%s", (_, { input, expected }) => {
    const want = expected as unknown as ExpectedFit;
    for (const subject of [rowsOf(input), columnsOf(input)]) {
      const fit = fitBgBb(deepFreeze(subject), { timeUnit: "year" });
      if (!fit.ok) expect.unreachable(fit.error.code);
      const { value } = fit;
      expect(value).toMatchObject({ kind: "bg-bb", converged: true, timeUnit: "year", startsAgree: true });
      expect(value.customers).toBe(input.count?.reduce((sum, customers) => sum + customers, 0));
      expectNear(value.parameters, want.parameters, 1e-9);
      expect(Math.abs(value.logLikelihood - want.logLikelihood)).toBeLessThan(1e-9);
      expectNear(value.standardErrors, want.stdErrors, 1e-6);
      expect(value.gradientNorm).toBeLessThan(1e-12);
      const deviations = Object.values(want.stdErrors);
      value.covariance.forEach((row, i) =>
        row.forEach((covariance, j) => {
          const scale = (deviations[i] as number) * (deviations[j] as number);
          expect(Math.abs(covariance - (want.covariance[i]?.[j] as number))).toBeLessThan(1e-6 * scale);
        }),
      );
      expect(JSON.parse(JSON.stringify(value))).toEqual(value);
    }
  });
});

describe("fitBgBb refuses what has no maximum", () => {
  const failures = cases.filter(({ expected }) => expected.fails !== undefined);
  it.each(failures.map((item) => [item.name, item] as const))("%s", (_, { input, expected: { fails } }) => {
    const fit = (): unknown => fitBgBb(rowsOf(input));
    if (fails === "invalid input") expect(fit).toThrow(expect.objectContaining({ code: "invalid-argument" }));
    else expect(fit()).toMatchObject({ ok: false, error: { code: "no-repeat-purchases" } });
  });
});

describe("BG/BB formulas at given parameters", () => {
  const formulas = cases.filter(({ options }) => options.parameters !== undefined);
  it.each(formulas.map((item) => [item.name, item] as const))("%s", (_, { input, options, expected: want }) => {
    const parameters = deepFreeze(options.parameters as BgBbParameters);
    const rate = Math.log1p(options.discountRatePerPeriod);
    rowsOf(input).forEach((customer, i) => {
      expectNear(BG_BB.logLikelihood(parameters, [customer]), want.logLikelihood[i], 1e-12);
      expectNear(BG_BB.probabilityAlive(parameters, customer), want.pAliveNow[i], 1e-12);
      expectNear(probabilityAliveAhead(parameters, customer, 0), want.pAliveNow[i], 1e-12);
      expectNear(probabilityAliveAhead(parameters, customer, 1), want.pAliveNext[i], 1e-12);
      options.horizons.forEach((h, k) =>
        expectNear(expected(parameters, customer, h), want.conditionalExpectedPurchases[i]?.[k], 1e-12, 1e-300),
      );
      expectNear(discounted(parameters, customer, null, rate), want.discountedInfinite[i], 1e-12);
      expectNear(discounted(parameters, customer, options.discountedFiniteHorizon, rate), want.discountedFinite[i], 1e-12);
    });
    options.expectationPeriods.forEach((n, k) => expectNear(expected(parameters, BG_BB.newCustomer, n), want.expectedPurchases[k], 1e-12));
    const counts = BG_BB.purchaseCounts(parameters, options.pmfPeriods, Math.max(...options.pmfCounts));
    options.pmfCounts.forEach((count, k) => expectNear(counts[count], want.pmf[k], 1e-12));
  });
});

describe("BG/BB formulas where they are hard to compute", () => {
  const extremes = JSON.parse(readFileSync(new URL("./oracle/bg-bb-extremes.json", import.meta.url), "utf8")) as {
    histories: (number | null)[][];
    ahead: number[][];
    counts: number[][];
  };
  const rates = [1e-6, 1e-3, 0.0953101798043249, 2, 10, 0];

  it("agree to eleven digits: thousands of opportunities, shapes from 1e-4 to 1e4, discounts from nearly none to nearly total", () => {
    expect(extremes.histories.length).toBeGreaterThan(60);
    for (const [alpha, beta, gamma, delta, frequency, recency, opportunities, ...want] of extremes.histories as number[][]) {
      const parameters = { alpha, beta, gamma, delta } as BgBbParameters;
      const customer = { frequency, recency, opportunities } as OpportunityHistory;
      const [logLikelihood, alive, near, far, ...endless] = want;
      expectNear(BG_BB.logLikelihood(parameters, [customer]), logLikelihood, 1e-13, 1e-15);
      expectNear(BG_BB.probabilityAlive(parameters, customer), alive, 1e-12, 1e-300);
      expectNear(expected(parameters, customer, 10), near, 1e-12, 1e-300);
      expectNear(expected(parameters, customer, 500), far, 1e-12, 1e-300);
      rates.forEach((rate, i) => expectNear(discounted(parameters, customer, null, rate), endless[i], 1e-11, 1e-300));
    }
  });

  it("agree to eleven digits without an end, for any chance of leaving and discount", () => {
    expect(extremes.ahead.length).toBeGreaterThan(100);
    for (const [gamma, delta, rate, ahead] of extremes.ahead as [number, number, number, number][]) {
      expectNear(allOpportunitiesAhead(gamma, delta, rate), ahead, 1e-11, 1e-300);
    }
  });

  it("agree to twelve digits for counts of thousands of opportunities", () => {
    expect(extremes.counts.length).toBeGreaterThan(20);
    for (const [alpha, beta, gamma, delta, opportunities, count, probability] of extremes.counts as [
      number,
      number,
      number,
      number,
      number,
      number,
      number,
    ][]) {
      // prettier-ignore
      const counts = BG_BB.purchaseCounts({ alpha, beta, gamma, delta }, opportunities, count);
      expectNear(counts[count], probability, 1e-12, 1e-300);
    }
  });
});

const DATA = "../shared/data/donations_bgbb.csv";
const skipped = existsSync(DATA) ? "" : ` (skipped: ${DATA} is not there)`;

/** Fader, Hardie and Shang's 11 104 donors, who can give once a year. */
function donors(): (OpportunityHistory & { count: number })[] {
  const [, ...lines] = readFileSync(DATA, "utf8").trim().split(/\r?\n/);
  return lines.map((line) => {
    const [frequency = 0, recency = 0, opportunities = 0, count = 0] = line.split(",").map(Number);
    return { frequency, recency, opportunities, count };
  });
}

describe("the published donations", () => {
  const { fit: want, tables } = JSON.parse(readFileSync(new URL("./oracle/donations.json", import.meta.url), "utf8")) as {
    fit: { parameters: [number, number, number, number]; logLikelihood: number; standardErrors: number[] };
    tables: {
      "bgbb_palive_next (0,0),(2,4),(6,6)": number[];
      bgbb_palive_now: number[];
      bgbb_sum_cet5: number;
      "bgbb_dert_d10 22 rows": Record<string, number>;
      "bgbb_insample 0..6": number[];
    };
  };
  const [alpha, beta, gamma, delta] = want.parameters;
  const parameters = { alpha, beta, gamma, delta };
  const donor = (frequency: number, recency: number): OpportunityHistory => ({ frequency, recency, opportunities: 6 });

  it("have the published chances of donors to be there, discounted donations and counts", () => {
    [donor(0, 0), donor(2, 4), donor(6, 6)].forEach((customer, i) => {
      expectNear(probabilityAliveAhead(parameters, customer, 1), tables["bgbb_palive_next (0,0),(2,4),(6,6)"][i], 1e-10);
      expectNear(BG_BB.probabilityAlive(parameters, customer), tables.bgbb_palive_now[i], 1e-10);
    });
    const residual = Object.entries(tables["bgbb_dert_d10 22 rows"]);
    expect(residual.length).toBeGreaterThanOrEqual(22);
    for (const [name, donations] of residual) {
      const [frequency, recency] = name.split(",").map(Number) as [number, number];
      expectNear(discounted(parameters, donor(frequency, recency), null, Math.log(1.1)), donations, 1e-10);
    }
    BG_BB.purchaseCounts(parameters, 6, 6).forEach((chance, i) => {
      expectNear(11_104 * chance, tables["bgbb_insample 0..6"][i], 1e-10);
    });
  });

  it.skipIf(skipped !== "")(`give the published model${skipped}`, () => {
    const fit = fitBgBb(donors(), { timeUnit: "year" });
    if (!fit.ok) expect.unreachable(fit.error.code);
    expectNear(Object.values(fit.value.parameters), want.parameters, 1e-8);
    expectNear(Object.values(fit.value.standardErrors), want.standardErrors, 1e-6);
    expect(Math.abs(fit.value.logLikelihood - want.logLikelihood)).toBeLessThan(1e-8);
    expect(fit.value).toMatchObject({ customers: 11_104, startsAgree: true });
    const next = donors().reduce((sum, { count, ...customer }) => sum + count * expected(parameters, customer, 5), 0);
    expectNear(next, tables.bgbb_sum_cet5, 1e-10);
  });
});
