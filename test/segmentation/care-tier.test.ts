import { type CareReason, type CareRow, type CareSubject, careTier, type CareTier, careTiers } from "clientele/segmentation";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { deepFreeze } from "../support/deep-freeze.js";

const subject = (
  abcClass: CareSubject["abcClass"],
  stage: CareSubject["stage"],
  contributionMinor: number,
  costToServeMinor: number,
): CareSubject => deepFreeze({ abcClass, stage, contributionMinor, costToServeMinor });

describe("the tier of care", () => {
  it.each<[number, CareSubject, CareTier, CareReason]>([
    [1, subject(null, "prospect", 0, 900), "standard", "prospect"],
    [2, subject("C", "new", 100, 900), "develop", "new"],
    [3, subject("A", "lost", 5000, 100), "develop", "win-back"],
    [4, subject("A", "lost", 100, 100), "let-go", "lost"],
    [4, subject("B", "lost", 5000, 100), "let-go", "lost"],
    [5, subject("A", "regular", 500, 900), "let-go", "brings-nothing"],
    [5, subject("C", "dormant", -200, 0), "let-go", "brings-nothing"],
    [6, subject("A", "regular", 501, 900), "self-service", "costs-what-it-brings"],
    [6, subject("B", "existing", 900, 900), "self-service", "costs-what-it-brings"],
    [6, subject("C", "existing", 0, 0), "self-service", "costs-what-it-brings"],
    [7, subject("B", "dormant", 901, 900), "develop", "reactivate"],
    [8, subject("C", "dormant", 5000, 100), "self-service", "dormant"],
    [8, subject(null, "dormant", 5000, 100), "self-service", "dormant"],
    [9, subject("A", "regular", 10_000, 5001), "standard", "costly-to-serve"],
    [10, subject("C", "existing", 10_000, 5001), "self-service", "costly-to-serve"],
    [11, subject("A", "existing", 10_000, 5000), "key-account", "valuable"],
    [12, subject("B", "regular", 10_000, 5000), "develop", "room-to-grow"],
    [13, subject("C", "regular", 10_000, 5000), "standard", "pays"],
    [13, subject(null, "regular", 100, 0), "standard", "pays"],
  ])("follows rule %i", (_, one, tier, because) => {
    const { contributionMinor, costToServeMinor } = one;
    expect(careTier(one, { selfServiceCostMinor: 500 })).toStrictEqual({
      tier,
      because,
      contributionMinor,
      costToServeMinor,
      netMinor: contributionMinor - costToServeMinor,
    });
  });

  it("compares the share as a decimal", () => {
    // 0.07 times 100 is above 7 in floating point, and 0.29 times 100 below 29.
    expect(careTier(subject("A", "regular", 100, 7), { maxCostShare: 0.07 }).tier).toBe("key-account");
    expect(careTier(subject("A", "regular", 100, 8), { maxCostShare: 0.07 }).tier).toBe("standard");
    expect(careTier(subject("A", "regular", 100, 29), { maxCostShare: 0.29 }).tier).toBe("key-account");
  });

  it("adds up by tier", () => {
    const rows: CareRow[] = [
      { customerId: "anna", ...subject("A", "regular", 90_000, 12_000) },
      { customerId: "__proto__", ...subject("A", "existing", 10_000, 4000) },
      { customerId: "cem", ...subject("C", "existing", 900, 4000) },
    ];
    const found = careTiers(deepFreeze(rows));
    expect(found.tiers).toStrictEqual([
      { tier: "key-account", customers: 2, contributionMinor: 100_000, costToServeMinor: 16_000, netMinor: 84_000 },
      { tier: "develop", customers: 0, contributionMinor: 0, costToServeMinor: 0, netMinor: 0 },
      { tier: "standard", customers: 0, contributionMinor: 0, costToServeMinor: 0, netMinor: 0 },
      { tier: "self-service", customers: 1, contributionMinor: 900, costToServeMinor: 4000, netMinor: -3100 },
      { tier: "let-go", customers: 0, contributionMinor: 0, costToServeMinor: 0, netMinor: 0 },
    ]);
    expect(found.rows.map(({ customerId, because }) => [customerId, because])).toStrictEqual([
      ["anna", "valuable"],
      ["__proto__", "valuable"],
      ["cem", "costs-what-it-brings"],
    ]);
    expect(found.definition).toStrictEqual({ method: "first-match", rules: { maxCostShare: 0.5, selfServiceCostMinor: 0 } });
    expect(JSON.parse(JSON.stringify(found))).toStrictEqual(found);
    expect(careTiers([]).rows).toStrictEqual([]);
  });

  const fine = subject("A", "regular", 100, 1);
  it.each<[string, () => unknown]>([
    ["subject", () => careTier(null as never)],
    ["subject.abcClass", () => careTier({ ...fine, abcClass: "D" as "A" })],
    ["subject.abcClass", () => careTier({ ...fine, abcClass: undefined as never })],
    ["subject.stage", () => careTier({ ...fine, stage: "toString" as "new" })],
    ["subject.contributionMinor", () => careTier({ ...fine, contributionMinor: NaN })],
    ["subject.contributionMinor", () => careTier({ ...fine, contributionMinor: 1.5 })],
    ["subject.costToServeMinor", () => careTier({ ...fine, costToServeMinor: -1 })],
    ["subject.contributionMinor - costToServeMinor", () => careTier({ ...fine, contributionMinor: -9e15, costToServeMinor: 9e15 })],
    ["rules", () => careTier(fine, null as never)],
    ["rules.maxCostShare", () => careTier(fine, { maxCostShare: 50 })],
    ["rules.selfServiceCostMinor", () => careTier(fine, { selfServiceCostMinor: -1 })],
    ["rows[1].customerId", () => careTiers([1, 2].map(() => ({ customerId: "a", ...fine })))],
    ["rows[0].customerId", () => careTiers([fine as CareRow])],
    [
      "rows[1].stage",
      () =>
        careTiers([
          { customerId: "a", ...fine },
          { customerId: "b", ...fine, stage: "gone" as "lost" },
        ]),
    ],
    ["rows", () => careTiers(null as never)],
    ["rows", () => careTiers({} as never)],
    ["rows.contributionMinor", () => careTiers(["a", "b"].map((customerId) => ({ customerId, ...fine, contributionMinor: 9e15 })))],
  ])("refuses %s", (argument, call) => {
    expect(call).toThrow(expect.objectContaining({ code: "invalid-argument", argument }));
  });

  it("adds up exactly what leaves the safe integers on the way, in any order", () => {
    const sums = [8e15, 8e15, -8e15].map((contributionMinor, i) => ({
      customerId: String(i),
      ...fine,
      stage: "new" as const,
      contributionMinor,
      costToServeMinor: 0,
    }));
    const developed = (rows: readonly CareRow[]): number | undefined => careTiers(rows).tiers[1]?.contributionMinor;
    expect([developed(sums), developed([...sums].reverse())]).toEqual([8e15, 8e15]);
  });

  it("never rises with the cost, and care of a person's own always pays", () => {
    const order: CareTier[] = ["key-account", "develop", "standard", "self-service", "let-go"];
    const seen = new Set<CareTier>();
    const money = fc.oneof(fc.integer({ min: -50, max: 200 }), fc.integer({ min: -100_000, max: 100_000 }));
    fc.assert(
      fc.property(
        fc.constantFrom("A", "B", "C", null),
        fc.constantFrom("prospect", "new", "existing", "regular", "dormant", "lost"),
        money,
        fc.nat(150),
        fc.nat(150),
        fc.nat(80),
        (abcClass, stage, contribution, cost, more, selfServiceCostMinor) => {
          const one = careTier(subject(abcClass, stage, contribution, cost), { selfServiceCostMinor });
          const other = careTier(subject(abcClass, stage, contribution, cost + more), { selfServiceCostMinor });
          expect(order.indexOf(other.tier)).toBeGreaterThanOrEqual(order.indexOf(one.tier));
          if (one.tier === "key-account") expect([abcClass, one.netMinor > 0, cost * 2 <= contribution]).toStrictEqual(["A", true, true]);
          seen.add(one.tier);
        },
      ),
    );
    expect([...seen].sort()).toStrictEqual([...order].sort());
  });
});
