// Draws of counts, made of continuous draws: no loop over what is counted, so that a mean of 1e15 costs no more than one of a hundred.
import type { Random } from "./random.js";

/** Below this mean waiting times are added one by one. */
const FEW_EVENTS = 16;
/** So many trials are made one by one. */
const FEW_TRIALS = 16;

/** The number of events within a time in which `mean` are expected (Ahrens and Dieter 1974): time leaps to a late event, and what is left is drawn anew. */
export function randomPoisson(random: Random, mean: number): number {
  let events = 0;
  let left = mean;
  while (left >= FEW_EVENTS) {
    const leap = Math.floor(0.875 * left);
    const time = random.gamma(leap, 1);
    if (time > left) return events + randomBinomial(random, leap - 1, left / time);
    events += leap;
    left -= time;
  }
  for (left -= random.exponential(1); left >= 0; left -= random.exponential(1)) events += 1;
  return mean > 0 ? events : 0;
}

/** The number of successes in so many trials (Devroye 1986, chapter X.4.3): the trial in the middle of the order of their luck tells on which side to go on. */
export function randomBinomial(random: Random, trials: number, probability: number): number {
  let successes = 0;
  let left = trials;
  let chance = probability;
  while (left > FEW_TRIALS && chance > 0 && chance < 1) {
    const middle = 1 + Math.floor(left / 2);
    const luck = random.beta(middle, left + 1 - middle);
    if (luck <= chance) {
      successes += middle;
      left -= middle;
      chance = (chance - luck) / (1 - luck);
    } else {
      left = middle - 1;
      chance /= luck;
    }
  }
  if (chance <= 0) return successes;
  if (chance >= 1) return successes + left;
  for (let trial = 0; trial < left; trial++) successes += Number(random.chance(chance));
  return successes;
}

/** The number of failures before the first success; infinite when there is never one. */
export function randomFailures(random: Random, probability: number): number {
  if (probability <= 0) return Infinity;
  return Math.floor(random.exponential(1) / -Math.log1p(-probability));
}
