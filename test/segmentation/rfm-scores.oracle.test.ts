// Exact fractions, pandas 1.5.3 and DuckDB's NTILE; see "source" in the file.
import { rfmScores, type RfmMethod, type RfmOptions } from "clientele/segmentation";
import { describe, expect, it } from "vitest";
import { deepFreeze } from "../support/deep-freeze.js";
import { oracleCases } from "../support/oracle.js";

interface Input {
  readonly id: readonly string[];
  readonly daysSinceLast: readonly number[];
  readonly orders: readonly number[];
  readonly revenue: readonly number[];
}
interface Options {
  readonly bins: number;
  readonly thresholds?: { readonly days: readonly number[]; readonly orders: readonly number[]; readonly revenue: readonly number[] };
}
type Scores = Readonly<Record<"r" | "f" | "m", readonly number[]>>;
type Expected = Readonly<Partial<Record<string, Scores>>>;

const DAY = 86_400_000;
const asOf = Date.parse("2024-06-30T09:00:00Z");
const WAYS: readonly [name: string, method: RfmMethod, closed?: "left" | "right"][] = [
  ["quantile", "quantile"],
  ["quantileLeftClosed", "quantile-left-closed"],
  ["ntile", "ntile"],
  ["thresholdsRightClosed", "thresholds", "right"],
  ["thresholdsLeftClosed", "thresholds", "left"],
];

describe.each(oracleCases<Input, Options, Expected>(import.meta.url, "rfm"))("RFM scores: $name", ({ input, options, expected }) => {
  const summaries = deepFreeze(
    input.id.map((customerId, i) => ({
      customerId,
      lastAt: asOf - (input.daysSinceLast[i] ?? 0) * DAY,
      purchases: input.orders[i] ?? 0,
      revenueMinor: input.revenue[i] ?? 0,
    })),
  );

  it.each(WAYS.filter(([name]) => expected[name] !== undefined))("%s", (name, method, closed) => {
    const cuts = closed &&
      options.thresholds && {
        recencyDays: options.thresholds.days,
        frequency: options.thresholds.orders,
        monetaryMinor: options.thresholds.revenue,
      };
    const how: RfmOptions = {
      asOf,
      timeZone: "UTC",
      bins: options.bins,
      method,
      monetary: "total",
      ...(cuts && { thresholds: { ...cuts, closed: closed ?? "right" } }),
    };
    const { rows, definition } = rfmScores(summaries, deepFreeze(how));
    expect({ r: rows.map(({ r }) => r), f: rows.map(({ f }) => f), m: rows.map(({ m }) => m) }).toEqual(expected[name]);
    expect(rows.map(({ customerId }) => customerId)).toEqual(input.id);
    expect(rows.map(({ recencyDays }) => recencyDays)).toEqual(input.daysSinceLast);
    expect(definition.method).toBe(method);
  });
});
