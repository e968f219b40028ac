import { checkInteger } from "../foundation/errors/check.js";
import { InvalidArgumentError } from "../foundation/errors/invalid-argument-error.js";
import { MOST_BINS } from "./rfm.js";

const RULE_KEYS: readonly string[] = ["segment", "r", "f", "m", "fm"];
/** Rules come from outside too; each is looked at for every pair of r and f. */
const MOST_RULES = 1000;

/**
 * Which segment each cell of scores belongs to. The first rule that holds decides.
 * @category Segment maps
 */
export interface SegmentMap {
  /** How many scores there are; those of the RFM scores it is used on. */
  readonly bins: number;
  /** The segments, first match wins; one segment may have several rules. At most 1000. */
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
 * @throws An {@link InvalidArgumentError} when `bins` or a range is not lawful, a segment has no name or something else than ranges beside it, or there are more than
 * 1000 rules.
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
  if (!Array.isArray(segments) || segments.length > MOST_RULES)
    throw new InvalidArgumentError("segmentMap.segments", `a list of at most ${MOST_RULES} segments`, segments);
  const rules = new Int32Array(bins ** 3).fill(-1);
  const nextFree = Int32Array.from({ length: rules.length + 1 }, (_, cell) => cell);
  // With its holes, which forEach would pass over.
  Array.from(segments, (rule: SegmentRule | null | undefined, index) => {
    eachStretch(checkedBox(rule, `segmentMap.segments[${index}]`, bins), bins, (first, last) => {
      for (let cell = freeFrom(first, nextFree); cell <= last; cell = freeFrom(cell, nextFree)) {
        rules[cell] = index;
        nextFree[cell] = cell + 1;
      }
    });
  });
  return rules;
}

/** The first cell from a place on that has no rule yet; ways are shortened as they are walked, so that many rules do not walk over the same cells again. */
function freeFrom(cell: number, nextFree: Int32Array): number {
  let free = cell;
  while (nextFree[free] !== free) {
    const next = nextFree[nextFree[free] as number] as number;
    nextFree[free] = next;
    free = next;
  }
  return free;
}

/** The checked ranges of one rule. */
type Box = Readonly<Record<"r" | "f" | "m" | "fm", readonly [number, number]>>;

function checkedBox(rule: SegmentRule | null | undefined, place: string, bins: number): Box {
  const name: unknown = rule?.segment;
  if (typeof name !== "string" || name === "") throw new InvalidArgumentError(`${place}.segment`, "a name", name);
  for (const key of Object.keys(rule ?? {}))
    if (!RULE_KEYS.includes(key)) throw new InvalidArgumentError(`${place}.${key}`, `one of ${RULE_KEYS.join(", ")}`, key);
  return {
    r: checkedRange(`${place}.r`, rule?.r, bins),
    f: checkedRange(`${place}.f`, rule?.f, bins),
    m: checkedRange(`${place}.m`, rule?.m, bins),
    fm: checkedHalves(`${place}.fm`, rule?.fm, bins),
  };
}

/** Calls `use` with the first and the last place of every row of cells that a rule covers: those of one r and f lie side by side. */
function eachStretch(box: Box, bins: number, use: (first: number, last: number) => void): void {
  for (let r = box.r[0]; r <= box.r[1]; r += 1) {
    for (let f = box.f[0]; f <= box.f[1]; f += 1) {
      const [least, most] = [Math.max(box.m[0], 2 * box.fm[0] - f), Math.min(box.m[1], 2 * box.fm[1] - f)];
      if (least <= most) use(cellIndex({ r, f, m: least }, bins), cellIndex({ r, f, m: most }, bins));
    }
  }
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
