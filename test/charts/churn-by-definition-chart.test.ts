import { churnByDefinitionChart, type ChurnDefinitionRow } from "clientele/charts";
import { contractRates } from "clientele/retention";
import { describe, expect, it } from "vitest";
import { deepFreeze } from "../support/deep-freeze.js";
import { dataRows, draw } from "./draw.js";

const DAY = 86_400_000;
const contracts = Array.from({ length: 120 }, (_, i) => ({
  customerId: `c${String(i % 100)}`,
  start: Date.UTC(2024, 2, 1) + ((i * 7) % 55) * DAY,
  end: i % 3 === 0 ? Date.UTC(2024, 3, 1) + ((i * 11) % 40) * DAY + 60 * DAY * Number(i % 2) : null,
})).map((contract) => ({ ...contract, end: contract.end === null ? null : Math.max(contract.start, contract.end) }));
const april = { from: "2024-04-01", to: "2024-05-01", timeZone: "UTC" };
const { churn } = deepFreeze(contractRates(contracts, april));
// Nobody at the opening: some definitions have no value.
const partly = deepFreeze(contractRates([{ customerId: "a", start: Date.UTC(2024, 3, 4), end: Date.UTC(2024, 3, 9) }], april).churn);
const none = deepFreeze(contractRates([], april).churn);

describe("the chart of churn by definition", () => {
  it.each([
    ["of a month", churn],
    ["without some values", partly],
    ["without any", none],
    ["of nothing", []],
  ])("is drawn without complaint: %s", async (_, rates) => {
    const spec = churnByDefinitionChart(rates);
    const { svg, complaints } = await draw(spec);
    expect(complaints).toStrictEqual([]);
    expect(svg).not.toMatch(/NaN|undefined|Infinity|null/);
    expect(JSON.parse(JSON.stringify(spec))).toStrictEqual(spec);
    expect(spec.description.length).toBeGreaterThan(40);
  });

  it("has one bar a definition, the lowest first and those without a value last", async () => {
    const bars = dataRows(churnByDefinitionChart(churn));
    expect(bars).toHaveLength(9);
    expect(bars.map(({ churn: value }) => value)).toStrictEqual(churn.map(({ value }) => value).sort((a, b) => Number(a) - Number(b)));
    const { texts } = await draw(churnByDefinitionChart(partly));
    const names = texts.filter((text) => partly.some(({ definition }) => definition.method === text));
    expect(names.slice(-5).sort()).toStrictEqual(
      partly.flatMap(({ value, definition }) => (value === null ? [definition.method] : [])).sort(),
    );
    expect(texts.filter((text) => text === "no value")).toHaveLength(5);
  });

  it("says how far apart they are, or that there is nothing to see", () => {
    const rows: ChurnDefinitionRow[] = [0.12, null, 0.07].map((value) => ({
      value,
      definition: { method: "exposure", counted: "ends", base: "days" },
    }));
    expect(churnByDefinitionChart(rows).title.subtitle).toStrictEqual(["The same customers and the same period: from 7.0% to 12.0%"]);
    expect(churnByDefinitionChart(none).title.subtitle).toStrictEqual(["No data"]);
    expect(churnByDefinitionChart(churn, { title: "Abwanderung" }).title.text).toBe("Abwanderung");
  });

  it("refuses a value that JSON does not have", () => {
    const [row] = churn;
    expect(() => churnByDefinitionChart([{ ...row, value: Infinity }] as never)).toThrow(
      expect.objectContaining({ argument: "rates[0].value" }),
    );
  });
});
