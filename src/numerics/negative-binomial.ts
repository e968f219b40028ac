import { incompleteBetaQuotient } from "./incomplete-beta.js";
import { sumOf } from "./sum.js";

/** The probabilities of exactly and of at least 0, 1, ... `upTo` events. */
export interface CountProbabilities {
  readonly exactly: number[];
  readonly atLeast: number[];
}

/** Poisson counts with a gamma distributed mean: of this shape, and `ratio` times one over its inverse scale. */
export function negativeBinomial(shape: number, ratio: number, upTo: number): CountProbabilities {
  if (ratio === 0) return { exactly: firstOnly(upTo), atLeast: firstOnly(upTo) };
  const logSuccess = -Math.log1p(1 / ratio);
  const exactly: number[] = [];
  let log = -shape * Math.log1p(ratio);
  for (let count = 0; count <= upTo; count++) {
    exactly.push(Math.exp(log));
    log += Math.log((shape + count) / (count + 1)) + logSuccess;
  }
  return { exactly, atLeast: tails(exactly, beyond(shape, ratio, exactly, Math.exp(log))) };
}

/** The probability of more events than were listed: what is left of 1, or where that could be too little to be told from rounding, itself. */
function beyond(shape: number, ratio: number, exactly: readonly number[], next: number): number {
  const count = exactly.length;
  const success = ratio / (1 + ratio);
  if (success < (count + 1) / (count + shape + 2)) return next * incompleteBetaQuotient(count, shape, success);
  return 1 - sumOf(exactly);
}

/** Sums from the far end, so that small tails keep their digits. */
function tails(exactly: readonly number[], rest: number): number[] {
  const atLeast: number[] = [];
  let tail = rest;
  for (let count = exactly.length - 1; count >= 0; count--) {
    tail += exactly[count] as number;
    atLeast.push(tail);
  }
  return atLeast.reverse();
}

function firstOnly(upTo: number): number[] {
  return Array.from({ length: upTo + 1 }, (_, count) => (count === 0 ? 1 : 0));
}
