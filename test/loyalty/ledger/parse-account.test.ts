// Accounts and snapshots as a store gives them back.
import type { ValidationIssue } from "clientele";
import { parseAccount, parseSnapshot, snapshotAccount, type PointAccount } from "clientele/loyalty";
import { describe, expect, it } from "vitest";
import { deepFreeze } from "../../support/deep-freeze.js";
import { CLOSED, from, issuesOf, program, stored, to } from "./life.js";
import { earn, hold, opened, play, redeem, release, shop, status, takeBack } from "./support.js";

const accountIssues = (account: unknown): readonly ValidationIssue[] => issuesOf(() => parseAccount(account));

describe("an account of a store", () => {
  const { account } = to;
  it("is read as itself", () => {
    for (const one of [account, from.account, CLOSED.account, opened(program).account]) {
      expect(parseAccount(deepFreeze(stored(one)))).toStrictEqual(one);
      expect(parseSnapshot(deepFreeze(stored(snapshotAccount(one))))).toStrictEqual(snapshotAccount(one));
    }
  });

  it("needs every field", () => {
    for (const name of Object.keys(account)) {
      expect(accountIssues({ ...account, [name]: undefined })).toMatchObject([{ path: name, code: "missing" }]);
    }
  });

  it("may have more fields, which are left out", () => {
    expect(parseAccount({ ...account, tenant: "t", totals: { ...account.totals, other: 1 } })).toStrictEqual(account);
  });

  const lot = account.lots[0] as PointAccount["lots"][number];
  const key = (id: string): object => ({ id, at: account.newestAt, content: "c" });
  it.each<[string, object, string, string]>([
    ["another layout", { schemaVersion: 2 }, "schemaVersion", "unknown-value"],
    ["another kind", { kind: "point-account-snapshot" }, "kind", "unknown-value"],
    ["an unknown status", { status: "asleep" }, "status", "unknown-value"],
    ["a debt of minus 1", { debt: -1 }, "debt", "invalid-number"],
    ["a lot of 0 points", { lots: [{ ...lot, points: 0 }] }, "lots[0].points", "invalid-number"],
    ["grace in words", { lots: [{ ...lot, graced: "no" }] }, "lots[0].graced", "unknown-value"],
    ["points that were never booked", { lots: [{ ...lot, points: lot.points + 1 }, ...account.lots.slice(1)] }, "totals", "inconsistent"],
    ["totals that do not make the balance", { totals: { ...account.totals, earned: account.totals.earned + 1 } }, "totals", "inconsistent"],
    ["lots in disorder", { lots: account.lots.slice().reverse() }, "lots", "inconsistent"],
    ["a next lot that is there", { nextLot: 1 }, "nextLot", "inconsistent"],
    ["a newest event before the opening", { newestAt: account.openedAt - 1 }, "newestAt", "inconsistent"],
    ["a heir without a merge", { mergedInto: "b-1" }, "mergedInto", "inconsistent"],
    ["points after its end", { status: "closed" }, "status", "inconsistent"],
    ["keys in disorder", { keys: { since: null, recent: [[key("b"), key("a")]], older: [] } }, "keys", "inconsistent"],
    ["pages in disorder", { keys: { since: null, recent: [[key("b")], [key("a")]], older: [] } }, "keys", "inconsistent"],
    ["a key twice", { keys: { since: null, recent: [[key("a")]], older: [[key("a")]] } }, "keys", "inconsistent"],
    ["an empty page", { keys: { since: null, recent: [[]], older: [] } }, "keys.recent[0]", "invalid-list"],
  ])("with %s is refused", (_, change, path, code) => {
    expect(account.lots.length).toBeGreaterThan(1);
    expect(accountIssues({ ...account, ...change }).map((issue) => `${issue.path} ${issue.code}`)).toContain(`${path} ${code}`);
  });

  it("has no debt beside spendable points", () => {
    const { totals, debt } = account;
    const both = { ...account, debt: debt + 5, totals: { ...totals, reversed: totals.reversed + 5 } };
    expect(accountIssues(both)).toMatchObject([{ path: "debt", code: "inconsistent" }]);
  });

  it("has the version that its snapshot says", () => {
    expect(issuesOf(() => parseSnapshot({ ...snapshotAccount(account), version: 1 }))).toMatchObject([
      { path: "version", code: "inconsistent" },
    ]);
    expect(issuesOf(() => parseSnapshot({ ...snapshotAccount(account), account: { ...account, debt: "5" } }))).toMatchObject([
      { path: "account.debt", code: "invalid-number" },
    ]);
  });
});

describe("the books of an account", () => {
  const story = [
    earn("2025-01-02", "A", 50, { expiresOn: "2025-06-30" }),
    earn("2025-01-02", "B", 20, { expiresOn: "2025-12-31" }),
    earn("2025-01-02", "P", 8, { activatesOn: "2026-01-01" }),
    hold("2025-01-03", "h", 5),
    hold("2025-01-03", "i", 6),
    redeem("2025-01-04", "r", 10),
  ];
  const books = (): PointAccount => stored(play(shop(), story).account);
  const said = (account: unknown): string[] => accountIssues(account).map(({ path, code, message }) => `${path} ${code}: ${message}`);
  const first = <Entry>(pages: readonly (readonly Entry[])[]): Entry => pages.flat()[0] as Entry;

  it("are in order", () => {
    const account = books();
    expect(parseAccount(account)).toStrictEqual(account);
    // All of an earning may have been reversed.
    const { earnings } = account;
    const all = { ...earnings, recent: [earnings.recent.flat().map((earning) => ({ ...earning, reversed: earning.points }))] };
    expect(parseAccount({ ...account, earnings: all }).earnings).toEqual(all);
  });

  const above = "nextLot inconsistent: expected a number above those of all lots";
  const numbered = "lots inconsistent: expected lots with a number each";
  const byId = "holds inconsistent: expected holds sorted by id, each id once";
  it.each<[string, (account: PointAccount) => object, string[]]>([
    ["a lot with the next number", ({ lots: [lot, ...more] }) => ({ lots: [{ ...lot, lot: 4 }, ...more] }), [above]],
    ["a lot with the next place", ({ lots: [lot, ...more] }) => ({ lots: [{ ...lot, order: 4 }, ...more] }), [above]],
    ["a pending lot with the next number", ({ pending: [lot] }) => ({ pending: [{ ...lot, lot: 4 }] }), [above]],
    ["a pending lot with the next place", ({ pending: [lot] }) => ({ pending: [{ ...lot, order: 4 }] }), [above]],
    [
      "a held lot with the next number",
      ({ holds: [h, i] }) => ({ holds: [{ ...h, lots: h?.lots.map((lot) => ({ ...lot, lot: 4 })) }, i] }),
      [above],
    ],
    [
      "a redeemed lot with the next number",
      ({ redemptions: { recent } }) => {
        const { lots, ...rest } = first(recent);
        return { redemptions: { since: null, recent: [], older: [[{ ...rest, lots: lots.map((lot) => ({ ...lot, lot: 4 })) }]] } };
      },
      [above],
    ],
    ["two lots of one number", ({ lots: [lot, other] }) => ({ lots: [lot, { ...other, lot: lot?.lot }] }), [numbered]],
    ["a pending lot of a lot's number", ({ pending: [lot] }) => ({ pending: [{ ...lot, lot: 1 }] }), [numbered]],
    ["holds in disorder", ({ holds }) => ({ holds: holds.toReversed() }), [byId]],
    ["two holds of one name", ({ holds: [h, i] }) => ({ holds: [h, { ...i, id: h?.id }] }), [byId]],
    [
      "lots in disorder",
      ({ lots }) => ({ lots: lots.toReversed() }),
      ["lots inconsistent: expected lots in the order in which they are taken"],
    ],
    [
      "more reversed than earned",
      ({ earnings: { recent } }) => ({ earnings: { since: null, recent: [[{ ...first(recent), reversed: 51 }]], older: [] } }),
      ["earnings inconsistent: expected at most as many points reversed as earned"],
    ],
    [
      "an earning with the next place",
      ({ earnings: { recent } }) => ({ earnings: { since: null, recent: [], older: [[{ ...first(recent), order: 4 }]] } }),
      ["earnings inconsistent: expected at most as many points reversed as earned"],
    ],
    [
      "more to give back than was redeemed",
      ({ redemptions: { recent } }) => ({ redemptions: { since: null, recent: [[{ ...first(recent), points: 9 }]], older: [] } }),
      ["redemptions inconsistent: expected at most as many points to give back as redeemed"],
    ],
    [
      "totals that do not make the balance",
      ({ totals }) => ({ totals: { ...totals, lapsed: 1 } }),
      ["totals inconsistent: expected totals whose difference is the balance"],
    ],
    [
      "a newest event before the opening",
      ({ openedAt }) => ({ newestAt: openedAt - 1 }),
      ["newestAt inconsistent: expected an instant not before the opening"],
    ],
    [
      "an heir without a merge",
      () => ({ mergedInto: "b-1" }),
      ["mergedInto inconsistent: expected an account of this name only when it was merged"],
    ],
    [
      "points after a close",
      () => ({ status: "closed" }),
      ["status inconsistent: expected no points and no debt in an account that is over"],
    ],
    [
      "points after a merge",
      () => ({ status: "merged", mergedInto: "b-1" }),
      ["status inconsistent: expected no points and no debt in an account that is over"],
    ],
  ])("are not, with %s", (_, change, issues) => {
    const account = books();
    expect(said({ ...account, ...change(account) })).toEqual(issues);
  });

  it("are not, with a debt after a close, or no heir after a merge", () => {
    const { account: owing } = play(shop(), [earn("2025-01-02", "A", 10), redeem("2025-01-03", "r", 10), takeBack("2025-01-04", "A")]);
    expect(said({ ...owing, status: "closed" })).toEqual([
      "status inconsistent: expected no points and no debt in an account that is over",
    ]);
    const { account: over } = play(shop(), [status("close", "2025-01-02")]);
    expect(said({ ...over, status: "merged" })).toEqual([
      "mergedInto inconsistent: expected an account of this name only when it was merged",
    ]);
    expect(parseAccount({ ...over, status: "merged", mergedInto: "b-1" }).mergedInto).toBe("b-1");
  });

  it("are not, with debt beside spendable points", () => {
    const account = books();
    const totals = { ...account.totals, reversed: 5 };
    expect(said({ ...account, debt: 5, totals })).toEqual(["debt inconsistent: expected no debt beside spendable points"]);
  });

  it("are not, with balances that are not exact", () => {
    const account = books();
    const lots = account.lots.map((lot) => ({ ...lot, points: Number.MAX_SAFE_INTEGER }));
    expect(said({ ...account, lots })).toContain("totals inconsistent: expected balances and totals within the safe integers");
  });

  it.each(["earnings", "redemptions", "endedHolds", "transfers", "keys"] as const)("are not, with %s in disorder", (name) => {
    const { account } = play(shop(), [...story, hold("2025-01-05", "j", 1), release("2025-01-05", "j")]);
    const one: object = account[name].recent[0]?.[0] ?? { id: "t", at: account.newestAt };
    const [a, b] = [
      { ...one, id: "a" },
      { ...one, id: "b" },
    ];
    expect(said({ ...account, [name]: { since: null, recent: [[a]], older: [[b]] } })).toEqual([]);
    for (const pages of [
      { recent: [[b, a]], older: [] },
      { recent: [], older: [[b], [a]] },
      { recent: [[a]], older: [[a, b]] },
    ]) {
      expect(said({ ...account, [name]: { since: null, ...pages } })).toEqual([
        `${name} inconsistent: expected entries sorted by id, each id once`,
      ]);
    }
  });

  it("have the version that their snapshot says", () => {
    const snapshot = snapshotAccount(books());
    expect(parseSnapshot(snapshot)).toStrictEqual(snapshot);
    expect(() => parseSnapshot({ ...snapshot, version: 1 })).toThrowError("invalid snapshot: version: expected the version of the account");
  });
});
