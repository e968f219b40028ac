import { readFileSync } from "node:fs";
import {
  customerEquity,
  customerLifetimeValue,
  expectedPurchases,
  expectedSpend,
  fitBgNbd,
  fitGammaGamma,
  probabilityAlive,
} from "clientele/clv";
import { customerSummaries, parsePurchases, purchaseColumns } from "clientele/purchases";
import { customerBaseReport, type CustomerBaseReportOptions, type Section } from "clientele/report";
import { assignSegments, giniCoefficient, rfmScores, segmentMaps } from "clientele/segmentation";
import { startOfDay } from "clientele/time";
import { parse } from "csv-parse/sync";
import { describe, expect, it } from "vitest";
import { deepFreeze, withoutWriting } from "../support/deep-freeze.js";
import {
  abcOf,
  cohortsOf,
  dateOf,
  dayOf,
  historiesOf,
  monthsOf,
  ratesOf,
  repeatBuying,
  revenueOf,
  stagesOf,
  sum,
  type History,
} from "./by-hand.js";

const timeZone = "Europe/Berlin";
/** A noon: the year ends with that day, and the month is not over. Two thirds of the days since the first order are not a whole number. */
const AS_OF = Date.parse("2025-11-14T12:00:00+01:00");
const AS_OF_DAY = dayOf("2025-11-14");
/** Within a day, activity is asked at the end of it. */
const CLOSE_DAY = AS_OF_DAY + 1;
const INACTIVITY_DAYS = 75;
const OPTIONS: CustomerBaseReportOptions = deepFreeze({
  asOf: AS_OF,
  timeZone,
  inactivityDays: INACTIVITY_DAYS,
  period: "month",
  horizonDays: 400,
  annualDiscountRate: 0.15,
  grossMargin: 0.4,
});

const { values: ORDERS } = parsePurchases(parse(readFileSync("examples/data/shop-orders.csv"), { columns: true }), {
  currency: "EUR",
  timeZone,
  columns: { id: "order_id", customerId: "customer_id", at: "ordered_at", amount: "total" },
});

const HISTORIES = historiesOf(ORDERS, AS_OF, timeZone);
const REPORT = withoutWriting(purchaseColumns(ORDERS), (columns) => customerBaseReport(columns, OPTIONS));

function present<T>(section: Section<T>): T {
  if (!section.available) throw new Error(section.reason);
  return section;
}

describe("who the customers are", () => {
  it("totals", () => {
    expect(REPORT.totals).toEqual({
      available: true,
      customers: HISTORIES.length,
      purchases: sum(HISTORIES.map(({ purchases }) => purchases.length)),
      revenueMinor: sum(HISTORIES.map(revenueOf)),
      currency: "EUR",
      firstAt: Math.min(...HISTORIES.map(({ purchases }) => purchases[0]?.at ?? NaN)),
      lastAt: Math.max(...HISTORIES.map(({ purchases }) => purchases.at(-1)?.at ?? NaN)),
    });
    expect(HISTORIES.length).toBeGreaterThan(1300);
  });

  it("what did not count, and why", () => {
    const late = ORDERS.filter(({ at, status }) => at >= AS_OF && status === "paid").length;
    const { given, counted, afterAsOf, notPaid, fullyRefunded, withRefund } = REPORT.dataQuality;
    expect([given, counted, afterAsOf]).toEqual([ORDERS.length, sum(HISTORIES.map(({ purchases }) => purchases.length)), late]);
    expect(counted + late + notPaid + fullyRefunded).toBe(given);
    expect(Math.min(late, notPaid, fullyRefunded, withRefund)).toBeGreaterThan(50);
  });

  it("stages", () => {
    const counts = stagesOf(HISTORIES, CLOSE_DAY, INACTIVITY_DAYS);
    expect(present(REPORT.lifecycle).counts).toEqual(counts);
    // Only a prospect is not in the orders, so that every limit matters.
    expect(Object.values(counts).filter((n) => n > 50)).toHaveLength(5);
  });

  it("ABC classes, Gini coefficient and the share of the best fifth", () => {
    const { abc, topShare, giniCoefficient: gini, lorenz } = present(REPORT.concentration);
    expect(abc).toEqual(abcOf(HISTORIES));
    const revenues = HISTORIES.map(revenueOf).sort((a, b) => b - a);
    const best = Math.ceil(HISTORIES.length / 5);
    expect(topShare).toMatchObject({ count: best, numerator: sum(revenues.slice(0, best)), denominator: sum(revenues) });
    expect(gini).toBe(giniCoefficient(revenues));
    expect(lorenz?.population).toHaveLength(101);
    expect([lorenz?.population[0], lorenz?.share[0], lorenz?.population.at(-1), lorenz?.share.at(-1)]).toEqual([0, 0, 1, 1]);
    // The last fifth of the customers on the curve are the best.
    expect(1 - (lorenz?.share[80] ?? NaN)).toBeCloseTo(sum(revenues.slice(0, best)) / sum(revenues), 2);
  });

  it("segments by five quantile scores and total revenue, with the classic map", () => {
    const summaries = customerSummaries(ORDERS, {
      asOf: AS_OF,
      timeZone,
      occasion: "purchase",
      revenue: "net",
      fullyRefunded: "exclude",
    });
    const scores = rfmScores(summaries, { asOf: AS_OF, timeZone, bins: 5, method: "quantile", monetary: "total" });
    const { rows, definition } = present(REPORT.segments);
    expect(rows).toEqual(assignSegments(scores, segmentMaps.classic).segments);
    expect(definition).toEqual({ method: "quantile", bins: 5, monetary: "total", segmentMap: "classic" });
    expect([sum(rows.map(({ customers }) => customers)), sum(rows.map(({ revenueMinor }) => revenueMinor))]).toEqual([
      HISTORIES.length,
      sum(HISTORIES.map(revenueOf)),
    ]);
  });
});

describe("how the base moves", () => {
  it("movements, the running month up to the day of asOf", () => {
    const { rows } = present(REPORT.movements);
    const got = rows.map((row) => [row.period, row.opening, row.new, row.reactivated, row.lapsed, row.closing]);
    expect(got).toEqual(monthsOf(HISTORIES, CLOSE_DAY, INACTIVITY_DAYS));
    expect(rows.map(({ complete }) => complete)).toEqual([...Array<boolean>(34).fill(true), false]);
  });

  it("cohorts, and their pooled average", () => {
    const { triangle, average } = present(REPORT.cohorts);
    const byHand = cohortsOf(HISTORIES, AS_OF_DAY);
    expect(triangle.cohorts.map(({ label, size }, i) => ({ label, size, cells: triangle.cells[i] }))).toEqual(byHand);
    expect(average.map(({ numerator, denominator }) => [numerator, denominator])).toEqual(
      average.map((_, k) => {
        const complete = byHand.filter(({ cells }) => typeof cells[k] === "number");
        return [sum(complete.map(({ cells }) => cells[k] ?? NaN)), sum(complete.map(({ size }) => size))];
      }),
    );
  });

  it("the four rates of the year that ends with the day of asOf", () => {
    const { from, to, ...rates } = present(REPORT.repeatRates);
    expect([from, to]).toEqual(["2024-11-15", "2025-11-15"]);
    const byHand = ratesOf(HISTORIES, { from: dayOf(from), to: dayOf(to), asOfDay: AS_OF_DAY, withinDays: INACTIVITY_DAYS });
    for (const [name, [numerator, denominator]] of Object.entries(byHand))
      expect(rates[name as keyof typeof byHand], name).toMatchObject({ numerator, denominator, value: numerator / denominator });
    expect(new Set(Object.values(byHand).map(([numerator, denominator]) => numerator / denominator)).size).toBe(4);
  });
});

describe("who stays and who leaves", () => {
  const retention = present(REPORT.retention);

  it("churn of the complete months", () => {
    const months = monthsOf(HISTORIES, CLOSE_DAY, INACTIVITY_DAYS).slice(0, -1);
    const rows = present(retention.churn).rows.map(({ period, churn }) => [period, churn.numerator, churn.denominator]);
    expect(rows).toEqual(months.map(([period, opening, , , lapsed]) => [period, lapsed, opening]));
  });

  it("survival: the product of the shares that stay, day by day", () => {
    const lives = HISTORIES.map(({ purchases }) => {
      const [first, last] = [purchases[0]?.day ?? NaN, purchases.at(-1)?.day ?? NaN];
      const hasLeft = last + INACTIVITY_DAYS < CLOSE_DAY;
      return { days: (hasLeft ? last + INACTIVITY_DAYS : CLOSE_DAY) - first, hasLeft };
    });
    const { curve, median, afterOneYear, ended, active } = retention.survival;
    expect([ended, active]).toEqual([lives.filter(({ hasLeft }) => hasLeft).length, lives.filter(({ hasLeft }) => !hasLeft).length]);
    const survivalAfter = (day: number): number =>
      [...new Set(lives.map(({ days }) => days))]
        .filter((days) => days <= day)
        .reduce((share, days) => {
          const left = lives.filter((life) => life.hasLeft && life.days === days).length;
          return share * (1 - left / lives.filter((life) => life.days >= days).length);
        }, 1);
    expect(afterOneYear.share).toBeCloseTo(survivalAfter(365), 12);
    const half = median.time ?? NaN;
    expect([survivalAfter(half) <= 0.5, survivalAfter(half - 1) > 0.5]).toEqual([true, true]);
    expect(curve.survival[curve.time.indexOf(INACTIVITY_DAYS)]).toBeCloseTo(survivalAfter(INACTIVITY_DAYS), 12);
  });

  it("the win-back list: dormant customers by what the model expects of them", () => {
    const { candidates, dormant, spentPerYearMinor } = retention.winBack;
    const asleep = HISTORIES.filter(({ purchases }) => {
      const away = CLOSE_DAY - (purchases.at(-1)?.day ?? NaN);
      return away > INACTIVITY_DAYS && away <= 2 * INACTIVITY_DAYS;
    });
    expect(dormant).toBe(asleep.length);
    const perYear = asleep.map((history) => {
      const [first, last] = [history.purchases[0]?.day ?? NaN, history.purchases.at(-1)?.day ?? NaN];
      return revenueOf(history) / Math.max(1, (last - first) / 365.2425);
    });
    expect(spentPerYearMinor).toBeCloseTo(sum(perYear), 6);
    const ids = asleep.map(({ customerId }) => customerId);
    expect(candidates.every(({ customerId }) => ids.includes(customerId))).toBe(true);
  });
});

describe("lifetime value", () => {
  const customers = HISTORIES.map((history) => repeatBuying(history, AS_OF_DAY));
  const [purchases, spend] = [fitBgNbd(customers, { timeUnit: "week" }), fitGammaGamma(customers)];
  if (!purchases.ok || !spend.ok) throw new Error("no fit");
  const horizon = 400 / 7;
  const discount = { annualRate: 0.15, unitsPerYear: 365.25 / 7, compounding: "annual" } as const;
  const lifetimeValue = present(REPORT.lifetimeValue);
  const value = present(lifetimeValue.value);
  const whole = { horizon, discount, margin: 0.4 };

  it("the models, fitted on weeks and days", () => {
    expect(lifetimeValue.transactionModel.parameters).toEqual(purchases.value.parameters);
    expect(lifetimeValue.transactionModel.timeUnit).toBe("week");
    expect(value.spendModel.parameters).toEqual(spend.value.parameters);
    expect(lifetimeValue.definition).toEqual({
      method: "bg-nbd and gamma-gamma",
      basis: "gross-margin",
      margin: 0.4,
      horizonDays: 400,
      annualDiscountRate: 0.15,
      counts: "expected future repeat purchases",
    });
  });

  it("the total", () => {
    const { value: total, customersWithoutValue } = customerEquity(purchases.value, spend.value, customers, whole);
    expect(customersWithoutValue).toBe(0);
    expect(value.totalMinor / (total ?? NaN)).toBeCloseTo(1, 12);
    expect(lifetimeValue.customers).toBe(HISTORIES.length);
    const withoutMargin = present(present(customerBaseReport(ORDERS, { ...OPTIONS, grossMargin: 1 }).lifetimeValue).value);
    expect(value.totalMinor / withoutMargin.totalMinor).toBeCloseTo(0.4, 12);
  });

  it("the purchases, and who is still there of those who came back", () => {
    expect(lifetimeValue.expectedPurchases).toBeCloseTo(sum(customers.map((row) => expectedPurchases(purchases.value, row, horizon))), 8);
    const cameBack = customers.filter(({ frequency }) => frequency >= 1);
    expect(lifetimeValue.repeatCustomers).toBe(cameBack.length);
    expect(lifetimeValue.repeatCustomersAlive).toBeCloseTo(sum(cameBack.map((row) => probabilityAlive(purchases.value, row))), 8);
    expect(lifetimeValue.repeatCustomersAlive).toBeLessThan(0.9 * cameBack.length);
  });

  it("what is at stake with the dormant customers, as the value of everybody is counted", () => {
    const { candidates } = present(REPORT.retention).winBack;
    const values = candidates.map(({ customerId }) => {
      const row = customers.find((customer) => customer.customerId === customerId);
      return row === undefined ? null : customerLifetimeValue(purchases.value, spend.value, row, whole);
    });
    expect(candidates.map(({ expectedValueMinor }) => expectedValueMinor)).toEqual(values);
  });

  it("the ten most valuable customers, best first", () => {
    const best = customers
      .map((row) => ({
        customerId: row.customerId,
        valueMinor: customerLifetimeValue(purchases.value, spend.value, row, whole),
        probabilityAlive: probabilityAlive(purchases.value, row),
        expectedPurchases: expectedPurchases(purchases.value, row, horizon),
        expectedSpendMinor: expectedSpend(spend.value, row),
      }))
      .sort((a, b) => (b.valueMinor ?? NaN) - (a.valueMinor ?? NaN));
    expect(value.topCustomers).toEqual(best.slice(0, 10));
  });

  describe("the check against the past", () => {
    const holdout = present(lifetimeValue.holdout);
    const firstDay = Math.min(...HISTORIES.map(({ purchases: own }) => own[0]?.day ?? NaN));
    const cut = firstDay + Math.round(((AS_OF_DAY - firstDay) * 2) / 3);
    const before = (history: History): History => ({ ...history, purchases: history.purchases.filter(({ day }) => day < cut) });
    const known = HISTORIES.filter((history) => before(history).purchases.length > 0);
    const weeks = (AS_OF_DAY - cut) / 7;
    const calibration = known.map((history) => repeatBuying(before(history), cut));
    const actual = known.map(({ purchases: own }) => new Set(own.filter(({ day }) => day >= cut).map(({ day }) => day)).size);
    const fit = fitBgNbd(calibration);
    if (!fit.ok) throw new Error("no fit");
    const expected = calibration.map((row) => expectedPurchases(fit.value, row, weeks));

    it("cuts after two thirds of the days", () => {
      expect(holdout.calibrationEnd).toBe(startOfDay(dateOf(cut), timeZone));
      expect(holdout.holdoutWeeks).toBe(weeks);
      expect(holdout.customers).toBe(known.length);
    });

    it("compares what was expected with what was bought", () => {
      expect(holdout.expectedPurchases).toBeCloseTo(sum(expected), 8);
      expect(holdout.actualPurchases).toBe(sum(actual));
      // The shop is made by the story that the model tells, so that the two are near.
      expect(holdout.expectedPurchases / holdout.actualPurchases).toBeGreaterThan(0.8);
      expect(holdout.expectedPurchases / holdout.actualPurchases).toBeLessThan(1.25);
    });

    it.each(["0", "1", "2", "3", "4", "5", "6", "7+"])("of customers who had come back %s times", (frequency) => {
      const isOwn = calibration.map((row) => (row.frequency >= 7 ? "7+" : String(row.frequency)) === frequency);
      const own = isOwn.filter(Boolean).length;
      const meanOf = (values: readonly number[]): number => sum(values.filter((_, i) => isOwn[i])) / own;
      const row = holdout.rows.find((other) => other.frequency === frequency);
      expect(row?.customers).toBe(own);
      expect(row?.expected).toBeCloseTo(meanOf(expected), 8);
      expect(row?.actual).toBeCloseTo(meanOf(actual), 8);
    });

    it("has those rows and no others", () => {
      expect(holdout.rows.map(({ frequency }) => frequency)).toEqual(["0", "1", "2", "3", "4", "5", "6", "7+"]);
    });
  });
});
