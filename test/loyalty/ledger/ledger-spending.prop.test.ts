// Laws of spending: what is undone was not done, and what is split comes to the same.
import { applyCommand, balanceAt, expirySchedule, type PointAccount, type PointProgram } from "clientele/loyalty";
import { addToDate, calendarDate } from "clientele/time";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DAY, Play, stories, worlds, type World } from "./random-plays.js";
import {
  capture,
  earn,
  hold,
  lastEvent,
  play,
  points,
  redeem,
  refund,
  release,
  shop,
  takeBack,
  withKey,
  type Played,
  type Sketch,
} from "./support.js";

/** What an account has and when it goes, seen lot by lot; numbers of lots are no business of anybody. */
function seen({ account }: Played): unknown {
  const lots = account.lots.map(({ order, points: count, expiresOn, movableUntil, graced }) => [
    order,
    count,
    expiresOn,
    movableUntil,
    graced,
  ]);
  return [lots, account.debt, balanceAt(account, account.newestAt), expirySchedule(account, account.newestAt)];
}

const keeping = worlds.map(({ definition, openedAt }): World => ({
  definition: { ...definition, restoredExpiry: { kind: "keep" }, restoreOrder: "reverse-of-consumption" },
  openedAt,
}));

/** Plays a story, and then what a law says of an account with points to spend; tells how often there were any. */
function whenRich(
  arbitrary: fc.Arbitrary<World>,
  law: (played: Played, program: PointProgram, at: number, available: number, part: number) => void,
): void {
  let rich = 0;
  fc.assert(
    fc.property(arbitrary, stories, fc.integer({ min: 1, max: 1000 }), (world, story, share) => {
      const whole = new Play(world).all(story);
      const { available } = balanceAt(whole.now.account, whole.clock);
      if (available < 2) return;
      rich += 1;
      law(whole.now, whole.program, whole.clock, available, 1 + (share % (available - 1)));
    }),
  );
  expect(rich).toBeGreaterThan(20);
}

describe("undoing", () => {
  it("a redemption in part leaves the smaller redemption", () => {
    whenRich(keeping, (played, program, at, available, less) => {
      const undone = play(program, [redeem(at, "x", available), refund(at, "x", available - less)], played);
      expect(seen(undone)).toEqual(seen(play(program, [redeem(at, "x", less)], played)));
    });
  });

  it("a hold leaves nothing", () => {
    whenRich(worlds, (played, program, at, _, count) => {
      const swept = play(program, [{ type: "expire", at: at }], played);
      expect(seen(play(program, [hold(at, "x", count), release(at, "x")], played))).toEqual(seen(swept));
    });
  });

  it("a hold that is captured is a redemption", () => {
    whenRich(worlds, (played, program, at, _, count) => {
      const held = play(program, [hold(at, "x", count), capture(at, "x", "y")], played);
      const redeemed = play(program, [redeem(at, "y", count)], played);
      expect(seen(held)).toEqual(seen(redeemed));
      expect(lastEvent(held, "hold-captured").lots).toEqual(lastEvent(redeemed, "points-redeemed").lots);
    });
  });
});

describe("splitting", () => {
  it("a redemption takes the same points in parts", () => {
    whenRich(worlds, (played, program, at, available, less) => {
      const parts = play(program, [redeem(at, "x", less), redeem(at, "y", available - less)], played);
      expect(seen(parts)).toEqual(seen(play(program, [redeem(at, "x", available)], played)));
      expect(points(parts, at)["available"]).toBeUndefined();
    });
  });

  it("a return comes to the whole, in any parts and order", () => {
    const amount = fc.integer({ min: 1, max: 100_000 });
    const part = fc.record({ of: fc.constantFrom("remaining", "remaining", "points"), share: fc.integer({ min: 0, max: 100 }) });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000 }), amount, fc.array(part, { maxLength: 6 }), (earned, minor, parts) => {
        const program = shop();
        const basis = { minor, currency: "EUR" };
        let played = play(program, [earn("2025-01-02", "A", earned, { basis })]);
        let kept = earned;
        let taken = 0;
        const steps: Sketch[] = parts.map(({ of, share }) =>
          of === "points"
            ? takeBack("2025-01-03", "A", { points: 1 + (share % earned) })
            : takeBack("2025-01-03", "A", { remaining: { minor: Math.floor((minor * share) / 100), currency: "EUR" } }),
        );
        [...steps, takeBack("2025-01-04", "A", { remaining: { minor: 0, currency: "EUR" } })].forEach((step, i) => {
          const result = applyCommand(program, played.account, withKey({ ...step, key: `return ${String(i)}` }));
          if (!result.ok) return;
          played = { account: result.value.account, events: [...played.events, ...result.value.events] };
          const event = lastEvent(played, "earning-reversed");
          expect(event.points).toBeGreaterThanOrEqual(0);
          taken += event.points;
          if (event.remaining !== null) {
            // What is kept is floor(points x remaining / basis), or less when it was less before.
            kept = Math.min(kept, Number((BigInt(earned) * BigInt(event.remaining.minor)) / BigInt(minor)));
          } else kept -= event.points;
          expect(earned - taken).toBe(kept);
        });
        expect(taken).toBe(earned);
        expect(points(played, "2025-01-05")).toEqual({});
      }),
    );
  });
});

describe("the order", () => {
  it("of two earnings at one time does not matter", () => {
    let unowed = 0;
    fc.assert(
      fc.property(
        worlds,
        stories,
        fc.integer({ min: 1, max: 50 }),
        fc.option(fc.integer({ min: 1, max: 30 })),
        (world, story, count, days) => {
          const whole = new Play(world).all(story);
          const { program, clock, now } = whole;
          if (balanceAt(now.account, clock).debt > 0) return;
          unowed += 1;
          const until = days === null ? {} : { expiresOn: addToDate(calendarDate(clock, program.timeZone), { days }) };
          const [a, b] = [earn(clock, "x", count, until), earn(clock, "y", 7)];
          const see = (played: Played): unknown => [balanceAt(played.account, clock), expirySchedule(played.account, clock)];
          expect(see(play(program, [a, b], now))).toEqual(see(play(program, [b, a], now)));
        },
      ),
    );
    expect(unowed).toBeGreaterThan(20);
  });

  it("soonest expiry first redeems at least as much as any other order", () => {
    let better = 0;
    const step = fc.record({
      days: fc.integer({ min: 0, max: 5 }),
      count: fc.integer({ min: 1, max: 40 }),
      lives: fc.integer({ min: 0, max: 25 }),
      spends: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(step, { minLength: 2, maxLength: 25 }), (steps) => {
        const redeemed = (consumption: string): number => {
          const program = shop({ consumption });
          let at = Date.parse("2025-01-02T10:00:00Z");
          let played = play(program, []);
          steps.forEach(({ days, count, lives, spends }, i) => {
            at += days * DAY;
            const { available } = balanceAt(played.account, at);
            const expiresOn = addToDate(calendarDate(at, "Europe/Berlin"), { days: lives });
            const command = spends
              ? redeem(at, `r${String(i)}`, Math.min(count, available))
              : earn(at, `e${String(i)}`, count, { expiresOn });
            if (!spends || available > 0) played = play(program, [command], played);
          });
          return played.account.totals.redeemed;
        };
        const soonest = redeemed("soonest-expiry-first");
        for (const other of ["first-in-first-out", "last-in-first-out"]) {
          const amount = redeemed(other);
          expect(soonest).toBeGreaterThanOrEqual(amount);
          if (soonest > amount) better += 1;
        }
      }),
    );
    expect(better).toBeGreaterThan(10);
  });
});

describe("a point's last day", () => {
  const cycle = fc.record({
    waits: fc.integer({ min: 0, max: 20 }),
    back: fc.integer({ min: 0, max: 20 }),
    count: fc.integer({ min: 1, max: 20 }),
  });
  const lastDays = (account: PointAccount): (string | null)[] => account.lots.map(({ expiresOn }) => expiresOn);

  it("is moved at most once by redeeming and restoring, and not at all when dates are kept", () => {
    let moved = 0;
    const days = 10;
    fc.assert(
      fc.property(fc.array(cycle, { minLength: 1, maxLength: 10 }), fc.boolean(), (cycles, keeps) => {
        const program = shop({ timeZone: "UTC", restoredExpiry: keeps ? { kind: "keep" } : { kind: "keep-but-at-least", days } });
        let at = Date.parse("2025-01-02T10:00:00Z");
        const start = "2025-02-10";
        let played = play(program, [earn(at, "A", 20, { expiresOn: start })]);
        const dates = new Set<string | null>([start]);
        const limits = [start];
        cycles.forEach(({ waits, back, count }, i) => {
          at += waits * DAY;
          const { available } = balanceAt(played.account, at);
          if (available === 0) return;
          const id = `r${String(i)}`;
          played = play(program, [redeem(at, id, Math.min(count, available))], played);
          at += back * DAY;
          played = play(program, [refund(at, id)], played);
          limits.push(addToDate(calendarDate(at, "UTC"), { days }));
          lastDays(played.account).forEach((date) => dates.add(date));
        });
        // 20 points at most, each moved once at most: the latest date is one that a first refund gave.
        for (const { expiresOn, graced } of played.account.lots) {
          if (graced) expect(limits.slice(1)).toContain(expiresOn);
          else expect(expiresOn).toBe(start);
          if (graced) moved += 1;
        }
        if (keeps) expect([...dates]).toEqual([start]);
      }),
    );
    expect(moved).toBeGreaterThan(10);
  });

  it("redeeming and restoring the same points again and again does not keep them alive", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 40, maxLength: 40 }), (waits) => {
        const program = shop({ timeZone: "UTC", restoredExpiry: { kind: "keep-but-at-least", days: 10 } });
        let at = Date.parse("2025-01-02T10:00:00Z");
        let played = play(program, [earn(at, "A", 20, { expiresOn: "2025-01-20" })]);
        waits.forEach((days, i) => {
          at += days * DAY;
          if (balanceAt(played.account, at).available < 20) return;
          played = play(program, [redeem(at, `r${String(i)}`, 20), refund(at, `r${String(i)}`)], played);
        });
        // Grace is given while the points live, so never beyond their last day and ten more.
        expect(points(played, "2025-01-31T00:00:00Z")).toEqual({});
      }),
    );
  });
});
