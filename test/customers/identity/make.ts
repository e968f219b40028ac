// Customers for tests: by hand, and at random with few values, so that records often meet.
import type { Customer, CustomerIdentity, IdentityKind } from "clientele/customers";
import fc from "fast-check";

export function makeCustomer(id: string, fields: object = {}): Customer {
  return { id, identities: [], profile: {}, consents: [], tags: [], ...fields } as unknown as Customer;
}

export function identity(kind: IdentityKind, value: string, source = "shop"): CustomerIdentity {
  return { kind, value, source };
}

const identities = fc.oneof(
  fc.constantFrom("anna@x.de", "ANNA@x.de ", "ben@x.de", "no@no.de", "cleo@x.de", "n/a").map((value) => identity("email", value)),
  fc.constantFrom("+49 30 1234567", "0049301234567", "+49 40 7654321", "?").map((value) => identity("phone", value)),
  fc.tuple(fc.constantFrom("1", "2"), fc.constantFrom("shop", "till")).map(([value, source]) => identity("external", value, source)),
);
const labels = fc.uniqueArray(fc.constantFrom("vip", "club", "__proto__"), { maxLength: 2 });
const consents = (id: string): fc.Arbitrary<object[]> =>
  fc.array(
    fc.record(
      {
        id: fc.constantFrom("e1", "e2"),
        customerId: fc.constant(id),
        purpose: fc.constant("newsletter"),
        channel: fc.constant("email"),
        kind: fc.constantFrom("confirmed", "withdrawn"),
        at: fc.constantFrom(1000, 2000),
      },
      { noNullPrototype: true },
    ),
    { maxLength: 2 },
  );
const optional = { requiredKeys: [] as never[], noNullPrototype: true };
const profiles = fc.record(
  {
    name: fc.constantFrom("Anna", "Ben"),
    birthday: fc.constantFrom("1984-07-01", "1990-01-31"),
    interests: labels,
    address: fc.record({ city: fc.constantFrom("Bonn", "Ulm"), country: fc.constant("DE") }, optional),
    attributes: fc.dictionary(fc.constantFrom("shoeSize", "__proto__", "constructor"), fc.constantFrom(41, "x", true), {
      noNullPrototype: true,
    }),
  },
  optional,
);

function customer(id: string): fc.Arbitrary<Customer> {
  return fc
    .record(
      {
        identities: fc.array(identities, { maxLength: 3 }),
        profile: profiles,
        acquiredAt: fc.constantFrom(0, 5, 9),
        preferences: fc.record({ preferredChannel: fc.constantFrom("email", "phone"), avoidedChannels: labels }, optional),
        acquisition: fc.constantFrom("ads", "shop").map((channel) => ({ channel })),
        consents: consents(id),
        tags: labels,
      },
      { requiredKeys: ["identities", "profile", "consents", "tags"], noNullPrototype: true },
    )
    .map((fields) => makeCustomer(id, fields));
}

/** Up to 12 customers with different ids, in no order. */
export const someCustomers: fc.Arbitrary<Customer[]> = fc
  .uniqueArray(fc.constantFrom(..."abcdefghijkl", "__proto__", "constructor"), { minLength: 1, maxLength: 12, size: "max" })
  .chain((ids) => fc.tuple(...ids.map(customer)));
