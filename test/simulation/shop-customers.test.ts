import { readFileSync } from "node:fs";
import { parseConsentEvents, parseContacts, parseCustomers, type Rejection } from "clientele/customers";
import { simulateCustomers, simulatePurchases } from "clientele/simulation";
import { parse } from "csv-parse/sync";
import { describe, expect, it } from "vitest";
import { shopCustomerFiles } from "../../examples/data/make-customers.js";
import { root } from "../package/subpaths.js";

type Rows = Record<string, string>[];
const fileOf = (name: string): string => readFileSync(`${root}examples/data/${name}`, "utf8");
const rowsOf = (name: string): Rows => parse(fileOf(name), { columns: true });
const counts = (rejected: readonly Rejection[]): Record<string, number> => {
  const byCode: Record<string, number> = {};
  for (const { code } of rejected) byCode[code] = (byCode[code] ?? 0) + 1;
  return byCode;
};

const { purchases } = simulatePurchases({ seed: 20_251_231, timeZone: "Europe/Berlin" });
const simulated = simulateCustomers({ seed: 20_251_231, purchases });
/** The record that is not the till's. */
const first = (id: string): string => id.replace(/-b$/, "");

describe("the customers of the shop of the examples", () => {
  it("are what their script writes, in any host zone, and small", () => {
    for (const [name, text] of Object.entries(shopCustomerFiles()) as [string, string][]) {
      expect(text === fileOf(name)).toBe(true);
      expect(text.length).toBeLessThan(350_000);
    }
  });

  it("customers: as simulated, and the dirty rows that the README lists", () => {
    const columns = {
      id: "customer_no",
      "profile.name": "name",
      "profile.birthday": "birthday",
      "profile.address.city": "city",
      "profile.address.country": "country",
    } as const;
    const rows = rowsOf("shop-customers.csv").map(({ tags, interests, ...row }) => ({ ...row, labels: tags, likes: interests }));
    const { values, rejected, summary } = parseCustomers(rows, { columns });
    expect(summary).toEqual({ rows: 1692, accepted: 1686, rejected: 5, duplicates: 1 });
    expect(counts(rejected)).toEqual({ "invalid-id": 1, "invalid-date": 2, "invalid-country": 1, "id-conflict": 1 });
    const kept = values.filter(({ id }) => !id.startsWith("x"));
    expect(kept.map(({ id, profile }) => [id, profile.name, profile.birthday])).toEqual(
      simulated.customers.map(({ id, profile }) => [id, profile.name, profile.birthday]),
    );
  });

  it("consents: as simulated, the till's under its own record, and the dirty rows", () => {
    const columns = {
      id: "event_id",
      customerId: "customer_no",
      kind: "event",
      wordingVersion: "wording",
      tokenDigest: "token_digest",
    } as const;
    const { values, rejected, summary } = parseConsentEvents(rowsOf("shop-consents.csv"), { columns });
    expect(summary).toEqual({ rows: 1866, accepted: 1861, rejected: 4, duplicates: 1, sharedIds: 0 });
    expect(counts(rejected)).toEqual({ "invalid-text": 1, "invalid-kind": 1, "invalid-instant": 1, "invalid-id": 1 });
    const kept = values.filter(({ id }) => !id.startsWith("x"));
    const byId = new Map(simulated.customers.flatMap(({ consents }) => consents).map((event) => [event.id, event]));
    expect(kept).toHaveLength(byId.size);
    for (const event of kept) expect({ ...event, customerId: first(event.customerId) }).toEqual(byId.get(event.id));
    expect(kept.filter(({ customerId }) => customerId.endsWith("-b")).map(({ kind }) => kind)).toEqual(Array(6).fill("withdrawn"));
  });

  it("contacts: those of the last year as simulated, but for the half that the last mailing left out, and the dirty rows", () => {
    const columns = { id: "contact_id", customerId: "customer_no" } as const;
    const { values, rejected, summary } = parseContacts(rowsOf("shop-contacts.csv"), { columns });
    expect(summary).toEqual({ rows: 3599, accepted: 3594, rejected: 4, duplicates: 1 });
    expect(counts(rejected)).toEqual({ "invalid-outcome": 1, "invalid-direction": 1, "invalid-id": 1, "id-conflict": 1 });
    const kept = values.filter(({ id }) => !id.startsWith("x"));
    const from = Date.parse("2025-01-01T00:00:00+01:00");
    const expected = simulated.contacts.filter(
      ({ at, campaign, customerId }) => at >= from && (campaign !== "mailing-18" || Number(customerId.slice(1)) % 2 === 1),
    );
    expect(kept.map((contact) => ({ ...contact, customerId: first(contact.customerId) }))).toEqual(expected);
  });
});
