// RFM of 1M customers, alone and from 5M purchases in columns, beside a plain way by hand; concentration of 1M values:
// `npm run bench -- segmentation`.
import { customerSummaries } from "clientele/purchases";
import {
  abcClassify,
  assignSegments,
  giniCoefficient,
  lorenzCurve,
  rfmScores,
  segmentMaps,
  topShare,
  type RfmSubject,
} from "clientele/segmentation";
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

const columns = purchasesInColumns(5_000_000, 1_000_000);
const summing = { asOf, timeZone: "Europe/Berlin", occasion: "purchase", revenue: "net", fullyRefunded: "exclude" } as const;
const summaries = customerSummaries(columns, summing);
console.log(`${String(summaries.length)} customers with 5M purchases`);
measureMemory("rfmScores", () => rfmScores(summaries, { ...options, method: "quantile" }));
measureMemory("columns to summaries to scores", () => rfmScores(customerSummaries(columns, summing), { ...options, method: "quantile" }));
const rfm = measure("rfmScores, quantile", 5, () => rfmScores(summaries, { ...options, method: "quantile" }));
measure("rfmScores, ntile", 3, () => rfmScores(summaries, { ...options, method: "ntile" }));
measure("rfmScores, quantile, monetary mean", 3, () => rfmScores(summaries, { ...options, method: "quantile", monetary: "mean" }));
measure("columns to summaries to scores", 3, () => rfmScores(customerSummaries(columns, summing), { ...options, method: "quantile" }));
measure("assignSegments, classic", 3, () => assignSegments(rfm, segmentMaps.classic));

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
