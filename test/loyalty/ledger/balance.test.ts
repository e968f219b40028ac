import { balanceAt, expirySchedule } from "clientele/loyalty";
import { describe, expect, it } from "vitest";
import { earn, hold, moment, play, redeem, shop, takeBack } from "./support.js";

const program = shop();
const start = play(program, [
  earn("2025-01-02", "A", 10, { expiresOn: "2025-01-31" }),
  earn("2025-01-02", "B", 20, { expiresOn: "2025-02-28" }),
  earn("2025-01-02", "C", 40),
  earn("2025-01-02", "P", 80, { activatesOn: "2025-02-01", expiresOn: "2025-02-28" }),
  hold("2025-01-03", "h", 15),
]);

describe("a balance", () => {
  it("says what is there and what goes next", () => {
    expect(balanceAt(start.account, "2025-01-03T10:00:00Z")).toEqual({
      available: 55,
      pending: 80,
      held: 15,
      debt: 0,
      net: 150,
      nextExpiry: { on: "2025-01-31", points: 10 },
    });
    // The ten held ones are past their day: still held, in no schedule.
    expect(balanceAt(start.account, "2025-02-01T10:00:00Z")).toEqual({
      available: 135,
      pending: 0,
      held: 15,
      debt: 0,
      net: 150,
      nextExpiry: { on: "2025-02-28", points: 100 },
    });
    expect(balanceAt(start.account, "2030-01-01T00:00:00Z")).toEqual({
      available: 40,
      pending: 0,
      held: 15,
      debt: 0,
      net: 55,
      nextExpiry: null,
    });
  });

  it("before the newest event is the one of the newest event", () => {
    expect(balanceAt(start.account, "1999-01-01T00:00:00Z")).toEqual(balanceAt(start.account, start.account.newestAt));
  });

  it("with debt has a net below zero", () => {
    const owing = play(program, [earn("2025-01-02", "A", 10), redeem("2025-01-03", "r", 10), takeBack("2025-01-04", "A")]);
    expect(balanceAt(owing.account, "2025-01-05T00:00:00Z")).toMatchObject({ available: 0, debt: 10, net: -10, nextExpiry: null });
  });

  it("takes instants in every form and nothing else", () => {
    const forms = [moment("2025-01-03"), "2025-01-03T11:00:00+01:00", new Date("2025-01-03T10:00:00Z")];
    for (const at of forms) expect(balanceAt(start.account, at)).toEqual(balanceAt(start.account, forms[0] ?? 0));
    expect(() => balanceAt(start.account, "yesterday")).toThrowError(/at/);
    expect(() => expirySchedule(start.account, NaN)).toThrowError(/at/);
  });
});

describe("a schedule", () => {
  it("lists every date once, held and pending points too, from today on", () => {
    expect(expirySchedule(start.account, moment("2025-01-31"))).toEqual([
      { on: "2025-01-31", points: 10 },
      { on: "2025-02-28", points: 100 },
    ]);
    expect(expirySchedule(start.account, moment("2025-03-01"))).toEqual([]);
  });

  it("does not deduct debt that pending points will pay", () => {
    const owing = play(program, [
      earn("2025-01-02", "A", 10),
      redeem("2025-01-03", "r", 10),
      earn("2025-01-03", "P", 8, { activatesOn: "2025-02-01", expiresOn: "2025-12-31" }),
      takeBack("2025-01-04", "A"),
    ]);
    expect(expirySchedule(owing.account, moment("2025-01-05"))).toEqual([{ on: "2025-12-31", points: 8 }]);
    expect(expirySchedule(owing.account, moment("2025-02-05"))).toEqual([]);
  });
});
