import { personaSummary } from "clientele/segmentation";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { deepFreeze } from "../support/deep-freeze.js";

const group = deepFreeze([
  { customerId: "a", profile: { city: "Bremen", interests: ["tea", "cycling", "tea"] }, summary: { purchases: 9 } },
  { customerId: "b", profile: { city: "Bremen", interests: ["tea"] }, summary: { purchases: 4 } },
  { customerId: "c", profile: { city: "Köln", interests: [] }, summary: { purchases: 5 } },
  { customerId: "d", profile: { city: null }, summary: null },
]);
const base = deepFreeze([
  ...group,
  { customerId: "e", profile: { city: "Köln" }, summary: { purchases: 1 } },
  { customerId: "f", profile: { city: "Köln", interests: ["tea"] } },
]);
const shares = ["profile.city", "profile.interests"];
const medians = ["summary.purchases"];

describe("a persona", () => {
  it("has shares of those who state a field, and quartiles", () => {
    const persona = personaSummary(group, { shares, medians, minCustomers: 1, base });
    expect(persona).toStrictEqual({
      customers: 4,
      baseCustomers: 6,
      shares: [
        {
          field: "profile.city",
          stated: 3,
          statedShare: 0.75,
          values: [
            { value: "Bremen", customers: 2, share: 2 / 3, baseShare: 0.4, index: 2 / 3 / 0.4 },
            { value: "Köln", customers: 1, share: 1 / 3, baseShare: 0.6, index: 1 / 3 / 0.6 },
          ],
          other: null,
        },
        {
          field: "profile.interests",
          stated: 2,
          statedShare: 0.5,
          values: [
            { value: "tea", customers: 2, share: 1, baseShare: 1, index: 1 },
            { value: "cycling", customers: 1, share: 0.5, baseShare: 1 / 3, index: 1.5 },
          ],
          other: null,
        },
      ],
      medians: [
        { field: "summary.purchases", stated: 3, statedShare: 0.75, lowerQuartile: 4.5, median: 5, upperQuartile: 7, baseMedian: 4.5 },
      ],
      definition: { method: "share-of-stated", minCustomers: 1 },
    });
    expect(JSON.parse(JSON.stringify(persona))).toStrictEqual(persona);
  });

  it("does not tell what few customers say", () => {
    const persona = personaSummary(group, { shares, medians, minCustomers: 2 });
    expect(persona.baseCustomers).toBeNull();
    // One customer alone is hidden in each: what is left of `stated` would tell of them, so the rarest value joins them.
    expect(persona.shares.map(({ values, other }) => [values, other])).toStrictEqual([
      [[], { values: 2, customers: 3, share: 1 }],
      [[], { values: 2, customers: 2, share: 1 }],
    ]);
    expect(persona.medians[0]).toMatchObject({ stated: 3, lowerQuartile: null, median: 5, upperQuartile: null });
    const usual = personaSummary(group, { shares, medians });
    expect(JSON.stringify(usual)).not.toMatch(/Bremen|Köln|tea|cycling/);
    expect(usual.shares[0]).toStrictEqual({
      field: "profile.city",
      stated: 3,
      statedShare: 0.75,
      values: [],
      other: { values: null, customers: null, share: null },
    });
    expect(usual.medians[0]).toMatchObject({ stated: 3, lowerQuartile: null, median: null, upperQuartile: null });
    expect(usual.definition.minCustomers).toBe(5);
  });

  it("hides one value more only where those that are hidden are too few together", () => {
    const told = (texts: string): unknown => {
      const subjects = Array.from(texts, (value, i) => ({ customerId: String(i), value }));
      const [row] = personaSummary(subjects, { shares: ["value"], medians: [], minCustomers: 3 }).shares;
      return [row?.values.map(({ value }) => value).join(""), row?.other?.values, row?.other?.customers];
    };
    expect(told("aaaabbb")).toStrictEqual(["ab", undefined, undefined]);
    expect(told("aaaabbbccdd")).toStrictEqual(["ab", 2, 4]);
    expect(told("aaaabbbcc")).toStrictEqual(["a", 2, 5]);
    expect(told("aabb")).toStrictEqual(["", 2, 4]);
    expect(told("aa")).toStrictEqual(["", null, null]);
  });

  it("tells outer quartiles of twice as many customers only", () => {
    const quartiles = (count: number): unknown => {
      const subjects = Array.from({ length: count }, (_, i) => ({ customerId: String(i), n: i }));
      const [row] = personaSummary(subjects, { shares: [], medians: ["n"], base: subjects }).medians;
      return [row?.lowerQuartile, row?.median, row?.upperQuartile, row?.baseMedian];
    };
    expect([4, 5, 9, 10].map(quartiles)).toStrictEqual([
      [null, null, null, null],
      [null, 2, null, 2],
      [null, 4, null, 4],
      [2.25, 4.5, 6.75, 4.5],
    ]);
  });

  it("sorts by frequency, then by text, then by type", () => {
    const subjects = ["b", "a", 1, "1", true, "true", "b"].map((value, i) => ({ customerId: String(i), value }));
    const [row] = personaSummary(subjects, { shares: ["value"], medians: [], minCustomers: 1 }).shares;
    expect(row?.values.map(({ value }) => value)).toStrictEqual(["b", 1, "1", "a", true, "true"]);
  });

  it("reads own properties alone, and takes nothing else for a value", () => {
    const inherited = Object.create({ city: "Rome" }) as object;
    const hostile = [
      { customerId: "a", profile: inherited },
      { customerId: "b", profile: { city: { toString: () => "Rome" } } },
      { customerId: "c", profile: { city: NaN } },
      { customerId: "d", profile: "text" },
      { customerId: "e", ["__proto__"]: { city: "Rome" } },
      JSON.parse('{ "customerId": "f", "__proto__": { "city": "Rome" } }') as { customerId: string },
    ];
    const fields = ["profile.city", "profile.constructor.name", "profile.length", "", "toString"];
    const persona = personaSummary<{ customerId: string }>(hostile, { shares: fields, medians: fields, minCustomers: 1 });
    expect(persona.shares.map(({ stated }) => stated)).toStrictEqual([0, 0, 0, 0, 0]);
    expect(persona.medians.map(({ stated, median }) => [stated, median])).toStrictEqual(fields.map(() => [0, null]));
    expect(personaSummary(hostile, { shares: ["__proto__.city"], medians: [], minCustomers: 1 }).shares[0]?.stated).toBe(2);
  });

  it("is lawful of nobody and of huge numbers", () => {
    const empty = personaSummary([], { shares: ["a"], medians: ["a"], base: [] });
    expect(empty.shares).toStrictEqual([{ field: "a", stated: 0, statedShare: null, values: [], other: null }]);
    expect(empty.medians[0]).toMatchObject({ stated: 0, statedShare: null, median: null, baseMedian: null });
    const huge = [-1.7e308, 1.7e308].map((a, i) => ({ customerId: String(i), a }));
    const [row] = personaSummary(huge, { shares: [], medians: ["a"], minCustomers: 1 }).medians;
    expect([row?.lowerQuartile, row?.median]).toStrictEqual([-0.85e308, 0]);
    expect((row?.upperQuartile ?? 0) / 0.85e308).toBeCloseTo(1, 12);
  });

  const one = { customerId: "a", city: "Bremen" };
  it.each<[string, () => unknown]>([
    ["options", () => personaSummary([one], undefined as never)],
    ["options.shares", () => personaSummary([one], { shares: "city" as never, medians: [] })],
    ["options.shares[1]", () => personaSummary([one], { shares: ["city", "city"], medians: [] })],
    ["options.medians[0]", () => personaSummary([one], { shares: [], medians: [7 as never] })],
    ["options.minCustomers", () => personaSummary([one], { shares: [], medians: [], minCustomers: 0 })],
    ["subjects[1].customerId", () => personaSummary([one, one], { shares: [], medians: [] })],
    ["subjects[0]", () => personaSummary([null as never], { shares: [], medians: [] })],
    ["subjects", () => personaSummary(null as never, { shares: [], medians: [] })],
    ["subjects", () => personaSummary({} as never, { shares: [], medians: [] })],
    ["options.base", () => personaSummary([one], { shares: [], medians: [], base: null as never })],
    ["subjects[0].city", () => personaSummary([one], { shares: [], medians: ["city"] })],
    ["options.base[0].customerId", () => personaSummary([one], { shares: [], medians: [], base: [{} as never] })],
    ["options.base[1].b", () => personaSummary([], { shares: [], medians: ["b"], base: [one, { customerId: "b", b: [1] }] as never })],
  ])("refuses %s", (argument, call) => {
    expect(call).toThrow(expect.objectContaining({ code: "invalid-argument", argument }));
  });
});

describe("whatever customers state", () => {
  const word = fc.constantFrom("tea", "coffee", "cycling", "__proto__", "constructor");
  const subject = fc.record({ likes: fc.oneof(fc.array(word), word, fc.constant(null)), spent: fc.option(fc.integer()) });
  const told = fc.tuple(fc.array(subject, { maxLength: 25, size: "max" }), fc.integer({ min: 1, max: 6 }));

  it("the order of customers does not matter, each value has enough of them, and what is hidden has too", () => {
    let [withValue, withOther] = [0, 0];
    fc.assert(
      fc.property(told, ([list, minCustomers]) => {
        const subjects = list.map((one, i) => ({ customerId: String(i), ...one }));
        const options = { shares: ["likes"], medians: ["spent"], minCustomers, base: subjects };
        const persona = personaSummary(subjects, options);
        expect(personaSummary([...subjects].reverse(), options)).toStrictEqual(persona);
        const [row] = persona.shares;
        const counts = new Map<string, number>();
        for (const { likes } of list) for (const like of new Set([likes ?? []].flat())) counts.set(like, (counts.get(like) ?? 0) + 1);
        const values = row?.values ?? [];
        for (const { value, customers, index } of values) {
          expect([customers, customers >= minCustomers, index]).toStrictEqual([counts.get(String(value)), true, 1]);
        }
        const hidden = [...counts.keys()].filter((value) => !values.some((told) => told.value === value));
        const hiding = list.filter(({ likes }) => [likes ?? []].flat().some((like) => hidden.includes(like))).length;
        const [other, rare] = [row?.other ?? null, hidden.filter((value) => (counts.get(value) ?? 0) < minCustomers).length];
        if (hidden.length === 0) expect(other).toBeNull();
        else if (hiding < minCustomers) expect([other?.values, other?.customers, values]).toStrictEqual([null, null, []]);
        else expect([other?.values, other?.customers]).toStrictEqual([hidden.length, hiding]);
        // One value at most is hidden besides those of too few, none of the more frequent ones, and none where there is nothing to hide.
        expect(hidden.length - rare).toBeLessThanOrEqual(rare === 0 ? 0 : 1);
        const least = Math.min(...values.map(({ customers }) => customers));
        for (const value of hidden) expect(counts.get(value)).toBeLessThanOrEqual(Math.max(least, minCustomers - 1));
        withValue += Number(values.length > 0);
        withOther += Number(hidden.length > rare);
      }),
    );
    expect(Math.min(withValue, withOther)).toBeGreaterThan(3);
  });
});
