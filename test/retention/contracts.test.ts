import {
  churnRate,
  contractMovementAccumulator,
  contractMovements,
  contractRateAccumulator,
  contractRates,
  retentionRate,
  type ChurnMethod,
  type Contract,
  type ContractMovement,
} from "clientele/retention";
import { describe, expect, it } from "vitest";
import { deepFreeze } from "../support/deep-freeze.js";

const contract = (customerId: string, start: string, end: string | null = null): Contract => ({
  customerId,
  start: Date.parse(start),
  end: end === null ? null : Date.parse(end),
});
const april = deepFreeze({ from: "2024-04-01", to: "2024-05-01", timeZone: "UTC" });
const rows = deepFreeze([
  contract("stays", "2024-01-10"),
  contract("leaves", "2024-01-10", "2024-04-11"),
  contract("returns", "2024-01-10", "2024-04-11"),
  contract("returns", "2024-04-21"),
  contract("tries", "2024-04-02", "2024-04-12"),
  contract("joins", "2024-04-16"),
  contract("changes plan", "2024-01-01", "2024-04-10"),
  contract("changes plan", "2024-04-10"),
]);
const short = (movements: readonly ContractMovement[]): string[] =>
  movements.map((row) => [row.period, row.opening, row.new, row.reactivated, row.lapsed, row.closing].join(" "));

describe("churn and retention of contracts", () => {
  // O = 4, N = 2 (tries, joins), E = 4, ends = leaves, returns, tries; customer-days = 30 + 10 + 10 + 10 + 10 + 15 + 30 = 115.
  it("differ by definition on the same month", () => {
    const { churn, retention } = contractRates(rows, april);
    expect(churn.map(({ definition, numerator, denominator }) => [definition.method, numerator, denominator])).toEqual([
      ["opening-cohort", 1, 4],
      ["distinct-churned", 3, 4],
      ["distinct-churned-not-new", 2, 4],
      ["events-per-opening", 3, 4],
      ["events-per-opening-plus-new", 3, 6],
      ["events-per-average-base", 3, 4],
      ["events-per-mean-daily-base", 3, 115 / 30],
      // 5 are there on 10 April, when two leave; 3 on 11 April, when one leaves.
      ["daily-sum", 2 / 5 + 1 / 3, 1],
      ["exposure", 3, 115 / 30],
    ]);
    expect(retention[3]?.value).toBeCloseTo(Math.exp(-90 / 115), 15);
    expect(retention.slice(0, 3).map(({ definition, numerator, denominator }) => [definition.method, numerator, denominator])).toEqual([
      ["opening-cohort", 3, 4],
      ["closing-minus-new", 3, 4],
      ["closing-minus-all-new", 2, 4],
    ]);
  });

  it("say what they count", () => {
    const { definition } = churnRate(rows, { ...april, method: "events-per-opening-plus-new" });
    expect(definition).toEqual({
      method: "events-per-opening-plus-new",
      counted: "ends of contracts in the period, each of a customer's",
      base: "customers active at the opening, and those whose first contract started in the period",
      from: Date.parse("2024-04-01"),
      to: Date.parse("2024-05-01"),
      timeZone: "UTC",
    });
    const { churn, retention } = contractRates(rows, april);
    for (const rate of [...churn, ...retention])
      expect(Math.min(rate.definition.counted.length, rate.definition.base.length)).toBeGreaterThan(10);
  });

  it("have no value where nobody was there", () => {
    const { churn, retention } = contractRates([], april);
    expect([...churn, ...retention].map(({ value }) => value)).toEqual(new Array(13).fill(null));
    expect(retentionRate([contract("new", "2024-04-03")], { ...april, method: "closing-minus-all-new" })).toMatchObject({
      numerator: 0,
      value: null,
    });
  });

  it("count an end at the close, not at the opening, and a start at the opening as opening", () => {
    const churned = (...contracts: Contract[]): unknown => {
      const { numerator, denominator } = churnRate(contracts, { ...april, method: "events-per-opening" });
      return [numerator, denominator];
    };
    expect(churned(contract("a", "2024-01-01", "2024-05-01"))).toEqual([1, 1]);
    expect(churned(contract("a", "2024-01-01", "2024-04-01"))).toEqual([0, 0]);
    expect(churned(contract("a", "2024-04-01", "2024-05-02"))).toEqual([0, 1]);
  });

  it("leave out a contract that ends when it starts", () => {
    const empty = contract("nobody", "2024-04-10", "2024-04-10");
    expect(contractRates([empty], april)).toEqual(contractRates([], april));
    expect(contractRates([...rows, empty, contract("stays", "2023-01-01", "2023-01-01")], april)).toEqual(contractRates(rows, april));
  });

  it("count local days, whatever their length, and parts of days", () => {
    const days = (timeZone: string, from: string, to: string): number => {
      const all = [contract("always", "1900-01-01")];
      const end = contract("leaves", "1900-01-01", "2024-10-28T12:00:00Z");
      return churnRate([...all, end], { from, to, timeZone, method: "exposure" }).denominator;
    };
    // In Berlin, 27 October had 25 hours: all 31 days of one customer, 27 and 13 of 24 hours of the other.
    expect(days("Europe/Berlin", "2024-10-01", "2024-11-01")).toBeCloseTo((31 + 27 + 13 / 24) / 31, 14);
    expect(days("Pacific/Apia", "2011-12-29", "2012-01-01")).toBe(2); // 30 December was left out
    expect(days("UTC", "2024-04-01T12:00:00Z", "2024-04-03T00:00:00Z")).toBe(2);
  });

  it("read the base at local midnight, or at one o'clock where there is none", () => {
    // On 4 November 2018 the day of São Paulo began at 01:00, which is 03:00 UTC.
    const customer = contract("a", "2018-11-01T03:00:00Z", "2018-11-04T03:00:00Z");
    const base = (from: string, to: string): number =>
      churnRate([customer], { from, to, timeZone: "America/Sao_Paulo", method: "events-per-mean-daily-base" }).denominator;
    expect(base("2018-11-01", "2018-11-04")).toBe(1);
    expect(base("2018-11-01", "2018-11-05")).toBe(3 / 4);
  });
});

describe("movements of contracts", () => {
  const month = { unit: "month", timeZone: "UTC" } as const;

  it("follow the base from the first start to the last moment before asOf", () => {
    const movements = contractMovements(rows, { period: month, asOf: "2024-05-01T00:00:00Z" });
    expect(short(movements)).toEqual([
      "2023-12 0 1 0 0 1",
      "2024-01 1 3 0 0 4",
      "2024-02 4 0 0 0 4",
      "2024-03 4 0 0 0 4",
      "2024-04 4 1 0 1 4",
    ]);
    expect(movements.at(-1)).toEqual({
      period: "2024-04",
      start: Date.parse("2024-04-01"),
      end: Date.parse("2024-05-01"),
      opening: 4,
      new: 1,
      reactivated: 0,
      lapsed: 1,
      closing: 4,
      complete: true,
      firstStarts: 2,
      churnEvents: 3,
      reactivationEvents: 1,
      churnedCustomers: 3,
      customerDays: 115,
      definition: { method: "contracts", period: month, asOf: Date.parse("2024-05-01") },
    });
  });

  it("close the running period at asOf", () => {
    const options = { period: month, from: "2024-04-01", asOf: "2024-04-11T12:00:00Z" };
    const [running, ...others] = contractMovements(rows, options);
    expect(others).toEqual([]);
    expect(running).toMatchObject({
      opening: 4,
      new: 1,
      lapsed: 2,
      closing: 3,
      complete: false,
      churnEvents: 2,
      end: Date.parse("2024-05-01"),
    });
    // 4 for 10 days, 2 for half a day; the new one for 9.5.
    expect(running?.customerDays).toBe(40 + 1 + 9.5);
  });

  it("know nothing of what starts or ends after asOf", () => {
    const early = { period: month, asOf: "2024-04-01T00:00:00Z" };
    const unknown = rows.filter(({ start }) => start < Date.parse("2024-04-01")).map((row) => ({ ...row, end: null }));
    expect(contractMovements(rows, early)).toEqual(contractMovements(unknown, early));
  });

  it("have no rows without contracts or before them, and empty ones where asked for", () => {
    expect(contractMovements([], { period: month, asOf: "2024-05-01T00:00:00Z" })).toEqual([]);
    expect(contractMovements(rows, { period: month, asOf: "2023-05-01T00:00:00Z" })).toEqual([]);
    expect(contractMovements(rows, { period: month, asOf: "2024-05-01T00:00:00Z", from: "2024-06-01" })).toEqual([]);
    expect(short(contractMovements([], { period: month, asOf: "2024-05-01T00:00:00Z", from: "2024-03-31" }))).toEqual([
      "2024-03 0 0 0 0 0",
      "2024-04 0 0 0 0 0",
    ]);
  });

  it("have an empty row for a day that the zone leaves out", () => {
    const apia = { unit: "day", timeZone: "Pacific/Apia" } as const;
    const movements = contractMovements([contract("a", "2011-12-29T22:00:00Z", "2011-12-31T00:00:00Z")], {
      period: apia,
      asOf: "2012-01-01T00:00:00Z",
    });
    expect(movements.map(({ period, closing, customerDays }) => [period, closing, Math.round(customerDays * 24)])).toEqual([
      ["2011-12-29", 1, 12],
      ["2011-12-30", 1, 0],
      ["2011-12-31", 0, 14],
      ["2012-01-01", 0, 0],
    ]);
  });
});

describe("what is no contract, or no option, is refused with its place", () => {
  const columns = {
    customerIds: ["anna", "ben"],
    customer: Int32Array.of(0, 1),
    start: Float64Array.of(0, 1000),
    end: [null, 2000] as (number | null)[],
  };
  const all = { ...april, method: "opening-cohort" } as const;
  const movements = { period: { unit: "month", timeZone: "UTC" }, asOf: "2024-05-01T00:00:00Z" } as const;
  const bad = (row: unknown): unknown => churnRate([rows[0], row] as Contract[], all);

  it.each<[string, () => unknown]>([
    ["contracts[1]", () => bad(null)],
    ["contracts[1].customerId", () => bad({ customerId: 7, start: 0, end: null })],
    ["contracts[1].start", () => bad({ customerId: "a", start: "2024-01-01", end: null })],
    ["contracts[1].start", () => bad({ customerId: "a", start: NaN, end: null })],
    ["contracts[1].end", () => bad({ customerId: "a", start: 5, end: 4 })],
    ["contracts[1].end", () => bad({ customerId: "a", start: 5 })],
    ["contracts[1].end", () => bad({ customerId: "a", start: 5, end: Infinity })],
    ["contracts", () => churnRate(null as never, all)],
    ["start", () => churnRate({ ...columns, start: Float64Array.of(0) }, all)],
    ["end", () => churnRate({ ...columns, end: [null] }, all)],
    ["start[1]", () => churnRate({ ...columns, start: Float64Array.of(0, NaN) }, all)],
    ["end[1]", () => churnRate({ ...columns, end: Float64Array.of(5, 999) }, all)],
    ["end[0]", () => churnRate({ ...columns, end: Float64Array.of(NaN, 2000) }, all)],
    ["customer[1]", () => churnRate({ ...columns, customer: Int32Array.of(0, 2) }, all)],
    ["customerIds[1]", () => churnRate({ ...columns, customerIds: ["anna", "anna"] }, all)],
    ["options.method", () => churnRate(rows, april as typeof all)],
    ["options.method", () => retentionRate(rows, { ...april, method: "daily-sum" as "exposure" })],
    ["options.from", () => churnRate(rows, { ...all, from: "soon" })],
    ["options.to", () => churnRate(rows, { ...all, to: "2024-04-01" })],
    ["timeZone", () => churnRate(rows, { ...all, timeZone: "Mars/Olympus" })],
    ["options", () => contractRates(rows, undefined as never)],
    ["options", () => churnRate([], undefined as never)],
    ["contracts", () => contractRates({} as never, april)],
    ["start", () => contractRates({ customerIds: [], customer: new Int32Array() } as never, april)],
    ["options.period", () => contractMovements(rows, undefined as never)],
    ["options.asOf", () => contractMovements(rows, { period: movements.period } as never)],
    ["options.until", () => contractMovements(rows, { ...movements, from: "2024-04-01", until: "2024-04-01" })],
    ["timeZone", () => contractMovements([], { ...movements, period: { unit: "month", timeZone: "" } })],
    [
      "options.asOf",
      () => contractMovements(rows, { period: { unit: "week", timeZone: "UTC" }, from: "9999-12-01", asOf: "9999-12-31T12:00:00Z" }),
    ],
    ["options.from", () => contractMovementAccumulator(movements as never)],
    [
      "b",
      () => {
        const [one, other] = [contractRateAccumulator(april), contractRateAccumulator({ ...april, to: "2024-05-02" })];
        return one.merge(one.empty(), other.empty());
      },
    ],
  ])("%s", (argument, call) => {
    expect(call).toThrow(expect.objectContaining({ code: "invalid-argument", argument }));
  });

  it("but columns with null or Infinity for no end are taken", () => {
    const rate = (end: ArrayLike<number | null>, method: ChurnMethod): unknown =>
      churnRate({ ...columns, end }, { ...all, from: 1500, to: 3000, method });
    expect(rate([null, 2000], "opening-cohort")).toMatchObject({ numerator: 1, denominator: 2 });
    expect(rate(Float64Array.of(Infinity, 2000), "opening-cohort")).toEqual(rate([null, 2000], "opening-cohort"));
  });

  it("and a customer with thousands of contracts in any order", () => {
    const many = Array.from({ length: 3000 }, (_, i) => {
      const start = Date.parse("2010-01-01") + ((i * 1009) % 3000) * 86_400_000;
      return { customerId: "a", start, end: start + 43_200_000 };
    });
    expect(churnRate(many, { from: "2012-01-01", to: "2013-01-01", timeZone: "UTC", method: "events-per-opening" })).toMatchObject({
      numerator: 366,
      denominator: 1,
    });
  });
});
