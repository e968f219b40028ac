// Gauss-Legendre integration with 16 points: exact for polynomials up to degree 31.

const NODES = [
  0.9894009349916499, 0.9445750230732326, 0.8656312023878318, 0.755404408355003, 0.6178762444026438, 0.45801677765722737,
  0.2816035507792589, 0.09501250983763744,
] as const;
const WEIGHTS = [
  0.027152459411754096, 0.062253523938647894, 0.09515851168249279, 0.12462897125553388, 0.14959598881657674, 0.16915651939500254,
  0.18260341504492358, 0.1894506104550685,
] as const;

/** The integral of f from `from` to `to`, for an f that one polynomial can follow there. */
export function integrate(f: (x: number) => number, from: number, to: number): number {
  const middle = (from + to) / 2;
  const half = (to - from) / 2;
  let sum = 0;
  for (let i = 0; i < NODES.length; i++) {
    const offset = half * (NODES[i] as number);
    sum += (WEIGHTS[i] as number) * (f(middle - offset) + f(middle + offset));
  }
  return half * sum;
}

/**
 * The integral from 0 to `to` (which may be Infinity) of a positive, decreasing, smooth f whose scale of change at 0 is `firstWidth`
 * and grows with x, as sums and mixtures of powers and exponentials do: panels of doubling width, until they add nothing.
 */
export function integrateDecreasing(f: (x: number) => number, firstWidth: number, to: number): number {
  let total = 0;
  let from = 0;
  for (let width = firstWidth; from < to; width *= 2) {
    const end = Math.min(from + width, to);
    const panel = integrate(f, from, end);
    total += panel;
    // Wider panels follow, so look at what the rest could be at most if f stayed as it is over the next one.
    if (f(end) * width * 4 <= 1e-17 * total) break;
    from = end;
  }
  return total;
}
