import type { ConsentStates, ConsentStatus, Customer } from "clientele/customers";
import {
  defineSegment,
  evaluateSegment,
  parseSegment,
  parseSegments,
  segmentAudience,
  segmentFields,
  segmentSchema,
  segmentSubjects,
} from "clientele/segmentation";
import { describe, expect, it } from "vitest";
import { instant } from "../../../src/foundation/time/index.js";
import { LIFECYCLE_STAGES } from "../../../src/customers/lifecycle-stage.js";
import type { CustomerId } from "../../../src/foundation/ids/ids.js";
import type { CalendarDate } from "../../../src/foundation/time/calendar-date.js";

const OPTIONS = { asOf: "2024-06-01T00:00:00Z", timeZone: "Europe/Berlin" };
const late = defineSegment({ id: "late", name: "Away for long", rule: { field: "rfm.recencyDays", atLeast: 180 } });
const rich = defineSegment({ id: "rich", name: "Rich", rule: { field: "rfm.m", equals: 5 } });

/** What the customers say of one consent. */
const AS_OF = Date.parse(OPTIONS.asOf);
const said = (purpose: string, channel: string, customerId: string, state: ConsentStatus): ConsentStates =>
  ({ rows: [{ customerId, state }], definition: { purpose, channel, asOf: AS_OF } }) as unknown as ConsentStates;

describe("a segment", () => {
  it("is JSON that reads back as itself", () => {
    expect(parseSegment(JSON.parse(JSON.stringify(late)))).toEqual(late);
    expect(segmentSchema.parse(late)).toEqual(late);
    expect(late).toEqual({
      kind: "segment",
      schemaVersion: 1,
      id: "late",
      name: "Away for long",
      rule: { field: "rfm.recencyDays", atLeast: 180 },
    });
  });

  it("names what is wrong with it", () => {
    const faulty = { id: "", name: "X", rule: { all: [{ field: "lifecycle.stage", equals: "regulars" }] }, color: "red" };
    expect(() => parseSegment(faulty)).toThrow(
      expect.objectContaining({
        code: "validation",
        issues: [
          expect.objectContaining({ path: "id", code: "invalid-id" }),
          expect.objectContaining({ path: "rule.all[0].equals", code: "unknown-value" }),
          expect.objectContaining({ path: "color", code: "unknown-field" }),
        ],
      }) as Error,
    );
    expect(() => parseSegment({ ...late, schemaVersion: 2 })).toThrow("schemaVersion");
    for (const odd of [null, undefined, "late", [], 5]) expect(() => parseSegment(odd)).toThrow("invalid segment");
    expect(segmentSchema.safeParse(faulty).error?.issues.map(({ path }) => path.join("."))).toEqual(["id", "rule.all.0.equals", "color"]);
  });

  it("may ask for the app's own fields, when they are named", () => {
    const rule = { field: "shoes.size", atLeast: 42 } as const;
    expect(() => defineSegment({ id: "big", name: "Big feet", rule })).toThrow("rule.field");
    const big = defineSegment({ id: "big", name: "Big feet", rule }, { fields: { "shoes.size": { type: "number" } } });
    expect(evaluateSegment(big, { customerId: "anna", shoes: { size: 43 } }).matches).toBe(true);
    const granted = { field: "consent.legal.mail", equals: "granted" } as const;
    const own = { fields: { "consent.legal.*": { type: "text", values: ["granted"] } } } as const;
    expect(defineSegment({ id: "l", name: "L", rule: granted }, own).rule).toEqual(granted);
    expect(() => parseSegments([], { fields: { x: { type: "regex" } as never } })).toThrow("options.fields.x.type");
    expect(() => parseSegments(null as never)).toThrow("rows");
  });

  it("is rejected in bulk without stopping the others, a second one of an id too", () => {
    const { values, rejected } = parseSegments([late, { id: "x" }, { ...rich, id: "late" }, rich]);
    expect(values).toEqual([late, rich]);
    expect(rejected.map(({ row, path, code }) => [row, path, code])).toEqual([
      [2, "name", "missing"],
      [3, "id", "id-conflict"],
    ]);
  });

  it("cannot change for all others what the standard fields are", () => {
    expect(() => Object.assign(segmentFields, { evil: { type: "any" } })).toThrow(TypeError);
    expect(Object.isFrozen(segmentFields["rfm.r"])).toBe(true);
  });
});

describe("the subjects of segment rules", () => {
  const anna: Customer = {
    id: "anna" as CustomerId,
    identities: [
      { kind: "email", value: "a@example.org", source: "shop" },
      { kind: "email", value: "b@example.org", source: "till" },
      { kind: "card", value: "17", source: "till" },
    ],
    profile: { birthday: "2000-02-29" as CalendarDate, interests: ["tea"], attributes: { size: 38 } },
    acquiredAt: instant("2024-05-30T22:30:00Z"),
    acquisition: { channel: "referral", cost: { minor: 500, currency: "EUR" as never } },
    consents: [],
    tags: ["vip"],
  };

  it("bring together what is known, with what follows from it for the day", () => {
    const [first, second] = segmentSubjects(
      {
        customers: [anna],
        consents: [said("newsletter", "email", "anna", "confirmed"), said("newsletter", "phone", "anna", "withdrawn")],
        parts: {
          lifecycle: [
            { customerId: "ben", stage: "lost" },
            { customerId: "anna", stage: "new" },
          ] as never,
        },
      },
      OPTIONS,
    );
    expect(first).toEqual({
      customerId: "anna",
      profile: { ...anna.profile, ageYears: 24, birthMonth: 2 },
      identities: { kinds: ["email", "card"] },
      tags: ["vip"],
      acquisition: { channel: "referral", costMinor: 500 },
      acquiredAt: anna.acquiredAt,
      daysSinceAcquired: 1,
      consent: { newsletter: { email: "confirmed", phone: "withdrawn" } },
      lifecycle: { customerId: "anna", stage: "new" },
    });
    expect(second).toEqual({ customerId: "ben", lifecycle: { customerId: "ben", stage: "lost" } });
  });

  it("grow a year older on their birthday, born on 29 February on 1 March", () => {
    const ageOn = (asOf: string): unknown => {
      const [subject] = segmentSubjects({ customers: [anna] }, { asOf, timeZone: "UTC" });
      return (subject?.["profile"] as { ageYears?: number }).ageYears;
    };
    expect(["2023-02-28T12:00:00Z", "2023-03-01T00:00:00Z", "2024-02-28T23:59:59Z", "2024-02-29T00:00:00Z"].map(ageOn)).toEqual([
      22, 23, 23, 24,
    ]);
    expect(ageOn("1999-01-01T00:00:00Z")).toBeUndefined();
  });

  it("may have ids and purposes that are names of JavaScript", () => {
    const consents = ["__proto__", "constructor"].map((name) => said(name, name, name, "confirmed"));
    const subjects = segmentSubjects({ consents }, OPTIONS);
    const rule = { field: "consent.__proto__.__proto__", equals: "confirmed" } as const;
    const { segments } = segmentAudience([defineSegment({ id: "odd", name: "Odd", rule })], subjects);
    expect(segments[0]?.customerIds).toEqual(["__proto__"]);
    expect(({} as Record<string, unknown>)["newsletter"]).toBeUndefined();
  });

  it("hold no consent of another day", () => {
    const stale = segmentSubjects.bind(
      null,
      { consents: [said("n", "email", "a", "confirmed")] },
      { ...OPTIONS, asOf: "2024-07-01T00:00:00Z" },
    );
    expect(stale).toThrow("known.consents[0].definition.asOf");
  });

  it("come once in each part", () => {
    expect(() => segmentSubjects({ customers: [anna, anna] }, OPTIONS)).toThrow("known.customers[1].id");
    const consent = said("p", "c", "a", "requested");
    expect(() => segmentSubjects({ consents: [consent, consent] }, OPTIONS)).toThrow("known.consents[1].rows[0]");
    expect(() => segmentSubjects({ parts: { rfm: [{ customerId: "a" }, { customerId: "a" }] } }, OPTIONS)).toThrow("known.parts.rfm[1]");
    expect(() => segmentSubjects({ parts: { profile: [] } }, OPTIONS)).toThrow("known.parts.profile");
    expect(() => segmentSubjects({ parts: { rfm: [{ customerId: 5 as never }] } }, OPTIONS)).toThrow("known.parts.rfm[0].customerId");
    expect(() => segmentSubjects({}, { ...OPTIONS, timeZone: "Mars" })).toThrow("options.timeZone");
    expect(() => segmentSubjects({ customers: [null as never] }, OPTIONS)).toThrow("known.customers[0]");
    expect(() => segmentSubjects({ customers: [{ id: "a" } as never] }, OPTIONS)).toThrow("known.customers[0].profile");
    expect(() => segmentSubjects({ parts: { rfm: { rows: [] } as never } }, OPTIONS)).toThrow("known.parts.rfm");
    expect(() => segmentSubjects(null as never, OPTIONS)).toThrow("known");
    expect(segmentSubjects({}, OPTIONS)).toEqual([]);
  });
});

describe("the audience of segments", () => {
  const subjects = [
    { customerId: "dora", rfm: { m: 5, recencyDays: 3 } },
    { customerId: "anna", rfm: { m: 5, recencyDays: 200 } },
    { customerId: "ben", rfm: { m: 1, recencyDays: 300 } },
    { customerId: "cem" },
  ];

  it("says who belongs where, how segments overlap, and who gets which", () => {
    expect(segmentAudience([rich, late], subjects)).toEqual({
      segments: [
        { segmentId: "rich", name: "Rich", customerIds: ["dora", "anna"], exclusiveIds: ["dora", "anna"] },
        { segmentId: "late", name: "Away for long", customerIds: ["anna", "ben"], exclusiveIds: ["ben"] },
      ],
      overlaps: [{ segmentId: "rich", otherId: "late", customers: 1 }],
      customers: 4,
      unmatchedIds: ["cem"],
    });
    expect(segmentAudience([late, rich], subjects).segments[0]?.exclusiveIds).toEqual(["anna", "ben"]);
  });

  it("agrees with each evaluation", () => {
    const { segments } = segmentAudience([rich, late], subjects);
    for (const segment of [rich, late]) {
      const matching = subjects.filter((subject) => evaluateSegment(segment, subject).matches).map(({ customerId }) => customerId);
      expect(segments.find(({ segmentId }) => segmentId === segment.id)?.customerIds).toEqual(matching);
    }
  });

  it("refuses doubles and strangers, and takes nobody", () => {
    expect(() => segmentAudience([late, late], [])).toThrow("segments[1].id");
    expect(() => segmentAudience([{} as never], [])).toThrow("segments[0]");
    expect(() => segmentAudience([{ ...late, rule: undefined as never }], [])).toThrow("segments[0]");
    expect(() => segmentAudience(null as never, [])).toThrow("segments");
    expect(() => segmentAudience([], { rows: [] } as never)).toThrow("subjects");
    const many = Array.from({ length: 1001 }, (_, i) => ({ ...late, id: String(i) }));
    expect(() => segmentAudience(many, [])).toThrow("at most 1000");
    expect(() => segmentAudience([late], [subjects[0] as never, subjects[0] as never])).toThrow("subjects[1].customerId");
    expect(() => segmentAudience([late], [null as never])).toThrow("subjects[0]");
    expect(() => evaluateSegment(late, {} as never)).toThrow("subject.customerId");
    expect(segmentAudience([], [])).toEqual({ segments: [], overlaps: [], customers: 0, unmatchedIds: [] });
  });
});

describe("the standard fields", () => {
  it("know every lifecycle stage", () => {
    for (const stage of LIFECYCLE_STAGES)
      expect(defineSegment({ id: stage, name: stage, rule: { field: "lifecycle.stage", equals: stage } }).id).toBe(stage);
  });
});
