import { applyMerges, type Customer, mergeCustomers, type MergeCustomersOptions, mergedIds, undoMerges } from "clientele/customers";
import { describe, expect, it } from "vitest";
import { deepFreeze } from "../../support/deep-freeze.js";
import { identity, makeCustomer } from "./make.js";

const anna = identity("email", "anna@x.de");
const idsOf = (customers: readonly Customer[]): string[] => customers.map(({ id }) => id);

describe("merged records", () => {
  const shop = makeCustomer("s", {
    acquiredAt: 100,
    identities: [anna],
    profile: { name: "Anna Berg", interests: ["tea"], address: { city: "Bonn" }, attributes: { size: 41 } },
    preferences: { avoidedChannels: ["phone"] },
    consents: [{ id: "e1", customerId: "s", purpose: "news", channel: "email", kind: "confirmed", at: 100 }],
    tags: ["vip"],
  });
  const till = makeCustomer("a", {
    acquiredAt: 200,
    identities: [identity("email", " Anna@X.de", "till"), identity("card", "7")],
    profile: {
      name: "A. Berg",
      language: "de",
      interests: ["tea", "art"],
      address: { street: "Weg 1" },
      attributes: { size: 42, vip: true },
    },
    preferences: { preferredChannel: "email", avoidedChannels: ["post"] },
    acquisition: { channel: "ads" },
    consents: [{ id: "e2", customerId: "a", purpose: "news", channel: "email", kind: "withdrawn", at: 300 }],
    tags: ["club", "vip"],
  });
  const old = makeCustomer("z", { identities: [identity("card", " 7 ", "old till")], profile: { maritalStatus: "single" } });
  const other = makeCustomer("b", { identities: [identity("email", "ben@x.de")] });
  const input = deepFreeze([till, other, old, shop]);
  const merged = mergeCustomers(input, { match: ["email", "card"] });

  it("refer nobody to themselves", () => {
    const won = (id: string, acquiredAt: number, referredBy: string): Customer =>
      makeCustomer(id, { acquiredAt, identities: [anna], acquisition: { channel: "referral", referredBy } });
    const input = deepFreeze([won("s", 100, "a"), won("a", 200, "b"), makeCustomer("b", {})]);
    const { customers, merges } = mergeCustomers(input, { match: ["email"] });
    expect(customers.map(({ id, acquisition }) => [id, acquisition])).toEqual([
      ["b", undefined],
      ["s", { channel: "referral" }],
    ]);
    expect(undoMerges(customers, merges)).toMatchObject({
      ok: true,
      value: [{ id: "a" }, { id: "b" }, { acquisition: { referredBy: "a" } }],
    });
  });

  it("keep what the survivor says, fill gaps from the others, and unite lists", () => {
    expect(merged.customers).toEqual([
      other,
      {
        id: "s",
        identities: [anna, ...till.identities, ...old.identities],
        profile: {
          name: "Anna Berg",
          language: "de",
          maritalStatus: "single",
          interests: ["tea", "art"],
          address: { city: "Bonn" },
          attributes: { size: 41, vip: true },
        },
        preferences: { preferredChannel: "email", avoidedChannels: ["phone", "post"] },
        acquiredAt: 100,
        acquisition: { channel: "ads" },
        consents: [shop.consents[0], { ...till.consents[0], customerId: "s" }],
        tags: ["vip", "club"],
      },
    ]);
  });

  it("are logged with all that was known, what joined them and what was overruled", () => {
    expect(merged.merges).toEqual([
      {
        survivorId: "s",
        mergedIds: ["a", "z"],
        keys: [
          { key: { kind: "card", value: "7", source: null }, customerIds: ["a", "z"] },
          { key: { kind: "email", value: "anna@x.de", source: null }, customerIds: ["a", "s"] },
        ],
        before: [till, shop, old],
        overruled: [
          { field: "profile.name", kept: "Anna Berg", customerId: "a", value: "A. Berg" },
          { field: "profile.address", kept: { city: "Bonn" }, customerId: "a", value: { street: "Weg 1" } },
          { field: "profile.attributes.size", kept: 41, customerId: "a", value: 42 },
        ],
      },
    ]);
    expect(merged.conflicts).toEqual([]);
    expect(merged.definition).toEqual({
      method: "shared-keys",
      match: ["email", "card"],
      maxCustomersPerKey: 10,
      keepApart: ["profile.birthday"],
      defaultCallingCode: null,
    });
  });

  it("come apart again", () => {
    expect(undoMerges(merged.customers, merged.merges)).toEqual({ ok: true, value: [till, other, shop, old] });
  });
});

describe("who survives", () => {
  it("is the one known earliest, then the one with the smallest id; those of whom it is not known come last", () => {
    const known = (id: string, acquiredAt?: number): Customer =>
      makeCustomer(id, { identities: [anna], ...(acquiredAt !== undefined && { acquiredAt }) });
    const survivor = (...list: Customer[]): string => idsOf(mergeCustomers(list, { match: ["email"] }).customers).join();
    expect(survivor(known("a"), known("c", 5), known("b", 9))).toBe("c");
    expect(survivor(known("c", 5), known("b", 5))).toBe("b");
    expect(survivor(known("B"), known("a"))).toBe("B");
  });
});

describe("what joins nobody", () => {
  it("are kinds that do not match, external ids of other sources, and values that say nothing", () => {
    const list = [
      makeCustomer("a", { identities: [identity("card", "1"), identity("external", "7", "shop"), identity("email", "?")] }),
      makeCustomer("b", { identities: [identity("card", "1"), identity("external", "7", "till"), identity("email", "?")] }),
      makeCustomer("c", { identities: [identity("phone", "7")] }),
    ];
    expect(mergeCustomers(list, { match: ["email", "external", "phone"] })).toMatchObject({ customers: list, merges: [], conflicts: [] });
  });

  it("is a key that too many hold; records that other keys join count as one", () => {
    const noMail = identity("email", "no@no.de");
    const hold = (id: string, card: string): Customer => makeCustomer(id, { identities: [noMail, identity("card", card)] });
    const three = [hold("a", "1"), hold("b", "2"), hold("c", "3")];
    const apart = mergeCustomers(three, { match: ["email", "card"], maxCustomersPerKey: 2 });
    expect(idsOf(apart.customers)).toEqual(["a", "b", "c"]);
    expect(apart.conflicts).toEqual([
      { reason: "shared-key", key: { kind: "email", value: "no@no.de", source: null }, customerIds: ["a", "b", "c"] },
    ]);
    const twoPeople = [hold("a", "1"), hold("b", "1"), hold("c", "3")];
    expect(idsOf(mergeCustomers(twoPeople, { match: ["email", "card"], maxCustomersPerKey: 2 }).customers)).toEqual(["a"]);
    const conflict = mergeCustomers([...three, hold("d", "3")], { match: ["email", "card"], maxCustomersPerKey: 2 }).conflicts[0];
    expect(conflict?.customerIds).toEqual(["a", "b", "c"]);
  });

  it("may join after others have, whatever else those hold", () => {
    const hold = (id: string, ...cards: string[]): Customer =>
      makeCustomer(id, { identities: cards.map((card) => identity("card", card)) });
    const list = [
      hold("1", "y", "k"),
      hold("2", "l", "m", "y", "x"),
      hold("3", "x", "k"),
      hold("4", "k"),
      hold("5", "l", "m"),
      hold("6", "l", "m"),
    ];
    const { customers, conflicts } = mergeCustomers([...list, hold("7", "l", "m")], { match: ["card"], maxCustomersPerKey: 2 });
    expect(idsOf(customers)).toEqual(["1", "5", "6", "7"]);
    expect(conflicts.map(({ customerIds }) => customerIds)).toEqual([idsOf(customers), idsOf(customers)]);
  });

  it("are records that contradict each other, and then none of those who are linked", () => {
    const born = (id: string, birthday?: string): Customer =>
      makeCustomer(id, { identities: [anna], profile: birthday === undefined ? {} : { birthday } });
    const list = [born("a", "1990-01-31"), born("b"), born("c", "1984-07-01"), born("d", "1990-01-31")];
    const { customers, merges, conflicts } = mergeCustomers(list, { match: ["email"] });
    expect(customers).toEqual(list);
    expect(merges).toEqual([]);
    expect(conflicts).toEqual([
      {
        reason: "contradiction",
        field: "profile.birthday",
        values: ["1984-07-01", "1990-01-31"],
        customerIds: ["a", "b", "c", "d"],
        keys: [{ key: { kind: "email", value: "anna@x.de", source: null }, customerIds: ["a", "b", "c", "d"] }],
      },
    ]);
    expect(idsOf(mergeCustomers(list, { match: ["email"], keepApart: [] }).customers)).toEqual(["a"]);
  });

  it("can be kept apart by any field of one value, and by attributes of any name", () => {
    const list = ["x", 7].map((taxId, i) =>
      makeCustomer(`c${i}`, { identities: [anna], profile: { attributes: { "tax.id": taxId } }, acquisition: { channel: "ads" } }),
    );
    const countOf = (field: string): number => mergeCustomers(list, { match: ["email"], keepApart: [field] }).customers.length;
    expect(countOf("profile.attributes.tax.id")).toBe(2);
    expect(countOf("profile.attributes.constructor")).toBe(1);
    expect(countOf("acquisition.channel")).toBe(1);
  });
});

describe("taking merges back", () => {
  const card = identity("card", "4711");
  const list = [
    makeCustomer("a", { identities: [card], tags: ["one", "two"] }),
    makeCustomer("b", { identities: [card, anna], tags: ["three"] }),
  ];
  const first = mergeCustomers(list, { match: ["card"] });
  const fault = { survivorId: "a", fields: [], takenIds: [] };

  it("is refused when the merged record is gone, changed, or an id is taken", () => {
    const [merged] = first.customers as [Customer];
    const faultsOf = (customers: readonly Customer[]): unknown => {
      const undone = undoMerges(customers, first.merges);
      return undone.ok ? undone.value : undone.error;
    };
    expect(faultsOf([])).toEqual({ code: "cannot-undo", faults: [{ ...fault, reason: "missing" }] });
    const moved = { ...merged, tags: ["one"], profile: { name: "Anna" }, acquiredAt: 5 } as unknown as Customer;
    expect(faultsOf([moved])).toEqual({
      code: "cannot-undo",
      faults: [{ ...fault, reason: "changed", fields: ["acquiredAt", "profile.name", "tags"] }],
    });
    expect(faultsOf([merged, makeCustomer("b")])).toEqual({
      code: "cannot-undo",
      faults: [{ ...fault, reason: "id-taken", takenIds: ["b"] }],
    });
    const reordered = { ...merged, tags: [...merged.tags].reverse(), identities: [...merged.identities].reverse() };
    expect(faultsOf([reordered])).toEqual(list);
    const turned = first.merges.map((merge) => ({ ...merge, before: merge.before.toReversed() }));
    expect(undoMerges(first.customers, turned)).toEqual({ ok: true, value: list });
  });

  it("goes through runs from the last to the first, and names what stands in the way once", () => {
    const more = [...first.customers, makeCustomer("0", { acquiredAt: 1, identities: [anna] })];
    const second = mergeCustomers(more, { match: ["email"] });
    const log = [...first.merges, ...second.merges];
    expect(idsOf(second.customers)).toEqual(["0"]);
    expect(mergedIds(log)).toEqual([
      { id: "a", survivorId: "0" },
      { id: "b", survivorId: "0" },
    ]);
    expect(undoMerges(second.customers, log)).toEqual({ ok: true, value: [more[1], ...list] });
    expect(undoMerges(second.customers, second.merges)).toEqual({ ok: true, value: [more[1], more[0]] });
    expect(undoMerges(second.customers, first.merges)).toMatchObject({ ok: false, error: { faults: [{ ...fault, reason: "missing" }] } });
    const changed = second.customers.map((customer) => ({ ...customer, tags: [] }));
    expect(undoMerges(changed, log)).toMatchObject({
      ok: false,
      error: { faults: [{ survivorId: "0", reason: "changed", fields: ["tags"] }] },
    });
  });

  it("rewrites rows of others, and leaves theirs", () => {
    const rows = [
      { customerId: "b", n: 1 },
      { customerId: "x", n: 2 },
      { customerId: "constructor", n: 3 },
    ];
    const given = applyMerges(rows, first.merges);
    expect(given).toEqual([{ customerId: "a", n: 1 }, rows[1], rows[2]]);
    expect(given[1]).toBe(rows[1]);
    expect(mergedIds(first.merges.map(({ survivorId, mergedIds: gone }) => ({ survivorId, mergedIds: gone })))).toHaveLength(1);
  });
});

describe("what is not lawful is refused", () => {
  const merge =
    (customers: unknown, options: object = { match: ["email"] }) =>
    (): unknown =>
      mergeCustomers(customers as Customer[], options as MergeCustomersOptions);
  it.each<[string, () => unknown]>([
    ["customers[1].id", merge([makeCustomer("a"), makeCustomer("a")])],
    ["customers[0]", merge([null])],
    ["customers[0].id", merge([makeCustomer("")])],
    ["customers[0].profile", merge([makeCustomer("a", { profile: undefined })])],
    ["customers[0].identities", merge([makeCustomer("a", { identities: {} })])],
    ["customers[0].identities[1].kind", merge([makeCustomer("a", { identities: [anna, { kind: "fax" }] })])],
    ["customers[0].identities[0]", merge([makeCustomer("a", { identities: [7] })])],
    ["customers[0].consents[0]", merge([makeCustomer("a", { consents: [null] })])],
    ["customers[0].tags[0]", merge([makeCustomer("a", { tags: [null] })])],
    ["options", merge([], null as unknown as object)],
    ["options.match", merge([], {})],
    ["options.match", merge([], { match: [] })],
    ["options.match[1]", merge([], { match: ["email", "name"] })],
    ["options.maxCustomersPerKey", merge([], { match: ["email"], maxCustomersPerKey: 1 })],
    ["options.keepApart", merge([], { match: ["email"], keepApart: "profile.birthday" })],
    ["options.keepApart[0]", merge([], { match: ["email"], keepApart: ["profile.shoe"] })],
    ["options.keepApart[0]", merge([], { match: ["email"], keepApart: ["profile.attributes."] })],
    ["options.keepApart[0]", merge([], { match: ["email"], keepApart: ["tags"] })],
    ["options.keepApart[1]", merge([], { match: ["email"], keepApart: ["profile.name", "profile.address.city"] })],
    ["options.keepApart[0]", merge([], { match: ["email"], keepApart: ["acquisition.referredBy"] })],
    ["customers", merge(null)],
    ["customers", merge({})],
    ["customers[0].profile.birthday", merge([makeCustomer("a", { profile: { birthday: new Date(0) } })])],
    ["customers[0].profile.interests", merge([makeCustomer("a", { profile: { interests: "tea" } })])],
    ["customers[0].acquiredAt", merge([makeCustomer("a", { acquiredAt: "2024-01-01" })])],
    ["merges", () => mergedIds(null as never)],
    ["merges", () => mergedIds(mergeCustomers([], { match: ["email"] }) as never)],
    ["merges[0].survivorId", () => mergedIds([null as never])],
    ["merges[0].mergedIds", () => mergedIds([{ survivorId: "a" } as never])],
    ["rows", () => applyMerges(null as never, [])],
    ["rows[1]", () => applyMerges([{ customerId: "a" }, null as never], [])],
    ["merges", () => applyMerges([{ customerId: "a" }], {} as never)],
  ])("%s", (argument, call) => {
    expect(call).toThrow(expect.objectContaining({ code: "invalid-argument", argument }));
  });
});
