import { InvalidArgumentError } from "../../foundation/errors/invalid-argument-error.js";
import { isZeroOrAmount, ZERO_OR_AMOUNT } from "../../numerics/limits.js";
import { isColumn } from "../columns.js";
import type { Cohort } from "./shifted-beta-geometric.js";

/** The decisions of all cohorts, by how many renewals were made before: all that the likelihood depends on. */
export interface RenewalTable {
  /** How many customers cancelled at their first decision, their second, and so on. */
  readonly lost: Float64Array;
  /** How many renewed. */
  readonly renewed: Float64Array;
  /** How many customers there were at the start. */
  readonly customers: number;
  /** How many numbers above 0 the cohorts ended in: so many groups of customers with the same history, at most. */
  readonly groups: number;
}

/** Reads one cohort or several, of any lengths; throws at the first number that cannot be. */
export function readCohorts(subject: Cohort | readonly Cohort[]): RenewalTable {
  const cohorts: Losses[] = Array.isArray(subject)
    ? Array.from(subject as readonly unknown[], (cohort, i) => readCohort(cohort, `cohorts[${String(i)}]`))
    : [readCohort(subject, "cohorts")];
  const periods = cohorts.reduce((most, { lost }) => Math.max(most, lost.length), 0);
  const lost = new Float64Array(periods);
  const renewed = new Float64Array(periods);
  let customers = 0;
  let groups = 0;
  for (const cohort of cohorts) {
    let stayed = cohort.active;
    groups += Number(stayed > 0);
    for (let period = cohort.lost.length - 1; period >= 0; period--) {
      const left = cohort.lost[period] as number;
      lost[period] = (lost[period] as number) + left;
      renewed[period] = (renewed[period] as number) + stayed;
      stayed += left;
      groups += Number(left > 0);
    }
    customers += stayed;
  }
  return { lost, renewed, customers, groups };
}

interface Losses {
  readonly lost: readonly number[];
  readonly active: number;
}

function readCohort(value: unknown, place: string): Losses {
  if (typeof value !== "object" || value === null)
    throw new InvalidArgumentError(place, "a cohort: { lost, active } or { survivors }", value);
  const { lost, active, survivors } = value as { readonly lost?: unknown; readonly active?: unknown; readonly survivors?: unknown };
  if (survivors !== undefined && lost !== undefined)
    throw new InvalidArgumentError(place, "{ lost, active } or { survivors }, not both", value);
  if (survivors !== undefined) return lossesOf(readCounts(survivors, `${place}.survivors`), `${place}.survivors`);
  const losses = readCounts(lost, `${place}.lost`);
  return { lost: losses, active: readCount(active, `${place}.active`) };
}

function lossesOf(survivors: readonly number[], place: string): Losses {
  if (survivors.length === 0) throw new InvalidArgumentError(place, "at least the number at the start", survivors);
  const lost: number[] = [];
  for (let period = 1; period < survivors.length; period++) {
    const [before, after] = [survivors[period - 1] as number, survivors[period] as number];
    if (after > before) throw new InvalidArgumentError(`${place}[${String(period)}]`, `at most the ${String(before)} before`, after);
    lost.push(before - after);
  }
  return { lost, active: survivors.at(-1) as number };
}

function readCounts(value: unknown, place: string): number[] {
  if (!isColumn(value)) throw new InvalidArgumentError(place, "an array of numbers", value);
  return Array.from(value, (count, i) => readCount(count, `${place}[${String(i)}]`));
}

/** Never -0, which looks different from 0 to whoever compares bits. */
function readCount(value: unknown, place: string): number {
  if (typeof value !== "number" || !isZeroOrAmount(value)) throw new InvalidArgumentError(place, ZERO_OR_AMOUNT, value);
  return value + 0;
}
