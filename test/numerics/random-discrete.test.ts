import { describe, expect, it } from "vitest";
import { randomBinomial, randomFailures, randomPoisson } from "../../src/numerics/random-discrete.js";
import { seededRandom, type Random } from "../../src/numerics/random.js";

const DRAWS = 20_000;

/** Mean and variance lie within five of their standard errors, and every draw is a count. */
function expectCounts(draw: (random: Random) => number, mean: number, variance: number, kurtosis = 9): void {
  const random = seededRandom(20_261_121);
  const values = Float64Array.from({ length: DRAWS }, () => draw(random));
  expect(values.every((value) => value >= 0 && Number.isInteger(value))).toBe(true);
  const average = values.reduce((sum, value) => sum + value, 0) / DRAWS;
  const spread = values.reduce((sum, value) => sum + (value - average) ** 2, 0) / DRAWS;
  expect(Math.abs(average - mean)).toBeLessThanOrEqual(5 * Math.sqrt(variance / DRAWS));
  expect(Math.abs(spread - variance)).toBeLessThanOrEqual(5 * variance * Math.sqrt((kurtosis - 1) / DRAWS));
}

describe("randomPoisson", () => {
  it.each([0.3, 6, 15.9, 16, 40, 1000, 1e9, 1e14])("has mean and variance %d", (mean) => {
    expectCounts((random) => randomPoisson(random, mean), mean, mean);
  });

  it("has the probabilities of the Poisson distribution, small mean or large", () => {
    for (const mean of [2, 20]) {
      const random = seededRandom(3);
      const counts = new Map<number, number>();
      for (let i = 0; i < DRAWS; i++) {
        const drawn = randomPoisson(random, mean);
        counts.set(drawn, (counts.get(drawn) ?? 0) + 1);
      }
      let probability = Math.exp(-mean);
      for (let count = 0; count < 3 * mean; count++) {
        const deviation = Math.sqrt(DRAWS * probability);
        expect(Math.abs((counts.get(count) ?? 0) - DRAWS * probability)).toBeLessThanOrEqual(4.5 * deviation + 1);
        probability *= mean / (count + 1);
      }
    }
  });

  it("of nothing to expect is 0, and of more than can be counted is finite", () => {
    const random = seededRandom(1);
    expect(randomPoisson(random, 0)).toBe(0);
    expect(randomPoisson(random, 1e-300)).toBe(0);
    expect(randomPoisson(random, 1e68) / 1e68).toBeCloseTo(1, 10);
  });
});

describe("randomBinomial", () => {
  it.each([
    [5, 0.3],
    [16, 0.5],
    [17, 0.9],
    [100, 0.02],
    [1000, 0.5],
    [1e6, 1e-5],
    [1e12, 0.7],
  ])("of %d trials with chance %d has their mean and variance", (trials, chance) => {
    expectCounts((random) => randomBinomial(random, trials, chance), trials * chance, trials * chance * (1 - chance));
  });

  it("of certain or impossible successes is all or none", () => {
    const random = seededRandom(1);
    expect([0, 5, 1e15].map((trials) => randomBinomial(random, trials, 1))).toEqual([0, 5, 1e15]);
    expect([0, 5, 1e15].map((trials) => randomBinomial(random, trials, 0))).toEqual([0, 0, 0]);
  });
});

describe("randomFailures", () => {
  it.each([0.9, 0.3, 1e-3])("before a success of chance %d have the mean and variance of the geometric distribution", (chance) => {
    expectCounts((random) => randomFailures(random, chance), (1 - chance) / chance, (1 - chance) / chance ** 2, 25);
  });

  it("are none before a certain success, and no end before an impossible one", () => {
    const random = seededRandom(1);
    expect(randomFailures(random, 1)).toBe(0);
    expect(randomFailures(random, 0)).toBe(Infinity);
  });
});
