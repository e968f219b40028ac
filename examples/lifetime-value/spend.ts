// What customers spend on a day with an order, and whether that may be judged apart from how often they order.
import { customerEquity, fitGammaGamma, type CustomerEquity, type GammaGammaModel, type LifetimeValueOptions } from "clientele/clv";
import type { RepeatPurchaseSummary } from "clientele/purchases";
import { fitWords } from "./fit-words.js";
import type { Model } from "./models.js";

/** Pearson's correlation of how often customers came back with what they spent on such a day. */
export interface Correlation {
  /** From -1 to 1; `null` where all come equally often, or spend the same. */
  readonly value: number | null;
  /** Customers it rests on: those who came back and spent something. */
  readonly customers: number;
}

export interface Spend {
  readonly model: GammaGammaModel;
  /** Within the horizon. */
  readonly equity: CustomerEquity;
  /** For as long as customers buy. */
  readonly equityWithoutEnd: CustomerEquity;
}

export interface NoSpend {
  readonly model: null;
  /** Why there is no model, in words. */
  readonly reason: string;
}

export function spendOf(model: Model, customers: readonly RepeatPurchaseSummary[], options: LifetimeValueOptions): Spend | NoSpend {
  const fit = fitGammaGamma(customers);
  if (!fit.ok) return { model: null, reason: fitWords(fit.error, "spend") };
  return {
    model: fit.value,
    equity: customerEquity(model, fit.value, customers, options),
    equityWithoutEnd: customerEquity(model, fit.value, customers, { ...options, horizon: null }),
  };
}

export function frequencyAndSpend(customers: readonly RepeatPurchaseSummary[]): Correlation {
  const pairs = customers.flatMap(({ frequency, meanSpend }) =>
    meanSpend !== null && meanSpend > 0 ? [[frequency, meanSpend] as const] : [],
  );
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const centre = [mean(pairs.map(([often]) => often)), mean(pairs.map(([, much]) => much))] as const;
  const [oftens, muches] = [pairs.map(([often]) => often - centre[0]), pairs.map(([, much]) => much - centre[1])];
  const product = (a: readonly number[], b: readonly number[]): number => a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0);
  const spread = Math.sqrt(product(oftens, oftens)) * Math.sqrt(product(muches, muches));
  // Where all are alike, rounding alone may leave a trace of a spread.
  const isSpread = spread > 1e-9 * pairs.length * Math.abs(centre[0] * centre[1]);
  return { value: isSpread ? product(oftens, muches) / spread : null, customers: pairs.length };
}
