// A report as blocks of notes, tables and charts.
import { baseMovementsChart, cohortHeatmapChart, expectedActualPurchasesChart, lorenzCurveChart, rfmSegmentsChart } from "clientele/charts";
import type { CustomerBaseReport, Section } from "clientele/report";
import type { Block, Table } from "./block.js";
import { amount, count, date, decimal, percent } from "./format.js";

/** Periods shown as numbers; the picture has all of them. */
const LATEST_PERIODS = 12;

export function present(report: CustomerBaseReport): Block[] {
  const currency = report.totals.available ? report.totals.currency : "";
  return [
    overview(report),
    lifecycle(report),
    movements(report),
    repeatRates(report),
    cohorts(report),
    segments(report, currency),
    concentration(report, currency),
    lifetimeValue(report, currency),
  ];
}

type Content = Partial<Omit<Block, "title">>;

/** The block of a section: what it holds, or why it is missing. */
function blockOf<T>(title: string, section: Section<T>, content: (held: T) => Content): Block {
  const { notes = [], tables = [], charts = [] } = section.available ? content(section) : { notes: [`Not available: ${section.reason}.`] };
  return { title, notes, tables, charts };
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
    charts: [baseMovementsChart(rows)],
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
    ],
    tables: [
      {
        head: [`${unit[0]?.toUpperCase() ?? ""}${unit.slice(1)}s after`, "Average", "Counted"],
        rows: average
          .map(({ value, numerator, denominator }, k) => [String(k), percent(value), `${count(numerator)} of ${count(denominator)}`])
          .slice(0, LATEST_PERIODS + 1),
      },
    ],
    charts: [cohortHeatmapChart(triangle)],
  }));
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

function lifetimeValue({ lifetimeValue: section }: CustomerBaseReport, currency: string): Block {
  return blockOf(
    "Lifetime value",
    section,
    ({ totalMinor, customers, topCustomers, holdout, definition, transactionModel, spendModel }) => {
      const parameters = Object.entries({ ...transactionModel.parameters, ...spendModel.parameters }).map(
        ([name, value]) => `${name} ${decimal(value, 3)}`,
      );
      const top: Table = {
        head: ["Most valuable customers", "Expected value", "Still a customer", "Expected order days", "Spend a day"],
        rows: topCustomers.map((row) => [
          row.customerId,
          amount(row.valueMinor, currency),
          percent(row.probabilityAlive),
          decimal(row.expectedPurchases, 1),
          amount(row.expectedSpendMinor, currency),
        ]),
      };
      return {
        notes: [
          `The ${count(customers)} customers of today are expected to bring ${amount(totalMinor, currency)} of ${definition.basis === "revenue" ? "revenue" : `margin (${percent(definition.margin)} of revenue)`} ` +
            `in the next ${count(definition.horizonDays)} days, discounted at ${percent(definition.annualDiscountRate)} a year. Past orders and customers still to be won are not in it.`,
          `Models: BG/NBD and Gamma-Gamma (${parameters.join(", ")}). BG/NBD takes every one-time buyer as still a customer.`,
          holdout.available
            ? `Check: fitted on orders before the last ${decimal(holdout.holdoutWeeks, 0)} weeks, the model expected ${count(Math.round(holdout.expectedPurchases))} days with an order in them; there were ${count(holdout.actualPurchases)}.`
            : `Check against the past not available: ${holdout.reason}.`,
        ],
        tables: [top],
        charts: holdout.available ? [expectedActualPurchasesChart(holdout.rows)] : [],
      };
    },
  );
}
