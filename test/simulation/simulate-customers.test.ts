import { consentRegister, consentState, contactHistory, mergeCustomers, parseContacts, parseCustomers } from "clientele/customers";
import { simulateCustomers, simulatePurchases } from "clientele/simulation";
import { describe, expect, it } from "vitest";

const { purchases } = simulatePurchases({ seed: 11, customers: 300 });
const simulated = simulateCustomers({ seed: 11, purchases, prospects: 40, secondRecordShare: 0.1 });
const { customers, contacts, truth } = simulated;
const END = Date.parse("2026-01-01T00:00:00+01:00");

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
    const register = consentRegister(customers.flatMap(({ consents }) => consents));
    const mailings = contacts.filter(({ direction }) => direction === "outbound");
    expect(mailings.length).toBeGreaterThan(100);
    for (const { customerId, at } of mailings.filter((_, i) => i % 20 === 0)) {
      const { mayContact } = consentState(register, { customerId, purpose: "newsletter", channel: "email" }, at);
      expect(mayContact, customerId).toBe(true);
    }
    for (const { at } of [...contacts, ...register.events]) expect(at).toBeLessThan(END);
    const kinds = new Set(register.events.map(({ kind }) => kind));
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
});
