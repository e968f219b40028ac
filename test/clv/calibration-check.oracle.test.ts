import {
  calibrationCheck,
  expectedPurchasesOfNewCustomer,
  trackingCurve,
  type BgNbd,
  type CountedCustomerHistory,
  type HoldoutPurchases,
  type MbgNbd,
  type ParetoNbd,
} from "clientele/clv";
import { parsePurchases } from "clientele/purchases";
import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { expectNear } from "./expect-near.js";

const SUMMARY = "../shared/data/cdnow_sample_summary.csv";
const MASTER = "../shared/data/cdnow_master_transactions.csv";
const missing = [SUMMARY, MASTER].filter((file) => !existsSync(file));
const skipped = missing.length === 0 ? "" : ` (skipped: ${missing.join(" and ")} not there)`;

// The maxima of the sample, and what they give: own evaluation of the published formulas.
const bgNbd: BgNbd = {
  kind: "bg-nbd",
  parameters: { r: 0.2425945224, alpha: 4.413602019, a: 0.7929220172, b: 2.425906777 },
};
const mbgNbd: MbgNbd = { kind: "mbg-nbd", parameters: { r: 0.5248431591, alpha: 6.18308528, a: 0.8913593907, b: 1.61400224 } };
const pareto: ParetoNbd = {
  kind: "pareto-nbd",
  parameters: { r: 0.5532770469, alpha: 10.57768346, s: 0.6062399891, beta: 11.66873529 },
};
const published: [BgNbd | MbgNbd | ParetoNbd, number, number, number][] = [
  [bgNbd, 1653.408697942543, 0.7854542366060779, 1.6079820107439933],
  [mbgNbd, 1576.7283018961775, 0.7647789493290988, 1.6071826574336077],
  [pareto, 1665.513107210218, 0.7545233833963567, 1.6028479995328295],
];

type Row = CountedCustomerHistory & HoldoutPurchases;

/** Fader, Hardie and Lee's sample of 2 357 customers, in weeks; the holdout has 39. */
function sample(): Row[] {
  const [head = "", ...lines] = readFileSync(SUMMARY, "utf8").trim().split(/\r?\n/);
  const names = head.split(",");
  return lines.map((line) => {
    const cells = line.split(",");
    const cell = (name: string): number => Number(cells[names.indexOf(name)]);
    return { frequency: cell("x"), recency: cell("t_x_days") / 7, age: cell("T_days") / 7, holdoutFrequency: cell("x_star") };
  });
}

describe(`the CDNOW sample${skipped}`, () => {
  it.skipIf(skipped !== "").each(published)("gives the published sums and errors: %o", (model, total, mae, rmse) => {
    const check = calibrationCheck(model, { customers: sample(), holdoutDuration: 39 });
    expectNear(
      [check.expectedPurchases, check.actualPurchases, check.meanAbsoluteError, check.rootMeanSquareError],
      [total, 1882, mae, rmse],
      1e-8,
    );
    expect(check.customers).toBe(2357);
    expect(check.calibrationByFrequency.map(({ actual }) => actual)).toEqual([1411, 439, 214, 100, 62, 38, 29, 64]);
    // All three describe the calibration well.
    const chiSquare = check.calibrationByFrequency.reduce((sum, { actual, expected }) => sum + (actual - expected) ** 2 / expected, 0);
    expect(chiSquare).toBeLessThan(25);
  });
});

describe(`all CDNOW customers${skipped}`, () => {
  it.skipIf(skipped !== "")("are followed over 78 weeks, soon", () => {
    const rows = readFileSync(MASTER, "utf8").trim().split(/\r?\n/).slice(1);
    const purchases = parsePurchases(
      rows.map((line, id) => {
        const [customerId, date, , sales = "0"] = line.split(",");
        return { id, customerId, at: `${date ?? ""}T12:00:00Z`, amount: Number(sales).toFixed(2) };
      }),
      { currency: "USD" },
    ).values;
    const begun = performance.now();
    const curve = trackingCurve(bgNbd, purchases, {
      calibrationEnd: "1997-10-01T00:00:00Z",
      observationEnd: "1998-07-01T00:00:00Z",
      timeZone: "UTC",
      unit: "week",
    });
    expect(performance.now() - begun).toBeLessThan(1000);
    expect(curve).toHaveLength(78);
    expect(curve.filter(({ isHoldout }) => !isHoldout)).toHaveLength(39);
    // Purchase days less 23 570 first ones.
    expect(curve.at(-1)?.actualCumulative).toBe(new Set(rows.map((line) => line.split(",", 2).join())).size - 23_570);
    const firstDays = new Map<string, number>();
    for (const line of rows) {
      const [id = "", date = ""] = line.split(",");
      firstDays.set(id, Math.min(firstDays.get(id) ?? Infinity, Date.parse(date)));
    }
    let expected = 0;
    for (const day of firstDays.values())
      expected += expectedPurchasesOfNewCustomer(bgNbd, (Date.UTC(1998, 6, 1) - day) / (7 * 86_400_000));
    expectNear(curve.at(-1)?.expectedCumulative, expected, 1e-10);
  });
});
