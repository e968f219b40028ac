// The analysis as blocks of notes, tables and charts, each with what it says and what it does not.
import { churnByDefinitionChart, revenueMovementsChart, revenueRetentionChart } from "clientele/charts";
import type { ChurnRate, RetentionRate } from "clientele/retention";
import type { Block } from "../customer-base-report/block.js";
import { amount, count, decimal, percent } from "../customer-base-report/format.js";
import type { Analysis } from "./analyse.js";
import { survival } from "./present-survival.js";

/** Months shown as numbers. */
const LATEST_MONTHS = 12;
/** Letters of a line of a cell of words. */
const CELL_WIDTH = 104;

export function present(analysis: Analysis): Block[] {
  return [movements(analysis), kept(analysis), churn(analysis), survival(analysis)];
}

function movements({ question, months }: Analysis): Block {
  const money = (minor: number): string => amount(minor, question.currency);
  const last = months.at(-1);
  return {
    title: "Monthly recurring revenue",
    notes: [
      last === undefined
        ? ""
        : `At the end of ${last.month} ${count(last.closingCustomers)} customers pay ${money(last.closing)} a month, ${money(12 * last.closing)} a year if all of it went on. ` +
          `Counted on the last day of each month; a quarter's price is a third of it a month, a year's a twelfth.`,
      "Opening + new + expansion + reactivation − contraction − churn = closing, one movement a customer and month. It is no revenue in the books and no cash.",
    ],
    tables: [
      {
        head: ["Month", "Opening", "New", "Expansion", "Reactivation", "Contraction", "Churn", "Closing"],
        rows: months
          .slice(-LATEST_MONTHS)
          .map((row) => [
            row.month,
            ...[row.opening, row.new, row.expansion, row.reactivation, row.contraction, row.churn, row.closing].map(money),
          ]),
      },
    ],
    charts: [revenueMovementsChart({ months, currency: question.currency })],
  };
}

function kept({ question, months, rates, year }: Analysis): Block {
  const first = Math.max(0, months.length - LATEST_MONTHS);
  const { gross, net } = rates;
  return {
    title: "How much is kept",
    notes: [
      "Gross: what the customers of the month before still pay, nobody for more than before. Net: with what they pay more; above 100 % those who stay make up for those who left. Quick ratio: gained for each unit lost. Logo churn: customers who left, whatever they paid.",
      `Over a year follow the same customers, those who paid at the end of ${year.from}. The product of twelve months is another figure: in each month other customers are followed, new ones among them, and who came back is not in it.`,
    ],
    tables: [
      {
        head: ["Month", "Customers", "A customer pays", "Gross", "Net", "Quick ratio", "Logo churn"],
        rows: months
          .slice(first)
          .map(({ month, closingCustomers }, i) => [
            month,
            count(closingCustomers),
            moneyOf(rates.perAccount[first + i]?.value, question.currency),
            percent(gross[first + i]?.value ?? null),
            percent(net[first + i]?.value ?? null),
            decimal(rates.quickRatio[first + i]?.value ?? null, 2),
            percent(rates.logoChurn[first + i]?.value ?? null),
          ]),
      },
      {
        head: [`${year.from} to ${year.to}`, "Gross", "Net"],
        rows: [
          ["The same customers", percent(year.gross?.value ?? null), percent(year.net?.value ?? null)],
          ["Twelve months multiplied", percent(year.productOfGross), percent(year.productOfNet)],
        ],
      },
    ],
    charts: [revenueRetentionChart({ gross, net })],
  };
}

function churn({ churn: { month, yearFrom, ofMonth, ofYear } }: Analysis): Block {
  const head = (name: string): string[] => [name, month, "Counted", "Of", `${yearFrom} to ${month}`, "Counted", "Of"];
  const rows = (ofTheMonth: readonly ContractRate[], ofTheYear: readonly ContractRate[]): string[][] =>
    ofTheMonth.map((rate, i) => [rate.definition.method, ...figures(rate), ...figures(ofTheYear[i])]);
  return {
    title: `Churn of ${month}, by all definitions`,
    notes: [
      "The same customers, the same time: a churn rate without its definition is half a number. Where everybody stays for a month at least, the definitions agree on a month; over a year, in which customers come and go or return, they part. Compare only rates of one definition, and choose it before you look.",
      "Contracts are looked at by the moment, so whoever starts with the first moment of a month is there at its opening; logo churn above looks at the last day of the month before, and can differ by them.",
    ],
    tables: [
      { head: head("Churn"), rows: rows(ofMonth.churn, ofYear.churn) },
      { head: head("Retention"), rows: rows(ofMonth.retention, ofYear.retention) },
      {
        head: ["What each counts, over what"],
        rows: [
          ...ofMonth.churn.map(({ definition }) => words("churn", definition)),
          ...ofMonth.retention.map(({ definition }) => words("retention", definition)),
        ],
      },
    ],
    charts: [
      churnByDefinitionChart(ofMonth.churn, { title: `Churn of ${month}, by definition` }),
      churnByDefinitionChart(ofYear.churn, { title: `Churn of ${yearFrom} to ${month}, by definition` }),
    ],
  };
}

type ContractRate = ChurnRate | RetentionRate;

function figures(rate: ContractRate | undefined): string[] {
  return rate === undefined ? ["–", "–", "–"] : [percent(rate.value), figure(rate.numerator), figure(rate.denominator)];
}

function words(name: string, { method, counted, base }: ContractRate["definition"]): string[] {
  return [wrapped(`${method} ${name}: ${counted}, over ${base}`)];
}

function moneyOf(minor: number | null | undefined, currency: string): string {
  return minor === null || minor === undefined ? "–" : amount(minor, currency);
}

/** Whole numbers as such. */
function figure(value: number): string {
  return decimal(value, Number.isInteger(value) ? 0 : 3);
}

/** Words in several lines, for the terminal; the page flows them anew. */
function wrapped(text: string): string {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < CELL_WIDTH) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines.join("\n");
}
