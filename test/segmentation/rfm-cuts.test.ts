import {
  rfmCutsAccumulator,
  type RfmCutsOptions,
  type RfmCutsState,
  scoreWithCuts,
  type ScoreWithCutsOptions,
} from "clientele/segmentation";
import type { RfmSubject, RfmThresholds } from "clientele/segmentation";
import { describe, expect, it } from "vitest";
import { deepFreeze } from "../support/deep-freeze.js";

const options: RfmCutsOptions = deepFreeze({
  asOf: "2024-06-30T12:00:00Z",
  timeZone: "UTC",
  bins: 3,
  method: "quantile",
  monetary: "total",
});
const anna: RfmSubject = deepFreeze({ customerId: "anna", lastAt: Date.UTC(2024, 5, 28), purchases: 4, revenueMinor: 900 });
const ben: RfmSubject = deepFreeze({ customerId: "ben", lastAt: Date.UTC(2024, 4, 31), purchases: 1, revenueMinor: 900 });
const cuts: RfmThresholds = deepFreeze({ recencyDays: [2, 30], frequency: [1, 4], monetaryMinor: [500, 900] });

describe("rfmCutsAccumulator", () => {
  it("counts values, not customers", () => {
    const { empty, add, finish } = rfmCutsAccumulator(options);
    const state = [anna, ben].reduce((a, b) => add(a, b), empty());
    expect(state).toEqual({
      options: '{"of":"rfm cuts","today":19904,"timeZone":"UTC","monetary":"total"}',
      customers: 2,
      currency: null,
      recencyDays: { 2: 1, 30: 1 },
      frequency: { 1: 1, 4: 1 },
      monetaryMinor: { 900: 2 },
    });
    const before = JSON.stringify(state);
    const { customers, cuts: found, diagnostics } = finish(deepFreeze(state));
    expect(JSON.stringify(state)).toBe(before);
    expect(customers).toBe(2);
    expect(found).toEqual({ recencyDays: [2, 2], frequency: [1, 1], monetaryMinor: [900, 900], closed: "right" });
    expect(diagnostics.recencyDays).toEqual({ distinct: 2, customersByScore: [1, 0, 1], emptyBins: [2], degenerate: true });
  });

  it("has no cuts of nobody, and of one those by which they score 1", () => {
    const { empty, add, finish } = rfmCutsAccumulator(options);
    expect(finish(empty())).toMatchObject({ cuts: null, customers: 0, currency: null });
    const one = finish(add(empty(), { ...anna, currency: "EUR" }));
    expect(one).toMatchObject({ customers: 1, currency: "EUR" });
    expect(one.cuts).toEqual({ recencyDays: [2, 2], frequency: [4, 4], monetaryMinor: [900, 900], closed: "right" });
  });

  it("joins parts that count the same, however they are cut in the end, and no others", () => {
    const part = (change: Partial<RfmCutsOptions>) => rfmCutsAccumulator({ ...options, ...change }).empty();
    const { merge, add, finish } = rfmCutsAccumulator(options);
    const same = part({ asOf: "2024-06-30T23:59:59Z", bins: 9, method: "mid-rank" });
    expect(finish(merge(add(part({}), anna), same)).customers).toBe(1);
    for (const other of [{ asOf: "2024-07-01T00:00:00Z" }, { timeZone: "Asia/Tokyo" }, { monetary: "mean" }] as const) {
      expect(() => merge(part({}), part(other))).toThrow(expect.objectContaining({ argument: "b" }));
      expect(() => merge(part(other), part({}))).toThrow(expect.objectContaining({ argument: "a" }));
      expect(() => add(part(other), anna)).toThrow(expect.objectContaining({ argument: "state" }));
      expect(() => finish(part(other))).toThrow(expect.objectContaining({ argument: "state" }));
    }
  });

  const { empty, add, merge, finish } = rfmCutsAccumulator(options);
  const whole = deepFreeze(add(empty(), anna));
  it.each<[string, unknown]>([
    ["", null],
    ["", { customers: 1 }],
    [".customers", { ...whole, customers: NaN }],
    [".customers", { ...whole, customers: -1 }],
    [".currency", { ...whole, currency: undefined }],
    [".recencyDays", { ...whole, recencyDays: null }],
    [".frequency", { ...whole, frequency: undefined }],
    [".frequency", { ...whole, frequency: {} }],
    [".frequency", { ...whole, customers: 2, recencyDays: { 2: 2 } }],
    [".frequency", { ...whole, frequency: { many: 1 } }],
    [".frequency", { ...whole, frequency: { Infinity: 1 } }],
    ['.monetaryMinor["900"]', { ...whole, monetaryMinor: { 900: "1" } }],
    ['.monetaryMinor["900"]', { ...whole, monetaryMinor: { 900: -1 } }],
    [".monetaryMinor", { ...whole, monetaryMinor: JSON.parse('{ "900": 1, "__proto__": 1 }') as object }],
  ])("refuses a state that is not whole, %s, before anything is written", (place, damaged) => {
    const a = add(empty(), ben);
    const before = JSON.stringify(a);
    expect(() => merge(a, damaged as RfmCutsState)).toThrow(expect.objectContaining({ code: "invalid-argument", argument: `b${place}` }));
    expect(JSON.stringify(a)).toBe(before);
    expect(() => finish(damaged as RfmCutsState)).toThrow(expect.objectContaining({ code: "invalid-argument", argument: `state${place}` }));
  });

  it("writes nothing into a state that turns out to be damaged", () => {
    const damaged = { ...add(empty(), ben), monetaryMinor: { 900: NaN } };
    const before = structuredClone(damaged);
    expect(() => add(damaged, anna)).toThrow(expect.objectContaining({ argument: 'state.monetaryMinor["900"]' }));
    expect(() => merge(damaged, whole)).toThrow(expect.objectContaining({ argument: 'a.monetaryMinor["900"]' }));
    expect(damaged).toStrictEqual(before);
    expect(() => add({ ...whole, customers: NaN }, anna)).toThrow(expect.objectContaining({ argument: "state.customers" }));
  });

  it("keeps to one currency, also between parts; an empty part has none", () => {
    const { empty, add, merge, finish } = rfmCutsAccumulator(options);
    const euros = (): ReturnType<typeof empty> => add(empty(), { ...anna, currency: "EUR" });
    expect(finish(merge(merge(empty(), euros()), empty())).currency).toBe("EUR");
    expect(() => add(euros(), { ...ben, currency: "USD" })).toThrow(expect.objectContaining({ argument: "summary.currency" }));
    expect(() => merge(euros(), add(empty(), ben))).toThrow(expect.objectContaining({ argument: "b.currency" }));
  });

  it.each<[string, () => unknown]>([
    ["options.method", () => rfmCutsAccumulator({ ...options, method: "ntile" as "quantile" })],
    ["options.method", () => rfmCutsAccumulator({ ...options, method: "thresholds" as "quantile" })],
    ["options.bins", () => rfmCutsAccumulator({ ...options, bins: 1 })],
    ["summary", () => rfmCutsAccumulator(options).add(rfmCutsAccumulator(options).empty(), null as unknown as RfmSubject)],
    ["summary.purchases", () => rfmCutsAccumulator(options).add(rfmCutsAccumulator(options).empty(), { ...anna, purchases: 0 })],
  ])("refuses %s", (argument, call) => {
    expect(call).toThrow(expect.objectContaining({ code: "invalid-argument", argument }));
  });
});

describe("scoreWithCuts", () => {
  it("scores one customer, values on a cut as it is closed", () => {
    expect(scoreWithCuts(anna, cuts, options)).toEqual({
      customerId: "anna",
      recencyDays: 2,
      frequency: 4,
      monetaryMinor: 900,
      revenueMinor: 900,
      r: 3,
      f: 2,
      m: 2,
      score: "322",
    });
    expect(scoreWithCuts(anna, { ...cuts, closed: "left" }, options).score).toBe("233");
    expect(scoreWithCuts(anna, cuts, { ...options, monetary: "mean" }).monetaryMinor).toBe(225);
  });

  it.each<[string, () => unknown]>([
    ["cuts.recencyDays", () => scoreWithCuts(anna, null as unknown as RfmThresholds, options)],
    ["cuts.recencyDays", () => scoreWithCuts(anna, { ...cuts, recencyDays: [] }, options)],
    ["cuts.frequency", () => scoreWithCuts(anna, { ...cuts, frequency: [1] }, options)],
    ["cuts.monetaryMinor[1]", () => scoreWithCuts(anna, { ...cuts, monetaryMinor: [2, 1] }, options)],
    ["cuts.closed", () => scoreWithCuts(anna, { ...cuts, closed: "both" as "left" }, options)],
    ["summary.lastAt", () => scoreWithCuts({ ...anna, lastAt: NaN }, cuts, options)],
    ["summary.customerId", () => scoreWithCuts({ ...anna, customerId: 7 as unknown as string }, cuts, options)],
    ["options.monetary", () => scoreWithCuts(anna, cuts, {} as ScoreWithCutsOptions)],
    ["options", () => scoreWithCuts(anna, cuts, undefined as unknown as ScoreWithCutsOptions)],
    ["options.timeZone", () => scoreWithCuts(anna, cuts, { ...options, timeZone: "Mars" })],
  ])("refuses %s", (argument, call) => {
    expect(call).toThrow(expect.objectContaining({ code: "invalid-argument", argument }));
  });
});
