import { type CustomerIdentity, normalizeIdentity } from "clientele/customers";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { IDENTITY_KINDS, keyOfText, textOfKey } from "../../../src/customers/identity/normalize-identity.js";
import { identity } from "./make.js";

const valueOf = (kind: CustomerIdentity["kind"], value: string, defaultCallingCode?: string): string | null =>
  normalizeIdentity(identity(kind, value), defaultCallingCode === undefined ? {} : { defaultCallingCode })?.value ?? null;

describe("an e-mail address", () => {
  it.each([
    [" Anna.Berg@Example.COM\n", "anna.berg@example.com"],
    ["anna+news@example.com", "anna+news@example.com"],
    ["jose\u0301@example.com", "jos\u00e9@example.com"],
    ["n/a", null],
    ["anna@", null],
    ["@example.com", null],
    ["anna@a.de, ben@b.de", null],
    ["anna@a.de;ben@b.de", null],
    ["anna@a.de,ben@b.de", null],
    ["<anna@x.de>", null],
    ["\ufeffanna@x.de\u200b", "anna@x.de"],
    [" \u200b anna@x.de", "anna@x.de"],
    [`${"a".repeat(64)}@${"b".repeat(255)}`, `${"a".repeat(64)}@${"b".repeat(255)}`],
    [`${"a".repeat(64)}@${"b".repeat(256)}`, null],
    // One letter that becomes two when it is made small.
    [`${"\u0130".repeat(160)}@x`, null],
    ["", null],
  ])("%j is %j", (text, normal) => {
    expect(valueOf("email", text)).toBe(normal);
  });
});

describe("a phone number", () => {
  it.each([
    ["+49 30 123-456", undefined, "+4930123456"],
    ["0049 (0)30 / 123.456", undefined, "+4930123456"],
    ["(+49) 30 123 456", undefined, "+4930123456"],
    ["\u202a+49\u00a030\u2011123456\u202c", undefined, "+4930123456"],
    ["030 123456", undefined, null],
    ["030 123456", "49", "+4930123456"],
    ["(030) 123456", "+49", "+4930123456"],
    ["(0)30 123456", "49", "+4930123456"],
    ["06 1234 5678", "39", "+390612345678"],
    ["+39 (0)6 1234 5678", undefined, "+390612345678"],
    ["(0039) (0)6 1234 5678", undefined, "+390612345678"],
    ["(+39)(0)6 1234 5678", "49", "+390612345678"],
    ["+43 (0)39 123456", undefined, "+4339123456"],
    ["(415) 555-0100", "1", "+14155550100"],
    ["1 415 555 0100", "1", "+14155550100"],
    ["+49 30 123456", "43", "+4930123456"],
    ["+0 30 123456", undefined, null],
    ["+49 30 12345678901234", undefined, null],
    ["+4930", undefined, null],
    ["+49 30 1234 ext. 5", undefined, null],
    ["unknown", "49", null],
    [`+49 30 ${"1 ".repeat(40)}`, undefined, null],
  ])("%j (country %j) is %j", (text, country, normal) => {
    expect(valueOf("phone", text, country)).toBe(normal);
  });
});

describe("cards, devices and external ids", () => {
  it("are trimmed and nothing else", () => {
    expect(normalizeIdentity(identity("card", " 00 4A "))).toEqual({ kind: "card", value: "00 4A", source: null });
    expect(normalizeIdentity(identity("device", " \t"))).toBeNull();
    expect(normalizeIdentity(identity("external", " 7 ", " till "))).toEqual({ kind: "external", value: "7", source: "till" });
  });
});

describe("what is no identity is refused", () => {
  it.each<[string, unknown, object?]>([
    ["identity", null],
    ["identity.kind", { kind: "fax", value: "1", source: "s" }],
    ["identity.kind", { kind: "constructor", value: "1", source: "s" }],
    ["identity.value", { kind: "email", value: 7, source: "s" }],
    ["identity.source", { kind: "email", value: "a@b" }],
    ["options.defaultCallingCode", identity("phone", "1"), { defaultCallingCode: "049" }],
    ["options.defaultCallingCode", identity("phone", "1"), { defaultCallingCode: 49 }],
    ["options", identity("phone", "1"), null as unknown as object],
  ])("%s", (argument, value, options) => {
    expect(() => normalizeIdentity(value as CustomerIdentity, options)).toThrow(expect.objectContaining({ argument }));
  });
});

const phones = fc
  .tuple(
    fc.constantFrom("", "+", "00", "0", "(0)", "+49 (0)", "x"),
    fc.array(fc.constantFrom("30", "12", "456", " ", "-", "("), { maxLength: 14 }),
  )
  .map(([prefix, parts]) => prefix + parts.join(""));
const texts = fc.oneof(
  fc.string({ unit: "binary", maxLength: 40 }),
  phones,
  fc.tuple(fc.string({ unit: "grapheme" }), fc.string({ unit: "grapheme" })).map((parts) => parts.join("@")),
);
const identities = fc.record({ kind: fc.constantFrom(...IDENTITY_KINDS), value: texts, source: texts });

describe("properties", () => {
  it("a normal form is normal, and stands for itself as a text", () => {
    let normal = 0;
    fc.assert(
      fc.property(identities, (given) => {
        const key = normalizeIdentity(given, { defaultCallingCode: "49" });
        if (key === null) return;
        normal += 1;
        expect(normalizeIdentity({ ...given, ...key, source: key.source ?? "" })).toEqual(key);
        expect(keyOfText(textOfKey(key))).toEqual(key);
      }),
    );
    expect(normal).toBeGreaterThan(20);
  });

  it("a phone number is + and 7 to 15 digits", () => {
    let numbers = 0;
    fc.assert(
      fc.property(phones, (value) => {
        const normal = valueOf("phone", value, "49");
        if (normal === null) return;
        numbers += 1;
        expect(normal).toMatch(/^\+[1-9]\d{6,14}$/);
      }),
    );
    expect(numbers).toBeGreaterThan(10);
  });

  it("hostile lengths take no time", () => {
    const n = 1e5;
    const hostile: [string, string][] = [
      ["(".repeat(n), "(".repeat(n)],
      ["( 0".repeat(n), "( 0".repeat(n)],
      [`${" ".repeat(n)}x`, "x"],
      [`a@${" ".repeat(n)}`, "a@"],
      [`a${"\u0301\u0316".repeat(n)}@x`, `a${"\u0301\u0316".repeat(n)}@x`],
    ];
    for (const [text, trimmed] of hostile) {
      expect([valueOf("email", text), valueOf("phone", text, "49")]).toEqual([null, null]);
      for (const kind of ["card", "device", "external"] as const) expect(valueOf(kind, text)).toBe(trimmed);
    }
  });
});
