// 1M periodIndex calls in Europe/Berlin beside UTC, and beside Intl: `npm run bench -- time`.
import { performance } from "node:perf_hooks";
import { time } from "clientele";
import { randomWholes } from "./support/purchases.js";

const CALLS = 1_000_000;
const ROUNDS = 7;
const ZONES = ["UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe"] as const;

/** Ten years of instants in no order, the same in every run. */
function instants(count: number): Float64Array {
  const [start, span] = [Date.parse("2015-01-01"), 10 * 365 * 86_400_000];
  const random = randomWholes();
  return Float64Array.from({ length: count }, () => start + random(span));
}

function sumOfIndexes(ats: Float64Array, spec: time.PeriodSpec): number {
  let sum = 0;
  for (let i = 0; i < ats.length; i += 1) sum += time.periodIndex(ats[i] as number, spec);
  return sum;
}

function checkAgainstIntl(ats: Float64Array, spec: time.PeriodSpec): void {
  const format = new Intl.DateTimeFormat("en-CA", { timeZone: spec.timeZone, year: "numeric", month: "2-digit" });
  for (const at of ats) {
    const [label, expected] = [time.periodLabel(time.periodIndex(at, spec), spec), format.format(at)];
    if (label !== expected) throw new Error(`${spec.timeZone} at ${String(at)}: ${label}, but Intl says ${expected}`);
  }
}

const ats = instants(CALLS);
const best = new Map<string, number>(ZONES.map((timeZone) => [timeZone, Infinity]));
for (const timeZone of ZONES) checkAgainstIntl(ats.subarray(0, 20_000), { unit: "month", timeZone });
for (let round = 0; round < ROUNDS; round += 1) {
  for (const timeZone of ZONES) {
    const start = performance.now();
    const sum = sumOfIndexes(ats, { unit: "month", timeZone });
    const ms = performance.now() - start;
    if (!Number.isInteger(sum)) throw new Error("the sum escapes, so that the loop is not dropped");
    best.set(timeZone, Math.min(best.get(timeZone) ?? Infinity, ms));
  }
}

const utc = best.get("UTC") ?? NaN;
console.log(`periodIndex by month, ${String(CALLS)} calls, best of ${String(ROUNDS)} rounds; 20 000 labels a zone equal Intl's`);
for (const [timeZone, ms] of best) console.log(`  ${timeZone.padEnd(20)} ${ms.toFixed(0).padStart(5)} ms   ${(ms / utc).toFixed(2)} x UTC`);
