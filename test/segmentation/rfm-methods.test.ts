import { rfmScores, type RfmMethod, type RfmOptions, type RfmSubject } from "clientele/segmentation";
import { describe, expect, it } from "vitest";
import { deepFreeze } from "../support/deep-freeze.js";

const asOf = Date.parse("2024-06-30T12:00:00Z");
const options = (method: RfmMethod, bins = 5): RfmOptions => deepFreeze({ asOf, timeZone: "UTC", method, bins, monetary: "total" });
const subject = (customerId: string, daysAgo: number, purchases: number, revenueMinor: number): RfmSubject => ({
  customerId,
  lastAt: asOf - daysAgo * 86_400_000,
  purchases,
  revenueMinor,
});
const spent = (...amounts: number[]): RfmSubject[] => deepFreeze(amounts.map((amount, i) => subject(`c${String(i)}`, 1, 1, amount)));

describe("mid-rank", () => {
  it("scores by the middle of the ranks", () => {
    // floor(5 (below + upTo) / 12) + 1 of 1, 3, 5, 7, 9, 11
    expect(rfmScores(spent(10, 20, 30, 40, 50, 60), options("mid-rank")).rows.map(({ m }) => m)).toEqual([1, 2, 3, 3, 4, 5]);
    // Equals in the middle: below + upTo are 1, 5, 5, 5, 9 of 10.
    expect(rfmScores(spent(1, 7, 7, 7, 9), options("mid-rank")).rows.map(({ m }) => m)).toEqual([1, 3, 3, 3, 5]);
  });

  it("takes the higher score exactly on a boundary, and turns recency round after that", () => {
    // All four equal: 4 of 8 is the boundary between two halves.
    const { rows } = rfmScores(spent(5, 5, 5, 5), options("mid-rank", 2));
    expect(rows.map(({ score }) => score)).toEqual(["122", "122", "122", "122"]);
  });

  it("scores customers that are all equal in the middle, and a greater one by the cuts above", () => {
    const { rows, cuts } = rfmScores(spent(500, 500, 500), options("mid-rank"));
    expect(rows[0]?.score).toBe("333");
    expect(cuts).toEqual({ recencyDays: [1, 1, 2, 2], frequency: [1, 1, 2, 2], monetaryMinor: [500, 500, 501, 501], closed: "left" });
  });
});

describe("equal-width", () => {
  it("cuts the way from the least to the greatest into equal parts, closed above", () => {
    const { rows, cuts } = rfmScores(spent(0, 200, 201, 800, 801, 1000), options("equal-width"));
    expect(rows.map(({ m }) => m)).toEqual([1, 1, 2, 4, 5, 5]);
    expect(cuts?.monetaryMinor).toEqual([200, 400, 600, 800]);
    expect(rfmScores(spent(-1, 3), options("equal-width", 3)).cuts?.monetaryMinor).toEqual([1 / 3, 1 + 2 / 3]);
  });

  it("scores customers that are all equal 1, which turned round is the best recency", () => {
    expect(rfmScores(spent(7, 7), options("equal-width")).rows[0]?.score).toBe("511");
  });

  it("is exact where floating point is not", () => {
    const most = Number.MAX_SAFE_INTEGER;
    // A third of the way is 3002399751580330.33…: what is one more scores higher.
    const third = (most - 1) / 3;
    const scores = rfmScores(spent(0, third, third + 1, most), options("equal-width", 3)).rows.map(({ m }) => m);
    expect(scores).toEqual([1, 1, 2, 3]);
    // From -most to most the middle is 0.
    expect(rfmScores(spent(-most, 0, 1, most), options("equal-width", 2)).rows.map(({ m }) => m)).toEqual([1, 1, 2, 2]);
  });
});

describe("nested", () => {
  it("ranks purchases within a recency score, and money within both", () => {
    const rows = deepFreeze([
      subject("a", 1, 1, 100),
      subject("b", 1, 1, 900),
      subject("c", 1, 2, 50),
      subject("d", 9, 6, 70),
      subject("e", 9, 8, 10),
      subject("f", 9, 8, 10),
    ]);
    const rfm = rfmScores(rows, options("nested", 2));
    // Of a, b and c, c bought most often; of a and b, b spent more. e and f are equal and not above half of d, e and f; of these three d spent most.
    expect(rfm.rows.map(({ customerId, score }) => [customerId, score])).toEqual([
      ["a", "211"],
      ["b", "212"],
      ["c", "221"],
      ["d", "112"],
      ["e", "111"],
      ["f", "111"],
    ]);
    expect(rfm.cuts).toBeNull();
    expect(rfm.diagnostics.frequency).toEqual({ distinct: 4, customersByScore: [5, 1], emptyBins: [], degenerate: false });
  });
});

describe.each<[RfmMethod, ofOne: number[] | null]>([
  ["mid-rank", [-4, -4, -4, -4]],
  ["equal-width", [-5, -5, -5, -5]],
  ["nested", null],
])("%s", (method, ofOne) => {
  it("has nothing to say about nobody, and little about one", () => {
    const nobody = rfmScores([], options(method));
    expect([nobody.rows, nobody.cuts, nobody.diagnostics.frequency.distinct]).toEqual([[], null, 0]);
    const one = rfmScores(spent(-5), options(method));
    expect([one.rows[0]?.score, one.cuts?.monetaryMinor ?? null]).toEqual(["511", ofOne]);
    expect(one.definition.method).toBe(method);
  });
});
