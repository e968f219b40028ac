import { describe, expect, it } from "vitest";
import { churnCurve, retentionCurve, survivalCurve } from "../../src/clv/shifted-beta-geometric/curves.js";
import {
  discountedExpectedLifetime,
  discountedExpectedResidualLifetime,
  expectedLifetime,
} from "../../src/clv/shifted-beta-geometric/expected-lifetime.js";
import { fitShiftedBetaGeometric } from "../../src/clv/shifted-beta-geometric/fit-shifted-beta-geometric.js";
import type { Cohort, ShiftedBetaGeometric } from "../../src/clv/shifted-beta-geometric/shifted-beta-geometric.js";

const modelOf = (alpha: number, beta: number): ShiftedBetaGeometric => ({ kind: "shifted-beta-geometric", parameters: { alpha, beta } });
const continuous = (rate: number) => ({ annualRate: rate, unitsPerYear: 1, compounding: "continuous" }) as const;

describe("fitShiftedBetaGeometric says why there is no model", () => {
  it.each<[string, Cohort | Cohort[], object]>([
    ["nobody was lost", { lost: [0, 0, 0], active: 100 }, { code: "boundary" }],
    ["all were lost at once", { lost: [30, 0], active: 0 }, { code: "boundary", parameter: "beta", limit: "zero" }],
    ["nobody was lost after the first period", { lost: [30, 0, 0], active: 70 }, { code: "boundary", limit: "zero" }],
    ["the share lost is the same in each period", { lost: [100, 90, 81], active: 729 }, { code: "boundary", limit: "infinity" }],
    ["the share lost rises", { lost: [10, 20, 30], active: 40 }, { code: "boundary", limit: "infinity" }],
    ["there is one period", { lost: [30], active: 70 }, { code: "unidentified", parameters: { alpha: 0.3, beta: 0.7 } }],
    ["there is one period in all cohorts", [{ lost: [30], active: 70 }, { survivors: [100, 60] }], { code: "unidentified" }],
    ["there is no period", { survivors: [100] }, { code: "unidentified", logLikelihood: 0 }],
    ["there is one customer", { lost: [0, 1], active: 0 }, { code: "too-few-customers", customers: 1 }],
    ["there is nobody", [], { code: "too-few-customers", customers: 0 }],
  ])("%s", (_, cohorts, error) => {
    expect(fitShiftedBetaGeometric(cohorts)).toMatchObject({ ok: false, error });
  });

  it("the search was cut short", () => {
    const fit = fitShiftedBetaGeometric({ lost: [370, 152, 87], active: 391 }, { maxEvaluations: 3 });
    expect(fit).toMatchObject({ ok: false, error: { code: "not-converged" } });
  });
});

describe("a wrong argument is told", () => {
  const fit = (cohorts: unknown) => () => fitShiftedBetaGeometric(cohorts as Cohort);
  const model = modelOf(0.7, 1.2);
  it.each<[string, () => unknown]>([
    ["cohorts", fit(undefined)],
    ["cohorts[1]", fit([{ lost: [1], active: 2 }, null])],
    ["cohorts.lost", fit({ active: 2 })],
    ["cohorts.active", fit({ lost: [60, 50], active: -10 })],
    ["cohorts.active", fit({ lost: [60, 50] })],
    ["cohorts.survivors[2]", fit({ survivors: [100, 40, -10] })],
    ["cohorts.survivors[2]", fit({ survivors: [100, 40, 41] })],
    ["cohorts.survivors", fit({ survivors: [] })],
    ["cohorts", fit({ survivors: [10, 5], lost: [5], active: 5 })],
    ["cohorts[0].lost[1]", fit([{ lost: [1, NaN], active: 2 }])],
    ["cohorts[0].lost[0]", fit([{ lost: new Array(2), active: 2 }])],
    ["options.maxEvaluations", () => fitShiftedBetaGeometric([], { maxEvaluations: 0 })],
    ["options.start.beta", () => fitShiftedBetaGeometric([], { start: { alpha: 1, beta: -1 } })],
    ["periods", () => survivalCurve(model, -1)],
    ["periods", () => retentionCurve(model, 1.5)],
    ["periods", () => churnCurve(model, 2e6)],
    ["model.kind", () => expectedLifetime({ ...model, kind: "bg-nbd" } as unknown as ShiftedBetaGeometric)],
    ["model.parameters.alpha", () => survivalCurve(modelOf(0, 1), 3)],
    ["model.parameters.beta", () => expectedLifetime(modelOf(1, NaN))],
    ["options.discount.annualRate", () => discountedExpectedLifetime(model, { discount: continuous(-0.1) })],
    ["options.renewalsMade", () => discountedExpectedResidualLifetime(model, { renewalsMade: -1, discount: continuous(0.1) })],
  ])("%s", (argument, call) => {
    expect(call).toThrow(expect.objectContaining({ code: "invalid-argument", argument }));
  });
});
