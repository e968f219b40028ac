import { checkNonNegative, checkObject, checkOneOf } from "../foundation/errors/check.js";
import { InvalidArgumentError } from "../foundation/errors/invalid-argument-error.js";
import { sumOf } from "../numerics/sum.js";
import type { AbcClass, AbcResult } from "./abc-classify.js";
import type { XyzClass, XyzResult } from "./xyz-classify.js";

/**
 * The name of a cell of {@link abcXyzMatrix}: what an item is worth, then how steady it is.
 * @category ABC and XYZ
 */
export type AbcXyzClass = `${AbcClass}${XyzClass}`;

/**
 * Some of the items, and what they hold of all.
 * @category ABC and XYZ
 */
export interface AbcXyzGroup {
  /** How many items. */
  readonly items: number;
  /** Their share of all items; `null` when there are none at all. */
  readonly itemShare: number | null;
  /** What they are worth together. */
  readonly value: number;
  /** Their share of the value of all items; `null` when that is 0. */
  readonly valueShare: number | null;
}

/**
 * One of the nine cells.
 * @category ABC and XYZ
 */
export interface AbcXyzCell extends AbcXyzGroup {
  /** The cell's name. */
  readonly cell: AbcXyzClass;
  /** What its items are worth. */
  readonly abc: AbcClass;
  /** How steady they are. */
  readonly xyz: XyzClass;
}

/**
 * Where one item stands.
 * @category ABC and XYZ
 */
export interface AbcXyzRow {
  /** Names the item. */
  readonly id: string;
  /** What it is worth. */
  readonly value: number;
  /** Its class by value. */
  readonly abc: AbcClass;
  /** Its class by steadiness; `null` when it has none. */
  readonly xyz: XyzClass | null;
  /** Both together; `null` when one is missing. */
  readonly cell: AbcXyzClass | null;
}

/**
 * The matrix of what items are worth and how steady they are.
 * @category ABC and XYZ
 */
export interface AbcXyzMatrix {
  /** The nine cells, AX, AY, AZ, BX … CZ; those without items too. */
  readonly cells: readonly AbcXyzCell[];
  /** The items that have no coefficient of variation and so no cell: nothing sold at all, or more returned than sold. */
  readonly unclassified: AbcXyzGroup;
  /** All items. */
  readonly total: AbcXyzGroup;
  /** One row an item, in the order of the ABC rows. */
  readonly rows: readonly AbcXyzRow[];
  /** How the items were classed. */
  readonly definition: {
    /** By value. */
    readonly abc: AbcResult["definition"];
    /** By steadiness. */
    readonly xyz: XyzResult["definition"];
  };
}

const ABC: readonly AbcClass[] = ["A", "B", "C"];
const XYZ: readonly XyzClass[] = ["X", "Y", "Z"];

/**
 * Crosses what items are worth with how steadily they are bought: the nine cells of an ABC-XYZ analysis.
 *
 * What the cells mean for planning:
 *
 * | | X: steady | Y: varies | Z: erratic |
 * |---|---|---|---|
 * | A: most of the value | plan by forecast, little stock, never run out | forecast by season, some safety stock | watch by hand, buy or call on demand |
 * | B | automatic, by rules | rules with safety stock | on demand |
 * | C: the long tail | automatic, large lots, few looks | large lots or a standing order | only on order; ask whether to keep it |
 *
 * Of customers instead of products, AX are the regulars that revenue rests on, and AZ large customers who buy in bursts: a quiet quarter of theirs is no churn yet.
 *
 * Every item stands in both results: an item without a sale in any period is a series of zeros, which has no class and is counted as unclassified. The cells and
 * the unclassified add up to the total. The matrix says nothing about margin, nor about what comes next. Cost: O(items).
 *
 * @param abc - What the items are worth, of {@link abcClassify}.
 * @param xyz - How steady they are, of {@link xyzClassify}, in any order.
 * @returns The nine cells and the place of each item.
 * @throws An {@link InvalidArgumentError} that names the row of an item that only one of them has, or that one of them has twice; also when a class is unknown or the
 * values do not add up to a finite number.
 *
 * @example
 * import { segmentation } from "clientele";
 *
 * const abc = segmentation.abcClassify([{ id: "milk", value: 90 }, { id: "candles", value: 10 }], { boundary: "crossing-in-higher" });
 * const xyz = segmentation.xyzClassify([{ id: "milk", values: [30, 30, 30] }, { id: "candles", values: [0, 0, 10] }]);
 * const { cells, rows } = segmentation.abcXyzMatrix(abc, xyz);
 * cells[0]; // => { cell: "AX", abc: "A", xyz: "X", items: 1, itemShare: 0.5, value: 90, valueShare: 0.9 }
 * rows.map(({ id, cell }) => [id, cell]); // => [["milk", "AX"], ["candles", "BZ"]]
 *
 * @category ABC and XYZ
 */
export function abcXyzMatrix(abc: AbcResult, xyz: XyzResult): AbcXyzMatrix {
  checkResult("abc", abc);
  checkResult("xyz", xyz);
  const steadiness = steadinessById(xyz);
  const met = new Set<string>();
  const rows = abc.rows.map((row, i): AbcXyzRow => {
    checkObject(`abc.rows[${i}]`, row);
    const { id, value } = row;
    checkNonNegative(`abc.rows[${i}].value`, value);
    checkOneOf(`abc.rows[${i}].class`, row.class, ABC);
    if (met.has(id)) throw new InvalidArgumentError(`abc.rows[${i}].id`, "each item once", id);
    met.add(id);
    const steady = steadiness.get(id);
    if (steady === undefined) throw new InvalidArgumentError(`abc.rows[${i}].id`, "an item that xyz has too", id);
    return { id, value, abc: row.class, xyz: steady, cell: steady === null ? null : `${row.class}${steady}` };
  });
  if (rows.length < steadiness.size) {
    const i = xyz.rows.findIndex(({ id }) => !met.has(id));
    throw new InvalidArgumentError(`xyz.rows[${i}].id`, "an item that abc has too", xyz.rows[i]?.id);
  }
  const { thresholds } = xyz.definition;
  return {
    ...groupsOf(rows),
    rows,
    definition: {
      abc: { ...abc.definition, thresholds: [...abc.definition.thresholds] },
      xyz: { ...xyz.definition, thresholds: [thresholds[0], thresholds[1]] },
    },
  };
}

/** Throws unless it has rows and says how they were classed. */
function checkResult(argument: string, result: AbcResult | XyzResult): void {
  checkObject(argument, result);
  if (!Array.isArray(result.rows)) throw new InvalidArgumentError(`${argument}.rows`, "a list of items", result.rows);
  checkObject(`${argument}.definition`, result.definition);
  const { thresholds }: { readonly thresholds: unknown } = result.definition;
  if (!Array.isArray(thresholds)) throw new InvalidArgumentError(`${argument}.definition.thresholds`, "two cuts", thresholds);
}

function steadinessById(xyz: XyzResult): Map<string, XyzClass | null> {
  const steadiness = new Map<string, XyzClass | null>();
  xyz.rows.forEach((row, i) => {
    checkObject(`xyz.rows[${i}]`, row);
    if (row.class !== null) checkOneOf(`xyz.rows[${i}].class`, row.class, XYZ);
    if (steadiness.has(row.id)) throw new InvalidArgumentError(`xyz.rows[${i}].id`, "each item once", row.id);
    steadiness.set(row.id, row.class);
  });
  return steadiness;
}

function groupsOf(rows: readonly AbcXyzRow[]): Pick<AbcXyzMatrix, "cells" | "unclassified" | "total"> {
  const values = new Map<AbcXyzClass | null, number[]>();
  for (const { cell, value } of rows) {
    const own = values.get(cell);
    if (own === undefined) values.set(cell, [value]);
    else own.push(value);
  }
  const all = sumOf(rows.map(({ value }) => value));
  if (!Number.isFinite(all)) throw new InvalidArgumentError("abc.rows", "values whose sum is a finite number", all);
  const groupOf = (own: readonly number[]): AbcXyzGroup => {
    const value = sumOf(own);
    return {
      items: own.length,
      itemShare: rows.length === 0 ? null : own.length / rows.length,
      value,
      valueShare: all === 0 ? null : value / all,
    };
  };
  const cells = ABC.flatMap((worth) =>
    XYZ.map((steady): AbcXyzCell => {
      const cell = `${worth}${steady}` as const;
      return { cell, abc: worth, xyz: steady, ...groupOf(values.get(cell) ?? []) };
    }),
  );
  return { cells, unclassified: groupOf(values.get(null) ?? []), total: groupOf(rows.map(({ value }) => value)) };
}
