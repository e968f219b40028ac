import { expectedPurchases, expectedPurchasesOfNewCustomer, fitBgNbd, fitGammaGamma, fitMbgNbd, probabilityAlive } from "clientele/clv";
import { describe, expect, it } from "vitest";
import { fitBgBb } from "../../src/clv/bg-bb/fit-bg-bb.js";
import { fitParetoNbd } from "../../src/clv/pareto-nbd/fit-pareto-nbd.js";
import { survivalCurve } from "../../src/clv/shifted-beta-geometric/curves.js";
import { fitShiftedBetaGeometric } from "../../src/clv/shifted-beta-geometric/fit-shifted-beta-geometric.js";
import { simulate } from "../../src/clv/simulation/simulate.js";
import { deepFreeze } from "../support/deep-freeze.js";

const bgNbd = deepFreeze({ kind: "bg-nbd", parameters: { r: 0.6, alpha: 6, a: 0.8, b: 3 } } as const);
const mbgNbd = deepFreeze({ kind: "mbg-nbd", parameters: { r: 0.6, alpha: 6, a: 0.8, b: 3 } } as const);
const paretoNbd = deepFreeze({ kind: "pareto-nbd", parameters: { r: 0.6, alpha: 6, s: 0.7, beta: 12 } } as const);
const bgBb = deepFreeze({ kind: "bg-bb", parameters: { alpha: 1.2, beta: 0.75, gamma: 0.66, delta: 2.8 } } as const);
const gammaGamma = deepFreeze({ kind: "gamma-gamma", parameters: { p: 6, q: 4, gamma: 15 } } as const);
const contracts = deepFreeze({ kind: "shifted-beta-geometric", parameters: { alpha: 0.668, beta: 3.806 } } as const);

const options = deepFreeze({ customers: 20_000, age: { from: 26, to: 39 }, holdout: 30, seed: 7 } as const);
const invalid = (argument: string): unknown => expect.objectContaining({ code: "invalid-argument", argument });

/** The sum of differences from their expectations is 0, but for four standard errors. */
function expectCentred(differences: readonly number[]): void {
  const sum = differences.reduce((total, value) => total + value, 0);
  expect(Math.abs(sum)).toBeLessThan(4 * Math.sqrt(differences.reduce((total, value) => total + value * value, 0)));
}

describe("simulate", () => {
  it("gives the same customers for the same seed, and others for another", () => {
    const few = { customers: 20, age: 39, seed: 1 };
    expect(simulate(bgNbd, few)).toEqual(simulate(bgNbd, few));
    expect(simulate(bgNbd, few)).not.toEqual(simulate(bgNbd, { ...few, seed: 2 }));
    expect(simulate(gammaGamma, { customers: 20, frequency: 3, seed: 1 })).toEqual(
      simulate(gammaGamma, { customers: 20, frequency: 3, seed: 1 }),
    );
  });

  it("gives these customers for this seed", () => {
    const few = simulate(paretoNbd, { customers: 8, age: 39, holdout: 39, seed: 1 });
    expect(few.map(({ frequency, holdoutFrequency }) => [frequency, holdoutFrequency])).toEqual([
      [7, 0],
      [5, 9],
      [1, 0],
      [1, 0],
      [1, 0],
      [0, 0],
      [0, 0],
      [0, 0],
    ]);
    expect(simulate(contracts, { customers: 1000, periods: 4, seed: 1 })).toEqual({ lost: [178, 108, 68, 50], active: 596 });
  });

  it("leaves customers as they are when there are more, or when they are watched for longer", () => {
    const few = simulate(bgNbd, { customers: 50, age: 39, seed: 1 });
    const more = simulate(bgNbd, { customers: 90, age: 39, holdout: 20, seed: 1 });
    expect(few.every(({ holdoutFrequency }) => holdoutFrequency === 0)).toBe(true);
    expect(more.slice(0, 50)).toEqual(few.map((row, i) => ({ ...row, holdoutFrequency: more[i]?.holdoutFrequency })));
  });

  it("takes ages one by one, and opportunities and occasions from a range of whole numbers", () => {
    const ages = Float64Array.of(3, 0, 40);
    expect(simulate(paretoNbd, { customers: 3, age: ages, seed: 1 }).map(({ age }) => age)).toEqual([3, 0, 40]);
    const opportunities = simulate(bgBb, { customers: 400, opportunities: { from: 5, to: 7 }, seed: 1 }).map((row) => row.opportunities);
    expect([...new Set(opportunities)].sort()).toEqual([5, 6, 7]);
    const spend = simulate(gammaGamma, { customers: 400, frequency: { from: 0, to: 1 }, seed: 1 });
    expect(spend.every(({ frequency, meanSpend }) => (frequency === 0) === (meanSpend === null))).toBe(true);
    expect(simulate(bgNbd, { customers: 0, age: 39, seed: 1 })).toEqual([]);
  });

  it("draws heavy buyers at once, and says so when purchases cannot be counted", () => {
    const heavy = { kind: "pareto-nbd", parameters: { r: 50, alpha: 1e-9, s: 2, beta: 1e6 } } as const;
    const rows = simulate(heavy, { customers: 1000, age: 100, seed: 1 });
    const mean = rows.reduce((sum, { frequency }) => sum + frequency, 0) / 1000;
    expect(mean / 5e12).toBeCloseTo(1, 1);
    const heavier = { ...heavy, parameters: { ...heavy.parameters, alpha: 1e-15 } };
    expect(() => simulate(heavier, { customers: 1, age: 100, seed: 1 })).toThrow(invalid("model.parameters"));
  });

  it("refuses what it cannot follow, and says where", () => {
    const few = { customers: 3, age: 39, seed: 1 };
    expect(() => simulate({ kind: "nbd" } as never, few)).toThrow(invalid("model.kind"));
    expect(() => simulate({ ...bgNbd, parameters: { ...bgNbd.parameters, b: 0 } }, few)).toThrow(invalid("model.parameters.b"));
    expect(() => simulate(bgNbd, { ...few, seed: 0.5 })).toThrow(invalid("options.seed"));
    expect(() => simulate(bgNbd, { ...few, customers: -1 })).toThrow(invalid("options.customers"));
    expect(() => simulate(bgNbd, { ...few, holdout: -1 })).toThrow(invalid("options.holdout"));
    expect(() => simulate(bgNbd, { ...few, age: null as never })).toThrow(invalid("options.age"));
    expect(() => simulate(bgNbd, { ...few, age: [1, NaN, 2] })).toThrow(invalid("options.age[1]"));
    expect(() => simulate(bgNbd, { ...few, age: [1, 2] })).toThrow(invalid("options.age.length"));
    expect(() => simulate(bgNbd, { ...few, age: { from: 3, to: 2 } })).toThrow(invalid("options.age.from"));
    expect(() => simulate(bgNbd, { ...few, age: { from: 3, to: Infinity } })).toThrow(invalid("options.age.to"));
    expect(() => simulate(bgBb, { ...few, opportunities: 1.5 })).toThrow(invalid("options.opportunities"));
    expect(() => simulate(gammaGamma, { ...few, frequency: -1 })).toThrow(invalid("options.frequency"));
    expect(() => simulate(contracts, { ...few, periods: 0 })).toThrow(invalid("options.periods"));
  });
});

describe.each([
  { model: bgNbd, fitModel: fitBgNbd },
  { model: mbgNbd, fitModel: fitMbgNbd },
  { model: paretoNbd, fitModel: fitParetoNbd },
])("simulated customers of $model.kind", ({ model, fitModel }) => {
  const rows = simulate(model, options);

  it("buy as often, and leave as often, as the model says", () => {
    expectCentred(rows.map(({ frequency, age }) => frequency - expectedPurchasesOfNewCustomer(model, age)));
    expectCentred(rows.map((row) => Number(row.stillThere) - probabilityAlive(model, row)));
    expectCentred(rows.map((row) => row.holdoutFrequency - expectedPurchases(model, row, 30)));
  });

  it("are fitted by the model they were made of", () => {
    const fit = fitModel(rows);
    if (!fit.ok) expect.unreachable(fit.error.code);
    const deviations = fit.value.standardErrors as Readonly<Record<string, number>>;
    const found = { ...fit.value.parameters } as Readonly<Record<string, number>>;
    for (const [name, truth] of Object.entries(model.parameters))
      expect(Math.abs((found[name] as number) - truth)).toBeLessThan(4 * (deviations[name] as number));
  });
});

describe("simulated customers of bg-bb", () => {
  const rows = simulate(bgBb, { customers: 20_000, opportunities: { from: 5, to: 12 }, holdout: 5, seed: 7 });

  it("buy as often, and leave as often, as the model says", () => {
    expectCentred(rows.map(({ frequency, opportunities }) => frequency - expectedPurchasesOfNewCustomer(bgBb, opportunities)));
    expectCentred(rows.map((row) => Number(row.stillThere) - probabilityAlive(bgBb, row)));
    expectCentred(rows.map((row) => row.holdoutFrequency - expectedPurchases(bgBb, row, 5)));
  });

  it("are fitted by the model they were made of", () => {
    const fit = fitBgBb(rows);
    if (!fit.ok) expect.unreachable(fit.error.code);
    for (const name of ["alpha", "beta", "gamma", "delta"] as const)
      expect(Math.abs(fit.value.parameters[name] - bgBb.parameters[name])).toBeLessThan(4 * fit.value.standardErrors[name]);
  });
});

describe("simulated spend", () => {
  const rows = simulate(gammaGamma, { customers: 20_000, frequency: { from: 0, to: 6 }, seed: 7 });

  it("lies around each customer's long-run mean, which is that of the model", () => {
    const bought = rows.filter(({ frequency }) => frequency > 0);
    expectCentred(bought.map(({ meanSpend, longRunMeanSpend }) => (meanSpend ?? NaN) / longRunMeanSpend - 1));
    expectCentred(rows.map(({ longRunMeanSpend }) => longRunMeanSpend - (6 * 15) / 3));
  });

  it("is fitted by the model it was made of", () => {
    const fit = fitGammaGamma(rows);
    if (!fit.ok) expect.unreachable(fit.error.code);
    for (const name of ["p", "q", "gamma"] as const)
      expect(Math.abs(fit.value.parameters[name] - gammaGamma.parameters[name])).toBeLessThan(4 * fit.value.standardErrors[name]);
  });
});

describe("a simulated cohort", () => {
  const cohort = simulate(contracts, { customers: 20_000, periods: 8, seed: 7 });

  it("shrinks as the model says", () => {
    const survival = survivalCurve(contracts, 8);
    let there = 20_000;
    for (const [period, left] of cohort.lost.entries()) {
      there -= left;
      const share = survival[period + 1] as number;
      expect(Math.abs(there - 20_000 * share)).toBeLessThan(4 * Math.sqrt(20_000 * share * (1 - share)));
    }
    expect(cohort.active).toBe(there);
  });

  it("is fitted by the model it was made of", () => {
    const fit = fitShiftedBetaGeometric(cohort);
    if (!fit.ok) expect.unreachable(fit.error.code);
    for (const name of ["alpha", "beta"] as const)
      expect(Math.abs(fit.value.parameters[name] - contracts.parameters[name])).toBeLessThan(4 * fit.value.standardErrors[name]);
  });
});
