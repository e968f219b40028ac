// What can be recognised again: tables of ids, and how they forget.
import { applyCommand, type RememberedKey } from "clientele/loyalty";
import { instant } from "clientele/time";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { aged, entriesOf, find, NOTHING_REMEMBERED, put } from "../../../src/loyalty/ledger/remembered.js";
import { deepFreeze } from "../../support/deep-freeze.js";
import { DAY } from "./random-plays.js";
import { earn, moment, onPending, play, points, redeem, refund, refusal, shop, takeBack, withKey, type Sketch } from "./support.js";

type Table = ReturnType<typeof put<RememberedKey>>;
const entry = (id: string, at = 0, content = ""): RememberedKey => ({ id, at: instant(at), content });
const EMPTY: Table = NOTHING_REMEMBERED;

describe("a table", () => {
  const ids = fc.oneof(fc.string({ minLength: 1, maxLength: 3 }), fc.constantFrom("__proto__", "constructor", "10", "9", "é", "e\u0301"));

  it("finds what was put last under every id, as a map does", () => {
    fc.assert(
      fc.property(fc.array(ids, { maxLength: 400, size: "max" }), (names) => {
        const map = new Map<string, string>();
        let table = EMPTY;
        names.forEach((id, i) => {
          table = deepFreeze(put(table, entry(id, 0, String(i))));
          map.set(id, String(i));
        });
        for (const [id, content] of map) expect(find(table, id)?.content).toBe(content);
        expect(entriesOf(table)).toHaveLength(map.size);
        expect(find(table, "not there")).toBeUndefined();
      }),
      { numRuns: 50 },
    );
  });

  it("has two generations: what is changed stays in its own, an id that is used again is recent", () => {
    const young = [entry("a", 1), entry("b", 2)].reduce<Table>(
      put,
      aged(EMPTY, instant(1), 10, () => false),
    );
    const table = aged(young, instant(13 * DAY), 10, () => false);
    expect(table).toEqual({ since: 13 * DAY, recent: [], older: [[entry("a", 1), entry("b", 2)]] });
    expect(put(table, entry("b", 2, "more"))).toEqual({ ...table, older: [[entry("a", 1), entry("b", 2, "more")]] });
    const again = put(table, entry("a", 14 * DAY));
    expect(again).toEqual({ ...table, recent: [[entry("a", 14 * DAY)]], older: [[entry("b", 2)]] });
    expect(put(again, entry("b", 15 * DAY))).toEqual({
      ...table,
      recent: [[entry("a", 14 * DAY), entry("b", 15 * DAY)]],
      older: [],
    });
  });

  it("begins a generation with its first entry, before 1970 too, and the next one two days after what is remembered", () => {
    const begun = put(
      aged(EMPTY, instant(-DAY), 10, () => false),
      entry("a", -DAY),
    );
    expect(begun).toEqual({ since: -DAY, recent: [[entry("a", -DAY)]], older: [] });
    expect(aged(begun, instant(11 * DAY), 10, () => false)).toEqual(begun);
    expect(aged(begun, instant(11 * DAY + 1), 10, () => false).recent).toEqual([]);
  });

  it("has short pages, so that a change copies little", () => {
    const many = Array.from({ length: 1000 }, (_, i) => entry(String((i * 389) % 1000)));
    const { recent } = many.reduce<Table>(put, EMPTY);
    expect(recent.flat()).toHaveLength(1000);
    expect(Math.max(...recent.map((page) => page.length))).toBeLessThanOrEqual(64);
  });

  it("forgets nothing that is younger than the days to remember, and in the end all that is older", () => {
    const days = fc.integer({ min: 0, max: 30 });
    fc.assert(
      fc.property(
        days,
        fc.array(fc.record({ wait: fc.integer({ min: 0, max: 12 }), name: fc.nat(15) }), { maxLength: 80, size: "max" }),
        (rememberDays, steps) => {
          const last = new Map<string, number>();
          let table = EMPTY;
          let now = 0;
          for (const { wait, name } of steps) {
            now += wait * DAY;
            table = deepFreeze(
              put(
                aged(table, instant(now), rememberDays, () => false),
                entry(String(name), now),
              ),
            );
            last.set(String(name), now);
            for (const [id, at] of last) if (now - at <= rememberDays * DAY) expect(find(table, id)?.at).toBe(at);
            for (const { at } of entriesOf(table)) expect(now - at).toBeLessThanOrEqual((2 * (rememberDays + 2) + 24) * DAY);
          }
        },
      ),
    );
  });
});

describe("what is remembered", () => {
  const program = shop({ rememberDays: 10 });
  const day = (n: number): number => moment("2025-01-02") + n * DAY;

  it("an id that came free and was used again is known as long as any other", () => {
    // The second A lives among what is old; when that is dropped, A must not go with it.
    for (let again = 11; again <= 40; again += 1) {
      const played = play(program, [earn(day(0), "A", 10), earn(day(12.5), "B", 1), earn(day(14), "C", 1)]);
      if (again <= 14) continue;
      const second = play(program, [earn(day(again), "A", 7), earn(day(again + 1), "D", 1), earn(day(again + 3), "E", 1)], played);
      expect([again, points(play(program, [takeBack(day(again + 4), "A")], second), day(again + 4))]).toEqual([again, { available: 14 }]);
    }
  });

  it("the same for keys and redemptions", () => {
    for (let again = 15; again <= 40; again += 1) {
      const played = play(program, [
        earn(day(0), "A", 100, { key: "k" }),
        redeem(day(0), "r", 10),
        earn(day(13), "B", 1),
        redeem(day(13), "s", 1),
        earn(day(again), "C", 1, { key: "k" }),
        redeem(day(again), "r", 5),
        earn(day(again + 3), "D", 1),
        redeem(day(again + 3), "t", 1),
      ]);
      expect(refusal(program, played, redeem(day(again + 4), "x", 1, { key: "k" }))).toEqual({ code: "key-reused", key: "k" });
      expect(points(play(program, [refund(day(again + 4), "r")], played), day(again + 4))).toEqual({ available: 91 });
    }
  });

  it("points that wait keep their earning for ever", () => {
    const waiting = shop({ rememberDays: 10, pending: { kind: "until-activated" } });
    const many: Sketch[] = Array.from({ length: 200 }, (_, i) => earn(day(i + 1), `e${String(i)}`, 1, { activatesOn: "2025-01-01" }));
    const played = play(waiting, [earn(day(0), "W", 9), ...many]);
    expect(points(play(waiting, [onPending("activate", day(201), "W")], played), day(201))).toEqual({ available: 209 });
    expect(points(play(waiting, [takeBack(day(201), "W", { points: 4 })], played), day(201))).toEqual({ available: 200, pending: 5 });
  });

  it("with an old earning everything goes but its points, and the state stays small", () => {
    const size = (count: number): number => {
      const played = play(
        program,
        Array.from({ length: count }, (_, i) => earn(day(i), `e${String(i)}`, 1, { expiresOn: "2035-12-31" })),
      );
      return JSON.stringify(played.account).length;
    };
    expect(size(1200)).toBeLessThan(2 * size(300));
  });

  it("for ever, when nothing is to be forgotten", () => {
    const forever = shop({ rememberDays: null });
    const played = play(
      forever,
      Array.from({ length: 300 }, (_, i) => earn(day(40 * i), `e${String(i)}`, 1)),
    );
    expect(refusal(forever, played, earn(day(12_001), "e0", 1)).code).toBe("id-in-use");
    const first = applyCommand(forever, played.account, withKey(earn(day(0), "e0", 1)));
    expect(first).toMatchObject({ ok: true, value: { duplicate: true } });
  });
});
