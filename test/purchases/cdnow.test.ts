// The published CDNOW data. It is not part of the project: without ../shared/data these tests are skipped.
import { existsSync, readFileSync } from "node:fs";
import { time } from "clientele";
import {
  calibrationHoldout,
  customerSummaries,
  parsePurchases,
  purchaseColumns,
  repeatPurchaseSummaries,
  type ParsedPurchases,
} from "clientele/purchases";
import { describe, expect, it } from "vitest";
import { deepFreeze } from "../support/deep-freeze.js";

const DATA = new URL("../../../shared/data/", import.meta.url);
const present = (file: string): boolean => existsSync(new URL(file, DATA));
const title = (what: string, file: string): string => (present(file) ? what : `${what} (skipped: ../shared/data/${file} is not there)`);

const TIME_ZONE = "America/New_York";
/** The last second of 30 September: that day counts, and ages end on it. */
const CALIBRATION_END = "1997-09-30T23:59:59-04:00";
const OBSERVATION_END = "1998-06-30T23:59:59-04:00";

function csv(file: string): Record<string, string>[] {
  const [head = [], ...lines] = readFileSync(new URL(file, DATA), "utf8")
    .trim()
    .split(/\r?\n/)
    .map((line) => line.split(","));
  return lines.map((cells) => Object.fromEntries(head.map((name, i) => [name, cells[i] ?? ""])));
}

function parsed(file: string, customerId: string): ParsedPurchases {
  return parsePurchases(deepFreeze(csv(file)), {
    currency: "USD",
    timeZone: TIME_ZONE,
    ids: "row-number",
    columns: { customerId, at: "date", amount: "sales" },
  });
}

const MASTER = "cdnow_master_transactions.csv";
const SAMPLE = "cdnow_sample_transactions.csv";
const SUMMARY = "cdnow_sample_summary.csv";

describe.skipIf(!present(MASTER))(title("all purchases of CDNOW", MASTER), () => {
  it("are read whole: none lost, exact repeats suspected, 0.00 kept", () => {
    const { values, rejected, summary } = parsed(MASTER, "customer_id");
    expect(summary).toStrictEqual({ rows: 69_659, accepted: 69_659, rejected: 0, duplicates: 0, suspectedDuplicates: 255, anonymous: 0 });
    expect(rejected).toStrictEqual([]);
    expect(values[0]).toStrictEqual({
      id: "row-1",
      customerId: "1",
      at: Date.parse("1997-01-01T05:00:00Z"),
      amount: { minor: 1177, currency: "USD" },
    });
    expect(values.filter(({ amount }) => amount.minor === 0)).toHaveLength(80);

    const summaries = customerSummaries(values, {
      asOf: OBSERVATION_END,
      timeZone: TIME_ZONE,
      occasion: "day",
      revenue: "net",
      fullyRefunded: "exclude",
    });
    const total = (of: (summary: (typeof summaries)[number]) => number): number => summaries.reduce((sum, summary) => sum + of(summary), 0);
    expect([summaries.length, total(({ purchases }) => purchases), total(({ revenueMinor }) => revenueMinor)]).toStrictEqual([
      23_570, 69_659, 250_031_563,
    ]);
    const days = new Set(csv(MASTER).map(({ customer_id: customer = "", date = "" }) => `${customer} ${date}`));
    expect(total(({ occasions }) => occasions)).toBe(days.size);
    expect(time.localDateTime(Math.min(...summaries.map(({ firstAt }) => firstAt)), TIME_ZONE)).toBe("1997-01-01T00:00:00");
  });
});

describe.skipIf(!present(SAMPLE) || !present(SUMMARY))(title("the CDNOW sample", present(SAMPLE) ? SUMMARY : SAMPLE), () => {
  const read = (): { values: ParsedPurchases["values"]; published: Map<string, Record<string, number>> } => {
    const rows = csv(SUMMARY).map(
      ({ sample_id: id = "", ...row }) =>
        [id, Object.fromEntries(Object.entries(row).map(([name, text]) => [name, Number(text)]))] as const,
    );
    return { values: parsed(SAMPLE, "sample_id").values, published: new Map(rows) };
  };

  it("has the published recency, frequency, age and mean spend in every row", () => {
    const { values, published } = read();
    for (const subject of [values, purchaseColumns(values)]) {
      const got = repeatPurchaseSummaries(subject, { asOf: CALIBRATION_END, timeZone: TIME_ZONE, unit: "week" });
      expect([got.length, published.size]).toStrictEqual([2357, 2357]);
      for (const { customerId, frequency, recency, age, meanSpend } of got) {
        const { x = NaN, t_x_days = NaN, T_days = NaN, m = NaN } = published.get(customerId) ?? {};
        expect([customerId, frequency, Math.round(recency * 7), Math.round(age * 7)]).toStrictEqual([customerId, x, t_x_days, T_days]);
        if (x === 0) expect(meanSpend).toBeNull();
        else expect(meanSpend).toBeCloseTo(m * 100, 3);
      }
    }
  });

  it("has the published holdout in every row", () => {
    const { values, published } = read();
    const { customers, holdoutDuration } = calibrationHoldout(values, {
      calibrationEnd: CALIBRATION_END,
      observationEnd: OBSERVATION_END,
      timeZone: TIME_ZONE,
      unit: "week",
    });
    expect([customers.length, holdoutDuration]).toStrictEqual([2357, 39]);
    for (const { customerId, holdoutFrequency, holdoutRevenueMinor } of customers) {
      const { x_star = NaN, m_star = NaN } = published.get(customerId) ?? {};
      expect([customerId, holdoutFrequency, holdoutRevenueMinor]).toStrictEqual([customerId, x_star, Math.round(x_star * m_star * 100)]);
    }
  });
});
