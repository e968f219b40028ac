// Runs the campaign program in this process, on files of a folder of its own.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import type { Analysis } from "../../examples/segments/analyse.js";
import { runSegments } from "../../examples/segments/run-segments.js";
import { EUR, HEADER } from "./report-run.js";

/** The clock of all runs. */
const NOW = Date.UTC(2026, 0, 15, 12);
/** Traces of figures and texts that went wrong. */
export const RUBBISH: RegExp = /NaN|Infinity|undefined|null|\[object/;

/** Two customers. */
export const ORDERS: readonly string[] = ["1,anna,2024-01-05,40.00", "2,anna,2024-02-05,60.00", "3,ben,2024-03-01,5.00"];

interface Run {
  readonly code: number;
  /** With spaces instead of line breaks. */
  readonly text: string;
  readonly errors: string;
}

interface Files {
  readonly orders?: readonly string[];
  readonly customers?: string;
  readonly consents?: string;
  readonly contacts?: string;
  readonly rules?: unknown;
}

export interface SegmentsRuns {
  readonly inFolder: (name: string) => string;
  readonly run: (...args: string[]) => Promise<Run>;
  /** Runs on files with this content; what is left out is not named. */
  readonly runOn: (files: Files, ...args: string[]) => Promise<Run>;
  /** What came of it. */
  readonly analysis: (name?: string) => Analysis;
  readonly page: (name?: string) => string;
}

/** Runs of one test file, in a folder that goes with it. */
export function segmentsRuns(): SegmentsRuns {
  const folder = mkdtempSync(join(tmpdir(), "clientele-segments-"));
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });
  const inFolder = (name: string): string => join(folder, name);
  const run: SegmentsRuns["run"] = async (...args) => {
    const [text, errors]: [string[], string[]] = [[], []];
    const code = await runSegments(args, { print: (line) => text.push(line), printError: (line) => errors.push(line) }, NOW);
    return { code, text: text.join("\n").replaceAll("\n", " "), errors: errors.join("\n") };
  };
  const runOn: SegmentsRuns["runOn"] = async ({ orders = ORDERS, rules, ...files }, ...args) => {
    writeFileSync(inFolder("orders.csv"), `${[HEADER, ...orders].join("\n")}\n`);
    const flags = Object.entries(files).flatMap(([name, content]) => {
      writeFileSync(inFolder(`${name}.csv`), content);
      return [`--${name}`, inFolder(`${name}.csv`)];
    });
    if (rules !== undefined) {
      writeFileSync(inFolder("rules.json"), typeof rules === "string" ? rules : JSON.stringify(rules));
      flags.push(`--rules=${inFolder("rules.json")}`);
    }
    return run(inFolder("orders.csv"), "--out", inFolder("page.html"), "--json", inFolder("page.json"), ...EUR, ...flags, ...args);
  };
  return {
    inFolder,
    run,
    runOn,
    analysis: (name = "page.json") => JSON.parse(readFileSync(inFolder(name), "utf8")) as Analysis,
    page: (name = "page.html") => readFileSync(inFolder(name), "utf8"),
  };
}
