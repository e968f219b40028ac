// What belongs to a period: commands from its first instant on and before the first instant after it; what time does at that instant still belongs to it.
import { pointStatement, transferPoints, type PointStatement } from "clientele/loyalty";
import { describe, expect, it } from "vitest";
import {
  adjust,
  earn,
  expire,
  hold,
  moment,
  onPending,
  opened,
  play,
  redeem,
  shop,
  takeBack,
  type Played,
  type Sketch,
} from "./support.js";

const program = shop();
/** From the first instant of a local day in Berlin to that of another. */
const between = ({ events }: Pick<Played, "events">, from: string, to: string): PointStatement =>
  pointStatement(events, { from: `${from}T00:00:00+01:00`, to: `${to}T00:00:00+01:00` });
const lines = ({ lines: all }: PointStatement): unknown[] => all.map(({ type, points: count, net }) => [type, count, net]);

describe("the ends of a period", () => {
  it("what lapses at its last instant belongs to it, what is commanded there does not", () => {
    const story = [earn("2025-01-02", "A", 10, { expiresOn: "2025-01-31" }), earn("2025-01-31T23:00:00Z", "B", 5)];
    for (const extra of [[], [expire("2025-01-31T23:00:00Z")], [expire("2025-02-10")]] as Sketch[][]) {
      const played = play(program, [...story, ...extra]);
      const january = between(played, "2025-01-01", "2025-02-01");
      expect(lines(january)).toEqual([
        ["account-opened", 0, 0],
        ["points-earned", 10, 10],
        ["points-lapsed", -10, 0],
      ]);
      const february = between(played, "2025-02-01", "2025-03-01");
      expect(lines(february).slice(0, 1)).toEqual([["points-earned", 5, 5]]);
      expect([january.opening.net, january.closing.net, february.opening.net, february.closing.net]).toEqual([0, 0, 0, 5]);
    }
  });

  it("activations and ends of holds, too", () => {
    const played = play(program, [
      earn("2025-01-02", "A", 10, { activatesOn: "2025-02-01" }),
      adjust("2025-01-02", 4),
      hold("2025-01-02", "h", 4, "2025-01-31T23:00:00Z"),
    ]);
    const january = between(played, "2025-01-01", "2025-02-01");
    expect(lines(january).slice(-2)).toEqual([
      ["points-activated", 0, 14],
      ["hold-released", 0, 14],
    ]);
    expect(january.closing).toMatchObject({ available: 14, pending: 0, held: 0 });
    expect(between(played, "2025-02-01", "2025-03-01").lines).toEqual([]);
  });

  it("a period without length has no lines of commands", () => {
    const played = play(program, [earn("2025-01-02", "A", 10)]);
    const { opening, lines: none, closing } = pointStatement(played.events, { from: moment("2025-01-02"), to: moment("2025-01-02") });
    expect([opening.net, none, closing.net]).toEqual([0, [], 0]);
    const backwards = (): unknown => pointStatement(played.events, { from: 1000, to: 999 });
    expect(backwards).toThrowError("invalid period: to: expected an instant not before `from`");
    expect(backwards).toThrowError(expect.objectContaining({ issues: [expect.objectContaining({ code: "ends-before-it-begins" })] }));
    expect(() => pointStatement(played.events, { from: "now", to: 999 })).toThrowError(/^invalid from: /);
    expect(() => pointStatement(played.events, { from: 0, to: "now" })).toThrowError(/^invalid to: /);
  });

  it("before the opening everything is zero", () => {
    const played = play(program, [earn("2025-01-02", "A", 10)]);
    const zero = { available: 0, pending: 0, held: 0, debt: 0, net: 0, nextExpiry: null };
    expect(between(played, "2024-01-01", "2025-01-01")).toEqual({ opening: zero, lines: [], closing: zero });
    expect(pointStatement([], { from: 0, to: 1 })).toEqual({ opening: zero, lines: [], closing: zero });
  });
});

/** The lines of January and of February in Berlin; the first instant of February is MIDNIGHT. */
const MIDNIGHT = moment("2025-01-31T23:00:00Z");
function months(played: Pick<Played, "events">): [january: unknown[], february: unknown[]] {
  const [january, february] = [between(played, "2025-01-01", "2025-02-01"), between(played, "2025-02-01", "2025-03-01")];
  expect(february.opening).toEqual(january.closing);
  for (const { opening, lines: all, closing } of [january, february])
    expect(opening.net + all.reduce((sum, { points }) => sum + points, 0)).toBe(closing.net);
  return [lines(january).slice(1), lines(february)];
}

describe("at the first instant of a month", () => {
  it("what follows at once from a command goes with it", () => {
    expect(months(play(program, [adjust("2025-01-02", 1), earn(MIDNIGHT, "A", 5, { expiresOn: "2025-01-31" })]))).toEqual([
      [["points-adjusted", 1, 1]],
      [
        ["points-earned", 5, 6],
        ["points-lapsed", -5, 1],
      ],
    ]);
  });

  it("the lapse of an earning that came late goes with the month that ends", () => {
    expect(months(play(program, [adjust("2025-02-10", 1), earn("2025-01-02", "L", 7, { expiresOn: "2025-01-31" })]))).toEqual([
      [
        ["points-earned", 7, 7],
        ["points-lapsed", -7, 0],
      ],
      [["points-adjusted", 1, 1]],
    ]);
  });

  it("debt that an earning from before pays is paid when it is made", () => {
    const story = [earn("2025-01-02", "A", 10), redeem("2025-01-03", "r", 10), takeBack(MIDNIGHT, "A"), earn("2025-01-05", "L", 4)];
    expect(months(play(program, story))).toEqual([
      [
        ["points-earned", 10, 10],
        ["points-redeemed", -10, 0],
        ["points-earned", 4, 4],
      ],
      [
        ["earning-reversed", -10, -6],
        ["debt-paid", 0, -6],
      ],
    ]);
  });

  const owing = [earn("2025-01-02", "A", 10), redeem("2025-01-03", "r", 10), takeBack("2025-01-04", "A")];
  const owes = [
    ["points-earned", 10, 10],
    ["points-redeemed", -10, 0],
    ["earning-reversed", -10, -10],
  ];
  it("debt that an activation pays goes with it: by its date with the month that ends", () => {
    const waiting = earn("2025-01-05", "P", 4, { activatesOn: "2025-02-01" });
    const played = play(program, [...owing, waiting, expire("2025-02-05")]);
    expect(months(played)).toEqual([
      [...owes, ["points-earned", 4, -6], ["points-activated", 0, -6], ["debt-paid", 0, -6]],
      [["expiry-booked", 0, -6]],
    ]);
    // They are the lines that were booked, in the order of the stream.
    expect(between(played, "2025-01-01", "2025-02-01").lines.map(({ version }) => version)).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });

  it("debt that an activation pays goes with it: by command with the month that begins", () => {
    const waiting = shop({ pending: { kind: "until-activated" } });
    const later = earn("2025-01-05", "P", 4);
    const story = [onPending("activate", "2025-01-02", "A"), ...owing.slice(1), later, onPending("activate", MIDNIGHT, "P")];
    expect(months(play(waiting, [owing[0] as Sketch, ...story]))).toEqual([
      [["points-earned", 10, 10], ["points-activated", 0, 10], ...owes.slice(1), ["points-earned", 4, -6]],
      [
        ["points-activated", 0, -6],
        ["debt-paid", 0, -6],
      ],
    ]);
  });

  it("points that another account sends go with the month that begins", () => {
    const from = play(program, [earn("2025-01-02", "A", 10)], opened(program, undefined, "anna"));
    const to = opened(program, undefined, "ben");
    const transfer = { type: "transfer", key: "t", at: MIDNIGHT, transferId: "t", points: 4 } as const;
    const sent = transferPoints(program, from.account, to.account, transfer);
    if (!sent.ok) throw new Error(sent.error.code);
    expect(months({ events: [...to.events, ...sent.value.to.events] })).toEqual([[], [["points-received", 4, 4]]]);
  });

  it("an account that opens then has all of its past in the month that begins", () => {
    const late = play(program, [earn("2025-01-05", "A", 50, { expiresOn: "2025-01-31" })], opened(program, MIDNIGHT));
    expect(months(late)).toEqual([
      [],
      [
        ["account-opened", 0, 0],
        ["points-earned", 50, 50],
        ["points-lapsed", -50, 0],
      ],
    ]);
  });
});
