// The analysis as blocks of notes, tables and charts, each with what it says and what it does not.
import { acquisitionChart, baseMovementsChart, cohortHeatmapChart } from "clientele/charts";
import type { AcquisitionByPeriod, BaseMovement, CohortTriangle } from "clientele/retention";
import { rate } from "clientele/foundation";
import type { Block } from "../customer-base-report/block.js";
import { amount, count, date, percent } from "../customer-base-report/format.js";
import { TAKEN, type Analysis } from "./analyse.js";
import { risk, survival, winBack } from "./present-customers.js";

/** Periods shown as numbers. */
const LATEST_PERIODS = 12;
/** Periods drawn; a picture of more is hard to read and slow to load. */
const DRAWN_PERIODS = 120;
/** Cohorts drawn, and periods of each. */
const DRAWN_COHORTS = 60;

export function present(analysis: Analysis): Block[] {
  return [
    inactivity(analysis),
    movements(analysis),
    cohorts(analysis),
    acquisition(analysis),
    survival(analysis),
    risk(analysis),
    winBack(analysis),
  ];
}

function inactivity({ question, customers, inactivity: { days, reason, suggestions } }: Analysis): Block {
  const [first] = suggestions;
  const why = {
    named: "as named",
    suggested: `within which ${percent(TAKEN)} of all returns happened`,
    convention: "a convention, since nobody has ordered on two days yet",
  };
  return {
    title: "When a silence is too long",
    notes: [
      `All that follows counts a customer as gone after more than ${count(days)} days without an order: ${why[reason]}. Paid orders before ${date(question.asOf, question.period.timeZone)} of ${count(customers)} customers.`,
      ...(first === undefined
        ? []
        : [
            `From ${count(first.gaps)} gaps between order days of ${count(first.customers)} customers who came back. The ${count(first.openSilences.numerator)} silences that go on today are no gaps yet, so all of these days are rather too short; ` +
              `those of a young shop much too short. The longer the time, the fewer are called gone who will be back, and the later those are seen who will not.`,
          ]),
    ],
    tables: [
      {
        head: ["Of those who came back", "Were back within", "Silent for longer today"],
        rows: suggestions.map((row) => [
          percent(row.definition.quantile),
          row.days === null ? "–" : `${count(row.days)} days`,
          row.longerSilences === null ? "–" : `${count(row.longerSilences)} customers`,
        ]),
      },
    ],
    charts: [],
  };
}

function movements({ question, inactivity: { days }, movements: rows }: Analysis): Block {
  const share = (part: number, whole: number): string => percent(rate(part, whole).value);
  const latest = rows.slice(-LATEST_PERIODS);
  return {
    title: "How the base moves",
    notes: [
      `Active: an order within ${count(days)} days. Opening + new + reactivated − lapsed = closing. Lapsed of opening is the churn of a shop without contracts: it shows ${count(days)} days late, and moves with that number. A period marked * is not over yet.`,
      ...drawnNote(rows.length, DRAWN_PERIODS, `the latest ${count(DRAWN_PERIODS)} ${question.period.unit}s`),
    ],
    tables: [
      {
        head: ["Period", "Opening", "New", "Reactivated", "Lapsed", "Closing", "Lapsed of opening", "Buyers"],
        rows: latest.map((row: BaseMovement) => [
          row.period + (row.complete ? "" : " *"),
          ...[row.opening, row.new, row.reactivated, row.lapsed, row.closing].map(count),
          row.complete ? share(row.lapsed, row.opening) : "–",
          count(row.buyers),
        ]),
      },
    ],
    charts: [baseMovementsChart(rows.slice(-DRAWN_PERIODS))],
  };
}

function cohorts({ question, triangle, average }: Analysis): Block {
  const { unit } = question.period;
  return {
    title: "Who comes back",
    notes: [
      `Customers by the ${unit} of their first order, and the share of them who ordered in each ${unit} after it. Average: all customers together, completed ${unit}s only. ` +
        `Whoever skips a ${unit} is not gone: add nothing up along a row. Columns rest on different cohorts, as young ones have not come so far.`,
      ...drawnNote(
        Math.max(triangle.cohorts.length, triangle.cells[0]?.length ?? 0),
        DRAWN_COHORTS,
        `the latest ${count(DRAWN_COHORTS)} cohorts and the first ${count(DRAWN_COHORTS)} ${unit}s of each`,
      ),
    ],
    tables: [
      {
        head: [`${unit[0]?.toUpperCase() ?? ""}${unit.slice(1)}s after`, "Average", "Counted", "Cohorts"],
        rows: average
          .slice(0, LATEST_PERIODS + 1)
          .map(({ value, numerator, denominator, cohorts: n }, k) => [
            String(k),
            percent(value),
            `${count(numerator)} of ${count(denominator)}`,
            count(n),
          ]),
      },
    ],
    charts: [cohortHeatmapChart(drawnCohorts(triangle))],
  };
}

function acquisition({ question, acquisition: split }: Analysis): Block {
  const { periods, cohorts: won, customers, revenueMinor, totals } = split;
  const { unit } = question.period;
  const rows = periods.map(({ label, complete }, k) => {
    const own = won.findIndex((cohort) => cohort.label === label);
    const [revenue, fromNew] = [totals.revenueMinor[k] ?? 0, revenueMinor[own]?.[k] ?? 0];
    return [
      label + (complete ? "" : " *"),
      count(totals.customers[k] ?? 0),
      count(customers[own]?.[k] ?? 0),
      amount(revenue, question.currency),
      amount(fromNew, question.currency),
      amount(revenue - fromNew, question.currency),
      percent(rate(revenue - fromNew, revenue).value),
    ];
  });
  return {
    title: "What old and new customers bring",
    notes: [
      `Revenue less refunds, by when the customers first ordered; every ${unit} adds up. A shop whose revenue is held up by new customers alone buys it anew each ${unit}; one whose old areas keep their height has customers who stay. ` +
        `It says nothing of what it cost to win them.`,
      ...drawnNote(periods.length, DRAWN_PERIODS, `the latest ${count(DRAWN_PERIODS)} ${unit}s`),
    ],
    tables: [
      {
        head: ["Period", "Buyers", "New", "Revenue", "Of new customers", "Of earlier ones", "Share of earlier"],
        rows: rows.slice(-LATEST_PERIODS),
      },
    ],
    charts: [acquisitionChart(drawnAcquisition(split))],
  };
}

/** The latest cohorts, and the first periods of each. */
function drawnCohorts({ cohorts: all, cells, eligible, ...others }: CohortTriangle): CohortTriangle {
  return {
    ...others,
    cohorts: all.slice(-DRAWN_COHORTS),
    cells: cells.slice(-DRAWN_COHORTS).map((row) => row.slice(0, DRAWN_COHORTS)),
    eligible: eligible.slice(-DRAWN_COHORTS).map((row) => row.slice(0, DRAWN_COHORTS)),
  };
}

/** The latest periods, of all cohorts. */
function drawnAcquisition({ periods, customers, purchases, revenueMinor, totals, ...others }: AcquisitionByPeriod): AcquisitionByPeriod {
  const latest = <T>(row: readonly T[]): readonly T[] => row.slice(-DRAWN_PERIODS);
  return {
    ...others,
    periods: latest(periods),
    customers: customers.map(latest),
    purchases: purchases.map(latest),
    revenueMinor: revenueMinor.map(latest),
    totals: { customers: latest(totals.customers), purchases: latest(totals.purchases), revenueMinor: latest(totals.revenueMinor) },
  };
}

function drawnNote(all: number, drawn: number, what: string): string[] {
  return all > drawn ? [`The picture shows ${what}.`] : [];
}
