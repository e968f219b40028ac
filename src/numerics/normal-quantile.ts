import { upperGammaShare } from "./incomplete-gamma.js";

/** Root of 2 pi. */
const ROOT_TWO_PI = 2.5066282746310002;

/** The number below which this share of a standard normal distribution lies, to about the last digit; for shares between 0 and 1, both left out. */
export function normalQuantile(share: number): number {
  if (share === 0.5) return 0;
  return share < 0.5 ? -upperQuantile(share) : upperQuantile(1 - share);
}

/** How many standard deviations a two-sided interval of this level reaches to either side. */
export function normalReach(level: number): number {
  return upperQuantile((1 - level) / 2);
}

/** The number above which a share of at most a half lies, by Halley's method from the formula 26.2.23 of Abramowitz and Stegun. */
function upperQuantile(tail: number): number {
  const t = Math.sqrt(-2 * Math.log(tail));
  let z = t - (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)));
  for (let step = 0; step < 3; step++) {
    const density = Math.exp((-z * z) / 2) / ROOT_TWO_PI;
    const ratio = (upperShare(z) - tail) / density;
    z += (2 * ratio) / (2 - ratio * z);
  }
  return z;
}

/** The share of a standard normal distribution above z. */
function upperShare(z: number): number {
  const outside = upperGammaShare(0.5, (z * z) / 2) / 2;
  return z < 0 ? 1 - outside : outside;
}
