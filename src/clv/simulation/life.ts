// How customers live under the models of purchases. Counts are drawn as such, never purchase by purchase.
import { SMALLEST } from "../../numerics/limits.js";
import { randomBinomial, randomFailures, randomPoisson } from "../../numerics/random-discrete.js";
import type { Random } from "../../numerics/random.js";

/** What is a customer's own. */
export interface Traits {
  /** Purchases a unit of time; under BG/BB the chance to buy at an opportunity. */
  readonly buying: number;
  /** The chance to leave after a purchase or before an opportunity; under Pareto/NBD a rate. */
  readonly leaving: number;
}

/** What came of a customer until now. */
export interface Past {
  readonly frequency: number;
  readonly recency: number;
  readonly stillThere: boolean;
}

/** The lives of customers under one kind of model, given their traits. */
export interface Life {
  /** From the first purchase to an age. */
  readonly past: (random: Random, traits: Traits, age: number) => Past;
  /** The purchases within a time from now of who is still there. */
  readonly future: (random: Random, traits: Traits, horizon: number) => number;
}

/** Purchases at a steady rate; each may be the last, and with an early chance the first purchase may be it too. */
export function betaGeometricLife(early: 0 | 1): Life {
  return {
    past: (random, { buying, leaving }, age) => {
      const last = 1 - early + randomFailures(random, leaving);
      const possible = randomPoisson(random, buying * age);
      if (possible < last) return { frequency: possible, recency: lastOf(random, possible, age), stillThere: true };
      // Of so many purchases at random times, the age at that of this number.
      const share = last === 0 ? 0 : random.beta(last, possible - last + 1);
      return { frequency: last, recency: recencyOf(last, share, age), stillThere: false };
    },
    future: (random, { buying, leaving }, horizon) => {
      const last = 1 + randomFailures(random, leaving);
      return Math.min(last, randomPoisson(random, buying * horizon));
    },
  };
}

/** Purchases at a steady rate until leaving at any time. */
export const PARETO_LIFE: Life = {
  past: (random, { buying, leaving }, age) => {
    const lifetime = lifetimeOf(random, leaving);
    const there = Math.min(lifetime, age);
    const frequency = randomPoisson(random, buying * there);
    return { frequency, recency: lastOf(random, frequency, there), stillThere: lifetime > age };
  },
  future: (random, { buying, leaving }, horizon) => randomPoisson(random, buying * Math.min(lifetimeOf(random, leaving), horizon)),
};

/** Purchases at opportunities, before each of which the customer may leave. */
export const OPPORTUNITY_LIFE: Life = {
  past: (random, { buying, leaving }, opportunities) => {
    const lifetime = randomFailures(random, leaving);
    const there = Math.min(lifetime, opportunities);
    // Seen from the end, the first opportunity taken is the last purchase.
    const recency = Math.max(0, there - randomFailures(random, buying));
    const frequency = recency === 0 ? 0 : 1 + randomBinomial(random, recency - 1, buying);
    return { frequency, recency, stillThere: lifetime >= opportunities };
  },
  future: (random, { buying, leaving }, horizon) => randomBinomial(random, Math.min(randomFailures(random, leaving), horizon), buying),
};

/** The time of the last of so many purchases at random times. */
function lastOf(random: Random, purchases: number, time: number): number {
  return recencyOf(purchases, Math.exp(-random.exponential(1) / purchases), time);
}

/** The age at a purchase, never so small that it would not count as one. */
function recencyOf(frequency: number, share: number, time: number): number {
  return frequency === 0 ? 0 : Math.max(SMALLEST, share * time);
}

function lifetimeOf(random: Random, rate: number): number {
  return rate > 0 ? random.exponential(rate) : Infinity;
}
