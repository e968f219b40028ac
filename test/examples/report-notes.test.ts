// What the program says and does about whole files: days that lie ahead, statuses in other words, order lines, sums beyond counting.
import { readFileSync, statSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { htmlPage } from "../../examples/customer-base-report/html-page.js";
import { EUR, HEADER, reportRuns } from "./report-run.js";

const { inFolder, reportOn } = reportRuns();
const definition = (): { asOf: number } =>
  (JSON.parse(readFileSync(inFolder("r.json"), "utf8")) as { definition: { asOf: number } }).definition;

describe("the day of the report", () => {
  it.each(["2204-01-01", "8024-01-01", "9999-12-31"])("is not decided by one order of %s", async (typo) => {
    const rows = `1,anna,2024-01-01,5.00\n2,ben,bad,5.00\n1,anna,2024-01-01,5.00\n3,anna,${typo},5.00\n4,anna,2024-03-01,5.00\n5,ben,${typo},5.00\n`;
    const { code, text } = await reportOn(`${HEADER}\n${rows}`, "--currency", "EUR", "--json", inFolder("r.json"));
    expect(code).toBe(0);
    expect(text).toContain("As of 2024-03-02, the day after the last order");
    expect(text).toContain(`2 x dated in the future and not counted, first in line 5: ${typo}`);
    expect(definition().asOf).toBe(Date.UTC(2024, 2, 2));
  });

  it("finds the line of a future order among rows without ids, too", async () => {
    const { text } = await reportOn("customer,date,sales\n1,2024-01-01,5.00\n1,bad,5.00\n1,2999-01-01,5.00\n", ...EUR);
    expect(text).toContain("1 x dated in the future and not counted, first in line 4");
  });

  it("has to be named when all orders are of the future", async () => {
    const { code, errors } = await reportOn(`${HEADER}\n1,anna,2999-01-01,5.00\n`, ...EUR);
    expect([code, errors]).toEqual([1, expect.stringContaining("--as-of DATE") as string]);
  });
});

describe("pictures", () => {
  it("of a file that reaches back two thousand years stay small, and say what they leave out", async () => {
    const { code, text } = await reportOn(`${HEADER}\n1,anna,0001-01-02,5.00\n2,anna,2024-01-01,5.00\n`, ...EUR);
    expect(code).toBe(0);
    expect(statSync(inFolder("report.html")).size).toBeLessThan(400_000);
    expect(text.replaceAll("\n", " ")).toContain("The picture shows the latest 120 months.");
  });

  it("are drawn of a copy: the specification stays as it was", async () => {
    const values = Object.freeze([Object.freeze({ a: 1 })]);
    const mark = { mark: "bar", encoding: { x: { field: "a", type: "quantitative" } } };
    const spec = { $schema: "", description: "", title: { text: "", subtitle: [] }, config: {}, data: { values }, ...mark };
    expect(await htmlPage("t", "s", [{ title: "b", notes: [], tables: [], charts: [spec] }])).toContain("<svg");
    expect(Object.getOwnPropertySymbols(values[0])).toEqual([]);
  });
});

describe("statuses", () => {
  const head = "Name,Customer ID,Order date,Total,Financial Status,Refunded Amount\n";
  const columns = ["--id", "Name"];

  it("in the words of shop systems are understood, and the reading is printed", async () => {
    const rows = ["Paid,", "refunded,5.00", "on-hold,", "Voided,", "COMPLETED,", "partially_refunded,1.00", ","];
    const content = head + rows.map((row, i) => `${String(i)},anna,2024-01-0${String(i + 1)},5.00,${row}\n`).join("");
    const { text } = await reportOn(content, ...EUR, ...columns);
    expect(text).toContain("7 rows read, 7 orders, 0 rejected");
    expect(text).toContain("Paid as paid, refunded as paid, on-hold as pending, Voided as cancelled, COMPLETED as paid");
    expect(text.replaceAll("\n", " ")).toContain("4 of 7 orders count; not counted: 2 not paid, 0 later, 1 refunded in full");
  });

  it("that nobody knows, or a refund of unknown height, are rejected, with the way out", async () => {
    const content = `${head}1,anna,2024-01-01,5.00,refunded,\n2,anna,2024-01-01,5.00,in the post,\n3,anna,2024-01-01,5.00,paid,\n`;
    const { text } = await reportOn(content, ...EUR, ...columns);
    expect(text).toContain("3 rows read, 1 orders, 2 rejected");
    expect(text).toContain("--status none");
    const named = await reportOn(content, ...EUR, ...columns, "--status", "Financial Status");
    expect(named.text).not.toContain("--status none");
  });
});

it("order lines are recognised, and how to mend them", async () => {
  const lines = Array.from(
    { length: 12 },
    (_, i) => `o${String(Math.floor(i / 3))},anna,2024-01-0${String(Math.floor(i / 3) + 1)},${String(i)}.00\n`,
  );
  const { text } = await reportOn(`${HEADER}\n${lines.join("")}`, ...EUR);
  expect(text).toContain("The file seems to hold order lines: 8 rows repeat the order, customer and date of the row before");
  const others = await reportOn(`${HEADER}\n1,anna,2024-01-01,5.00\n1,ben,2024-01-01,5.00\n1,cem,2024-01-01,5.00\n`, ...EUR);
  expect(others.text).toContain("2 x id-conflict");
  expect(others.text).not.toContain("order lines");
});

it("amounts that add up beyond exact counting: one clear message", async () => {
  const rows = (total: string): string => [1, 2, 3].map((i) => `${String(i)},anna,2024-01-0${String(i)},${total}\n`).join("");
  const exact = await reportOn(`${HEADER}\n${rows("30000000000000.00")}`, ...EUR);
  expect([exact.code, exact.errors]).toEqual([0, ""]);
  const beyond = await reportOn(`${HEADER}\n${rows("30100000000000.00")}`, ...EUR);
  expect(beyond.code).toBe(1);
  expect(beyond.errors).toContain("the amounts add up to more than can be counted exactly; the largest is 30100000000000.00 EUR in line 2");
});
