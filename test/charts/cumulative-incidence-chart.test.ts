import { cumulativeIncidenceChart } from "clientele/charts";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { aalenJohansen, type CauseRow } from "../../src/survival/aalen-johansen.js";
import { deepFreeze } from "../support/deep-freeze.js";
import { dataRows, draw } from "./draw.js";

const causes = ["too expensive", "payment failed", null];
const rows: CauseRow[] = Array.from({ length: 300 }, (_, i) => ({ time: (i * 7) % 24, cause: causes[(i * i) % 3 && i % 3] ?? null }));
const incidence = deepFreeze(aalenJohansen(rows));
const nobody = aalenJohansen([]);

describe("the chart of competing causes", () => {
  it("is drawn without complaint, with its words, and is plain JSON", async () => {
    const spec = cumulativeIncidenceChart(incidence, { timeUnit: "months" });
    expect(JSON.parse(JSON.stringify(spec))).toStrictEqual(spec);
    const { svg, texts, complaints } = await draw(spec);
    expect(complaints).toStrictEqual([]);
    expect(svg).not.toMatch(/NaN|undefined|Infinity|null/);
    expect(texts).toEqual(
      expect.arrayContaining(["Time since the start, in months", "Still there", "too expensive", "payment failed", "0%", "100%"]),
    );
  });

  it("holds the shares of every time, which make 1, and begins with everybody", () => {
    const late = aalenJohansen([
      { time: 2, cause: "b" },
      { time: 4, cause: null },
      { time: 4, cause: "a" },
      { time: 4, cause: null },
    ]);
    expect(dataRows(cumulativeIncidenceChart(late)).map(({ time, state, share }) => [time, state, share])).toEqual([
      [0, "Still there", 1],
      [0, "a", 0],
      [0, "b", 0],
      [2, "Still there", 0.75],
      [2, "a", 0],
      [2, "b", 0.25],
      [4, "Still there", 0.5],
      [4, "a", 0.25],
      [4, "b", 0.25],
    ]);
  });

  it("draws no more steps than there are pixels for", () => {
    const many = aalenJohansen(Array.from({ length: 5000 }, (_, i) => ({ time: i + 1, cause: "a" })));
    const drawn = dataRows(cumulativeIncidenceChart(many));
    expect(drawn.length).toBeLessThan(2 * 1400);
    expect(drawn.at(-1)).toMatchObject({ time: 5000, share: expect.closeTo(1, 10) });
  });

  it("says that there is nothing to see, and takes other words", async () => {
    const empty = cumulativeIncidenceChart(nobody);
    expect(empty.title.subtitle).toStrictEqual(["No data"]);
    expect((await draw(empty)).complaints).toStrictEqual([]);
    const german = cumulativeIncidenceChart(incidence, { title: "Wer bleibt", stillThere: "Noch da" });
    expect(german.title.text).toBe("Wer bleibt");
    expect((await draw(german)).texts).toContain("Noch da");
  });

  it("refuses areas of one name, and numbers that JSON does not have", () => {
    const clash = aalenJohansen([{ time: 1, cause: "Still there" }]);
    expect(() => cumulativeIncidenceChart(clash)).toThrow("incidence.causes[0].cause");
    expect(cumulativeIncidenceChart(clash, { stillThere: "Here" })).toBeDefined();
    expect(() => cumulativeIncidenceChart({ ...incidence, eventFree: [NaN] })).toThrow("incidence.eventFree[0]");
  });

  it("is drawn without complaint whatever the rows are", async () => {
    const cause = fc.option(fc.string({ minLength: 1, unit: "binary" }).filter((text) => text !== "Still there"));
    const row = fc.record({ time: fc.oneof(fc.nat(3), fc.double({ min: 0, max: 1e6, noNaN: true })), cause });
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 10 }), async (given) => {
        expect((await draw(cumulativeIncidenceChart(aalenJohansen(given)))).complaints).toStrictEqual([]);
      }),
      { numRuns: 6 },
    );
  });
});
