import { checkShape } from "../../numerics/limits.js";
import type { TransactionMethods } from "../transaction-model.js";
import type { BgBbParameters, OpportunityHistories, OpportunityHistory } from "./bg-bb.js";
import { bgBbLikelihood } from "./likelihood.js";
import { checkOpportunities, checkOpportunitiesAhead, readOpportunities } from "./opportunity-table.js";
import { purchaseCounts } from "./purchase-counts.js";
import { allOpportunitiesAhead, chanceOfStaying, opportunitiesAhead } from "./purchases-ahead.js";

/** What the BG/BB model says of customers. */
export const BG_BB: TransactionMethods<BgBbParameters, OpportunityHistory, OpportunityHistories> = {
  check,
  checkCustomer: checkOpportunities,
  checkHorizon: checkOpportunitiesAhead,
  newCustomer: { frequency: 0, recency: 0, opportunities: 0 },
  probabilityAlive,
  purchasesWhileThere,
  discountedPurchasesWhileThere,
  purchaseCounts,
  logLikelihood,
};

/**
 * The chance that a customer is there at an opportunity to come: 0 opportunities ahead, at the last one so far; 1 ahead, at the next, which is
 * what the paper's tables list.
 */
export function probabilityAliveAhead(parameters: BgBbParameters, customer: OpportunityHistory, ahead: number): number {
  checkOpportunitiesAhead("options.opportunitiesAhead", ahead);
  const { gamma, delta } = parameters;
  return probabilityAlive(parameters, customer) * chanceOfStaying(gamma, delta + customer.opportunities, ahead);
}

function check({ alpha, beta, gamma, delta }: BgBbParameters): void {
  checkShape("model.parameters.alpha", alpha);
  checkShape("model.parameters.beta", beta);
  checkShape("model.parameters.gamma", gamma);
  checkShape("model.parameters.delta", delta);
}

function logLikelihood({ alpha, beta, gamma, delta }: BgBbParameters, customers: OpportunityHistories): number {
  return bgBbLikelihood(readOpportunities(customers))(Float64Array.of(alpha, beta, gamma, delta), new Float64Array(4));
}

/** Fader, Hardie and Shang (2010), but at the last opportunity so far, not the next. */
function probabilityAlive({ alpha, beta, gamma, delta }: BgBbParameters, customer: OpportunityHistory): number {
  const { frequency, recency, opportunities } = customer;
  let alive = 1;
  let left = 0;
  for (let j = recency; j < opportunities; j++) {
    const life = gamma + delta + j;
    left += alive * (gamma / life);
    alive *= ((delta + j) / life) * ((beta + (j - frequency)) / (alpha + beta + j));
  }
  return alive / (alive + left);
}

/** The chance of buying at an opportunity at which the customer is there, whenever that is. */
function chanceOfBuying({ alpha, beta }: BgBbParameters, { frequency, opportunities }: OpportunityHistory): number {
  return (alpha + frequency) / (alpha + beta + opportunities);
}

function purchasesWhileThere(parameters: BgBbParameters, customer: OpportunityHistory, horizon: number): number {
  const { gamma, delta } = parameters;
  return chanceOfBuying(parameters, customer) * opportunitiesAhead(gamma, delta + customer.opportunities, horizon, 0);
}

function discountedPurchasesWhileThere(
  parameters: BgBbParameters,
  customer: OpportunityHistory,
  horizon: number | null,
  rate: number,
): number | null {
  const { gamma } = parameters;
  const delta = parameters.delta + customer.opportunities;
  const ahead = horizon === null ? allOpportunitiesAhead(gamma, delta, rate) : opportunitiesAhead(gamma, delta, horizon, rate);
  return ahead === null ? null : chanceOfBuying(parameters, customer) * ahead;
}
