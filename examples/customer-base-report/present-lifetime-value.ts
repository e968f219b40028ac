// The lifetime value section as a block: what is expected of customers, and, where amounts allow it, what that is worth.
import { expectedActualPurchasesChart } from "clientele/charts";
import type { CustomerBaseReport, LifetimeValueContent } from "clientele/report";
import { blockOf, type Block, type Table } from "./block.js";
import { inFlagWords } from "./flag-words.js";
import { amount, count, decimal, percent } from "./format.js";
import { shortened } from "./printable.js";

type Content = LifetimeValueContent;
type Value = Extract<Content["value"], { available: true }>;

export function lifetimeValue({ lifetimeValue: section }: CustomerBaseReport, currency: string): Block {
  return blockOf("Lifetime value", section, (content) => {
    const { value, holdout } = content;
    return {
      notes: [
        ...(value.available
          ? [worth(content, value, currency)]
          : [expected(content), `Value not available: ${inFlagWords(value.reason)}.`]),
        models(content),
        check(content),
      ],
      tables: value.available ? [mostValuable(value, currency)] : [],
      charts: holdout.available ? [expectedActualPurchasesChart(holdout.rows)] : [],
    };
  });
}

function worth({ customers, definition }: Content, { totalMinor }: Value, currency: string): string {
  const basis = definition.basis === "revenue" ? "revenue" : `margin (${percent(definition.margin)} of revenue)`;
  return (
    `The ${count(customers)} customers of today are expected to bring ${amount(totalMinor, currency)} of ${basis} in the next ${count(definition.horizonDays)} days, ` +
    `discounted at ${percent(definition.annualDiscountRate)} a year. Past orders and customers still to be won are not in it.`
  );
}

function expected({ customers, expectedPurchases, definition }: Content): string {
  return `The ${count(customers)} customers of today are expected to order on ${count(Math.round(expectedPurchases))} days in the next ${count(definition.horizonDays)}.`;
}

function models({ transactionModel, choice, value, repeatCustomers, repeatCustomersAlive, customersAlive }: Content): string {
  const parameters = Object.entries({ ...transactionModel.parameters, ...(value.available ? value.spendModel.parameters : {}) });
  return (
    `Model: ${choice}${value.available ? "; for amounts Gamma-Gamma" : ""} (${parameters.map(([name, fitted]) => `${name} ${decimal(fitted, 3)}`).join(", ")}). ` +
    `Of ${count(repeatCustomers)} customers with a second order day, ${count(Math.round(repeatCustomersAlive))} are expected to be customers still` +
    (customersAlive === null ? "; BG/NBD takes every one-time buyer as one." : `, of all together ${count(Math.round(customersAlive))}.`)
  );
}

function check({ holdout }: Content): string {
  if (!holdout.available) return `Check against the past not available: ${inFlagWords(holdout.reason)}.`;
  const { holdoutWeeks, expectedPurchases, actualPurchases } = holdout;
  return `Check: fitted on orders before the last ${decimal(holdoutWeeks, 0)} weeks, the model expected ${count(Math.round(expectedPurchases))} days with an order in them; there were ${count(actualPurchases)}.`;
}

function mostValuable({ topCustomers }: Value, currency: string): Table {
  return {
    head: ["Most valuable customers", "Expected value", "Still a customer", "Expected order days", "Spend a day"],
    rows: topCustomers.map((row) => [
      shortened(row.customerId),
      amount(row.valueMinor, currency),
      percent(row.probabilityAlive),
      decimal(row.expectedPurchases, 1),
      amount(row.expectedSpendMinor, currency),
    ]),
  };
}
