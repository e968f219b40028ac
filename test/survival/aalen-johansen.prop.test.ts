import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { aalenJohansen, type CauseRow, type CumulativeIncidence } from "../../src/survival/aalen-johansen.js";
import { expectNear } from "../clv/expect-near.js";
import { deepFreeze } from "../support/deep-freeze.js";

const NAMES = ["a", "b", "c"];
const row = fc.record<CauseRow>({ time: fc.nat(6), cause: fc.option(fc.constantFrom(...NAMES)) });
const rows = fc.array(row, { maxLength: 20 });
const incidence = (given: readonly CauseRow[]): CumulativeIncidence => aalenJohansen(deepFreeze(given), { causes: NAMES });

/** The shares of a cause at the times, of rows with weights that need not be whole. */
function plainShares(given: readonly CauseRow[], weights: readonly number[], cause: string, times: readonly number[]): number[] {
  const total = (keep: (one: CauseRow) => boolean): number =>
    given.reduce((sum, one, i) => sum + (keep(one) ? (weights[i] as number) : 0), 0);
  let [there, share] = [1, 0];
  return times.map((at) => {
    const risk = total(({ time }) => time >= at);
    share += (there * total((one) => one.time === at && one.cause === cause)) / risk;
    there *= 1 - total((one) => one.time === at && one.cause !== null) / risk;
    return share;
  });
}

describe("the incidence of competing causes", () => {
  it("has the shares of the definition, and the errors of changing each row's weight a little", () => {
    const seen = { errors: 0 };
    fc.assert(
      fc.property(rows, (given) => {
        const { time, causes } = incidence(given);
        const equal = given.map(() => 1);
        const step = 1e-4;
        for (const { cause, cumulativeIncidence, standardError } of causes) {
          expectNear(cumulativeIncidence, plainShares(given, equal, cause, time), 1e-13, 1e-13);
          const squares = time.map(() => 0);
          given.forEach((_, i) => {
            const [more, less] = [step, -step].map((change) =>
              plainShares(
                given,
                equal.map((weight, j) => (i === j ? weight + change : weight)),
                cause,
                time,
              ),
            );
            time.forEach((__, t) => (squares[t] = (squares[t] as number) + (((more?.[t] ?? 0) - (less?.[t] ?? 0)) / (2 * step)) ** 2));
          });
          expectNear(standardError, squares.map(Math.sqrt), 1e-6, 1e-7);
          seen.errors += standardError.filter((error) => error > 0).length;
        }
      }),
    );
    expect(seen.errors).toBeGreaterThan(0);
  });

  it("makes 1 with those still there, never falls, and is plain JSON", () => {
    fc.assert(
      fc.property(rows, (given) => {
        const result = incidence(given);
        expect(JSON.parse(JSON.stringify(result))).toStrictEqual(result);
        result.eventFree.forEach((share, t) => {
          const left = result.causes.map(({ cumulativeIncidence }) => cumulativeIncidence[t] as number);
          expect(left.reduce((sum, one) => sum + one, share)).toBeCloseTo(1, 13);
          result.causes.forEach(({ cumulativeIncidence }, k) => expect(left[k]).toBeGreaterThanOrEqual(cumulativeIncidence[t - 1] ?? 0));
        });
      }),
    );
  });

  it("does not depend on the order of rows, and takes a weight for so many equal rows", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(row, fc.nat(3)), { maxLength: 12 }), (given) => {
        const copies = given.flatMap(([one, weight]) => Array.from({ length: weight }, () => one));
        const result = incidence(copies);
        expect(incidence([...copies].reverse())).toEqual(result);
        expect(incidence(given.map(([one, weight]) => ({ ...one, weight })))).toEqual(result);
      }),
    );
  });

  it("of two causes taken for one is the sum of both, and leaves the third alone", () => {
    fc.assert(
      fc.property(rows, (given) => {
        const apart = incidence(given);
        const together = incidence(given.map((one) => ({ ...one, cause: one.cause === "b" ? "a" : one.cause })));
        const shares = (of: CumulativeIncidence, k: number): readonly number[] => of.causes[k]?.cumulativeIncidence ?? [];
        expectNear(
          shares(together, 0),
          shares(apart, 0).map((share, t) => share + (shares(apart, 1)[t] as number)),
          1e-13,
        );
        expect(together.causes[2]).toEqual(apart.causes[2]);
      }),
    );
  });
});
