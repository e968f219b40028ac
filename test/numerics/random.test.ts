import { describe, expect, it } from "vitest";
import { seededRandom, type Random } from "../../src/numerics/random.js";
import { xoshiro128 } from "../../src/numerics/xoshiro.js";

const DRAWS = 60_000;

function draws(draw: (random: Random) => number, count = DRAWS): Float64Array {
  const random = seededRandom(20_261_121);
  return Float64Array.from({ length: count }, () => draw(random));
}

/** Mean and variance lie within five of their standard errors. */
function expectMoments(values: Float64Array, mean: number, variance: number, kurtosis = 9): void {
  const average = values.reduce((sum, value) => sum + value, 0) / values.length;
  const spread = values.reduce((sum, value) => sum + (value - average) ** 2, 0) / values.length;
  expect(Math.abs(average - mean)).toBeLessThanOrEqual(5 * Math.sqrt(variance / values.length));
  expect(Math.abs(spread - variance)).toBeLessThanOrEqual(5 * variance * Math.sqrt((kurtosis - 1) / values.length));
}

describe("xoshiro128**", () => {
  // From the state 1, 2, 3, 4: 2 * 5, turned left by 7 bits, times 9; then the words 7, 0, 1026, 12288 and so on, by hand.
  it("is the published generator", () => {
    const next = xoshiro128(1, 2, 3, 4);
    expect([next(), next(), next()]).toEqual([11520, 0, 5927040]);
  });
});

describe("seeded draws", () => {
  it("are the same for the same seed and stream only", () => {
    const first = (seed: number, stream?: number): number => seededRandom(seed, stream).uniform();
    expect(first(7)).toBe(first(7));
    const seeds = [0, 1, -1, 2 ** 32, 2 ** 40 + 1, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER];
    const outcomes = seeds.flatMap((seed) => [first(seed), first(seed, 1), first(seed, 2 ** 33)]);
    expect(new Set(outcomes).size).toBe(outcomes.length);
  });

  it("fill [0, 1) evenly, also those of neighbouring seeds", () => {
    expectMoments(
      draws((random) => random.uniform()),
      1 / 2,
      1 / 12,
    );
    const firsts = Float64Array.from({ length: DRAWS / 4 }, (_, seed) => seededRandom(seed).uniform());
    expectMoments(firsts, 1 / 2, 1 / 12);
    expect(firsts.every((value) => value >= 0 && value < 1)).toBe(true);
  });

  it("come true with a probability", () => {
    expectMoments(
      draws((random) => Number(random.chance(0.3))),
      0.3,
      0.21,
    );
    expect(seededRandom(1).chance(0)).toBe(false);
    expect(seededRandom(1).chance(1)).toBe(true);
  });

  it.each<[string, (random: Random) => number, number, number, number?]>([
    ["exponential", (random) => random.exponential(2), 1 / 2, 1 / 4],
    ["gamma of a small shape", (random) => random.gamma(0.25, 4), 1 / 16, 1 / 64, 27],
    ["gamma of a large shape", (random) => random.gamma(3, 2), 3 / 2, 3 / 4],
    ["beta", (random) => random.beta(0.8, 2.4), 1 / 4, 3 / 16 / 4.2],
    ["beta of tiny parameters", (random) => random.beta(0.001, 0.003), 1 / 4, 3 / 16 / 1.004],
  ])("have the moments of their distribution: %s", (_, draw, mean, variance, kurtosis) => {
    const values = draws(draw);
    expectMoments(values, mean, variance, kurtosis);
    expect(values.every((value) => Number.isFinite(value) && !Object.is(value, -0))).toBe(true);
  });
});
