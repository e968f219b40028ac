// Undoing some merges of a log, and not others.
import { type Customer, type CustomerMerge, mergeCustomers, type MergeCustomersOptions, undoMerges } from "clientele/customers";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { identity, makeCustomer, someCustomers } from "./make.js";

const idsOf = (customers: readonly Customer[]): string[] => customers.map(({ id }) => id);
const mail = (name: string): object => identity("email", `${name}@x.de`);

// In a first run b goes into a by mistake, in a second one c goes into a too and adds nothing that a did not say.
const a = makeCustomer("a", { acquiredAt: 1, identities: [mail("x"), mail("y")] });
const b = makeCustomer("b", { acquiredAt: 2, identities: [mail("x")], profile: { name: "Ben" } });
const c = makeCustomer("c", { acquiredAt: 3, identities: [mail("y")] });
const first = mergeCustomers([a, b], { match: ["email"] });
const second = mergeCustomers([...first.customers, c], { match: ["email"] });
const log = [...first.merges, ...second.merges];
const took =
  (id: string) =>
  ({ mergedIds }: Pick<CustomerMerge, "mergedIds">): boolean =>
    (mergedIds as readonly string[]).includes(id);
const refused = { survivorId: "a", reason: "merged-since", fields: [], takenIds: [] };

describe("undoing one merge", () => {
  it("leaves the others: the last one at once, one before it not while it stays", () => {
    expect(undoMerges(second.customers, log, { undo: took("c") })).toEqual({ ok: true, value: [first.customers[0], c] });
    expect(undoMerges(second.customers, log, { undo: took("b") })).toEqual({
      ok: false,
      error: { code: "cannot-undo", faults: [refused] },
    });
    expect(undoMerges(second.customers, log)).toEqual({ ok: true, value: [a, b, c] });
    expect(undoMerges(second.customers, log, { undo: () => false })).toEqual({ ok: true, value: second.customers });
  });

  it("needs no records of merges that stay, and those of the one it undoes", () => {
    const short = log.map(({ survivorId, mergedIds, before }) => ({ survivorId, mergedIds, ...(took("c")({ mergedIds }) && { before }) }));
    expect(undoMerges(second.customers, short, { undo: took("c") })).toMatchObject({ ok: true, value: [{ id: "a" }, { id: "c" }] });
    expect(() => undoMerges(second.customers, short, { undo: took("b") })).toThrow(
      expect.objectContaining({ argument: "merges[0].before" }),
    );
  });

  it("is refused when an id that would come back went somewhere else since", () => {
    const anew = makeCustomer("b", { acquiredAt: 5, identities: [mail("z")] });
    const dora = makeCustomer("d", { acquiredAt: 4, identities: [mail("z")] });
    const run = mergeCustomers([...first.customers, anew, dora], { match: ["email"] });
    expect(idsOf(run.customers)).toEqual(["a", "d"]);
    const whole = [...first.merges, ...run.merges];
    expect(undoMerges(run.customers, whole, { undo: ({ survivorId }) => survivorId === "a" })).toEqual({
      ok: false,
      error: { code: "cannot-undo", faults: [refused] },
    });
  });

  it("is refused, or leaves a log of which the rest can be undone and nobody is lost", () => {
    const open: MergeCustomersOptions = { match: ["email", "phone", "external"], maxCustomersPerKey: 100, keepApart: [] };
    let [since, others] = [0, 0];
    fc.assert(
      fc.property(someCustomers, fc.nat(12), fc.nat(20), (customers, cut, pick) => {
        const one = mergeCustomers(customers.slice(0, cut), open);
        const two = mergeCustomers([...one.customers, ...customers.slice(cut)], open);
        const whole = [...one.merges, ...two.merges];
        if (whole.length === 0) return;
        const picked = whole[pick % whole.length] as CustomerMerge;
        const rest = whole.filter((merge) => merge !== picked);
        const undone = undoMerges(two.customers, whole, { undo: (merge) => merge === picked });
        if (!undone.ok) {
          expect(undone.error.faults).toEqual([{ ...refused, survivorId: picked.survivorId }]);
          since += 1;
          return;
        }
        others += Number(rest.length > 0);
        const all = [...customers].sort((x, y) => (x.id < y.id ? -1 : 1));
        expect(undoMerges(undone.value, rest)).toStrictEqual({ ok: true, value: all });
      }),
    );
    expect(Math.min(since, others)).toBeGreaterThan(5);
  });
});

describe("records that are no plain data", () => {
  const endless: Record<string, unknown> = {};
  endless["self"] = endless;
  const now = first.customers[0] as Customer;

  it("have changed where a customer has no such field, and are refused elsewhere", () => {
    for (const odd of [endless, 5n]) {
      const changed = { ...refused, reason: "changed", fields: ["extra", "profile.extra"] };
      const extra = { ...now, extra: odd, profile: { ...now.profile, extra: odd } };
      expect(undoMerges([extra], first.merges)).toEqual({ ok: false, error: { code: "cannot-undo", faults: [changed] } });
      const wrong = [{ ...a, identities: [{ ...a.identities[0], odd }] } as unknown as Customer, b];
      expect(() => mergeCustomers(wrong, { match: ["email"] })).toThrow(expect.objectContaining({ argument: "customers" }));
      const tagged = { ...now, consents: [{ odd }] } as unknown as Customer;
      const merges = first.merges.map((merge) => ({ ...merge, before: [{ ...a, consents: [{ other: 1 }] } as unknown as Customer, b] }));
      expect(() => undoMerges([tagged], merges)).toThrow(expect.objectContaining({ argument: "customers" }));
    }
  });
});

describe("what is not lawful is refused", () => {
  it.each<[string, () => unknown]>([
    ["customers", () => undoMerges(null as never, [])],
    ["customers[0]", () => undoMerges([null as never], [])],
    ["merges", () => undoMerges([], null as never)],
    ["merges", () => undoMerges(first.customers, first as never)],
    ["options", () => undoMerges([], [], null as never)],
    ["options.undo", () => undoMerges([], [], { undo: ["a"] as never })],
    ["merges[0].survivorId", () => undoMerges([], [null as never])],
    ["merges[0].mergedIds", () => undoMerges([], [{ survivorId: "a", before: [] } as never])],
    ["merges[0].before", () => undoMerges([], [{ survivorId: "a", mergedIds: [] } as never])],
    ["merges[0].before[0].id", () => undoMerges([], [{ survivorId: "a", mergedIds: [], before: [{}] } as never])],
    ["merges[0].survivorId", () => undoMerges([], [{ survivorId: "a", mergedIds: [], before: [] } as never])],
  ])("%s", (argument, call) => {
    expect(call).toThrow(expect.objectContaining({ code: "invalid-argument", argument }));
  });
});
