import { customerBaseMovements, type BaseMovement, type CustomerBaseMovementsOptions } from "clientele/retention";
import { purchaseColumns } from "clientele/purchases";
import { describe, expect, it } from "vitest";
import { purchase } from "../purchases/make.js";
import { deepFreeze, withoutWriting } from "../support/deep-freeze.js";

const options: CustomerBaseMovementsOptions = deepFreeze({
  period: { unit: "month", timeZone: "UTC" },
  asOf: "2024-05-01T00:00:00Z",
  inactivityDays: 31,
});
const at = (customer: string, date: string) => purchase({ customer, at: `${date}T12:00:00Z` });
const short = (rows: readonly BaseMovement[]): unknown =>
  rows.map((row) => [row.period, row.opening, row.new, row.reactivated, row.lapsed, row.closing].join(" "));

describe("movements of the customer base", () => {
  it("follow who comes, stays away and comes back", () => {
    const rows = [
      at("anna", "2024-01-10"),
      at("ben", "2024-01-20"),
      at("ben", "2024-02-15"),
      at("anna", "2024-04-02"),
      at("cem", "2024-04-20"),
    ];
    const movements = customerBaseMovements(rows, { ...options, until: "2024-05-01" });
    expect(short(movements)).toEqual(["2024-01 0 2 0 0 2", "2024-02 2 0 0 1 1", "2024-03 1 0 0 1 0", "2024-04 0 1 1 0 2"]);
    expect(movements[3]).toMatchObject({ start: Date.parse("2024-04-01"), end: Date.parse("2024-05-01"), complete: true });
    expect(movements[3]).toMatchObject({
      buyers: 2,
      repeatBuyers: 1,
      firstTimeBuyers: 1,
      newButInactiveAtClose: 0,
      reactivatedButInactiveAtClose: 0,
    });
    expect(movements[3]?.definition).toEqual({
      method: "inactivity-window",
      inactivityDays: 31,
      period: { unit: "month", timeZone: "UTC" },
      asOf: Date.parse("2024-05-01"),
      fullyRefunded: "exclude",
    });
  });

  it("say of weeks on which day they begin", () => {
    const [row] = customerBaseMovements([at("anna", "2024-04-02")], { ...options, period: { unit: "week", timeZone: "UTC" } });
    expect(row?.definition.period).toEqual({ unit: "week", timeZone: "UTC", weekStartsOn: "monday" });
  });

  it("reach the end of time, but not beyond it", () => {
    const rows = [at("anna", "9999-12-20")];
    const weeks = { ...options, asOf: "9999-12-31T23:59:59.999Z", period: { unit: "week", timeZone: "UTC" } } as const;
    expect(customerBaseMovements(rows, { ...options, asOf: weeks.asOf }).map(({ period }) => period)).toEqual(["9999-12"]);
    expect(customerBaseMovements(rows, { ...weeks, until: "9999-12-27" }).map(({ period }) => period)).toEqual(["9999-W51"]);
    expect(() => customerBaseMovements(rows, weeks)).toThrow(
      expect.objectContaining({ code: "invalid-argument", argument: "options.asOf" }),
    );
  });

  it("see a customer as active on the last day of the window, and gone on the next", () => {
    const closing = (inactivityDays: number): number | undefined =>
      customerBaseMovements([at("anna", "2024-01-12")], { ...options, inactivityDays, until: "2024-02-01" })[0]?.closing;
    expect([closing(20), closing(19)]).toEqual([1, 0]);
  });

  it("do not count as won who is gone again at the close, but say so", () => {
    const rows = [at("anna", "2024-01-02"), at("ben", "2024-01-01"), at("ben", "2024-03-02")];
    const movements = customerBaseMovements(rows, { ...options, inactivityDays: 7, until: "2024-04-01" });
    expect(short(movements)).toEqual(["2024-01 0 0 0 0 0", "2024-02 0 0 0 0 0", "2024-03 0 0 0 0 0"]);
    expect(movements.map((row) => [row.newButInactiveAtClose, row.reactivatedButInactiveAtClose, row.buyers])).toEqual([
      [2, 0, 2],
      [0, 0, 0],
      [0, 1, 1],
    ]);
  });

  it("book a lapse and a return in neighbouring periods", () => {
    const rows = [at("anna", "2024-01-25"), at("anna", "2024-03-20")];
    expect(short(customerBaseMovements(rows, { ...options, inactivityDays: 20, until: "2024-04-01" }))).toEqual([
      "2024-01 0 1 0 0 1",
      "2024-02 1 0 0 1 0",
      "2024-03 0 0 1 0 1",
    ]);
  });

  it("close the running period after the last day that counts, not at an end that lies ahead", () => {
    const rows = [at("anna", "2024-03-25"), at("ben", "2024-04-09")];
    const running = customerBaseMovements(rows, { ...options, inactivityDays: 10, asOf: "2024-04-10T15:00:00Z" });
    expect(short(running)).toEqual(["2024-03 0 1 0 0 1", "2024-04 1 1 0 1 1"]);
    expect(running.map(({ complete, end }) => [complete, end])).toEqual([
      [true, Date.parse("2024-04-01")],
      [false, Date.parse("2024-05-01")],
    ]);
  });

  it("end with the last period that has begun before asOf", () => {
    const movements = customerBaseMovements([at("anna", "2024-04-25")], options);
    expect(short(movements)).toEqual(["2024-04 0 1 0 0 1"]);
    expect(movements.map(({ complete }) => complete)).toEqual([true]);
    const [, may] = customerBaseMovements([at("anna", "2024-04-25")], { ...options, asOf: "2024-05-01T00:00:00.001Z" });
    expect([may?.period, may?.complete]).toEqual(["2024-05", false]);
  });

  it("know who bought before the first row", () => {
    const rows = [
      at("anna", "2023-11-01"),
      at("ben", "2024-01-20"),
      at("anna", "2024-02-10"),
      at("cem", "2024-02-11"),
      at("dana", "2024-06-01"),
    ];
    const [february, ...others] = customerBaseMovements(rows, { ...options, from: "2024-02-15", until: "2024-02-20" });
    expect(others).toEqual([]);
    expect(february).toMatchObject({
      period: "2024-02",
      opening: 1,
      new: 1,
      reactivated: 1,
      lapsed: 1,
      closing: 2,
      repeatBuyers: 1,
      firstTimeBuyers: 1,
    });
  });

  it("count only what is paid, before asOf, and not refunded in full", () => {
    const rows = deepFreeze([
      at("anna", "2024-04-02"),
      purchase({ customer: "ben", at: "2024-04-02T12:00:00Z", status: "pending" }),
      purchase({ customer: "cem", at: "2024-04-02T12:00:00Z", refunded: 1000 }),
      at("dana", "2024-05-01"),
    ]);
    const buyers = (fullyRefunded?: "include"): number | undefined =>
      customerBaseMovements(rows, { ...options, ...(fullyRefunded && { fullyRefunded }) })[0]?.buyers;
    expect([buyers(), buyers("include")]).toEqual([1, 2]);
    expect(withoutWriting(purchaseColumns(rows), (columns) => customerBaseMovements(columns, options))).toEqual(
      customerBaseMovements(rows, options),
    );
  });

  it("are none without purchases, and empty rows where periods were asked for", () => {
    expect(customerBaseMovements([], options)).toEqual([]);
    expect(short(customerBaseMovements([], { ...options, from: "2024-03-01" }))).toEqual(["2024-03 0 0 0 0 0", "2024-04 0 0 0 0 0"]);
    expect(customerBaseMovements([at("anna", "2024-04-02")], { ...options, from: "2024-06-01" })).toEqual([]);
    expect(customerBaseMovements([at("anna", "2024-04-02")], { ...options, until: "2024-04-01" })).toEqual([]);
  });
});

describe("what is not lawful is refused", () => {
  it.each<[string, () => unknown]>([
    ["options.asOf", () => customerBaseMovements([], { ...options, asOf: NaN })],
    ["options.period", () => customerBaseMovements([], undefined as unknown as CustomerBaseMovementsOptions)],
    ["options.period", () => customerBaseMovements([], { asOf: 0, inactivityDays: 1 } as CustomerBaseMovementsOptions)],
    ["options.inactivityDays", () => customerBaseMovements([], { ...options, inactivityDays: 0 })],
    ["options.inactivityDays", () => customerBaseMovements([], { ...options, inactivityDays: 30.5 })],
    ["options.from", () => customerBaseMovements([], { ...options, from: "2024-02-30" })],
    ["options.until", () => customerBaseMovements([], { ...options, until: "soon" })],
    ["options.until", () => customerBaseMovements([], { ...options, from: "2024-02-01", until: "2024-02-01" })],
    ["options.fullyRefunded", () => customerBaseMovements([], { ...options, fullyRefunded: "" as "include" })],
    [
      "period.weekStartsOn",
      () => customerBaseMovements([], { ...options, period: { unit: "week", timeZone: "UTC", weekStartsOn: "friday" as "monday" } }),
    ],
    ["timeZone", () => customerBaseMovements([], { ...options, period: { unit: "week", timeZone: "" } })],
    ["purchases[1].amount", () => customerBaseMovements([at("anna", "2024-01-01"), purchase({ currency: "USD" })], options)],
  ])("%s", (argument, call) => {
    expect(call).toThrow(expect.objectContaining({ code: "invalid-argument", argument }));
  });
});
