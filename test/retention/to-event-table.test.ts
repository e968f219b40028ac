import { cohortTriangle, toEventTable, type CohortTriangle, type CohortTriangleOptions } from "clientele/retention";
import { kaplanMeier, survivalAt } from "clientele/survival";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { instants, purchases, zones } from "../purchases/make.js";
import { deepFreeze } from "../support/deep-freeze.js";

const month = { unit: "month", timeZone: "UTC" } as const;
const options: CohortTriangleOptions = deepFreeze({ period: month, asOf: "2024-05-10T00:00:00Z", mode: "on-or-after" });
const visits = (customerId: string, ...months: number[]) => months.map((index) => ({ customerId, at: Date.UTC(2024, index, 5) }));

/** The share still there after each period, as the product of what was kept from one to the next by all cohorts old enough. */
function pooled({ cells }: CohortTriangle): number[] {
  const shares = [1];
  for (let k = 0; ; k += 1) {
    const rows = cells.filter((row) => (row[k + 1] ?? null) !== null);
    const [atRisk, kept] = [k, k + 1].map((column) => rows.reduce((sum, row) => sum + (row[column] ?? 0), 0)) as [number, number];
    if (rows.length === 0 || atRisk === 0) return shares;
    shares.push((shares[k] as number) * (kept / atRisk));
  }
}

describe("toEventTable", () => {
  it("takes whoever was last seen in a period as lost in the next, and whoever is left at the end of the row as censored", () => {
    const events = [...visits("anna", 0, 2), ...visits("ben", 0, 3), ...visits("cem", 0), ...visits("dana", 2), ...visits("eve", 4)];
    const triangle = deepFreeze(cohortTriangle(events, options));
    expect(triangle.cells).toEqual([[3, 2, 2, 1, null], [1, 0, null], [null]]);
    expect(toEventTable(triangle)).toEqual({
      kind: "event-table",
      time: [1, 3],
      events: [2, 1],
      censored: [0, 1],
      entryTime: [],
      entered: [],
    });
  });

  it("censors at 0 whom nobody could have lost yet, and is empty without cohorts", () => {
    const young = toEventTable(cohortTriangle(visits("anna", 3), options));
    expect([young.time, young.events, young.censored]).toEqual([[0], [0], [1]]);
    expect(toEventTable(cohortTriangle([], options)).time).toEqual([]);
    expect(toEventTable(cohortTriangle(visits("anna", 4), options)).time).toEqual([]);
  });

  it("the Kaplan-Meier curve of it is the product of the hazards pooled over cohorts", () => {
    const seen = { lost: 0, censored: 0, steps: 0 };
    const settings = fc.record({
      period: fc.record({ unit: fc.constantFrom(...(["day", "week", "week"] as const)), timeZone: zones }),
      asOf: fc.oneof(
        instants,
        instants.map((at) => at + 28 * 86_400_000),
      ),
      mode: fc.constant("on-or-after" as const),
      periods: fc.constantFrom(2, 5, 1000),
    });
    fc.assert(
      fc.property(purchases, settings, (rows, how) => {
        const triangle = cohortTriangle(rows, how);
        const table = toEventTable(triangle);
        const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);
        const members = triangle.cohorts.reduce((total, { size, complete }) => total + (complete ? size : 0), 0);
        expect(sum(table.events) + sum(table.censored)).toBe(members);
        const curve = kaplanMeier(table, { level: 0.95, interval: "log-log" });
        pooled(triangle).forEach((share, k) => {
          if (members > 0) expect(survivalAt(curve, k)).toBeCloseTo(share, 12);
          seen.steps += Number(share > 0 && share < 1);
        });
        seen.lost += sum(table.events);
        seen.censored += sum(table.censored);
      }),
    );
    for (const count of Object.values(seen)) expect(count).toBeGreaterThan(50);
  });

  it.each<[string, Partial<CohortTriangleOptions>]>([
    ["triangle.definition.method", { mode: "on" }],
    ["triangle.definition.method", { mode: "on-or-before" }],
    ["triangle.definition.method", { mode: { bracket: [0, 1] } }],
    ["triangle.definition.measure", { measure: "events" }],
    ["triangle.definition.alignment", { alignment: "elapsed" }],
  ])("refuses by %s what is not a loss for good: %j", (argument, more) => {
    expect(() => toEventTable(cohortTriangle([], { ...options, ...more }))).toThrow(
      expect.objectContaining({ code: "invalid-argument", argument }),
    );
  });
});
