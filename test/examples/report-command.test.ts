// The command line: what is wrong with it is said before the file is read, in the words of its flags.
import { describe, expect, it } from "vitest";
import { inFlagWords } from "../../examples/customer-base-report/flag-words.js";
import { EUR, HEADER, reportRuns } from "./report-run.js";

const { folder, inFolder, report, reportOn } = reportRuns();

it.each([
  ["--period", "fortnight", "--period: expected one of day, week"],
  ["--inactivity-days", "0", "--inactivity-days: expected a whole number"],
  ["--horizon-days", "0", "--horizon-days: expected a number above 0"],
  ["--as-of", "2024-02-30", '--as-of: expected a date such as 2024-12-31, got "2024-02-30"'],
  ["--time-zone", "Mars/Phobos", "--time-zone: expected"],
  ["--currency", "EURO", "--currency: expected an ISO 4217 code"],
  ["--discount-rate", "ten", "--discount-rate: expected a number"],
  ["--gross-margin", "30", "--gross-margin: expected a share from 0 to 1"],
  ["--encoding", "klingon", "--encoding: expected the name of an encoding"],
  ["--delimiter", ";;", "--delimiter: expected one character or tab"],
  ["--group-separator", "x", "--group-separator: expected one of"],
  ["--out", "nowhere/report.html", "--out: there is no folder nowhere"],
  ["--json", "nowhere/report.json", "--json: there is no folder nowhere"],
  ["--rejected", "nowhere/rows.csv", "--rejected: there is no folder nowhere"],
  ["--out", folder, "is a folder"],
  ["--out", "missing.csv", "--out: missing.csv is already the file of orders"],
])("%s %s is refused before the file is opened", async (flag, value, message) => {
  const { code, text, errors } = await report("missing.csv", "--out", inFolder("report.html"), flag, value);
  expect([code, text]).toEqual([1, ""]);
  expect(errors).toContain(message);
});

it("a negative rate is refused", async () => {
  const { errors } = await report("missing.csv", "--out", inFolder("report.html"), "--discount-rate=-0.1");
  expect(errors).toContain("--discount-rate: expected a share of at least 0");
});

it("no file is written over another", async () => {
  const { errors } = await report("--out", inFolder("same"), "--json", inFolder("same"));
  expect(errors).toContain("is already what --out writes");
});

describe("messages speak of flags, not of the library's options", () => {
  it.each([
    ["a missing customer", "1,,2024-01-01,5.00", "(buyers without one: --anonymous one-time), got nothing"],
    ["a decimal comma", '1,anna,2024-01-01,"12,50"', "--decimal-separator ,"],
    ["a date of no kind", "1,anna,soon,5.00", 'such as 2024-12-31 or 2024-12-31T18:30:00+01:00, got "soon"'],
  ])("%s", async (_, row, words) => {
    const { text } = await reportOn(`${HEADER}\n${row}\n`, ...EUR);
    expect(text).toContain(words);
    expect(text).not.toMatch(/undefined|decimalSeparator|anonymous:/);
  });

  it("nor of asOf in a section that is missing", async () => {
    const { code, text } = await reportOn(`${HEADER}\n1,anna,2024-01-01,5.00\n`, ...EUR, "--as-of", "2023-01-01");
    expect(code).toBe(0);
    expect(text).toContain("no paid purchase before --as-of");
  });

  it("leaves alone what the user wrote", () => {
    expect(inFlagWords('options.groupSeparator: expected another, got "asOf: \\"options.period\\""')).toBe(
      '--group-separator: expected another, got "asOf: \\"options.period\\""',
    );
    expect(inFlagWords("the period is over")).toBe("the period is over");
  });
});
