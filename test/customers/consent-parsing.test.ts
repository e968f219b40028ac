import {
  consentState,
  type ConsentEvent,
  consentEventSchema,
  consentRegister,
  consentRegisterSchema,
  parseConsentEvent,
  parseConsentEvents,
  type ParseConsentEventsOptions,
  parseConsentRegister,
} from "clientele/customers";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { deepFreeze } from "../support/deep-freeze.js";

const row = deepFreeze({
  id: 7,
  customerId: "anna",
  purpose: "newsletter",
  channel: "email",
  kind: "confirmed",
  at: "2024-05-01T10:00:00Z",
});
const parsed = { ...row, id: "7", at: Date.UTC(2024, 4, 1, 10) };
const hostile = {
  get id() {
    throw new Error("no");
  },
};

describe("consent events from outside", () => {
  it("are read to the end, with bad rows counted and named", () => {
    const rows = [
      row,
      null,
      hostile,
      { ...row, kind: "granted" },
      { ...row },
      { ...row, kind: "withdrawn" },
      { ...row, kind: "withdrawn" },
      Object.create(row),
    ];
    const { values, rejected, summary } = parseConsentEvents(rows);
    expect(values).toStrictEqual([parsed, { ...parsed, kind: "withdrawn" }]);
    expect(rejected.map(({ row: number, path, code }) => [number, path, code])).toStrictEqual([
      [2, "", "not-an-object"],
      [3, "", "unreadable"],
      [4, "kind", "invalid-kind"],
      [8, "id", "invalid-id"],
    ]);
    expect(summary).toStrictEqual({ rows: 8, accepted: 2, rejected: 4, duplicates: 2, sharedIds: 1 });
  });

  it("are found under the names of the source, in its zone", () => {
    const options: ParseConsentEventsOptions = {
      columns: { customerId: "who", at: "time", source: null, channel: "__proto__" },
      timeZone: "Europe/Berlin",
    };
    const source = JSON.parse(
      '{"id":7,"who":"anna","purpose":"newsletter","__proto__":"email","kind":"confirmed","time":"2024-05-01 12:00","source":"x"}',
    ) as unknown;
    expect(parseConsentEvents([source], options).values).toStrictEqual([parsed]);
    expect(parseConsentEvents([{ ...row, at: "2024-05-01" }]).rejected[0]?.path).toBe("at");
  });

  it.each<[string, object]>([
    ["options.columns", { columns: { purposes: "p" } }],
    ["options.timeZone", { timeZone: "Mars/Base" }],
  ])("want lawful options: %s", (argument, options) => {
    expect(() => parseConsentEvents([], options)).toThrow(expect.objectContaining({ code: "invalid-argument", argument }));
  });

  it("prove nothing with blanks, and are not lost over them", () => {
    const blanks = { source: " ", wordingVersion: " \u3000", tokenDigest: "\t", evidence: "  " };
    const { values, rejected } = parseConsentEvents([
      { ...row, id: "e1", kind: "requested", at: 1, ...blanks },
      { ...row, id: "e2", kind: "confirmed", at: 2, ...blanks },
      { ...row, id: "e3", kind: "withdrawn", at: 3, ...blanks },
    ]);
    expect(rejected).toEqual([]);
    expect(values.map(({ kind }) => kind)).toEqual(["requested", "confirmed", "withdrawn"]);
    for (const event of values) expect(Object.keys(event)).toEqual(["id", "customerId", "purpose", "channel", "kind", "at"]);
    const [{ customerId, purpose, channel }] = values as [ConsentEvent];
    for (const optIn of ["double", "single"] as const)
      expect(consentState(consentRegister(values), { customerId, purpose, channel }, 2, { optIn }).mayContact).toBe(false);
  });

  it.each<[string, () => unknown]>([
    ["rows", () => parseConsentEvents(null as unknown as [])],
    ["rows", () => parseConsentEvents(row as unknown as [])],
    ["options", () => parseConsentEvents([], null as unknown as object)],
    ["options.columns", () => parseConsentEvents([], { columns: null as unknown as object })],
    ["options.columns.at", () => parseConsentEvents([], { columns: { at: 7 as unknown as string } })],
    ["options.timeZone", () => parseConsentEvents([], { timeZone: "Mars/Base" })],
  ])("are not read when %s is not lawful", (argument, call) => {
    expect(call).toThrow(expect.objectContaining({ code: "invalid-argument", argument }));
  });

  it("come one at a time, too, by function and by schema", () => {
    expect(parseConsentEvent(row)).toStrictEqual(parsed);
    expect(consentEventSchema.parse(row)).toStrictEqual(parsed);
    for (const bad of [hostile, undefined, { ...row, purpose: "*" }]) {
      expect(() => parseConsentEvent(bad)).toThrow(expect.objectContaining({ code: "validation" }));
      expect(consentEventSchema.safeParse(bad).success).toBe(false);
    }
  });

  it("never throw because of a row, and what is accepted is accepted again", () => {
    const any = fc.anything({ withBigInt: true, withDate: true, withNullPrototype: true, withTypedArray: true });
    const field = (...usual: unknown[]) => fc.oneof({ weight: 8, arbitrary: fc.constantFrom(...usual) }, any);
    const rows = fc.array(
      fc.oneof(
        fc.record({
          id: field(1, "e2"),
          customerId: field("anna", 17),
          purpose: field("newsletter", "*"),
          channel: field("email", "*"),
          kind: field("requested", "confirmed", "withdrawn", "expired"),
          at: field("2024-05-01T10:00:00Z", 0, -0, Date.UTC(2024, 0, 1)),
          tokenDigest: field(undefined, null, "", "t"),
        }),
        any,
      ),
    );
    let accepted = 0;
    fc.assert(
      fc.property(rows, (given) => {
        const { values, rejected, summary } = parseConsentEvents(given);
        expect(values.length + rejected.length + summary.duplicates).toBe(summary.rows);
        const register = consentRegister(values);
        expect(register.events.length).toBe(values.length);
        expect(parseConsentRegister(JSON.parse(JSON.stringify(register)))).toStrictEqual(register);
        accepted += values.length;
      }),
    );
    expect(accepted).toBeGreaterThan(20);
  });
});

describe("a stored register", () => {
  const stored = { kind: "consent-register", schemaVersion: 1, events: [{ ...row, id: "b" }, row, row] };

  it("is put in order, each event once", () => {
    const register = consentRegister([parseConsentEvent({ ...row, id: "b" }), parseConsentEvent(row)]);
    expect(parseConsentRegister(stored)).toStrictEqual(register);
    expect(consentRegisterSchema.parse(stored)).toStrictEqual(register);
  });

  it.each<[string, unknown]>([
    ["", null],
    ["", []],
    ["kind", { ...stored, kind: "register" }],
    ["schemaVersion", { ...stored, schemaVersion: 2 }],
    ["events", { ...stored, events: {} }],
    ["events[1].kind", { ...stored, events: [row, { ...row, kind: "granted" }] }],
    ["events[0]", { ...stored, events: [null] }],
    ["more", { ...stored, more: 1 }],
    ["", { ...stored, events: [hostile] }],
  ])("is refused as a whole for one fault: %s", (path, input) => {
    const issues = expect.arrayContaining([expect.objectContaining({ path })]) as unknown;
    expect(() => parseConsentRegister(input)).toThrow(expect.objectContaining({ code: "validation", issues }));
    expect(consentRegisterSchema.safeParse(input).success).toBe(false);
  });
});
