// What holds of every chart, whatever it shows.
import type { VegaLiteSpec } from "clientele/charts";
import { expect, it } from "vitest";
import { draw } from "./draw.js";

/** A chart, and what it shows. */
export type NamedChart = [name: string, spec: VegaLiteSpec];

/** Tests that charts are drawn, are plain JSON with words, and that those of nothing say so. */
export function testEveryChart(pictures: readonly NamedChart[], empty: readonly NamedChart[]): void {
  it.each([...pictures, ...empty])("is drawn without complaint: %s", async (_, spec) => {
    const { svg, complaints } = await draw(spec);
    expect(complaints).toStrictEqual([]);
    expect(svg).not.toMatch(/NaN|undefined|Infinity|null/);
  });

  it.each([...pictures, ...empty])("is plain JSON of Vega-Lite 5 with a heading and words for screen readers: %s", (_, spec) => {
    expect(JSON.parse(JSON.stringify(spec))).toStrictEqual(spec);
    expect(spec.$schema).toBe("https://vega.github.io/schema/vega-lite/v5.json");
    expect([spec.title.text.length > 10, spec.title.subtitle.length > 0, spec.description.length > 40]).toStrictEqual([true, true, true]);
  });

  it.each([...empty])("says that there is nothing to see: no %s", (_, spec) => {
    expect(spec.title.subtitle).toStrictEqual(["No data"]);
  });
}
