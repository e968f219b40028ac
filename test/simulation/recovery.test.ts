import { expectedPurchasesOfNewCustomer, expectedSpend, fitBgNbd, fitGammaGamma } from "clientele/clv";
import { repeatPurchaseSummaries } from "clientele/purchases";
import { simulatePurchases } from "clientele/simulation";
import { describe, expect, it } from "vitest";

const options = { seed: 11, customers: 20_000, refundedShare: 0, pendingShare: 0 };

/** What the models make of purchases. */
function fitted({ purchases, truth }: ReturnType<typeof simulatePurchases>) {
  const rows = repeatPurchaseSummaries(purchases, { asOf: "2026-01-01T00:00:00Z", timeZone: "UTC", unit: "day" });
  const [transactions, spend] = [fitBgNbd(rows), fitGammaGamma(rows)];
  if (!transactions.ok || !spend.ok) throw new Error("no fit");
  return { transactions: transactions.value, spend: spend.value, truth };
}

/** Ratios of the values to what they should be, all of them. */
function ratios<T extends { readonly [K in keyof T]: number }>(found: T, expected: T): number[] {
  return (Object.keys(expected) as (keyof T)[]).map((name) => found[name] / expected[name]);
}

describe("models fitted to simulated purchases find the truth again", () => {
  const flat = {
    monthWeights: Array<number>(12).fill(1),
    weekdayWeights: Array<number>(7).fill(1),
    hourWeights: Array<number>(24).fill(1),
  };
  const steady = fitted(simulatePurchases({ ...options, rhythm: flat }));
  const rhythmic = fitted(simulatePurchases(options));

  it("the parameters of a shop without rhythm, within a tenth", () => {
    for (const ratio of ratios(steady.transactions.parameters, steady.truth.transactionModel.parameters)) {
      expect(Math.abs(ratio - 1)).toBeLessThan(0.1);
    }
  });

  it("the parameters of what customers spend, within a tenth", () => {
    for (const ratio of ratios(steady.spend.parameters, steady.truth.spendModel.parameters)) {
      expect(Math.abs(ratio - 1)).toBeLessThan(0.1);
    }
  });

  it("what a new customer buys and spends, within a few per cent, also with the usual rhythm", () => {
    for (const { transactions, spend, truth } of [steady, rhythmic]) {
      const year = expectedPurchasesOfNewCustomer(transactions, 365) / expectedPurchasesOfNewCustomer(truth.transactionModel, 365);
      expect(Math.abs(year - 1)).toBeLessThan(0.05);
      const mean = (expectedSpend(spend, { frequency: 0, meanSpend: null }) ?? NaN) / 4800;
      expect(Math.abs(mean - 1)).toBeLessThan(0.05);
    }
  });
});
