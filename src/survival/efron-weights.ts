// What tied events weigh by Efron's rule: of m events that have the share `dead` of all risk, k are gone by k / m of it when the next one comes.

/** Sums over k from 0 to m - 1 of the share of all risk that is left, 1 - k / m x dead: b = a squared, a = 1 / left, each times powers of k / m. */
export interface TieWeights {
  /** Of log(left). */
  logSum: number;
  a0: number;
  a1: number;
  b0: number;
  b1: number;
  b2: number;
}

/** So many events are added one by one. */
const FEW = 1024;
/** From this many steps on, what is left is smooth enough for the series below to be exact to the last digits. */
const ASYMPTOTIC = 32;
/** Below this share a power series in it converges fast, and nothing cancels. */
const SMALL_SHARE = 1 / 8;
const POWERS = 20;

/** All at once: nobody is gone before the others. */
export function breslowWeights(events: number): TieWeights {
  return { logSum: 0, a0: events, a1: 0, b0: events, b1: 0, b2: 0 };
}

/** One after the other. Cost: a step an event, of more than a thousand events a few steps. */
export function efronWeights(events: number, dead: number): TieWeights {
  if (events <= FEW) return addSteps({ logSum: 0, a0: 0, a1: 0, b0: 0, b1: 0, b2: 0 }, 0, events, dead);
  if (dead < SMALL_SHARE) return powerSeries(events, dead);
  const smooth = events - Math.max(0, Math.ceil(ASYMPTOTIC - ((1 - dead) / dead) * events));
  return addSteps(smoothSums(smooth, events, dead), smooth, events, dead);
}

function addSteps(weights: TieWeights, from: number, events: number, dead: number): TieWeights {
  const alive = 1 - dead;
  for (let k = from; k < events; k++) {
    const gone = k / events;
    const left = alive + ((events - k) / events) * dead;
    const a = 1 / left;
    const b = a * a;
    weights.logSum += Math.log(left);
    weights.a0 += a;
    weights.a1 += gone * a;
    weights.b0 += b;
    weights.b1 += gone * b;
    weights.b2 += gone * gone * b;
  }
  return weights;
}

/** In powers of `dead`. */
function powerSeries(events: number, dead: number): TieWeights {
  const mean = (n: number): number => meanPower(n, events);
  const weights = { logSum: 0, a0: 0, a1: 0, b0: 0, b1: 0, b2: 0 };
  for (let r = POWERS; r >= 0; r--) {
    const power = events * dead ** r;
    if (r > 0) weights.logSum -= (power / r) * mean(r);
    weights.a0 += power * mean(r);
    weights.a1 += power * mean(r + 1);
    weights.b0 += (r + 1) * power * mean(r);
    weights.b1 += (r + 1) * power * mean(r + 1);
    weights.b2 += (r + 1) * power * mean(r + 2);
  }
  return weights;
}

/** The mean of (k / m)^n by Faulhaber's formula, of which two terms and those in the ends are enough. */
function meanPower(n: number, events: number): number {
  if (n === 0) return 1;
  const square = 1 / events / events;
  const second = n > 1 ? n / 12 : 0;
  const fourth = n > 3 ? (n * (n - 1) * (n - 2)) / 720 : 0;
  return 1 / (n + 1) - 1 / events / 2 + square * (second - square * fourth);
}

/** The first events by the formula of Euler and Maclaurin: the integral of f over what is left, half of its ends, and a series of its derivatives. */
function smoothSums(count: number, events: number, dead: number): TieWeights {
  // From 1, where nobody is gone, down to the last of them.
  const steps = count - 1;
  const step = dead / events;
  const last = 1 - dead + ((events - steps) / events) * dead;
  const log = Math.log(last);
  const ends = (f: (left: number, z: number) => number): number => f(last, step / last) - f(1, step);
  const a0 = -log / step + (1 + 1 / last) / 2 + ends((left, z) => odd(z, 1 / 12, 1 / 120, 1 / 252, 1 / 240) / left);
  const b0 = steps / last + (1 + 1 / last / last) / 2 + ends((left, z) => odd(z, 1 / 6, 1 / 30, 1 / 42, 1 / 30) / left / left);
  return {
    logSum: (-last * log) / step - steps + log / 2 - ends((_, z) => odd(z, 1 / 12, 1 / 360, 1 / 1260, 1 / 1680)),
    a0,
    b0,
    // k / m is (1 - left) / dead.
    a1: (a0 - count) / dead,
    b1: (b0 - a0) / dead,
    b2: (b0 - 2 * a0 + count) / dead / dead,
  };
}

function odd(z: number, c1: number, c3: number, c5: number, c7: number): number {
  const square = z * z;
  return z * (c1 - square * (c3 - square * (c5 - square * c7)));
}
