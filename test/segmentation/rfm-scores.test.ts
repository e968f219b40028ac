import { rfmScores, type RfmOptions, type RfmSubject, type RfmThresholds } from "clientele/segmentation";
import { describe, expect, it } from "vitest";
import { deepFreeze } from "../support/deep-freeze.js";

const options: RfmOptions = deepFreeze({ asOf: "2024-06-30T12:00:00Z", timeZone: "UTC", method: "quantile", monetary: "total" });
const subject = (customerId: string, daysAgo: number, purchases: number, revenueMinor: number): RfmSubject => ({
  customerId,
  lastAt: Date.parse("2024-06-30T12:00:00Z") - daysAgo * 86_400_000,
  purchases,
  revenueMinor,
});
/** Six customers: with five bins the ranks 0 to 5 of the others fall on 1, 1, 2, 3, 4, 5. */
const six = deepFreeze(["a", "b", "c", "d", "e", "f"].map((id, i) => subject(id, i, i + 1, (i + 1) * 1000)));

describe("rfmScores", () => {
  it("gives a row with the figures, the scores and the cell", () => {
    const { rows, currency, definition } = rfmScores(six, options);
    expect(rows[2]).toEqual({
      customerId: "c",
      recencyDays: 2,
      frequency: 3,
      monetaryMinor: 3000,
      revenueMinor: 3000,
      r: 4,
      f: 2,
      m: 2,
      score: "422",
    });
    expect(currency).toBeNull();
    expect(definition).toEqual({
      method: "quantile",
      bins: 5,
      monetary: "total",
      asOf: Date.parse("2024-06-30T12:00:00Z"),
      timeZone: "UTC",
    });
  });

  it("joins scores above nine with dashes", () => {
    expect(rfmScores(six, { ...options, bins: 10 }).rows[5]?.score).toBe("1-10-10");
  });

  it("counts days between local dates, and below 0 for a purchase after asOf", () => {
    const at = (lastAt: string): RfmSubject => ({ customerId: lastAt, lastAt: Date.parse(lastAt), purchases: 1, revenueMinor: 1 });
    const days = (timeZone: string): number[] =>
      rfmScores([at("2024-06-28T22:30:00Z"), at("2024-07-02T00:00:00Z")], { ...options, timeZone }).rows.map(
        ({ recencyDays }) => recencyDays,
      );
    expect(days("UTC")).toEqual([2, -2]);
    expect(days("Europe/Berlin")).toEqual([1, -2]);
  });

  it("scores the mean of a purchase where it should, and keeps the whole revenue beside it", () => {
    const { rows } = rfmScores([subject("a", 1, 3, 1000), subject("b", 1, 1, 900)], { ...options, monetary: "mean" });
    expect(rows.map(({ monetaryMinor, revenueMinor, m }) => [monetaryMinor, revenueMinor, m])).toEqual([
      [1000 / 3, 1000, 1],
      [900, 900, 5],
    ]);
  });

  it("gives cuts that a stored map or another month can be scored by", () => {
    const { cuts } = rfmScores(six, options);
    expect(cuts).toEqual({ closed: "right", recencyDays: [1, 2, 3, 4], frequency: [2, 3, 4, 5], monetaryMinor: [2000, 3000, 4000, 5000] });
    const next = rfmScores([subject("x", 90, 4, 999_999)], { ...options, method: "thresholds", thresholds: cuts as RfmThresholds });
    expect(next.rows[0]?.score).toBe("135");
    expect(rfmScores(six, { ...options, method: "ntile" }).cuts).toBeNull();
    expect(rfmScores([], options).cuts).toBeNull();
    const alone = { recencyDays: [0, 0, 0, 0], frequency: [1, 1, 1, 1], monetaryMinor: [1000, 1000, 1000, 1000], closed: "right" };
    expect(rfmScores(six.slice(0, 1), options).cuts).toEqual(alone);
  });

  it("says where the figures tell customers badly apart", () => {
    const oneTime = [subject("a", 1, 1, 500), subject("b", 2, 1, 700), subject("c", 3, 1, 900)];
    const { diagnostics } = rfmScores(oneTime, { ...options, bins: 3 });
    expect(diagnostics.frequency).toEqual({ distinct: 1, customersByScore: [3, 0, 0], emptyBins: [2, 3], degenerate: true });
    expect(diagnostics.recencyDays).toEqual({ distinct: 3, customersByScore: [1, 1, 1], emptyBins: [], degenerate: false });
  });

  it("breaks the ties of ntile by id, in whatever order customers come", () => {
    const equal = ["d", "B", "a", "c"].map((id) => subject(id, 1, 1, 100));
    const { rows } = rfmScores(equal, { ...options, bins: 2, method: "ntile" });
    expect(rows.map(({ customerId, r, f }) => [customerId, r, f])).toEqual([
      ["d", 1, 2],
      ["B", 2, 1],
      ["a", 2, 1],
      ["c", 1, 2],
    ]);
  });

  it("has nothing to say about nobody, and little about one", () => {
    const nobody = rfmScores([], options);
    expect(nobody.rows).toEqual([]);
    expect(nobody.diagnostics.frequency.degenerate).toBe(true);
    expect(rfmScores([subject("a", 400, 7, -5)], options).rows[0]?.score).toBe("511");
  });

  it("gives no -0, and none of the caller's arrays", () => {
    const thresholds = { recencyDays: [1], frequency: [1], monetaryMinor: [-0] };
    const { rows, cuts } = rfmScores([subject("a", 1, 1, -0)], { ...options, bins: 2, method: "thresholds", thresholds });
    expect([rows[0]?.revenueMinor, rows[0]?.monetaryMinor]).toEqual([0, 0]);
    thresholds.recencyDays[0] = 7;
    expect(cuts).toEqual({ recencyDays: [1], frequency: [1], monetaryMinor: [0], closed: "right" });
  });

  it("keeps a currency that all customers share", () => {
    expect(rfmScores([{ ...subject("a", 1, 1, 1), currency: "EUR" }], options).currency).toBe("EUR");
  });
});

describe("what is not lawful is refused", () => {
  const thresholds: RfmThresholds = { recencyDays: [1, 2], frequency: [1, 2], monetaryMinor: [1, 2] };
  const byCuts = { ...options, bins: 3, method: "thresholds" } as const;
  it.each<[string, () => unknown]>([
    ["options.bins", () => rfmScores(six, { ...options, bins: 1 })],
    ["options.bins", () => rfmScores(six, { ...options, bins: 101 })],
    ["options.method", () => rfmScores(six, { ...options, method: "quintile" as "quantile" })],
    ["options.monetary", () => rfmScores(six, { ...options, monetary: "median" as "mean" })],
    ["options.asOf", () => rfmScores([], { ...options, asOf: NaN })],
    ["options.timeZone", () => rfmScores([], { ...options, timeZone: "Mars" })],
    ["options.thresholds", () => rfmScores(six, { ...options, bins: 3, thresholds })],
    ["summaries", () => rfmScores(null as never, options)],
    ["summaries", () => rfmScores({} as never, options)],
    ["options.thresholds.recencyDays", () => rfmScores(six, byCuts)],
    ["options.thresholds.frequency", () => rfmScores(six, { ...byCuts, thresholds: { ...thresholds, frequency: [1] } })],
    ["options.thresholds.monetaryMinor[1]", () => rfmScores(six, { ...byCuts, thresholds: { ...thresholds, monetaryMinor: [2, 1] } })],
    ["options.thresholds.recencyDays[0]", () => rfmScores(six, { ...byCuts, thresholds: { ...thresholds, recencyDays: [NaN, 1] } })],
    [
      "options.thresholds.recencyDays",
      () => rfmScores(six, { ...byCuts, bins: 2, thresholds: { ...thresholds, recencyDays: "1" as unknown as number[] } }),
    ],
    [
      "options.thresholds.recencyDays[0]",
      () => rfmScores(six, { ...byCuts, thresholds: { ...thresholds, recencyDays: [, 1] as number[] } }),
    ],
    ["options.method", () => rfmScores(six, undefined as unknown as RfmOptions)],
    ["summaries[0].customerId", () => rfmScores([{ ...subject("a", 1, 1, 1), customerId: undefined as unknown as string }], options)],
    ["summaries[0]", () => rfmScores([null as unknown as RfmSubject], options)],
    ["options.thresholds.closed", () => rfmScores(six, { ...byCuts, thresholds: { ...thresholds, closed: "both" as "left" } })],
    ["summaries[1].lastAt", () => rfmScores([subject("a", 1, 1, 1), { ...subject("b", 1, 1, 1), lastAt: NaN }], options)],
    ["summaries[0].purchases", () => rfmScores([subject("a", 1, 0, 1)], options)],
    ["summaries[0].revenueMinor", () => rfmScores([subject("a", 1, 1, 0.5)], options)],
    [
      "summaries[1].currency",
      () =>
        rfmScores(
          [
            { ...subject("a", 1, 1, 1), currency: "EUR" },
            { ...subject("b", 1, 1, 1), currency: "USD" },
          ],
          options,
        ),
    ],
  ])("%s", (argument, call) => {
    expect(call).toThrow(expect.objectContaining({ code: "invalid-argument", argument }));
  });

  it.each<[unknown]>([[null], [true], [[]], ["1719748800000"], [1e300], [1e17], [0.5], [undefined]])("a last purchase at %j", (lastAt) => {
    const call = (): unknown => rfmScores([{ ...subject("a", 1, 1, 1), lastAt: lastAt as number }], options);
    expect(call).toThrow(expect.objectContaining({ code: "invalid-argument", argument: "summaries[0].lastAt" }));
  });

  it("a currency that only some rows have, in plain words", () => {
    const [bare, euro] = [subject("a", 1, 1, 1), { ...subject("b", 1, 1, 1), currency: "EUR" }];
    for (const rows of [
      [bare, euro],
      [euro, bare],
    ])
      expect(() => rfmScores(rows, options)).toThrow("a currency on every row or none");
    expect(() => rfmScores([euro, { ...euro, currency: "USD" }], options)).toThrow("one currency (EUR)");
  });

  it("but cuts that are equal only leave a bin empty", () => {
    const equal = { recencyDays: [1, 1], frequency: [2, 2], monetaryMinor: [0, 0] };
    expect(rfmScores(six, { ...byCuts, thresholds: equal }).diagnostics.frequency.emptyBins).toEqual([2]);
  });
});
