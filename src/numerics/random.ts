import { randomBeta, randomGamma } from "./random-continuous.js";
import { xoshiro128 } from "./xoshiro.js";

/** A source of draws with a state of its own; the same seed gives the same draws. */
export interface Random {
  /** Evenly from [0, 1), 53 bits. */
  uniform(): number;
  /** True with this probability. */
  chance(probability: number): boolean;
  /** A waiting time with mean `1 / rate`. */
  exponential(rate: number): number;
  /** The gamma distribution with mean `shape / rate`; any shape above 0. */
  gamma(shape: number, rate: number): number;
  /** The beta distribution with mean `a / (a + b)`; any a and b above 0. */
  beta(a: number, b: number): number;
}

const TWO_TO_53 = 2 ** 53;

/**
 * Makes a source of draws from a seed, a safe integer.
 *
 * Streams of one seed are independent of each other: with a stream per customer, one customer's draws stay as they are
 * however many draws another one takes.
 */
export function seededRandom(seed: number, stream = 0): Random {
  const next32 = generator(seed, stream);
  const uniform = (): number => ((next32() >>> 5) * 0x4000000 + (next32() >>> 6)) / TWO_TO_53;
  return {
    uniform,
    chance: (probability) => uniform() < probability,
    exponential: (rate) => -Math.log1p(-uniform()) / rate,
    gamma: (shape, rate) => randomGamma(uniform, shape) / rate,
    beta: (a, b) => randomBeta(uniform, a, b),
  };
}

/** The generator of a seed and a stream: both are spread over the 128 bits of its state. */
function generator(seed: number, stream: number): () => number {
  const a = mix(low32(seed) + 0x9e3779b9);
  const b = mix(a ^ (high32(seed) + 0x7f4a7c15));
  const c = mix(b ^ (low32(stream) + 0x85ebca6b));
  // The last word is odd: a state of four zeros would never leave zero.
  const d = mix(c ^ (high32(stream) + 0xc2b2ae35)) | 1;
  const next = xoshiro128(a, b, c, d);
  // Seeds that differ in one bit begin alike; a few steps spread the difference over the whole state.
  for (let i = 0; i < 16; i++) next();
  return next;
}

/** Every bit of the word moves about half of the bits of the result (the finishing steps of MurmurHash3). */
function mix(word: number): number {
  let mixed = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}

function low32(value: number): number {
  return value | 0;
}

function high32(value: number): number {
  return Math.floor(value / 0x100000000) | 0;
}
