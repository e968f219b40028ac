// Draws from continuous distributions, made of uniform draws. Public face: random.ts.

/** Standard normal: Marsaglia's polar method (1964). */
function randomNormal(uniform: () => number): number {
  for (;;) {
    const x = 2 * uniform() - 1;
    const y = 2 * uniform() - 1;
    const square = x * x + y * y;
    if (square > 0 && square < 1) return x * Math.sqrt((-2 * Math.log(square)) / square);
  }
}

/** Gamma with rate 1. */
export function randomGamma(uniform: () => number, shape: number): number {
  return shape >= 1 ? gammaOfLargeShape(uniform, shape) : Math.exp(logGammaDraw(uniform, shape));
}

/** Beta as the share of one gamma draw in the sum of two; in logs, because a draw of a tiny shape is too small for a number. */
export function randomBeta(uniform: () => number, a: number, b: number): number {
  const logOdds = logGammaDraw(uniform, a) - logGammaDraw(uniform, b);
  return 1 / (1 + Math.exp(-logOdds));
}

function logGammaDraw(uniform: () => number, shape: number): number {
  if (shape >= 1) return Math.log(gammaOfLargeShape(uniform, shape));
  return Math.log(gammaOfLargeShape(uniform, shape + 1)) + Math.log1p(-uniform()) / shape;
}

/** Marsaglia and Tsang (2000), for shapes of at least 1. */
function gammaOfLargeShape(uniform: () => number, shape: number): number {
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = randomNormal(uniform);
    const root = 1 + c * x;
    if (root <= 0) continue;
    const v = root * root * root;
    if (Math.log1p(-uniform()) < 0.5 * x * x + d * (1 - v + Math.log(v))) return d * v;
  }
}
