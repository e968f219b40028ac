// Runs the campaign program in this process, on files of a folder of its own.
import { writeFileSync } from "node:fs";
import type { Analysis } from "../../examples/segments/analyse.js";
import { runSegments } from "../../examples/segments/run-segments.js";
import { EUR, HEADER, programRuns, type ProgramRuns, type Run } from "./program-runs.js";

/** Traces of figures and texts that went wrong. */
export const RUBBISH: RegExp = /NaN|Infinity|undefined|null|\[object/;

/** Two customers. */
export const ORDERS: readonly string[] = ["1,anna,2024-01-05,40.00", "2,anna,2024-02-05,60.00", "3,ben,2024-03-01,5.00"];

interface Files {
  readonly orders?: readonly string[];
  readonly customers?: string;
  readonly consents?: string;
  readonly contacts?: string;
  readonly rules?: unknown;
}

export interface SegmentsRuns extends Omit<ProgramRuns<Analysis>, "runOn"> {
  /** Runs on files with this content; what is left out is not named. */
  readonly runOn: (files: Files, ...args: string[]) => Promise<Run>;
}

/** Runs of one test file, in a folder that goes with it. */
export function segmentsRuns(): SegmentsRuns {
  const runs = programRuns<Analysis>(runSegments);
  const { inFolder } = runs;
  const runOn: SegmentsRuns["runOn"] = async ({ orders = ORDERS, rules, ...files }, ...args) => {
    const flags = Object.entries(files).flatMap(([name, content]) => {
      writeFileSync(inFolder(`${name}.csv`), content);
      return [`--${name}`, inFolder(`${name}.csv`)];
    });
    if (rules !== undefined) {
      writeFileSync(inFolder("rules.json"), typeof rules === "string" ? rules : JSON.stringify(rules));
      flags.push(`--rules=${inFolder("rules.json")}`);
    }
    return runs.runOn(`${[HEADER, ...orders].join("\n")}\n`, ...EUR, ...flags, ...args);
  };
  return { ...runs, runOn };
}
