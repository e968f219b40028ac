// Whom a campaign reaches: on files by hand, hostile ones, and with rules of their own.
import { describe, expect, it } from "vitest";
import { ORDERS, RUBBISH, segmentsRuns } from "./segments-run.js";

const { inFolder, run, runOn, analysis, page } = segmentsRuns();

describe("files by hand", () => {
  const customers =
    "customer_no,name,birthday,email,interests\nanna,Anna,1990-05-01,a@example.org,tea; books\nben,Ben,,b@example.org,\nold-anna,,1990-05-01,A@Example.org,\n";
  const consents = [
    "event_id,customer_no,purpose,channel,event,at,wording,token_digest",
    "1,old-anna,news,email,requested,2024-01-05,w1,aa",
    "2,old-anna,news,email,confirmed,2024-01-06,w1,aa",
    "3,ben,news,email,confirmed,2024-01-06,w1,bb",
  ].join("\n");
  const mayWrite = { id: "write", name: "May be written to", rule: { field: "consent.news.email", equals: "confirmed" } };
  const tea = { id: "tea", name: "Tea", rule: { field: "profile.interests", equals: "tea" } };

  it("a consent under another record of the person counts, one without a request does not", async () => {
    const { code, text } = await runOn({ customers, consents, rules: [mayWrite, tea] });
    expect(code).toBe(0);
    const { audience, people, explained } = analysis();
    expect(people.merges.map(({ survivorId, mergedIds }) => [survivorId, ...mergedIds])).toEqual([["anna", "old-anna"]]);
    expect(people.rewritten).toEqual({ purchases: 0, consents: 2, contacts: 0 });
    expect(audience.segments.map(({ customerIds, exclusiveIds }) => [customerIds, exclusiveIds])).toEqual([
      [["anna"], ["anna"]],
      [["anna"], []],
    ]);
    expect(audience.overlaps).toEqual([{ segmentId: "write", otherId: "tea", customers: 1 }]);
    expect(explained.map(({ customerId, matches }) => [customerId, matches])).toEqual([
      ["anna", true],
      ["ben", false],
    ]);
    expect(text).toContain("No file of contacts (--contacts)");
    expect(text).not.toMatch(RUBBISH);
  });

  it("orders alone will do: nobody agreed to anything", async () => {
    const { code, text } = await runOn({ rules: [mayWrite] });
    expect(code).toBe(0);
    const { audience, people, migration } = analysis();
    expect([people.customers, people.onlyElsewhere, audience.segments[0]?.customerIds]).toEqual([2, 2, []]);
    expect(migration).toBeNull();
    expect(text).toContain("0 people are too few to be described");
    expect(text + page()).not.toMatch(RUBBISH);
  });

  it("rules that take everybody or nobody say so", async () => {
    const everybody = await runOn({ rules: [{ id: "all", name: "All", rule: { all: [] } }] });
    expect(everybody.text).toContain("Nothing: everybody is in.");
    expect(everybody.text).toContain("anna is in. The rule takes everybody.");
    const nobody = await runOn({ rules: [{ id: "none", name: "None", rule: { any: [] } }] });
    expect(nobody.text).toContain("the rule itself │      2 │");
    expect(nobody.text).toContain("anna is out. The rule takes nobody.");
  });

  it("an unreadable consent holds back the person, under all their records", async () => {
    const rule = { all: [mayWrite.rule, { not: { field: "held.unreadConsent", equals: true } }] };
    const unread = `${consents}\n4,anna,news,email,opt-out,2024-02-01,,\n`;
    const { text } = await runOn({ customers, consents: unread, rules: [{ ...mayWrite, rule }] });
    expect(analysis().audience.segments[0]?.customerIds).toEqual([]);
    expect(text).toContain("Consents of 1 customer could not be read.");
    expect(text).toContain("anna is out. Consents that could not be read: yes (it takes anything but yes).");
  });

  it("what steers a terminal or a page does not reach it, and ids are only ids", async () => {
    const hostile = "customer_no,name,email\n__proto__,\u001b]0;x,p@example.org\nconstructor,<b>,p@example.org\n<b>x,n,\n";
    const orders = [...ORDERS, "4,__proto__,2024-03-02,5.00", "5,constructor,2024-03-03,5.00", "6,<b>x,2024-03-04,5.00"];
    const rules = [{ id: "all", name: "\u001b]0;<b>all", rule: { all: [] } }];
    const { code, text } = await runOn({ orders, customers: hostile, rules });
    expect(code).toBe(0);
    const { audience, people } = analysis();
    expect(people.merges).toHaveLength(1);
    expect(audience.segments[0]?.customerIds).toEqual(["<b>x", "__proto__", "anna", "ben"]);
    expect(text + page()).not.toMatch(/\u001b/);
    expect(page()).not.toMatch(/<b>(x|all)/);
    expect(page()).toContain("&lt;b&gt;all");
  });

  it("broken rows of a file are counted and stop nothing", async () => {
    const broken =
      'contact_id,customer_no,channel,direction,at\n1,anna,email,outbound,2024-02-01,too,many\n2,anna,email,outbound,2024-02-02\n3,anna,"open,outbound,2024-02-03\n4,ben,email,outbound,2024-02-04\n';
    const { code, text } = await runOn({
      contacts: broken,
      rules: [{ id: "met", name: "Met", rule: { field: "contact.contacts", atLeast: 1 } }],
    });
    expect(code).toBe(0);
    expect(text).toContain("1 x too-many-columns, first in line 2");
    expect(text).toContain("1 x open-quote, first in line 4");
    expect(analysis().audience.segments[0]?.customerIds).toEqual(["anna"]);
  });

  it.each([
    [
      "a field that nobody knows",
      [mayWrite, { id: "x", name: "X", rule: { all: [tea.rule, { field: "rfm.recency", atLeast: 3 }] } }],
      "segment 2: rule.all[1].field: ",
    ],
    ["a value that cannot be", [{ id: "x", name: "X", rule: { field: "lifecycle.stage", equals: "gone" } }], "segment 1: rule.equals"],
    ["an id twice", [tea, tea], "segment 2: id: expected an id of its own"],
    ["no segment at all", [], "expected a list of segments"],
    ["no list", tea, "expected a list of segments"],
    ["no JSON", "[{", "is not JSON"],
    ["null", [null], "segment 1: "],
  ])("own rules with %s: one clear message", async (_, rules, message) => {
    const { code, errors } = await runOn({ rules });
    expect([code, errors]).toEqual([1, expect.stringContaining(message) as string]);
    expect(errors).toMatch(/^segments: .*rules\.json/);
  });

  it.each([
    [
      "a column that is needed",
      { consents: "event_id,customer,event\n" },
      'has no column "customer_no". It has: event_id, customer, event',
    ],
    ["a column twice", { customers: "customer_no,name,name\n" }, 'has two columns "name"'],
    ["an empty file", { contacts: "" }, "contacts.csv is empty"],
    ["no order before the day", { orders: ["1,a,2062-01-02,5.00"] }, "no paid order before --as-of"],
    ["no order", { orders: [] }, "is an order"],
  ] as const)("%s: one clear message", async (_, files, message) => {
    const { code, errors } = await runOn({ rules: [tea], ...files }, "--as-of", "2025-01-01");
    expect([code, errors]).toEqual([1, expect.stringContaining(message) as string]);
    expect(errors).toMatch(/^segments: /);
    expect(errors).not.toMatch(/options\.|undefined|\n.*\n/);
  });

  it.each([
    [["--rules"], "--rules: expected the name of a file"],
    [["--contacts", "--json"], "--contacts: expected the name of a file"],
    [["--customers", "nowhere.csv"], "cannot open nowhere.csv"],
    [["--period=year"], "--period belongs to the customer base report"],
    [["--rules", "examples/segments/rules.json", "--json", "examples/segments/rules.json"], "is already the file of rules"],
    [["--inactivity-days", "0"], "--inactivity-days: expected"],
    [["--audience", "x"], "--audience"],
  ])("%s", async (args, message) => {
    const { code, errors } = await run("--out", inFolder("page.html"), ...args);
    expect([code, errors]).toEqual([1, expect.stringContaining(message) as string]);
  });

  it("explains itself", async () => {
    const { code, text } = await run("--help");
    expect(code).toBe(0);
    expect(text).toContain("--contacts FILE");
  });
});
