// Draws of whole numbers, made of uniform draws. Public face: random.ts.
import { logGamma } from "./gamma.js";

/** Means from which rejection is faster than counting up. */
const LARGE_MEAN = 10;

/** Poisson with this mean; 0 when the mean is 0. */
export function randomPoisson(uniform: () => number, mean: number): number {
  return mean < LARGE_MEAN ? poissonByCounting(uniform, mean) : poissonByRejection(uniform, mean);
}

/** Failures before the first success. */
export function randomGeometric(uniform: () => number, probability: number): number {
  return Math.floor(-Math.log1p(-uniform()) / -Math.log1p(-probability));
}

/** Walks up the distribution function until it passes one uniform draw. */
function poissonByCounting(uniform: () => number, mean: number): number {
  let left = uniform();
  let probability = Math.exp(-mean);
  let count = 0;
  while (left >= probability && probability > 0) {
    left -= probability;
    count += 1;
    probability *= mean / count;
  }
  return count;
}

/** Transformed rejection: Hörmann (1993), algorithm PTRS; its constants are the paper's. */
function poissonByRejection(uniform: () => number, mean: number): number {
  const logMean = Math.log(mean);
  const b = 0.931 + 2.53 * Math.sqrt(mean);
  const a = -0.059 + 0.02483 * b;
  const inverseAlpha = 1.1239 + 1.1328 / (b - 3.4);
  const surelyInside = 0.9277 - 3.6224 / (b - 2);
  for (;;) {
    const u = uniform() - 0.5;
    const v = 1 - uniform();
    const edge = 0.5 - Math.abs(u);
    if (edge === 0) continue;
    const count = Math.floor(((2 * a) / edge + b) * u + mean + 0.43);
    if (edge >= 0.07 && v <= surelyInside) return count;
    if (count < 0 || (edge < 0.013 && v > edge)) continue;
    const logRatio = Math.log((v * inverseAlpha) / (a / (edge * edge) + b));
    if (logRatio <= count * logMean - mean - logGamma(count + 1)) return count;
  }
}
