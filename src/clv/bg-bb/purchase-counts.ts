import type { BgBbParameters } from "./bg-bb.js";

/** Numbers beyond this are kept as multiples of it. */
const HUGE = 1e250;

/**
 * The probabilities of 0, 1, ... `upTo` purchases of a new customer at so many opportunities (Fader, Hardie and Shang 2010). About
 * `opportunities` times `upTo` steps, all of positive terms.
 */
export function purchaseCounts(parameters: BgBbParameters, opportunities: number, upTo: number): number[] {
  const { alpha, beta, gamma, delta } = parameters;
  // The chance of being there at the first `count` opportunities and buying at each.
  let always = 1;
  let smaller = 0;
  const chances: number[] = [];
  for (let count = 0; count <= upTo; count++) {
    if (count > opportunities) {
      chances.push(0);
      continue;
    }
    const { share, larger } = sharesFrom(parameters, opportunities, count);
    chances.push(scaled(always * share, larger - smaller));
    always *= ((alpha + count) / (alpha + beta + count)) * ((delta + count) / (gamma + delta + count));
    if (always < 1 / HUGE) {
      always *= HUGE;
      smaller += 1;
    }
  }
  return chances;
}

/**
 * The chance of `count` purchases, over that of buying at each of the first `count` opportunities, as `share` times {@link HUGE} to the power
 * of `larger`: the sum over the opportunities at which the customer may have left.
 */
function sharesFrom(
  { alpha, beta, gamma, delta }: BgBbParameters,
  opportunities: number,
  count: number,
): { share: number; larger: number } {
  let alive = 1;
  let left = 0;
  let larger = 0;
  for (let j = count; j < opportunities; j++) {
    const life = gamma + delta + j;
    left += alive * (gamma / life);
    alive *= ((delta + j) / life) * ((beta + j - count) / (alpha + beta + j)) * ((j + 1) / (j + 1 - count));
    if (alive > HUGE) {
      alive /= HUGE;
      left /= HUGE;
      larger += 1;
    }
  }
  return { share: left + alive, larger };
}

function scaled(value: number, power: number): number {
  let result = power > 0 ? value * HUGE ** power : value;
  for (let k = power; k < 0 && result > 0; k++) result /= HUGE;
  return result;
}
