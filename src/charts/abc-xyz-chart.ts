import { checkFinite, checkIterable, checkObject } from "../foundation/errors/check.js";
import type { AbcXyzCell, AbcXyzGroup, AbcXyzMatrix } from "../segmentation/abc-xyz-matrix.js";
import { chart, percent } from "./chart-base.js";
import { heatMap } from "./heat-map.js";
import { withThousands } from "./with-thousands.js";
import type { ChartOptions, VegaLiteSpec } from "./vega-lite-spec.js";

const WORTH = { A: "A: most of the value", B: "B", C: "C: the long tail" } as const;
const STEADY = { X: "X: steady", Y: "Y: varies", Z: "Z: erratic" } as const;

/**
 * Draws what items are worth against how steadily they are bought: nine cells, each with its items and its share of the value.
 *
 * The darker a cell, the more of the value it holds. Items without a cell are counted below the heading.
 *
 * @param matrix - The cells and what is in none, as `abcXyzMatrix` gives them.
 * @param options - The heading.
 * @returns A Vega-Lite 5 specification; without items a lawful chart of empty cells. Where all values are 0, the shares are left out.
 * @throws An {@link InvalidArgumentError} when a number is not finite.
 *
 * @example
 * import { charts, segmentation } from "clientele";
 *
 * const abc = segmentation.abcClassify([{ id: "milk", value: 90 }, { id: "candles", value: 10 }], { boundary: "crossing-in-higher" });
 * const xyz = segmentation.xyzClassify([{ id: "milk", values: [30, 30, 30] }, { id: "candles", values: [0, 0, 10] }]);
 * const spec = charts.abcXyzChart(segmentation.abcXyzMatrix(abc, xyz));
 * spec.title.subtitle; // => ["Items and their share of the value: 2 items"]
 *
 * @category Charts
 */
export function abcXyzChart(matrix: Pick<AbcXyzMatrix, "cells" | "unclassified" | "total">, options: ChartOptions = {}): VegaLiteSpec {
  checkObject("matrix", matrix);
  const { cells, unclassified, total } = matrix;
  checkIterable("matrix.cells", cells);
  cells.forEach((cell, i) => {
    checkGroup(`matrix.cells[${i}]`, cell);
  });
  checkGroup("matrix.unclassified", unclassified);
  checkGroup("matrix.total", total);
  const ofValue = unclassified.valueShare === null ? "" : `, ${percent(unclassified.valueShare)} of the value`;
  return chart(
    {
      title: options.title ?? "What items are worth, and how steady they are",
      subtitle: [
        `Items and their share of the value: ${itemsOf(total.items)}`,
        unclassified.items === 0 ? "" : `Without a class: ${itemsOf(unclassified.items)}${ofValue}`,
      ],
      description:
        "Nine cells, by value from A to C downward and by steadiness from X to Z rightward, each with its items and its share of the value.",
      isEmpty: total.items === 0,
    },
    heatMap({
      cells: cells.map(cellOf),
      columns: { field: "steady", names: Object.values(STEADY), step: 150, title: "How steady", axis: { orient: "top", labelAngle: 0 } },
      rows: { field: "worth", names: Object.values(WORTH), step: 84, title: "What they are worth", axis: {} },
      heat: { field: "valueShare", title: "Share of the value", format: ".0%" },
      lines: [
        { field: "cell", fontSize: 16, fontWeight: "bold", dy: -18 },
        { field: "itemsLabel", fontSize: 12, dy: 3 },
        { field: "shareLabel", fontSize: 12, dy: 20 },
      ],
      words: "words",
    }),
  );
}

function checkGroup(argument: string, group: AbcXyzGroup): void {
  checkObject(argument, group);
  const { items, value, valueShare } = group;
  checkFinite(`${argument}.items`, items);
  checkFinite(`${argument}.value`, value);
  if (valueShare !== null) checkFinite(`${argument}.valueShare`, valueShare);
}

function cellOf({ cell, abc, xyz, items, valueShare }: AbcXyzCell): Record<string, string | number | null> {
  const itemsLabel = itemsOf(items);
  const shareLabel = valueShare === null || items === 0 ? "" : `${percent(valueShare)} of the value`;
  const words = `${cell}: ${itemsLabel}${shareLabel === "" ? "" : `, ${shareLabel}`}`;
  return {
    cell,
    worth: WORTH[abc],
    steady: STEADY[xyz],
    items,
    valueShare: items === 0 ? null : valueShare,
    itemsLabel,
    shareLabel,
    words,
  };
}

function itemsOf(items: number): string {
  return items === 1 ? "1 item" : `${withThousands(items)} items`;
}
