import { describe, expect, it } from "vitest";
import { efronWeights, type TieWeights } from "../../src/survival/efron-weights.js";

/** The sums term by term, the smallest first. */
function plainWeights(events: number, dead: number): TieWeights {
  const sums = { logSum: 0, a0: 0, a1: 0, b0: 0, b1: 0, b2: 0 };
  for (let k = 0; k < events; k++) {
    const gone = k / events;
    const left = 1 - dead + ((events - k) / events) * dead;
    sums.logSum += dead < 0.5 ? Math.log1p(-gone * dead) : Math.log(left);
    sums.a0 += 1 / left;
    sums.a1 += gone / left;
    sums.b0 += 1 / left ** 2;
    sums.b1 += gone / left ** 2;
    sums.b2 += (gone / left) ** 2;
  }
  return sums;
}

describe("what tied events weigh", () => {
  it.each([1, 0.999999, 0.5, 0.126, 0.124, 0.01, 1e-9])("is the sum over them, also of very many: dead %d", (dead) => {
    for (const events of [2, 1024, 1025, 200_000]) {
      const [got, expected] = [efronWeights(events, dead), plainWeights(events, dead)];
      for (const name of Object.keys(expected) as (keyof TieWeights)[])
        expect(Math.abs(got[name] - expected[name])).toBeLessThan(1e-11 * Math.abs(expected[name]) + 1e-15 * events);
    }
  });

  it("stays finite where all risk is in them, or none", () => {
    for (const dead of [1, 1e-300, 0]) expect(Object.values(efronWeights(2 ** 53 - 1, dead)).every(Number.isFinite)).toBe(true);
    expect(efronWeights(2000, 0)).toMatchObject({ logSum: 0, a0: 2000, b0: 2000 });
  });
});
