import {
  applyMerges,
  type Customer,
  type IdentityKind,
  mergeCustomers,
  type MergeCustomersOptions,
  mergedIds,
  normalizeIdentity,
  undoMerges,
} from "clientele/customers";
import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { deepFreeze } from "../../support/deep-freeze.js";
import { makeCustomer, identity, someCustomers } from "./make.js";

const someOptions: fc.Arbitrary<MergeCustomersOptions> = fc.record({
  match: fc.subarray<IdentityKind>(["email", "phone", "external"], { minLength: 1 }),
  maxCustomersPerKey: fc.constantFrom(2, 3, 10),
  keepApart: fc.constantFrom([], ["profile.birthday"], ["profile.birthday", "profile.name"]),
});
const shuffled = someCustomers.chain((customers) =>
  fc.tuple(fc.constant(customers), fc.shuffledSubarray(customers, { minLength: customers.length })),
);
const byId = (a: { id: string }, b: { id: string }): number => (a.id < b.id ? -1 : 1);

/** Who belongs together, the slow way: joins whatever a key joins until nothing changes. */
function groupsOf(customers: readonly Customer[], { match, maxCustomersPerKey = 10 }: MergeCustomersOptions): Set<Customer>[] {
  const groupOf = new Map(customers.map((customer) => [customer, new Set([customer])]));
  const holders = new Map<string, Customer[]>();
  for (const customer of customers)
    for (const given of customer.identities) {
      const key = match.includes(given.kind) ? normalizeIdentity(given) : null;
      if (key !== null) holders.set(JSON.stringify(key), [...(holders.get(JSON.stringify(key)) ?? []), customer]);
    }
  for (let changed = true; changed;) {
    changed = false;
    for (const list of holders.values()) {
      const groups = new Set(list.map((customer) => groupOf.get(customer) as Set<Customer>));
      if (groups.size < 2 || groups.size > maxCustomersPerKey) continue;
      changed = true;
      const one = new Set([...groups].flatMap((group) => [...group]));
      for (const customer of one) groupOf.set(customer, one);
    }
  }
  return [...new Set(groupOf.values())];
}

/** Every field of which a merged record has one, with what a record says there; not when it was acquired. */
function single({ profile, preferences, acquisition }: Customer): [string, unknown][] {
  const { interests: _interests, attributes = {}, ...fields } = profile;
  const said: [string, unknown][] = [
    ...Object.entries(fields).map(([name, value]): [string, unknown] => [`profile.${name}`, value]),
    ...Object.entries(attributes).map(([name, value]): [string, unknown] => [`profile.attributes.${name}`, value]),
    ["preferences.preferredChannel", preferences?.preferredChannel],
    ["acquisition", acquisition],
  ];
  return said.filter(([, value]) => value !== undefined);
}

describe("merging", () => {
  it("finds the groups that joining step by step finds, and everybody is in exactly one", () => {
    let [merged, shared, contradictions] = [0, 0, 0];
    fc.assert(
      fc.property(someCustomers, someOptions, (customers, options) => {
        const { merges, conflicts, customers: after } = mergeCustomers(customers, options);
        const survivorOf = new Map<string, string>(mergedIds(merges).map(({ id, survivorId }) => [id, survivorId]));
        const unmerged = new Set<string>(
          conflicts.flatMap((conflict) => (conflict.reason === "contradiction" ? conflict.customerIds : [])),
        );
        for (const group of groupsOf(customers, options)) {
          const ids = [...group].map(({ id }) => id);
          const now = new Set<string>(ids.map((id) => survivorOf.get(id) ?? id));
          expect(now.size).toBe(ids.some((id) => unmerged.has(id)) ? ids.length : 1);
        }
        const everybody = [...after.map(({ id }) => id), ...survivorOf.keys()];
        expect(new Set(everybody).size).toBe(everybody.length);
        expect([...everybody].sort()).toEqual(customers.map(({ id }) => id).sort());
        merged += merges.length;
        shared += conflicts.filter(({ reason }) => reason === "shared-key").length;
        contradictions += unmerged.size;
      }),
    );
    expect(Math.min(merged, shared, contradictions)).toBeGreaterThan(5);
  });

  it("does not depend on the order of the records, to the last byte, and writes to none", () => {
    fc.assert(
      fc.property(shuffled, someOptions, ([one, other], options) => {
        const result = JSON.stringify(mergeCustomers(deepFreeze(one), deepFreeze(options)));
        expect(JSON.stringify(mergeCustomers(other, options))).toBe(result);
      }),
    );
  });

  it("changes nothing when it runs again", () => {
    fc.assert(
      fc.property(someCustomers, someOptions, (customers, options) => {
        const once = mergeCustomers(customers, options);
        const again = mergeCustomers(once.customers, options);
        expect(again).toStrictEqual({ ...once, merges: [] });
      }),
    );
  });

  it("gives plain JSON", () => {
    fc.assert(
      fc.property(someCustomers, someOptions, (customers, options) => {
        const result = mergeCustomers(customers, options);
        expect(JSON.parse(JSON.stringify(result))).toStrictEqual(result);
      }),
    );
  });

  it("loses nothing: every identity, tag, interest and consent, and every value that is not in the record is named as overruled", () => {
    const [seen, lost] = [new Set<string>(), new Set<string>()];
    fc.assert(
      fc.property(someCustomers, someOptions, (customers, options) => {
        const result = mergeCustomers(customers, { ...options, keepApart: [] });
        for (const { survivorId, before, overruled } of result.merges) {
          const now = result.customers.find(({ id }) => id === survivorId) as Customer;
          for (const record of before) {
            expect(now.identities).toEqual(expect.arrayContaining([...record.identities]));
            expect(now.tags).toEqual(expect.arrayContaining([...record.tags]));
            expect(now.profile.interests ?? []).toEqual(expect.arrayContaining([...(record.profile.interests ?? [])]));
            expect(now.consents).toEqual(expect.arrayContaining(record.consents.map((event) => ({ ...event, customerId: survivorId }))));
            expect(now.preferences?.avoidedChannels ?? []).toEqual(
              expect.arrayContaining([...(record.preferences?.avoidedChannels ?? [])]),
            );
            expect(now.acquiredAt ?? Infinity).toBeLessThanOrEqual(record.acquiredAt ?? Infinity);
            const kept = new Map(single(now));
            for (const [field, value] of single(record)) {
              seen.add(field);
              if (isDeepStrictEqual(value, kept.get(field))) continue;
              lost.add(field);
              expect(overruled).toContainEqual({ field, kept: kept.get(field), customerId: record.id, value });
            }
          }
        }
      }),
    );
    expect([...lost].sort()).toEqual([...seen].sort());
    expect(seen.size).toBe(8);
  });
});

describe("taking merges back", () => {
  const open: MergeCustomersOptions = { match: ["email", "phone", "external"], maxCustomersPerKey: 100, keepApart: [] };

  it("gives the records before, also when they went through JSON", () => {
    fc.assert(
      fc.property(someCustomers, someOptions, (customers, options) => {
        const { customers: after, merges } = mergeCustomers(customers, options);
        const stored = JSON.parse(JSON.stringify({ after, merges })) as { after: Customer[]; merges: typeof merges };
        const before = [...customers].sort(byId);
        expect(undoMerges(after, merges)).toStrictEqual({ ok: true, value: before });
        expect(undoMerges([...stored.after].reverse(), stored.merges)).toStrictEqual({ ok: true, value: before });
      }),
    );
  });

  it("two runs find what one finds, and come apart together", () => {
    let chains = 0;
    fc.assert(
      fc.property(someCustomers, fc.nat(12), (customers, cut) => {
        const first = mergeCustomers(customers.slice(0, cut), open);
        const between = [...first.customers, ...customers.slice(cut)];
        const second = mergeCustomers(between, open);
        const log = [...first.merges, ...second.merges];
        const whole = mergeCustomers(customers, open);
        expect(mergedIds(log)).toStrictEqual(mergedIds(whole.merges));
        expect(second.customers.map(({ id, acquiredAt }) => [id, acquiredAt])).toStrictEqual(
          whole.customers.map(({ id, acquiredAt }) => [id, acquiredAt]),
        );
        const rows = customers.map(({ id }) => ({ customerId: id }));
        expect(applyMerges(applyMerges(rows, first.merges), second.merges)).toStrictEqual(applyMerges(rows, log));
        expect(undoMerges(second.customers, log)).toStrictEqual({ ok: true, value: [...customers].sort(byId) });
        chains += Number(log.length > new Set(mergedIds(log).map(({ survivorId }) => survivorId)).size);
      }),
    );
    expect(chains).toBeGreaterThan(5);
  });
});

describe("many records", () => {
  it("are joined in a chain, and by keys that come to join one after the other", () => {
    const n = 20_000;
    const chain = Array.from({ length: n }, (_, i) =>
      makeCustomer(`c${i}`, { identities: [identity("card", `${i}`), identity("card", `${i + 1}`)] }),
    );
    expect(mergeCustomers(chain, { match: ["card"] }).customers).toHaveLength(1);
    // Key k is held by three, of whom the first two are one only after key k - 1 has joined them.
    const unlocked = Array.from({ length: n }, (_, i) => {
      const keys = [i - 2, i - 1, i].filter((key) => key >= 0).map((key) => identity("card", `${key}`));
      return makeCustomer(`u${i}`, { identities: i < 2 ? [...keys, identity("email", "first@x.de")] : keys });
    });
    const merge = (match: IdentityKind[]): number =>
      mergeCustomers(unlocked.toReversed(), { match, maxCustomersPerKey: 2 }).customers.length;
    expect([merge(["card", "email"]), merge(["email"])]).toEqual([1, n - 1]);
  });

  it("are asked for their attributes a few times each, however many there are", () => {
    const n = 500;
    let reads = 0;
    const list = Array.from({ length: n }, (_, i) => {
      const profile = Object.defineProperty({}, "attributes", { enumerable: true, get: () => ((reads += 1), { [`k${i}`]: i, same: i }) });
      return makeCustomer(`c${i}`, { identities: [identity("card", "1")], profile });
    });
    const { customers, merges } = mergeCustomers(list, { match: ["card"], maxCustomersPerKey: n });
    expect(Object.keys(customers[0]?.profile.attributes ?? {})).toHaveLength(n + 1);
    expect(merges[0]?.overruled).toHaveLength(n - 1);
    expect(reads).toBeLessThan(10 * n);
  });
});
