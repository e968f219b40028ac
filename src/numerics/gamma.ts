// log-gamma, digamma and their rises over whole steps, for positive arguments. Small arguments are shifted up by the recurrence;
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
  if (left === 0) return start;
  const to = from + left;
  return start + (from - 0.5) * Math.log1p(left / from) + left * (Math.log(to) - 1) + logGammaTail(to) - logGammaTail(from);
}

/** `digamma(x + steps) - digamma(x)` for whole steps, without the cancellation: 1 / x + 1 / (x + 1) + ... */
export function digammaRise(x: number, steps: number): number {
  let sum = 0;
  let from = x;
  let left = steps;
  for (; left > 0 && (left < 4 || from < ASYMPTOTIC); left--) sum += 1 / from++;
  if (left === 0) return sum;
  const to = from + left;
  return sum + Math.log1p(left / from) + (0.5 * left) / (from * to) + digammaTail(from) - digammaTail(to);
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
