// How long customers stay, whose silence is unusual, and whom to win back.
import { survivalChart } from "clientele/charts";
import { rate } from "clientele/foundation";
import type { SurvivalQuantile } from "clientele/survival";
import type { Block, Table } from "../customer-base-report/block.js";
import { amount, count, percent } from "../customer-base-report/format.js";
import { shortened } from "../customer-base-report/printable.js";
import type { Analysis } from "./analyse.js";
import { UNUSUAL } from "./risk-bands.js";
import type { SurvivalPoint } from "./survival-points.js";

const WIN_BACK_ROWS = 10;

export function survival({ inactivity: { days }, survival: { curve, median, points, gone, active } }: Analysis): Block {
  return {
    title: "How long customers stay",
    notes: [
      `From the first order until ${count(days)} days after the last one. For ${count(gone)} customers that moment is past; ${count(active)} are active still and are counted for as long as they were watched (Kaplan-Meier). ${medianWords(median)}`,
      `Nobody can leave before ${count(days)} days: the drop there is of those who ordered once, or only for a short time. Whoever was silent for longer and came back counts as there in between; whoever is silent now and will be back counts as gone, so the curve is rather too low.`,
    ],
    tables: points.length === 0 ? [] : [pointsTable(points)],
    charts: [survivalChart(curve, { timeUnit: "days" })],
  };
}

/** When half have left, as far as that can be said. */
function medianWords({ time, lower, upper }: SurvivalQuantile): string {
  if (time === null) return "Half have not left yet, so that no median can be told.";
  const bounds = lower === null || upper === null ? "" : ` (95 % interval ${count(Math.round(lower))} to ${count(Math.round(upper))})`;
  return `Half have left after ${count(Math.round(time))} days${bounds}.`;
}

function pointsTable(points: readonly SurvivalPoint[]): Table {
  return {
    head: ["After", "Still there", "95 % from", "to", "Watched so long"],
    rows: points.map(({ days, survival: share, lower, upper, atRisk }) => [
      `${count(days)} days`,
      percent(share),
      percent(lower),
      percent(upper),
      count(atRisk),
    ]),
  };
}

export function risk({ question, customers, inactivity: { days }, risk: { customersWithGaps, bands, watched } }: Analysis): Block {
  const tables: Table[] = [
    {
      head: ["Silence", "Customers", "Share", "Active still", "Revenue so far"],
      rows: bands
        .filter((band) => band.customers > 0)
        .map((band) => [
          band.name,
          count(band.customers),
          percent(rate(band.customers, customers).value),
          count(band.active),
          amount(band.revenueMinor, question.currency),
        ]),
    },
  ];
  if (watched.length > 0)
    tables.push({
      head: ["Unusually silent, not gone yet", "Churn risk", "Silent days", "Orders", "Revenue so far"],
      rows: watched.map((row) => [
        shortened(row.customerId),
        percent(row.risk),
        count(row.silentDays),
        count(row.purchases),
        amount(row.revenueMinor, question.currency),
      ]),
    });
  return {
    title: "Whose silence is unusual",
    notes: [
      `Churn risk: the share of comparable gaps, the customer's own and those of all ${count(customersWithGaps)} who came back, that were shorter than the silence now. It is no probability of having left, and a guide to whom to look at first.`,
      ...(watched.length === 0
        ? []
        : [
            `The second table has those who spent most among the active (${count(days)} days or less) with a risk of ${percent(UNUSUAL)} or more: they are overdue before the rule calls them gone.`,
          ]),
    ],
    tables,
    charts: [],
  };
}

export function winBack({ question, winBack: { candidates, spentPerYearMinor, definition } }: Analysis): Block {
  const { dormantAfterDays, lostAfterDays } = definition;
  const money = (minor: number): string => amount(minor, question.currency);
  return {
    title: "Whom to win back",
    notes: [
      `Dormant, without an order for more than ${count(dormantAfterDays)} days and at most ${count(lostAfterDays ?? Infinity)}: ` +
        (candidates.length === 0
          ? "nobody."
          : `${count(candidates.length)} customers. While they were buying, they spent ${money(spentPerYearMinor)} a year.`) +
        (candidates.length > WIN_BACK_ROWS ? ` These ${count(WIN_BACK_ROWS)} have most at stake.` : ""),
      "At stake is what a customer spent a year while they were buying; it is a look back, not what a letter will bring. Whoever is silent for longer is left alone here.",
    ],
    tables:
      candidates.length === 0
        ? []
        : [
            {
              head: ["Win back first", "At stake a year", "Silent days", "Orders", "Revenue so far"],
              rows: candidates
                .slice(0, WIN_BACK_ROWS)
                .map((row) => [
                  shortened(row.customerId),
                  money(row.spentPerYearMinor),
                  count(row.silentDays),
                  count(row.purchases),
                  money(row.revenueMinor),
                ]),
            },
          ],
    charts: [],
  };
}
