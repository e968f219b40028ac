import {
  type Customer,
  eraseCustomer,
  type EraseOptions,
  identityDigest,
  minimizeCustomer,
  pseudonymizeCustomer,
} from "clientele/customers";
import { createHmac } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { deepFreeze } from "../../support/deep-freeze.js";
import { makeCustomer } from "../identity/make.js";

const digest = (text: string): string => createHmac("sha256", "key").update(text).digest("hex");

/** Stands in every personal text, so that none can be missed. */
const MARK = "\u00b6";
const personal = fc.string({ unit: "grapheme", maxLength: 8 }).map((text) => `${MARK}${text}${MARK}`);
const personalDate = fc.nat(27).map((day) => `1931-12-${String(day + 1).padStart(2, "0")}`);
const optional = { requiredKeys: [] as never[], noNullPrototype: true };
const kinds = fc.constantFrom("email", "phone", "card", "device", "external");
const identities = fc.record({
  kind: kinds,
  value: fc.oneof(
    personal,
    personal.map((text) => `${text}@x.de`),
    fc.constant("+49 30 1931193"),
  ),
  source: personal,
});
const event = fc.record(
  {
    id: personal,
    customerId: fc.constant(`${MARK}id`),
    purpose: fc.constantFrom("news", "*"),
    channel: fc.constantFrom("email", "*"),
    kind: fc.constantFrom("requested", "confirmed", "withdrawn", "expired"),
    at: fc.nat(1000),
    source: personal,
    wordingVersion: fc.constant("v1"),
    tokenDigest: personal,
    evidence: personal,
  },
  { requiredKeys: ["id", "customerId", "purpose", "channel", "kind", "at"], noNullPrototype: true },
);
const profile = fc.record(
  {
    name: personal,
    birthday: personalDate,
    maritalStatus: personal,
    occupation: personal,
    interests: fc.array(personal),
    address: fc.record({ street: personal, postalCode: personal, city: personal, region: personal, country: fc.constant("DE") }, optional),
    language: fc.constant("de"),
    attributes: fc.dictionary(fc.oneof(personal, fc.constant("__proto__")), fc.oneof(personal, fc.constant(19_311_931)), {
      noNullPrototype: true,
    }),
    unknown: personal,
  },
  optional,
);
const customers: fc.Arbitrary<Customer> = fc
  .record(
    {
      identities: fc.array(identities),
      profile,
      consents: fc.array(event),
      tags: fc.array(personal),
      preferences: fc.record({ preferredChannel: personal, avoidedChannels: fc.array(personal) }, optional),
      acquiredAt: fc.constant(-19_311_931),
      acquisition: fc.record(
        { channel: personal, referredBy: personal, cost: fc.constant({ minor: 19_311_931, currency: "EUR" }) },
        { requiredKeys: ["channel"], noNullPrototype: true },
      ),
      unknown: personal,
    },
    { requiredKeys: ["identities", "profile", "consents", "tags"], noNullPrototype: true },
  )
  .map((fields) => makeCustomer(`${MARK}id`, fields));
/** What must not be found afterwards: texts with the mark (also when written with escapes), the birthday, the number, the phone. */
const holdsPersonal = (value: unknown): boolean => new RegExp(`${MARK}|1931-?|\\\\u00b6`, "i").test(JSON.stringify(value));

const options: EraseOptions = { at: 0, digest, retain: [{ what: "consents", why: "law", until: "2030-12-31" }] };

describe("erasing", () => {
  it("leaves nothing personal", () => {
    let [suppressed, proofs] = [0, 0];
    fc.assert(
      fc.property(customers, (customer) => {
        expect(holdsPersonal(customer)).toBe(true);
        const { remains, erased, unsuppressed } = eraseCustomer(deepFreeze(customer), deepFreeze(options));
        const { id, suppression, ...words } = remains;
        expect(holdsPersonal(words)).toBe(false);
        for (const text of [id, ...suppression.map((entry) => entry.digest)]) expect(text).toMatch(/^[0-9a-f]{64}$/);
        expect(holdsPersonal(erased.filter((field) => field !== "unknown"))).toBe(false);
        expect(JSON.parse(JSON.stringify(remains))).toStrictEqual(remains);
        const addresses = customer.identities.filter(({ kind }) => kind === "email" || kind === "phone");
        const digests = new Set(addresses.map((given) => identityDigest(given, digest)));
        expect(suppression.map((entry) => entry.digest).sort()).toEqual([...digests].filter((text) => text !== null).sort());
        expect(unsuppressed).toBe(addresses.filter((given) => identityDigest(given, digest) === null).length);
        suppressed += suppression.length;
        proofs += remains.consents.length;
      }),
    );
    expect(Math.min(suppressed, proofs)).toBeGreaterThan(20);
  });

  it("does not depend on the order in which consents and identities stand", () => {
    fc.assert(
      fc.property(customers, (customer) => {
        const turned = { ...customer, identities: customer.identities.toReversed(), consents: customer.consents.toReversed() };
        expect(JSON.stringify(eraseCustomer(turned, options))).toBe(JSON.stringify(eraseCustomer(customer, options)));
      }),
    );
  });
});

describe("pseudonyms", () => {
  it("are the same for the same customer, others under another key, and hide what names the person", () => {
    fc.assert(
      fc.property(customers, (customer) => {
        const one = pseudonymizeCustomer(deepFreeze(customer), digest);
        expect(pseudonymizeCustomer(structuredClone(customer), digest)).toStrictEqual(one);
        expect(pseudonymizeCustomer(customer, (text) => digest(`other${text}`)).id).not.toBe(one.id);
        const hidden = [
          one.id,
          one.acquisition?.referredBy,
          ...one.identities.map(({ value }) => value),
          ...one.consents.flatMap((event) => [event.id, event.customerId]),
        ];
        for (const text of hidden) expect(text ?? digest("")).toMatch(/^[0-9a-f]{64}$/);
        const { maritalStatus: _status, occupation: _occupation, interests: _interests, address, ...profile } = one.profile;
        expect(holdsPersonal({ ...profile, attributes: { ...profile.attributes, birthYear: null } })).toBe(false);
        expect(Object.keys(address ?? {}).filter((name) => !["postalCode", "region", "country"].includes(name))).toEqual([]);
        expect(Array.from(address?.postalCode ?? "").length).toBeLessThanOrEqual(2);
        expect(JSON.stringify(one.consents)).not.toMatch(/evidence|tokenDigest/);
        expect(JSON.parse(JSON.stringify(one))).toStrictEqual(one);
      }),
    );
  });
});

describe("minimising", () => {
  const fields = [
    "profile.name",
    "profile.attributes",
    "identities.email",
    "acquisition",
    "tags",
    "consents",
    "preferences",
    "profile.address.city",
  ];

  it("gives no more than is allowed, and the same again", () => {
    let kept = 0;
    fc.assert(
      fc.property(customers, fc.subarray(fields), (customer, allowed) => {
        const less = minimizeCustomer(deepFreeze(customer), allowed);
        expect(minimizeCustomer(less, allowed)).toStrictEqual(less);
        expect(
          holdsPersonal({
            ...minimizeCustomer(
              less,
              fields.filter((field) => !allowed.includes(field)),
            ),
            id: "",
          }),
        ).toBe(false);
        expect(JSON.parse(JSON.stringify(less))).toStrictEqual(less);
        kept += Number(holdsPersonal({ ...less, id: "" }));
      }),
    );
    expect(kept).toBeGreaterThan(20);
  });

  it("gives the attributes that are allowed, also where one name is another and more", () => {
    const names = fc.array(fc.constantFrom("tax", "id", "__proto__", ""), { minLength: 1, maxLength: 3 }).map((parts) => parts.join("."));
    let longer = 0;
    fc.assert(
      fc.property(fc.uniqueArray(names.filter((name) => name !== "")), fc.nat(5), (all, count) => {
        const attributes = Object.fromEntries(all.map((name, i) => [name, i]));
        const allowed = all.slice(0, count);
        const paths = allowed.map((name) => `profile.attributes.${name}`);
        const less = minimizeCustomer(makeCustomer("c", { profile: { attributes } }), paths);
        expect(Object.keys(less.profile.attributes ?? {}).sort()).toEqual([...allowed].sort());
        longer += Number(all.slice(count).some((name) => allowed.some((start) => name.startsWith(`${start}.`))));
      }),
    );
    expect(longer).toBeGreaterThan(5);
  });
});
