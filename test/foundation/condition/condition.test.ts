import { decidingTests, evaluateCondition, isValidationError, parseCondition, type Condition, type ConditionFields } from "clientele";
import { describe, expect, it } from "vitest";

const FIELDS: ConditionFields = {
  age: { type: "number" },
  name: { type: "text" },
  vip: { type: "boolean" },
  born: { type: "date" },
  seen: { type: "instant" },
  stage: { type: "text", values: ["new", "regular"] },
  tags: { type: "text", list: true },
  "rfm.r": { type: "number" },
  "extra.*": { type: "any" },
  "consent.*.*": { type: "text" },
  "consent.*.email": { type: "boolean" },
};

const holds = (condition: Condition, subject: unknown): boolean => evaluateCondition(parseCondition(condition, FIELDS), subject).holds;

/** The faults of a condition, each as its place and code. */
function faults(input: unknown): string[] {
  try {
    parseCondition(input, FIELDS);
  } catch (error) {
    if (isValidationError(error)) return error.issues.map(({ path, code }) => `${path}: ${code}`);
    throw error;
  }
  return [];
}

describe("a condition on one field", () => {
  it("compares numbers, texts, booleans and lists", () => {
    expect(holds({ field: "age", equals: 30 }, { age: 30 })).toBe(true);
    expect(holds({ field: "age", atLeast: 18, atMost: 29 }, { age: 30 })).toBe(false);
    expect(holds({ field: "age", atLeast: 18, atMost: 30 }, { age: 30 })).toBe(true);
    expect(holds({ field: "age", in: [18, 30] }, { age: 30 })).toBe(true);
    expect(holds({ field: "vip", equals: false }, { vip: false })).toBe(true);
    expect(holds({ field: "tags", equals: "press" }, { tags: ["vip", "press"] })).toBe(true);
    expect(holds({ field: "tags", in: ["staff", "test"] }, { tags: ["vip", "press"] })).toBe(false);
    expect(holds({ field: "rfm.r", atLeast: 4 }, { rfm: { r: 4 } })).toBe(true);
  });

  it("compares dates and instants by time, in whatever form the rule says them", () => {
    expect(holds({ field: "born", atLeast: "1990-01-01" }, { born: "1990-01-01" })).toBe(true);
    expect(holds({ field: "born", atMost: "1989-12-31" }, { born: "1990-01-01" })).toBe(false);
    const seen = Date.UTC(2024, 4, 1);
    expect(holds({ field: "seen", atLeast: "2024-05-01T02:00:00+02:00" }, { seen })).toBe(true);
    expect(holds({ field: "seen", atLeast: "2024-05-01T00:00:01Z" }, { seen })).toBe(false);
    expect(parseCondition({ field: "seen", equals: "2024-05-01T00:00:00Z" }, FIELDS)).toEqual({ field: "seen", equals: seen });
  });

  it("takes a missing or null field, and an empty list, for what it is: nothing", () => {
    for (const subject of [{}, { age: null, tags: null }, { age: undefined, tags: [] }, { age: NaN, tags: {} }, null, "age", []]) {
      expect(holds({ field: "age", exists: false }, subject)).toBe(true);
      expect(holds({ field: "age", exists: true }, subject)).toBe(false);
      expect(holds({ field: "age", equals: 0 }, subject)).toBe(false);
      expect(holds({ field: "age", atMost: 1e9 }, subject)).toBe(false);
      expect(holds({ field: "tags", exists: false }, subject)).toBe(true);
    }
    expect(holds({ field: "age", exists: true }, { age: 0 })).toBe(true);
    expect(holds({ field: "name", exists: true }, { name: "" })).toBe(true);
  });

  it("never compares values of different kinds", () => {
    expect(holds({ field: "extra.x", atLeast: 1 }, { extra: { x: "5" } })).toBe(false);
    expect(holds({ field: "extra.x", equals: 1 }, { extra: { x: true } })).toBe(false);
    expect(holds({ field: "extra.x", equals: "1" }, { extra: { x: 1 } })).toBe(false);
    expect(holds({ field: "age", atLeast: 1 }, { age: [5, 6] })).toBe(false);
  });
});

describe("a condition of conditions", () => {
  it("joins them with all, any and not; the opposite of a test holds where the field is missing", () => {
    const adult = { field: "age", atLeast: 18 };
    const vip = { field: "vip", equals: true };
    expect(holds({ all: [adult, vip] }, { age: 20 })).toBe(false);
    expect(holds({ any: [adult, vip] }, { age: 20 })).toBe(true);
    expect(holds({ not: adult }, {})).toBe(true);
    expect(holds({ all: [] }, {})).toBe(true);
    expect(holds({ any: [] }, {})).toBe(false);
  });

  it("tells every test, and which of them decided", () => {
    const rule: Condition = {
      all: [
        { field: "age", atLeast: 18, atMost: 65 },
        {
          any: [
            { field: "vip", equals: true },
            { field: "tags", in: ["press", "staff"] },
          ],
        },
      ],
    };
    const trace = evaluateCondition(parseCondition(rule, FIELDS), { age: 70, tags: ["press"] });
    expect(trace).toEqual({
      all: [
        {
          field: "age",
          value: 70,
          tests: [
            { test: "atLeast", expected: 18, holds: true },
            { test: "atMost", expected: 65, holds: false },
          ],
          holds: false,
        },
        {
          any: [
            { field: "vip", value: null, tests: [{ test: "equals", expected: true, holds: false }], holds: false },
            { field: "tags", value: ["press"], tests: [{ test: "in", expected: ["press", "staff"], holds: true }], holds: true },
          ],
          holds: true,
        },
      ],
      holds: false,
    });
    expect(decidingTests(trace)).toEqual([{ field: "age", value: 70, test: "atMost", expected: 65, holds: false }]);
    const taken = evaluateCondition(rule, { age: 60, tags: ["press"] });
    expect(decidingTests(taken).map(({ field, test }) => `${field} ${test}`)).toEqual(["age atLeast", "age atMost", "tags in"]);
    expect(decidingTests(evaluateCondition({ not: rule }, { age: 70 })).map(({ field, test }) => `${field} ${test}`)).toEqual([
      "age atMost",
      "vip equals",
      "tags in",
    ]);
  });
});

describe("reading a condition", () => {
  it("names the place of everything that is wrong", () => {
    expect(
      faults({
        all: [
          { field: "age", atLeast: "18" },
          { field: "agee", equals: 1 },
        ],
      }),
    ).toEqual(["all[0].atLeast: invalid-number", "all[1].field: unknown-field"]);
    expect(faults({ not: { any: [{ field: "born", equals: "1990-02-30" }] } })).toEqual(["not.any[0].equals: invalid-date"]);
    expect(faults({ field: "stage", in: ["new", "old"] })).toEqual(["in[1]: unknown-value"]);
    expect(faults({ field: "seen", atLeast: "2024-05-01" })).toEqual(["atLeast: invalid-instant"]);
    expect(faults({ field: "tags", atLeast: "a" })).toEqual(["atLeast: wrong-test"]);
    expect(faults({ field: "vip", atMost: 1 })).toEqual(["atMost: wrong-test"]);
    expect(faults({ field: "age", exists: "yes" })).toEqual(["exists: invalid-boolean"]);
    expect(faults({ field: "age", in: [] })).toEqual(["in: invalid-list"]);
    expect(faults({ field: "age", equals: Infinity })).toEqual(["equals: invalid-number"]);
    expect(faults({ field: "age", equals: 1, matches: "a+", like: "b" })).toEqual(["matches: unknown-field", "like: unknown-field"]);
    expect(faults({ all: [{ field: "age", equals: 1, "[0].equals": 2 }] })).toEqual(["all[0]: unknown-field"]);
    expect(faults({ field: "name", equals: "\ud800" })).toEqual(["equals: invalid-text"]);
    expect(faults({ field: "extra.\0", equals: 1 })).toEqual(["field: unknown-field"]);
    expect(faults({ field: "age" })).toEqual([": no-test"]);
    expect(faults({})).toEqual([": ambiguous-condition"]);
    expect(faults({ all: [], any: [] })).toEqual([": ambiguous-condition"]);
    expect(faults({ all: {} })).toEqual(["all: invalid-list"]);
    expect(faults({ all: [null] })).toEqual(["all[0]: not-an-object"]);
    expect(faults(undefined)).toEqual([": missing"]);
  });

  it("refuses what nothing can pass", () => {
    expect(faults({ field: "age", atLeast: 5, atMost: 4 })).toEqual([": contradiction"]);
    expect(faults({ field: "age", exists: false, equals: 4 })).toEqual([": contradiction"]);
    expect(faults({ field: "age", atLeast: 5, atMost: 5 })).toEqual([]);
    expect(faults({ field: "age", equals: 1, atLeast: 4 })).toEqual([": contradiction"]);
    expect(faults({ field: "age", equals: 1, in: [2, 3] })).toEqual([": contradiction"]);
    expect(faults({ field: "age", in: [2, 3], atLeast: 4 })).toEqual([": contradiction"]);
    expect(faults({ field: "age", in: [2, 5], atLeast: 4, exists: true })).toEqual([]);
    expect(faults({ field: "tags", equals: "vip", in: ["press"] })).toEqual([]);
    expect(holds({ field: "tags", equals: "vip", in: ["press"] }, { tags: ["press", "vip"] })).toBe(true);
  });

  it("knows fields by pattern, a written-out name first, then the earlier pattern", () => {
    expect(faults({ field: "consent.newsletter.email", equals: "confirmed" })).toEqual([]);
    expect(faults({ field: "consent.newsletter.email", equals: true })).toEqual(["equals: invalid-text"]);
    expect(faults({ field: "consent.newsletter", equals: "confirmed" })).toEqual(["field: unknown-field"]);
    expect(faults({ field: "consent..email", equals: "confirmed" })).toEqual(["field: unknown-field"]);
    expect(() => parseCondition({ all: [] }, { a: { type: "regex" as "text" } })).toThrow("fields.a.type");
    expect(() => parseCondition({ all: [] }, null as never)).toThrow("fields");
  });

  it("takes no pattern for a field: under `not` it would let everybody in", () => {
    expect(faults({ not: { field: "consent.*.email", equals: true } })).toEqual(["not.field: unknown-field"]);
    expect(faults({ field: "extra.*", equals: 1 })).toEqual(["field: unknown-field"]);
  });

  it("lets the star at the end of a pattern stand for a name with dots", () => {
    expect(faults({ field: "extra.tax.id", equals: "17" })).toEqual([]);
    expect(holds({ field: "extra.tax.id", equals: "17" }, { extra: { "tax.id": "17", tax: "x" } })).toBe(true);
    expect(holds({ field: "extra.tax", equals: "x" }, { extra: { "tax.id": "17", tax: "x" } })).toBe(true);
    expect(holds({ field: "extra.tax.id", exists: true }, { extra: { tax: "x" } })).toBe(false);
  });

  it("gives back a copy that shares nothing with what came in", () => {
    const input = { all: [{ field: "stage", in: ["new"] }] };
    const condition = parseCondition(input, FIELDS);
    input.all[0]?.in.push("regular");
    input.all.pop();
    expect(condition).toEqual({ all: [{ field: "stage", in: ["new"] }] });
  });
});

describe("the words of a refusal", () => {
  /** What is said of a condition that is refused. */
  const words = (input: unknown): string | undefined => {
    try {
      parseCondition(input, FIELDS);
    } catch (error) {
      if (isValidationError(error)) return error.issues[0]?.message;
    }
    return undefined;
  };

  it.each<[string, unknown]>([
    ["expected one of all, any, not or field, got none of them", {}],
    ["expected one of all, any, not or field, got all and not", { all: [], not: { all: [] } }],
    ['expected a field that is known, got "agee"', { field: "agee", exists: true }],
    ["expected at least one of exists, equals, in, atLeast, atMost", { field: "age" }],
    ["expected no equals, atMost beside exists: false", { field: "age", exists: false, equals: 4, atMost: 5 }],
    ["expected atLeast to be at most atMost, got 5 and 4", { field: "age", atLeast: 5, atMost: 4 }],
    ["expected a value that passes all of equals, atLeast", { field: "age", equals: 1, atLeast: 4 }],
    ["expected one of field, exists, equals, in, atLeast, atMost", { field: "age", equals: 1, like: 2 }],
    ["expected one of all", { all: [], like: 2 }],
    ["expected at most 500 conditions and values in all", { any: Array.from({ length: 500 }, () => ({ all: [] })) }],
    ["expected no atLeast for a field that is a list of text values, got 1", { field: "tags", atLeast: 1 }],
    ["expected no atMost for a field that is text, got 1", { field: "name", atMost: 1 }],
    ['expected one of new, regular, got "old"', { field: "stage", equals: "old" }],
    ['expected a finite number, got "4"', { field: "age", equals: "4" }],
    ["expected true or false, got 1", { field: "vip", equals: 1 }],
    ["expected a text of at most 1000 whole characters, got 4", { field: "name", equals: 4 }],
  ])("are %s", (message, input) => {
    expect(words(input)).toBe(message);
  });

  it("name what was read", () => {
    expect(() => parseCondition(7, FIELDS)).toThrow("invalid condition: expected a condition, got 7");
    expect(() => parseCondition({ all: [] }, { a: null as never })).toThrow(
      "fields.a.type: expected one of number, text, boolean, date, instant, any, got undefined",
    );
  });
});

describe("the limits of a condition", () => {
  const lists = (levels: number): unknown =>
    Array.from({ length: levels }).reduce((inner) => ({ all: [inner] }), { field: "age", equals: 1 });

  it("are met exactly", () => {
    expect(faults(lists(15))).toEqual([]);
    expect(faults(lists(16))).toEqual([`${"all[0].".repeat(15)}all[0]: too-deep`]);
    expect(faults({ any: Array.from({ length: 499 }, () => ({ all: [] })) })).toEqual([]);
    expect(faults({ field: "name", equals: "x".repeat(1000) })).toEqual([]);
    expect(faults({ field: "name", equals: "x".repeat(1001) })).toEqual(["equals: invalid-text"]);
    expect(faults({ field: `extra.${"x".repeat(250)}`, equals: 1 })).toEqual([]);
    expect(faults({ field: `extra.${"x".repeat(251)}`, equals: 1 })).toEqual(["field: unknown-field"]);
    expect(faults({ field: "age", in: "12345" })).toEqual(["in: invalid-list"]);
  });

  it("leave out what is not given", () => {
    expect(parseCondition({ field: "age", equals: undefined, atLeast: 4, all: undefined }, FIELDS)).toStrictEqual({
      field: "age",
      atLeast: 4,
    });
    expect(parseCondition({ field: "age", equals: -0 }, FIELDS)).toStrictEqual({ field: "age", equals: 0 });
  });

  it("let a value on the edge pass", () => {
    expect(faults({ field: "age", equals: 4, atLeast: 4, atMost: 4 })).toEqual([]);
    expect(faults({ field: "age", equals: 5, atMost: 4 })).toEqual([": contradiction"]);
    expect(faults({ field: "born", atLeast: "2024-01-02", atMost: "2024-01-01" })).toEqual([": contradiction"]);
  });

  it("order numbers alone where anything may stand", () => {
    expect(faults({ field: "extra.x", atLeast: "5" })).toEqual(["atLeast: invalid-number"]);
    expect(faults({ field: "extra.x", equals: null })).toEqual(["equals: invalid-boolean"]);
    expect(faults({ field: "extra.x", in: ["a", 1, true] })).toEqual([]);
    expect(faults({ field: "name", atLeast: "a" })).toEqual(["atLeast: wrong-test"]);
  });

  it("hold a name to its pattern", () => {
    const patterns: ConditionFields = { "by.*.count": { type: "number" }, "any.*": { type: "text" } };
    const isKnown = (field: string): boolean => {
      try {
        parseCondition({ field, exists: true }, patterns);
        return true;
      } catch {
        return false;
      }
    };
    const names = ["by.a.count", "by.a.b.count", "by.count", "by.a.sum", "any.a", "any.a.b", "any", "any.", "none.a"];
    expect(names.filter(isKnown)).toEqual(["by.a.count", "any.a", "any.a.b"]);
  });

  it("take a list of other things than values for nothing", () => {
    expect(holds({ field: "tags", exists: true }, { tags: ["vip", {}] })).toBe(false);
    expect(holds({ field: "tags", exists: true }, { tags: ["vip", null] })).toBe(false);
    expect(holds({ field: "age", exists: true }, { age: Infinity })).toBe(false);
  });
});

describe("a condition from somebody who means harm", () => {
  const nested = (levels: number): unknown =>
    Array.from({ length: levels }).reduce((inner) => ({ not: inner }), { field: "age", equals: 1 });

  it("may not be deep, large, cyclic or shared without end", () => {
    expect(faults(nested(15))).toEqual([]);
    expect(faults(nested(16))).toEqual([`${"not.".repeat(15)}not: too-deep`]);
    expect(faults(nested(100_000))).toEqual([`${"not.".repeat(15)}not: too-deep`]);
    const cyclic: { not?: unknown } = {};
    cyclic.not = cyclic;
    expect(faults(cyclic)).toEqual([`${"not.".repeat(15)}not: too-deep`]);
    expect(faults({ field: "age", in: Array.from({ length: 498 }, (_, i) => i) })).toEqual([]);
    expect(faults({ field: "age", in: Array.from({ length: 1_000_000 }, (_, i) => i) })).toEqual([": too-large"]);
    expect(faults({ any: Array.from({ length: 1_000_000 }, () => ({ all: [] })) })).toEqual(["any[499]: too-large"]);
    const shared = Array.from({ length: 12 }).reduce((inner) => ({ all: Array.from({ length: 10 }, () => inner) }), { all: [] });
    expect(faults(shared).length).toBe(1);
  });

  it("reaches nothing that a subject inherits or that is no data", () => {
    const fields = Object.fromEntries(
      ["__proto__", "constructor", "constructor.name", "toString", "name.length", "tags.length", "tags.0", "inherited"].map((name) => [
        name,
        { type: "any" },
      ]),
    ) as ConditionFields;
    const subject = Object.assign(Object.create({ inherited: 1 }) as object, { name: "anna", tags: ["vip"] });
    for (const field of Object.keys(fields)) {
      expect(evaluateCondition(parseCondition({ field, exists: true }, fields), subject).holds, field).toBe(false);
    }
    expect(evaluateCondition(parseCondition({ field: "__proto__", equals: 5 }, fields), JSON.parse('{"__proto__":5}')).holds).toBe(true);
  });

  it("is no field of a rule by way of the rule's own prototype", () => {
    const inherited = Object.create({ field: "age", equals: 1 }) as object;
    expect(faults(inherited)).toEqual([": ambiguous-condition"]);
    expect(faults(JSON.parse('{"field":"age","equals":1,"__proto__":{"equals":2}}'))).toEqual(["__proto__: unknown-field"]);
    expect(faults({ field: "__proto__", exists: true })).toEqual(["field: unknown-field"]);
    expect(faults({ field: "constructor", exists: true })).toEqual(["field: unknown-field"]);
  });

  it("may throw while it is read", () => {
    const thrower = {
      get all(): unknown {
        throw new Error("ha");
      },
    };
    expect(faults(thrower)).toEqual([": unreadable"]);
    expect(faults(Proxy.revocable({}, {}).proxy)).toEqual([": ambiguous-condition"]);
  });
});
