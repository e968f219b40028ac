// log-gamma, digamma and their rises over a distance, for positive arguments. Small arguments are shifted up by the recurrence;
// from there the asymptotic (Stirling) series has an error below one rounding.

const HALF_LOG_TWO_PI = 0.9189385332046727;
/** From here on the series below are exact to the last digits. */
const ASYMPTOTIC = 10;

/** The natural logarithm of the gamma function. */
export function logGamma(x: number): number {
  let product = 1;
  let shifted = x;
  for (; shifted < ASYMPTOTIC; shifted++) product *= shifted;
  const stirling = (shifted - 0.5) * Math.log(shifted) - shifted + HALF_LOG_TWO_PI + logGammaTail(shifted);
  return product === 1 ? stirling : stirling - Math.log(product);
}

/** The derivative of {@link logGamma}. */
export function digamma(x: number): number {
  let sum = 0;
  let shifted = x;
  for (; shifted < ASYMPTOTIC; shifted++) sum += 1 / shifted;
  return Math.log(shifted) - 0.5 / shifted - digammaTail(shifted) - sum;
}

/** The natural logarithm of the beta function. */
export function logBeta(a: number, b: number): number {
  return logGamma(a) + logGamma(b) - logGamma(a + b);
}

/** `logGamma(x + steps) - logGamma(x)` for whole steps, without the cancellation: the logarithm of x (x + 1) ... (x + steps - 1). */
export function logRise(x: number, steps: number): number {
  let product = 1;
  let from = x;
  let left = steps;
  for (; left > 0 && (left < 4 || from < ASYMPTOTIC); left--) product *= from++;
  const start = Math.log(product);
  return left === 0 ? start : start + logGammaRiseBeyond(from, left);
}

/**
 * `logGamma(x + by) - logGamma(x)` for any `by` of at least 0, without the cancellation: good to the last digits of the rise, or of 0.01
 * where it is smaller.
 */
export function logGammaRise(x: number, by: number): number {
  let sum = 0;
  let from = x;
  for (; from < ASYMPTOTIC; from++) sum += Math.log1p(by / from);
  return logGammaRiseBeyond(from, by) - sum;
}

/** `digamma(x + steps) - digamma(x)` for whole steps, without the cancellation: 1 / x + 1 / (x + 1) + ... */
export function digammaRise(x: number, steps: number): number {
  let sum = 0;
  let from = x;
  let left = steps;
  for (; left > 0 && (left < 4 || from < ASYMPTOTIC); left--) sum += 1 / from++;
  return left === 0 ? sum : sum + digammaRiseBeyond(from, left);
}

/** `digamma(x + by) - digamma(x)` for any `by` of at least 0, without the cancellation: good to the last digits of the rise, or of 1e-5. */
export function digammaRiseByAny(x: number, by: number): number {
  let sum = 0;
  let from = x;
  for (; from < ASYMPTOTIC; from++) sum += by / (from + by) / from;
  return sum + digammaRiseBeyond(from, by);
}

/** {@link logGammaRise} from where the series are exact. */
function logGammaRiseBeyond(from: number, by: number): number {
  const to = from + by;
  return (from - 0.5) * Math.log1p(by / from) + by * (Math.log(to) - 1) + logGammaTail(to) - logGammaTail(from);
}

/** Its derivative by `from`, which is the rise of digamma. */
function digammaRiseBeyond(from: number, by: number): number {
  const to = from + by;
  return Math.log1p(by / from) + (0.5 * by) / to / from + digammaTail(from) - digammaTail(to);
}

/** Sum of B(2k) / (2k (2k - 1) x^(2k - 1)), k = 1..7 (Abramowitz and Stegun 6.1.41). */
function logGammaTail(x: number): number {
  const z = 1 / (x * x);
  return (1 / 12 + z * (-1 / 360 + z * (1 / 1260 + z * (-1 / 1680 + z * (1 / 1188 + z * (-691 / 360360 + z / 156)))))) / x;
}

/** Sum of B(2k) / (2k x^(2k)), k = 1..7 (Abramowitz and Stegun 6.3.18). */
function digammaTail(x: number): number {
  const z = 1 / (x * x);
  return z * (1 / 12 + z * (-1 / 120 + z * (1 / 252 + z * (-1 / 240 + z * (1 / 132 + z * (-691 / 32760 + z / 12))))));
}
