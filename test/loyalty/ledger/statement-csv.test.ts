import { exportStatementCsv, pointStatement } from "clientele/loyalty";
import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { adjust, earn, hold, moment, play, redeem, shop, takeBack, type Played } from "./support.js";

const program = shop();
type Row = Record<string, string>;
const read = (text: string): Row[] => parse(text, { columns: true, record_delimiter: "\r\n" });
const rows = ({ events }: Played, options = {}): Row[] => read(exportStatementCsv(events, options));

describe("a statement as CSV", () => {
  const played = play(program, [
    earn("2025-01-20", "A", 50, { expiresOn: "2025-07-31" }),
    redeem("2025-01-10", "r", 20, { recordedAt: "2025-01-21T00:00:00Z" }),
    takeBack("2025-07-15", "A"),
  ]);

  it("has a row for every line, read back as it was", () => {
    expect(exportStatementCsv(played.events).split("\r\n")[0]).toBe(
      "version,at,effective_at,recorded_at,local_time,type,reference,points,net,debt,actor,reason",
    );
    expect(rows(played)).toHaveLength(4);
    expect(rows(played)[2]).toEqual({
      version: "3",
      at: "2025-01-10T10:00:00.000Z",
      effective_at: "2025-01-20T10:00:00.000Z",
      recorded_at: "2025-01-21T00:00:00.000Z",
      local_time: "2025-01-20T11:00:00",
      type: "points-redeemed",
      reference: "r",
      points: "-20",
      net: "30",
      debt: "0",
      actor: "",
      reason: "",
    });
    expect(rows(played)[0]).toMatchObject({ type: "account-opened", reference: "", points: "0", actor: "", reason: "" });
    // In summer Berlin is two hours ahead.
    expect(rows(played)[3]).toMatchObject({ local_time: "2025-07-15T12:00:00", points: "-50", net: "-20", debt: "20" });
  });

  it("says who gave a command, and why", () => {
    const adjusted = play(program, [adjust("2025-01-20", 50)]);
    expect(rows(adjusted)[1]).toMatchObject({ type: "points-adjusted", reference: "", actor: "staff s-1", reason: "by hand" });
  });

  it("agrees with the statement of its period", () => {
    const period = { from: moment("2025-01-15"), to: moment("2025-12-31") };
    const { lines } = pointStatement(played.events, period);
    expect(rows(played, period).map(({ points, net, type }) => [Number(points), Number(net), type])).toEqual(
      lines.map(({ points, net, type }) => [points, net, type]),
    );
  });

  it("shows what nobody booked, when the period is given", () => {
    const idle = play(program, [earn("2025-01-20", "A", 50, { expiresOn: "2025-01-31" })]);
    expect(rows(idle)).toHaveLength(2);
    const [lapse] = rows(idle, { from: moment("2025-01-25"), to: moment("2025-02-25") });
    expect(lapse).toMatchObject({ version: "", recorded_at: "", type: "points-lapsed", points: "-50", local_time: "2025-02-01T00:00:00" });
  });

  it("left to itself does not show what time did after the last event, not even a millisecond after", () => {
    const last = play(program, [earn("2025-01-20", "A", 50, { expiresOn: "2025-01-31" }), hold("2025-01-31T22:59:59.999Z", "h", 1)]);
    expect(rows(last).map(({ type }) => type)).toEqual(["account-opened", "points-earned", "points-held"]);
  });

  it("of nothing is its header", () => {
    expect(read(exportStatementCsv([]))).toEqual([]);
    expect(exportStatementCsv([]).endsWith("reason\r\n")).toBe(true);
  });

  it("before 1970, too", () => {
    const early = play(program, [earn("1960-01-02", "A", 1)]);
    expect(rows(early).map(({ at }) => at)).toContain("1960-01-02T10:00:00.000Z");
  });
});

describe("texts in a cell", () => {
  const cell = (earningId: string): string | undefined => rows(play(program, [earn("2025-01-20", earningId, 1)]))[1]?.["reference"];

  it.each(["=1+1", "+49 30 1234", "-1", "@SUM(A1)", "\t=1", "\r=1"])("%j is not computed", (text) => {
    expect(cell(text)).toBe(`'${text}`);
  });

  it.each(['say "when"', "a,b", "two\nlines", "two\r\nlines", '"', "''", " =1", "ünïcödé €", "1-2"])("%j comes back as it is", (text) => {
    expect(cell(text)).toBe(text);
  });

  it("any text comes back, but for the apostrophe before what might be computed", () => {
    fc.assert(
      fc.property(
        fc.string({
          minLength: 1,
          maxLength: 20,
          unit: fc.oneof(fc.constantFrom(..."=+-@\t\r\n\",;'"), fc.string({ minLength: 1, maxLength: 1 })),
        }),
        (text) => {
          const found = cell(text);
          expect(found).toBe(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);
        },
      ),
    );
  });
});
