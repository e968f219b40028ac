// The retention section as blocks: how many leave and how long they stay, who brings the revenue, and whom to look after.
import { acquisitionChart, survivalChart } from "clientele/charts";
import type { ChurnRiskBand, CustomerBaseReport, RetentionContent } from "clientele/report";
import type { AcquisitionByPeriod } from "clientele/retention";
import { blockOf, type Block, type Table } from "./block.js";
import { inFlagWords } from "./flag-words.js";
import { amount, count, decimal, percent } from "./format.js";
import { shortened } from "./printable.js";

/** Periods shown as numbers. */
const LATEST_PERIODS = 12;
/** Periods drawn. */
const DRAWN_PERIODS = 120;

type Content = RetentionContent;

export function retention(report: CustomerBaseReport, currency: string): Block[] {
  const unit = report.definition.period.unit;
  return [
    blockOf("Who stays and who leaves", report.retention, (content) => ({
      notes: [suggestion(content), churnNote(content, unit), ...survivalNotes(content)],
      tables: churnTables(content),
      charts: [survivalChart(content.survival.curve, { timeUnit: "days" })],
    })),
    acquisition(report, currency),
    blockOf("Whom to look after, and whom to win back", report.retention, (content) => ({
      notes: [riskNote(content), winBackNote(content, currency)],
      tables: [riskTable(content, currency), ...winBackTables(content, currency)],
    })),
  ];
}

function suggestion({ inactivity }: Content): string {
  const { chosenDays, suggestion: suggested } = inactivity;
  const { days, gaps, customers, definition, longerSilences } = suggested;
  const chosen = `All of it takes customers for gone after ${count(chosenDays)} days without an order.`;
  if (days === null) return `${chosen} Nobody has ordered on a second day, so the orders suggest no number of their own.`;
  return (
    `${chosen} Of the ${count(gaps)} returns so far, by ${count(customers)} customers, ${decimal(100 * definition.quantile, 0)} % came within ${count(days)} days; ` +
    `that leaves out the silences that last, of which ${count(longerSilences ?? 0)} are longer.`
  );
}

function churnNote({ churn }: Content, unit: string): string {
  if (!churn.available) return `Churn not available: ${inFlagWords(churn.reason)}.`;
  const { average, definition } = churn;
  return (
    `Churn: customers active at the start of a ${unit} who were no more at its end. All complete ${unit}s together ${percent(average.churn.value)} a ${unit}. ` +
    `Who lapsed had ordered for the last time more than ${count(definition.inactivityDays)} days before that end.`
  );
}

function survivalNotes({ survival }: Content): string[] {
  const { median, afterOneYear, ended, active, definition } = survival;
  const half = median.time === null ? "more than half are still active" : `half have left after ${decimal(median.time, 0)} days`;
  const year = afterOneYear.share === null ? "" : `; a year after it ${percent(afterOneYear.share)} are still active`;
  return [
    `Survival (Kaplan-Meier): time from the first order to ${count(definition.inactivityDays)} days after the last one. Counted from the first order, ${half}${year}. ` +
      `${count(ended)} customers have left, ${count(active)} are active. Who never came back leaves after ${count(definition.inactivityDays)} days; some of those who left may yet return.`,
  ];
}

function churnTables({ churn }: Content): Table[] {
  if (!churn.available) return [];
  const rows = churn.rows.slice(-LATEST_PERIODS).map((row) => {
    const { numerator, denominator, value } = row.churn;
    return [row.period, percent(value), percent(row.retention.value), `${count(numerator)} of ${count(denominator)}`];
  });
  return [{ head: ["Period", "Churn", "Retention", "Lapsed"], rows }];
}

function acquisition({ retention: section }: CustomerBaseReport, currency: string): Block {
  return blockOf("Where the revenue comes from", section, ({ acquisition: matrix }) => {
    if (!matrix.available) return { notes: [`Not available: ${inFlagWords(matrix.reason)}.`] };
    const unit = matrix.definition.period.unit;
    return {
      notes: [
        `Revenue of each ${unit} by when its customers were won: of those who ordered for the first time in it, and of those who had ordered before. A period marked * is not over yet.`,
        ...(matrix.periods.length > DRAWN_PERIODS
          ? [
              `The picture shows the latest ${count(DRAWN_PERIODS)} ${unit}s, and all customers won before them as those of the ${unit} before.`,
            ]
          : []),
      ],
      tables: [revenueTable(matrix, currency)],
      charts: [acquisitionChart(drawnPart(matrix))],
    };
  });
}

function revenueTable({ periods, cohorts, revenueMinor, totals }: AcquisitionByPeriod, currency: string): Table {
  const first = Math.max(0, periods.length - LATEST_PERIODS);
  const rows = periods.slice(first).map(({ label, start, complete }, i) => {
    const whole = totals.revenueMinor[first + i] ?? 0;
    const won = revenueMinor[cohorts.findIndex((cohort) => cohort.start === start)]?.[first + i] ?? 0;
    const share = percent(whole === 0 ? null : (whole - won) / whole);
    return [label + (complete ? "" : " *"), amount(whole, currency), amount(won, currency), amount(whole - won, currency), share];
  });
  return { head: ["Period", "Revenue", "Of new customers", "Of customers won before", "Share"], rows };
}

/** The latest periods; the cohorts from before them are drawn as one. */
function drawnPart(matrix: AcquisitionByPeriod): AcquisitionByPeriod {
  const first = matrix.periods.length - DRAWN_PERIODS;
  const before = matrix.periods[first - 1];
  if (before === undefined) return matrix;
  const { label, start, complete } = before;
  const older = matrix.cohorts.filter((cohort) => cohort.start <= start).length;
  const drawn = (rows: readonly (readonly number[])[]): number[][] => {
    const latest = rows.map((row) => row.slice(first));
    const joined = Array.from({ length: DRAWN_PERIODS }, (_, k) => latest.slice(0, older).reduce((sum, row) => sum + (row[k] ?? 0), 0));
    return [joined, ...latest.slice(older)];
  };
  const size = matrix.cohorts.slice(0, older).reduce((sum, cohort) => sum + cohort.size, 0);
  return {
    ...matrix,
    periods: matrix.periods.slice(first),
    cohorts: [{ label, start, size, complete }, ...matrix.cohorts.slice(older)],
    customers: drawn(matrix.customers),
    purchases: drawn(matrix.purchases),
    revenueMinor: drawn(matrix.revenueMinor),
  };
}

function riskNote({ churnRisk }: Content): string {
  return (
    `Churn risk: the share of comparable gaps between orders that were shorter than a customer's silence, from the gaps of ${count(churnRisk.customersWithGaps)} customers with a second order day; ` +
    "it is no probability of having left. Those at high risk who are still active are the ones to look after now."
  );
}

const BAND_NAMES: Readonly<Record<ChurnRiskBand["band"], string>> = {
  low: "Low",
  raised: "Raised",
  high: "High",
  "very-high": "Very high",
  unknown: "Not known",
};

function riskTable({ churnRisk }: Content, currency: string): Table {
  return {
    head: ["Churn risk", "From", "To", "Customers", "Still active", "Revenue so far"],
    rows: churnRisk.bands.map(({ band, from, to, customers, active, revenueMinor }) => [
      BAND_NAMES[band],
      decimal(from, 2),
      decimal(to, 2),
      count(customers),
      count(active),
      amount(revenueMinor, currency),
    ]),
  };
}

function winBackNote({ winBack }: Content, currency: string): string {
  const { dormant, spentPerYearMinor, expectedValueMinor, definition } = winBack;
  const { dormantAfterDays, lostAfterDays } = definition;
  const until = lostAfterDays === null ? "" : `, and at most ${count(lostAfterDays)}`;
  const value =
    expectedValueMinor === null
      ? ""
      : ` The model expects ${amount(expectedValueMinor, currency)} of them, counted as lifetime value is, if nothing is done.`;
  return `Dormant: more than ${count(dormantAfterDays)} days without an order${until}. The ${count(dormant)} of them spent ${amount(spentPerYearMinor, currency)} a year while they were buying.${value}`;
}

function winBackTables({ winBack }: Content, currency: string): Table[] {
  if (winBack.candidates.length === 0) return [];
  return [
    {
      head: ["Win back first", "Days silent", "Orders", "Revenue so far", "Spent a year", "Expected value"],
      rows: winBack.candidates.map((row) => [
        shortened(row.customerId),
        count(row.silentDays),
        count(row.purchases),
        amount(row.revenueMinor, currency),
        amount(row.spentPerYearMinor, currency),
        row.expectedValueMinor === null ? "–" : amount(row.expectedValueMinor, currency),
      ]),
    },
  ];
}
