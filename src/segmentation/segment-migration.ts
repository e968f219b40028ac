import { transitionMatrix, type TransitionMatrix } from "../customers/transition-matrix.js";
import { InvalidArgumentError } from "../foundation/errors/invalid-argument-error.js";
import { compareIds } from "../foundation/ids/ids.js";
import type { SegmentAssignment } from "./assign-segments.js";
import type { SegmentRow } from "./segment-counts.js";

/** The matrix has a cell for each pair of them. */
const MOST_SEGMENTS = 1000;

/**
 * A customer in a segment; a {@link CustomerSegment} is one.
 * @category Segment maps
 */
export interface SegmentedCustomer {
  /** Who. */
  readonly customerId: string;
  /** The segment's name. */
  readonly segment: string;
}

/**
 * Says which segments customers went through from one day to another: how many champions are at risk now, and whom the win-back brought back.
 *
 * Each customer counts once, in the row of the segment before and the column of the segment after. Who is on one side only counts as `"absent"` on the other. Score
 * both sides by the same cuts (see {@link RfmScores}`.cuts`): by ranks of their own a customer moves when only others bought. It says what happened between two days,
 * not what happens next. Cost: O(customers + segments²).
 *
 * @param before - The segments on the earlier day: an assignment, or customers in any order.
 * @param after - The segments on the later day.
 * @returns A row for each segment, `"absent"` last: in the order of the maps, those of `before` first, also where nobody is in them; otherwise in the order of the
 * names. Rows add up to the customers before, columns to those after.
 * @throws An {@link InvalidArgumentError} that names the row when it is not a customer in a segment or a customer comes twice on one side; also when a segment is called
 * `"absent"`, or there are more than 1000 segments.
 *
 * @example
 * import { segmentation } from "clientele";
 *
 * const may = [{ customerId: "anna", segment: "Loyal" }, { customerId: "ben", segment: "Loyal" }, { customerId: "cleo", segment: "At risk" }];
 * const june = [{ customerId: "anna", segment: "Loyal" }, { customerId: "ben", segment: "At risk" }, { customerId: "dora", segment: "New" }];
 * const { rows } = segmentation.segmentMigration(may, june);
 * rows.map(({ from, customers }) => [from, customers]); // => [["At risk", 1], ["Loyal", 2], ["New", 0], ["absent", 1]]
 * rows[1]?.to.filter((cell) => cell.customers > 0);
 * // => [{ label: "At risk", customers: 1, share: 0.5 }, { label: "Loyal", customers: 1, share: 0.5 }]
 *
 * @category Segment maps
 */
export function segmentMigration(
  before: SegmentAssignment | Iterable<SegmentedCustomer>,
  after: SegmentAssignment | Iterable<SegmentedCustomer>,
): TransitionMatrix {
  const [from, to] = [readSide("before", before), readSide("after", after)];
  const labels = new Set([...(from.map ?? []), ...(to.map ?? [])]);
  const others = new Set<string>();
  for (const { argument, rows } of [from, to]) {
    for (const { segment } of rows) if (!labels.has(segment)) others.add(segment);
    const segments = labels.size + others.size;
    if (segments > MOST_SEGMENTS) throw new InvalidArgumentError(argument, `at most ${MOST_SEGMENTS} segments on both days`, segments);
  }
  return transitionMatrix([...labels, ...Array.from(others).sort(compareIds)], "segment", from.rows, to.rows, "segments");
}

interface Side {
  readonly argument: string;
  readonly rows: readonly SegmentedCustomer[];
  /** The segments in the order of their map, where there is one. */
  readonly map: readonly string[] | null;
}

function readSide(argument: string, side: SegmentAssignment | Iterable<SegmentedCustomer>): Side {
  const { rows, map } = partsOf(argument, side);
  map?.forEach((segment: unknown, i) => {
    checkName(`${argument}.segments[${i}].segment`, segment);
  });
  rows.forEach((row: SegmentedCustomer | null, i) => {
    checkName(`${argument}[${i}].segment`, typeof row === "object" ? row?.segment : undefined);
  });
  return { argument, rows, map };
}

function checkName(argument: string, segment: unknown): void {
  if (typeof segment !== "string" || segment === "") throw new InvalidArgumentError(argument, "a name", segment);
}

function partsOf(argument: string, side: SegmentAssignment | Iterable<SegmentedCustomer>): Pick<Side, "rows" | "map"> {
  if (typeof side === "object" && (side as unknown) !== null) {
    if (Symbol.iterator in side) return { rows: Array.from(side), map: null };
    const { rows, segments } = side;
    if ([rows, segments].every(Array.isArray))
      return { rows, map: Array.from(segments as Iterable<SegmentRow | null | undefined>, (row) => row?.segment as string) };
  }
  throw new InvalidArgumentError(argument, "an assignment, or customers in segments", side);
}
