// What the models with beta-geometric dropout say of customers.
import { checkAmount, checkScale, checkShape } from "../../numerics/limits.js";
import { negativeBinomial } from "../../numerics/negative-binomial.js";
import type { CustomerHistories, CustomerHistory } from "../customer-history.js";
import { checkCustomer, checkNoRepeatAtAgeZero, readCustomers } from "../customer-table.js";
import { discountedPurchasesWhileThere, purchasesWhileThere, type StillThere } from "./purchases-while-there.js";
import type { TransactionMethods } from "../transaction-model.js";
import { betaGeometricLikelihood, type EarlyChances } from "./likelihood.js";

/** The parameters of both models. */
interface Parameters {
  readonly r: number;
  readonly alpha: number;
  readonly a: number;
  readonly b: number;
}

type Methods = TransactionMethods<Parameters, CustomerHistory, CustomerHistories>;

/** What the models say of customers. */
export function betaGeometricMethods(early: EarlyChances): Methods {
  const stillThere = ({ r, alpha, a, b }: Parameters, { frequency, age }: CustomerHistory): StillThere => ({
    shape: r + frequency,
    time: alpha + age,
    a,
    b: b + frequency + early,
  });
  return {
    check,
    checkCustomer,
    checkHorizon: checkAmount,
    newCustomer: { frequency: 0, recency: 0, age: 0 },
    probabilityAlive: (parameters, customer) => probabilityAlive(parameters, customer, early),
    purchasesWhileThere: (parameters, customer, horizon) => purchasesWhileThere(stillThere(parameters, customer), horizon),
    discountedPurchasesWhileThere: (parameters, customer, horizon, rate) =>
      discountedPurchasesWhileThere(stillThere(parameters, customer), horizon, rate),
    purchaseCounts: (parameters, horizon, upTo) => purchaseCounts(parameters, horizon, upTo, early),
    logLikelihood: (parameters, customers) => logLikelihood(parameters, customers, early),
  };
}

function check({ r, alpha, a, b }: Parameters): void {
  checkShape("model.parameters.r", r);
  checkScale("model.parameters.alpha", alpha);
  checkShape("model.parameters.a", a);
  checkShape("model.parameters.b", b);
}

function logLikelihood({ r, alpha, a, b }: Parameters, customers: CustomerHistories, early: EarlyChances): number {
  const table = readCustomers(customers);
  checkNoRepeatAtAgeZero(table);
  return betaGeometricLikelihood(table, early)(Float64Array.of(r, alpha, a, b), new Float64Array(4));
}

/** Fader, Hardie and Lee (2008), "Computing P(alive) using the BG/NBD model". Who had no chance to leave yet is there. */
function probabilityAlive({ r, alpha, a, b }: Parameters, { frequency, recency, age }: CustomerHistory, early: EarlyChances): number {
  if (frequency + early === 0) return 1;
  const silence = Math.log1p((age - recency) / (alpha + recency));
  return 1 / (1 + (a / (b + (frequency + early - 1))) * Math.exp((r + frequency) * silence));
}

/** Fader, Hardie and Lee (2005), equation 8, with the chances to leave counted from the first purchase or from the first repeat. */
function purchaseCounts({ r, alpha, a, b }: Parameters, horizon: number, upTo: number, early: EarlyChances): number[] {
  const { exactly, atLeast } = negativeBinomial(r, horizon / alpha, upTo);
  let stayed = 1;
  return exactly.map((probability, count) => {
    const chances = count + early - 1;
    if (chances < 0) return probability;
    const left = (stayed * a) / (a + b + chances);
    stayed *= (b + chances) / (a + b + chances);
    return stayed * probability + left * (atLeast[count] as number);
  });
}
