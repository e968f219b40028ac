// What customers are worth, which of them most, and what none of it means.
import type { CustomerEquity } from "clientele/clv";
import type { Block, Table } from "../customer-base-report/block.js";
import { amount, count, decimal, percent } from "../customer-base-report/format.js";
import { shortened } from "../customer-base-report/printable.js";
import type { Analysis } from "./analyse.js";
import { LEVEL, TOP_SHARE, type RankedCustomer } from "./ranking.js";
import type { Correlation } from "./spend.js";

const SURE = percent(LEVEL);

export function worth({ question, spend, correlation, customers }: Analysis): Block {
  const title = "What the customers of today are worth";
  const independence = correlationWords(correlation);
  if (spend.model === null)
    return {
      title,
      notes: [`Not available. Gamma-Gamma: ${spend.reason}. Customers are ranked by the order days to expect instead.`, independence],
      tables: [],
      charts: [],
    };
  const { model, equity, equityWithoutEnd } = spend;
  const basis = question.margin === null ? "revenue" : `margin (${percent(question.margin)} of revenue)`;
  const row = (horizon: string, { value, customers: valued, customersWithoutValue }: CustomerEquity): string[] => [
    horizon,
    value === null ? "–" : amount(value, question.currency),
    value === null || valued === 0 ? "–" : amount(value / valued, question.currency),
    count(valued),
    count(customersWithoutValue),
  ];
  return {
    title,
    notes: [
      `Customer equity: the ${basis} to expect of the ${count(customers)} customers of today, discounted at ${percent(question.annualDiscountRate)} a year. Past orders, customers still to be won and the cost of keeping any are not in it. ` +
        `The last row goes on for as long as customers buy; what it adds lies beyond anything that was checked here.`,
      `Gamma-Gamma for amounts (p ${decimal(model.parameters.p, 3)}, q ${decimal(model.parameters.q, 3)}, gamma ${amount(model.parameters.gamma, question.currency)}), fitted to ${count(model.customers)} customers; ${count(model.customersLeftOut)} without a paid repeat order say nothing about it.`,
      independence,
    ],
    tables: [
      {
        head: ["Customer equity", "Value", "A customer", "Customers", "Without a value"],
        rows: [row(`next ${count(question.horizonDays)} days`, equity), row("without end", equityWithoutEnd)],
      },
    ],
    charts: [],
  };
}

function correlationWords({ value, customers }: Correlation): string {
  const begin = "Gamma-Gamma assumes that what customers spend has nothing to do with how often they order.";
  if (value === null)
    return `${begin} That cannot be looked at: among ${count(customers)} customers who came back, frequency or spend does not vary.`;
  const size = Math.abs(value);
  const chance = 2 / Math.sqrt(customers);
  const judged =
    size < 0.1
      ? "next to none, the assumption holds well enough"
      : size < chance
        ? "no more than chance brings, so that nothing can be told"
        : size < 0.3
          ? "weak, the assumption is bent, and values of single customers suffer more than the sum"
          : "too strong for the assumption: do not rely on the values below";
  return (
    `${begin} The correlation of frequency and mean spend among the ${count(customers)} customers who came back and paid is ${decimal(value, 3)} ` +
    `(chance alone brings up to about ${decimal(chance, 2)}): ${judged}.`
  );
}

export function customerRanking({ question, ranking, customers }: Analysis): Block {
  const { top, margin, inside, by } = ranking;
  const what = by === "value" ? "most valuable" : "most active";
  const table = (title: string, rows: readonly RankedCustomer[]): Table => rankingTable(title, rows, question.currency);
  return {
    title: `The ${what} customers`,
    notes: [
      `Ranked by ${by} over the next ${count(question.horizonDays)} days. In at least about ${SURE} of possible futures the order days of one customer lie between low and high, if the model is right.` +
        (by === "value"
          ? ` The value from low to high is these order days at the spend to expect, discounted as the expected ones are: that spend itself is uncertain too, so the truth reaches further.`
          : ""),
      overlap(top, `The order of these ${count(top.length)} is far from sure`),
      ...(margin.length > 0
        ? [
            `The margin: the first ${percent(TOP_SHARE)} are ${count(inside)} customers. The second table has the last ${count(margin.filter(({ rank }) => rank <= inside).length)} of them and the first ones outside. ` +
              overlap(margin, "Who is in and who is out is close to chance"),
          ]
        : [`With ${count(customers)} customers there is no margin to show beside the first ten.`]),
    ],
    tables: [table(`The ten ${what}`, top), ...(margin.length > 0 ? [table("At the margin", margin)] : [])],
    charts: [],
  };
}

function rankingTable(title: string, rows: readonly RankedCustomer[], currency: string): Table {
  const money = (minor: number | null): string => (minor === null ? "–" : amount(minor, currency));
  return {
    head: [title, "Still there", "Order days", "low", "high", "Spend a day", "Value", "low", "high"],
    rows: rows.map((row) => [
      `${count(row.rank)}. ${shortened(row.customerId)}`,
      percent(row.probabilityAlive),
      decimal(row.expectedPurchases, 1),
      count(row.purchases.low),
      count(row.purchases.high),
      money(row.expectedSpend),
      money(row.value),
      money(row.valueBounds?.low ?? null),
      money(row.valueBounds?.high ?? null),
    ]),
  };
}

/** Says so where the last of a list may well come to more than the first. */
function overlap(rows: readonly RankedCustomer[], so: string): string {
  const [first, last] = [rows[0], rows.at(-1)];
  if (first === undefined || last === undefined) return "";
  const bounds = ({ valueBounds, purchases }: RankedCustomer): { low: number; high: number } => valueBounds ?? purchases;
  return bounds(first).low < bounds(last).high
    ? `${so}: the intervals of the first and the last overlap.`
    : "The intervals of the first and the last do not overlap.";
}

export function caveats({ question, cut, spend }: Analysis): string[] {
  return [
    "A value is an average over many customers with such a history, not a promise about one: most make fewer orders than expected, a few many more.",
    `It is what is to come, not what was: it leaves out all revenue before ${cut.asOfDay}, and all customers who will first order after it.`,
    question.margin === null
      ? "It is revenue, not profit: goods, shipping, advertising and service are still to be paid (--gross-margin takes off the goods)."
      : "It is margin on goods, not profit: advertising and service are still to be paid.",
    "It is no effect: a customer of high value is not one on whom advertising works. That only a trial with a control group can tell.",
    `It takes the future to be like the time since ${cut.firstDay}: seasons, price changes, campaigns and a new competitor are not in the model, and the intervals take the model to be right.`,
    ...(spend.model === null
      ? []
      : ["It rests on two models that know nothing of each other: how often customers order, and how much they spend."]),
  ];
}
