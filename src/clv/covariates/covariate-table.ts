// Customers with covariates as typed columns, and in groups of equal covariates.
import { InvalidArgumentError } from "../../foundation/errors/invalid-argument-error.js";
import { A_SIGNED_AMOUNT, LARGEST } from "../../numerics/limits.js";
import { sumOf, sumOfTerms } from "../../numerics/sum.js";
import { readColumns } from "../columns.js";
import { customerTable, type CustomerTable } from "../customer-table.js";
import type { CustomersWithCovariates, CustomerWithCovariates, CustomerWithCovariatesColumns } from "./covariate-model.js";

/** A covariate of all customers, as it was given and with mean 0 and deviation 1. */
export interface StandardCovariate {
  readonly given: Float64Array;
  readonly values: Float64Array;
  readonly mean: number;
  /** 0 when all customers have the same. */
  readonly deviation: number;
}

/** Customers who have the same covariates. */
export interface CovariateGroup {
  readonly table: CustomerTable;
  /** The standardised values, in the order of the covariates. */
  readonly values: readonly number[];
  /** The values as they were given. */
  readonly given: readonly number[];
}

/** Reads histories, but not their covariates. */
export function readHistories(customers: CustomersWithCovariates): CustomerTable {
  return customerTable(readColumns(customers, "customers", "frequency"));
}

/** Reads one covariate; throws where it is missing or not a number. */
export function readCovariate(customers: CustomersWithCovariates, name: string, { count }: CustomerTable): StandardCovariate {
  const values = isRows(customers) ? ofRows(customers, name) : ofColumns(customers, name, count.length);
  const all = sumOf(count);
  const mean = sumOfTerms(values.length, (row) => (count[row] as number) * (values[row] as number)) / all;
  const spread = sumOfTerms(values.length, (row) => (count[row] as number) * ((values[row] as number) - mean) ** 2) / all;
  const deviation = values.some((value) => value !== values[0]) ? Math.sqrt(spread) : 0;
  return { given: values, values: values.map((value) => (deviation > 0 ? (value - mean) / deviation : 0)), mean, deviation };
}

/** The groups of customers with the same values of all covariates. */
export function covariateGroups(table: CustomerTable, covariates: readonly StandardCovariate[]): CovariateGroup[] {
  const rowsByValues = new Map<string, number[]>();
  for (let row = 0; row < table.count.length; row++) {
    const key = covariates.map(({ values }) => values[row]).join(" ");
    const rows = rowsByValues.get(key);
    if (rows === undefined) rowsByValues.set(key, [row]);
    else rows.push(row);
  }
  return Array.from(rowsByValues.values(), (rows) => {
    const pick = (column: Float64Array): Float64Array => Float64Array.from(rows, (row) => column[row] as number);
    const { frequency, recency, age, count } = table;
    return {
      table: { ...table, frequency: pick(frequency), recency: pick(recency), age: pick(age), count: pick(count) },
      values: covariates.map(({ values }) => values[rows[0] as number] as number),
      given: covariates.map(({ given }) => given[rows[0] as number] as number),
    };
  });
}

function isRows(customers: CustomersWithCovariates): customers is readonly CustomerWithCovariates[] {
  return Array.isArray(customers);
}

function ofRows(rows: readonly CustomerWithCovariates[], name: string): Float64Array {
  return Float64Array.from(rows, ({ covariates }, row) =>
    checkedValue((covariates as unknown as Partial<typeof covariates> | undefined)?.[name], `customers[${String(row)}].covariates.${name}`),
  );
}

function ofColumns({ covariates }: CustomerWithCovariatesColumns, name: string, length: number): Float64Array {
  const argument = `customers.covariates.${name}`;
  const column = (covariates as unknown as Partial<typeof covariates> | undefined)?.[name];
  if (column?.length !== length)
    throw new InvalidArgumentError(argument, `a column of ${String(length)}, as customers.frequency is`, column);
  return Float64Array.from(column, (value, row) => checkedValue(value, `${argument}[${String(row)}]`));
}

function checkedValue(value: unknown, argument: string): number {
  if (typeof value !== "number" || !(Math.abs(value) <= LARGEST)) throw new InvalidArgumentError(argument, A_SIGNED_AMOUNT, value);
  return value + 0;
}
