// Laws of time: what the passing of time does, and what the past looked like.
import {
  accountAsOf,
  applyCommand,
  balanceAt,
  expirySchedule,
  pointStatement,
  type ExpiringPoints,
  type PointAccount,
} from "clientele/loyalty";
import { addToDate, startOfDay } from "clientele/time";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { accepted, DAY, Play, stories, timelyStories, worlds, type World } from "./random-plays.js";
import { expire } from "./support.js";

const HOUR = DAY / 24;
const net = (account: PointAccount | null, at: number): number => (account === null ? 0 : balanceAt(account, at).net);
const total = (schedule: readonly ExpiringPoints[]): number => schedule.reduce((sum, { points }) => sum + points, 0);

describe("booking what time did", () => {
  it("changes nothing that comes after, wherever it is done", () => {
    let booked = 0;
    fc.assert(
      fc.property(worlds, timelyStories, fc.array(fc.boolean(), { minLength: 25, maxLength: 25 }), (world, story, sweeps) => {
        const lazy = new Play(world);
        const eager = new Play(world);
        story.forEach((wish, i) => {
          const before = lazy.clock;
          const at = before + wish.hours * HOUR;
          if (sweeps[i] === true) eager.do({ ...expire((before + at) / 2), key: `half-way ${String(i)}` });
          eager.do({ ...expire(at), key: `before ${String(i)}` });
          const { command, outcome: one } = lazy.wish(wish);
          const { outcome: other } = eager.do(command);
          if ("refused" in one) expect(other).toEqual(one);
          else expect("applied" in other).toBe(true);
          for (const then of [at, at + 2 * DAY, at + 45 * DAY]) {
            expect(balanceAt(eager.now.account, then)).toEqual(balanceAt(lazy.now.account, then));
            expect(expirySchedule(eager.now.account, then)).toEqual(expirySchedule(lazy.now.account, then));
          }
        });
        booked += eager.now.events.filter(({ type }) => type === "expiry-booked").length;
      }),
    );
    expect(booked).toBeGreaterThan(20);
  });
});

describe("without commands", () => {
  it("points only become fewer, and only what waited or was held becomes available", () => {
    let lapses = 0;
    fc.assert(
      fc.property(
        worlds,
        stories,
        fc.array(fc.integer({ min: 0, max: 60 * 24 }), { minLength: 2, maxLength: 8 }),
        (world, story, hours) => {
          const { account } = new Play(world).all(story).now;
          const balances = hours.sort((a, b) => a - b).map((hour) => balanceAt(account, account.newestAt + hour * HOUR));
          balances.slice(1).forEach((next, i) => {
            const last = balances[i] ?? next;
            expect(next.net).toBeLessThanOrEqual(last.net);
            expect(next.pending).toBeLessThanOrEqual(last.pending);
            expect(next.held).toBeLessThanOrEqual(last.held);
            expect(next.debt).toBeLessThanOrEqual(last.debt);
            expect(next.available - last.available).toBeLessThanOrEqual(last.pending - next.pending + last.held - next.held);
            if (next.net < last.net) lapses += 1;
          });
        },
      ),
    );
    expect(lapses).toBeGreaterThan(10);
  });

  it("what lapses is what the schedule said, day by day", () => {
    let days = 0;
    const certain = worlds.map(({ definition, openedAt }): World => ({
      definition: { ...definition, pending: { kind: "days", days: 3 } },
      openedAt,
    }));
    fc.assert(
      fc.property(certain, stories, (world, story) => {
        const play = new Play(world).all(story.filter(({ type }) => !type.includes("hold")));
        const { account } = play.now;
        const now = balanceAt(account, play.clock);
        if (now.debt > 0) return;
        const schedule = expirySchedule(account, play.clock);
        expect(now.nextExpiry).toEqual(schedule[0] ?? null);
        schedule.forEach(({ on }, i) => {
          const over = startOfDay(addToDate(on, { days: 1 }), play.program.timeZone);
          expect(net(account, over)).toBe(now.net - total(schedule.slice(0, i + 1)));
          expect(net(account, over - 1)).toBe(now.net - total(schedule.slice(0, i)));
          days += 1;
        });
      }),
    );
    expect(days).toBeGreaterThan(50);
  });

  it("a schedule is in order, from today on, and holds no more than there is", () => {
    fc.assert(
      fc.property(worlds, stories, (world, story) => {
        const play = new Play(world).all(story);
        for (const { after } of accepted(play)) {
          const { account } = after;
          const { available, pending, held } = balanceAt(account, account.newestAt);
          const schedule = expirySchedule(account, account.newestAt);
          expect(total(schedule)).toBeLessThanOrEqual(available + pending + held);
          schedule.forEach(({ on, points }, i) => {
            expect(points).toBeGreaterThan(0);
            expect(on > (schedule[i - 1]?.on ?? "")).toBe(true);
          });
        }
      }),
    );
  });
});

describe("the past", () => {
  it("as of the newest event is the account", () => {
    fc.assert(
      fc.property(worlds, stories, (world, story) => {
        const { account, events } = new Play(world).all(story).now;
        expect(accountAsOf(events, { occurredUntil: account.newestAt })).toEqual(account);
      }),
    );
  });

  it("as of any instant is the account that was there, when nothing comes late", () => {
    fc.assert(
      fc.property(worlds, timelyStories, (world, story) => {
        const play = new Play(world).all(story);
        const steps = accepted(play);
        const { events } = play.now;
        for (const { before, command } of steps) {
          const at = (command.at as number) - 1;
          if (at < before.account.newestAt) continue;
          const then = accountAsOf(events, { occurredUntil: at });
          expect(then === null ? null : balanceAt(then, at)).toEqual(balanceAt(before.account, at));
          expect(then === null ? null : expirySchedule(then, at)).toEqual(expirySchedule(before.account, at));
        }
      }),
    );
  });

  it("as it was known is what was known then: nothing recorded later shows", () => {
    let late = 0;
    fc.assert(
      fc.property(worlds, stories, fc.nat(), fc.nat(), (world, story, place, moment) => {
        const { events } = new Play(world).all(story).now;
        const recordedUntil = events[place % events.length]?.recordedAt ?? 0;
        const occurredUntil = events[moment % events.length]?.effectiveAt ?? 0;
        const known = events.filter(({ recordedAt }) => recordedAt <= recordedUntil);
        expect(accountAsOf(events, { occurredUntil, recordedUntil })).toEqual(accountAsOf(known, { occurredUntil }));
        late += events.filter(({ recordedAt, effectiveAt }) => recordedAt > recordedUntil && effectiveAt <= occurredUntil).length;
      }),
    );
    expect(late).toBeGreaterThan(10);
  });
});

describe("statements", () => {
  it("opening and lines make the closing, the next period opens with it, the last closes with the balance", () => {
    let unbooked = 0;
    fc.assert(
      fc.property(
        worlds,
        stories,
        fc.array(fc.integer({ min: -24, max: 90 * 24 }), { minLength: 2, maxLength: 6 }),
        (world, story, hours) => {
          const { account, events } = new Play(world).all(story).now;
          const first = Math.min(...events.map(({ effectiveAt }) => effectiveAt));
          const ends = [
            ...hours.map((hour) => world.openedAt + hour * HOUR),
            first,
            account.newestAt + 1,
            ...events.slice(-3).map(({ at }) => at),
          ];
          const bounds = [...new Set(ends)].sort((a, b) => a - b);
          const statements = bounds.slice(1).map((to, i) => pointStatement(events, { from: bounds[i] ?? to, to }));
          statements.forEach(({ opening, lines, closing }, i) => {
            expect(opening.net + lines.reduce((sum, { points }) => sum + points, 0)).toBe(closing.net);
            expect(opening).toEqual(statements[i - 1]?.closing ?? opening);
            unbooked += lines.filter(({ version }) => version === null).length;
          });
          expect(statements.at(-1)?.closing).toEqual(balanceAt(account, bounds.at(-1) ?? 0));
          const versions = statements.flatMap(({ lines }) => lines.map(({ version }) => version)).filter((version) => version !== null);
          expect(new Set(versions).size).toBe(versions.length);
        },
      ),
    );
    expect(unbooked).toBeGreaterThan(10);
  });
});

it("booking late needs no program that still knows the rules", () => {
  // A sweep with any lawful program of that name, at any time, leaves the balance of every later instant.
  fc.assert(
    fc.property(worlds, stories, fc.integer({ min: 0, max: 60 }), (world, story, days) => {
      const play = new Play(world).all(story);
      const at = play.clock + days * DAY;
      const swept = applyCommand(play.program, play.now.account, { type: "expire", key: "sweep", at });
      if (!swept.ok) throw new Error(swept.error.code);
      for (const later of [at, at + DAY, at + 30 * DAY])
        expect(balanceAt(swept.value.account, later)).toEqual(balanceAt(play.now.account, later));
    }),
  );
});
