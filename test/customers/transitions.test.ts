import {
  type LifecycleCustomer,
  lifecycleStages,
  lifecycleTransitions,
  type MarketCounts,
  marketPenetration,
  type StagedCustomer,
} from "clientele/customers";
import { describe, expect, it } from "vitest";
import { transitionMatrix } from "../../src/customers/transition-matrix.js";
import { deepFreeze } from "../support/deep-freeze.js";

const refusal = (argument: string): unknown => expect.objectContaining({ code: "invalid-argument", argument });
const staged = (stages: Record<string, string>): StagedCustomer[] =>
  deepFreeze(Object.entries(stages).map(([customerId, stage]) => ({ customerId, stage }) as StagedCustomer));

describe("lifecycleTransitions", () => {
  const before = staged({ a: "new", b: "new", c: "new", d: "new", e: "regular", f: "regular", g: "lost" });
  const after = staged({ h: "new", i: "new", g: "regular", f: "regular", e: "dormant", d: "new", c: "existing", b: "existing" });
  const matrix = lifecycleTransitions(before, after);

  it("has a row for every stage in the order of a customer's life, and one for those who were not known yet", () => {
    expect(matrix.rows.map(({ from, customers }) => [from, customers])).toStrictEqual([
      ["prospect", 0],
      ["new", 4],
      ["existing", 0],
      ["regular", 2],
      ["dormant", 0],
      ["lost", 1],
      ["absent", 2],
    ]);
    for (const { to } of matrix.rows) expect(to.map(({ label }) => label)).toStrictEqual(matrix.rows.map(({ from }) => from));
    expect(matrix.customers).toBe(9);
  });

  it("says where they went, and which share of the row", () => {
    const went = matrix.rows.map(({ from, to }) => [
      from,
      to.filter((cell) => cell.customers > 0).map(({ label, customers, share }) => [label, customers, share]),
    ]);
    expect(went).toStrictEqual([
      ["prospect", []],
      [
        "new",
        [
          ["new", 1, 0.25],
          ["existing", 2, 0.5],
          ["absent", 1, 0.25],
        ],
      ],
      ["existing", []],
      [
        "regular",
        [
          ["regular", 1, 0.5],
          ["dormant", 1, 0.5],
        ],
      ],
      ["dormant", []],
      ["lost", [["regular", 1, 1]]],
      ["absent", [["new", 2, 1]]],
    ]);
  });

  it("has no shares where nobody was", () => {
    expect(matrix.rows[0]?.to.map(({ share }) => share)).toStrictEqual(Array(7).fill(null));
  });

  it("says where everybody is after", () => {
    expect(matrix.after.map(({ customers }) => customers)).toStrictEqual([0, 3, 2, 2, 1, 0, 1]);
  });

  it("of nobody is empty", () => {
    const empty = lifecycleTransitions([], new Set<StagedCustomer>());
    expect([empty.customers, empty.rows.every(({ customers }) => customers === 0)]).toStrictEqual([0, true]);
  });

  it.each<[string, readonly unknown[], readonly unknown[]]>([
    ["before[7].customerId", [...before, { customerId: "a", stage: "lost" }], []],
    ["after[8].customerId", before, [...after, { customerId: "b", stage: "existing" }]],
    ["after[9].customerId", [], [...after, { customerId: "z", stage: "new" }, { customerId: "z", stage: "new" }]],
    ["before[0].stage", [{ customerId: "a", stage: "gone" }], []],
    ["before[0].stage", [{ customerId: "a", stage: "absent" }], []],
    ["before[0].stage", [{ customerId: "a", stage: "__proto__" }], []],
    ["after[0].stage", [], [{ customerId: "a" }]],
    ["after[0].customerId", [], [{ customerId: "", stage: "new" }]],
    ["after[0].customerId", [], [{ customerId: 7, stage: "new" }]],
    ["before[0]", [null], []],
    ["before[0]", ["anna"], []],
  ])("refuses %s by its place", (argument, from, to) => {
    expect(() => lifecycleTransitions(from as StagedCustomer[], to as StagedCustomer[])).toThrow(refusal(argument));
  });

  it("takes ids that programs trip over", () => {
    const odd = staged({ ["__proto__"]: "new", constructor: "new", toString: "lost" });
    expect(lifecycleTransitions(odd, odd).rows.map(({ customers }) => customers)).toStrictEqual([0, 2, 0, 0, 0, 1, 0]);
  });
});

describe("a transition matrix", () => {
  it("has the labels in the order given, with odd names as well", () => {
    const rows = [{ customerId: "a", segment: "__proto__" }];
    const { rows: cells } = transitionMatrix<"segment", string>(["zeta", "__proto__", "alpha"], "segment", rows, rows);
    expect(cells.map(({ from, customers }) => [from, customers])).toStrictEqual([
      ["zeta", 0],
      ["__proto__", 1],
      ["alpha", 0],
      ["absent", 0],
    ]);
  });

  it("keeps the word absent for those who are", () => {
    expect(() => transitionMatrix(["absent"], "segment", [], [])).toThrow(refusal("labels"));
    expect(() => transitionMatrix(["absent"], "segment", [], [], "segments")).toThrow(refusal("segments"));
  });
});

describe("lifecycleStages", () => {
  const rules = { timeZone: "UTC", regular: { minPurchases: 3 }, dormant: { afterDays: 30 }, lost: { afterDays: 90 } };
  const bought = (customerId: string, daysAgo: number, purchases: number): LifecycleCustomer => {
    const at = Date.UTC(2024, 5, 1) - daysAgo * 86_400_000;
    return { customerId, firstAt: at, lastAt: at, purchases };
  };
  const asOf = "2024-06-01T00:00:00Z";

  it("says where each customer stands, in the order given", () => {
    const base = [bought("z", 1, 1), bought("y", 1, 2), bought("x", 1, 3), bought("w", 31, 3), bought("v", 91, 3)];
    expect(lifecycleStages(deepFreeze([...base, { customerId: "u", purchases: 0 } as const]), rules, asOf)).toStrictEqual([
      { customerId: "z", stage: "new" },
      { customerId: "y", stage: "existing" },
      { customerId: "x", stage: "regular" },
      { customerId: "w", stage: "dormant" },
      { customerId: "v", stage: "lost" },
      { customerId: "u", stage: "prospect" },
    ]);
    expect(lifecycleStages(new Set<LifecycleCustomer>(), rules, asOf)).toStrictEqual([]);
  });

  it.each<[string, unknown]>([
    ["summaries[1].customerId", null],
    ["summaries[1].customerId", { purchases: 0 }],
    ["summaries[1].customerId", { customerId: "", purchases: 0 }],
    ["summaries[1]", undefined],
    ["summaries[1].purchases", { customerId: "a", purchases: NaN }],
    ["summaries[1].lastAt", { customerId: "a", purchases: 1 }],
  ])("refuses %s", (argument, summary) => {
    expect(() => lifecycleStages([bought("a", 1, 1), summary as LifecycleCustomer], rules, asOf)).toThrow(refusal(argument));
  });

  it("refuses rules and days that are none before the first customer", () => {
    expect(() => lifecycleStages([], { ...rules, lost: { afterDays: 30 } }, asOf)).toThrow(refusal("rules.lost.afterDays"));
    expect(() => lifecycleStages([], rules, "today")).toThrow(refusal("asOf"));
  });
});

describe("marketPenetration", () => {
  it("is the share of the target market that is won", () => {
    expect(marketPenetration(deepFreeze({ customers: 1200, targetMarket: 48_000 }))).toStrictEqual({
      numerator: 1200,
      denominator: 48_000,
      value: 0.025,
    });
    expect(marketPenetration({ customers: 5, targetMarket: 5 }).value).toBe(1);
    expect(marketPenetration({ customers: 0, targetMarket: 5 }).value).toBe(0);
  });

  it("is null where there is no market", () => {
    expect(marketPenetration({ customers: 0, targetMarket: 0 })).toStrictEqual({ numerator: 0, denominator: 0, value: null });
  });

  it("has no -0", () => {
    expect(Object.is(marketPenetration({ customers: -0, targetMarket: 5 }).numerator, 0)).toBe(true);
  });

  it.each<[string, unknown]>([
    ["market.customers", { customers: 6, targetMarket: 5 }],
    ["market.customers", { customers: -1, targetMarket: 5 }],
    ["market.customers", { customers: 1.5, targetMarket: 5 }],
    ["market.customers", { customers: "1", targetMarket: 5 }],
    ["market.targetMarket", { customers: 0, targetMarket: NaN }],
    ["market.targetMarket", { customers: 1, targetMarket: Infinity }],
    ["market.targetMarket", { customers: 1 }],
    ["market", null],
  ])("refuses %s: %o", (argument, market) => {
    expect(() => marketPenetration(market as MarketCounts)).toThrow(refusal(argument));
  });
});
