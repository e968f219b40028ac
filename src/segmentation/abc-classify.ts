import { checkIterable, checkNonNegative, checkOneOf, checkShare } from "../foundation/errors/check.js";
import { InvalidArgumentError } from "../foundation/errors/invalid-argument-error.js";
import { exactFraction, exactUnits } from "./exact-decimal.js";
import { orderById } from "./order-by-id.js";
import { placeOf, valueCounts } from "./value-counts.js";

/**
 * A class of {@link abcClassify}: A holds most of the value, C the long tail.
 * @category ABC and XYZ
 */
export type AbcClass = "A" | "B" | "C";

/**
 * How {@link abcClassify} cuts.
 * @category ABC and XYZ
 */
export interface AbcOptions {
  /** The shares of the total at which A and B end, above 0 and ascending; [0.8, 0.95] when left out. */
  readonly thresholds?: readonly [number, number];
  /**
   * Where an item belongs that crosses a cut: `"crossing-in-higher"` looks at the share before it (A while that is below the cut, so A is empty only when all are worth
   * nothing), `"inclusive"` at the share after it (A while that is at most the cut).
   */
  readonly boundary: "crossing-in-higher" | "inclusive";
  /** Items of equal value: told apart by id (`"by-id"`, when left out), or all in the class of the first of them (`"share-class"`). */
  readonly ties?: "by-id" | "share-class";
}

/**
 * Something with a value: a customer, a product.
 * @category ABC and XYZ
 */
export interface AbcItem {
  /** Names the item. */
  readonly id: string;
  /** What it is worth, 0 or more. */
  readonly value: number;
}

/**
 * The class of each item.
 * @category ABC and XYZ
 */
export interface AbcResult {
  /** One row an item, in the order given. */
  readonly rows: readonly {
    /** Names the item. */
    readonly id: string;
    /** What it is worth. */
    readonly value: number;
    /** Its class. */
    readonly class: AbcClass;
  }[];
  /** How many items each class has. */
  readonly counts: Readonly<Record<AbcClass, number>>;
  /** How they were classed. */
  readonly definition: {
    /** The rule at a cut. */
    readonly method: AbcOptions["boundary"];
    /** The shares at which A and B end. */
    readonly thresholds: readonly [number, number];
    /** What became of equal values. */
    readonly ties: "by-id" | "share-class";
  };
}

/**
 * Sorts items into A, B and C by what they hold of the total (ABC-Analyse).
 *
 * Items are taken by value, greatest first, then by id. Shares are compared exactly: values and thresholds count as the decimals they print, so that 60 and 20 of
 * 100 reach 0.8. When there is nothing to share out (a total of 0) every item is C. Cost: a sort.
 *
 * @param items - The items, each once.
 * @param options - The cuts.
 * @returns The class of each item, in the order given.
 * @throws An {@link InvalidArgumentError} when an item has no id or no value, a value is negative or not finite, or the thresholds are not ascending
 * shares above 0.
 *
 * @example
 * import { segmentation } from "clientele";
 *
 * const items = [{ id: "p1", value: 60 }, { id: "p2", value: 15 }, { id: "p3", value: 20 }, { id: "p4", value: 5 }];
 * segmentation.abcClassify(items, { boundary: "crossing-in-higher" }).rows.map((row) => row.class); // => ["A", "B", "A", "C"]
 *
 * @category ABC and XYZ
 */
export function abcClassify(items: Iterable<AbcItem>, options: AbcOptions): AbcResult {
  checkOneOf("options.boundary", (options as AbcOptions | undefined)?.boundary, ["crossing-in-higher", "inclusive"]);
  const { boundary, ties = "by-id", thresholds: cuts = [0.8, 0.95] } = options;
  checkOneOf("options.ties", ties, ["by-id", "share-class"]);
  const thresholds = checkedThresholds(cuts);
  checkIterable("items", items);
  const list = Array.from(items, checkedItem);
  const values = list.map(({ value }) => value);

  const classes = new Array<AbcClass>(list.length).fill("C");
  const { units } = exactUnits(values);
  const total = units.reduce((sum, unit) => sum + unit, 0n);
  const [limitA, limitB] = [reachOf(thresholds[0], total, boundary), reachOf(thresholds[1], total, boundary)];
  let before = 0n;
  let previous = -1;
  for (const i of total === 0n ? [] : orderByValue(list)) {
    const after = before + (units[i] as bigint);
    const reached = boundary === "inclusive" ? after : before;
    const own: AbcClass = reached <= limitA ? "A" : reached <= limitB ? "B" : "C";
    const tied = ties === "share-class" && previous !== -1 && values[previous] === values[i];
    classes[i] = tied ? (classes[previous] as AbcClass) : own;
    before = after;
    previous = i;
  }

  const counts = { A: 0, B: 0, C: 0 };
  const rows = list.map(({ id, value }, i) => {
    const itsClass = classes[i] as AbcClass;
    counts[itsClass] += 1;
    return { id, value, class: itsClass };
  });
  return { rows, counts, definition: { method: boundary, thresholds, ties } };
}

/** The most units that an item may have reached to lie within a cut: below it (of what stands before the item), or at most on it (with the item). */
function reachOf(threshold: number, total: bigint, boundary: AbcOptions["boundary"]): bigint {
  const { numerator, denominator } = exactFraction(threshold);
  const product = numerator * total;
  if (boundary === "inclusive") return product / denominator;
  return (product + denominator - 1n) / denominator - 1n;
}

/** The places of the items by value, greatest first, then by id. */
function orderByValue(items: readonly AbcItem[]): Int32Array {
  const counts = valueCounts(Float64Array.from(items, ({ value }) => value));
  const order = new Int32Array(items.length);
  const met = new Int32Array(counts.values.length);
  for (const i of orderById(items.map(({ id }) => id))) {
    const equal = placeOf((items[i] as AbcItem).value, counts);
    order[items.length - (counts.upTo[equal] as number) + (met[equal] as number)] = i;
    (met[equal] as number) += 1;
  }
  return order;
}

/** A copy of the item: its class is told beside its value, and by its id. */
function checkedItem(item: AbcItem | null | undefined, i: number): AbcItem {
  const [id, value]: unknown[] = [item?.id, item?.value];
  if (typeof id !== "string") throw new InvalidArgumentError(`items[${i}].id`, "a string", id);
  if (typeof value !== "number" || !(value >= 0 && value < Infinity)) checkNonNegative(`items[${i}].value`, value);
  return { id, value: value + 0 };
}

/** A copy of the thresholds. */
function checkedThresholds(thresholds: readonly number[]): readonly [number, number] {
  if (!Array.isArray(thresholds) || thresholds.length !== 2) throw new InvalidArgumentError("options.thresholds", "two shares", thresholds);
  const [a, b] = thresholds as readonly unknown[];
  checkShare("options.thresholds[0]", a);
  checkShare("options.thresholds[1]", b);
  if (a === 0) throw new InvalidArgumentError("options.thresholds[0]", "a share above 0", a);
  if (a >= b) throw new InvalidArgumentError("options.thresholds", "shares in ascending order", thresholds);
  return [a, b];
}
