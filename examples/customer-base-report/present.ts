// A report as blocks of notes, tables and charts.
import { baseMovementsChart, cohortHeatmapChart, lorenzCurveChart, rfmSegmentsChart } from "clientele/charts";
import type { CustomerBaseReport } from "clientele/report";
import type { CohortTriangle } from "clientele/retention";
import { blockOf, type Block } from "./block.js";
import { amount, count, date, decimal, percent } from "./format.js";
import { lifetimeValue } from "./present-lifetime-value.js";
import { retention } from "./present-retention.js";

/** Periods shown as numbers. */
const LATEST_PERIODS = 12;
/** Periods drawn; a picture of more is hard to read and slow to load. */
const DRAWN_PERIODS = 120;
/** Cohorts drawn, and periods of each. */
const DRAWN_COHORTS = 60;

export function present(report: CustomerBaseReport): Block[] {
  const currency = report.totals.available ? report.totals.currency : "";
  return [
    overview(report),
    lifecycle(report),
    movements(report),
    repeatRates(report),
    cohorts(report),
    ...retention(report, currency),
    segments(report, currency),
    concentration(report, currency),
    lifetimeValue(report, currency),
  ];
}

function overview({ totals, dataQuality, definition }: CustomerBaseReport): Block {
  const { counted, given, notPaid, afterAsOf, fullyRefunded, zeroAmount, withRefund } = dataQuality;
  return blockOf("The customer base", totals, ({ customers, purchases, revenueMinor, currency, firstAt, lastAt }) => ({
    notes: [
      `Paid orders before ${date(definition.asOf, definition.timeZone)} (${definition.timeZone}), net of refunds. ${count(counted)} of ${count(given)} orders count; not counted: ${count(notPaid)} not paid, ` +
        `${count(afterAsOf)} later, ${count(fullyRefunded)} refunded in full. Of those that count, ${count(zeroAmount)} are of 0.00 and ${count(withRefund)} have a refund.`,
    ],
    tables: [
      {
        head: ["Customers", "Orders", "Revenue", "Revenue per customer", "First order", "Last order"],
        rows: [
          [
            count(customers),
            count(purchases),
            amount(revenueMinor, currency),
            amount(revenueMinor / customers, currency),
            date(firstAt, definition.timeZone),
            date(lastAt, definition.timeZone),
          ],
        ],
      },
    ],
  }));
}

const STAGE_NAMES = {
  prospect: "Prospect (Interessent)",
  new: "New (Neukunde)",
  existing: "Existing (Bestandskunde)",
  regular: "Regular (Stammkunde)",
  dormant: "Dormant (schlafend)",
  lost: "Lost (verloren)",
} as const;

function lifecycle({ lifecycle: section, definition }: CustomerBaseReport): Block {
  return blockOf("Where customers stand", section, ({ counts }) => {
    const all = Object.values(counts).reduce((sum, n) => sum + n, 0);
    const days = definition.inactivityDays;
    return {
      notes: [
        `Existing: two orders or more. Regular: five or more. Dormant: more than ${count(days)} days without an order; lost: more than ${count(2 * days)}. Orders do not know prospects, so they are 0 here.`,
      ],
      tables: [
        {
          head: ["Stage", "Customers", "Share"],
          rows: Object.entries(STAGE_NAMES).map(([stage, name]) => {
            const customers = counts[stage as keyof typeof STAGE_NAMES];
            return [name, count(customers), percent(customers / all)];
          }),
        },
      ],
    };
  });
}

function movements({ movements: section, definition }: CustomerBaseReport): Block {
  return blockOf("How the base moves", section, ({ rows }) => ({
    notes: [
      `Active: an order within ${count(definition.inactivityDays)} days. Opening + new + reactivated − lapsed = closing. New and reactivated are those still active at the close. A period marked * is not over yet.`,
      ...drawnNote(rows.length, DRAWN_PERIODS, `the latest ${count(DRAWN_PERIODS)} ${definition.period.unit}s`),
    ],
    tables: [
      {
        head: ["Period", "Opening", "New", "Reactivated", "Lapsed", "Closing", "Buyers", "First-time buyers"],
        rows: rows
          .slice(-LATEST_PERIODS)
          .map((row) => [
            row.period + (row.complete ? "" : " *"),
            ...[row.opening, row.new, row.reactivated, row.lapsed, row.closing, row.buyers, row.firstTimeBuyers].map(count),
          ]),
      },
    ],
    charts: [baseMovementsChart(rows.slice(-DRAWN_PERIODS))],
  }));
}

function repeatRates({ repeatRates: section, definition }: CustomerBaseReport): Block {
  return blockOf("Who comes back", section, (rates) => {
    const row = (
      name: string,
      { numerator, denominator, value }: { numerator: number; denominator: number; value: number | null },
    ): string[] => [name, percent(value), `${count(numerator)} of ${count(denominator)}`];
    return {
      notes: [
        `From ${rates.from} to the day before ${rates.to}. "Repeat rate" means different things to different people, so each line says which.`,
      ],
      tables: [
        {
          head: ["Rate", "Value", "Counted"],
          rows: [
            row("Customers with two orders or more, of all so far", rates.repeatCustomersToDate),
            row("Orders that were not a customer's first, of the year's orders", rates.repeatPurchases),
            row("Customers who had ordered before the year, of the year's customers", rates.returningCustomers),
            row(`First-time buyers who ordered again within ${count(definition.inactivityDays)} days`, rates.secondPurchase),
          ],
        },
      ],
    };
  });
}

function cohorts({ cohorts: section, definition }: CustomerBaseReport): Block {
  const unit = definition.period.unit;
  return blockOf("Cohorts", section, ({ triangle, average }) => ({
    notes: [
      `Customers by the ${unit} of their first order, and the share of them who ordered in each ${unit} after it. Average: all customers together, completed ${unit}s only.`,
      ...drawnNote(
        Math.max(triangle.cohorts.length, triangle.cells[0]?.length ?? 0),
        DRAWN_COHORTS,
        `the latest ${count(DRAWN_COHORTS)} cohorts and the first ${count(DRAWN_COHORTS)} ${unit}s of each`,
      ),
    ],
    tables: [
      {
        head: [`${unit[0]?.toUpperCase() ?? ""}${unit.slice(1)}s after`, "Average", "Counted"],
        rows: average
          .map(({ value, numerator, denominator }, k) => [String(k), percent(value), `${count(numerator)} of ${count(denominator)}`])
          .slice(0, LATEST_PERIODS + 1),
      },
    ],
    charts: [cohortHeatmapChart(drawnPart(triangle))],
  }));
}

/** The latest cohorts, and the first periods of each. */
function drawnPart({ cohorts, cells, eligible, ...others }: CohortTriangle): CohortTriangle {
  return {
    ...others,
    cohorts: cohorts.slice(-DRAWN_COHORTS),
    cells: cells.slice(-DRAWN_COHORTS).map((row) => row.slice(0, DRAWN_COHORTS)),
    eligible: eligible.slice(-DRAWN_COHORTS).map((row) => row.slice(0, DRAWN_COHORTS)),
  };
}

function drawnNote(all: number, drawn: number, what: string): string[] {
  return all > drawn ? [`The picture shows ${what}.`] : [];
}

function segments({ segments: section }: CustomerBaseReport, currency: string): Block {
  return blockOf("Segments", section, ({ rows }) => {
    const customers = rows.reduce((sum, row) => sum + row.customers, 0);
    const revenue = rows.reduce((sum, row) => sum + row.revenueMinor, 0);
    const share = (part: number, whole: number): string => percent(whole === 0 ? null : part / whole);
    return {
      notes: [
        "By recency, frequency and monetary value (RFM), each scored 1 to 5 by quantiles of this base: a segment says how a customer compares with the others, not how good they are.",
      ],
      tables: [
        {
          head: ["Segment", "Customers", "Share", "Revenue", "Share"],
          rows: rows.map((row) => [
            row.segment,
            count(row.customers),
            share(row.customers, customers),
            amount(row.revenueMinor, currency),
            share(row.revenueMinor, revenue),
          ]),
        },
      ],
      charts: [rfmSegmentsChart(rows)],
    };
  });
}

function concentration({ concentration: section }: CustomerBaseReport, currency: string): Block {
  return blockOf("How revenue is spread", section, ({ giniCoefficient, topShare, abc, lorenz }) => ({
    notes: [
      `The ${count(topShare.count)} most valuable customers (20 %) bring ${percent(topShare.value)} of the revenue. Gini coefficient ${decimal(giniCoefficient, 3)}: 0 if all spent the same, near 1 if one spent everything.`,
    ],
    tables: [
      {
        head: ["ABC class", "Customers", "Revenue"],
        rows: abc.map((row) => [row.class, count(row.customers), amount(row.revenueMinor, currency)]),
      },
    ],
    charts: lorenz === null ? [] : [lorenzCurveChart(lorenz, giniCoefficient === null ? {} : { gini: giniCoefficient })],
  }));
}
