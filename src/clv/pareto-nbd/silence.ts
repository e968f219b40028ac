// What may have happened since a customer's last purchase: still there without another purchase, or left at some time in between.
import { SIX, TEN, type Rule } from "../../numerics/gauss-legendre.js";

/** The chances of a silence, and the derivatives of its logarithm. Overwritten by every call, so that nothing is made for each customer. */
export interface Silence {
  /** The chance of no purchase and of still being there. */
  stayed: number;
  /** The chance of no purchase before having left. */
  left: number;
  /** The logarithm of their sum. */
  log: number;
  /** Its derivatives by the shape and the inverse scale of the purchase rate, and by those of the rate of leaving. */
  byShape: number;
  byTime: number;
  byS: number;
  byBeta: number;
}

/** The exponent may fall by so much over the first panel; later panels matter less. */
const FIRST_FALL = 4;
/** No panel is wider, since the nearest singularity is at a distance of pi. */
const WIDEST = 2;
/** A rest of this share of the integral is nothing. */
const NEGLIGIBLE = 1e-17;

/** The integrals over the silence, by the purchase rate or the rate of leaving, whichever has the lower (higher) inverse scale. */
interface Integrals {
  bought: number;
  left: number;
  leftByLowPower: number;
  leftByHighPower: number;
  leftByLow: number;
  leftByHigh: number;
}

/**
 * Makes the function of a silence of `length` after the last purchase of a customer whose purchase rate is then gamma distributed
 * (shape, time) and whose rate of leaving is gamma distributed (s, beta). It returns the same object every time.
 */
export function silences(): (shape: number, time: number, s: number, beta: number, length: number) => Silence {
  const silence: Silence = { stayed: 1, left: 0, log: 0, byShape: 0, byTime: 0, byS: 0, byBeta: 0 };
  const sums: Integrals = { bought: 0, left: 0, leftByLowPower: 0, leftByHighPower: 0, leftByLow: 0, leftByHigh: 0 };
  return (shape, time, s, beta, length) => {
    const buyingIsLow = time <= beta;
    if (buyingIsLow) integrate(shape, time, s, beta, length, true, sums);
    else integrate(s, beta, shape, time, length, false, sums);
    const logTime = Math.log1p(length / time);
    const logBeta = Math.log1p(length / beta);
    const stayed = Math.exp(-shape * logTime - s * logBeta);
    const left = s * sums.left;
    const bought = shape * sums.bought;
    const none = stayed + left;
    const stayedShare = stayed / none;
    const leftShare = s / none;
    silence.stayed = stayed;
    silence.left = left;
    // The three chances add up to 1; the logarithm of a number near 1 is taken of what it lacks.
    silence.log = bought < 0.5 ? Math.log1p(-bought) : Math.log(none);
    silence.byShape = -stayedShare * logTime - leftShare * (buyingIsLow ? sums.leftByLowPower : sums.leftByHighPower);
    silence.byTime =
      (shape * (stayedShare * (length / (time + length)) + leftShare * (buyingIsLow ? sums.leftByLow : sums.leftByHigh))) / time;
    silence.byS = -stayedShare * logBeta + (sums.left - s * (buyingIsLow ? sums.leftByHighPower : sums.leftByLowPower)) / none;
    silence.byBeta =
      (s * stayedShare * (length / (beta + length)) +
        leftShare * ((s + 1) * (buyingIsLow ? sums.leftByHigh : sums.leftByLow) - sums.left)) /
      beta;
    return silence;
  };
}

/**
 * The chance of having left is the integral over u of s / (beta + u) times the chance of neither a purchase nor leaving until u, which is
 * (1 + u / time)^-shape (1 + u / beta)^-s. Over the logarithm v of the growth of the smaller of time + u and beta + u, the logarithm of this
 * chance falls ever faster, at a known rate: lowPower + highPower (low + u) / (high + u). So each panel is as wide as that allows.
 */
function integrate(
  lowPower: number,
  low: number,
  highPower: number,
  high: number,
  length: number,
  buyingIsLow: boolean,
  sums: Integrals,
): void {
  sums.bought = sums.left = sums.leftByLowPower = sums.leftByHighPower = sums.leftByLow = sums.leftByHigh = 0;
  const scale = low / high;
  const end = Math.log1p(length / low);
  const fallAtEnd = lowPower * end + highPower * Math.log1p(length / high);
  let fallen = 0;
  let share = scale;
  for (let at = 0; at < end;) {
    const mostFall = FIRST_FALL + 0.5 * fallen;
    let width = end - at;
    let to = fallAtEnd;
    if (width > WIDEST || fallAtEnd - fallen > mostFall) {
      width = Math.min(width, WIDEST, mostFall / (lowPower + highPower * share));
      width = Math.min(width, mostFall / (lowPower + highPower * shareAt(at + width, scale)));
      to = lowPower * (at + width) + highPower * Math.log1p(scale * Math.expm1(at + width));
    }
    const panelRule = to - fallen <= 1 && width <= 0.6 ? SIX : TEN;
    addPanel(panelRule, at, width, lowPower, highPower, scale, buyingIsLow, sums);
    at += width;
    fallen = to;
    share = shareAt(at, scale);
    // The integrand has one hill at most, and behind it what is left is below a rectangle.
    const isFalling = !buyingIsLow || lowPower + (1 + highPower) * share > 1;
    if (isFalling && (end - at) * Math.exp(-fallen) * (buyingIsLow ? share : 1) <= NEGLIGIBLE * sums.left) break;
  }
}

function addPanel(
  { points, weights }: Rule,
  from: number,
  width: number,
  lowPower: number,
  highPower: number,
  scale: number,
  buyingIsLow: boolean,
  sums: Integrals,
): void {
  let [bought, left, leftByLowPower, leftByHighPower, leftByLow, leftByHigh] = [0, 0, 0, 0, 0, 0];
  for (let i = 0; i < points.length; i++) {
    const v = from + width * (points[i] as number);
    const growth = Math.expm1(v);
    const highGrowth = scale * growth;
    const highV = Math.log1p(highGrowth);
    const f = (weights[i] as number) * Math.exp(-lowPower * v - highPower * highV);
    const ofHigh = (f * (scale + highGrowth)) / (1 + highGrowth);
    const here = buyingIsLow ? ofHigh : f;
    bought += buyingIsLow ? f : ofHigh;
    left += here;
    leftByLowPower += here * v;
    leftByHighPower += here * highV;
    leftByLow += here * (growth / (1 + growth));
    leftByHigh += here * (highGrowth / (1 + highGrowth));
  }
  sums.bought += width * bought;
  sums.left += width * left;
  sums.leftByLowPower += width * leftByLowPower;
  sums.leftByHighPower += width * leftByHighPower;
  sums.leftByLow += width * leftByLow;
  sums.leftByHigh += width * leftByHigh;
}

/** (low + u) / (high + u) where the logarithm of the growth of low + u is v. */
function shareAt(v: number, scale: number): number {
  const growth = Math.expm1(v);
  return (scale + scale * growth) / (1 + scale * growth);
}
