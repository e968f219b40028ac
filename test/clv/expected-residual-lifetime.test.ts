import {
  expectedResidualLifetime,
  probabilityAlive,
  probabilityAliveMatrix,
  type BgBb,
  type BgNbd,
  type MbgNbd,
  type ParetoNbd,
} from "clientele/clv";
import { describe, expect, it } from "vitest";
import { integrateDecreasing } from "../../src/numerics/quadrature.js";

const beta = { r: 1.5, alpha: 5, a: 3, b: 6 };
const bgNbd: BgNbd = { kind: "bg-nbd", parameters: beta };
const mbgNbd: MbgNbd = { kind: "mbg-nbd", parameters: beta };
const pareto: ParetoNbd = { kind: "pareto-nbd", parameters: { r: 1.5, alpha: 5, s: 3, beta: 20 } };
const bgBb: BgBb = { kind: "bg-bb", parameters: { alpha: 1.2, beta: 0.75, gamma: 2.5, delta: 5 } };
const history = { frequency: 4, recency: 15, age: 20 };
const donor = { frequency: 3, recency: 4, opportunities: 6 };

describe("expectedResidualLifetime", () => {
  it("by hand", () => {
    const alive = (model: BgNbd | MbgNbd | ParetoNbd): number => probabilityAlive(model, history);
    expect(expectedResidualLifetime(bgNbd, history)).toBeCloseTo(alive(bgNbd) * ((3 + 10 - 1) / 2) * (25 / 4.5), 12);
    expect(expectedResidualLifetime(mbgNbd, history)).toBeCloseTo(alive(mbgNbd) * ((3 + 11 - 1) / 2) * (25 / 4.5), 12);
    expect(expectedResidualLifetime(pareto, history)).toBeCloseTo(alive(pareto) * (40 / 2), 12);
    expect(expectedResidualLifetime(bgBb, donor)).toBeCloseTo(probabilityAlive(bgBb, donor) * (11 / 1.5), 12);
  });

  it("of Pareto/NBD is the integral of the chance of still being there", () => {
    const { s, beta: scale } = pareto.parameters;
    const survival = integrateDecreasing((t) => (1 + t / (scale + history.age)) ** -s, 10, Infinity);
    expect(expectedResidualLifetime(pareto, history)).toBeCloseTo(probabilityAlive(pareto, history) * survival, 9);
  });

  it("of BG/BB is the sum of the chances of being there at each opportunity to come", () => {
    let [sum, term] = [0, probabilityAlive(bgBb, donor)];
    for (let j = 0; j < 200_000; j++) {
      term *= (5 + donor.opportunities + j) / (2.5 + 5 + donor.opportunities + j);
      sum += term;
    }
    expect(expectedResidualLifetime(bgBb, donor)).toBeCloseTo(sum, 4);
    const ahead = probabilityAlive(bgBb, donor, { opportunitiesAhead: 1 });
    expect(ahead / probabilityAlive(bgBb, donor)).toBeCloseTo(11 / 13.5, 12);
  });

  it.each([bgNbd, mbgNbd] as const)("of $kind is the sum of chances not to have left times the time to each purchase", (model) => {
    const early = model.kind === "mbg-nbd" ? 1 : 0;
    // p ~ Beta(3, 6 + 4 + early): the mean of (1 - p)^j, j purchases survived, each after (5 + 20) / (5.5 - 1) on average.
    let [purchases, stayed] = [0, 1];
    for (let j = 0; j < 1_000_000; j++) {
      purchases += stayed;
      stayed *= (10 + early + j) / (13 + early + j);
    }
    expect(expectedResidualLifetime(model, history)).toBeCloseTo(probabilityAlive(model, history) * purchases * (25 / 4.5), 6);
  });

  it("is null where it is infinite", () => {
    expect(expectedResidualLifetime({ ...bgNbd, parameters: { ...beta, a: 1 } }, history)).toBeNull();
    expect(expectedResidualLifetime({ ...mbgNbd, parameters: { ...beta, r: 1 } }, { frequency: 0, recency: 0, age: 3 })).toBeNull();
    expect(expectedResidualLifetime({ ...pareto, parameters: { ...pareto.parameters, s: 0.6 } }, history)).toBeNull();
    expect(expectedResidualLifetime({ ...bgBb, parameters: { ...bgBb.parameters, gamma: 1 } }, donor)).toBeNull();
    expect(expectedResidualLifetime({ ...bgNbd, parameters: { ...beta, a: 1 + 1e-15 } }, history)).toBeLessThan(Infinity);
  });

  it("of who is surely gone is 0", () => {
    expect(expectedResidualLifetime(bgNbd, { frequency: 9000, recency: 10, age: 5000 })).toBe(0);
  });

  it("refuses what is no customer", () => {
    expect(() => expectedResidualLifetime(pareto, { frequency: 0, recency: 1, age: 2 })).toThrow(
      expect.objectContaining({ code: "invalid-argument", argument: "customer.recency" }),
    );
  });
});

describe("probabilityAliveMatrix", () => {
  it("has the values of single customers, and null where there can be none", () => {
    const matrix = probabilityAliveMatrix(pareto, { age: 20, mostPurchases: 4, recencySteps: 4, horizon: 10 });
    expect(matrix).toMatchObject({ age: 20, horizon: 10, frequencies: [0, 1, 2, 3, 4], recencies: [0, 5, 10, 15, 20] });
    expect(matrix.probabilityAlive[4]?.[3]).toBe(probabilityAlive(pareto, history));
    expect(matrix.probabilityAlive.flatMap((row, i) => row.flatMap((p, j) => (p === null ? [`${String(i)},${String(j)}`] : [])))).toEqual(
      [1, 2, 3, 4].map((j) => `0,${String(j)}`).concat([1, 2, 3, 4].map((i) => `${String(i)},0`)),
    );
    expect(matrix.expectedPurchases.map((row) => row.map((value) => value === null))).toEqual(
      matrix.probabilityAlive.map((row) => row.map((value) => value === null)),
    );
    expect(JSON.parse(JSON.stringify(matrix))).toEqual(matrix);
  });

  it("of BG/BB has whole opportunities and nobody with more purchases than those", () => {
    const matrix = probabilityAliveMatrix(bgBb, { age: 6, mostPurchases: 6, recencySteps: 100, horizon: 5 });
    expect(matrix.recencies).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect(matrix.probabilityAlive[3]?.[4]).toBe(probabilityAlive(bgBb, donor));
    expect(matrix.probabilityAlive.flat().filter((p) => p !== null)).toHaveLength(22);
  });

  it.each<[string, object]>([
    ["options.age", { age: 0 }],
    ["options.mostPurchases", { mostPurchases: 1e9 }],
    ["options.recencySteps", { recencySteps: 0 }],
    ["options.horizon", { horizon: -1 }],
  ])("refuses %s", (argument, change) => {
    const call = (): unknown => probabilityAliveMatrix(bgNbd, { age: 20, mostPurchases: 4, recencySteps: 4, horizon: 10, ...change });
    expect(call).toThrow(expect.objectContaining({ code: "invalid-argument", argument }));
  });
});
