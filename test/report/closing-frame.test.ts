import type { Purchase } from "clientele/purchases";
import { customerBaseReport, type CustomerBaseReport, type Section } from "clientele/report";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { analyse, type Analysis } from "../../examples/retention-report/analyse.js";
import { instants, purchase, purchases, zones } from "../purchases/make.js";

function present<T>(section: Section<T>): T {
  if (!section.available) throw new Error(section.reason);
  return section;
}

/** How many customers are active, by each section that says it. */
function activeBy(report: CustomerBaseReport): Record<string, number | undefined> {
  const { counts } = present(report.lifecycle);
  const { survival, churnRisk, winBack } = present(report.retention);
  expect(winBack.dormant).toBe(counts.dormant);
  return {
    movements: present(report.movements).rows.at(-1)?.closing,
    lifecycle: counts.new + counts.existing + counts.regular,
    survival: survival.active,
    churnRisk: churnRisk.bands.reduce((sum, { active }) => sum + active, 0),
  };
}

function activeIn({ movements, survival, risk }: Analysis): Record<string, number | undefined> {
  return {
    movements: movements.at(-1)?.closing,
    survival: survival.active,
    churnRisk: risk.bands.reduce((sum, { active }) => sum + active, 0),
  };
}

const options = { timeZone: "UTC", inactivityDays: 60, period: "month", horizonDays: 365, annualDiscountRate: 0.1 } as const;
const rows = [
  purchase({ customer: "a", at: "2024-01-01T09:00:00Z" }),
  purchase({ customer: "a2", at: "2024-01-01T10:00:00Z" }),
  purchase({ customer: "b", at: "2024-02-20T09:00:00Z" }),
];
const analysisOf = (given: readonly Purchase[], asOf: number, timeZone: string, inactivityDays: number): Analysis =>
  analyse(given, { currency: "EUR", asOf: asOf as Analysis["question"]["asOf"], period: { unit: "month", timeZone }, inactivityDays });

describe("sections agree on who is active", () => {
  it("when asOf lies within a day: 60 days after the last purchases, at the end of the day, they have lapsed", () => {
    const noon = Date.parse("2024-03-01T12:00:00Z");
    const report = customerBaseReport(rows, { ...options, asOf: noon });
    expect(activeBy(report)).toEqual({ movements: 1, lifecycle: 1, survival: 1, churnRisk: 1 });
    expect(activeIn(analysisOf(rows, noon, "UTC", 60))).toEqual({ movements: 1, survival: 1, churnRisk: 1 });
    const { curve } = present(report.retention).survival;
    expect([curve.time, curve.events]).toEqual([
      [11, 60],
      [0, 2],
    ]);
    expect(present(report.retention).winBack.candidates.map(({ customerId, silentDays }) => [customerId, silentDays])).toEqual([
      ["a", 61],
      ["a2", 61],
    ]);
  });

  it("when asOf is the start of a day: they are active until it ends", () => {
    const midnight = Date.parse("2024-03-01T00:00:00Z");
    expect(activeBy(customerBaseReport(rows, { ...options, asOf: midnight }))).toEqual({
      movements: 3,
      lifecycle: 3,
      survival: 3,
      churnRisk: 3,
    });
    expect(activeIn(analysisOf(rows, midnight, "UTC", 60))).toEqual({ movements: 3, survival: 3, churnRisk: 3 });
  });

  it("at every moment, in every zone but where a date is left out", () => {
    let lapsed = 0;
    fc.assert(
      fc.property(
        purchases,
        instants,
        zones.filter((zone) => zone !== "Pacific/Apia"),
        fc.integer({ min: 1, max: 20 }),
        (given, asOf, timeZone, inactivityDays) => {
          const report = customerBaseReport(given, { ...options, timeZone, inactivityDays, asOf });
          if (!report.totals.available) return;
          const { movements, ...others } = activeBy(report);
          for (const active of Object.values(others)) expect(active).toBe(movements);
          const mine = activeIn(analysisOf(given, asOf, timeZone, inactivityDays));
          for (const active of Object.values(mine)) expect(active).toBe(movements);
          lapsed += Number(report.totals.customers > (movements ?? 0));
        },
      ),
    );
    expect(lapsed).toBeGreaterThan(20);
  });
});
