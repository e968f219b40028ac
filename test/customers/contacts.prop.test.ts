import {
  type Contact,
  contactHistory,
  type ContactHistory,
  contactsBetween,
  contactSummaries,
  lastContact,
  mergeContacts,
  parseContactHistory,
  parseContacts,
  recordContact,
} from "clientele/customers";
import { daysBetween } from "clientele/time";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { wallDate } from "../foundation/time/intl.js";
import { instants, zones } from "../purchases/make.js";
import { deepFreeze } from "../support/deep-freeze.js";

const contact = fc
  .record({
    id: fc.integer({ min: 0, max: 30 }),
    customerId: fc.constantFrom("anna", "ben", "__proto__", "10", "9"),
    channel: fc.constantFrom("email", "phone", "constructor", "7"),
    direction: fc.constantFrom("outbound", "outbound", "inbound"),
    at: instants,
    outcome: fc.constantFrom(null, "opened", "bounced", "complained"),
    tags: fc.constantFrom(null, ["a"], ["b", "a"]),
  })
  .map((input) => deepFreeze(parseContacts([input]).values[0] as Contact));
/** Contacts of whom no two have one id. */
const contacts = fc.uniqueArray(contact, { selector: ({ id }) => id, maxLength: 20, size: "max" });
const histories = fc
  .array(contact, { maxLength: 12, size: "max" })
  .map((all) => deepFreeze(contactHistory(new Map(all.map((one) => [one.id, one])).values())));

const text = (history: ContactHistory): string => JSON.stringify(history);

describe("a contact history", () => {
  it("is the same to the last byte whatever order its contacts come in, all at once or one by one", () => {
    fc.assert(
      fc.property(contacts, fc.infiniteStream(fc.nat()), (all, dice) => {
        const shuffled = all.map((one) => [dice.next().value as number, one] as const).sort(([a], [b]) => a - b);
        const whole = contactHistory(all);
        expect(text(contactHistory(shuffled.map(([, one]) => one)))).toBe(text(whole));
        expect(text(shuffled.reduce((history, [, one]) => recordContact(history, one), contactHistory([])))).toBe(text(whole));
        expect(whole.contacts.reduce(recordContact, whole)).toBe(whole);
        expect(text(parseContactHistory(JSON.parse(text(whole))))).toBe(text(whole));
      }),
    );
  });

  it("merges commutatively, associatively and idempotently, each id once", () => {
    let conflicting = 0;
    fc.assert(
      fc.property(histories, histories, histories, (a, b, c) => {
        const merged = mergeContacts(a, b);
        expect(mergeContacts(b, a)).toStrictEqual(merged);
        const left = mergeContacts(merged.history, c).history;
        expect(text(left)).toBe(text(mergeContacts(a, mergeContacts(b, c).history).history));
        expect(mergeContacts(a, a)).toStrictEqual({ history: a, conflicts: [] });
        const ids = [a, b, c].flatMap(({ contacts: all }) => all.map(({ id }) => id));
        expect(left.contacts.length).toBe(new Set(ids).size);
        conflicting += merged.conflicts.length;
      }),
    );
    expect(conflicting).toBeGreaterThan(20);
  });

  it("answers what reading every contact answers", () => {
    let found = 0;
    const filter = fc.record(
      {
        customerId: fc.constantFrom("anna", "ben"),
        channel: fc.constantFrom("email", "phone"),
        direction: fc.constantFrom("outbound" as const, "inbound" as const),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(contacts, filter, instants, instants, (all, asked, from, to) => {
        const history = contactHistory(all);
        const isAsked = (one: Contact, filter: object): boolean =>
          Object.entries(filter).every(([part, value]) => (one as unknown as Record<string, unknown>)[part] === value);
        const expected = history.contacts.filter((one) => isAsked(one, asked) && one.at >= from && one.at < to);
        expect(contactsBetween(history, { ...asked, from, to })).toStrictEqual(expected);
        const ofAnna = { ...asked, customerId: "anna" };
        const known = history.contacts.filter((one) => isAsked(one, ofAnna) && one.at <= to);
        expect(lastContact(history, ofAnna, to)).toStrictEqual(known.at(-1) ?? null);
        found += expected.length + known.length;
      }),
    );
    expect(found).toBeGreaterThan(30);
  });
});

describe("the summaries of contacts", () => {
  it("add up to what is counted contact by contact, by Intl's calendar", () => {
    let rows = 0;
    fc.assert(
      fc.property(contacts, instants, zones, (all, asOf, timeZone) => {
        const known = all.filter(({ at }) => at <= asOf);
        const summaries = contactSummaries(contactHistory(all), asOf, { timeZone });
        expect(summaries.map(({ customerId }) => customerId)).toEqual(
          [...new Set(known.map(({ customerId }) => customerId as string))].sort(),
        );
        const since = (at: number): number => Math.max(daysBetween(wallDate(at, timeZone), wallDate(asOf, timeZone)), 0);
        for (const summary of summaries) {
          const theirs = known.filter(({ customerId }) => customerId === summary.customerId);
          const outbound = theirs.filter(({ direction }) => direction === "outbound");
          const last = Math.max(...theirs.map(({ at }) => at));
          expect(summary.contacts).toBe(theirs.length);
          expect([summary.outbound, summary.inbound]).toEqual([outbound.length, theirs.length - outbound.length]);
          expect(summary.outbound7Days).toBe(outbound.filter(({ at }) => since(at) < 7).length);
          expect(summary.outbound30Days).toBe(outbound.filter(({ at }) => since(at) < 30).length);
          for (const outcome of ["bounced", "complained"] as const)
            expect(summary[outcome]).toBe(theirs.filter((one) => one.outcome === outcome).length);
          expect([summary.lastAt, summary.daysSinceLast]).toEqual([last, since(last)]);
          expect(summary.lastOutboundAt).toBe(outbound.length === 0 ? null : Math.max(...outbound.map(({ at }) => at)));
          const channels = Object.entries(summary.byChannel);
          expect(channels.map(([name]) => name).sort()).toEqual([...new Set(theirs.map(({ channel }) => channel))].sort());
          for (const [name, counted] of channels) expect(counted.contacts).toBe(theirs.filter(({ channel }) => channel === name).length);
          rows += 1;
        }
      }),
    );
    expect(rows).toBeGreaterThan(100);
  });
});
