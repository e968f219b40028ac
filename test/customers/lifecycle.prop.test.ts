import { lifecycleCounts, lifecycleStage, type LifecycleRules, type LifecycleStage } from "clientele/customers";
import { customerSummaries } from "clientele/purchases";
import { daysBetween } from "clientele/time";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { wallDate } from "../foundation/time/intl.js";
import { instants, purchases, zones } from "../purchases/make.js";

const small = fc.integer({ min: 0, max: 20 });
const rules = fc
  .record({
    timeZone: zones,
    young: small,
    existing: fc.integer({ min: 1, max: 3 }),
    more: fc.nat(3),
    dormant: small,
    later: fc.integer({ min: 1, max: 20 }),
  })
  .map(({ timeZone, young, existing, more, dormant, later }): Required<LifecycleRules> => ({
    timeZone,
    new: { days: young },
    existing: { minPurchases: existing },
    regular: { minPurchases: existing + more },
    dormant: { afterDays: dormant },
    lost: { afterDays: dormant + later },
  }));

describe("the lifecycle", () => {
  const usual = { occasion: "purchase", revenue: "net", fullyRefunded: "include" } as const;

  it("is that of the rules read one by one, by Intl's calendar, and its counts add up", () => {
    const seen = new Map<LifecycleStage, number>();
    fc.assert(
      fc.property(purchases, instants, rules, (rows, asOf, ours) => {
        const summaries = customerSummaries(rows, { ...usual, asOf, timeZone: ours.timeZone });
        const stages = summaries.map((summary) => {
          const since = (at: number): number => daysBetween(wallDate(at, ours.timeZone), wallDate(asOf, ours.timeZone));
          const isIn: [LifecycleStage, boolean][] = [
            ["lost", since(summary.lastAt) > ours.lost.afterDays],
            ["dormant", since(summary.lastAt) > ours.dormant.afterDays],
            ["regular", summary.purchases >= ours.regular.minPurchases],
            ["existing", summary.purchases >= ours.existing.minPurchases && since(summary.firstAt) >= ours.new.days],
            ["new", true],
          ];
          const expected = isIn.find(([, holds]) => holds)?.[0] as LifecycleStage;
          expect(lifecycleStage(summary, ours, asOf)).toBe(expected);
          return expected;
        });
        for (const stage of stages) seen.set(stage, (seen.get(stage) ?? 0) + 1);
        const { counts, customers } = lifecycleCounts([...summaries, null], ours, asOf);
        expect(customers).toBe(summaries.length + 1);
        expect(counts.prospect).toBe(1);
        for (const [stage, count] of Object.entries(counts)) {
          if (stage !== "prospect") expect(count).toBe(stages.filter((found) => found === stage).length);
        }
      }),
    );
    for (const stage of ["new", "existing", "regular", "dormant", "lost"] as const) expect(seen.get(stage)).toBeGreaterThan(20);
  });
});
