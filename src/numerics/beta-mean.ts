// The mean of (1 + p z)^-power over p from the beta distribution (a, b): Gauss's 2F1(power, a; a + b; -z). Heterogeneous chances of
// leaving make this the rate at which customers who are still there go on buying, so it is wanted for every lawful parameter.
import { meanByQuadrature } from "./beta-mean-quadrature.js";
import { logGamma } from "./gamma.js";
import { gaussSeries } from "./hypergeometric.js";

/** A mean as a function of z, from 0 to Infinity exclusive; decreasing from 1. */
export type MeanOverBeta = (z: number) => number;

/** z from which the expansion in 1 / (1 + z) is the shorter one. */
const FAR = 4;
const CLOSE_TO_POLE = 1e-3;
const LARGEST_GAP = 20;
/** Two parts of opposite sign may be so much larger than their sum that their rounding stays below this share of it. */
const LARGEST_ERROR = 1e-12;
/** e^-700 is near the smallest number. */
const LARGEST_DECAY = 700;
/** Logarithms of gamma functions have an error of one rounding; small ones are good to a few. */
const ROUNDINGS = 8;

/** The mean of (1 + p z)^-power over p ~ Beta(a, b); all three above 0. */
export function meanPowerOverBeta(power: number, a: number, b: number): MeanOverBeta {
  let expansion: MeanOverBeta | undefined;
  let quadrature: MeanOverBeta | undefined;
  return (z) => {
    const far = z > FAR ? (expansion ??= farExpansion(power, a, b))(z) : NaN;
    const near = Number.isNaN(far) ? nearSeries(power, a, b, z) : far;
    return Number.isNaN(near) ? (quadrature ??= meanByQuadrature(power, a, b))(z) : near;
  };
}

/** Pfaff's form where its terms do not alternate, or hardly; else Euler's, whose terms never do. */
function nearSeries(power: number, a: number, b: number, z: number): number {
  const c = a + b;
  const x = z / (1 + z);
  const pfaff = decayed(a, z) * gaussSeries(a, c - power, c, x);
  return Number.isNaN(pfaff) ? decayed(power, z) * gaussSeries(power, b, c, x) : pfaff;
}

/** (1 + z)^-power; `NaN` where it is too small to be multiplied by what may be large. */
function decayed(power: number, z: number): number {
  const logs = power * Math.log1p(z);
  return logs < LARGEST_DECAY ? Math.exp(-logs) : NaN;
}

/**
 * The linear transformation to 1 - x = 1 / (1 + z) (Abramowitz and Stegun 15.3.6). `NaN` where power - a is too close to a whole number, a
 * pole of both parts, or so large that the near series is short and the parts are huge.
 */
function farExpansion(power: number, a: number, b: number): MeanOverBeta {
  const c = a + b;
  const gap = power - a;
  if (Math.abs(gap - Math.round(gap)) < CLOSE_TO_POLE || Math.abs(gap) > LARGEST_GAP) return () => NaN;
  const slow = signedGamma(c, gap, power, b);
  const fast = signedGamma(c, -gap, a, c - power);
  const rounding = Number.EPSILON * Math.max(slow.size, fast.size, ROUNDINGS);
  return (z) => {
    const x = 1 / (1 + z);
    const logX = Math.log(x);
    const slowPart = slow.sign * Math.exp(slow.log + a * logX) * gaussSeries(a, c - power, 1 - gap, x);
    const fastPart = fast.sign === 0 ? 0 : fast.sign * Math.exp(fast.log + power * logX) * gaussSeries(power, b, 1 + gap, x);
    const mean = slowPart + fastPart;
    return Math.abs(slowPart) * rounding <= LARGEST_ERROR * mean ? mean : NaN;
  };
}

/** A number by its sign and logarithm, with the largest of the logarithms that it was made of. */
interface SignedLog {
  readonly sign: number;
  readonly log: number;
  readonly size: number;
}

/** Gamma(a) Gamma(b) / (Gamma(c) Gamma(d)); b and d may be negative, and d a pole, where the quotient is 0. */
function signedGamma(a: number, b: number, c: number, d: number): SignedLog {
  const above = reflected(b);
  const below = reflected(d);
  const logs = [logGamma(a), above.log, -logGamma(c), -below.log] as const;
  const size = Math.max(...logs.map(Math.abs));
  return { sign: above.sign * below.sign, log: logs[0] + logs[2] + (logs[1] + logs[3]), size };
}

function reflected(x: number): { sign: number; log: number } {
  if (x > 0) return { sign: 1, log: logGamma(x) };
  const nearest = Math.round(x);
  // Exact also beside a pole, where sin(pi x) of the whole x is not.
  const sine = Math.sin(Math.PI * (x - nearest)) * (nearest % 2 === 0 ? 1 : -1);
  return { sign: Math.sign(sine), log: sine === 0 ? 0 : Math.log(Math.PI / Math.abs(sine)) - logGamma(1 - x) };
}
