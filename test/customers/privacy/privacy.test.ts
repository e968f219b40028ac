import {
  type Customer,
  eraseCustomer,
  type EraseOptions,
  identityDigest,
  minimizeCustomer,
  pseudonymizeCustomer,
} from "clientele/customers";
import { describe, expect, it } from "vitest";
import { deepFreeze } from "../../support/deep-freeze.js";
import { identity, makeCustomer } from "../identity/make.js";

/** A stand-in whose results show what went in, without holding it. */
const digest = (text: string): string => `<${Buffer.from(text).toString("hex")}>`;
const shown = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value).replace(/<([0-9a-f]+)>/g, (_, hex: string) => `#${Buffer.from(hex, "hex").toString().replaceAll('"', "'")}`),
  );

const event = { customerId: "c-1", purpose: "news", channel: "email", source: "shop" };
const anna = deepFreeze(
  makeCustomer("c-1", {
    identities: [
      identity("email", " Anna@X.de"),
      identity("email", "anna@x.de"),
      identity("phone", "030 1234567"),
      identity("external", "7", "till"),
      identity("card", " "),
    ],
    profile: {
      name: "Anna Berg",
      birthday: "1984-07-01",
      occupation: "baker",
      interests: ["tea"],
      language: "de",
      address: { street: "Weg 1", postalCode: "53111", city: "Bonn", country: "DE" },
      attributes: { shoeSize: 41, note: "call Ben" },
      nickname: "Anni",
    },
    preferences: { preferredChannel: "email", avoidedChannels: ["phone"] },
    acquiredAt: 100,
    acquisition: { channel: "referral", cost: { minor: 500, currency: "EUR" }, referredBy: "c-0" },
    consents: [
      { ...event, id: "e3", kind: "withdrawn", at: 300, purpose: "*" },
      { ...event, id: "e1", kind: "requested", at: 100, tokenDigest: "t" },
      { ...event, id: "e2", kind: "confirmed", at: 200, wordingVersion: "v2", evidence: "form 12" },
    ],
    tags: ["vip"],
    secret: "extra",
  }),
);
const empty = { id: "c-1", identities: [], profile: {}, consents: [], tags: [] };

describe("minimizeCustomer", () => {
  it.each<[string[], object]>([
    [[], {}],
    [["id", "tags"], { tags: ["vip"] }],
    [["profile.birthday"], { profile: { birthday: "1984-07-01" } }],
    [["profile.address.country"], { profile: { address: { country: "DE" } } }],
    [["profile.address"], { profile: { address: anna.profile.address } }],
    [["profile.attributes.shoeSize"], { profile: { attributes: { shoeSize: 41 } } }],
    [["profile.attributes.constructor"], {}],
    [["profile.attributes.shoe", "profile.attributes"], { profile: { attributes: anna.profile.attributes } }],
    [["identities.external"], { identities: [identity("external", "7", "till")] }],
    [["identities"], { identities: anna.identities }],
    [["preferences.avoidedChannels"], { preferences: { avoidedChannels: ["phone"] } }],
    [["acquiredAt", "acquisition.channel"], { acquiredAt: 100, acquisition: { channel: "referral" } }],
    [["acquisition"], { acquisition: anna.acquisition }],
    [["acquisition.referredBy", "acquisition.channel"], { acquisition: { channel: "referral", referredBy: "c-0" } }],
    [["consents"], { consents: anna.consents }],
  ])("leaves only %j", (fields, left) => {
    expect(minimizeCustomer(anna, fields)).toStrictEqual({ ...empty, ...left });
  });

  it("drops what a customer does not have, even where everything is allowed", () => {
    const { nickname: _nickname, ...profile } = anna.profile as Record<string, unknown>;
    const { secret: _secret, ...known } = anna as unknown as Record<string, unknown>;
    const wholes = ["identities", "profile", "preferences", "acquiredAt", "acquisition", "consents", "tags"];
    expect(minimizeCustomer(anna, wholes)).toStrictEqual({ ...known, profile });
  });

  it("takes attributes of any name, and none that are inherited", () => {
    const attributes = JSON.parse('{ "__proto__": "x", "a.b": 1, "a.b.c": 2, "__proto__.x": 3 }') as object;
    const odd = makeCustomer("c", { profile: { attributes } });
    const left = minimizeCustomer(odd, ["profile.attributes.__proto__", "profile.attributes.a.b", "profile.attributes.toString"]);
    expect(JSON.stringify(left.profile.attributes)).toBe('{"__proto__":"x","a.b":1}');
    expect(minimizeCustomer(makeCustomer("c", { profile: Object.create({ name: "Anna" }) as object }), ["profile"]).profile).toEqual({});
  });

  it.each<[string, unknown, unknown]>([
    ["allowedFields[1]", anna, ["tags", "profile.shoeSize"]],
    ["allowedFields[0]", anna, ["__proto__"]],
    ["allowedFields[0]", anna, ["tags.0"]],
    ["allowedFields[0]", anna, [7]],
    ["allowedFields[0]", anna, ["acquisition.cost"]],
    ["allowedFields", anna, "tags"],
    ["customer", null, []],
    ["customer.tags", { ...anna, tags: null }, []],
    ["customer.preferences", { ...anna, preferences: null }, ["preferences"]],
    ["customer.preferences.avoidedChannels", { ...anna, preferences: { avoidedChannels: "phone" } }, ["preferences"]],
    ["customer.acquisition", { ...anna, acquisition: null }, []],
    ["customer.profile.attributes", { ...anna, profile: { attributes: "x" } }, []],
  ])("refuses %s", (argument, customer, fields) => {
    expect(() => minimizeCustomer(customer as Customer, fields as string[])).toThrow(expect.objectContaining({ argument }));
  });
});

describe("pseudonymizeCustomer", () => {
  it("digests ids and identities, coarsens birthday and postal code, drops what names the person", () => {
    const pseudonymous = pseudonymizeCustomer(anna, digest, { attributes: ["shoeSize"], defaultCallingCode: "49" });
    expect(shown(pseudonymous)).toStrictEqual({
      id: "#id:c-1",
      identities: [
        identity("email", "#email:anna@x.de"),
        identity("phone", "#phone:+49301234567"),
        identity("external", "#external:['till','7']", "till"),
      ],
      profile: {
        occupation: "baker",
        language: "de",
        interests: ["tea"],
        address: { postalCode: "53", country: "DE" },
        attributes: { shoeSize: 41, birthYear: 1984 },
      },
      preferences: anna.preferences,
      acquiredAt: 100,
      acquisition: { ...anna.acquisition, referredBy: "#id:c-0" },
      consents: [
        { ...event, customerId: "#id:c-1", id: "#consent:e3", kind: "withdrawn", at: 300, purpose: "*" },
        { ...event, customerId: "#id:c-1", id: "#consent:e1", kind: "requested", at: 100 },
        { ...event, customerId: "#id:c-1", id: "#consent:e2", kind: "confirmed", at: 200, wordingVersion: "v2" },
      ],
      tags: ["vip"],
    });
    expect(identityDigest(identity("email", "ANNA@x.de"), digest)).toBe(pseudonymous.identities[0]?.value);
    expect(identityDigest(identity("email", "-"), digest)).toBeNull();
  });

  it("says the year of birth in the attribute birthYear, whatever stood there; without a birthday it stays", () => {
    const attributesOf = (profile: object): unknown =>
      pseudonymizeCustomer(makeCustomer("c", { profile }), digest, { attributes: ["birthYear"] }).profile.attributes;
    expect(attributesOf({ birthday: "1984-07-01", attributes: { birthYear: 1999 } })).toEqual({ birthYear: 1984 });
    expect(attributesOf({ attributes: { birthYear: 1999 } })).toEqual({ birthYear: 1999 });
  });

  it.each<[string, unknown]>([
    ["nothing", ""],
    ["a promise", Promise.resolve("x")],
    ["too much", "x".repeat(257)],
    ["what it was given", "id:c-1"],
    ["the id", "c-1"],
  ])("refuses a digest that gives %s", (_, result) => {
    expect(() => pseudonymizeCustomer(anna, () => result as string)).toThrow(expect.objectContaining({ argument: "digest" }));
  });

  it.each<[string, () => unknown]>([
    ["digest", () => pseudonymizeCustomer(anna, undefined as never)],
    ["customer", () => pseudonymizeCustomer(undefined as never, digest)],
    ["customer.profile.address", () => pseudonymizeCustomer(makeCustomer("c", { profile: { address: null } }), digest)],
    ["customer.profile.birthday", () => pseudonymizeCustomer(makeCustomer("c", { profile: { birthday: new Date(0) } }), digest)],
    ["options", () => pseudonymizeCustomer(anna, digest, null as never)],
    ["options.attributes", () => pseudonymizeCustomer(anna, digest, { attributes: "shoeSize" as never })],
    ["options.attributes[0]", () => pseudonymizeCustomer(anna, digest, { attributes: [1 as never] })],
    ["identity.kind", () => identityDigest({ ...identity("email", "a@b"), kind: "fax" as never }, digest)],
  ])("refuses %s", (argument, call) => {
    expect(call).toThrow(expect.objectContaining({ argument }));
  });
});

describe("eraseCustomer", () => {
  const options: EraseOptions = { at: "1970-01-01T00:00:01Z", digest };

  it("leaves a tombstone: who it was by digest, and whom not to write to", () => {
    const { remains, erased, unsuppressed } = eraseCustomer(anna, options);
    expect(shown(remains)).toStrictEqual({
      kind: "customer-tombstone",
      schemaVersion: 1,
      id: "#id:c-1",
      erasedAt: 1000,
      suppression: [{ kind: "email", digest: "#email:anna@x.de" }],
      consents: [],
      retained: [],
    });
    expect(erased).toEqual([
      "id",
      "identities.email",
      "identities.phone",
      "identities.card",
      "identities.external",
      "profile.name",
      "profile.birthday",
      "profile.occupation",
      "profile.interests",
      "profile.language",
      "profile.address",
      "profile.attributes",
      "profile.nickname",
      "preferences",
      "acquiredAt",
      "acquisition",
      "consents",
      "tags",
      "secret",
    ]);
    expect(unsuppressed).toBe(1);
    expect(eraseCustomer(anna, { ...options, defaultCallingCode: "49" })).toMatchObject({
      remains: { suppression: [{ kind: "email" }, { kind: "phone", digest: digest("phone:+49301234567") }] },
      unsuppressed: 0,
    });
    expect(eraseCustomer(makeCustomer("c"), options)).toMatchObject({ remains: { suppression: [] }, erased: ["id"] });
  });

  it("keeps what consents must prove only for a reason, with those of a register", () => {
    const reason = { what: "consents", why: "GDPR Art. 17(3)(e)", until: "2028-12-31" };
    const register = [
      { ...event, id: "e9", kind: "confirmed", at: 50, channel: "phone" },
      { ...event, id: "e9", kind: "confirmed", at: 50, channel: "phone", customerId: "c-2", purpose: "other" },
      anna.consents[0],
    ] as unknown as Customer["consents"];
    const { remains } = eraseCustomer(anna, { ...options, retain: [reason, { what: "invoices", why: "tax law" }], consents: register });
    expect(remains.consents).toStrictEqual([
      { purpose: "news", channel: "phone", kind: "confirmed", at: 50, wordingVersion: null },
      { purpose: "news", channel: "email", kind: "confirmed", at: 200, wordingVersion: "v2" },
      { purpose: "*", channel: "email", kind: "withdrawn", at: 300, wordingVersion: null },
    ]);
    expect(remains.retained).toStrictEqual([reason, { what: "invoices", why: "tax law", until: null }]);
  });

  it("keeps no consent for the reason of something else, and tells nothing by an order", () => {
    const invoices = [{ what: "invoices", why: "tax law" }];
    expect(eraseCustomer(anna, { ...options, retain: invoices }).remains.consents).toEqual([]);
    const identities = ["b@x.de", "a@x.de", "c@x.de"].map((value) => ({ kind: "email", value, source: "shop" }));
    const digests = eraseCustomer(makeCustomer("c-1", { identities }), options).remains.suppression.map((held) => held.digest);
    expect(digests).toEqual([...digests].sort());
    const given = (id: string, channel: string, at: number): object => ({
      ...event,
      id,
      channel,
      at,
      kind: "confirmed",
      tokenDigest: undefined,
    });
    const consents = [given("e1", "sms", 9), given("e2", "email", 9), given("e3", "post", 4)];
    const { remains } = eraseCustomer(makeCustomer("c-1", { consents }), { ...options, retain: [{ what: "consents", why: "law" }] });
    expect(remains.consents.map(({ channel }) => channel)).toEqual(["post", "email", "sms"]);
  });

  it("says that the consents are gone when all of the customer's are, and never those of a register", () => {
    const register = [{ ...event, id: "e9", kind: "confirmed", at: 50 }] as unknown as Customer["consents"];
    const retain = [{ what: "consents", why: "law" }];
    const erasedOf = (consents: unknown, more: object): readonly string[] =>
      eraseCustomer(makeCustomer("c-1", { consents }), { ...options, ...more }).erased;
    expect(erasedOf([], { consents: register })).toEqual(["id"]);
    expect(erasedOf([], { consents: register, retain })).toEqual(["id"]);
    expect(erasedOf(anna.consents, { consents: register })).toEqual(["id", "consents"]);
    expect(erasedOf(anna.consents, { retain })).toEqual(["id"]);
    expect(erasedOf(anna.consents.slice(1, 2), { retain, consents: register })).toEqual(["id", "consents"]);
    expect(erasedOf(anna.consents.slice(1, 2), { retain: [{ what: "invoices", why: "law" }] })).toEqual(["id", "consents"]);
  });

  it("keeps the wording of the request that a confirmation answers", () => {
    const said = (id: string, kind: string, at: number, more: object = {}): object => ({
      ...event,
      id,
      kind,
      at,
      tokenDigest: "t",
      ...more,
    });
    const consents = [
      said("c3", "confirmed", 40, { tokenDigest: undefined }),
      said("c2", "confirmed", 30, { purpose: "profiling" }),
      said("c1", "confirmed", 20),
      said("c4", "confirmed", 21, { wordingVersion: "v9" }),
      said("w1", "withdrawn", 25),
      said("r3", "requested", 25, { wordingVersion: "v3" }),
      said("r2", "requested", 20, { wordingVersion: "v2" }),
      said("r1", "requested", 10, { wordingVersion: "v1" }),
      said("r4", "requested", 5, { purpose: "profiling", tokenDigest: "other", wordingVersion: "v4" }),
    ];
    const retain = [{ what: "consents", why: "law" }];
    const { remains } = eraseCustomer(makeCustomer("c-1", { consents }), { ...options, retain });
    expect(remains.consents.map(({ kind, at, wordingVersion }) => [kind, at, wordingVersion])).toEqual([
      ["confirmed", 20, "v2"],
      ["confirmed", 21, "v9"],
      ["withdrawn", 25, null],
      ["confirmed", 30, null],
      ["confirmed", 40, null],
    ]);
  });

  it("takes reasons that hold on the day of the erasure, wherever that day is not over", () => {
    const until = (at: string): unknown =>
      eraseCustomer(anna, { digest, at, retain: [{ what: "invoices", why: "law", until: "2024-12-31" }] }).remains.retained[0]?.until;
    expect(until("2025-01-01T11:59:59.999Z")).toBe("2024-12-31");
    expect(() => until("2025-01-01T12:00:00Z")).toThrow(expect.objectContaining({ argument: "options.retain[0].until" }));
  });

  it("counts addresses of which nobody knows where they end", () => {
    const values = ["anna@a.de;ben@b.de", "<anna@x.de>", "anna@x.de\u200b"];
    const { remains, unsuppressed } = eraseCustomer(
      makeCustomer("c", { identities: values.map((value) => identity("email", value)) }),
      options,
    );
    expect(unsuppressed).toBe(2);
    expect(remains.suppression).toEqual([{ kind: "email", digest: digest("email:anna@x.de") }]);
  });

  it.each<[string, object | null]>([
    ["options", null],
    ["options.at", { digest }],
    ["options.digest", { at: 0 }],
    ["options.digest", { at: 0, digest: () => "" }],
    ["options.digest", { at: 0, digest: (text: string) => text }],
    ["options.consents", { ...options, consents: null }],
    ["options.consents", { ...options, consents: { kind: "consent-register", schemaVersion: 1, events: [] } }],
    ["options.consents[0]", { ...options, consents: [null] }],
    ["options.consents[1].customerId", { ...options, consents: [anna.consents[0], { ...event, customerId: undefined }] }],
    ["options.retain[0].what", { ...options, retain: [{ what: "Consents", why: "law" }] }],
    [
      "options.retain[1].what",
      {
        ...options,
        retain: [
          { what: "invoices", why: "law" },
          { what: " consents", why: "law" },
        ],
      },
    ],
    ["options.retain", { ...options, retain: "consents" }],
    ["options.retain[0]", { ...options, retain: [null] }],
    ["options.retain[0].what", { ...options, retain: [{ why: "law" }] }],
    ["options.retain[0].why", { ...options, retain: [{ what: "consents", why: " " }] }],
    ["options.retain[0].until", { ...options, retain: [{ what: "consents", why: "law", until: "2028-02-30" }] }],
    ["options.defaultCallingCode", { ...options, defaultCallingCode: "0" }],
  ])("refuses %s", (argument, wrong) => {
    expect(() => eraseCustomer(anna, wrong as EraseOptions)).toThrow(expect.objectContaining({ argument }));
  });
});
