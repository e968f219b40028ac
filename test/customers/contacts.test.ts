import {
  type Contact,
  contactHistory,
  type ContactHistory,
  type ContactQuery,
  contactsBetween,
  contactSchema,
  contactSummaries,
  lastContact,
  type LastContactQuery,
  mergeContacts,
  parseContact,
  parseContactHistory,
  parseContacts,
  recordContact,
} from "clientele/customers";
import { describe, expect, it, vi } from "vitest";
import { deepFreeze } from "../support/deep-freeze.js";

const at = (text: string): number => Date.parse(text);
const row = { customerId: "anna", channel: "email", direction: "outbound", at: "2024-05-01T10:00:00Z" };

let made = 0;
function contact(change: Record<string, unknown> = {}): Contact {
  made += 1;
  return deepFreeze(parseContact({ id: `c${String(made).padStart(4, "0")}`, ...row, ...change }));
}
const historyOf = (...contacts: Contact[]): ContactHistory => deepFreeze(contactHistory(contacts));
const ids = (contacts: readonly Contact[]): string[] => contacts.map(({ id }) => id);

describe("a contact from outside", () => {
  it("is read from what sources have", () => {
    const input = { ...row, id: 1, outcome: "", purpose: null, tags: ["b", "a", "b"], note: "asked for a refund", more: 1 };
    const expected = { ...row, id: "1", at: at(row.at), outcome: "sent", tags: ["a", "b"], note: "asked for a refund" };
    expect(parseContact(input)).toStrictEqual(expected);
    expect(contactSchema.parse(input)).toStrictEqual(expected);
    expect(parseContact({ ...input, direction: "inbound" }).outcome).toBe("received");
    expect(Object.keys(parseContact({ ...row, id: 1, tags: [] }))).toEqual(["id", "customerId", "channel", "direction", "at", "outcome"]);
  });

  it.each([
    ["id: invalid-id", { id: "" }],
    ["customerId: invalid-id", { customerId: 0.5 }],
    ["channel: invalid-text", { channel: " " }],
    ["direction: invalid-direction", { direction: undefined }],
    ["direction: invalid-direction", { direction: "in" }],
    ["at: invalid-instant", { at: "2024-05-01T10:00" }],
    ["at: invalid-instant", { at: NaN }],
    ["outcome: invalid-outcome", { outcome: "read" }],
    ["purpose: invalid-text", { purpose: 7 }],
    ["campaign: invalid-text", { campaign: "x".repeat(257) }],
    ["tags: invalid-list", { tags: "a,b" }],
    ["tags[1]: invalid-list", { tags: ["a", 7] }],
    ["note: invalid-text", { note: "x".repeat(2001) }],
  ])("is rejected with %s", (fault, change) => {
    const [rejected] = parseContacts([{ id: 1, ...row, ...change }]).rejected;
    expect(`${rejected?.path}: ${rejected?.code}`).toBe(fault);
    expect(contactSchema.safeParse({ id: 1, ...row, ...change }).success).toBe(false);
    expect(() => parseContact({ id: 1, ...row, ...change })).toThrow(expect.objectContaining({ code: "validation" }));
  });

  it("is one of many, which are read to the end", () => {
    const hostile = {
      get id() {
        throw new Error("no");
      },
    };
    const one = { id: 1, ...row };
    const { values, rejected, summary } = parseContacts([
      one,
      null,
      hostile,
      { ...one },
      { ...one, outcome: "opened" },
      Object.create(one),
    ]);
    expect(values).toStrictEqual([parseContact(one)]);
    expect(rejected.map(({ row: number, code }) => [number, code])).toEqual([
      [2, "not-an-object"],
      [3, "unreadable"],
      [5, "id-conflict"],
      [6, "invalid-id"],
    ]);
    expect(summary).toEqual({ rows: 6, accepted: 1, rejected: 4, duplicates: 1 });
  });

  it("is found under the names of the source, in its zone", () => {
    const { values } = parseContacts([{ ...row, key: 1, at: "2024-05-01 12:00", note: "theirs" }], {
      columns: { id: "key", note: null },
      timeZone: "Europe/Berlin",
    });
    expect(values).toStrictEqual([parseContact({ ...row, id: 1 })]);
    const refused = (options: object) => (): unknown => parseContacts([], options);
    expect(refused({ columns: { name: "x" } })).toThrow(expect.objectContaining({ argument: "options.columns" }));
    expect(refused({ timeZone: "Mars/Base" })).toThrow(expect.objectContaining({ argument: "options.timeZone" }));
  });
});

describe("a history", () => {
  const early = contact({ id: "b" });
  const [other, late] = [contact({ id: "a", customerId: "ben" }), contact({ id: "0", at: "2024-06-01T00:00:00Z" })];

  it("stands in the order of time, then customer, then id, each contact once", () => {
    const history = historyOf(late, other, early, { ...early });
    expect(ids(history.contacts)).toEqual(["b", "a", "0"]);
    expect(historyOf(contact({ id: "2" }), contact({ id: "1" })).contacts.map(({ id }) => id)).toEqual(["1", "2"]);
    expect(JSON.stringify(contactHistory([early, other, late]))).toBe(JSON.stringify(history));
    expect(parseContactHistory(JSON.parse(JSON.stringify(history)))).toStrictEqual(history);
  });

  it("grows by one, late ones as well, and not by one that is there", () => {
    const grown = recordContact(historyOf(late), early);
    expect(ids(grown.contacts)).toEqual(["b", "0"]);
    expect(ids(recordContact(grown, other).contacts)).toEqual(["b", "a", "0"]);
    expect(recordContact(grown, { ...late })).toBe(grown);
  });

  it("names the entry of a list that is none", () => {
    const tagged = { ...early, tags: ["a", 5] } as unknown as Contact;
    expect(() => contactHistory([tagged])).toThrow(expect.objectContaining({ argument: "contacts[0].tags[1]", received: 5 }));
  });

  it("puts a large contact into words once, however often its id is repeated", () => {
    const large = contact({ id: "large", tags: Array.from({ length: 300 }, (_, i) => `tag ${i}`) });
    const small = Array.from({ length: 50 }, () => ({ id: "large", ...row }));
    const isLarge = ([value]: unknown[]): boolean => (value as Partial<Contact> | undefined)?.tags?.length === 300;
    const written = vi.spyOn(JSON, "stringify");
    try {
      expect(parseContacts([large, ...small]).summary.rejected).toBe(50);
      const stored = { ...contactHistory([]), contacts: [large, ...small.map((one) => parseContact(one))] };
      expect(() => parseContactHistory(stored)).toThrow("contacts[1].id");
      expect(written.mock.calls.filter(isLarge)).toHaveLength(2);
    } finally {
      written.mockRestore();
    }
  });

  it("takes no second contact of one id that says something else", () => {
    const changed = { ...early, outcome: "opened" } as const;
    const refusal = (argument: string): unknown => expect.objectContaining({ code: "invalid-argument", argument });
    expect(() => contactHistory([late, early, changed])).toThrow(refusal("contacts[2].id"));
    expect(() => recordContact(historyOf(early), changed)).toThrow(refusal("contact.id"));
    const stored = { ...historyOf(early), contacts: [early, changed] };
    const issues = [expect.objectContaining({ path: "contacts[1].id", code: "id-conflict" })] as unknown;
    expect(() => parseContactHistory(stored)).toThrow(expect.objectContaining({ code: "validation", issues }));
  });

  it("merges with another, naming what contradicts", () => {
    const [opened, moved] = [{ ...early, outcome: "opened" } as const, { ...late, at: early.at }];
    const { history, conflicts } = mergeContacts(historyOf(early, late), historyOf(opened, moved, other));
    expect(ids(history.contacts)).toEqual(["0", "b", "a"]);
    expect(conflicts).toEqual([
      { id: "0", kept: moved, dropped: late },
      { id: "b", kept: opened, dropped: early },
    ]);
    expect(mergeContacts(historyOf(opened, moved, other), historyOf(early, late))).toEqual({ history, conflicts });
    const sooner = contact({ id: late.id, customerId: "zoe" });
    expect(mergeContacts(historyOf(late), historyOf(sooner)).history.contacts).toEqual([sooner]);
  });
});

describe("questions about a history", () => {
  const mail = contact({ purpose: "newsletter", campaign: "spring" });
  const call = contact({ channel: "phone", direction: "inbound", at: "2024-06-01T00:00:00Z" });
  const letter = contact({ customerId: "ben", channel: "post", at: "2024-06-01T00:00:00Z", purpose: "order" });
  const history = historyOf(mail, call, letter);

  it.each<[string, LastContactQuery, string, string | null]>([
    ["the last of all", { customerId: "anna" }, "2024-07-01T00:00:00Z", call.id],
    ["at the very instant", { customerId: "anna" }, "2024-06-01T00:00:00Z", call.id],
    ["just before it", { customerId: "anna" }, "2024-05-31T23:59:59.999Z", mail.id],
    ["by direction", { customerId: "anna", direction: "outbound" }, "2024-07-01T00:00:00Z", mail.id],
    ["by channel", { customerId: "anna", channel: "email" }, "2024-07-01T00:00:00Z", mail.id],
    ["by purpose", { customerId: "anna", purpose: "order" }, "2024-07-01T00:00:00Z", null],
    ["of somebody else", { customerId: "ben" }, "2024-07-01T00:00:00Z", letter.id],
    ["before there was one", { customerId: "ben" }, "2024-05-31T00:00:00Z", null],
    ["of nobody", { customerId: "__proto__" }, "2024-07-01T00:00:00Z", null],
  ])("the last contact: %s", (_, query, asOf, expected) => {
    expect(lastContact(history, query, asOf)?.id ?? null).toBe(expected);
  });

  it.each<[string, Partial<ContactQuery>, string[]]>([
    ["all", {}, [mail.id, call.id, letter.id]],
    ["from included", { from: "2024-05-01T10:00:00Z", to: "2024-05-01T10:00:00.001Z" }, [mail.id]],
    ["to not included", { to: "2024-06-01T00:00:00Z" }, [mail.id]],
    ["none", { from: "2024-06-02T00:00:00Z" }, []],
    ["back to front", { from: "2024-06-02T00:00:00Z", to: "2024-01-01T00:00:00Z" }, []],
    ["of one customer", { customerId: "anna" }, [mail.id, call.id]],
    ["of one campaign", { campaign: "spring" }, [mail.id]],
    ["all parts at once", { customerId: "anna", direction: "outbound", channel: "phone" }, []],
  ])("the contacts between: %s", (_, query, expected) => {
    const year = { from: "2024-01-01T00:00:00Z", to: "2025-01-01T00:00:00Z" };
    expect(ids(contactsBetween(history, { ...year, ...query }))).toEqual(expected);
  });
});

describe("the summaries of contacts", () => {
  const asOf = "2024-07-01T22:30:00Z"; // 2 July in Berlin
  const history = historyOf(
    contact({ at: "2024-06-02T21:59:59Z" }), // 2 June in Berlin, 30 days before
    contact({ at: "2024-06-02T22:00:00Z", outcome: "bounced" }), // 3 June, 29 days before
    contact({ at: "2024-06-25T21:59:59Z", outcome: "complained" }), // 25 June, 7 days before
    contact({ at: "2024-06-25T22:00:00Z", channel: "__proto__" }), // 26 June, 6 days before
    contact({ at: "2024-06-30T00:00:00Z", channel: "phone", direction: "inbound" }),
    contact({ at: "2024-07-01T22:30:00.001Z" }),
    contact({ at: asOf, customerId: "Zoe", direction: "inbound" }),
  );

  it("count contacts up to the instant, and local days", () => {
    const [zoe, anna, ...others] = contactSummaries(history, asOf, { timeZone: "Europe/Berlin" });
    expect(others).toEqual([]);
    expect(zoe).toStrictEqual({
      customerId: "Zoe",
      contacts: 1,
      outbound: 0,
      inbound: 1,
      outbound7Days: 0,
      outbound30Days: 0,
      bounced: 0,
      complained: 0,
      lastAt: at(asOf),
      lastOutboundAt: null,
      lastInboundAt: at(asOf),
      daysSinceLast: 0,
      daysSinceLastOutbound: null,
      daysSinceLastInbound: 0,
      byChannel: { email: { contacts: 1, outbound: 0, inbound: 1, lastAt: at(asOf), daysSinceLast: 0 } },
    });
    expect(anna).toMatchObject({
      customerId: "anna",
      contacts: 5,
      outbound: 4,
      inbound: 1,
      outbound7Days: 1,
      outbound30Days: 3,
      bounced: 1,
      complained: 1,
      lastAt: at("2024-06-30T00:00:00Z"),
      lastOutboundAt: at("2024-06-25T22:00:00Z"),
      daysSinceLast: 2,
      daysSinceLastOutbound: 6,
      daysSinceLastInbound: 2,
    });
    expect(Object.entries(anna?.byChannel ?? {}).map(([name, { contacts, daysSinceLast }]) => [name, contacts, daysSinceLast])).toEqual([
      ["__proto__", 1, 6],
      ["email", 3, 7],
      ["phone", 1, 2],
    ]);
    expect(JSON.parse(JSON.stringify(anna))).toStrictEqual(anna);
    expect(contactSummaries(history, asOf, { timeZone: "UTC" })[1]).toMatchObject({ outbound7Days: 2, outbound30Days: 4 });
  });

  it("are never less than no days old, where clocks go back across midnight", () => {
    const night = "2010-11-07T02:30:30Z"; // half a minute of 7 November in St. John's; the clocks go back from 00:01 to 23:01
    const [anna] = contactSummaries(historyOf(contact({ at: night })), "2010-11-07T02:40:00Z", { timeZone: "America/St_Johns" });
    expect([anna?.daysSinceLast, anna?.daysSinceLastOutbound, anna?.byChannel["email"]?.daysSinceLast]).toEqual([0, 0, 0]);
  });

  it("have no row for nobody", () => {
    expect(contactSummaries(contactHistory([]), asOf, { timeZone: "UTC" })).toEqual([]);
    expect(contactSummaries(history, "2024-01-01T00:00:00Z", { timeZone: "UTC" })).toEqual([]);
  });
});

describe("what is not lawful is refused by its place", () => {
  const one = contact();
  const later = contact({ at: "2024-06-01T00:00:00Z" });
  const history = historyOf(one);
  const broken = (...contacts: unknown[]): ContactHistory => ({ ...history, contacts: contacts as Contact[] });
  const may = { from: "2024-05-01T00:00:00Z", to: "2024-07-01T00:00:00Z" };
  const utc = { timeZone: "UTC" };
  it.each<[string, () => unknown]>([
    ["contacts[1].at", () => contactHistory([one, { ...later, at: NaN } as unknown as Contact])],
    ["contacts[0]", () => contactHistory([null as unknown as Contact])],
    ["contacts", () => contactHistory(null as unknown as Contact[])],
    ["contacts", () => contactHistory(one as unknown as Contact[])],
    ["rows", () => parseContacts(null as unknown as [])],
    ["options", () => parseContacts([], null as unknown as object)],
    ["options.columns", () => parseContacts([], { columns: null as unknown as object })],
    ["options.columns.at", () => parseContacts([], { columns: { at: {} as unknown as string } })],
    ["history.contacts[0]", () => recordContact(broken(null), one)],
    ["history.contacts[0].at", () => recordContact(broken({ ...one, at: "soon" }), later)],
    ["history.contacts[1].channel", () => recordContact(broken(one, { ...later, channel: 7 }), one)],
    ["history.contacts[1]", () => recordContact(broken(later, one), contact())],
    ["history.contacts[1]", () => recordContact(broken(one, { ...one }), later)],
    ["contact.direction", () => recordContact(history, { ...later, direction: "in" } as unknown as Contact)],
    ["history", () => recordContact(undefined as unknown as ContactHistory, one)],
    ["history.contacts[0].outcome", () => recordContact(broken({ ...one, outcome: 7 }), one)],
    ["a.kind", () => mergeContacts({ ...history, kind: "history" } as unknown as ContactHistory, history)],
    ["b.schemaVersion", () => mergeContacts(history, { ...history, schemaVersion: "1" } as unknown as ContactHistory)],
    ["b.contacts[0].channel", () => mergeContacts(history, broken({ ...one, channel: "" }))],
    ["history.contacts", () => contactsBetween({ ...history, contacts: null } as unknown as ContactHistory, may)],
    ["query", () => contactsBetween(history, null as unknown as ContactQuery)],
    ["query.from", () => contactsBetween(history, { ...may, from: "May" })],
    ["query.to", () => contactsBetween(history, { ...may, to: NaN })],
    ["query.channel", () => contactsBetween(history, { ...may, channel: 7 as unknown as string })],
    ["query.direction", () => contactsBetween(history, { ...may, direction: "in" as "inbound" })],
    ["query.customerId", () => lastContact(history, {} as LastContactQuery, 0)],
    ["asOf", () => lastContact(history, { customerId: "anna" }, "later")],
    ["history.contacts[1].at", () => contactsBetween(broken(later, one, later), may)],
    ["history.contacts[0].at", () => lastContact(broken(later, one), { customerId: "ben" }, may.to)],
    ["history.contacts[1].at", () => contactSummaries(broken(later, one), may.to, utc)],
    ["history.contacts[0].at", () => contactSummaries(broken({ ...one, at: NaN }), may.to, utc)],
    ["history.contacts[0]", () => contactSummaries(broken(null), may.to, utc)],
    ["asOf", () => contactSummaries(history, NaN, utc)],
    ["options.timeZone", () => contactSummaries(history, 0, { timeZone: "Berlin" })],
    ["options", () => contactSummaries(history, 0, null as unknown as typeof utc)],
  ])("%s", (argument, call) => {
    expect(call).toThrow(expect.objectContaining({ code: "invalid-argument", argument }));
  });

  it.each<[string, unknown]>([
    ["", null],
    ["kind", { ...history, kind: "x" }],
    ["contacts", { ...history, contacts: {} }],
    ["contacts[1].direction", { ...history, contacts: [one, { ...later, direction: "in" }] }],
  ])("in a store: %s", (path, input) => {
    const issues = expect.arrayContaining([expect.objectContaining({ path })]) as unknown;
    expect(() => parseContactHistory(input)).toThrow(expect.objectContaining({ code: "validation", issues }));
  });
});
