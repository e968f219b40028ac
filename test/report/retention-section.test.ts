import { customerId, time } from "clientele";
import { customerSummaries, parsePurchases, purchaseColumns, type CustomerSummary } from "clientele/purchases";
import { customerBaseReport, type CustomerBaseReportOptions, type Section } from "clientele/report";
import { describe, expect, it } from "vitest";
import { baseChurn } from "../../src/report/base-churn.js";
import { churnRiskBands } from "../../src/report/churn-risk-bands.js";
import { customerSurvival } from "../../src/report/customer-survival.js";
import { readReportOptions } from "../../src/report/report-options.js";
import { retentionSection } from "../../src/report/retention-section.js";
import { deepFreeze } from "../support/deep-freeze.js";

const OPTIONS: CustomerBaseReportOptions = deepFreeze({
  asOf: "2024-07-01T00:00:00+02:00",
  timeZone: "Europe/Berlin",
  inactivityDays: 90,
  period: "month",
  horizonDays: 365,
  annualDiscountRate: 0.1,
});
const FRAME = readReportOptions(OPTIONS);

const { values: SHOP } = parsePurchases(
  [
    { id: 1, customerId: "anna", at: "2024-01-10", amount: "30.00" },
    { id: 2, customerId: "anna", at: "2024-03-01", amount: "20.00" },
    { id: 3, customerId: "anna", at: "2024-06-20", amount: "50.00" },
    { id: 4, customerId: "ben", at: "2024-02-05", amount: "80.00" },
    { id: 5, customerId: "cleo", at: "2024-06-01", amount: "10.00", refunded: "4.00" },
    { id: 6, customerId: "dora", at: "2024-06-02", amount: "15.00", refunded: "15.00" },
  ],
  { currency: "EUR", timeZone: "Europe/Berlin" },
);

function present<T>(section: Section<T>): T {
  if (!section.available) throw new Error(section.reason);
  return section;
}

describe("who stays and who leaves, of three customers", () => {
  const REPORT = customerBaseReport(SHOP, OPTIONS);
  const retention = present(REPORT.retention);

  it("suggests inactivity days: anna's gaps are 51 and 111 days, and only ben is silent for longer (147 days)", () => {
    const { chosenDays, suggestion } = retention.inactivity;
    expect(chosenDays).toBe(90);
    expect(suggestion).toMatchObject({
      days: 111,
      gaps: 2,
      customers: 1,
      openSilences: { numerator: 3, denominator: 5 },
      longerSilences: 1,
    });
    expect(suggestion.definition.quantile).toBe(0.9);
  });

  it("churn: anna and ben were active at the start of May and no more at its end", () => {
    const { rows, average, definition } = present(retention.churn);
    expect(rows.map(({ period, churn }) => [period, churn.numerator, churn.denominator, churn.value])).toEqual([
      ["2024-01", 0, 0, null],
      ["2024-02", 0, 1, 0],
      ["2024-03", 0, 2, 0],
      ["2024-04", 0, 2, 0],
      ["2024-05", 2, 2, 1],
      ["2024-06", 0, 0, null],
    ]);
    expect(rows.map((row) => row.retention.value)).toEqual([null, 1, 1, 1, 0, null]);
    expect(average).toEqual({
      churn: { numerator: 2, denominator: 7, value: 2 / 7 },
      retention: { numerator: 5, denominator: 7, value: 5 / 7 },
    });
    expect(definition).toMatchObject({ method: "lapsed-per-opening", inactivityDays: 90 });
  });

  it("survival: cleo has been watched for 30 days, ben left after 90, anna is there after 173", () => {
    const { curve, median, afterOneYear, ended, active } = retention.survival;
    expect([curve.time, curve.atRisk, curve.events, curve.censored]).toEqual([
      [30, 90, 173],
      [3, 2, 1],
      [0, 1, 0],
      [1, 0, 1],
    ]);
    expect(curve.survival).toEqual([1, 0.5, 0.5]);
    // Just a half from day 90 on, to the last day that is known: the middle.
    expect(median.time).toBe((90 + 173) / 2);
    expect(afterOneYear).toEqual({ days: 365, share: null, lower: null, upper: null });
    expect([ended, active]).toEqual([1, 2]);
  });

  it("acquisition: each column adds up to the revenue of its month", () => {
    const { cohorts, revenueMinor, totals, currency } = present(retention.acquisition);
    expect(cohorts.map(({ label }) => label)).toEqual(["2024-01", "2024-02", "2024-06"]);
    expect(revenueMinor).toEqual([
      [3000, 0, 2000, 0, 0, 5000],
      [0, 8000, 0, 0, 0, 0],
      [0, 0, 0, 0, 0, 600],
    ]);
    expect(totals.revenueMinor).toEqual([3000, 8000, 2000, 0, 0, 5600]);
    expect(currency).toBe("EUR");
  });

  it("churn risk: no gap is shorter than the silences of anna (11 days) and cleo (30), all are shorter than ben's", () => {
    const { bands, customersWithGaps } = retention.churnRisk;
    expect(bands.map(({ band, customers, active, revenueMinor }) => [band, customers, active, revenueMinor])).toEqual([
      ["low", 2, 2, 10_600],
      ["raised", 0, 0, 0],
      ["high", 0, 0, 0],
      ["very-high", 1, 0, 8000],
      ["unknown", 0, 0, 0],
    ]);
    expect(bands.map(({ from, to }) => [from, to])).toEqual([
      [0, 0.5],
      [0.5, 0.8],
      [0.8, 0.95],
      [0.95, 1],
      [null, null],
    ]);
    expect(customersWithGaps).toBe(1);
  });

  it("win-back: ben, by what he spent, as there is no model", () => {
    expect(retention.winBack).toMatchObject({
      dormant: 1,
      spentPerYearMinor: 8000,
      expectedValueMinor: null,
      definition: { dormantAfterDays: 90, lostAfterDays: 180, sortedBy: "spent-per-year" },
    });
    expect(retention.winBack.candidates).toEqual([
      { customerId: "ben", silentDays: 147, purchases: 1, revenueMinor: 8000, spentPerYearMinor: 8000, expectedValueMinor: null },
    ]);
  });
});

describe("the limits of the bands of risk", () => {
  // "pace" has gaps of 1, 2, ... 20 days, the only ones there are; "once" is silent and at risk by the share of them that is shorter.
  const DAY = 86_400_000;
  const paced = Array.from({ length: 21 }, (_, i) => ["pace", (i * (i + 1)) / 2 - 600] as const);

  it.each([
    [10, "low"],
    [11, "raised"],
    [16, "raised"],
    [17, "high"],
    [19, "high"],
    [20, "very-high"],
    [21, "very-high"],
  ])("%i days of silence: %s", (silentDays, expected) => {
    const asOf = Date.UTC(2024, 6, 1);
    const rows = [...paced, ["once", -silentDays] as const].map(([who, day], id) => ({
      id,
      customerId: who,
      at: time.instant(asOf + day * DAY),
      amount: "1.00",
    }));
    const columns = purchaseColumns(parsePurchases(rows, { currency: "EUR" }).values);
    const frame = readReportOptions({ ...OPTIONS, asOf, timeZone: "UTC" });
    const summaries = customerSummaries(columns, { ...frame, occasion: "purchase", revenue: "net", fullyRefunded: "exclude" });
    const { bands } = churnRiskBands(columns, summaries, frame);
    expect(bands.filter(({ active }) => active === 1).map(({ band }) => band)).toEqual([expected]);
  });
});

describe("how long customers stay", () => {
  const summaryOf = (who: string, firstAt: string, lastAt: string): CustomerSummary => ({
    customerId: customerId(who),
    firstAt: time.instant(firstAt),
    lastAt: time.instant(lastAt),
    occasions: 1,
    purchases: 1,
    revenueMinor: 1,
    currency: "EUR" as CustomerSummary["currency"],
  });
  const survivalOf = (...days: readonly (readonly [string, string])[]): ReturnType<typeof customerSurvival> =>
    customerSurvival(
      days.map(([first, last], i) => summaryOf(String(i), `${first}T12:00:00Z`, `${last}T12:00:00Z`)),
      FRAME,
    );

  it("activity that ends on the day of asOf has not ended", () => {
    expect(survivalOf(["2024-04-02", "2024-04-02"])).toMatchObject({ ended: 0, curve: { time: [90], events: [0] } });
    expect(survivalOf(["2024-04-01", "2024-04-01"])).toMatchObject({ ended: 1, curve: { time: [90], events: [1] } });
  });

  it("a year is known when somebody was watched for it, or when nobody is left to watch", () => {
    // 2023-07-02 is 365 days before 2024-07-01.
    expect(survivalOf(["2023-07-02", "2024-06-30"]).afterOneYear).toEqual({ days: 365, share: 1, lower: null, upper: null });
    expect(survivalOf(["2023-07-03", "2024-06-30"]).afterOneYear.share).toBeNull();
    expect(survivalOf(["2024-01-01", "2024-01-01"]).afterOneYear.share).toBe(0);
  });

  it("one of two left within the year", () => {
    const { afterOneYear, median } = survivalOf(["2023-01-01", "2024-06-30"], ["2023-01-01", "2023-02-10"]);
    expect(afterOneYear.share).toBe(0.5);
    expect([afterOneYear.lower, afterOneYear.upper].map((limit) => limit?.toFixed(3))).toEqual(["0.006", "0.910"]);
    // Flat from day 130 (40 days and 90 more) to day 547, when watching ended.
    expect(median.time).toBe((130 + 547) / 2);
  });
});

describe("what cannot be computed", () => {
  const columns = purchaseColumns(SHOP);
  const summaries = customerSummaries(SHOP, { ...FRAME, occasion: "purchase", revenue: "net", fullyRefunded: "exclude" });
  const { movements, cohorts } = customerBaseReport(SHOP, OPTIONS);

  it("in the first period of a shop there is no churn yet", () => {
    const first = customerBaseReport(SHOP, { ...OPTIONS, asOf: "2024-01-31T00:00:00+01:00" });
    const { churn, survival, winBack, churnRisk } = present(first.retention);
    expect(churn).toEqual({ available: false, reason: "no period with purchases is over yet" });
    expect(survival.curve).toMatchObject({ time: [21], survival: [1] });
    expect(winBack).toMatchObject({ candidates: [], dormant: 0, spentPerYearMinor: 0, expectedValueMinor: null });
    // Nobody has bought on two days.
    expect(churnRisk.bands.map(({ customers }) => customers)).toEqual([0, 0, 0, 0, 1]);
    expect(present(first.retention).inactivity.suggestion).toMatchObject({ days: null, gaps: 0, longerSilences: null });
  });

  it("without periods there is neither churn nor acquisition, and the rest stands", () => {
    const missing = { available: false, reason: "why not" } as const;
    expect(baseChurn(missing, 90)).toEqual(missing);
    const sources = { summaries, movements: missing, cohorts: missing, expectedValues: null };
    const { churn, acquisition, survival } = present(retentionSection(columns, sources, FRAME));
    expect([churn, acquisition, survival.ended]).toEqual([missing, missing, 1]);
    expect(present(retentionSection(columns, { ...sources, movements }, FRAME)).acquisition).toEqual(missing);
  });

  it("a matrix of more than a million cells is refused", () => {
    const of = (periods: number): Section<object> => {
      const [running] = present(movements).rows.map((row) => ({ ...row, complete: false }));
      const rows = Array.from({ length: periods }, () => running as NonNullable<typeof running>);
      const sources = { summaries, movements: { available: true, rows }, cohorts, expectedValues: null } as const;
      return present(retentionSection(columns, sources, FRAME)).acquisition;
    };
    expect(of(333_333).available).toBe(true);
    expect(of(333_334)).toEqual({ available: false, reason: "3 cohorts in 333334 periods are too many: a longer period has fewer" });
  });

  it("expected values that are passed on decide whom to win back", () => {
    const expectedValues = summaries.map(({ customerId: id }, i) => ({ customerId: id, valueMinor: 10 * i + 0.5 }));
    const { winBack } = present(retentionSection(columns, { summaries, movements, cohorts, expectedValues }, FRAME));
    expect(winBack).toMatchObject({ expectedValueMinor: 10.5, candidates: [{ customerId: "ben", expectedValueMinor: 10.5 }] });
    expect(winBack.definition.sortedBy).toBe("expected-value");
  });
});
