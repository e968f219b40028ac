import { checkScale, checkShape } from "../../numerics/limits.js";
import { negativeBinomial } from "../../numerics/negative-binomial.js";
import type { CustomerHistories, CustomerHistory } from "../customer-history.js";
import { checkCustomer, checkNoRepeatAtAgeZero, readCustomers } from "../customer-table.js";
import { discountedPurchasesWhileThere, purchasesWhileThere, type StillThere } from "../purchases-while-there.js";
import type { TransactionMethods } from "../transaction-model.js";
import type { BgNbdParameters } from "./bg-nbd.js";
import { bgNbdLikelihood } from "./likelihood.js";

/** What the BG/NBD model says of customers. */
export const BG_NBD: TransactionMethods<BgNbdParameters, CustomerHistory, CustomerHistories> = {
  check,
  checkCustomer,
  newCustomer: { frequency: 0, recency: 0, age: 0 },
  probabilityAlive,
  purchasesWhileThere: (parameters, customer, horizon) => purchasesWhileThere(stillThere(parameters, customer), horizon),
  discountedPurchasesWhileThere: (parameters, customer, horizon, rate) =>
    discountedPurchasesWhileThere(stillThere(parameters, customer), horizon, rate),
  purchaseCounts,
  logLikelihood,
};

function check({ r, alpha, a, b }: BgNbdParameters): void {
  checkShape("model.parameters.r", r);
  checkScale("model.parameters.alpha", alpha);
  checkShape("model.parameters.a", a);
  checkShape("model.parameters.b", b);
}

function logLikelihood({ r, alpha, a, b }: BgNbdParameters, customers: CustomerHistories): number {
  const table = readCustomers(customers);
  checkNoRepeatAtAgeZero(table);
  return bgNbdLikelihood(table)(Float64Array.of(r, alpha, a, b), new Float64Array(4));
}

/** Fader, Hardie and Lee (2008), "Computing P(alive) using the BG/NBD model". A one-time buyer is always there. */
function probabilityAlive({ r, alpha, a, b }: BgNbdParameters, { frequency, recency, age }: CustomerHistory): number {
  if (frequency === 0) return 1;
  const silence = Math.log1p((age - recency) / (alpha + recency));
  return 1 / (1 + (a / (b + (frequency - 1))) * Math.exp((r + frequency) * silence));
}

function stillThere({ r, alpha, a, b }: BgNbdParameters, { frequency, age }: CustomerHistory): StillThere {
  return { shape: r + frequency, time: alpha + age, a, b: b + frequency };
}

/** Fader, Hardie and Lee (2005), equation 8. */
function purchaseCounts({ r, alpha, a, b }: BgNbdParameters, horizon: number, upTo: number): number[] {
  const { exactly, atLeast } = negativeBinomial(r, horizon / alpha, upTo);
  let stayed = 1;
  return exactly.map((probability, count) => {
    if (count === 0) return probability;
    const left = (stayed * a) / (a + b + (count - 1));
    stayed *= (b + (count - 1)) / (a + b + (count - 1));
    return stayed * probability + left * (atLeast[count] as number);
  });
}
