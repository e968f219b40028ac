// Two independent models of a point ledger, one of single points and one of lots; see "source" in the file.
import { parseProgram } from "clientele/loyalty";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { ScenarioPlay, type Scenario } from "./play-scenario.js";

const text = readFileSync(new URL("./oracle/ledger-scenarios.json", import.meta.url), "utf8");
const { cases } = JSON.parse(text) as { cases: Scenario[] };

describe("scenarios of a point ledger", () => {
  it.each(cases.filter(({ invalidProgram }) => invalidProgram !== true).map((scenario) => [scenario.name, scenario] as const))(
    "%s",
    (_, scenario) => {
      new ScenarioPlay(scenario).run();
    },
  );

  it.each(cases.filter(({ invalidProgram }) => invalidProgram === true).map(({ name, program }) => [name, program] as const))(
    "%s",
    (_, program) => {
      expect(() => parseProgram(program)).toThrowError(expect.objectContaining({ code: "validation" }));
    },
  );

  it("are many", () => {
    expect(cases.length).toBeGreaterThanOrEqual(163);
  });
});
