import { checkAmount, checkScale, checkShape } from "../../numerics/limits.js";
import { integrateDecreasing } from "../../numerics/quadrature.js";
import type { CustomerHistories, CustomerHistory } from "../customer-history.js";
import { checkCustomer, checkNoRepeatAtAgeZero, readCustomers } from "../customer-table.js";
import type { TransactionMethods } from "../transaction-model.js";
import { paretoNbdLikelihood } from "./likelihood.js";
import type { ParetoNbdParameters } from "./pareto-nbd.js";
import { purchaseCounts } from "./purchase-counts.js";
import { silences } from "./silence.js";

/** What the Pareto/NBD model says of customers. */
export const PARETO_NBD: TransactionMethods<ParetoNbdParameters, CustomerHistory, CustomerHistories> = {
  check,
  checkCustomer,
  checkHorizon: checkAmount,
  newCustomer: { frequency: 0, recency: 0, age: 0 },
  probabilityAlive,
  purchasesWhileThere,
  discountedPurchasesWhileThere,
  purchaseCounts,
  logLikelihood,
};

function check({ r, alpha, s, beta }: ParetoNbdParameters): void {
  checkShape("model.parameters.r", r);
  checkScale("model.parameters.alpha", alpha);
  checkShape("model.parameters.s", s);
  checkScale("model.parameters.beta", beta);
}

function logLikelihood({ r, alpha, s, beta }: ParetoNbdParameters, customers: CustomerHistories): number {
  const table = readCustomers(customers);
  checkNoRepeatAtAgeZero(table);
  return paretoNbdLikelihood(table)(Float64Array.of(r, alpha, s, beta), new Float64Array(4));
}

/** Schmittlein, Morrison and Colombo (1987), "Counting your customers: who are they and what will they do next?" */
function probabilityAlive({ r, alpha, s, beta }: ParetoNbdParameters, { frequency, recency, age }: CustomerHistory): number {
  const { stayed, left } = silences()(r + frequency, alpha + recency, s, beta + recency, age - recency);
  return stayed / (stayed + left);
}

/** Of a customer who is still there, the rate of leaving is gamma distributed (s, beta + age). */
function purchasesWhileThere({ r, alpha, s, beta }: ParetoNbdParameters, { frequency, age }: CustomerHistory, horizon: number): number {
  const logGrowth = Math.log1p(horizon / (beta + age));
  const exponent = (1 - s) * logGrowth;
  const meanTime = (beta + age) * logGrowth * (exponent === 0 ? 1 : Math.expm1(exponent) / exponent);
  return ((r + frequency) / (alpha + age)) * meanTime;
}

/** For an endless horizon the DERT of Fader, Hardie and Lee (2005), "RFM and CLV". */
function discountedPurchasesWhileThere(
  parameters: ParetoNbdParameters,
  customer: CustomerHistory,
  horizon: number | null,
  rate: number,
): number | null {
  const { r, alpha, s, beta } = parameters;
  const pace = (r + customer.frequency) / (alpha + customer.age);
  const scale = beta + customer.age;
  if (rate === 0 && horizon === null) return s > 1 ? pace * (scale / (s - 1)) : null;
  if (rate === 0) return purchasesWhileThere(parameters, customer, horizon as number);
  const z = rate * scale;
  const stillThere = (time: number): number => Math.exp(-z * time - s * Math.log1p(time));
  return pace * scale * integrateDecreasing(stillThere, 1 / (1 + s + z), horizon === null ? Infinity : horizon / scale);
}
