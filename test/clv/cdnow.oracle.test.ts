import {
  discountedExpectedPurchases,
  expectedPurchases,
  expectedPurchasesOfNewCustomer,
  expectedSpend,
  fitBgNbd,
  fitGammaGamma,
  fitMbgNbd,
  fitParetoNbd,
  probabilityAlive,
  purchaseCountDistribution,
  type ContinuousModel,
  type CustomerHistory,
  type SpendHistory,
} from "clientele/clv";
import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { expectNear } from "./expect-near.js";

const DATA = "../shared/data/cdnow_sample_summary.csv";
const skipped = existsSync(DATA) ? "" : ` (skipped: ${DATA} is not there)`;

const oracle = JSON.parse(readFileSync(new URL("./oracle/cdnow.json", import.meta.url), "utf8")) as {
  fits: Record<string, { parameters: number[]; logLikelihood: number; standardErrors: number[] }>;
  tables: Record<string, number[]> & {
    [Model in "bgnbd" | "mbgnbd" | "pnbd" as `holdout/${Model}`]: { sum_cet39: number; sum_palive: number; sum_E_T: number };
  } & {
    "bgnbd_cet(2,30.43,38.86,39)": number;
    "bgnbd_pmf_paperparams(39,0)": number;
    "bgnbd_pmf_paperparams(2,10)": number;
  };
};
const { tables } = oracle;
const fitted = oracle.fits["cdnow_sample/bgnbd"]?.parameters as [number, number, number, number];
const model = { kind: "bg-nbd", parameters: { r: fitted[0], alpha: fitted[1], a: fitted[2], b: fitted[3] } } as const;
const spend = oracle.fits["cdnow_sample/gg"]?.parameters as [number, number, number];
const spendModel = { kind: "gamma-gamma", parameters: { p: spend[0], q: spend[1], gamma: spend[2] } } as const;

/** Fader, Hardie and Lee's sample of 2 357 customers, in weeks. */
function sample(): (CustomerHistory & SpendHistory)[] {
  const [head = "", ...lines] = readFileSync(DATA, "utf8").trim().split(/\r?\n/);
  const names = head.split(",");
  return lines.map((line) => {
    const cells = line.split(",");
    const cell = (name: string): number => Number(cells[names.indexOf(name)]);
    const frequency = cell("x");
    return { frequency, recency: cell("t_x_days") / 7, age: cell("T_days") / 7, meanSpend: frequency === 0 ? null : cell("m") };
  });
}

const total = (values: number[]): number => values.reduce((sum, value) => sum + value, 0);

describe("the published values of single customers", () => {
  it("of the BG/NBD paper and its notes", () => {
    [1 / 7, 1, 3, 31.857142857142858, 32, 78].forEach((t, i) => {
      // The fourth time is printed as 31.857 weeks.
      expectNear(expectedPurchasesOfNewCustomer(model, t), tables["bgnbd_E"]?.[i], i === 3 ? 1e-5 : 1e-10);
    });
    expectNear(expectedPurchases(model, { frequency: 2, recency: 30.43, age: 38.86 }, 39), tables["bgnbd_cet(2,30.43,38.86,39)"], 1e-12);
    const rounded = { kind: "bg-nbd", parameters: { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 } } as const;
    expectNear(purchaseCountDistribution(rounded, 39, 0)[0], tables["bgnbd_pmf_paperparams(39,0)"], 1e-12);
    expectNear(purchaseCountDistribution(rounded, 2, 10)[10], tables["bgnbd_pmf_paperparams(2,10)"], 1e-11);
    expectNear(purchaseCountDistribution(rounded, 30, 20).slice(11), tables["bgnbd_pmf_paperparams(30,11..20)"], 1e-11);
  });
});

const MODELS = [
  { name: "bgnbd", kind: "bg-nbd", fit: fitBgNbd, names: ["r", "alpha", "a", "b"] },
  { name: "mbgnbd", kind: "mbg-nbd", fit: fitMbgNbd, names: ["r", "alpha", "a", "b"] },
  { name: "pnbd", kind: "pareto-nbd", fit: fitParetoNbd, names: ["r", "alpha", "s", "beta"] },
] as const;

/** The published model of a kind. */
function modelOf({ name, kind, names }: (typeof MODELS)[number]): ContinuousModel {
  const parameters = oracle.fits[`cdnow_sample/${name}`]?.parameters as number[];
  return { kind, parameters: Object.fromEntries(names.map((key, i) => [key, parameters[i]])) } as unknown as ContinuousModel;
}

describe("the published values of the other models", () => {
  it("of MBG/NBD and Pareto/NBD", () => {
    const [, mbg, pareto] = MODELS.map(modelOf) as [ContinuousModel, ContinuousModel, ContinuousModel];
    expectNear(expectedPurchases(mbg, { frequency: 2, recency: 30.43, age: 38.86 }, 39), tables["mbg_cet(2,30.43,38.86,39)"], 1e-11);
    const heavy = { frequency: 26, recency: 30.86, age: 31 };
    expectNear(expectedPurchases(pareto, heavy, 52), tables["pnbd_cet(26,30.86,31,52)"], 1e-11);
    expectNear(probabilityAlive(pareto, heavy), tables["pnbd_palive(26,30.86,31)"], 1e-11);
    expectNear(probabilityAlive(pareto, { frequency: 0, recency: 0, age: 39 }), tables["pnbd_palive(0,0,39)"], 1e-11);
    tables["pnbd_E(0..9)"]?.forEach((value, t) => expectNear(expectedPurchasesOfNewCustomer(pareto, t), value, 1e-11));
  });

  it("of discounted expected residual transactions under Pareto/NBD", () => {
    const published: ContinuousModel = {
      kind: "pareto-nbd",
      parameters: { r: 0.5629966, alpha: 12.559037, s: 0.4081095, beta: 10.5148048 },
    };
    const discount = { annualRate: 0.0027 * 52, unitsPerYear: 52, compounding: "continuous" } as const;
    for (const [frequency, recency] of [[7, 35], [1, 30], [4, 60], [0, 0], [14, 70]] as const) {
      const value = discountedExpectedPurchases(published, { frequency, recency, age: 77.86 }, { horizon: null, discount });
      expectNear(value, tables[`dert_BTYDdoc_params(${frequency}, ${recency}, 77.86)`], 1e-9);
    } // prettier-ignore
  });
});

describe(`the CDNOW sample${skipped}`, () => {
  it.skipIf(skipped !== "").each(MODELS)("gives the published $kind model", ({ name, fit: fitModel }) => {
    const fit = fitModel(sample(), { timeUnit: "week" });
    if (!fit.ok) expect.unreachable(fit.error.code);
    const want = oracle.fits[`cdnow_sample/${name}`];
    expect(fit.value.startsAgree).toBe(true);
    expectNear(Object.values(fit.value.parameters), want?.parameters, 1e-7);
    expectNear(Object.values(fit.value.standardErrors), want?.standardErrors, 1e-5);
    expect(Math.abs(fit.value.logLikelihood - (want?.logLikelihood ?? 0))).toBeLessThan(1e-7);
  });

  it.skipIf(skipped !== "").each(MODELS)("gives the published sums over customers of $kind", (published) => {
    const customers = sample();
    const model = modelOf(published);
    const holdout = tables[`holdout/${published.name}`];
    expectNear(total(customers.map((customer) => expectedPurchases(model, customer, 39))), holdout.sum_cet39, 1e-11);
    expectNear(total(customers.map((customer) => probabilityAlive(model, customer))), holdout.sum_palive, 1e-11);
    expectNear(total(customers.map(({ age }) => expectedPurchasesOfNewCustomer(model, age))), holdout.sum_E_T, 1e-11);
  });

  it.skipIf(skipped !== "")("gives the published Gamma-Gamma model, in any unit of money", () => {
    const customers = sample();
    const cents = customers.map(({ frequency, meanSpend }) => ({ frequency, meanSpend: meanSpend === null ? null : 100 * meanSpend }));
    for (const [rows, unit] of [
      [customers, 1],
      [cents, 100],
    ] as const) {
      // prettier-ignore
      const fit = fitGammaGamma(rows);
      if (!fit.ok) expect.unreachable(fit.error.code);
      const { p, q, gamma } = fit.value.parameters;
      expectNear([p, q, gamma / unit], spend, 1e-7);
      expect(fit.value).toMatchObject({ customers: 946, customersLeftOut: 1411 });
    }
    expectNear(
      customers.slice(0, 10).map((customer) => expectedSpend(spendModel, customer)),
      tables["gg_means_first10"],
      1e-6,
    );
  });
});
