// Likelihoods whose maximum lies far from where one would look for it, or has no maximum but a hill on the way.
import { fitBgNbd, fitGammaGamma, type CustomerHistory } from "clientele/clv";
import { describe, expect, it } from "vitest";
import { seededRandom, type Random } from "../../src/numerics/random.js";
import { expectNear } from "./expect-near.js";

function simulated(customers: number, seed: number, rate: (random: Random) => number, leaves: number, age: (random: Random) => number) {
  const random = seededRandom(seed);
  return Array.from({ length: customers }, (): CustomerHistory => {
    const pace = rate(random);
    const end = age(random);
    let [frequency, recency] = [0, 0];
    for (let at = random.exponential(pace); at <= end; at += random.exponential(pace)) {
      frequency += 1;
      recency = at;
      if (random.chance(leaves)) break;
    }
    return { frequency, recency, age: end };
  });
}

const differing = (random: Random): number => random.gamma(0.6, 6);
const wholeDays = (random: Random): number => (180 + ((random.uniform() * 2 ** 53) % 91)) / 7;

describe("fitBgNbd finds a maximum", () => {
  it.each<[string, CustomerHistory[], Record<string, number>, number]>([
    [
      "of customers who are nearly alike",
      simulated(500, 11, () => 0.1, 0.2, wholeDays),
      { r: 82.2962, alpha: 854.02, a: 9.95782, b: 38.863 },
      -4096.17113385,
    ],
    [
      "of customers of one age who never leave",
      simulated(200, 2, differing, 0, () => 30),
      { r: 0.797734, alpha: 10.0666, a: 0.00802127, b: 2.47953 },
      -1552.1853572,
    ],
    [
      "of customers who never leave",
      simulated(500, 4, differing, 0, wholeDays),
      { r: 0.746811, alpha: 8.19901, a: 0.000400991, b: 0.0221082 },
      -4502.1004594,
    ],
  ])("%s", (_, customers, parameters, logLikelihood) => {
    const fit = fitBgNbd(customers);
    if (!fit.ok) expect.unreachable(fit.error.code);
    expectNear(fit.value.parameters, parameters, 1e-4);
    expect(fit.value.logLikelihood).toBeCloseTo(logLikelihood, 6);
    expect(fit.value).toMatchObject({ starts: 4, startsAgree: false });
  });
});

describe("fitBgNbd finds no maximum", () => {
  it("when the likelihood is higher where a and b vanish than on the hill before", () => {
    const few = [
      [3, 16.26857507556378, 31],
      [0, 0, 31],
      [1, 29.325533679181333, 32.57142857142857],
      [3, 9.967064195793398, 26.142857142857142],
      [1, 33.4215894789425, 35.714285714285715],
      [1, 3.067725584610379, 27],
      [1, 12.805156399523707, 36.142857142857146],
      [5, 28.544744346516616, 28.714285714285715],
    ] as const;
    const fit = fitBgNbd(few.map(([frequency, recency, age]) => ({ frequency, recency, age })));
    expect(fit).toMatchObject({ ok: false, error: { code: "boundary", limit: "zero" } });
    if (!fit.ok && fit.error.code === "boundary") expect(fit.error.logLikelihood).toBeCloseTo(-56.3366, 4);
  });

  it("when the search ends on a plateau", () => {
    const once = [20, 5, 5].map((count, i) => ({ frequency: Math.min(i, 1), recency: [0, 9, 20][i] ?? 0, age: 38, count }));
    expect(fitBgNbd(once)).toMatchObject({ ok: false, error: { code: "boundary" } });
    const nobodyLeaves = simulated(500, 10, differing, 0, wholeDays);
    expect(fitBgNbd(nobodyLeaves)).toMatchObject({ ok: false, error: { code: "boundary" } });
  });
});

it("fitGammaGamma finds no maximum when a customer spends the same each time, for all one can tell", () => {
  const customers = [
    { frequency: 3, meanSpend: 10, count: 10 },
    { frequency: 4, meanSpend: 20, count: 5 },
    { frequency: 1, meanSpend: 20, count: 5 },
  ];
  expect(fitGammaGamma(customers)).toMatchObject({ ok: false, error: { code: "boundary", parameter: "p", limit: "infinity" } });
});
