import { customers } from "clientele";
import {
  lifecycleCounts,
  lifecycleStage,
  lifecycleStages,
  lifecycleTransitions,
  type LifecycleRules,
  type LifecycleStage,
} from "clientele/customers";
import { describe, expect, it } from "vitest";
import { deepFreeze } from "../support/deep-freeze.js";

const rules: LifecycleRules = deepFreeze({
  timeZone: "Europe/Berlin",
  new: { days: 14 },
  regular: { minPurchases: 4 },
  dormant: { afterDays: 90 },
  lost: { afterDays: 365 },
});
const asOf = "2024-06-30T12:00:00Z";
const daysAgo = (days: number): number => Date.parse("2024-06-30T12:00:00Z") - days * 86_400_000;
const stage = (purchases: number, first: number, last: number): LifecycleStage =>
  lifecycleStage({ firstAt: daysAgo(first), lastAt: daysAgo(last), purchases }, rules, asOf);

describe("the stage of a customer", () => {
  it.each<[string, number, number, number, LifecycleStage]>([
    ["one purchase today", 1, 0, 0, "new"],
    ["one purchase, as long ago as one can be without being dormant", 1, 90, 90, "new"],
    ["two purchases, the first 13 days ago", 2, 13, 0, "new"],
    ["two purchases, the first 14 days ago", 2, 14, 0, "existing"],
    ["three purchases", 3, 200, 90, "existing"],
    ["four purchases", 4, 200, 90, "regular"],
    ["four purchases within the first days", 4, 3, 0, "regular"],
    ["a regular who has not bought for 91 days", 40, 900, 91, "dormant"],
    ["365 days without a purchase", 2, 900, 365, "dormant"],
    ["366 days without a purchase", 40, 900, 366, "lost"],
    ["one purchase, 366 days ago", 1, 366, 366, "lost"],
    ["no purchase yet", 0, 0, 0, "prospect"],
  ])("%s", (_, purchases, first, last, expected) => {
    expect(stage(purchases, first, last)).toBe(expected);
  });

  it("is prospect of somebody who never bought", () => {
    expect(lifecycleStage(null, rules, asOf)).toBe("prospect");
  });

  it("counts local days: half past midnight in Berlin is the day before in New York", () => {
    const lastAt = Date.parse("2024-03-31T22:30:00Z");
    const of = (timeZone: string): LifecycleStage =>
      lifecycleStage({ firstAt: lastAt, lastAt, purchases: 1 }, { ...rules, timeZone }, "2024-06-30T12:00:00Z");
    expect([of("Europe/Berlin"), of("America/New_York")]).toEqual(["new", "dormant"]);
  });

  it("takes two purchases for an existing customer when the rules do not say", () => {
    const { new: _, ...plain } = rules;
    const bought = (purchases: number) => ({ firstAt: daysAgo(1), lastAt: daysAgo(1), purchases });
    expect(lifecycleStage(bought(2), plain, asOf)).toBe("existing");
    expect(lifecycleStage(bought(2), { ...plain, existing: { minPurchases: 3 } }, asOf)).toBe("new");
  });
});

describe("rules and summaries that are not lawful are refused", () => {
  const summary = { firstAt: daysAgo(1), lastAt: daysAgo(1), purchases: 1 };
  it.each<[string, () => unknown]>([
    ["rules.new.days", () => lifecycleStage(summary, { ...rules, new: { days: -1 } }, asOf)],
    ["rules.existing.minPurchases", () => lifecycleStage(summary, { ...rules, existing: { minPurchases: 0 } }, asOf)],
    ["rules.regular.minPurchases", () => lifecycleStage(summary, { ...rules, regular: { minPurchases: 1 } }, asOf)],
    ["rules.dormant.afterDays", () => lifecycleStage(summary, { ...rules, dormant: { afterDays: NaN } }, asOf)],
    ["rules.lost.afterDays", () => lifecycleStage(null, { ...rules, lost: { afterDays: 90 } }, asOf)],
    ["rules.timeZone", () => lifecycleStage(null, { ...rules, timeZone: "Berlin" }, asOf)],
    ["asOf", () => lifecycleStage(null, rules, "yesterday")],
    ["summary.purchases", () => lifecycleStage({ ...summary, purchases: 1.5 }, rules, asOf)],
    ["summary.lastAt", () => lifecycleStage({ ...summary, lastAt: NaN }, rules, asOf)],
    ["summary.firstAt", () => lifecycleStage({ ...summary, firstAt: Infinity }, rules, asOf)],
    ["summary", () => lifecycleStage(undefined as unknown as null, rules, asOf)],
    ["summaries[1]", () => lifecycleCounts([summary, undefined as unknown as null], rules, asOf)],
    ["summaries[1].lastAt", () => lifecycleCounts([null, { ...summary, lastAt: NaN }], rules, asOf)],
    ["summaries[1].purchases", () => lifecycleCounts([null, { ...summary, purchases: -1 }], rules, asOf)],
    ["rules.regular.minPurchases", () => lifecycleStage(null, undefined as unknown as LifecycleRules, asOf)],
    ["rules.regular.minPurchases", () => lifecycleStage(null, { ...rules, regular: undefined } as unknown as LifecycleRules, asOf)],
    ["rules.dormant.afterDays", () => lifecycleStage(null, { ...rules, dormant: null } as unknown as LifecycleRules, asOf)],
    ["rules.lost.afterDays", () => lifecycleStage(null, { ...rules, lost: 365 } as unknown as LifecycleRules, asOf)],
    ["rules.new.days", () => lifecycleStage(null, { ...rules, new: 14 } as unknown as LifecycleRules, asOf)],
    ["summaries", () => lifecycleCounts(null as unknown as [], rules, asOf)],
    ["summaries", () => lifecycleStages(summary as unknown as [], rules, asOf)],
    ["before", () => lifecycleTransitions(undefined as unknown as [], [])],
    ["after", () => lifecycleTransitions([], {} as unknown as [])],
    ["rules.lost.afterDays", () => lifecycleCounts([], { ...rules, lost: { afterDays: 1 } }, asOf)],
  ])("%s", (argument, call) => {
    expect(call).toThrow(expect.objectContaining({ code: "invalid-argument", argument }));
  });
});

describe("lifecycleCounts", () => {
  it("counts every stage and says by which rules, those left out as well", () => {
    const summaries = [1, 2, 3, 4, 5].map((purchases) => ({ firstAt: daysAgo(60), lastAt: daysAgo(20), purchases }));
    const { new: _, ...plain } = rules;
    const counted = customers.lifecycleCounts(deepFreeze([...summaries, null]), plain, asOf);
    expect(counted).toEqual({
      counts: { prospect: 1, new: 1, existing: 2, regular: 2, dormant: 0, lost: 0 },
      customers: 6,
      definition: {
        method: "purchases-and-days-since",
        asOf: Date.parse(asOf),
        rules: { ...plain, new: { days: 0 }, existing: { minPurchases: 2 } },
      },
    });
    expect(JSON.parse(JSON.stringify(counted))).toEqual(counted);
  });

  it("takes prospects by name as well, and has no negative zero", () => {
    const strict = { ...rules, new: { days: -0 }, dormant: { afterDays: -0 } };
    const { counts, definition } = lifecycleCounts([{ customerId: "ben", purchases: 0 }], strict, asOf);
    expect(counts.prospect).toBe(1);
    expect([definition.rules.new.days, definition.rules.dormant.afterDays]).toStrictEqual([0, 0]);
  });

  it("takes any iterable, and nobody", () => {
    expect(lifecycleCounts(new Set([null]), rules, asOf).customers).toBe(1);
    expect(lifecycleCounts([], rules, asOf).counts).toEqual({ prospect: 0, new: 0, existing: 0, regular: 0, dormant: 0, lost: 0 });
  });
});
