// RFM of 1M customers, alone and from 5M purchases in columns, beside DuckDB's window functions and a plain way by hand; concentration of 1M values:
// `npm run bench -- segmentation`.
import { performance } from "node:perf_hooks";
import { customerSummaries, type PurchaseColumns } from "clientele/purchases";
import {
  abcClassify,
  assignSegments,
  giniCoefficient,
  lorenzCurve,
  rfmColumns,
  rfmCutsAccumulator,
  rfmRows,
  rfmScores,
  scoreWithCuts,
  segmentCounts,
  segmentMaps,
  topShare,
  type RfmColumns,
  type RfmMethod,
  type RfmSubject,
} from "clientele/segmentation";
import { duckdb, fill, type Connection } from "./support/duckdb.js";
import { measure, measureMemory } from "./support/measure.js";
import { END, purchasesInColumns } from "./support/purchases.js";

const DAY = 86_400_000;
const asOf = END;
const options = { asOf, timeZone: "Europe/Berlin", monetary: "total" } as const;

/** What a developer writes first: sort objects by each figure, and walk over ties. */
function byHand(summaries: readonly RfmSubject[]): Map<string, string> {
  const score = (value: (subject: RfmSubject) => number): Map<string, number> => {
    const sorted = [...summaries].sort((a, b) => value(a) - value(b));
    const scores = new Map<string, number>();
    let below = 0;
    sorted.forEach((subject, i) => {
      const previous = sorted[i - 1];
      if (previous !== undefined && value(previous) !== value(subject)) below = i;
      scores.set(subject.customerId, Math.max(1, Math.ceil((5 * below) / (sorted.length - 1))));
    });
    return scores;
  };
  const format = new Intl.DateTimeFormat("en-CA", { timeZone: "Europe/Berlin", year: "numeric", month: "2-digit", day: "2-digit" });
  const days = new Map(summaries.map(({ customerId, lastAt }) => [customerId, -Date.parse(format.format(lastAt)) / DAY]));
  const r = score(({ customerId }) => days.get(customerId) ?? 0);
  const f = score(({ purchases }) => purchases);
  const m = score(({ revenueMinor }) => revenueMinor);
  return new Map(summaries.map(({ customerId: id }) => [id, `${String(6 - (r.get(id) ?? 0))}${String(f.get(id))}${String(m.get(id))}`]));
}

/** Figures of each customer, and how many customers there are; days are those of UTC. */
const FIGURES = `
  with figures as (
    select customer, datediff('day', make_timestamp(max(moment) * 1000)::date, date '${new Date(END).toISOString().slice(0, 10)}') as days,
      count(*) as bought, sum(amount) as spent, count(*) over () as n
    from purchases group by customer)`;
/** The quantile rule in whole ranks: \`greatest(1, ceil(5 * percent_rank()))\` would depend on the last bit of a quotient. */
const score = (figure: string): string => `greatest(1, (5 * (rank() over (order by ${figure}) - 1) + n - 2) // (n - 1))`;
const BY_DUCKDB: Partial<Record<RfmMethod, string>> = {
  quantile: `${FIGURES} select customer, 6 - ${score("days")}, ${score("bought")}, ${score("spent")} from figures`,
  ntile: `${FIGURES} select customer, 6 - ntile(5) over (order by days, customer), ntile(5) over (order by bought, customer), ntile(5) over (order by spent, customer) from figures`,
};

function checkRows(name: string, { r, f, m }: RfmColumns, placeOf: ReadonlyMap<number, number>, rows: readonly number[][]): void {
  if (rows.length !== r.length) throw new Error(`${name}: ${String(rows.length)} rows, ours ${String(r.length)}`);
  for (const [customer = NaN, ...theirs] of rows) {
    const place = placeOf.get(customer) ?? NaN;
    const ours = [r[place], f[place], m[place]];
    if (theirs.some((value, i) => value !== ours[i]))
      throw new Error(`${name}, customer ${String(customer)}: ${String(theirs)}, ours ${String(ours)}`);
  }
}

const collect = (globalThis as { gc?: () => void }).gc;
const median = (times: readonly number[]): number => [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? NaN;

/** Turn by turn, so that both have the same machine: a round of ours, a round of theirs. Both end with all scores in memory, DuckDB's in its own chunks. */
async function besideDuckDb(connection: Connection, columns: PurchaseColumns): Promise<void> {
  await fill(connection, "doubles", { customer: columns.customer, moment: columns.at, amount: columns.amountMinor });
  await connection.run(
    "create table purchases as select customer::integer as customer, moment::bigint as moment, amount::bigint as amount from doubles",
  );
  await connection.run("drop table doubles");
  for (const [method, sql] of Object.entries(BY_DUCKDB) as [RfmMethod, string][]) {
    const score = (): RfmColumns => rfmColumns(columns, { ...options, ...counting, method, timeZone: "UTC" });
    const ours = score();
    const theirs = (await connection.runAndReadAll(sql)).getRows();
    const placeOf = new Map(ours.customerIds.map((id, place) => [Number(id.slice(1)), place]));
    checkRows(
      method,
      ours,
      placeOf,
      theirs.map((row) => row.map(Number)),
    );
    const times: { ours: number[]; theirs: number[] } = { ours: [], theirs: [] };
    for (let round = 0; round < 5; round += 1) {
      collect?.();
      let start = performance.now();
      score();
      times.ours.push(performance.now() - start);
      collect?.();
      start = performance.now();
      await connection.runAndReadAll(sql);
      times.theirs.push(performance.now() - start);
    }
    const [own, other] = [median(times.ours), median(times.theirs)];
    const verdict =
      own <= other ? `rfmColumns is ${(other / own).toFixed(1)} times as fast` : `DuckDB is ${(own / other).toFixed(1)} times as fast`;
    console.log(`  ${method}, medians of 5: rfmColumns ${own.toFixed(0)} ms, DuckDB ${other.toFixed(0)} ms: ${verdict}, same scores`);
  }
}

/** The most that scores of 1M customers from 5M purchases may take. */
const MOST_MB = 250;

const columns = purchasesInColumns(5_000_000, 1_000_000, "none");
const counting = { revenue: "net", fullyRefunded: "exclude" } as const;
const summing = { asOf, timeZone: "Europe/Berlin", occasion: "purchase", ...counting } as const;
console.log("5M purchases of 1M customers in columns, in no order, straight to scores in columns");
const scoreColumns = (): RfmColumns => rfmColumns(columns, { ...options, ...counting, method: "quantile" });
const mb = measureMemory("rfmColumns", scoreColumns);
if (mb > MOST_MB) throw new Error(`rfmColumns: ${mb.toFixed(0)} MB, at most ${String(MOST_MB)} are allowed`);
const ofColumns = measure("rfmColumns, quantile", 5, scoreColumns);
for (const method of ["quantile-left-closed", "mid-rank", "equal-width", "nested", "ntile"] as const)
  measure(`rfmColumns, ${method}`, 3, () => rfmColumns(columns, { ...options, ...counting, method }));
measure("rfmColumns, quantile, monetary mean", 3, () =>
  rfmColumns(columns, { ...options, ...counting, method: "quantile", monetary: "mean" }),
);
measure("segmentCounts of columns, classic", 3, () => segmentCounts(ofColumns, segmentMaps.classic));
const connection = await duckdb();
if (connection !== null) await besideDuckDb(connection, columns);

const summaries = customerSummaries(columns, summing);
console.log(`${String(summaries.length)} customers with 5M purchases, as objects`);
measureMemory("rfmScores", () => rfmScores(summaries, { ...options, method: "quantile" }));
measureMemory("columns to summaries to scores", () => rfmScores(customerSummaries(columns, summing), { ...options, method: "quantile" }));
const rfm = measure("rfmScores, quantile", 5, () => rfmScores(summaries, { ...options, method: "quantile" }));
measure("rfmScores, ntile", 3, () => rfmScores(summaries, { ...options, method: "ntile" }));
measure("rfmScores, quantile, monetary mean", 3, () => rfmScores(summaries, { ...options, method: "quantile", monetary: "mean" }));
measure("columns to summaries to scores", 3, () => rfmScores(customerSummaries(columns, summing), { ...options, method: "quantile" }));
measure("assignSegments, classic", 3, () => assignSegments(rfm, segmentMaps.classic));
const rowsOfColumns = measure("rfmRows of columns", 3, () => rfmRows(ofColumns));
rfm.rows.forEach((row, i) => {
  if (JSON.stringify(row) !== JSON.stringify(rowsOfColumns[i])) throw new Error(`${row.customerId}: rows and columns differ`);
});
const { cuts } = measure("rfmCutsAccumulator: add and finish", 1, () => {
  const { empty, add, finish } = rfmCutsAccumulator({ ...options, method: "quantile" });
  return finish(summaries.reduce((state, summary) => add(state, summary), empty()));
});
if (cuts === null) throw new Error("no cuts");
const withCuts = measure("scoreWithCuts, row by row", 2, () => summaries.map((summary) => scoreWithCuts(summary, cuts, options)));
withCuts.forEach(({ score }, i) => {
  if (score !== rfm.rows[i]?.score) throw new Error(`${String(rfm.rows[i]?.customerId)}: ${score} by cuts`);
});

const some = summaries.slice(0, 100_000);
console.log("100 000 of them, beside a way by hand");
const ours = measure("rfmScores, quantile", 3, () => rfmScores(some, { ...options, method: "quantile" }));
const plain = measure("by hand: sort objects, Maps of scores", 2, () => byHand(some));
for (const { customerId, score } of ours.rows)
  if (plain.get(customerId) !== score) throw new Error(`${customerId}: ${score}, by hand ${String(plain.get(customerId))}`);

const values = summaries.map(({ revenueMinor }) => revenueMinor);
const items = summaries.map(({ customerId, revenueMinor }) => ({ id: customerId, value: revenueMinor }));
console.log("revenue of the 1M customers");
measure("giniCoefficient", 3, () => giniCoefficient(values));
measure("lorenzCurve", 3, () => lorenzCurve(values));
const top = measure("topShare 20 %", 3, () => topShare(values, 0.2));
const abc = measure("abcClassify", 3, () => abcClassify(items, { boundary: "crossing-in-higher" }));
const largest = [...values].sort((a, b) => b - a).slice(0, top.count);
if (largest.reduce((sum, value) => sum + value, 0) !== top.numerator) throw new Error("the top share is not the sum of the largest");
const inA = abc.rows.filter((row) => row.class === "A").reduce((sum, { value }) => sum + value, 0);
if (inA < 0.8 * top.denominator) throw new Error("class A holds less than its share");
