// Whom a campaign reaches, as a user runs it on the small shop; the figures are checked against the library and against plain looks at the rows.
import { readFileSync } from "node:fs";
import {
  applyMerges,
  consentRegister,
  consentState,
  contactHistory,
  lastContact,
  mergeCustomers,
  parseConsentEvents,
  parseContacts,
  parseCustomers,
} from "clientele/customers";
import { customerSummaries, parsePurchases } from "clientele/purchases";
import { assignSegments, rfmScores, segmentMaps, segmentMigration } from "clientele/segmentation";
import { calendarDate, daysBetween, instant } from "clientele/time";
import { parse } from "csv-parse/sync";
import { beforeAll, describe, expect, it } from "vitest";
import type { Analysis } from "../../examples/segments/analyse.js";
import { RUBBISH, segmentsRuns } from "./segments-run.js";

const { inFolder, run, analysis, page } = segmentsRuns();

describe("the small shop", () => {
  let shop: Awaited<ReturnType<typeof run>>;
  let found: Analysis;
  const asOf = instant("2026-01-01T00:00:00+01:00");
  const timeZone = "Europe/Berlin";
  type Rows = Record<string, string>[];
  const rowsOf = (name: string): Rows => parse(readFileSync(`examples/data/shop-${name}.csv`), { columns: true });
  beforeAll(async () => {
    shop = await run("--out", inFolder("shop.html"), "--json", inFolder("shop.json"));
    found = analysis("shop.json");
  });

  /** The same by direct calls. */
  const direct = () => {
    const columns = {
      id: "customer_no",
      "profile.birthday": "birthday",
      "profile.address.country": "country",
      "profile.address.city": "city",
      "identities.email": "email",
      "identities.phone": "phone",
      "identities.card": "card",
      acquiredAt: "known_since",
      tags: null,
    } as const;
    const people = parseCustomers(rowsOf("customers"), { columns });
    const { customers, merges, conflicts } = mergeCustomers(people.values, { match: ["email", "phone", "card"] });
    const consents = parseConsentEvents(rowsOf("consents"), {
      columns: { id: "event_id", customerId: "customer_no", kind: "event", wordingVersion: "wording", tokenDigest: "token_digest" },
    });
    const contacts = parseContacts(rowsOf("contacts"), { columns: { id: "contact_id", customerId: "customer_no" } });
    const orders = parsePurchases(rowsOf("orders"), {
      columns: { id: "order_id", customerId: "customer_id", at: "ordered_at", amount: "total" },
      currency: "EUR",
    });
    return { customers, merges, conflicts, consents, contacts, purchases: applyMerges(orders.values, merges) };
  };
  const counting = { timeZone, occasion: "day", revenue: "net", fullyRefunded: "exclude" } as const;
  const scoring = { timeZone, bins: 5, monetary: "total" } as const;

  it("is told of, with three pictures on one self-contained page", () => {
    expect([shop.code, shop.errors]).toEqual([0, ""]);
    for (const title of [
      "WHO IS WHO",
      "AUDIENCES",
      "WHAT KEEPS PEOPLE OUT",
      "WHY, FOR SOME",
      "THEY ARE LIKE",
      "CUSTOMERS STAND",
      "IN A YEAR",
    ])
      expect(shop.text).toContain(title);
    expect(page("shop.html").match(/<svg/g)).toHaveLength(3);
    expect(page("shop.html")).not.toMatch(/<script|<link|src=|@import|NaN|Infinity|undefined/);
    expect(shop.text).not.toMatch(RUBBISH);
  });

  it("says what could not be read, and whose consent", () => {
    for (const note of [
      "7,014 rows read, 6,997 orders, 14 rejected, 3 repeated",
      "1,692 rows read, 1,686 customers, 5 rejected, 1 repeated",
      '2 x invalid-date in column birthday, first in line 265: expected a date that exists, YYYY-MM-DD, got "1985-02-30"',
      "1,866 rows read, 1,861 consents, 4 rejected, 1 repeated",
      "Consents of 3 customers could not be read.",
      "not even the customer can be told: 1.",
      "3,599 rows read, 3,594 contacts, 4 rejected, 1 repeated",
    ])
      expect(shop.text).toContain(note);
  });

  it("merges as the library does, and gives rows to the survivors", () => {
    const { customers, merges, conflicts } = direct();
    const { people } = found;
    expect(people.merges.map(({ survivorId, mergedIds }) => [survivorId, mergedIds])).toEqual(
      merges.map(({ survivorId, mergedIds }) => [survivorId, mergedIds]),
    );
    expect(people.conflicts.map(({ reason }) => reason)).toEqual(conflicts.map(({ reason }) => reason));
    expect(people.conflicts.map(({ reason, customerIds }) => [reason, customerIds.length])).toEqual([
      ["contradiction", 2],
      ["shared-key", 11],
    ]);
    expect([people.customers, people.onlyElsewhere]).toEqual([customers.length, 0]);
    expect(people.rewritten).toMatchObject({ purchases: 0, consents: 6 });
  });

  it("the campaign reaches whom a plain look at the rows finds", () => {
    const { customers, merges, consents, contacts, purchases } = direct();
    const register = consentRegister(applyMerges(consents.values, merges));
    const history = contactHistory(applyMerges(contacts.values, merges));
    const rfm = rfmScores(customerSummaries(purchases, { ...counting, asOf }), { ...scoring, asOf, method: "quantile" });
    const segmentOf = new Map(
      assignSegments(rfm, segmentMaps.classic).rows.map(({ customerId, segment }) => [customerId as string, segment]),
    );
    const unread = ["c0006", "c0044", "c0013"];
    const today = calendarDate(asOf, timeZone);
    const reached = customers.filter(({ id, profile: { birthday } }) => {
      const last = lastContact(history, { customerId: id, direction: "outbound" }, asOf);
      return (
        ["At risk", "Cannot lose"].includes(segmentOf.get(id) ?? "") &&
        consentState(register, { customerId: id, purpose: "newsletter", channel: "email" }, asOf).mayContact &&
        (last === null || daysBetween(calendarDate(last.at, timeZone), today) >= 30) &&
        // Nobody in the file is so young that the day would matter.
        birthday !== undefined &&
        birthday < "2008-01-02" &&
        !unread.includes(id)
      );
    });
    const [campaign] = found.audience.segments;
    expect(campaign?.customerIds).toEqual(reached.map(({ id }) => id));
    expect(reached.length).toBeGreaterThan(10);
    expect(shop.text).toContain(`Win-back: invitation to a wine tasting │ ${String(reached.length).padStart(6)} │`);
  });

  it("everybody is counted once: in the first audience or in none, in the campaign or kept out", () => {
    const { audience, keptOut, persona, people } = found;
    const exclusive = audience.segments.flatMap(({ exclusiveIds }) => exclusiveIds);
    expect(new Set([...exclusive, ...audience.unmatchedIds]).size).toBe(audience.customers);
    const campaign = audience.segments[0]?.customerIds.length ?? 0;
    expect(keptOut.reduce((sum, { customers }) => sum + customers, campaign)).toBe(people.customers);
    expect([persona.customers, persona.baseCustomers]).toEqual([campaign, people.customers]);
  });

  it("five customers, each with another reason", () => {
    expect(found.explained).toHaveLength(5);
    const [inside, ...outside] = found.explained;
    expect(inside?.matches).toBe(true);
    expect(found.audience.segments[0]?.customerIds[0]).toBe(inside?.customerId);
    expect(
      outside.map(({ matches, reasons }) => [matches, reasons.map(({ alternatives }) => alternatives.map(({ field }) => field))]),
    ).toEqual([
      [false, [["assignment.segment"]]],
      [false, [["consent.newsletter.email"]]],
      [false, [["contact.daysSinceLastOutbound"]]],
      [false, [["profile.ageYears"]]],
    ]);
    for (const words of [
      "Consent to newsletter by email: withdrawn (it takes confirmed).",
      "Days since we last wrote: 16 (it takes none, or 30 or more).",
      "Age in years: not known (it takes 18 or more).",
      "(it takes At risk or Cannot lose).",
    ])
      expect(shop.text).toContain(words);
    expect(found.keptOut).toContainEqual({ fields: ["held.unreadConsent"], customers: 1 });
  });

  it("the year's migration is that of the library, and adds up", () => {
    const { purchases } = direct();
    const since = "2025-01-01T00:00:00+01:00";
    const now = rfmScores(customerSummaries(purchases, { ...counting, asOf }), { ...scoring, asOf, method: "quantile" });
    if (now.cuts === null) throw new Error("no cuts");
    const then = rfmScores(customerSummaries(purchases, { ...counting, asOf: since }), {
      ...scoring,
      asOf: since,
      method: "thresholds",
      thresholds: now.cuts,
    });
    const [before, after] = [then, now].map((rfm) => assignSegments(rfm, segmentMaps.classic));
    if (before === undefined || after === undefined) throw new Error("no segments");
    expect(found.migration?.matrix).toEqual(segmentMigration(before, after));
    expect(found.assignment).toEqual(after);
    expect(found.migration?.matrix.customers).toBe(found.people.withPurchases);
  });
});
