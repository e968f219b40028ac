import { checkNonNegative } from "../foundation/errors/check.js";
import { InvalidArgumentError } from "../foundation/errors/invalid-argument-error.js";
import { compareIds } from "../foundation/ids/ids.js";
import { inverseOfPositiveDefinite } from "../numerics/cholesky.js";
import { chiSquareTail } from "../numerics/incomplete-gamma.js";
import { addToSum, emptySum, sumOfTerms, sumValue, type RunningSum } from "../numerics/sum.js";
import type { EventTable } from "./event-table.js";
import { productLimit } from "./kaplan-meier.js";
import { joinTables } from "./merge-event-tables.js";
import { checkEventTable, riskSets, rowCount } from "./risk-sets.js";

/**
 * The rows of one group, or of one group within one stratum.
 * @category Comparing groups
 */
export interface LogRankGroup {
  /** The group's name. */
  readonly group: string;
  /** Groups are compared only within a stratum: country, say. All in one when left out. */
  readonly stratum?: string;
  /** The rows, counted by {@link eventTable}. */
  readonly table: EventTable;
}

/**
 * Whether groups leave at the same pace.
 * @category Comparing groups
 */
export interface LogRankTest {
  /** How much more early events weigh. */
  readonly rho: number;
  /** The names of the groups, sorted; all lists below are in this order. */
  readonly groups: readonly string[];
  /** How many rows. */
  readonly n: readonly number[];
  /** How many had the event; with `rho` the sum of the weights of those events. */
  readonly observed: readonly number[];
  /** How many would have had it if all groups were alike; with `rho` weighted too. */
  readonly expected: readonly number[];
  /** The covariance matrix of observed minus expected. */
  readonly variance: readonly (readonly number[])[];
  /** The test's statistic; `null` when the groups cannot be compared: fewer than two were at risk of an event, or never at the same time. */
  readonly chiSquare: number | null;
  /** One less than the groups that expect an event; 0 when none does. */
  readonly degreesOfFreedom: number;
  /** How likely so large a statistic is when the groups are alike; `null` as the statistic is. */
  readonly pValue: number | null;
  /** What was computed. */
  readonly definition: {
    /** Without `rho` the log-rank test, else that of Fleming and Harrington. */
    readonly method: "log-rank" | "fleming-harrington";
    /** How the variance was computed. */
    readonly variance: "hypergeometric";
  };
}

/** What is summed up over times and strata. */
interface Sums {
  readonly observed: readonly RunningSum[];
  readonly expected: readonly RunningSum[];
  readonly variance: readonly (readonly RunningSum[])[];
}

/**
 * Tests whether groups leave at the same pace: the log-rank test (Mantel 1966), or the weighted one of Harrington and Fleming (1982).
 *
 * At each time the events are expected in proportion to who is at risk. With `rho` above 0 an event counts S(t-)^rho, S the Kaplan-Meier curve of all groups of the stratum
 * just before: early differences count more. Tables of the same group and stratum are added up. Cost: O(times · groups²).
 *
 * @param groups - The groups, in any order.
 * @param options - `rho`, 0 or more; 0 when left out.
 * @returns Observed and expected events, and the test.
 * @throws An {@link InvalidArgumentError} when a group has no name or no table, or `rho` is not lawful.
 *
 * @example
 * import { eventTable, logRankTest } from "clientele/survival";
 *
 * const test = logRankTest([
 *   { group: "monthly", table: eventTable({ time: [1, 2, 2, 3, 4, 6], event: [1, 1, 1, 1, 1, 0] }) },
 *   { group: "yearly", table: eventTable({ time: [4, 8, 9, 12, 12, 12], event: [1, 1, 0, 1, 0, 0] }) },
 * ]);
 * test.observed; // => [5, 3]
 * test.expected.map((count) => count.toFixed(2)); // => ["2.24", "5.76"]
 * test.pValue?.toFixed(4); // => "0.0133"
 *
 * @category Comparing groups
 */
export function logRankTest(groups: readonly LogRankGroup[], options: { readonly rho?: number } = {}): LogRankTest {
  const { rho = 0 } = options;
  checkNonNegative("options.rho", rho);
  checkGroups(groups);
  const names = [...new Set(groups.map(({ group }) => group))].sort(compareIds);
  const sums: Sums = { observed: names.map(emptySum), expected: names.map(emptySum), variance: names.map(() => names.map(emptySum)) };
  for (const stratum of new Set(groups.map((group) => group.stratum))) {
    const members = groups.filter((group) => group.stratum === stratum);
    const tables = names.map((name) => joinTables(members.flatMap(({ group, table }) => (group === name ? [table] : []))));
    addStratum(sums, tables, rho);
  }
  const [observed, expected] = [sums.observed.map(sumValue), sums.expected.map(sumValue)];
  const variance = sums.variance.map((row) => row.map(sumValue));
  const degreesOfFreedom = Math.max(0, expected.filter((count) => count > 0).length - 1);
  const chiSquare = statisticOf(observed, expected, variance);
  return {
    rho: rho + 0,
    groups: names,
    n: names.map((name) => groups.reduce((sum, { group, table }) => (group === name ? sum + rowCount(table) : sum), 0)),
    observed,
    expected,
    variance,
    chiSquare,
    degreesOfFreedom,
    pValue: chiSquare === null ? null : chiSquareTail(chiSquare, degreesOfFreedom),
    definition: { method: rho === 0 ? "log-rank" : "fleming-harrington", variance: "hypergeometric" },
  };
}

function checkGroups(groups: readonly LogRankGroup[]): void {
  if (!Array.isArray(groups)) throw new InvalidArgumentError("groups", "an array of groups", groups);
  for (let i = 0; i < groups.length; i++) {
    const { group, stratum, table } = ((groups as readonly (Partial<LogRankGroup> | null | undefined)[])[i] ?? {}) as LogRankGroup;
    if (typeof (group as unknown) !== "string") throw new InvalidArgumentError(`groups[${String(i)}].group`, "a name", group);
    if (stratum !== undefined && typeof (stratum as unknown) !== "string")
      throw new InvalidArgumentError(`groups[${String(i)}].stratum`, "a name", stratum);
    checkEventTable(`groups[${String(i)}].table`, table);
  }
}

function addStratum(sums: Sums, tables: readonly EventTable[], rho: number): void {
  const all = joinTables(tables);
  const atRisk = riskSets(all);
  const { survival } = productLimit(atRisk, all.events);
  const groupRisk = tables.map((table) => riskSets(table, all.time));
  const shares = tables.map(() => 0);
  tables.forEach((table, g) => {
    addObserved(sums.observed[g] as RunningSum, table, all, survival, rho);
  });
  all.events.forEach((d, i) => {
    if (d === 0) return;
    const n = atRisk[i] as number;
    const weight = weightAt(survival, i, rho);
    const spread = n > 1 ? weight * weight * d * ((n - d) / (n - 1)) : 0;
    for (let g = 0; g < shares.length; g++) shares[g] = (groupRisk[g]?.[i] as number) / n;
    for (let g = 0; g < shares.length; g++) {
      const share = shares[g] as number;
      if (share === 0) continue;
      addToSum(sums.expected[g] as RunningSum, weight * ((d * (groupRisk[g]?.[i] as number)) / n));
      const row = sums.variance[g] as readonly RunningSum[];
      shares.forEach((other, h) => {
        if (other > 0) addToSum(row[h] as RunningSum, spread * share * (g === h ? 1 - share : -other));
      });
    }
  });
}

function addObserved(sum: RunningSum, table: EventTable, all: EventTable, survival: readonly number[], rho: number): void {
  let place = 0;
  table.time.forEach((time, i) => {
    while ((all.time[place] as number) < time) place += 1;
    const events = table.events[i] as number;
    if (events > 0) addToSum(sum, events * weightAt(survival, place, rho));
  });
}

/** What an event counts: a power of the share that was still there just before. */
function weightAt(survival: readonly number[], index: number, rho: number): number {
  return (survival[index - 1] ?? 1) ** rho;
}

/** (O - E)' V^-1 (O - E) over the groups that expect something, one of them left out, as all together differ by nothing. */
function statisticOf(observed: readonly number[], expected: readonly number[], variance: readonly (readonly number[])[]): number | null {
  const counted = [...expected.keys()].filter((g) => (expected[g] as number) > 0).slice(0, -1);
  if (counted.length === 0) return null;
  const inverse = inverseOfPositiveDefinite(counted.map((g) => counted.map((h) => variance[g]?.[h] as number)));
  if (inverse === null) return null;
  const excess = counted.map((g) => (observed[g] as number) - (expected[g] as number));
  const terms = inverse.flatMap((row, i) => row.map((value, j) => value * (excess[i] as number) * (excess[j] as number)));
  return Math.max(
    0,
    sumOfTerms(terms.length, (i) => terms[i] as number),
  );
}
