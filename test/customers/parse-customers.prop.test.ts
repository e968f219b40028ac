import { customerSchema, parseCustomer, parseCustomers, type ParseCustomersOptions } from "clientele/customers";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { deepFreeze } from "../support/deep-freeze.js";

const anything = fc.anything({ withBigInt: true, withDate: true, withMap: true, withNullPrototype: true, withSparseArray: true });
const name = fc.constantFrom("tea", "books", "email", "__proto__", "constructor", "é", "x".repeat(256));
const empty = fc.constantFrom("", null, undefined);
const faults = fc.oneof(fc.constantFrom(" ", 5, -1.5, "1990-02-30", "de_DE", "\ud800", NaN), anything);
const id = fc.oneof(fc.constantFrom("anna", "ben", "7", "__proto__"), fc.nat({ max: 99 }));
const moment = fc.oneof(fc.integer({ min: -1e12, max: 2e12 }), fc.constantFrom("2024-05-01T09:30:00+02:00", -0, new Date(0)));

/** Rows as sources have them; `may` makes of a lawful field one as it may come. */
function customer(may: (lawful: fc.Arbitrary<unknown>) => fc.Arbitrary<unknown>): fc.Arbitrary<object> {
  const object = (fields: Record<string, fc.Arbitrary<unknown>>) => may(fc.record(fields, { requiredKeys: [] }));
  const some = (entry: fc.Arbitrary<unknown>) => may(fc.array(may(entry), { maxLength: 3 }));
  const names = some(name);
  const identity = fc.record({
    kind: fc.constantFrom("email", "phone", "card", "device", "external"),
    value: fc.oneof(fc.constantFrom("a@b.de", "A@b.de", "0170 1"), fc.nat({ max: 3 }).map(String)),
    source: may(fc.constantFrom("shop", "till")),
  });
  const event = fc.record({
    id: fc.nat({ max: 99 }),
    purpose: fc.constantFrom("newsletter", "profiling"),
    channel: fc.constantFrom("email", "phone"),
    kind: fc.constantFrom("requested", "confirmed", "withdrawn", "expired"),
    at: fc.constantFrom(0, "2024-05-01T09:30:00+02:00"),
    wordingVersion: may(fc.constant("v1")),
  });
  const attribute = may(fc.oneof(fc.string({ maxLength: 5 }), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.boolean()));
  return fc.record(
    {
      id,
      identities: some(identity),
      profile: object({
        name: may(name),
        birthday: may(fc.constantFrom("1992-02-29", "0001-01-01")),
        interests: names,
        address: object({ city: may(name), country: may(fc.constant("DE")) }),
        language: may(fc.constantFrom("de", "de-AT")),
        attributes: may(fc.dictionary(fc.oneof(name, fc.string({ minLength: 1, maxLength: 3 })), attribute, { maxKeys: 3 })),
      }),
      preferences: object({ preferredChannel: may(name), avoidedChannels: names }),
      acquiredAt: may(moment),
      acquisition: may(
        fc.record(
          {
            channel: name,
            cost: may(fc.constantFrom("12.50", 5, { minor: 5, currency: "EUR" })),
            currency: fc.constant("EUR"),
            referredBy: may(id),
          },
          { requiredKeys: ["channel", "currency"] },
        ),
      ),
      consents: some(event),
      tags: names,
      mail: may(fc.constant("a@b.de")),
      size: may(fc.constantFrom(38, -0, "38")),
    },
    { requiredKeys: ["id"] },
  );
}

const lawful = customer((field) => fc.oneof({ weight: 4, arbitrary: field }, empty));
const plausible = customer((field) => fc.oneof({ weight: 40, arbitrary: field }, { weight: 4, arbitrary: empty }, faults));
const rows = fc.array(fc.oneof({ weight: 3, arbitrary: lawful }, plausible, anything), { maxLength: 12 });
const options = fc.record<ParseCustomersOptions>(
  {
    timeZone: fc.constantFrom("UTC", "America/Sao_Paulo"),
    currency: fc.constantFrom("EUR", "JPY"),
    source: fc.constant("crm"),
    columns: fc.constantFrom(
      { "identities.email": "mail", "profile.attributes.size": "size" },
      { "profile.name": "mail", profile: null },
      { tags: null, "acquisition.cost": "size" },
    ),
  },
  { requiredKeys: [] },
);

describe("parsing many customers", () => {
  it("never throws because of a row, accounts for every one, and gives each id once", () => {
    let accepted = 0;
    fc.assert(
      fc.property(rows, options, (source, given) => {
        const { values, rejected, summary } = parseCustomers(deepFreeze(source), deepFreeze(given));
        expect(summary).toStrictEqual({
          rows: source.length,
          accepted: values.length,
          rejected: rejected.length,
          duplicates: source.length - values.length - rejected.length,
        });
        expect(summary.duplicates).toBeGreaterThanOrEqual(0);
        expect(new Set(values.map((value) => value.id)).size).toBe(values.length);
        expect(rejected.map(({ row }) => row)).toStrictEqual([...new Set(rejected.map(({ row }) => row))].sort((a, b) => a - b));
        accepted += values.length;
      }),
    );
    expect(accepted).toBeGreaterThan(100);
  });

  it("gives customers that survive JSON and are read again as themselves", () => {
    const seen = { identities: 0, consents: 0, attributes: 0, address: 0, preferences: 0, acquisition: 0, tags: 0 };
    fc.assert(
      fc.property(rows, options, (source, given) => {
        for (const value of parseCustomers(source, given).values) {
          const stored: unknown = JSON.parse(JSON.stringify(value));
          expect(stored).toStrictEqual(value);
          expect(JSON.stringify(parseCustomer(deepFreeze(stored)))).toBe(JSON.stringify(value));
          seen.identities += value.identities.length;
          seen.consents += value.consents.length;
          seen.tags += value.tags.length;
          if (value.profile.attributes !== undefined) seen.attributes += 1;
          if (value.profile.address !== undefined) seen.address += 1;
          if (value.preferences !== undefined) seen.preferences += 1;
          if (value.acquisition !== undefined) seen.acquisition += 1;
        }
      }),
    );
    for (const count of Object.values(seen)) expect(count).toBeGreaterThan(20);
  });

  it("takes a row for its own duplicate", () => {
    fc.assert(
      fc.property(lawful, (row) => {
        const { summary } = parseCustomers([row, row]);
        expect([summary.accepted, summary.duplicates, summary.rejected]).toStrictEqual(summary.accepted === 1 ? [1, 1, 0] : [0, 0, 2]);
      }),
    );
  });

  it("gives the same from the record as from columns beside it", () => {
    let told = 0;
    fc.assert(
      fc.property(plausible, (row) => {
        const { profile, ...rest } = row as { id: unknown; profile?: unknown };
        const isRecord = typeof profile === "object" && profile !== null && !Array.isArray(profile);
        const { name: full, birthday, address } = (isRecord ? profile : {}) as Record<string, unknown>;
        const nested = parseCustomers([{ ...rest, profile: { name: full, birthday, address } }]);
        const columns = { profile: null, "profile.name": "n", "profile.birthday": "b", "profile.address": "a" } as const;
        const flat = parseCustomers([{ ...rest, profile, n: full, b: birthday, a: address }], { columns });
        expect(flat).toStrictEqual(nested);
        if (nested.values[0]?.profile.name !== undefined) told += 1;
      }),
    );
    expect(told).toBeGreaterThan(5);
  });
});

describe("the schema", () => {
  it("accepts what parseCustomer accepts, and gives the same", () => {
    let accepted = 0;
    fc.assert(
      fc.property(fc.oneof(lawful, plausible, anything), (row) => {
        const { values } = parseCustomers([row]);
        const result = customerSchema.safeParse(row);
        expect(result.success ? [result.data] : []).toStrictEqual(values);
        accepted += values.length;
      }),
    );
    expect(accepted).toBeGreaterThan(20);
  });
});
