import * as clv from "clientele/clv";
import { describe, expect, it } from "vitest";
import { deepFreeze } from "../support/deep-freeze.js";

const model = deepFreeze({ kind: "bg-nbd", parameters: { r: 0.25, alpha: 4, a: 0.8, b: 2.5 } } as const) satisfies clv.BgNbd;
const pareto = deepFreeze({ kind: "pareto-nbd", parameters: { r: 0.5, alpha: 10, s: 0.6, beta: 12 } } as const) satisfies clv.ParetoNbd;
const bgBb = deepFreeze({ kind: "bg-bb", parameters: { alpha: 1.2, beta: 0.75, gamma: 0.65, delta: 2.8 } } as const) satisfies clv.BgBb;
const spendModel = deepFreeze({ kind: "gamma-gamma", parameters: { p: 6, q: 4, gamma: 15 } } as const) satisfies clv.GammaGamma;
const contract = deepFreeze({
  kind: "shifted-beta-geometric",
  parameters: { alpha: 0.7, beta: 1.2 },
} as const) satisfies clv.ShiftedBetaGeometric;
const customer = deepFreeze({ frequency: 2, recency: 30, age: 39, meanSpend: 22 });
const discount = deepFreeze({ annualRate: 0.1, unitsPerYear: 52, compounding: "annual" } as const);
const valued = deepFreeze({ horizon: 52, discount, margin: 0.3 });
const grid = deepFreeze({ age: 4, mostPurchases: 2, recencySteps: 2, horizon: 3 });
const tracked = deepFreeze({
  calibrationEnd: "2024-01-15T00:00:00Z",
  observationEnd: "2024-01-22T00:00:00Z",
  timeZone: "UTC",
  unit: "week",
});
const compared = deepFreeze({ kind: "bg-nbd", parameters: model.parameters, logLikelihood: -10, customers: 5 });
const simulated = deepFreeze({ customers: 2, age: 3, seed: 1 });

const invalid = (argument: string): unknown => expect.objectContaining({ code: "invalid-argument", argument });

/** Every public function with arguments that it takes, and the name of each that is an object or a list. */
const CALLS: readonly [name: keyof typeof clv, args: readonly unknown[], names: readonly (string | null)[]][] = [
  ["probabilityAlive", [model, customer, {}], ["model", "customer", "options"]],
  ["expectedPurchases", [model, customer, 3], ["model", "customer", null]],
  ["expectedPurchasesOfNewCustomer", [model, 3], ["model", null]],
  ["purchaseCountDistribution", [model, 3, 2], ["model", null, null]],
  ["discountedExpectedPurchases", [model, customer, { horizon: 5, discount }], ["model", "customer", "options"]],
  ["expectedResidualLifetime", [model, customer], ["model", "customer"]],
  ["customerLifetimeValue", [model, spendModel, customer, valued], ["model", "model", "customer", "options"]],
  ["customerEquity", [model, spendModel, [customer], valued], ["model", "model", "customers", "options"]],
  ["compressCustomers", [[customer]], ["customers"]],
  ["expectedSpend", [spendModel, customer], ["model", "customer"]],
  ["fitBgNbd", [[customer], {}], ["customers", "options"]],
  ["fitMbgNbd", [[customer], {}], ["customers", "options"]],
  ["fitParetoNbd", [[customer], {}], ["customers", "options"]],
  ["fitBgBb", [[{ frequency: 1, recency: 1, opportunities: 3 }], {}], ["customers", "options"]],
  ["fitGammaGamma", [[customer], {}], ["customers", "options"]],
  ["fitShiftedBetaGeometric", [{ lost: [3, 2], active: 5 }, {}], ["cohorts", "options"]],
  ["survivalCurve", [contract, 3], ["model", null]],
  ["retentionCurve", [contract, 3], ["model", null]],
  ["churnCurve", [contract, 3], ["model", null]],
  ["expectedLifetime", [contract], ["model"]],
  ["discountedExpectedLifetime", [contract, { discount }], ["model", "options"]],
  ["discountedExpectedResidualLifetime", [contract, { renewalsMade: 1, discount }], ["model", "options"]],
  ["cohortValue", [[3, 2], { customers: 5, margin: 1, discount }], ["spend", "options"]],
  ["historicalValue", [3, { margin: 1 }], [null, "options"]],
  ["revenuePerUserOverChurn", [{ averageRevenuePerUser: 3, churnRate: 0.1 }], ["input"]],
  ["simpleLifetimeValue", [{ margin: 3, retentionRate: 0.5, discountRate: 0 }], ["input"]],
  ["simulate", [model, simulated], ["model", "options"]],
  ["calibrationCheck", [model, { customers: [], holdoutDuration: 3 }, {}], ["model", "holdout", "options"]],
  ["probabilityAliveMatrix", [model, grid], ["model", "options"]],
  ["trackingCurve", [model, [], tracked], ["model", null, "options"]],
  ["compareModels", [[compared]], ["models"]],
];

const call = (name: keyof typeof clv, args: readonly unknown[]): unknown =>
  (clv[name] as (...args: readonly unknown[]) => unknown)(...args);

describe("what is no object", () => {
  const cases = CALLS.flatMap(([name, args, names]) =>
    names.flatMap((argument, at) => (argument === null ? [] : [[name, argument, at, args] as const])),
  );

  it.each(cases)("%s refuses as %s (argument %i)", (name, argument, at, args) => {
    expect(() => call(name, args)).not.toThrow();
    for (const value of [null, 7, "text"])
      expect(() =>
        call(
          name,
          args.map((arg, i) => (i === at ? value : arg)),
        ),
      ).toThrow(invalid(argument));
  });

  it.each(cases.filter(([, argument]) => argument === "model"))("%s refuses as parameters of the %s (argument %i)", (name, _, at, args) => {
    for (const parameters of [null, undefined, 7])
      expect(() =>
        call(
          name,
          args.map((arg, i) => (i === at ? { ...(arg as object), parameters } : arg)),
        ),
      ).toThrow(invalid("model.parameters"));
  });

  it.each<[string, () => unknown]>([
    ["options", () => clv.discountedExpectedPurchases(model, customer, undefined as never)],
    ["options.discount", () => clv.discountedExpectedPurchases(model, customer, { horizon: 3 } as never)],
    ["options.discount", () => clv.customerEquity(model, spendModel, [], { ...valued, discount: null as never })],
    ["options.discount", () => clv.cohortValue([], { customers: 5, margin: 1 } as never)],
    ["options.discount", () => clv.discountedExpectedLifetime(contract, {} as never)],
    ["options.start", () => clv.fitBgNbd([customer], { start: null as never })],
    ["models[0]", () => clv.compareModels([null as never])],
    ["models[1]", () => clv.compareModels([compared, 7 as never])],
    ["models[0].parameters", () => clv.compareModels([{ ...compared, parameters: null as never }])],
  ])("%s", (argument, refused) => {
    expect(refused).toThrow(invalid(argument));
  });
});

describe("columns of an impossible length", () => {
  it.each([-1, -3, 1e12, 2 ** 53, 0.5, NaN, "3"])("%s", (length) => {
    const column = { length } as never;
    const refused = (argument: string, fit: () => unknown): void => {
      expect(fit).toThrow(invalid(argument));
    };
    refused("customers.frequency", () => clv.fitBgNbd({ frequency: column, recency: column, age: column }));
    refused("customers.age", () => clv.fitBgNbd({ frequency: [], recency: [], age: column }));
    refused("cohorts.lost", () => clv.fitShiftedBetaGeometric({ lost: column, active: 5 }));
    refused("cohorts.survivors", () => clv.fitShiftedBetaGeometric({ survivors: column }));
    refused("spend", () => clv.cohortValue(column, { customers: 5, margin: 1, discount }));
    refused("holdout.customers.frequency", () =>
      clv.calibrationCheck(model, { customers: { frequency: column, recency: [], age: [], holdoutFrequency: [] }, holdoutDuration: 3 }),
    );
  });
});

describe("a horizon that is no number of opportunities", () => {
  const donor = { frequency: 1, recency: 1, opportunities: 3 };
  it.each([0.5, -1, NaN, Infinity, 1_000_001])("%d", (horizon) => {
    const refused = (argument: string, predict: () => unknown): void => {
      expect(predict).toThrow(invalid(argument));
    };
    refused("horizon", () => clv.expectedPurchases(bgBb, donor, horizon));
    refused("horizon", () => clv.expectedPurchasesOfNewCustomer(bgBb, horizon));
    refused("horizon", () => clv.purchaseCountDistribution(bgBb, horizon, 3));
    refused("options.horizon", () => clv.discountedExpectedPurchases(bgBb, donor, { horizon, discount }));
    refused("options.horizon", () => clv.customerLifetimeValue(bgBb, spendModel, { ...donor, meanSpend: 3 }, { ...valued, horizon }));
    refused("options.horizon", () => clv.customerEquity(bgBb, spendModel, [], { ...valued, horizon }));
    refused("options.horizon", () => clv.probabilityAliveMatrix(bgBb, { ...grid, horizon }));
    refused("holdout.holdoutDuration", () => clv.calibrationCheck(bgBb, { customers: [], holdoutDuration: horizon }));
  });

  it("has its counterpart in the age of a grid", () => {
    for (const age of [0, 2.5, 1_000_001, 1e15])
      expect(() => clv.probabilityAliveMatrix(bgBb, { ...grid, mostPurchases: 0, age })).toThrow(invalid("options.age"));
    expect(clv.probabilityAliveMatrix(bgBb, { ...grid, mostPurchases: 0, age: 1_000_000 }).recencies).toHaveLength(3);
  });
});

describe("-0", () => {
  it("is nowhere in a result", () => {
    const losing = { ...valued, margin: -0.3 };
    const alive = { frequency: 0, recency: 0, age: 3, holdoutFrequency: 0 };
    const results = [
      clv.customerLifetimeValue(model, spendModel, customer, { ...losing, horizon: 0 }),
      clv.customerLifetimeValue(model, spendModel, customer, { ...valued, margin: -0 }),
      clv.customerEquity(model, spendModel, [customer], { ...losing, horizon: 0 }).value,
      ...[model, pareto].map((of) => clv.expectedPurchases(of, customer, -0)),
      clv.expectedPurchases(bgBb, { frequency: 0, recency: -0, opportunities: -0 }, -0),
      ...[model, pareto].map((of) => clv.discountedExpectedPurchases(of, customer, { horizon: -0, discount })),
      clv.calibrationCheck(pareto, { customers: [alive], holdoutDuration: -0 }).holdoutDuration,
      clv.calibrationCheck(pareto, { customers: [alive], holdoutDuration: -0 }).expectedPurchases,
      clv.probabilityAliveMatrix(pareto, { ...grid, horizon: -0 }).horizon,
      clv.probabilityAliveMatrix(pareto, { ...grid, horizon: -0 }).expectedPurchases[0]?.[0],
    ];
    for (const result of results) expect(result).toBe(0);
  });

  it("as a rate is no discount", () => {
    const free = { ...discount, annualRate: 0 };
    const minus = { ...discount, annualRate: -0 };
    const donor = { frequency: 1, recency: 1, opportunities: 3 };
    for (const horizon of [9, null])
      expect(clv.discountedExpectedPurchases(bgBb, donor, { horizon, discount: minus })).toBe(
        clv.discountedExpectedPurchases(bgBb, donor, { horizon, discount: free }),
      );
    const loyal = { ...contract, parameters: { alpha: 2, beta: 6 } };
    expect(clv.discountedExpectedLifetime(loyal, { discount: minus })).toBe(7);
  });
});

describe("options that are undefined", () => {
  it("are not given", () => {
    const holdout = { customers: [{ frequency: 0, recency: 0, age: 3, holdoutFrequency: 0 }], holdoutDuration: 2 };
    expect(clv.calibrationCheck(model, holdout, { lastBin: undefined, silenceBins: undefined })).toEqual(
      clv.calibrationCheck(model, holdout),
    );
    expect(clv.trackingCurve(model, [], { ...tracked, unit: "week", periodDays: undefined, fullyRefunded: undefined })).toEqual([]);
  });
});
