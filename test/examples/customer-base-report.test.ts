// The main job as a user runs it, on lawful and on hostile files.
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { EUR, HEADER, reportRuns } from "./report-run.js";

const { folder, inFolder, rejectedRows, report, reportOn } = reportRuns();

describe("the small shop", () => {
  it("prints the tables and writes one self-contained page with seven pictures", async () => {
    const { code, text } = await report("--out", inFolder("shop.html"), "--json", inFolder("shop.json"));
    expect(code).toBe(0);
    expect(text).toContain("THE CUSTOMER BASE");
    expect(text).toContain("LIFETIME VALUE");
    const page = readFileSync(inFolder("shop.html"), "utf8");
    expect(page.match(/<svg/g)).toHaveLength(7);
    expect(page).not.toMatch(/<script|<link|src=|@import/);
    const { kind, totals } = JSON.parse(readFileSync(inFolder("shop.json"), "utf8")) as { kind: string; totals: { customers: number } };
    expect(kind).toBe("customer-base-report");
    expect(totals.customers).toBeGreaterThan(1_400);
  });

  it("explains itself", async () => {
    const { code, text } = await report("--help");
    expect(code).toBe(0);
    expect(text).toContain("--time-zone ZONE");
  });
});

describe("files in which nothing can be done", () => {
  it.each([
    ["an empty file", "", "is empty"],
    ["a header only", `${HEADER}\n`, "no row of"],
    ["unknown columns", "foo,bar\n1,2\n", "no column for --customer among: foo, bar"],
    ["two columns of one name", "customer_id,customer_id,date,total\n1,2,2024-01-01,3\n", '2 columns "customer_id"'],
    ["a picture", Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]), "no column for --customer"],
  ])("%s: one clear message and exit code 1", async (_, content, message) => {
    const { code, errors } = await reportOn(content, ...EUR);
    expect(code).toBe(1);
    expect(errors).toContain(message);
  });

  it.each([
    ["a missing file", ["nowhere.csv"], "cannot open nowhere.csv"],
    ["a folder", [folder, "--currency", "EUR"], "is a folder"],
    ["an unknown flag", ["--colour", "red"], "--colour"],
    ["an unknown zone", ["--time-zone", "Mars/Phobos"], "IANA time zone"],
    ["an unknown currency", ["--currency", "EURO"], "ISO 4217"],
    ["an unlawful date", ["--as-of", "yesterday"], "yesterday"],
    ["an unlawful period", ["--period", "fortnight"], "one of day, week, month, quarter, year"],
    ["an unlawful number", ["--inactivity-days", "many"], "--inactivity-days: expected a number"],
    ["a column that is not there", ["--customer", "who"], 'the file has no column "who"'],
  ])("%s: says so", async (_, args, message) => {
    const { code, errors } = await report("--out", inFolder("report.html"), ...args);
    expect(code).toBe(1);
    expect(errors).toContain(message);
  });

  it("asks for the currency when the file has none", async () => {
    const { code, errors } = await reportOn(`${HEADER}\n1,anna,2024-01-01,5.00\n`);
    expect([code, errors]).toEqual([1, expect.stringContaining("--currency USD") as string]);
  });
});

describe("hostile rows are counted and explained, and the rest is reported", () => {
  it("one row", async () => {
    const { code, text } = await reportOn(`${HEADER}\n1,anna,2024-01-01,5.00`, ...EUR);
    expect(code).toBe(0);
    expect(text).toContain("Not available: BG/NBD: nobody has bought on a second day yet");
  });

  it("says line, column and reason of each", async () => {
    const rows = [
      "1,anna,2024-01-01,5.00",
      "2,anna,01.02.2024,5.00",
      "3,anna,2/1/2024,5.00",
      "4,anna,2024-02-03 10:00:00 -0400,5.00",
      '5,anna,2024-02-04,"12,50"',
      "6,anna,2024-02-05,1e400",
      "7,anna,2024-02-06,-0",
      "8,anna,2024-02-07,NaN",
      "9,,2024-02-08,5.00",
      "10,anna,2024-02-30,5.00",
      "11,anna,2024-02-09,-5.00",
      "1,anna,2024-01-01,5.00",
      "1,ben,2024-01-01,5.00",
    ];
    const { code, text } = await reportOn([HEADER, ...rows].join("\n"), ...EUR);
    expect(code).toBe(0);
    expect(text).toContain("13 rows read, 3 orders, 9 rejected, 1 repeated");
    expect(rejectedRows().map((line) => line.split(",").slice(0, 3).join(","))).toEqual([
      "3,date,invalid-instant",
      "4,date,invalid-instant",
      "6,total,invalid-amount",
      "7,total,invalid-amount",
      "9,total,invalid-amount",
      "10,customer_id,anonymous",
      "11,date,invalid-instant",
      "12,total,invalid-amount",
      "14,order_id,id-conflict",
    ]);
  });

  it("a field of 10 MB is one bad row", async () => {
    const { code, text } = await reportOn(`${HEADER}\n1,anna,2024-01-01,5.00\n2,${"x".repeat(10_000_000)},2024-01-01,5.00\n`, ...EUR);
    expect(code).toBe(0);
    expect(text).toContain("1 x invalid-id in column customer_id, first in line 3");
    expect(text.length).toBeLessThan(20_000);
  });

  it("names that are properties of objects are names like any other", async () => {
    const header = "__proto__,constructor,order_id,customer_id,date,total";
    const rows = ["x,y,1,__proto__,2024-01-01,5.00", "x,y,2,constructor,2024-01-02,5.00", "x,y,3,__proto__,2024-01-03,5.00"];
    const { code, text } = await reportOn([header, ...rows].join("\n"), ...EUR, "--json", inFolder("proto.json"));
    expect([code, text]).toEqual([0, expect.stringContaining("3 rows read, 3 orders, 0 rejected") as string]);
    const { totals } = JSON.parse(readFileSync(inFolder("proto.json"), "utf8")) as { totals: { customers: number } };
    expect(totals.customers).toBe(2);
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
  });

  it.each([
    ["UTF-8 with a mark", Buffer.from(`\uFEFF${HEADER}\n1,Müller,2024-01-01,5.00\n`, "utf8"), "utf-8"],
    ["Windows-1252", Buffer.from(`${HEADER}\n1,Müller,2024-01-01,5.00\n`, "latin1"), "windows-1252"],
    ["UTF-16", Buffer.from(`\uFEFF${HEADER}\n1,Müller,2024-01-01,5.00\n`, "utf16le"), "utf-16le"],
  ])("%s is found", async (_, content, encoding) => {
    const { code, text } = await reportOn(content, ...EUR);
    expect([code, text]).toEqual([0, expect.stringContaining("1 rows read, 1 orders, 0 rejected") as string]);
    expect(text).toContain(`(${encoding},`);
  });

  it("semicolons and decimal commas, as German systems write them", async () => {
    const content = 'Bestellnummer;Kundennummer;Datum;Betrag\n1;17;2024-01-01;"1.234,50"\n';
    const { code, text } = await reportOn(content, ...EUR, "--decimal-separator", ",", "--group-separator", ".");
    expect([code, text]).toEqual([0, expect.stringContaining("€1,234.50") as string]);
  });

  it("several currencies: asks which, and with one named rejects the others", async () => {
    const content = `${HEADER},currency\n1,anna,2024-01-01,5.00,EUR\n2,ben,2024-01-02,6.00,USD\n`;
    const undecided = await reportOn(content, "--time-zone", "UTC");
    expect([undecided.code, undecided.errors]).toEqual([1, expect.stringContaining("the orders are in EUR and USD") as string]);
    const decided = await reportOn(content, ...EUR);
    expect([decided.code, decided.text]).toEqual([0, expect.stringContaining("2 rows read, 1 orders, 1 rejected") as string]);
  });

  it("orders of the future are left out and counted", async () => {
    const { code, text } = await reportOn(`${HEADER}\n1,anna,2024-01-01,5.00\n2,anna,2999-01-01,5.00\n`, ...EUR, "--as-of", "2024-06-01");
    expect(code).toBe(0);
    expect(text).toContain("1 of 2 orders count");
    expect(text.replaceAll("\n", " ")).toContain("1 later");
  });

  it("short rows, empty lines and old line ends", async () => {
    const short = await reportOn(`${HEADER}\n\n1,anna,2024-01-01,5.00,\n2,ben\n`, ...EUR);
    expect([short.code, short.text]).toEqual([0, expect.stringContaining("2 rows read, 1 orders, 1 rejected") as string]);
    expect(rejectedRows()[0]).toMatch(/^4,date,invalid-instant/);
    const old = await reportOn(`${HEADER}\r1,anna,2024-01-01,5.00\r2,ben,2024-01-02,6.00\r`, ...EUR);
    expect(old.text).toContain("2 rows read, 2 orders, 0 rejected");
  });

  it("rows without ids are numbered, and equal ones suspected", async () => {
    const { code, text } = await reportOn("customer,day,sales\n1,2024-01-01,5.00\n1,2024-01-01,5.00\n", "--at", "day", ...EUR);
    expect([code, text]).toEqual([0, expect.stringContaining("1 equal another row and may be duplicates") as string]);
  });
});
