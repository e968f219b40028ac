import { type CustomerField, customerSchema, parseCustomer, parseCustomers, type ParseCustomersOptions } from "clientele/customers";
import { isValidationError } from "clientele";
import { describe, expect, it, vi } from "vitest";
import { deepFreeze } from "../support/deep-freeze.js";

const AT = Date.parse("2024-05-01T09:30:00Z");
const EVENT = deepFreeze({ id: "e1", purpose: "newsletter", channel: "email", kind: "confirmed", at: "2024-05-01T11:30:00+02:00" });
const ANNA = deepFreeze({
  id: "anna",
  identities: [{ kind: "email", value: "Anna@Example.com", source: "shop" }],
  profile: {
    name: "Anna Ahrens",
    birthday: "1992-02-29",
    maritalStatus: "married",
    occupation: "baker",
    interests: ["tea", "books"],
    address: { street: "Am Markt 1", postalCode: "01067", city: "Dresden", region: "Sachsen", country: "DE" },
    language: "de-AT",
    attributes: { shoeSize: 38.5, club: true, note: "rings twice" },
  },
  preferences: { preferredChannel: "email", avoidedChannels: ["phone"] },
  acquiredAt: new Date(AT),
  acquisition: { channel: "referral", cost: "12.50", currency: "EUR", referredBy: 17 },
  consents: [{ ...EVENT, source: "checkout", wordingVersion: "v3", tokenDigest: "a1", evidence: "form 7" }],
  tags: ["vip"],
  shoeColour: "red",
});

/** Path and code of the first thing wrong with a row, `null` when nothing is. */
function fault(row: unknown, options?: ParseCustomersOptions): [string, string] | null {
  const [first] = parseCustomers([row], options).rejected;
  return first === undefined ? null : [first.path, first.code];
}

describe("a customer", () => {
  it("is read field by field; what is not ours is left out", () => {
    expect(parseCustomer(ANNA)).toStrictEqual({
      id: "anna",
      identities: [{ kind: "email", value: "Anna@Example.com", source: "shop" }],
      profile: ANNA.profile,
      preferences: ANNA.preferences,
      acquiredAt: AT,
      acquisition: { channel: "referral", cost: { minor: 1250, currency: "EUR" }, referredBy: "17" },
      consents: [
        {
          id: "e1",
          customerId: "anna",
          purpose: "newsletter",
          channel: "email",
          kind: "confirmed",
          at: AT,
          source: "checkout",
          wordingVersion: "v3",
          tokenDigest: "a1",
          evidence: "form 7",
        },
      ],
      tags: ["vip"],
    });
  });

  it("needs an id and nothing else", () => {
    expect(parseCustomer({ id: 17 })).toStrictEqual({ id: "17", identities: [], profile: {}, consents: [], tags: [] });
  });

  it("of whom nothing is given but empty things is the same: missing, null, empty text, empty objects and lists", () => {
    const nothing = parseCustomer({ id: "anna" });
    for (const empty of ["", null, undefined]) {
      expect(
        parseCustomer({
          id: "anna",
          identities: [empty],
          profile: { name: empty, interests: [empty], address: { city: empty }, attributes: { a: empty } },
          preferences: { preferredChannel: empty, avoidedChannels: empty },
          acquiredAt: empty,
          acquisition: { channel: empty, currency: "EUR" },
          consents: [empty],
          tags: [empty],
        }),
      ).toStrictEqual(nothing);
      expect(
        parseCustomer({
          id: "anna",
          identities: empty,
          profile: empty,
          preferences: empty,
          acquisition: empty,
          consents: empty,
          tags: empty,
        }),
      ).toStrictEqual(nothing);
    }
    expect(parseCustomer({ id: "anna", profile: {}, preferences: {}, acquisition: {}, consents: [] })).toStrictEqual(nothing);
  });

  it("has equal identities, events, tags, interests and avoided channels once, in the order of the first", () => {
    const phone = { kind: "phone", value: "0170 1", source: "import" };
    const read = parseCustomer({
      id: "anna",
      identities: [phone, { kind: "phone", value: "0170 1" }, { ...phone, source: "till" }, phone],
      profile: { interests: ["tea", "books", "tea"] },
      preferences: { avoidedChannels: ["sms", "sms"] },
      consents: [EVENT, { ...EVENT, at: AT, customerId: "anna", source: "" }],
      tags: ["b", "a", "b"],
    });
    expect(read.identities).toStrictEqual([phone, { ...phone, source: "till" }]);
    expect([read.profile.interests, read.preferences?.avoidedChannels, read.tags]).toStrictEqual([["tea", "books"], ["sms"], ["b", "a"]]);
    expect(read.consents).toHaveLength(1);
  });

  it("may have been won for nothing, and at any price as money", () => {
    const cost = (given: unknown, options?: ParseCustomersOptions): unknown =>
      parseCustomers([{ id: 1, acquisition: { channel: "ads", cost: given } }], options).values[0]?.acquisition?.cost;
    expect(cost({ minor: 0, currency: "EUR" })).toStrictEqual({ minor: 0, currency: "EUR" });
    expect(cost({ minor: "250", currency: "JPY" })).toStrictEqual({ minor: 250, currency: "JPY" });
    expect(cost(12.5, { currency: "EUR", decimalSeparator: "," })).toStrictEqual({ minor: 1250, currency: "EUR" });
    expect(cost("1.012,50", { currency: "EUR", decimalSeparator: ",", groupSeparator: "." })).toStrictEqual({
      minor: 101_250,
      currency: "EUR",
    });
  });

  it("became known at a local date when the zone is said", () => {
    const row = { id: 1, acquiredAt: "2024-05-01", consents: [{ ...EVENT, at: "2024-05-01" }] };
    const [read] = parseCustomers([row], { timeZone: "Europe/Berlin" }).values;
    expect([read?.acquiredAt, read?.consents[0]?.at]).toStrictEqual([
      Date.parse("2024-04-30T22:00:00Z"),
      Date.parse("2024-04-30T22:00:00Z"),
    ]);
    expect(parseCustomers([row]).rejected[0]).toMatchObject({ path: "acquiredAt", furtherIssues: [{ path: "consents[0].at" }] });
  });

  it("may take everything back for every purpose and channel, and only that", () => {
    const all = { ...EVENT, purpose: "*", channel: "*" };
    expect(parseCustomer({ id: 1, consents: [{ ...all, kind: "withdrawn" }] }).consents[0]).toMatchObject({ purpose: "*", channel: "*" });
    for (const kind of ["requested", "confirmed", "expired"])
      expect(fault({ id: 1, consents: [{ ...all, kind }] })).toStrictEqual(["consents[0].purpose", "invalid-text"]);
  });

  it("keeps its attributes in the order of their names, of whatever name", () => {
    const profile = JSON.parse('{"attributes":{"b":1,"__proto__":"x","constructor":false,"a":-0}}') as unknown;
    const { attributes = {} } = parseCustomer({ id: 1, profile }).profile;
    expect(Object.entries(attributes)).toStrictEqual([
      ["__proto__", "x"],
      ["a", 0],
      ["b", 1],
      ["constructor", false],
    ]);
    expect([Object.getPrototypeOf(attributes), Object.is(attributes["a"], 0), "polluted" in {}]).toStrictEqual([
      Object.prototype,
      true,
      false,
    ]);
  });
});

describe("a row that is no customer", () => {
  const withConsent = (change: object): object => ({ consents: [EVENT, { ...EVENT, id: "e2", ...change }] });
  it.each<[string, object, string, string]>([
    ["no id", { id: "" }, "id", "invalid-id"],
    ["blanks as id", { id: " " }, "id", "invalid-id"],
    ["a float as id", { id: 1.5 }, "id", "invalid-id"],
    ["an id that cannot be stored", { id: "an\0na" }, "id", "invalid-id"],
    ["an id with half a character", { id: "anna\udc00" }, "id", "invalid-id"],
    ["a text as identities", { identities: "anna@example.com" }, "identities", "invalid-list"],
    ["an identity that is a text", { identities: ["anna@example.com"] }, "identities[0]", "not-an-object"],
    ["an identity of an unknown kind", { identities: [{ kind: "fax", value: "1", source: "x" }] }, "identities[0].kind", "invalid-kind"],
    ["an identity without a value", { identities: [{ kind: "email" }] }, "identities[0].value", "invalid-identity"],
    ["a blank address", { identities: [{ kind: "email", value: "  " }] }, "identities[0].value", "invalid-identity"],
    ["a phone number as a number", { identities: [{ kind: "phone", value: 491701 }] }, "identities[0].value", "invalid-identity"],
    ["part of an id", { identities: [{ kind: "external", value: 0.5 }] }, "identities[0].value", "invalid-identity"],
    ["a source that is none", { identities: [{ kind: "email", value: "a@b", source: 5 }] }, "identities[0].source", "invalid-text"],
    ["a text as profile", { profile: "Anna" }, "profile", "not-an-object"],
    ["a list as profile", { profile: [] }, "profile", "not-an-object"],
    ["a number as name", { profile: { name: 5 } }, "profile.name", "invalid-text"],
    ["a name that cannot be stored", { profile: { name: "An\0na" } }, "profile.name", "invalid-text"],
    ["half a character", { profile: { name: "\ud800" } }, "profile.name", "invalid-text"],
    ["a birthday that does not exist", { profile: { birthday: "2023-02-29" } }, "profile.birthday", "invalid-date"],
    ["a German birthday", { profile: { birthday: "01.05.1990" } }, "profile.birthday", "invalid-date"],
    ["a moment as birthday", { profile: { birthday: new Date(0) } }, "profile.birthday", "invalid-date"],
    ["interests in one text", { profile: { interests: "tea, books" } }, "profile.interests", "invalid-list"],
    ["an interest that is none", { profile: { interests: ["tea", {}] } }, "profile.interests[1]", "invalid-list"],
    ["a text as address", { profile: { address: "Dresden" } }, "profile.address", "not-an-object"],
    ["a number as postal code", { profile: { address: { postalCode: 1067 } } }, "profile.address.postalCode", "invalid-text"],
    ["a small country", { profile: { address: { country: "de" } } }, "profile.address.country", "invalid-country"],
    ["a country in words", { profile: { address: { country: "Germany" } } }, "profile.address.country", "invalid-country"],
    ["a language of another kind", { profile: { language: "de_DE" } }, "profile.language", "invalid-language"],
    ["an attribute that is no value", { profile: { attributes: { a: {} } } }, "profile.attributes.a", "invalid-attribute"],
    ["an attribute that is no number", { profile: { attributes: { a: NaN } } }, "profile.attributes.a", "invalid-attribute"],
    ["an endless attribute", { profile: { attributes: { a: -Infinity } } }, "profile.attributes.a", "invalid-attribute"],
    ["an attribute called currency", { profile: { attributes: { currency: 1n } } }, "profile.attributes.currency", "invalid-attribute"],
    ["an attribute without a name", { profile: { attributes: { " ": 1 } } }, "profile.attributes", "invalid-attribute"],
    ["a list of attributes", { profile: { attributes: [1] } }, "profile.attributes", "not-an-object"],
    ["preferences that are none", { preferences: 5 }, "preferences", "not-an-object"],
    ["a blank channel", { preferences: { preferredChannel: " " } }, "preferences.preferredChannel", "invalid-text"],
    ["avoided channels in one text", { preferences: { avoidedChannels: "sms" } }, "preferences.avoidedChannels", "invalid-list"],
    ["no moment", { acquiredAt: "yesterday" }, "acquiredAt", "invalid-instant"],
    ["NaN as moment", { acquiredAt: NaN }, "acquiredAt", "invalid-instant"],
    ["an acquisition without a channel", { acquisition: { cost: { minor: 1, currency: "EUR" } } }, "acquisition.channel", "invalid-text"],
    ["a cost without a currency", { acquisition: { channel: "ads", cost: "5" } }, "acquisition.currency", "invalid-currency"],
    ["a cost in no currency", { acquisition: { channel: "ads", cost: "5", currency: "Euro" } }, "acquisition.currency", "invalid-currency"],
    [
      "a cost in two currencies",
      { acquisition: { channel: "ads", cost: { minor: 5, currency: "EUR" }, currency: "USD" } },
      "acquisition.currency",
      "invalid-currency",
    ],
    ["a negative cost", { acquisition: { channel: "ads", cost: "-5", currency: "EUR" } }, "acquisition.cost", "invalid-amount"],
    [
      "part of a cent",
      { acquisition: { channel: "ads", cost: { minor: 0.5, currency: "EUR" } } },
      "acquisition.cost.minor",
      "invalid-amount",
    ],
    ["NaN as cost", { acquisition: { channel: "ads", cost: NaN, currency: "EUR" } }, "acquisition.cost", "invalid-amount"],
    ["a referrer that is none", { acquisition: { channel: "ads", referredBy: {} } }, "acquisition.referredBy", "invalid-id"],
    ["an event that is none", { consents: [5] }, "consents[0]", "not-an-object"],
    ["an event without an id", withConsent({ id: null }), "consents[1].id", "invalid-id"],
    ["an event of somebody else", withConsent({ customerId: "ben" }), "consents[1].customerId", "other-customer"],
    ["an event of no kind", withConsent({ kind: "given" }), "consents[1].kind", "invalid-kind"],
    ["an event of a kind that all objects have", withConsent({ kind: "constructor" }), "consents[1].kind", "invalid-kind"],
    ["an event for nothing", withConsent({ purpose: "" }), "consents[1].purpose", "invalid-text"],
    ["an event at no time", withConsent({ at: null }), "consents[1].at", "invalid-instant"],
    ["a digest that is none", withConsent({ tokenDigest: 5 }), "consents[1].tokenDigest", "invalid-text"],
    ["one id for two events", withConsent({ id: "e1", source: "shop" }), "consents[1].id", "id-conflict"],
    ["a text as tags", { tags: "vip" }, "tags", "invalid-list"],
    ["a tag that is none", { tags: ["vip", 5] }, "tags[1]", "invalid-list"],
  ])("for %s is rejected with its place", (_, change, path, code) => {
    const { values, rejected } = parseCustomers([{ ...ANNA, ...change }]);
    expect([values, rejected.map((rejection) => [rejection.path, rejection.code, rejection.furtherIssues])]).toStrictEqual([
      [],
      [[path, code, []]],
    ]);
    expect(() => parseCustomer({ ...ANNA, ...change })).toThrow(expect.objectContaining({ code: "validation" }));
    expect(customerSchema.safeParse({ ...ANNA, ...change }).success).toBe(false);
  });

  it.each([null, undefined, 5, "id,name", true, Symbol("row"), [ANNA], () => ANNA])("is rejected: %o", (row) => {
    expect(fault(row)).toStrictEqual(["", "not-an-object"]);
  });

  it("says everything that is wrong, in the order of the fields", () => {
    try {
      parseCustomer({ id: {}, profile: { birthday: "x", address: { country: "x" } }, acquiredAt: "x", tags: 1, consents: 5 });
      expect.unreachable();
    } catch (error) {
      if (!isValidationError(error)) throw error;
      const paths = error.issues.map(({ path }) => path);
      expect(paths).toStrictEqual(["id", "profile.address.country", "profile.birthday", "acquiredAt", "tags"]);
      expect(error.message).toMatch(/^invalid customer: id: expected .* \(and 4 more\)$/);
    }
  });

  it.each(["identities", "profile", "consents", "tags"])("for code of its own in %s that throws is rejected like any other", (field) => {
    const thrower = {
      get: () => {
        throw new Error("boom");
      },
    };
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    const rows = [
      Object.defineProperty({ id: 1 }, field, thrower),
      { id: 2, [field]: proxy },
      { id: 3, [field]: [proxy] },
      { id: 4, [field]: { ...ANNA.profile, attributes: proxy } },
      { id: 5 },
    ];
    expect(parseCustomers(rows).values.map(({ id }) => id)).toStrictEqual(["5"]);
  });
});

describe("limits", () => {
  const many = <T>(count: number, make: (i: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i));
  const attributes = (count: number): object => Object.fromEntries(many(count, (i) => [`a${i}`, i]));
  it.each<[string, (count: number) => object, number]>([
    ["identities", (count) => ({ identities: many(count, (i) => ({ kind: "external", value: i })) }), 1000],
    ["consents", (count) => ({ consents: many(count, (i) => ({ ...EVENT, id: i })) }), 10_000],
    ["tags", (count) => ({ tags: many(count, String) }), 1000],
    ["profile.interests", (count) => ({ profile: { interests: many(count, String) } }), 1000],
    ["profile.attributes", (count) => ({ profile: { attributes: attributes(count) } }), 200],
  ])("of %s hold", (path, row, most) => {
    expect(fault({ id: 1, ...row(most) })).toBeNull();
    expect(fault({ id: 1, ...row(most + 1) })?.[0]).toBe(path);
  });

  it("of identities and attributes count those in columns, too", () => {
    const identities = many(1000, (i) => ({ kind: "external", value: i }));
    const columns = { "identities.email": "mail", "profile.attributes.z": "z" } as const;
    expect(fault({ id: 1, identities, mail: "a@b" }, { columns })).toStrictEqual(["identities", "too-many"]);
    expect(fault({ id: 1, profile: { attributes: attributes(200) }, z: 1 }, { columns })).toStrictEqual(["profile.attributes", "too-many"]);
  });

  it("of what is said about one row hold", () => {
    const [rejected] = parseCustomers([{ id: 1, consents: many(10_000, () => ({})) }]).rejected;
    expect(rejected?.furtherIssues.length).toBeLessThan(1010);
  });

  it("of texts hold, in few words", () => {
    const huge = "9".repeat(1e7);
    for (const row of [
      { id: huge },
      { id: 1, identities: [{ kind: "email", value: huge }] },
      { id: 1, profile: { name: huge } },
      { id: 1, profile: { birthday: huge } },
      { id: 1, profile: { language: "a-".repeat(1e6) } },
      { id: 1, profile: { address: { country: huge } } },
      { id: 1, profile: { attributes: { a: huge } } },
      { id: 1, profile: { attributes: { [huge]: 1 } } },
      { id: 1, acquiredAt: huge },
      { id: 1, acquisition: { channel: "ads", cost: huge, currency: "EUR" } },
      { id: 1, consents: [{ ...EVENT, evidence: huge }] },
      { id: 1, tags: [huge] },
    ]) {
      const { rejected } = parseCustomers([row]);
      expect(rejected).toHaveLength(1);
      expect(JSON.stringify(rejected).length).toBeLessThan(400);
    }
  });
});

describe("what is not an object's own", () => {
  it("is never read from its prototype", () => {
    expect(fault(Object.create(ANNA))).toStrictEqual(["id", "invalid-id"]);
    const inherited = (own: object): object => Object.create(own) as object;
    expect(
      parseCustomer({
        id: 1,
        profile: inherited({ ...ANNA.profile, address: inherited({ city: "x" }) }),
        preferences: inherited(ANNA.preferences),
        acquisition: inherited({ channel: "ads" }),
      }),
    ).toStrictEqual(parseCustomer({ id: 1 }));
    expect(parseCustomer({ id: 1, profile: { attributes: inherited({ a: 1 }) } }).profile).toStrictEqual({});
    expect(fault({ id: 1, identities: [inherited({ kind: "email", value: "a@b" })] })).toStrictEqual([
      "identities[0].kind",
      "invalid-kind",
    ]);
    expect(fault({ id: 1, consents: [inherited(EVENT)] })).toStrictEqual(["consents[0].id", "invalid-id"]);
  });

  it("never gets into Object.prototype", () => {
    const row = JSON.parse('{"id":"__proto__","profile":{"__proto__":{"name":"x"}},"__proto__":{"polluted":true}}') as object;
    expect(parseCustomer(row)).toStrictEqual({ id: "__proto__", identities: [], profile: {}, consents: [], tags: [] });
    expect("polluted" in {}).toBe(false);
  });
});

describe("columns", () => {
  const flat = {
    no: 7,
    full_name: "Anna",
    dob: "1990-05-01",
    town: "Dresden",
    land: "DE",
    mail: "a@b.de",
    erp: 4711,
    utm: "ads",
    spent: "2.50",
    by: "ben",
    shoes: 38,
    likes: "email",
  };
  const columns = {
    id: "no",
    "profile.name": "full_name",
    "profile.birthday": "dob",
    "profile.address.city": "town",
    "profile.address.country": "land",
    "profile.attributes.shoeSize": "shoes",
    "preferences.preferredChannel": "likes",
    "identities.email": "mail",
    "identities.external": "erp",
    "acquisition.channel": "utm",
    "acquisition.cost": "spent",
    "acquisition.referredBy": "by",
  } as const;

  it("make a customer of a flat row", () => {
    expect(parseCustomers(deepFreeze([flat]), { columns, source: "erp", currency: "EUR" }).values).toStrictEqual([
      {
        id: "7",
        identities: [
          { kind: "email", value: "a@b.de", source: "erp" },
          { kind: "external", value: "4711", source: "erp" },
        ],
        profile: { name: "Anna", birthday: "1990-05-01", address: { city: "Dresden", country: "DE" }, attributes: { shoeSize: 38 } },
        preferences: { preferredChannel: "email" },
        acquisition: { channel: "ads", cost: { minor: 250, currency: "EUR" }, referredBy: "ben" },
        consents: [],
        tags: [],
      },
    ]);
  });

  it("that are empty give nothing", () => {
    const empty = Object.fromEntries(Object.keys(flat).map((name) => [name, ""]));
    expect(parseCustomers([{ ...empty, no: "7" }], { columns }).values).toStrictEqual([parseCustomer({ id: "7" })]);
  });

  it("stand for the field within, beside which all others stay", () => {
    const row = {
      id: 1,
      profile: { name: "from profile", occupation: "baker", attributes: { a: 1, b: 2 }, address: { city: "x", region: "y" } },
      identities: [{ kind: "email", value: "a@b", source: "shop" }],
      who: "from column",
      town: "Dresden",
      mail: "c@d",
    };
    const read = (given: ParseCustomersOptions["columns"]) => parseCustomers([row], { columns: given ?? {} }).values[0];
    expect(
      read({ "profile.name": "who", "profile.address.city": "town", "profile.attributes.a": "none", "identities.email": "mail" }),
    ).toMatchObject({
      identities: [{ value: "a@b" }, { value: "c@d", source: "import" }],
      profile: { name: "from column", occupation: "baker", attributes: { b: 2 }, address: { city: "Dresden", region: "y" } },
    });
    expect(read({ "profile.name": null, "profile.attributes.b": null, "identities.phone": null })?.profile).toStrictEqual({
      occupation: "baker",
      attributes: { a: 1 },
      address: { city: "x", region: "y" },
    });
    expect(read({ profile: "nowhere", "profile.name": "who" })?.profile).toStrictEqual({ name: "from column" });
    expect(read({ profile: null })?.profile).toStrictEqual({});
  });

  it("say the place by our names", () => {
    expect(fault({ ...flat, dob: "1.5.90" }, { columns, currency: "EUR" })).toStrictEqual(["profile.birthday", "invalid-date"]);
    expect(fault({ ...flat, mail: 5 }, { columns, currency: "EUR" })).toStrictEqual(["identities.email", "invalid-identity"]);
    expect(fault({ ...flat, shoes: {} }, { columns, currency: "EUR" })).toStrictEqual(["profile.attributes.shoeSize", "invalid-attribute"]);
  });

  it("of identities are read only where they are named", () => {
    expect(
      parseCustomers([{ id: 1, phone: "0170", email: "a@b" }], { columns: { "identities.email": "email" } }).values[0]?.identities,
    ).toHaveLength(1);
  });

  it("named like a property of all objects hold nothing", () => {
    for (const name of ["constructor", "toString", "__proto__", "hasOwnProperty"]) {
      const odd = { "profile.name": name, "identities.email": name, "profile.attributes.__proto__": name } as const;
      expect(parseCustomers([{ id: 1 }], { columns: odd }).values).toStrictEqual([parseCustomer({ id: 1 })]);
    }
  });
});

describe("a source", () => {
  it("without rows is no mistake", () => {
    const nothing = { values: [], rejected: [], summary: { rows: 0, accepted: 0, rejected: 0, duplicates: 0 } };
    expect(parseCustomers(new Set())).toStrictEqual(nothing);
  });

  it("may repeat an id with equal content in another order, but not with other content", () => {
    const twice = { ...ANNA, identities: [...ANNA.identities, { kind: "phone", value: "1" }], tags: ["a", "b"] };
    const turned = { ...twice, identities: twice.identities.toReversed(), tags: ["b", "a"], acquiredAt: AT };
    const { summary, rejected } = parseCustomers([twice, turned, { ...turned, tags: ["a"] }, "junk"]);
    expect(summary).toStrictEqual({ rows: 4, accepted: 1, rejected: 2, duplicates: 1 });
    expect(rejected[0]).toMatchObject({ row: 3, path: "id", code: "id-conflict" });
  });

  it("may repeat the id of a large row: what it says is put into words once", () => {
    const identities = Array.from({ length: 200 }, (_, i) => ({ kind: "email", value: `a${i}@example.org`, source: "shop" }));
    const rows = [{ id: "anna", identities }, ...Array.from({ length: 50 }, () => ({ id: "anna" }))];
    const written = vi.spyOn(JSON, "stringify");
    try {
      expect(parseCustomers(rows).summary.rejected).toBe(50);
      // Each identity when it is read and when the row is compared, and a text for each row.
      expect(written.mock.calls.length).toBeLessThanOrEqual(2 * identities.length + rows.length);
    } finally {
      written.mockRestore();
    }
  });

  it.each([null, undefined, {}, "rows", 5])("is something that can be walked through, not %o", (rows) => {
    expect(() => parseCustomers(rows as [])).toThrow(expect.objectContaining({ code: "invalid-argument", argument: "rows" }));
  });

  it.each<[string, object]>([
    ["identities", { identities: [] }],
    ["profile", { profile: { ...ANNA.profile, name: "Ann" } }],
    ["interests", { profile: { ...ANNA.profile, interests: ["tea"] } }],
    ["address", { profile: { ...ANNA.profile, address: { city: "Meissen" } } }],
    ["attributes", { profile: { ...ANNA.profile, attributes: { club: true } } }],
    ["preferences", { preferences: { preferredChannel: "sms", avoidedChannels: ["phone"] } }],
    ["avoided channels", { preferences: { preferredChannel: "email" } }],
    ["acquiredAt", { acquiredAt: 0 }],
    ["acquisition", { acquisition: null }],
    ["consents", { consents: [] }],
    ["tags", { tags: [] }],
  ])("tells rows of one id apart by %s", (_, change) => {
    expect(parseCustomers([ANNA, { ...ANNA, ...change }]).summary).toMatchObject({ accepted: 1, duplicates: 0, rejected: 1 });
  });

  it.each<[object, string]>([
    [{ currency: "Euro" }, "currency"],
    [null as unknown as object, "options"],
    [{ columns: null }, "options.columns"],
    [{ columns: { id: 7 } }, "options.columns.id"],
    [{ columns: { "profile.attributes.shoeSize": ["size"] } }, "options.columns.profile.attributes.shoeSize"],
    [{ timeZone: "Mars/Base" }, "options.timeZone"],
    [{ source: " " }, "options.source"],
    [{ decimalSeparator: ";" }, "options.decimalSeparator"],
    [{ columns: { name: "full_name" } }, "options.columns"],
    [{ columns: { "profile.age": "age" } }, "options.columns"],
    [{ columns: { "identities.fax": "fax" } }, "options.columns"],
    [{ columns: { "profile.attributes.": "x" } }, "options.columns"],
    [{ columns: { "constructor.name": "x" } }, "options.columns"],
  ])("with the options %o is a mistake before the first row", (options, argument) => {
    expect(() => parseCustomers([], options as ParseCustomersOptions)).toThrow(
      expect.objectContaining({ code: "invalid-argument", argument }),
    );
  });

  it("has lawful columns under every path that the type names", () => {
    const some: CustomerField[] = [
      "tags",
      "profile.address",
      "profile.attributes",
      "profile.attributes.a.b",
      "acquisition.currency",
      "identities.card",
    ];
    for (const field of some) expect(() => parseCustomers([], { columns: { [field]: "x" } })).not.toThrow();
  });
});

describe("the schema", () => {
  it("is a Standard Schema whose issues say where", () => {
    expect(customerSchema["~standard"].validate({ id: 1, identities: [{ kind: "email" }] })).toMatchObject({
      issues: [{ path: ["identities", "0", "value"] }],
    });
    expect(customerSchema.parse(ANNA)).toStrictEqual(parseCustomer(ANNA));
  });
});
