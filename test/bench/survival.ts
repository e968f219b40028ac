// Survival curves and Cox regression of a million rows, DuckDB's window functions beside the curve: `npm run bench -- survival`.
import { coxRegression, eventTable, kaplanMeier, type SurvivalCurve } from "clientele/survival";
import { seededRandom } from "../../src/numerics/random.js";
import { duckdb, fill, measuredQuery } from "./support/duckdb.js";
import { measure, measureMemory } from "./support/measure.js";

interface Columns {
  readonly time: Float64Array;
  readonly event: Uint8Array;
}

/** Lifetimes with a third censored; to the moment, or in whole days. */
function lifetimes(rows: number, wholeDays: boolean): Columns {
  const random = seededRandom(5);
  const time = new Float64Array(rows);
  const event = new Uint8Array(rows);
  for (let i = 0; i < rows; i += 1) {
    const [life, watched] = [random.exponential(1 / 400), random.exponential(1 / 800)];
    const end = Math.min(life, watched);
    time[i] = wholeDays ? Math.ceil(end) : end;
    event[i] = Number(life <= watched);
  }
  return { time, event };
}

const SQL = `
  with counts as (select time, sum(event) as events, count(*) as leaving from lives group by time),
  risk as (select time, events, sum(leaving) over (order by time desc) as at_risk from counts)
  select time, exp(sum(case when at_risk = events then -1e300 else ln(1 - events / at_risk) end) over (order by time)) as survival from risk order by time`;

async function besideDuckDb(columns: Columns, curve: SurvivalCurve): Promise<void> {
  const connection = await duckdb();
  if (connection === null) return;
  await fill(connection, "lives", { time: columns.time, event: columns.event });
  const rows = await measuredQuery(connection, "survival by window functions, no intervals", 3, SQL);
  if (rows.length !== curve.time.length) throw new Error("DuckDB has other times");
  rows.forEach(([time = NaN, survival = NaN], i) => {
    if (time !== curve.time[i] || Math.abs(survival - (curve.survival[i] ?? NaN)) > 1e-9)
      throw new Error(`other survival at ${String(time)}`);
  });
}

for (const wholeDays of [false, true]) {
  const columns = lifetimes(1_000_000, wholeDays);
  console.log(`\n1 000 000 rows, times ${wholeDays ? "in whole days" : "to the moment"}`);
  const table = measure("eventTable of columns", 5, () => eventTable(columns));
  measure("kaplanMeier of the table, with log-log intervals", 5, () => kaplanMeier(table));
  const curve = measure("both", 5, () => kaplanMeier(eventTable(columns)));
  measureMemory("both", () => kaplanMeier(eventTable(columns)));
  await besideDuckDb(columns, curve);
}

{
  const { time, event } = lifetimes(100_000, false);
  const random = seededRandom(6);
  const covariate = (): Float64Array => time.map(() => random.uniform());
  const columns = { time, event, a: covariate(), b: covariate(), c: covariate() };
  console.log("\n100 000 rows, three covariates");
  measure("coxRegression, Efron", 3, () => coxRegression(columns, { covariates: ["a", "b", "c"], ties: "efron" }));
}
