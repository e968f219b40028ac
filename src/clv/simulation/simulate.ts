import { checkInteger, checkObject } from "../../foundation/errors/check.js";
import { InvalidArgumentError } from "../../foundation/errors/invalid-argument-error.js";
import { isZeroOrAmount, LARGEST, SMALLEST, ZERO_OR_AMOUNT } from "../../numerics/limits.js";
import { randomFailures } from "../../numerics/random-discrete.js";
import { seededRandom, type Random } from "../../numerics/random.js";
import type { BgBb } from "../bg-bb/bg-bb.js";
import { MOST_OPPORTUNITIES } from "../bg-bb/opportunity-table.js";
import { checkGammaGamma } from "../gamma-gamma/expected-spend.js";
import type { GammaGamma } from "../gamma-gamma/gamma-gamma.js";
import { checkedParameters } from "../shifted-beta-geometric/curves.js";
import type { ShiftedBetaGeometric } from "../shifted-beta-geometric/shifted-beta-geometric.js";
import { methodsOf, type ContinuousModel } from "../transaction-model.js";
import type { Past } from "./life.js";
import { perCustomer, type PerCustomer } from "./per-customer.js";
import type {
  SimulateCohortOptions,
  SimulatedCohort,
  SimulatedFuture,
  SimulatedHistory,
  SimulatedOpportunityHistory,
  SimulatedSpend,
  SimulateHistoriesOptions,
  SimulateOpportunitiesOptions,
  SimulateSpendOptions,
} from "./simulated.js";
import { storyOf } from "./stories.js";

const MOST_CUSTOMERS = 10_000_000;
const MOST_PERIODS = 1_000_000;

/**
 * Makes up customers as a model describes them, together with the truth that a real shop never knows: to see what a model says, to try a
 * report before there is data, and to check how well a fit or a prediction finds the truth.
 *
 * Each customer gets traits of their own from the distributions of the model, and lives by them: from the first purchase to an age (BG/NBD,
 * MBG/NBD and Pareto/NBD), over a number of opportunities (BG/BB), or over contract periods (shifted beta-geometric); under Gamma-Gamma they
 * spend on as many occasions as told. Every customer has draws of their own, so that more customers, or a `holdout`, leave those before as
 * they are.
 *
 * Counts are drawn as a whole and not purchase by purchase: about five microseconds a customer, however much they buy. Draws use `Math.log` and
 * `Math.exp`, whose last digit is up to the runtime.
 *
 * @param model - A fitted model, or `{ kind, parameters }` of a published one.
 * @param options - How many customers, what to see of them, and the seed.
 * @returns Rows that the fit of the model takes, in no order, with the truth beside; of contracts, a cohort. Spend is cut to 1e-30 ... 1e30.
 * @throws An {@link InvalidArgumentError} when an option or a parameter is not possible, and when the parameters let a customer make more
 *   purchases than a safe integer can count.
 *
 * @example
 * import { simulate } from "clientele/clv";
 *
 * const model = { kind: "bg-nbd", parameters: { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 } } as const;
 * const customers = simulate(model, { customers: 5000, age: { from: 26, to: 39 }, holdout: 39, seed: 1 });
 * customers.length; // => 5000
 * customers.filter((customer) => customer.frequency === 0).length; // => 3032
 *
 * const subscription = { kind: "shifted-beta-geometric", parameters: { alpha: 0.668, beta: 3.806 } } as const;
 * simulate(subscription, { customers: 1000, periods: 4, seed: 1 }); // => { lost: [178, 108, 68, 50], active: 596 }
 *
 * @category Simulation
 */
export function simulate(model: ContinuousModel, options: SimulateHistoriesOptions): SimulatedHistory[];
export function simulate(model: BgBb, options: SimulateOpportunitiesOptions): SimulatedOpportunityHistory[];
export function simulate(model: GammaGamma, options: SimulateSpendOptions): SimulatedSpend[];
export function simulate(model: ShiftedBetaGeometric, options: SimulateCohortOptions): SimulatedCohort;
export function simulate(
  model: ContinuousModel | BgBb | GammaGamma | ShiftedBetaGeometric,
  options: SimulateHistoriesOptions | SimulateOpportunitiesOptions | SimulateSpendOptions | SimulateCohortOptions,
): SimulatedHistory[] | SimulatedOpportunityHistory[] | SimulatedSpend[] | SimulatedCohort {
  checkObject("model", model);
  checkObject("options", options);
  checkInteger("options.customers", options.customers, 0, MOST_CUSTOMERS);
  checkInteger("options.seed", options.seed);
  switch (model.kind) {
    case "bg-nbd":
    case "mbg-nbd":
    case "pareto-nbd":
      return histories(model, options as SimulateHistoriesOptions);
    case "bg-bb":
      return opportunityHistories(model, options as SimulateOpportunitiesOptions);
    case "gamma-gamma":
      return spends(model, options as SimulateSpendOptions);
    case "shifted-beta-geometric":
      return cohort(model, options as SimulateCohortOptions);
    default:
      return unknownKind(model);
  }
}

const KINDS = "one of bg-nbd, mbg-nbd, pareto-nbd, bg-bb, gamma-gamma, shifted-beta-geometric";

function unknownKind({ kind }: { readonly kind?: unknown }): never {
  throw new InvalidArgumentError("model.kind", KINDS, kind);
}

function histories(model: ContinuousModel, { customers, age, holdout = 0, seed }: SimulateHistoriesOptions): SimulatedHistory[] {
  checkTime("options.holdout", holdout);
  const live = liver(model, holdout);
  return rows(customers, age, { argument: "options.age", check: checkTime, whole: false, seed }, (random, drawn) => {
    // What is no time that can be measured is none.
    const lived = drawn < SMALLEST ? 0 : drawn;
    const { frequency, recency, ...truth } = live(random, lived);
    return { frequency, recency, age: lived, ...truth };
  });
}

function opportunityHistories(model: BgBb, options: SimulateOpportunitiesOptions): SimulatedOpportunityHistory[] {
  const { customers, opportunities, holdout = 0, seed } = options;
  checkOpportunities("options.holdout", holdout);
  const live = liver(model, holdout);
  const reading = { argument: "options.opportunities", check: checkOpportunities, whole: true, seed };
  return rows(customers, opportunities, reading, (random, count) => {
    const { frequency, recency, ...truth } = live(random, count);
    return { frequency, recency, opportunities: count, ...truth };
  });
}

/** Makes customers of a model of purchases: their past and their holdout. */
function liver(model: ContinuousModel | BgBb, holdout: number): (random: Random, time: number) => Past & SimulatedFuture {
  methodsOf(model).check(model.parameters);
  const { newcomer, life } = storyOf(model);
  return (random, time) => {
    const traits = newcomer(random, model.parameters);
    const past = life.past(random, traits, time);
    const holdoutFrequency = past.stillThere && holdout > 0 ? life.future(random, traits, holdout) : 0;
    if (!Number.isSafeInteger(past.frequency + holdoutFrequency))
      throw new InvalidArgumentError("model.parameters", "parameters of customers whose purchases can be counted", model.parameters);
    return { ...past, holdoutFrequency };
  };
}

/** Fader and Hardie (2013): the mean of x gamma draws of shape p is one of shape p x. */
function spends(model: GammaGamma, { customers, frequency, seed }: SimulateSpendOptions): SimulatedSpend[] {
  const { p, q, gamma } = checkGammaGamma(model);
  const reading = { argument: "options.frequency", check: checkFrequency, whole: true, seed };
  return rows(customers, frequency, reading, (random, occasions) => {
    const rate = Math.max(1e-300, random.gamma(q, gamma));
    return {
      frequency: occasions,
      meanSpend: occasions === 0 ? null : asAmount(random.gamma(p * occasions, rate * occasions)),
      longRunMeanSpend: asAmount(p / rate),
    };
  });
}

/** Fader and Hardie (2007). */
function cohort(model: ShiftedBetaGeometric, { customers, periods, seed }: SimulateCohortOptions): SimulatedCohort {
  const { alpha, beta } = checkedParameters(model);
  checkInteger("options.periods", periods, 1, MOST_PERIODS);
  const lost = Array.from({ length: periods }, () => 0);
  let active = 0;
  for (let customer = 0; customer < customers; customer++) {
    const random = seededRandom(seed, customer);
    const renewals = randomFailures(random, random.beta(alpha, beta));
    if (renewals >= periods) active += 1;
    else lost[renewals] = (lost[renewals] as number) + 1;
  }
  return { lost, active };
}

interface Reading {
  readonly argument: string;
  readonly check: (argument: string, value: unknown) => void;
  readonly whole: boolean;
  readonly seed: number;
}

/** A row of every customer, each from draws of their own. */
function rows<Row>(customers: number, given: PerCustomer, reading: Reading, make: (random: Random, given: number) => Row): Row[] {
  const numberOf = perCustomer(reading.argument, given, customers, reading);
  return Array.from({ length: customers }, (_, row) => {
    const random = seededRandom(reading.seed, row);
    return make(random, numberOf(row, random));
  });
}

function checkTime(argument: string, value: unknown): void {
  if (typeof value !== "number" || !isZeroOrAmount(value)) throw new InvalidArgumentError(argument, ZERO_OR_AMOUNT, value);
}

function checkOpportunities(argument: string, value: unknown): void {
  checkInteger(argument, value, 0, MOST_OPPORTUNITIES);
}

function checkFrequency(argument: string, value: unknown): void {
  checkInteger(argument, value, 0);
}

function asAmount(value: number): number {
  return Math.min(LARGEST, Math.max(SMALLEST, value));
}
