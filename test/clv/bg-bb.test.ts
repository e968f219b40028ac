// What the BG/BB model refuses, and numbers that can be checked by hand.
import { describe, expect, it } from "vitest";
import type { CountedOpportunityHistory, OpportunityHistories, OpportunityHistory } from "../../src/clv/bg-bb/bg-bb.js";
import { fitBgBb } from "../../src/clv/bg-bb/fit-bg-bb.js";
import { BG_BB, probabilityAliveAhead } from "../../src/clv/bg-bb/methods.js";

const row = (frequency: number, recency: number, opportunities: number, count?: number): CountedOpportunityHistory =>
  count === undefined ? { frequency, recency, opportunities } : { frequency, recency, opportunities, count };

describe("a model of uniform chances", () => {
  const parameters = { alpha: 1, beta: 1, gamma: 1, delta: 1 };

  it("gives one opportunity a purchase with a chance of a quarter", () => {
    expect(BG_BB.logLikelihood(parameters, [row(1, 1, 1)])).toBeCloseTo(Math.log(1 / 4), 14);
    expect(BG_BB.logLikelihood(parameters, [row(0, 0, 1)])).toBeCloseTo(Math.log(3 / 4), 14);
    expect(BG_BB.logLikelihood(parameters, [row(0, 0, 1, 3), row(1, 1, 1, 0)])).toBeCloseTo(3 * Math.log(3 / 4), 14);
    expect(BG_BB.purchaseCounts(parameters, 1, 2)).toEqual([0.75, 0.25, 0]);
  });

  it("has who did not buy left before with a chance of two thirds", () => {
    // Left before: 1/2. There and not bought: 1/4.
    expect(BG_BB.probabilityAlive(parameters, row(0, 0, 1))).toBeCloseTo(1 / 3, 14);
    // Who was there once stays with a chance of 2/3.
    expect(probabilityAliveAhead(parameters, row(0, 0, 1), 1)).toBeCloseTo(2 / 9, 14);
    expect(probabilityAliveAhead(parameters, row(1, 1, 1), 2)).toBeCloseTo((2 / 3) * (3 / 4), 14);
  });

  it("expects of who has bought once two thirds of a purchase at an opportunity, when there", () => {
    expect(BG_BB.purchasesWhileThere(parameters, row(1, 1, 1), 2)).toBeCloseTo((2 / 3) * (2 / 3 + 1 / 2), 14);
    expect(BG_BB.discountedPurchasesWhileThere(parameters, row(1, 1, 1), 2, Math.LN2)).toBeCloseTo((2 / 3) * (2 / 6 + 1 / 8), 14);
  });

  it("says nothing of who has had no opportunity", () => {
    expect(BG_BB.probabilityAlive(parameters, BG_BB.newCustomer)).toBe(1);
    expect(BG_BB.logLikelihood(parameters, [BG_BB.newCustomer])).toBe(0);
    expect(BG_BB.logLikelihood(parameters, [])).toBe(0);
    expect(BG_BB.purchaseCounts(parameters, 0, 1)).toEqual([1, 0]);
  });
});

describe("fitBgBb says why there is no model", () => {
  it("when nobody came back", () => {
    const error = { code: "no-repeat-purchases", customers: 4 };
    expect(fitBgBb([row(0, 0, 6), row(0, 0, 5, 3), row(2, 4, 6, 0)])).toEqual({ ok: false, error });
  });

  it("when there are not two customers", () => {
    expect(fitBgBb([])).toEqual({ ok: false, error: { code: "too-few-customers", customers: 0 } });
    expect(fitBgBb([row(2, 4, 6)])).toEqual({ ok: false, error: { code: "too-few-customers", customers: 1 } });
    expect(fitBgBb([row(2, 4, 6, 0)])).toEqual({ ok: false, error: { code: "too-few-customers", customers: 0 } });
  });

  it("when everybody buys at every opportunity", () => {
    expect(fitBgBb([row(6, 6, 6, 50), row(4, 4, 4, 30)])).toMatchObject({ ok: false, error: { code: "boundary" } });
  });

  it("when customers do not differ", () => {
    expect(fitBgBb([row(3, 6, 6, 50)])).toMatchObject({ ok: false, error: { code: "boundary", limit: "infinity" } });
  });

  it("when nobody leaves", () => {
    // Half of the customers take every other opportunity, half two of three.
    const fit = fitBgBb([row(15, 30, 30, 40), row(20, 30, 30, 40)]);
    expect(fit).toMatchObject({ ok: false, error: { code: "boundary" } });
  });

  it("when one or two opportunities cannot tell who left from who did not buy", () => {
    expect(fitBgBb([row(0, 0, 1, 60), row(1, 1, 1, 40)])).toMatchObject({ ok: false, error: { code: "unidentified" } });
    const uniform = [row(0, 0, 2, 21), row(1, 1, 2, 7), row(1, 2, 2, 2), row(2, 2, 2, 6)];
    expect(fitBgBb(uniform)).toMatchObject({ ok: false, error: { code: "unidentified" } });
  });

  it("when the search was cut short", () => {
    const customers = [row(0, 0, 6, 9), row(1, 2, 6, 5), row(2, 6, 6, 2), row(5, 6, 6, 2)];
    expect(fitBgBb(customers, { maxEvaluations: 3 })).toMatchObject({ ok: false, error: { code: "not-converged" } });
    expect(() => fitBgBb(customers, { maxEvaluations: 0 })).toThrow(expect.objectContaining({ argument: "options.maxEvaluations" }));
  });

  it.each<[string, OpportunityHistories, string]>([
    ["a negative frequency", [row(0, 0, 1), row(-1, 0, 1)], "customers[1].frequency"],
    ["a fractional frequency", [row(1.5, 2, 2)], "customers[0].frequency"],
    ["a fractional recency", [row(1, 1.5, 2)], "customers[0].recency"],
    ["fractional opportunities", [row(1, 1, 2.5)], "customers[0].opportunities"],
    ["endless opportunities", [row(1, 1, Infinity)], "customers[0].opportunities"],
    ["more than a million opportunities", [row(1, 1, 1_000_001)], "customers[0].opportunities"],
    ["recency after the opportunities", [row(1, 3, 2)], "customers[0].recency"],
    ["recency without purchases", [row(0, 1, 2)], "customers[0].recency"],
    ["purchases without recency", [row(1, 0, 2)], "customers[0].recency"],
    ["more purchases than opportunities for them", [row(3, 2, 6)], "customers[0].frequency"],
    ["a negative count", [row(1, 1, 2, -1)], "customers[0].count"],
    ["a missing number", [{ frequency: 1, recency: 1 } as OpportunityHistory], "customers[0].opportunities"],
    ["an age instead", [{ frequency: 1, recency: 1, age: 2 } as unknown as OpportunityHistory], "customers[0].opportunities"],
    ["columns of different length", { frequency: [1, 2], recency: [1], opportunities: [2, 2] }, "customers.recency"],
    ["a bad value in a column", { frequency: [1, 2], recency: [1, 5], opportunities: [2, 3] }, "customers.recency[1]"],
  ])("throws for %s", (_, customers, argument) => {
    const refusal = expect.objectContaining({ code: "invalid-argument", argument }) as Error;
    expect(() => fitBgBb(customers)).toThrow(refusal);
    expect(() => BG_BB.logLikelihood({ alpha: 1, beta: 1, gamma: 1, delta: 1 }, customers)).toThrow(refusal);
  });
});

describe("predictions throw", () => {
  const parameters = { alpha: 1.2, beta: 0.75, gamma: 0.65, delta: 2.8 };

  it.each<[string, OpportunityHistory, string]>([
    ["a fractional frequency", row(0.5, 1, 2), "customer.frequency"],
    ["a recency after the opportunities", row(1, 3, 2), "customer.recency"],
    ["a fractional recency", row(1, 1.5, 2), "customer.recency"],
    ["negative opportunities", row(0, 0, -1), "customer.opportunities"],
    ["a recency without purchases", row(0, 1, 2), "customer.recency"],
    ["purchases without a recency", row(1, 0, 2), "customer.recency"],
    ["more purchases than opportunities for them", row(3, 2, 6), "customer.frequency"],
  ])("for %s", (_, customer, argument) => {
    const refusal = expect.objectContaining({ code: "invalid-argument", argument }) as Error;
    expect(() => {
      BG_BB.checkCustomer(customer);
    }).toThrow(refusal);
  });

  it("for a horizon that is no number of opportunities", () => {
    const customer = row(2, 4, 6);
    for (const horizon of [0.5, -1, NaN, Infinity, 1_000_001]) {
      const refusal = (argument: string): unknown => expect.objectContaining({ code: "invalid-argument", argument, received: horizon });
      expect(() => {
        BG_BB.checkHorizon("horizon", horizon);
      }).toThrow(refusal("horizon"));
      expect(() => probabilityAliveAhead(parameters, customer, horizon)).toThrow(refusal("options.opportunitiesAhead"));
    }
  });

  it.each(["alpha", "beta", "gamma", "delta"])("for a %s that is no shape", (name) => {
    for (const value of [0, -1, NaN, 1e9]) {
      expect(() => {
        BG_BB.check({ ...parameters, [name]: value });
      }).toThrow(expect.objectContaining({ argument: `model.parameters.${name}` }) as Error);
    }
    BG_BB.check(parameters);
    BG_BB.checkCustomer(row(2, 4, 6));
    BG_BB.checkCustomer(BG_BB.newCustomer);
  });
});
