import type { CustomerId } from "../foundation/ids/ids.js";
import type { CurrencyCode } from "../foundation/money/currency.js";
import type { Money } from "../foundation/money/money.js";
import { addToDate, dateOfDay, dayOfDate, type CalendarDate } from "../foundation/time/calendar-date.js";
import { seededRandom, type Random } from "../numerics/random.js";
import {
  resolveBusiness,
  type SimulatedChurnParameters,
  type SimulatedPlan,
  type SimulateSubscriptionsOptions,
  type SubscriptionBusiness,
} from "./subscription-options.js";

/**
 * Subscriptions of a made-up business, together with the truth that a real one never knows.
 * @category Simulated subscriptions
 */
export interface SimulatedSubscriptions {
  /** Lines by start date, then by customer. */
  readonly subscriptions: readonly SimulatedSubscription[];
  /** What they were made of. */
  readonly truth: SimulatedSubscriptionTruth;
}

/**
 * A line of a simulated subscription.
 * @category Simulated subscriptions
 */
export interface SimulatedSubscription {
  /** Who pays. */
  readonly customerId: CustomerId;
  /** The first date that is paid for. */
  readonly start: CalendarDate;
  /** The first date that is no longer paid for; `null` when no end was known on the date that the business is looked at. */
  readonly end: CalendarDate | null;
  /** The price of one interval. */
  readonly amount: Money;
  /** The interval. */
  readonly interval: SimulatedPlan["interval"];
}

/**
 * What simulated subscriptions were made of.
 * @category Simulated subscriptions
 */
export interface SimulatedSubscriptionTruth {
  /** One entry a customer, in the order in which they came, which is the order of their ids. */
  readonly customers: readonly SimulatedSubscriber[];
  /** How likely they are to leave, in the form of a fitted model with periods of a month, so that predictions can be made from the truth. */
  readonly churnModel: {
    /** The model that the chances follow. */
    readonly kind: "shifted-beta-geometric";
    /** Its parameters, as given. */
    readonly parameters: SimulatedChurnParameters;
  };
}

/**
 * The hidden traits of one simulated subscriber.
 * @category Simulated subscriptions
 */
export interface SimulatedSubscriber {
  /** Who. */
  readonly customerId: CustomerId;
  /** The chance that they leave in a month, while they are a customer. */
  readonly monthlyChurn: number;
  /** The date on which they came first. */
  readonly startedOn: CalendarDate;
  /** The dates on which they left, each the first that is not paid for; they came back after all but the last, or after all. */
  readonly leftOn: readonly CalendarDate[];
}

const MONTHS: Readonly<Record<SimulatedPlan["interval"], number>> = { month: 1, quarter: 3, year: 12 };

/**
 * Makes up the subscriptions of a believable business from a seed, and tells the truth behind them.
 *
 * Customers come evenly from `from` until `until`, each with a chance of their own to leave in a month (the story of the shifted beta-geometric model). They decide when their
 * interval ends: who pays by the year, with the chance of twelve months at once. Who stays may move up or down a plan, which ends one line and starts another on the same day.
 * Some of those who left come back after a while, to the plan that they left. An end on `until` or later is not known yet. Cost: O(intervals).
 *
 * Model: Fader and Hardie (2007), How to Project Customer Retention.
 *
 * @param options - The seed, and what should differ from the defaults.
 * @returns The lines, and the truth.
 * @throws An {@link InvalidArgumentError} when an option is not lawful.
 *
 * @example
 * import { simulateSubscriptions } from "clientele/simulation";
 *
 * const { subscriptions, truth } = simulateSubscriptions({ seed: 7, customers: 100, from: "2024-01-01", until: "2025-01-01" });
 * truth.customers.length; // => 100
 * subscriptions[0]?.start === truth.customers[0]?.startedOn; // => true
 * truth.churnModel; // => { kind: "shifted-beta-geometric", parameters: { alpha: 0.6, beta: 14 } }
 *
 * @category Simulated subscriptions
 */
export function simulateSubscriptions(options: SimulateSubscriptionsOptions): SimulatedSubscriptions {
  const business = resolveBusiness(options);
  const stories = Array.from({ length: business.customers }, (_, i) => liveSubscriber(seededRandom(business.seed, i), business));
  stories.sort((a, b) => a.startDay - b.startDay);

  const digits = Math.max(4, String(stories.length).length);
  const subscriptions: SimulatedSubscription[] = [];
  const customers = stories.map(({ monthlyChurn, startDay, leftOn, lines }, i): SimulatedSubscriber => {
    const customerId = `s${String(i + 1).padStart(digits, "0")}` as CustomerId;
    for (const line of lines) subscriptions.push({ customerId, ...line });
    return { customerId, monthlyChurn, startedOn: dateOfDay(startDay), leftOn };
  });
  subscriptions.sort((a, b) => (a.start === b.start ? 0 : a.start < b.start ? -1 : 1));
  return { subscriptions, truth: { customers, churnModel: { kind: "shifted-beta-geometric", parameters: business.churn } } };
}

interface SubscriberStory {
  readonly monthlyChurn: number;
  readonly startDay: number;
  readonly leftOn: CalendarDate[];
  readonly lines: Omit<SimulatedSubscription, "customerId">[];
}

/** Lives one customer's life: stays of some intervals each, and times away between them. */
function liveSubscriber(random: Random, business: SubscriptionBusiness): SubscriberStory {
  const { fromDay, untilDay } = business;
  const startDay = fromDay + Math.floor(random.uniform() * (untilDay - fromDay));
  const monthlyChurn = random.beta(business.churn.alpha, business.churn.beta);
  const story: SubscriberStory = { monthlyChurn, startDay, leftOn: [], lines: [] };
  let plan = pickPlan(random, business);
  for (let day = startDay; day < untilDay;) {
    const left = stay(random, business, story, { day, plan });
    if (left === null) break;
    plan = left.plan;
    story.leftOn.push(dateOfDay(left.day));
    if (!random.chance(business.returnShare)) break;
    day = left.day + 1 + Math.floor(random.exponential(1 / business.meanDaysAway));
  }
  return story;
}

/** One stay, from a day on; `null` when it lasts until the end. Adds its lines to the story. */
function stay(
  random: Random,
  business: SubscriptionBusiness,
  story: SubscriberStory,
  begun: { day: number; plan: number },
): { day: number; plan: number } | null {
  let { plan } = begun;
  const anchor = dateOfDay(begun.day);
  let [lineStart, months] = [anchor, 0];
  for (;;) {
    const { amountMinor, interval } = business.plans[plan] as SimulatedPlan;
    months += MONTHS[interval];
    const renewal = addToDate(anchor, { months });
    const line = { start: lineStart, amount: moneyOf(amountMinor, business.currency), interval };
    if (dayOfDate(renewal, "renewal") >= business.untilDay) {
      story.lines.push({ ...line, end: null });
      return null;
    }
    const leaves = random.chance(1 - (1 - story.monthlyChurn) ** MONTHS[interval]);
    const next = leaves ? plan : nextPlan(random, business, plan);
    if (leaves || next !== plan) story.lines.push({ ...line, end: renewal });
    if (leaves) return { day: dayOfDate(renewal, "renewal"), plan };
    if (next !== plan) [lineStart, plan] = [renewal, next];
  }
}

function nextPlan(random: Random, { plans, upgradeShare, downgradeShare }: SubscriptionBusiness, plan: number): number {
  if (random.chance(upgradeShare)) return Math.min(plan + 1, plans.length - 1);
  return random.chance(downgradeShare) ? Math.max(plan - 1, 0) : plan;
}

function pickPlan(random: Random, { plans, planWeight }: SubscriptionBusiness): number {
  let left = random.uniform() * planWeight;
  for (const [i, { weight }] of plans.entries()) {
    if (left < weight) return i;
    left -= weight;
  }
  return plans.length - 1;
}

function moneyOf(minor: number, currency: CurrencyCode): Money {
  return { minor, currency };
}
