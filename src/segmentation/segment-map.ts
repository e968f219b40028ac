import { checkInteger } from "../foundation/errors/check.js";
import { InvalidArgumentError } from "../foundation/errors/invalid-argument-error.js";
import { MOST_BINS } from "./rfm-scores.js";

/**
 * Which segment each cell of scores belongs to. The first rule that holds decides.
 * @category Segment maps
 */
export interface SegmentMap {
  /** How many scores there are; those of the RFM scores it is used on. */
  readonly bins: number;
  /** The segments, first match wins; one segment may have several rules. */
  readonly segments: readonly SegmentRule[];
}

/**
 * A box of scores that belong to one segment.
 * @category Segment maps
 */
export interface SegmentRule {
  /** The segment's name. */
  readonly segment: string;
  /** The least and the greatest recency score; any when left out. */
  readonly r?: readonly [number, number];
  /** The least and the greatest frequency score; any when left out. */
  readonly f?: readonly [number, number];
  /** The least and the greatest monetary score; any when left out. */
  readonly m?: readonly [number, number];
}

/**
 * One combination of scores.
 * @category Segment maps
 */
export interface SegmentCell {
  /** The recency score. */
  readonly r: number;
  /** The frequency score. */
  readonly f: number;
  /** The monetary score. */
  readonly m: number;
}

/**
 * What is wrong with a segment map; nothing when both lists are empty.
 * @category Segment maps
 */
export interface SegmentMapCheck {
  /** Cells that no rule covers. */
  readonly uncovered: readonly SegmentCell[];
  /** Rules that never decide, since earlier ones cover all of their cells. */
  readonly shadowed: readonly {
    /** The segment's name. */
    readonly segment: string;
    /** The rule's place in `segments`. */
    readonly index: number;
  }[];
}

/**
 * Looks for holes and idle rules in a segment map: every customer should fall into one segment, and every rule should matter.
 *
 * @param map - The map.
 * @returns The cells that no rule covers, and the rules that never decide.
 * @throws An {@link InvalidArgumentError} when `bins` or a range is not lawful, or a segment has no name.
 *
 * @example
 * import { segmentation } from "clientele";
 *
 * segmentation.checkSegmentMap(segmentation.segmentMaps.classic); // => { uncovered: [], shadowed: [] }
 * const ours = { bins: 2, segments: [{ segment: "active", r: [2, 2] }, { segment: "best", r: [2, 2], f: [2, 2] }] } as const;
 * const { uncovered, shadowed } = segmentation.checkSegmentMap(ours);
 * uncovered.length; // => 4
 * shadowed; // => [{ segment: "best", index: 1 }]
 *
 * @category Segment maps
 */
export function checkSegmentMap(map: SegmentMap): SegmentMapCheck {
  const rules = ruleOfCells(map);
  const deciding = new Set(rules);
  const uncovered: SegmentCell[] = [];
  rules.forEach((rule, cell) => {
    if (rule === -1) uncovered.push(cellAt(cell, map.bins));
  });
  const shadowed = map.segments.flatMap(({ segment }, index) => (deciding.has(index) ? [] : [{ segment, index }]));
  return { uncovered, shadowed };
}

/** Per cell the place of the rule that decides it, -1 where there is none. */
export function ruleOfCells(map: SegmentMap): Int32Array {
  const { bins, segments } = map;
  checkInteger("segmentMap.bins", bins, 2, MOST_BINS);
  const rules = new Int32Array(bins ** 3).fill(-1);
  segments.forEach(({ segment, r, f, m }, index) => {
    const place = `segmentMap.segments[${index}]`;
    if (typeof segment !== "string" || segment === "") throw new InvalidArgumentError(`${place}.segment`, "a name", segment);
    const [rs, fs, ms] = [checkedRange(`${place}.r`, r, bins), checkedRange(`${place}.f`, f, bins), checkedRange(`${place}.m`, m, bins)];
    for (let i = rs[0]; i <= rs[1]; i += 1) {
      for (let j = fs[0]; j <= fs[1]; j += 1) {
        for (let k = ms[0]; k <= ms[1]; k += 1) {
          const cell = cellIndex({ r: i, f: j, m: k }, bins);
          if (rules[cell] === -1) rules[cell] = index;
        }
      }
    }
  });
  return rules;
}

/** The place of a cell in the cube of all. */
export function cellIndex({ r, f, m }: SegmentCell, bins: number): number {
  return ((r - 1) * bins + f - 1) * bins + m - 1;
}

/** The cell at a place of the cube. */
export function cellAt(index: number, bins: number): SegmentCell {
  return { r: Math.floor(index / bins ** 2) + 1, f: (Math.floor(index / bins) % bins) + 1, m: (index % bins) + 1 };
}

function checkedRange(argument: string, range: readonly [number, number] | undefined, bins: number): readonly [number, number] {
  if (range === undefined) return [1, bins];
  checkInteger(`${argument}[0]`, range[0], 1, bins);
  checkInteger(`${argument}[1]`, range[1], range[0], bins);
  return range;
}
