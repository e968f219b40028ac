// Laws of several accounts, and of several people who change one at once.
import { applyCommand, balanceAt, expirySchedule, mergeAccounts, replayEvents, transferPoints, type PointAccount } from "clientele/loyalty";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { deepFreeze } from "../../support/deep-freeze.js";
import { DAY, Play, stories, timelyStories, worlds } from "./random-plays.js";
import { earn, hold, opened, play, shop, withKey, type Played } from "./support.js";

const pairs = fc.tuple(worlds, stories, stories).map(([world, one, other]) => ({
  anna: new Play(world, "anna").all(one),
  ben: new Play(world, "ben").all(other),
}));
const netOf = (account: PointAccount, at: number): number => balanceAt(account, at).net;
const later = ({ anna, ben }: { anna: Play; ben: Play }): number => Math.max(anna.clock, ben.clock);

describe("two accounts", () => {
  it("a transfer moves points and makes none; there and back leaves every date", () => {
    let moved = 0;
    fc.assert(
      fc.property(pairs, fc.integer({ min: 1, max: 1000 }), (pair, share) => {
        const { anna, ben } = pair;
        const at = later(pair);
        const { available } = balanceAt(anna.now.account, at);
        if (available === 0) return;
        const count = 1 + (share % available);
        const [from, to] = [anna.now.account, ben.now.account];
        const program = shop({ ...anna.program, transferExpiry: "keep" });
        const there = transferPoints(program, from, to, { type: "transfer", key: "there", at, transferId: "there", points: count });
        if (!there.ok) throw new Error(there.error.code);
        const { value } = there;
        expect(netOf(value.from.account, at)).toBe(netOf(from, at) - count);
        expect(netOf(value.to.account, at)).toBe(netOf(to, at) + count);
        expect(replayEvents([...anna.now.events, ...value.from.events])).toEqual(value.from.account);
        expect(replayEvents([...ben.now.events, ...value.to.events])).toEqual(value.to.account);
        if (balanceAt(to, at).available + balanceAt(to, at).debt > 0) return;
        // Ben has nothing else, so that the same points come back.
        const back = transferPoints(program, value.to.account, value.from.account, {
          ...{ type: "transfer", key: "back", at, transferId: "back", points: count },
        });
        if (!back.ok) throw new Error(back.error.code);
        expect(expirySchedule(back.value.to.account, at)).toEqual(expirySchedule(from, at));
        moved += 1;
      }),
    );
    expect(moved).toBeGreaterThan(5);
  });

  it("a merge keeps every point and every debt, whichever of the two goes", () => {
    let owed = 0;
    fc.assert(
      fc.property(pairs, (pair) => {
        const { anna, ben } = pair;
        const at = later(pair);
        const [one, other] = [anna.now, ben.now];
        const into = (source: Played, target: Played): PointAccount => {
          const result = mergeAccounts(anna.program, source.account, target.account, { type: "merge", key: "merge", at });
          if (!result.ok) throw new Error(result.error.code);
          const { source: ended, target: kept } = result.value;
          expect(replayEvents([...target.events, ...kept.events])).toEqual(kept.account);
          expect(replayEvents([...source.events, ...ended.events])).toEqual(ended.account);
          expect(balanceAt(ended.account, at)).toMatchObject({ available: 0, pending: 0, held: 0, debt: 0, net: 0 });
          return kept.account;
        };
        const [there, here] = [into(one, other), into(other, one)];
        const [first, second] = [balanceAt(one.account, at), balanceAt(other.account, at)];
        const merged = balanceAt(there, at);
        expect(merged.net).toBe(first.net + second.net);
        expect(merged.held).toBe(first.held + second.held);
        expect(merged.pending).toBe(first.pending + second.pending);
        const { nextExpiry: _, ...united } = balanceAt(here, at);
        expect(merged).toMatchObject(united);
        const debt = first.debt + second.debt;
        if (debt === 0 || anna.program.consumption === "soonest-expiry-first")
          expect(expirySchedule(there, at)).toEqual(expirySchedule(here, at));
        if (debt > 0) owed += 1;
      }),
    );
    expect(owed).toBeGreaterThan(0);
  });

  it("a merged account goes on as one", () => {
    fc.assert(
      fc.property(pairs, timelyStories, (pair, story) => {
        const { anna, ben } = pair;
        const at = later(pair);
        const result = mergeAccounts(anna.program, anna.now.account, ben.now.account, { type: "merge", key: "merge", at });
        if (!result.ok) throw new Error(result.error.code);
        const { events, account } = deepFreeze(result.value.target);
        ben.goOn({ account, events: [...ben.now.events, ...events] }, at).all(story);
        const { now } = ben;
        expect(replayEvents(now.events)).toEqual(now.account);
        const { available, pending, held, debt, net } = balanceAt(now.account, now.account.newestAt);
        expect(Math.min(available, pending, held, debt)).toBeGreaterThanOrEqual(0);
        const t = now.account.totals;
        const added = t.earned + t.imported + t.credited + t.restored + t.received + t.forgiven;
        expect(added - t.redeemed - t.reversed - t.debited - t.sent - t.lapsed - t.cancelled - t.closed - t.debtReceived).toBe(net);
        expect(new Set(now.account.lots.map(({ lot }) => lot)).size).toBe(now.account.lots.length);
      }),
    );
  });

  it("of one program: all that was ever issued is somewhere", () => {
    fc.assert(
      fc.property(pairs, fc.integer({ min: 1, max: 50 }), (pair, count) => {
        const { anna, ben } = pair;
        const at = later(pair);
        let accounts = [anna.now.account, ben.now.account];
        const [from, to] = accounts as [PointAccount, PointAccount];
        const sent = transferPoints(anna.program, from, to, { type: "transfer", key: "t", at, transferId: "t", points: count });
        if (sent.ok) accounts = [sent.value.from.account, sent.value.to.account];
        const [source, target] = accounts as [PointAccount, PointAccount];
        const merged = mergeAccounts(anna.program, source, target, { type: "merge", key: "m", at });
        if (!merged.ok) throw new Error(merged.error.code);
        accounts = [merged.value.source.account, merged.value.target.account];
        const total = (name: keyof PointAccount["totals"]): number => accounts.reduce((sum, { totals }) => sum + totals[name], 0);
        // Between accounts nothing is made and nothing is lost, debt included.
        expect(total("sent")).toBe(total("received"));
        expect(total("forgiven")).toBe(total("debtReceived"));
        const issued = total("earned") + total("imported") + total("credited") + total("restored");
        const gone = total("redeemed") + total("reversed") + total("debited") + total("lapsed") + total("cancelled") + total("closed");
        expect(issued - gone).toBe(accounts.reduce((sum, account) => sum + netOf(account, account.newestAt), 0));
      }),
    );
  });

  it("commands to one do not touch the other", () => {
    fc.assert(
      fc.property(worlds, stories, stories, (world, one, other) => {
        const [anna, ben] = [new Play(world, "anna"), new Play(world, "ben")];
        const rounds = Math.max(one.length, other.length);
        for (let i = 0; i < rounds; i += 1) {
          anna.all(one.slice(i, i + 1));
          ben.all(other.slice(i, i + 1));
        }
        expect(anna.now).toEqual(new Play(world, "anna").all(one).now);
        expect(ben.now).toEqual(new Play(world, "ben").all(other).now);
      }),
    );
  });
});

describe("several people at once", () => {
  const program = shop();

  it("cannot hold more than there is, when a store takes only the version that was expected", async () => {
    let conflicts = 0;
    let refusals = 0;
    const wishes = fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 2, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), wishes, async (scheduler, counts) => {
        const at = opened(program).account.newestAt + DAY;
        let stored = play(program, [earn(at, "A", 100)]).account;
        const load = scheduler.scheduleFunction(async () => Promise.resolve(stored));
        const save = scheduler.scheduleFunction(async (expected: number, next: PointAccount) => {
          if (stored.version !== expected) return Promise.resolve(false);
          stored = next;
          return Promise.resolve(true);
        });
        let held = 0;
        const tryHold = async (count: number, i: number): Promise<void> => {
          for (;;) {
            const account = await load();
            const result = applyCommand(program, account, withKey(hold(at, `h${String(i)}`, count)));
            if (!result.ok) {
              expect(result.error.code).toBe("insufficient-points");
              refusals += 1;
              return;
            }
            if (await save(account.version, result.value.account)) {
              held += count;
              return;
            }
            conflicts += 1;
          }
        };
        const all = Promise.all(counts.map(tryHold));
        await scheduler.waitFor(all);
        expect(held).toBeLessThanOrEqual(100);
        expect(balanceAt(stored, at)).toMatchObject({ available: 100 - held, held });
      }),
    );
    expect(conflicts).toBeGreaterThan(20);
    expect(refusals).toBeGreaterThan(20);
  });
});
