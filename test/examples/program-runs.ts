// Runs programs of examples/ in this process, on files of a folder of their own.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import type { Output } from "../../examples/customer-base-report/run-report.js";

export const EUR: readonly string[] = ["--currency", "EUR", "--time-zone", "Europe/Berlin"];
export const HEADER = "order_id,customer_id,date,total";
/** The clock of all runs. */
const NOW = Date.UTC(2026, 0, 15, 12);

type Program = (args: readonly string[], output: Output, now: number) => Promise<number>;

/** What a program printed, and how it ended. */
export interface Run {
  readonly code: number;
  /** With the line breaks that it was printed with. */
  readonly lines: string;
  /** With spaces instead of line breaks. */
  readonly text: string;
  readonly errors: string;
}

export interface ProgramRuns<Analysis> {
  readonly folder: string;
  readonly inFolder: (name: string) => string;
  readonly run: (...args: string[]) => Promise<Run>;
  /** Runs on a file with this content; `analysis` and `page` read what came of it. */
  readonly runOn: (content: string, ...args: string[]) => Promise<Run>;
  readonly analysis: (name?: string) => Analysis;
  readonly page: (name?: string) => string;
}

/** Runs of one test file, in a folder that goes with it. */
export function programRuns<Analysis>(program: Program): ProgramRuns<Analysis> {
  const folder = mkdtempSync(join(tmpdir(), "clientele-example-"));
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });
  const inFolder = (name: string): string => join(folder, name);
  const run: ProgramRuns<Analysis>["run"] = async (...args) => {
    const [text, errors]: [string[], string[]] = [[], []];
    const code = await program(args, { print: (line) => text.push(line), printError: (line) => errors.push(line) }, NOW);
    const lines = text.join("\n");
    return { code, lines, text: lines.replaceAll("\n", " "), errors: errors.join("\n") };
  };
  return {
    folder,
    inFolder,
    run,
    runOn: (content, ...args) => {
      writeFileSync(inFolder("input.csv"), content);
      return run(inFolder("input.csv"), "--out", inFolder("page.html"), "--json", inFolder("page.json"), ...args);
    },
    analysis: (name = "page.json") => JSON.parse(readFileSync(inFolder(name), "utf8")) as Analysis,
    page: (name = "page.html") => readFileSync(inFolder(name), "utf8"),
  };
}
