import { customerSummaries, purchaseColumns, type Purchase } from "clientele/purchases";
import {
  churnRisk,
  customerBaseMovements,
  suggestInactivityDays,
  winBackCandidates,
  type ChurnRiskOptions,
  type WinBackOptions,
} from "clientele/retention";
import { addToDate, startOfDay } from "clientele/time";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { wallDate } from "../foundation/time/intl.js";
import { instants, purchase, purchases, zones } from "../purchases/make.js";
import { deepFreeze, withoutWriting } from "../support/deep-freeze.js";

const at = (customer: string, ...dates: string[]): Purchase[] => dates.map((date) => purchase({ customer, at: `${date}T12:00:00Z` }));
const asOf = { asOf: "2024-04-01T00:00:00Z", timeZone: "UTC" } as const;
const rows = [
  ...at("anna", "2024-01-01", "2024-01-08", "2024-01-15", "2024-01-15"),
  ...at("ben", "2024-02-20", "2024-01-01"),
  ...at("cem", "2024-02-01"),
];

/** The gaps of each customer in days, and the days of silence, by local dates as Intl tells them. */
function plainGaps(all: readonly Purchase[], until: number, timeZone: string): Map<string, { gaps: number[]; silence: number }> {
  const dates = new Map<string, Set<number>>();
  for (const { customerId, at: when, status, amount, refunded } of all) {
    if ((status ?? "paid") !== "paid" || when >= until || ((refunded?.minor ?? 0) > 0 && refunded?.minor === amount.minor)) continue;
    dates.set(customerId, (dates.get(customerId) ?? new Set()).add(Date.parse(wallDate(when, timeZone)) / 86_400_000));
  }
  const today = Date.parse(wallDate(until, timeZone)) / 86_400_000;
  return new Map(
    [...dates].map(([id, days]) => {
      const sorted = [...days].sort((a, b) => a - b);
      return [id, { gaps: sorted.slice(1).map((day, i) => day - (sorted[i] ?? NaN)), silence: today - (sorted.at(-1) ?? NaN) }];
    }),
  );
}
const byId = (a: string, b: string): number => (a < b ? -1 : 1);

describe("the days after which a customer counts as inactive", () => {
  it("are those within which the share of returns happened, with what they rest on", () => {
    // Gaps 7, 7, 50; silences 77, 41 and 60.
    expect(suggestInactivityDays(rows, { ...asOf, quantile: 0.66 })).toEqual({
      days: 7,
      gaps: 3,
      customers: 2,
      openSilences: { numerator: 3, denominator: 6, value: 0.5 },
      longerSilences: 3,
      definition: {
        method: "quantile-of-finished-gaps",
        quantile: 0.66,
        asOf: Date.parse(asOf.asOf),
        timeZone: "UTC",
        fullyRefunded: "exclude",
      },
    });
    expect(suggestInactivityDays(rows, { ...asOf, quantile: 0.67 })).toMatchObject({ days: 50, longerSilences: 2 });
    expect(suggestInactivityDays(rows, { ...asOf, quantile: 1 }).days).toBe(50);
  });

  it("are none where nobody has bought on two days", () => {
    const nothing = { days: null, gaps: 0, customers: 0, longerSilences: null };
    expect(suggestInactivityDays([], { ...asOf, quantile: 0.9 })).toMatchObject({ ...nothing, openSilences: { value: null } });
    expect(suggestInactivityDays(at("anna", "2024-01-01", "2024-01-01"), { ...asOf, quantile: 0.9 })).toMatchObject({
      ...nothing,
      openSilences: { value: 1 },
    });
  });

  it("are the smallest that the share does not exceed, whatever a product rounds to", () => {
    const days = Array.from({ length: 101 }, (_, i) => addToDate("2020-01-01", { days: (i * (i + 1)) / 2 })); // gaps 1 to 100
    for (const percent of [1, 7, 14, 28, 29, 55, 57, 58, 99, 100]) {
      expect(
        suggestInactivityDays(at("anna", ...days), { asOf: "2040-01-01T00:00:00Z", timeZone: "UTC", quantile: percent / 100 }).days,
      ).toBe(percent);
    }
  });

  it("are the first that hold the share of all gaps, and leave none lapsed who came back when the share is 1", () => {
    let suggested = 0;
    fc.assert(
      fc.property(purchases, zones, instants, fc.double({ min: 0.01, max: 1, noNaN: true }), (all, timeZone, until, quantile) => {
        const plain = [...plainGaps(all, until, timeZone).values()];
        const gaps = plain.flatMap((customer) => customer.gaps);
        const suggestion = suggestInactivityDays(all, { asOf: until, timeZone, quantile });
        expect(suggestion.gaps).toBe(gaps.length);
        expect(suggestion.openSilences.numerator).toBe(plain.length);
        expect(
          withoutWriting(purchaseColumns(all), (columns) => suggestInactivityDays(columns, { asOf: until, timeZone, quantile })),
        ).toEqual(suggestion);
        const { days } = suggestInactivityDays(all, { asOf: until, timeZone, quantile: 1 });
        if (suggestion.days === null || days === null) return;
        const within = (limit: number): number => gaps.filter((gap) => gap <= limit).length / gaps.length;
        expect(within(suggestion.days)).toBeGreaterThanOrEqual(quantile);
        expect(within(suggestion.days - 1)).toBeLessThan(quantile);
        const movements = customerBaseMovements(all, { period: { unit: "day", timeZone }, asOf: until, inactivityDays: days });
        expect(movements.reduce((sum, { reactivated }) => sum + reactivated, 0)).toBe(0);
        suggested += 1;
      }),
    );
    expect(suggested).toBeGreaterThan(50);
  });
});

describe("the risk read from gaps", () => {
  const options: ChurnRiskOptions = { ...asOf, priorGaps: 2 };

  it("is the share of shorter gaps, one's own and everybody's", () => {
    const { customers, customersWithGaps, definition } = churnRisk(rows, { ...options, asOf: "2024-03-01T00:00:00Z" });
    // Everybody's: half 7, half 50; so half are shorter than 46, 29 or 10 days.
    expect(customers).toEqual([
      { customerId: "anna", risk: (2 + 2 * 0.5) / 4, silentDays: 46, gaps: 2, shorterGaps: 2 },
      { customerId: "ben", risk: (0 + 2 * 0.5) / 3, silentDays: 10, gaps: 1, shorterGaps: 0 },
      { customerId: "cem", risk: 0.5, silentDays: 29, gaps: 0, shorterGaps: 0 },
    ]);
    expect(customersWithGaps).toBe(2);
    expect(definition).toMatchObject({ method: "share-of-shorter-gaps", priorGaps: 2, timeZone: "UTC" });
  });

  it("does not count a gap as shorter that is as long as the silence", () => {
    const risk = (date: string): number | null | undefined =>
      churnRisk(at("anna", "2024-01-01", "2024-01-11"), { ...options, asOf: date }).customers[0]?.risk;
    expect([risk("2024-01-21T23:00:00Z"), risk("2024-01-22T00:00:00Z")]).toEqual([0, 1]);
  });

  it("is unknown without any gap, and without one's own when nothing else shall count", () => {
    expect(churnRisk(at("anna", "2024-01-01"), options).customers[0]?.risk).toBeNull();
    expect(churnRisk([], options).customers).toEqual([]);
    expect(churnRisk(rows, { ...options, priorGaps: 0 }).customers.map(({ risk }) => risk)).toEqual([1, 0, null]);
  });

  it("is what its formula says, between 0 and 1, and never falls as silence grows", () => {
    let known = 0;
    fc.assert(
      fc.property(purchases, zones, instants, fc.constantFrom(0, 1, 5), (all, timeZone, until, priorGaps) => {
        const risks = churnRisk(all, { asOf: until, timeZone, priorGaps });
        const plain = plainGaps(all, until, timeZone);
        const others = [...plain.values()].filter(({ gaps }) => gaps.length > 0);
        expect(risks.customers.map(({ customerId }) => String(customerId))).toEqual([...plain.keys()].sort(byId));
        for (const { customerId, risk, silentDays, gaps, shorterGaps } of risks.customers) {
          const own = plain.get(customerId) ?? { gaps: [], silence: NaN };
          const shorter = (list: readonly number[]): number => list.filter((gap) => gap < own.silence).length;
          expect([silentDays, gaps, shorterGaps]).toEqual([own.silence, own.gaps.length, shorter(own.gaps)]);
          const everybody = others.reduce((sum, other) => sum + shorter(other.gaps) / other.gaps.length, 0) / others.length;
          if (others.length === 0 || gaps + priorGaps === 0) expect(risk).toBeNull();
          else expect(risk).toBeCloseTo((shorter(own.gaps) + priorGaps * everybody) / (gaps + priorGaps), 12);
          known += Number(risk !== null && risk > 0 && risk < 1);
        }
        expect(JSON.parse(JSON.stringify(risks))).toStrictEqual(risks);
        expect(withoutWriting(purchaseColumns(all), (columns) => churnRisk(columns, { asOf: until, timeZone, priorGaps }))).toStrictEqual(
          risks,
        );
        // Days later, with nothing bought since: nobody looks safer.
        const last = Math.max(until, ...all.map((one) => one.at + 1));
        const [now, later] = [last, last + 5 * 86_400_000].map((moment) => churnRisk(all, { asOf: moment, timeZone, priorGaps }).customers);
        now?.forEach(({ risk }, i) => expect(later?.[i]?.risk ?? 0).toBeGreaterThanOrEqual(risk ?? 0));
      }),
    );
    expect(known).toBeGreaterThan(30);
  });
});

describe("candidates to win back", () => {
  const settings: WinBackOptions = deepFreeze({ ...asOf, dormant: { afterDays: 60 } });
  const summary = (customerId: string, first: string, last: string, revenueMinor: number) => ({
    customerId,
    firstAt: startOfDay(first, "UTC"),
    lastAt: startOfDay(last, "UTC"),
    purchases: 3,
    revenueMinor,
    currency: "EUR",
  });
  const summaries = deepFreeze([
    summary("fresh", "2020-01-01", "2024-03-01", 900_00),
    summary("edge", "2024-02-01", "2024-02-01", 900_00), // 60 days of silence: not more than 60
    summary("short", "2023-01-01", "2023-04-01", 300_00),
    summary("long", "2019-01-01", "2023-01-01", 2_000_00),
    summary("ancient", "2001-01-01", "2002-01-01", 5_000_00),
    summary("also short", "2023-05-01", "2023-05-01", 300_00),
  ]);
  const ids = (options: WinBackOptions): string[] => winBackCandidates(summaries, options).candidates.map(({ customerId }) => customerId);

  it("are the dormant, those who spent most a year first", () => {
    const { candidates, currency, spentPerYearMinor, definition } = winBackCandidates(summaries, {
      ...settings,
      lost: { afterDays: 5000 },
    });
    expect(candidates.map(({ customerId }) => customerId)).toEqual(["long", "also short", "short"]);
    expect(candidates[0]).toEqual({
      customerId: "long",
      silentDays: 456,
      purchases: 3,
      revenueMinor: 200_000,
      spentPerYearMinor: 200_000 / (1461 / 365.2425),
      expectedValueMinor: null,
    });
    expect(candidates[2]?.spentPerYearMinor).toBe(300_00);
    expect(currency).toBe("EUR");
    expect(spentPerYearMinor).toBeCloseTo(600_00 + 200_000 / (1461 / 365.2425), 8);
    expect(definition).toEqual({
      method: "days-since-last-purchase",
      dormantAfterDays: 60,
      lostAfterDays: 5000,
      sortedBy: "spent-per-year",
      asOf: Date.parse(asOf.asOf),
      timeZone: "UTC",
    });
    expect(ids(settings)[0]).toBe("ancient");
  });

  it("follow values that are passed in, and stand last without one", () => {
    const expectedValues = [
      { customerId: "short", valueMinor: 50.5 },
      { customerId: "long", valueMinor: -3 },
      { customerId: "ancient", valueMinor: null },
      { customerId: "unknown", valueMinor: 9 },
    ];
    const found = winBackCandidates(summaries, { ...settings, expectedValues });
    expect(found.candidates.map(({ customerId, expectedValueMinor }) => [customerId, expectedValueMinor])).toEqual([
      ["short", 50.5],
      ["long", -3],
      ["also short", null],
      ["ancient", null],
    ]);
    expect(found.definition.sortedBy).toBe("expected-value");
  });

  it("come from summaries of purchases, and there may be none", () => {
    const counted = customerSummaries(rows, { ...asOf, occasion: "day", revenue: "net", fullyRefunded: "exclude" });
    expect(winBackCandidates(counted, settings).candidates.map(({ customerId, silentDays }) => [customerId, silentDays])).toEqual([
      ["anna", 77],
    ]);
    expect(winBackCandidates([], settings)).toMatchObject({ candidates: [], currency: null, spentPerYearMinor: 0 });
  });

  const [first, ...others] = summaries;
  it.each<[string, () => unknown]>([
    ["options.dormant.afterDays", () => winBackCandidates([], asOf as never)],
    ["options.dormant.afterDays", () => winBackCandidates([], { ...settings, dormant: { afterDays: -1 } })],
    ["options.lost.afterDays", () => winBackCandidates([], { ...settings, lost: { afterDays: 60 } })],
    ["options.asOf", () => winBackCandidates([], { ...settings, asOf: "soon" })],
    ["timeZone", () => winBackCandidates([], { ...settings, timeZone: "" })],
    ["summaries[5]", () => winBackCandidates([...others, null as never], settings)],
    ["summaries[0].currency", () => winBackCandidates([{ ...first, currency: undefined } as never], settings)],
    ["summaries[1].currency", () => winBackCandidates([summaries[0], { ...summaries[1], currency: "USD" }] as never, settings)],
    ["summaries[0].revenueMinor", () => winBackCandidates([{ ...first, revenueMinor: 0.5 }] as never, settings)],
    ["summaries[0].lastAt", () => winBackCandidates([{ ...first, lastAt: 0 }] as never, settings)],
    ["summaries[0].purchases", () => winBackCandidates([{ ...first, purchases: 0 }] as never, settings)],
    [
      "options.expectedValues[0].valueMinor",
      () => winBackCandidates([], { ...settings, expectedValues: [{ customerId: "a", valueMinor: NaN }] }),
    ],
    [
      "options.expectedValues[1].customerId",
      () => winBackCandidates([], { ...settings, expectedValues: [1, 2].map((valueMinor) => ({ customerId: "a", valueMinor })) }),
    ],
    ["options.quantile", () => suggestInactivityDays(rows, { ...asOf, quantile: 0 })],
    ["options.quantile", () => suggestInactivityDays(rows, { ...asOf, quantile: 95 })],
    ["options.quantile", () => suggestInactivityDays(rows, asOf as never)],
    ["options.asOf", () => suggestInactivityDays(rows, { quantile: 0.9, timeZone: "UTC" } as never)],
    ["options.fullyRefunded", () => churnRisk(rows, { ...asOf, fullyRefunded: "maybe" as "include" })],
    ["options.priorGaps", () => churnRisk(rows, { ...asOf, priorGaps: -1 })],
    ["timeZone", () => churnRisk(rows, { asOf: 0 } as never)],
    ["purchases", () => churnRisk(null as never, asOf)],
  ])("refuse %s", (argument, call) => {
    expect(call).toThrow(expect.objectContaining({ code: "invalid-argument", argument }));
  });
});
