// Files as spreadsheets and shop systems write them: quotes in the wrong place, decimal commas, encodings without a mark.
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { EUR, HEADER, reportRuns } from "./report-run.js";

const { inFolder, rejectedRows, report, reportOn } = reportRuns();
const GOOD = "9,zoe,2024-01-09,9.00\n";

/** A column of the rejected rows: 0 line, 1 column, 2 code. */
const rejected = (): string[][] => rejectedRows().map((row) => row.split(",").slice(0, 3));
const totals = (): unknown => (JSON.parse(readFileSync(inFolder("totals.json"), "utf8")) as { totals: unknown }).totals;

describe("rows that are no lawful CSV", () => {
  it("a cell beyond the header is a fault of its row: it was a decimal comma", async () => {
    const { text } = await reportOn(`${HEADER}\n1,anna,2024-01-01,12,50\n${GOOD}`, ...EUR);
    expect(text).toContain("2 rows read, 1 orders, 1 rejected, 0 repeated");
    expect(text).toContain("1 x too-many-columns, first in line 2: expected 4 columns as in the header, got 5");
  });

  it("empty cells beyond the header are none", async () => {
    const { text } = await reportOn(`${HEADER}\n1,anna,2024-01-01,12.50,,\n`, ...EUR);
    expect(text).toContain("1 rows read, 1 orders, 0 rejected");
  });

  it.each([
    ["inside a cell", 'an"na'],
    ["at both ends of a part", '"an"na'],
    ["doubled by a program that knows no escapes", '"an"na"'],
    ["before text", '"anna" x'],
    ["before a space", '"anna" '],
    ["behind a space", ' "anna"'],
  ])("a quote %s spoils no row, neither its own nor those behind it", async (_, customer) => {
    const { text } = await reportOn(`${HEADER}\n1,${customer},2024-01-01,5.00\n2,ben,2024-01-02,5.00\n${GOOD}`, ...EUR);
    expect(text).toContain("3 rows read, 3 orders, 0 rejected, 0 repeated");
  });

  it("a space behind a quoted cell does not make another customer", async () => {
    await reportOn(`${HEADER}\n1,"anna" ,2024-01-01,5.00\n2,anna,2024-01-02,5.00\n`, ...EUR, "--json", inFolder("totals.json"));
    expect(totals()).toMatchObject({ customers: 1, purchases: 2 });
  });

  it("a quote that is never closed: says which lines it took, and counts", async () => {
    const { text } = await reportOn(
      `${HEADER}\n${GOOD}\n3,"cleo,2024-01-01,5.00\n4,dora,2024-01-01,6.00\n5,emil,2024-01-01,7.00\n`,
      ...EUR,
    );
    expect(text).toContain("2 rows read, 1 orders, 1 rejected, 0 repeated");
    expect(text).toContain("1 x open-quote, first in line 4: lines 4 to 6 could not be read");
  });

  it.each([
    ["the end of a cell", '4,dora",2024-01-01,6.00'],
    ["the beginning of a cell", '4,"dora",2024-01-01,6.00'],
  ])("a quote that is closed rows later, at %s: the lines between are reported, those behind read", async (_, closing) => {
    const { text } = await reportOn(`${HEADER}\n3,"cleo,2024-01-01,5.00\n${closing}\n${GOOD}`, ...EUR);
    expect(text).toContain("1 orders");
    expect(rejected()).toEqual([["2", "", "open-quote"]]);
    expect(text).toContain("lines 2 to 3 could not be read");
  });

  it("a line break in a cell that is not used is lawful, and lines go on being counted", async () => {
    const { text } = await reportOn(`${HEADER},note\r\n1,anna,2024-01-01,5.00,"a\r\nb"\r\n2,ben,never,5.00,\r\n`, ...EUR);
    expect(text).toContain("2 rows read, 1 orders, 1 rejected");
    expect(rejected()).toEqual([["4", "date", "invalid-instant"]]);
  });

  it("line ends of several kinds in one file", async () => {
    const { text } = await reportOn(`${HEADER}\r\n1,anna,2024-01-01,5.00\n2,ben,2024-01-02,5.00\r3,cem,2024-01-02,5.00\r\n`, ...EUR);
    expect(text).toContain("3 rows read, 3 orders, 0 rejected");
  });

  it("a line end cut in two by the reading in parts stays one", async () => {
    // The file is read in parts of 65 536 bytes; the last one of the first part is the \r of a row.
    const head = `${HEADER},note\r\n`;
    const row = "1,anna,2024-01-01,5.00,";
    const content = `${head}${row}${"x".repeat(65_535 - head.length - row.length)}\r\n2,ben,never,5.00,\r\n`;
    expect(content[65_535]).toBe("\r");
    await reportOn(content, ...EUR);
    expect(rejected()).toEqual([["3", "date", "invalid-instant"]]);
  });

  it.each(["sep=;", '"sep=;"', "SEP=;"])("Excel's first line %s is read, and is no header", async (line) => {
    const { text } = await reportOn(`${line}\r\norder_id;customer_id;date;total\r\n1;anna;2024-01-01;5.00\r\n2;ben;never;5.00\r\n`, ...EUR);
    expect(text).toContain("2 rows read, 1 orders, 1 rejected, 0 repeated");
    expect(text).toContain('columns divided by ";"');
    expect(rejected()).toEqual([["4", "date", "invalid-instant"]]);
  });
});

describe("encodings", () => {
  const many = Array.from({ length: 12_000 }, (_, i) => `${String(i)},c${String(i % 50)},2024-01-01,5.00`).join("\n");

  it("an umlaut far behind the head of the file decides, and customers stay apart", async () => {
    const content = Buffer.from(`${HEADER}\n${many}\na,Müller,2024-01-02,5.00\nb,Möller,2024-01-02,5.00\n`, "latin1");
    const { text } = await reportOn(content, ...EUR, "--json", inFolder("totals.json"));
    expect(text).toContain("(windows-1252,");
    expect(text).toContain("12,002 rows read, 12,002 orders");
    expect(totals()).toMatchObject({ customers: 52 });
  });

  it("UTF-8 that begins late is UTF-8", async () => {
    const { text } = await reportOn(`${HEADER}\n${many}\na,Müller,2024-01-02,5.00\n`, ...EUR);
    expect(text).toContain("(utf-8,");
  });

  it("where the encoding was named and is another, damaged rows are reported, not merged", async () => {
    const content = Buffer.from(`${HEADER}\n1,Müller,2024-01-01,5.00\n2,Möller,2024-01-02,5.00\n${GOOD}`, "latin1");
    const { text } = await reportOn(content, ...EUR, "--encoding", "utf-8");
    expect(text).toContain("3 rows read, 1 orders, 2 rejected");
    expect(rejected()).toEqual([
      ["2", "customer_id", "unreadable-character"],
      ["3", "customer_id", "unreadable-character"],
    ]);
  });

  it.each(["utf-16le", "utf-16be"])("%s without a mark", async (encoding) => {
    const content = Buffer.from(`${HEADER}\n1,Müller,2024-01-01,5.00\n`, "utf16le");
    const { text } = await reportOn(encoding === "utf-16le" ? content : content.swap16(), ...EUR);
    expect(text).toContain("1 rows read, 1 orders, 0 rejected");
    expect(text).toContain(`(${encoding},`);
  });
});

describe("names", () => {
  it("a column that is named for one field is not guessed for another", async () => {
    const { text } = await reportOn("id,date,total\n7,2024-01-01,5.00\n7,2024-01-02,5.00\n", ...EUR, "--customer", "id");
    expect(text).toContain("2 rows read, 2 orders, 0 rejected");
    expect(text).toContain("No order ids");
  });

  it("nor is one that was guessed before", async () => {
    const { text } = await reportOn(
      `${HEADER},currency\n1,anna,2024-01-01,5.00,EUR\n`,
      "--time-zone",
      "UTC",
      "--channel",
      "currency",
      "--currency",
      "EUR",
    );
    expect(text).not.toContain("--currency-column");
  });

  it("an amount that is named takes the place of the other kind of amount", async () => {
    const { text } = await reportOn(`${HEADER},amount_minor\n1,anna,2024-01-01,5.00,700\n`, ...EUR, "--amount-minor", "amount_minor");
    expect(text).toContain("€7.00");
  });

  it("a header of 10 MB gives a short message", async () => {
    const names = Array.from({ length: 1_000 }, (_, i) => `x${String(i)}${"y".repeat(10_000)}`);
    const { code, errors } = await reportOn(`${names.join(",")}\n1\n`, ...EUR);
    expect(code).toBe(1);
    expect(errors).toMatch(/no column for --customer among: x0y+…, .* and 988 more/);
    expect(errors.length).toBeLessThan(1_000);
  });

  it("what steers a terminal does not reach it", async () => {
    const id = "\u001b]0;pwned\u0007\u202Eanna";
    const rows = Array.from(
      { length: 20 },
      (_, i) => `${String(i)},${i % 2 === 0 ? id : `ben${String(i)}`},2024-0${String((i % 9) + 1)}-01,${String(i + 5)}.00`,
    );
    const run = await reportOn(`${HEADER},x\u001b[2J\n${rows.join("\n")}\n`, ...EUR);
    expect(run.code).toBe(0);
    const refused = await report(inFolder("orders.csv"), ...EUR, "--amount", "none", "--out", inFolder("report.html"));
    expect(refused.errors).toContain("x[2J");
    expect(run.text + refused.errors + readFileSync(inFolder("report.html"), "utf8")).not.toMatch(/\u001b|\u0007|\u202E/);
  });
});
