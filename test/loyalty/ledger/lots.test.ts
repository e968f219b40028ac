// Many old lots with the same date are stored as few. Nothing that anybody sees may change by it.
import { balanceAt, expirySchedule, replayEvents, accountAsOf, type ConsumptionOrder } from "clientele/loyalty";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareLots, insertLot, joinNeighbours, pick, takeOut } from "../../../src/loyalty/ledger/lots.js";
import type { PointLot } from "clientele/loyalty";
import { calendarDate, instant } from "clientele/time";
import {
  adjust,
  earn,
  extend,
  hold,
  imported,
  play,
  redeem,
  refund,
  release,
  shop,
  takeBack,
  type Played,
  type Sketch,
} from "./support.js";

const ORDERS: readonly ConsumptionOrder[] = ["soonest-expiry-first", "first-in-first-out", "last-in-first-out"];
const HOUR = 3_600_000;
const START = Date.parse("2025-01-02T10:00:00Z");
const LONG = "2026-12-31";

/** 200 earnings, one an hour, and a hundred more after two months, when the first are forgotten. */
const busy: Sketch[] = [
  ...Array.from({ length: 200 }, (_, i) => earn(START + i * HOUR, `old ${String(i)}`, 1 + (i % 3), { expiresOn: LONG })),
  ...Array.from({ length: 100 }, (_, i) => earn(START + (1500 + i) * HOUR, `new ${String(i)}`, 2, { expiresOn: LONG })),
];
const NOW = START + 1700 * HOUR;
const begun = new Map<string, Played>();
const both = (consumption: ConsumptionOrder, more: readonly Sketch[]): [joined: Played, apart: Played] => {
  const tell = (rememberDays: number | null): Played => {
    const program = shop({ consumption, rememberDays });
    const name = `${consumption} ${String(rememberDays)}`;
    const played = begun.get(name) ?? play(program, busy);
    begun.set(name, played);
    return play(program, more, played);
  };
  return [tell(10), tell(null)];
};
const seen = ({ account }: Played): unknown =>
  [NOW, NOW + 400 * 24 * HOUR, Date.parse("2027-01-02T00:00:00Z")].map((at) => [balanceAt(account, at), expirySchedule(account, at)]);

describe.each(ORDERS)("joined lots, %s", (consumption) => {
  const stories: [string, Sketch[]][] = [
    ["as they are", []],
    [
      "spent and given back",
      [redeem(NOW, "r", 250), refund(NOW + HOUR, "r", 100), redeem(NOW + 2 * HOUR, "s", 120), refund(NOW + 3 * HOUR, "s")],
    ],
    ["held and released", [hold(NOW, "h", 333), release(NOW + HOUR, "h"), redeem(NOW + 2 * HOUR, "r", 90)]],
    ["taken for a return of a new earning", [redeem(NOW, "r", 400), takeBack(NOW + HOUR, "new 99"), takeBack(NOW + HOUR, "new 0")]],
    ["extended, all", [extend(NOW, "2027-06-30"), redeem(NOW, "r", 77)]],
    [
      "beside an earning that comes late, between them",
      [earn(START + 30.5 * HOUR, "late", 5, { expiresOn: "2026-06-30" }), redeem(NOW, "r", 80)],
    ],
    [
      "beside an import of points as old",
      [
        imported(NOW, [{ points: 5, expiresOn: "2026-06-30", earnedAt: new Date(START + 30.5 * HOUR).toISOString() }]),
        redeem(NOW, "r", 80),
      ],
    ],
    ["beside adjustments", [adjust(NOW, 5), adjust(NOW, -300), adjust(NOW, 7)]],
  ];

  it.each(stories)("%s: the same balances and schedules", (_, more) => {
    const [joined, apart] = both(consumption, more);
    expect(seen(joined)).toEqual(seen(apart));
    expect(joined.account.lots.length).toBeLessThanOrEqual(apart.account.lots.length);
    expect(replayEvents(joined.events)).toEqual(joined.account);
  });

  it("are few", () => {
    const [joined, apart] = both(consumption, []);
    expect(apart.account.lots).toHaveLength(300);
    // In the orders that go by the day of the earning, what comes late may belong between any two.
    if (consumption === "soonest-expiry-first") expect(joined.account.lots.length).toBeLessThan(170);
    else expect(joined.account.lots).toHaveLength(300);
  });

  it("from 64 on", () => {
    const hourly = Array.from({ length: 63 }, (_, i) => earn(START + i * HOUR, `old ${String(i)}`, 2, { expiresOn: LONG }));
    const played = play(shop({ consumption, rememberDays: 10 }), [...hourly, earn(NOW, "new", 5, { expiresOn: LONG })]);
    const counts = played.account.lots.map(({ points }) => points);
    expect(counts).toHaveLength(consumption === "soonest-expiry-first" ? 2 : 64);
    if (consumption === "soonest-expiry-first") expect(counts).toEqual([126, 5]);
  });

  it("can be looked back on from any day, whatever came late", () => {
    const late = [
      earn(START + 5.5 * HOUR, "late", 4, { expiresOn: LONG }),
      redeem(NOW, "r", 150),
      earn(START + 7.5 * HOUR, "later", 4, { expiresOn: LONG }),
    ];
    const [joined, apart] = both(consumption, [...late, redeem(NOW + HOUR, "s", 200)]);
    for (const hours of [10, 100, 1499, 1550, 1599, 1650, 1701, 1800]) {
      const at = START + hours * HOUR;
      const balances = [joined, apart].map(({ events }) => {
        const account = accountAsOf(events, { occurredUntil: at });
        return account === null ? null : balanceAt(account, at);
      });
      expect(balances[0]).toEqual(balances[1]);
    }
  });
});

describe("lists of lots", () => {
  const lot = (more: Partial<PointLot>): PointLot => ({
    ...{ lot: 1, order: 1, earningId: null, earnedAt: instant(START), points: 5, expiresOn: null, movableUntil: null, graced: false },
    ...more,
  });
  const day = fc
    .constantFrom(null, "2025-02-01", "2025-03-01")
    .map((date) => (date === null ? null : calendarDate(Date.parse(date), "UTC")));
  const lots = fc.uniqueArray(
    fc.record({ lot: fc.nat(50), order: fc.nat(9), hours: fc.nat(3), points: fc.integer({ min: 1, max: 9 }), expiresOn: day }),
    { maxLength: 12, selector: (entry) => entry.lot },
  );
  const made = lots.map((list) => list.map(({ hours, ...rest }) => lot({ ...rest, earnedAt: instant(START + hours * HOUR) })));

  it("stay in order however they are filled", () => {
    fc.assert(
      fc.property(made, fc.constantFrom(...ORDERS), (list, order) => {
        const filled: PointLot[] = [];
        for (const entry of list) insertLot(filled, entry, order);
        expect(filled).toEqual(list.toSorted((a, b) => compareLots(order, a, b)));
      }),
    );
  });

  it("give what is picked, and nothing when it is not there", () => {
    fc.assert(
      fc.property(made, fc.integer({ min: 1, max: 60 }), (list, count) => {
        const total = list.reduce((sum, { points }) => sum + points, 0);
        const picked = pick(list, count);
        expect(picked.reduce((sum, { points }) => sum + points, 0)).toBe(Math.min(count, total));
        const left = list.slice();
        const out = takeOut(left, picked) ?? [];
        expect(out.map(({ lot: name, points, expiresOn }) => ({ lot: name, points, expiresOn }))).toEqual(picked);
        expect(left.reduce((sum, { points }) => sum + points, 0)).toBe(total - Math.min(count, total));
        expect(takeOut(left, [{ lot: 99, points: 1 }])).toBeUndefined();
      }),
    );
  });

  it("are joined where nothing tells two neighbours apart", () => {
    const list = [
      lot({ lot: 1, earningId: "A" }),
      lot({ lot: 2, earningId: "B", points: 3 }),
      lot({ lot: 3, expiresOn: calendarDate(START, "UTC") }),
      lot({ lot: 4, expiresOn: calendarDate(START, "UTC"), graced: true }),
      lot({ lot: 5, earnedAt: instant(START + 2 * HOUR) }),
      lot({ lot: 6, earnedAt: instant(START + 3 * HOUR) }),
    ];
    joinNeighbours(list, START + HOUR);
    expect(list.map(({ lot: name, points, earningId }) => [name, points, earningId])).toEqual([
      [1, 8, null],
      [3, 5, null],
      [4, 5, null],
      [5, 5, null],
      [6, 5, null],
    ]);
    const old = lot({ lot: 1 });
    const young = lot({ lot: 2, earnedAt: instant(START + HOUR) });
    for (const apart of [
      [old, young],
      [young, old],
    ]) {
      joinNeighbours(apart, START + HOUR);
      expect(apart).toHaveLength(2);
    }
    const none: PointLot[] = [];
    joinNeighbours(none, START);
    expect(none).toEqual([]);
  });
});
