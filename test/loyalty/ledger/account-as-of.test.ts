import { accountAsOf, balanceAt, type AsOfOptions, type LedgerEvent } from "clientele/loyalty";
import { describe, expect, it } from "vitest";
import {
  adjust,
  earn,
  expire,
  hold,
  imported,
  moment,
  onPending,
  opened,
  play,
  points,
  redeem,
  refund,
  shop,
  takeBack,
  type Played,
  type Sketch,
} from "./support.js";

const program = shop();
/** The points as of a day, as known on another; `null` before the opening. */
function asOf({ events }: Played, occurredUntil: string | number, recordedUntil?: string): Record<string, number> | null {
  const until = moment(occurredUntil);
  const known: AsOfOptions =
    recordedUntil === undefined ? { occurredUntil: until } : { occurredUntil: until, recordedUntil: moment(recordedUntil) };
  const account = accountAsOf(events, known);
  return account === null ? null : points({ account }, until);
}
const known = (on: string): { recordedAt: string } => ({ recordedAt: `${on}T10:00:00Z` });

describe("by effect", () => {
  const played = play(program, [
    earn("2025-01-02", "A", 10, { expiresOn: "2025-01-31" }),
    redeem("2025-01-10", "r", 4),
    earn("2025-02-10", "B", 5),
  ]);

  it("every instant has its own account", () => {
    expect(asOf(played, "2025-01-01T08:59:59.999Z")).toBeNull();
    expect(asOf(played, "2025-01-01T09:00:00Z")).toEqual({});
    expect(asOf(played, moment("2025-01-02") - 1)).toEqual({});
    expect(asOf(played, "2025-01-02")).toEqual({ available: 10 });
    expect(asOf(played, "2025-01-10")).toEqual({ available: 6 });
    expect(asOf(played, "2025-01-31T22:59:59.999Z")).toEqual({ available: 6 });
    expect(asOf(played, "2025-01-31T23:00:00Z")).toEqual({});
    expect(asOf(played, "2025-02-10")).toEqual({ available: 5 });
  });

  it("the last one is the account itself", () => {
    expect(accountAsOf(played.events, { occurredUntil: "2030-01-01T00:00:00Z" })).toEqual(played.account);
  });

  it("no events, no account, and no bad instants", () => {
    expect(accountAsOf([], { occurredUntil: 0 })).toBeNull();
    expect(() => accountAsOf(played.events, { occurredUntil: "once" })).toThrowError(/occurredUntil/);
    expect(() => accountAsOf(played.events, { occurredUntil: 0, recordedUntil: NaN })).toThrowError(/recordedUntil/);
    const opening = played.events[0];
    if (opening !== undefined)
      expect(() => accountAsOf([opening, opening], { occurredUntil: moment("2025-12-31") })).toThrowError(
        /: type: expected no second opening$/,
      );
  });

  it("the version counts the events that were there", () => {
    expect(accountAsOf(played.events, { occurredUntil: moment("2025-01-10") })?.version).toBe(3);
  });
});

describe("by effect, what came late", () => {
  it("an earning is there from its own day on", () => {
    const played = play(program, [
      earn("2025-01-02", "A", 10),
      redeem("2025-01-20", "r", 10),
      earn("2025-01-05", "L", 7, known("2025-02-01")),
    ]);
    expect(asOf(played, "2025-01-04")).toEqual({ available: 10 });
    expect(asOf(played, "2025-01-05")).toEqual({ available: 17 });
    expect(asOf(played, "2025-01-20")).toEqual({ available: 7 });
  });

  it("an earning that waited and lapsed in the past did so then", () => {
    const late = earn("2025-01-05", "L", 7, { activatesOn: "2025-01-10", expiresOn: "2025-01-15", ...known("2025-02-01") });
    const played = play(program, [adjust("2025-01-02", 1), adjust("2025-01-20", 1), late]);
    expect(asOf(played, "2025-01-04")).toEqual({ available: 1 });
    expect(asOf(played, "2025-01-05")).toEqual({ available: 1, pending: 7 });
    expect(asOf(played, "2025-01-10")).toEqual({ available: 8 });
    expect(asOf(played, "2025-01-15")).toEqual({ available: 8 });
    expect(asOf(played, "2025-01-16")).toEqual({ available: 1 });
    expect(asOf(played, "2025-01-20")).toEqual({ available: 2 });
  });

  it("another command took effect behind what was booked", () => {
    const played = play(program, [earn("2025-01-02", "A", 10), adjust("2025-01-20", 1), redeem("2025-01-05", "r", 4)]);
    expect(asOf(played, "2025-01-19")).toEqual({ available: 10 });
    expect(asOf(played, "2025-01-20")).toEqual({ available: 7 });
  });

  const story: Sketch[] = [earn("2025-01-02", "A", 10, { expiresOn: null }), earn("2025-01-20", "B", 10, { expiresOn: null })];
  const days = { expiry: { kind: "rolling", days: 3 } };
  it.each<[string, object, Sketch[], Record<string, number>[]]>([
    ["a hold whose end has passed", {}, [hold("2025-01-05", "h", 4, "2025-01-10")], [{ available: 10 }, { available: 20 }]],
    ["an adjustment whose points have lapsed", days, [adjust("2025-01-05", 4)], [{ available: 10 }, { available: 20 }]],
    [
      "an activation whose points have lapsed",
      { ...days, pending: { kind: "until-activated" } },
      [onPending("activate", "2025-01-05", "C")],
      [{ pending: 10 + 4 }, { pending: 20 }],
    ],
  ])("%s ended no sooner than it took effect", (_, definition, late, [before, after]) => {
    const rules = shop(definition);
    const waiting = "pending" in definition ? [earn("2025-01-03", "C", 4)] : [];
    const played = play(rules, [...waiting, ...story, ...late]);
    for (const day of ["2025-01-07", "2025-01-08", "2025-01-10", "2025-01-15", "2025-01-19"])
      expect([day, asOf(played, day)]).toEqual([day, before]);
    expect(asOf(played, "2025-01-20")).toEqual(after);
    expect(accountAsOf(played.events, { occurredUntil: moment("2025-01-20") })).toEqual(played.account);
  });

  it("an earning from before the opening is in no account before it", () => {
    const played = play(program, [earn("2025-01-05", "A", 50)], opened(program, "2025-01-10"));
    expect(asOf(played, "2025-01-06")).toBeNull();
    expect(asOf(played, "2025-01-10")).toEqual({ available: 50 });
  });

  it("its points pay the debt of its day in every account since", () => {
    const played = play(program, [
      earn("2025-01-02", "A", 10),
      redeem("2025-01-03", "r", 10),
      takeBack("2025-01-10", "A"),
      earn("2025-01-05", "L", 4, known("2025-02-01")),
    ]);
    expect(asOf(played, "2025-01-07")).toEqual({ available: 4 });
    expect(asOf(played, "2025-01-10")).toEqual({ debt: 6 });
  });
});

describe("by knowledge", () => {
  const played = play(program, [
    earn("2025-01-02", "A", 10, known("2025-01-05")),
    redeem("2025-01-03", "r", 4, known("2025-01-03")),
    earn("2025-01-10", "B", 5, known("2025-01-08")),
  ]);

  it("an event is known when it was recorded, one that builds on others not before them", () => {
    const until = "2025-01-20";
    expect(asOf(played, until, "2025-01-01T08:59:59Z")).toBeNull();
    expect(asOf(played, until, "2025-01-04")).toEqual({});
    // The redemption was recorded on the 3rd, but takes points that were recorded on the 5th.
    expect(asOf(played, until, "2025-01-05")).toEqual({ available: 6 });
    expect(asOf(played, until, "2025-01-07")).toEqual({ available: 6 });
    expect(asOf(played, until, "2025-01-08")).toEqual({ available: 11 });
    expect(asOf(played, "2025-01-09", "2025-01-08")).toEqual({ available: 6 });
  });

  it("an earning needs nothing before it", () => {
    const backwards = play(program, [redeemable("2025-01-02"), earn("2025-01-10", "B", 5, known("2025-01-08"))]);
    expect(asOf(backwards, "2025-01-20", "2025-01-08")).toEqual({ available: 5 });
    expect(asOf(backwards, "2025-01-20", "2025-01-30")).toEqual({ available: 15 });
  });

  it("an import needs nothing before it", () => {
    const lots = [{ points: 5, expiresOn: null, earnedAt: "2024-01-01T00:00:00Z" }];
    const backwards = play(program, [redeemable("2025-01-02"), { ...imported("2025-01-10", lots), ...known("2025-01-08") }]);
    expect(asOf(backwards, "2025-01-20", "2025-01-08")).toEqual({ available: 5 });
  });

  it("a corrupt stream is found, whatever was known", () => {
    const story = play(program, [earn("2025-01-02", "A", 10), redeem("2025-01-03", "r", 4)]);
    const [opening, earned, redeemed] = story.events as [LedgerEvent, LedgerEvent, LedgerEvent];
    const beyond = { ...redeemed, points: 11, lots: [{ lot: 1, points: 11, expiresOn: null }] } as LedgerEvent;
    for (const recordedUntil of [redeemed.recordedAt, moment("2025-12-31")]) {
      const options = { occurredUntil: moment("2025-12-31"), recordedUntil };
      expect(() => accountAsOf([opening, earned, beyond], options)).toThrowError(/event 3 .*lots: expected lots that the account has/);
    }
  });

  it("an earning or an import of another account is found, though not all before it was known", () => {
    const lots = [{ points: 5, expiresOn: null, earnedAt: "2024-01-01T00:00:00Z" }];
    for (const last of [earn("2025-01-10", "B", 5, known("2025-01-08")), { ...imported("2025-01-10", lots), ...known("2025-01-08") }]) {
      const { events } = play(program, [redeemable("2025-01-02"), last]);
      const foreign = [...events.slice(0, -1), { ...(events.at(-1) as LedgerEvent), accountId: "a-2" }];
      const options = { occurredUntil: moment("2025-01-20"), recordedUntil: moment("2025-01-08") };
      expect(() => accountAsOf(foreign, options)).toThrowError(/accountId: expected an event of account a-1/);
    }
  });

  it("what lapsed is gone, known or not", () => {
    const lapsing = play(program, [
      earn("2025-01-02", "A", 10, { expiresOn: "2025-01-10" }),
      { ...expire("2025-01-20"), recordedAt: "2025-03-01T00:00:00Z" },
    ]);
    expect(asOf(lapsing, "2025-01-15", "2025-01-15")).toEqual({});
    expect(asOf(lapsing, "2025-01-09", "2025-01-15")).toEqual({ available: 10 });
  });
});

/** An earning that became known late. */
function redeemable(at: string): Sketch {
  return earn(at, "A", 10, known("2025-01-30"));
}

it("agrees at every instant with the account that was there, when nothing comes late", () => {
  const story: Sketch[] = [
    earn("2025-01-02", "A", 30, { expiresOn: "2025-01-20" }),
    earn("2025-01-03", "P", 8, { activatesOn: "2025-01-12" }),
    hold("2025-01-04", "h", 10, "2025-01-11"),
    redeem("2025-01-05", "r", 12),
    refund("2025-01-08", "r", 5),
    takeBack("2025-01-13", "A"),
    earn("2025-01-25", "B", 40),
  ];
  const played = play(program, story);
  for (let n = 0; n <= story.length; n += 1) {
    const part = play(program, story.slice(0, n));
    const next = story[n]?.at;
    const end = next === undefined ? moment("2025-12-31") : (next as number) - 1;
    for (let at: number = part.account.newestAt; at <= end; at += 6 * 3_600_000) {
      const account = accountAsOf(played.events, { occurredUntil: at });
      expect(account === null ? null : balanceAt(account, at)).toEqual(balanceAt(part.account, at));
    }
  }
});

it("what was recorded before others that precede it is known when it needs none of them", () => {
  const played = play(program, [
    earn("2025-01-02", "e", 100),
    earn("2025-01-10", "f", 50, known("2025-02-01")),
    redeem("2025-01-15", "r", 30, known("2025-01-15")),
    redeem("2025-01-16", "s", 100, known("2025-01-16")),
  ]);
  // Of the second redemption nobody could have known: 30 of its points are those of f.
  expect(asOf(played, "2025-01-20", "2025-01-20T10:00:00Z")).toEqual({ available: 70 });
  expect(asOf(played, "2025-01-20", "2025-02-01T10:00:00Z")).toEqual({ available: 20 });
});
