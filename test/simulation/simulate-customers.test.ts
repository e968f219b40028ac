import { consentRegister, consentState, contactHistory, mergeCustomers, parseContacts, parseCustomers } from "clientele/customers";
import { simulateCustomers, simulatePurchases } from "clientele/simulation";
import { describe, expect, it } from "vitest";

const { purchases } = simulatePurchases({ seed: 11, customers: 300 });
const simulated = simulateCustomers({ seed: 11, purchases, prospects: 40, secondRecordShare: 0.1 });
const { customers, contacts, truth } = simulated;
const END = Date.parse("2026-01-01T00:00:00+01:00");
const bought = (customerId: string, at: string): (typeof purchases)[number] =>
  ({ ...purchases[0], id: `${customerId} ${at}`, customerId, at: Date.parse(at) }) as (typeof purchases)[number];

describe("simulated customers", () => {
  it("are the same for the same seed, and others for another", () => {
    expect(simulateCustomers({ seed: 11, purchases, prospects: 40, secondRecordShare: 0.1 })).toEqual(simulated);
    expect(simulateCustomers({ seed: 12, purchases, prospects: 40, secondRecordShare: 0.1 }).customers).not.toEqual(customers);
  });

  it("are every buyer, the prospects and the second records, each once, in the order of their ids", () => {
    const ids = customers.map(({ id }) => id);
    expect(ids).toEqual([...new Set(ids)].sort());
    expect(ids.length).toBe(340 + truth.samePerson.length);
    expect(truth.samePerson.length).toBeGreaterThan(15);
    expect(new Set(ids)).toEqual(new Set([...ids, ...purchases.map(({ customerId }) => customerId)]));
  });

  it("are lawful records, and so are their contacts", () => {
    const parsed = parseCustomers(JSON.parse(JSON.stringify(customers)) as unknown[]);
    expect(parsed.rejected).toEqual([]);
    expect(parsed.values).toEqual(customers);
    const read = parseContacts(JSON.parse(JSON.stringify(contacts)) as unknown[]);
    expect(read.rejected).toEqual([]);
    expect(read.values).toEqual(contacts);
    expect(contactHistory(contacts).contacts).toEqual(contacts);
  });

  it("stand in the books twice where the truth says so, and merging finds exactly those", () => {
    const { merges, conflicts } = mergeCustomers(customers, { match: ["email", "phone"] });
    expect(conflicts).toEqual([]);
    const found = merges.map(({ survivorId, mergedIds }) => [survivorId, ...mergedIds].sort()).sort();
    expect(found).toEqual(truth.samePerson.map((ids) => [...ids].sort()).sort());
  });

  it("are written to only while they agree, and nothing happens after the end", () => {
    const registers = new Map(customers.map(({ id, consents }) => [id, consentRegister(consents)]));
    const mailings = contacts.filter(({ direction }) => direction === "outbound");
    expect(mailings.length).toBeGreaterThan(100);
    for (const { customerId, at } of mailings) {
      const register = registers.get(customerId) ?? consentRegister([]);
      const { mayContact } = consentState(register, { customerId, purpose: "newsletter", channel: "email" }, at);
      expect(mayContact, customerId).toBe(true);
    }
    const events = customers.flatMap(({ consents }) => consents);
    for (const { at } of [...contacts, ...events]) expect(at).toBeLessThan(END);
    const kinds = new Set(events.map(({ kind }) => kind));
    expect(kinds).toEqual(new Set(["requested", "confirmed", "withdrawn"]));
  });

  it("take options as they are", () => {
    const quiet = simulateCustomers({
      seed: 1,
      purchases: [],
      prospects: 5,
      consentShare: 1,
      confirmationShare: 1,
      callsPerYear: 0,
      withdrawalShare: 0,
    });
    expect(quiet.customers.length).toBe(5);
    expect(() => simulateCustomers({ seed: 1, purchases, consentShare: 1.5 })).toThrow("options.consentShare");
    expect(() => simulateCustomers({ seed: 0.5, purchases })).toThrow("options.seed");
    expect(() => simulateCustomers(null as never)).toThrow("options");
    expect(simulateCustomers({ seed: 1, purchases: [], prospects: 0 })).toEqual({ customers: [], contacts: [], truth: { samePerson: [] } });
  });

  it("without buyers become known in the year before the end", () => {
    const known = simulateCustomers({ seed: 1, purchases: [], prospects: 50 }).customers.map(({ acquiredAt }) => acquiredAt as number);
    expect(Math.max(...known)).toBeLessThan(END);
    expect(Math.min(...known)).toBeGreaterThanOrEqual(END - 366 * 86_400_000);
    expect(new Set(known).size).toBeGreaterThan(40);
  });

  it("are born before they are known, or on no day that is said", () => {
    const many = Array.from({ length: 60 }, (_, i) => bought(`b${i}`, `${1935 + i}-01-01T00:00:00Z`));
    const old = simulateCustomers({ seed: 3, purchases: many, prospects: 0, secondRecordShare: 0 });
    const born = old.customers.filter(({ profile }) => profile.birthday !== undefined);
    expect(born.length).toBeGreaterThan(10);
    for (const { acquiredAt, profile } of born)
      expect(acquiredAt).toBeGreaterThan(Date.parse(profile.birthday as string) + 17 * 366 * 86_400_000);
  });

  it("are everybody who ordered, whatever became of it", () => {
    const statuses = (["paid", "pending", "cancelled"] as const).map((status) => ({ ...bought(status, "2025-01-01T00:00:00Z"), status }));
    const records = simulateCustomers({ seed: 1, purchases: statuses, prospects: 0, secondRecordShare: 0 }).customers;
    expect(records.map(({ id }) => id)).toEqual(["cancelled", "paid", "pending"]);
  });

  it("have ids that no buyer has: those who do are refused by their place", () => {
    const of = (...ids: string[]) => simulateCustomers({ seed: 1, purchases: ids.map((id) => bought(id, "2025-01-01T00:00:00Z")) });
    const refusal = (row: number): unknown =>
      expect.objectContaining({ code: "invalid-argument", argument: `options.purchases[${row}].customerId` });
    expect(() => of("x", "i0001")).toThrow(refusal(1));
    expect(() => of("i0100-b")).toThrow(refusal(0));
    expect(() => of("x-b", "x")).toThrow(refusal(0));
    expect(() => of("x", "y".repeat(241))).toThrow(refusal(1));
    expect(of("x-b", "i0101", "y".repeat(240), "__proto__").customers.length).toBeGreaterThanOrEqual(104);
    const { customers: records, contacts: calls } = simulateCustomers({
      seed: 1,
      purchases: [bought("y".repeat(240), "2025-01-01T00:00:00Z")],
      secondRecordShare: 1,
      callsPerYear: 1000,
    });
    expect([parseCustomers(records).rejected, parseContacts(calls).rejected]).toEqual([[], []]);
  });

  it.each<[string, object]>([
    ["options.purchases", { purchases: null }],
    ["options.purchases", { purchases: purchases[0] }],
    ["options.purchases[0]", { purchases: [null] }],
    ["options.timeZone", { timeZone: "Mars/Base" }],
    ["options.callsPerYear", { callsPerYear: 1e300 }],
    ["options.callsPerYear", { callsPerYear: -1 }],
    ["options.callsPerYear", { callsPerYear: "1" }],
    ["options.daysBetweenMailings", { purchases: [bought("anna", "0002-01-01T00:00:00Z")], daysBetweenMailings: 1 }],
    ["options.daysBetweenMailings", { purchases: [bought("anna", "1998-01-01T00:00:00Z")], daysBetweenMailings: 1 }],
  ])("%s is refused when it is not lawful: %o", (argument, change) => {
    expect(() => simulateCustomers({ seed: 1, purchases: [], ...change })).toThrow(
      expect.objectContaining({ code: "invalid-argument", argument }),
    );
  });
});
