import { checkNonNegative } from "../foundation/errors/check.js";
import { InvalidArgumentError } from "../foundation/errors/invalid-argument-error.js";
import { compareIds } from "../foundation/ids/ids.js";
import { chiSquareTail } from "../numerics/incomplete-gamma.js";
import { addToSum, emptySum, sumValue, type RunningSum } from "../numerics/sum.js";
import type { EventTable } from "./event-table.js";
import { productLimit } from "./kaplan-meier.js";
import { logRankStatistic } from "./log-rank-statistic.js";
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
  /**
   * The test's statistic, over the groups that can be compared: at some event one of them was at risk together with others, and not all left.
   * `null` when none can be.
   */
  readonly chiSquare: number | null;
  /** How many differences were tested: one less than the groups that can be compared, directly or through others; 0 when none can be. */
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
 * just before: early differences count more. Tables of the same group and stratum are added up. A group that was never at risk together with another one says nothing;
 * where groups fall into several parts that never met, each part is tested within itself, with one degree of freedom less than it has groups. Cost: O(times · groups²).
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
  const n = names.map(() => 0);
  for (const tablesOf of byStratum(groups, names)) {
    const tables = [...tablesOf].sort(([a], [b]) => a - b).map(([group, parts]) => ({ group, table: joinTables(parts) }));
    for (const { group, table } of tables) n[group] = (n[group] as number) + rowCount(table);
    addStratum(sums, tables, rho);
  }
  const [observed, expected] = [sums.observed.map(sumValue), sums.expected.map(sumValue)];
  const variance = sums.variance.map((row) => row.map(sumValue));
  const { chiSquare, degreesOfFreedom } = logRankStatistic(observed, expected, variance);
  return {
    rho: rho + 0,
    groups: names,
    n,
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

/** Of each stratum, the tables of the groups that it has, by their numbers. */
function byStratum(groups: readonly LogRankGroup[], names: readonly string[]): Iterable<Map<number, EventTable[]>> {
  const numbers = new Map(names.map((name, number) => [name, number]));
  const strata = new Map<string | undefined, Map<number, EventTable[]>>();
  for (const { group, stratum, table } of groups) {
    let tablesOf = strata.get(stratum);
    if (tablesOf === undefined) strata.set(stratum, (tablesOf = new Map<number, EventTable[]>()));
    const number = numbers.get(group) as number;
    const tables = tablesOf.get(number);
    if (tables === undefined) tablesOf.set(number, [table]);
    else tables.push(table);
  }
  return strata.values();
}

/** The rows of the group of this number in a stratum. */
interface Member {
  readonly group: number;
  readonly table: EventTable;
}

function addStratum(sums: Sums, members: readonly Member[], rho: number): void {
  const all = joinTables(members.map(({ table }) => table));
  const atRisk = riskSets(all);
  const { survival } = productLimit(atRisk, all.events);
  const groupRisk = members.map(({ table }) => riskSets(table, all.time));
  const shares = members.map(() => 0);
  for (const { group, table } of members) addObserved(sums.observed[group] as RunningSum, table, all, survival, rho);
  all.events.forEach((d, i) => {
    if (d === 0) return;
    const n = atRisk[i] as number;
    const weight = weightAt(survival, i, rho);
    const spread = n > 1 ? weight * weight * d * ((n - d) / (n - 1)) : 0;
    for (let g = 0; g < shares.length; g++) shares[g] = (groupRisk[g]?.[i] as number) / n;
    for (let g = 0; g < shares.length; g++) {
      const share = shares[g] as number;
      if (share === 0) continue;
      const { group } = members[g] as Member;
      addToSum(sums.expected[group] as RunningSum, weight * ((d * (groupRisk[g]?.[i] as number)) / n));
      const row = sums.variance[group] as readonly RunningSum[];
      shares.forEach((other, h) => {
        if (other > 0) addToSum(row[(members[h] as Member).group] as RunningSum, spread * share * (g === h ? 1 - share : -other));
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
