import * as clv from "clientele/clv";
import { describe, expect, it } from "vitest";

const model = { kind: "bg-nbd", parameters: { r: 0.25, alpha: 4, a: 0.8, b: 2.5 } } as const satisfies clv.BgNbd;
const bgBb = { kind: "bg-bb", parameters: { alpha: 1.2, beta: 0.75, gamma: 0.65, delta: 2.8 } } as const satisfies clv.BgBb;
const spendModel = { kind: "gamma-gamma", parameters: { p: 6, q: 4, gamma: 15 } } as const satisfies clv.GammaGamma;

describe("one customer and a table", () => {
  const histories = [
    { frequency: 1, recency: 1e-320, age: 1 },
    { frequency: 1, recency: "3", age: 4 },
    { frequency: 1, recency: 3, age: "4" },
    { frequency: "1", recency: 3, age: 4 },
    { frequency: 1.5, recency: 3, age: 4 },
    { frequency: 0, recency: 3, age: 4 },
    { frequency: 1, recency: 0, age: 4 },
    { frequency: 1, recency: 5, age: 4 },
    { frequency: 1, recency: -1, age: 4 },
    { frequency: 0, recency: 0, age: 1e31 },
    { frequency: 0, recency: 0, age: NaN },
    { frequency: 1, recency: 1 },
  ] as clv.CustomerHistory[];
  const donors = [
    { frequency: 1.5, recency: 2, opportunities: 3 },
    { frequency: 1, recency: 1.5, opportunities: 3 },
    { frequency: 1, recency: 1, opportunities: 1_000_001 },
    { frequency: 1, recency: 4, opportunities: 3 },
    { frequency: 3, recency: 2, opportunities: 3 },
    { frequency: 0, recency: 2, opportunities: 3 },
    { frequency: 1, recency: 0, opportunities: 3 },
    { frequency: "1", recency: 1, opportunities: 3 },
  ] as clv.OpportunityHistory[];
  const spends = [
    { frequency: 1, meanSpend: 1e-320 },
    { frequency: 1, meanSpend: 1e31 },
    { frequency: 1, meanSpend: null },
    { frequency: 1, meanSpend: "3" },
  ] as clv.SpendHistory[];

  const refusalOf = (predict: () => unknown): string => {
    try {
      predict();
    } catch (error) {
      return (error as Error).message;
    }
    return "accepted";
  };
  const same = (one: string, ofTable: string): void => {
    expect(one).toMatch(/^customer\./);
    expect(ofTable).toBe(one.replace("customer.", "customers[0]."));
  };

  it.each(histories)("have the same rules: %o", (history) => {
    same(
      refusalOf(() => clv.probabilityAlive(model, history)),
      refusalOf(() => clv.logLikelihood(model, [history])),
    );
  });

  it.each(donors)("have the same rules at opportunities: %o", (history) => {
    same(
      refusalOf(() => clv.probabilityAlive(bgBb, history)),
      refusalOf(() => clv.logLikelihood(bgBb, [history])),
    );
  });

  it.each(spends)("have the same rules for spend: %o", (history) => {
    same(
      refusalOf(() => clv.expectedSpend(spendModel, history)),
      refusalOf(() => clv.fitGammaGamma([history])),
    );
  });
});
