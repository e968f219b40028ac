import { checkInteger } from "../foundation/errors/check.js";
import { InvalidArgumentError } from "../foundation/errors/invalid-argument-error.js";
import { MOST_BINS } from "./rfm.js";

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
 * A box of scores that belong to one segment. All ranges that are given must hold.
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
  /** The least and the greatest mean of the frequency and the monetary score, in halves (3.5 lies between); any when left out. */
  readonly fm?: readonly [number, number];
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
export function ruleOfCells(map: SegmentMap | null | undefined): Int32Array {
  const [bins, segments] = [map?.bins, map?.segments];
  checkInteger("segmentMap.bins", bins, 2, MOST_BINS);
  if (!Array.isArray(segments)) throw new InvalidArgumentError("segmentMap.segments", "a list of segments", segments);
  const rules = new Int32Array(bins ** 3).fill(-1);
  // With its holes, which forEach would pass over.
  Array.from(segments, (rule: SegmentRule | null | undefined, index) => {
    for (const cell of cellsOf(rule, `segmentMap.segments[${index}]`, bins)) if (rules[cell] === -1) rules[cell] = index;
  });
  return rules;
}

/** The places of all cells that a rule covers. */
function cellsOf(rule: SegmentRule | null | undefined, place: string, bins: number): number[] {
  const name: unknown = rule?.segment;
  if (typeof name !== "string" || name === "") throw new InvalidArgumentError(`${place}.segment`, "a name", name);
  const [rs, fs, ms, fms] = [
    checkedRange(`${place}.r`, rule?.r, bins),
    checkedRange(`${place}.f`, rule?.f, bins),
    checkedRange(`${place}.m`, rule?.m, bins),
    checkedHalves(`${place}.fm`, rule?.fm, bins),
  ];
  const cells: number[] = [];
  for (let r = rs[0]; r <= rs[1]; r += 1) {
    for (let f = fs[0]; f <= fs[1]; f += 1) {
      for (let m = ms[0]; m <= ms[1]; m += 1) if (f + m >= 2 * fms[0] && f + m <= 2 * fms[1]) cells.push(cellIndex({ r, f, m }, bins));
    }
  }
  return cells;
}

/** A copy of a map that was checked, for results. */
export function copyOfMap({ bins, segments }: SegmentMap): SegmentMap {
  const copied = (score: "r" | "f" | "m" | "fm", range: readonly [number, number] | undefined) =>
    range === undefined ? {} : { [score]: [...range] };
  return {
    bins,
    segments: segments.map(({ segment, r, f, m, fm }) => ({
      segment,
      ...copied("r", r),
      ...copied("f", f),
      ...copied("m", m),
      ...copied("fm", fm),
    })),
  };
}

/** The place of a cell in the cube of all. */
export function cellIndex({ r, f, m }: SegmentCell, bins: number): number {
  return ((r - 1) * bins + f - 1) * bins + m - 1;
}

/** The cell at a place of the cube. */
export function cellAt(index: number, bins: number): SegmentCell {
  return { r: Math.floor(index / bins ** 2) + 1, f: (Math.floor(index / bins) % bins) + 1, m: (index % bins) + 1 };
}

/** What a cell is called: `"545"`, with more than nine bins `"10-4-9"`. */
export function cellName({ r, f, m }: SegmentCell, bins: number): string {
  return [r, f, m].join(bins > 9 ? "-" : "");
}

function checkedRange(argument: string, range: readonly number[] | undefined, bins: number): readonly [number, number] {
  if (range === undefined) return [1, bins];
  const [least, most] = twoOf(argument, range);
  checkInteger(`${argument}[0]`, least, 1, bins);
  checkInteger(`${argument}[1]`, most, least, bins);
  return [least, most];
}

function checkedHalves(argument: string, range: readonly number[] | undefined, bins: number): readonly [number, number] {
  if (range === undefined) return [1, bins];
  const [least, most] = twoOf(argument, range);
  checkHalf(`${argument}[0]`, least, 1, bins);
  checkHalf(`${argument}[1]`, most, least, bins);
  return [least, most];
}

function twoOf(argument: string, range: readonly unknown[]): readonly unknown[] {
  if (!Array.isArray(range) || range.length !== 2) throw new InvalidArgumentError(argument, "a least and a greatest score", range);
  return range;
}

function checkHalf(argument: string, value: unknown, least: number, most: number): asserts value is number {
  if (typeof value !== "number" || !Number.isInteger(2 * value) || value < least || value > most)
    throw new InvalidArgumentError(argument, `a whole or half number from ${least} to ${most}`, value);
}
