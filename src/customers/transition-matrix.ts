import { checkIterable, checkObject, checkOneOf } from "../foundation/errors/check.js";
import { InvalidArgumentError } from "../foundation/errors/invalid-argument-error.js";

/**
 * How many customers went from where to where between two moments, row by row as a Markov chain is written.
 *
 * Every customer of either side counts once. Rows add up to the customers before, columns to the customers after.
 *
 * @typeParam Label - Where a customer can be: a lifecycle stage, a segment.
 * @category Transitions
 */
export interface TransitionMatrix<Label extends string = string> {
  /** From where: one row for each label in its order, `"absent"` last. */
  readonly rows: readonly TransitionRow<Label>[];
  /** Where the customers are after: the sums of the columns, in the same order; `"absent"` are those who are no longer there. */
  readonly after: readonly TransitionTotal<Label>[];
  /** All of them, those who are on one side only included. */
  readonly customers: number;
}

/**
 * Where the customers of one label went.
 * @category Transitions
 */
export interface TransitionRow<Label extends string = string> {
  /** Where they were before; `"absent"`: not known yet. */
  readonly from: Label | "absent";
  /** How many there were. */
  readonly customers: number;
  /** Where they are after: one cell for each label in its order, `"absent"` last. */
  readonly to: readonly TransitionCell<Label>[];
}

/**
 * The customers who went from one label to one label.
 * @category Transitions
 */
export interface TransitionCell<Label extends string = string> {
  /** Where they are after; `"absent"`: no longer there. */
  readonly label: Label | "absent";
  /** How many there are. */
  readonly customers: number;
  /** Their share of the row, 0 to 1; the shares of a row add up to 1. `null` when there was nobody in the row. */
  readonly share: number | null;
}

/**
 * The customers of one label.
 * @category Transitions
 */
export interface TransitionTotal<Label extends string = string> {
  /** Where they are. */
  readonly label: Label | "absent";
  /** How many there are. */
  readonly customers: number;
}

/** A customer and, under the name `Field`, where they are. */
export type Labelled<Field extends string, Label extends string> = { readonly customerId: string } & Readonly<Record<Field, Label>>;

const ABSENT = "absent";
/** The place of a customer who was found on both sides. */
const MET = -1;

/**
 * Counts who went from where to where. `labels` are all there are, in the order of the result, each once; `field` is the name under which rows have them. Throws
 * an InvalidArgumentError that names the place of a row without a customer or with a label that is none of them, and of a customer who comes twice on one side;
 * `argument` is what it calls the labels. O(labels² + customers).
 */
export function transitionMatrix<Field extends string, Label extends string>(
  labels: readonly Label[],
  field: Field,
  before: Iterable<Labelled<Field, NoInfer<Label>>>,
  after: Iterable<Labelled<Field, NoInfer<Label>>>,
  argument: string = "labels",
): TransitionMatrix<Label> {
  checkIterable("before", before);
  checkIterable("after", after);
  const ends: readonly (Label | "absent")[] = [...labels, ABSENT];
  const placeOf = new Map(labels.map((label, place) => [label, place]));
  if (placeOf.has(ABSENT as Label))
    throw new InvalidArgumentError(argument, 'no label "absent", which stands for customers on one side only', ABSENT);
  const absent = labels.length;
  const counts = ends.map(() => ends.map(() => 0));
  const count = (from: number, to: number): void => {
    const row = counts[from] as number[];
    row[to] = (row[to] as number) + 1;
  };

  const places = new Map<string, number>();
  eachLabelled("before", before, field, placeOf, (customerId, place, row) => {
    if (places.has(customerId)) throw twice("before", row, customerId);
    places.set(customerId, place);
  });
  eachLabelled("after", after, field, placeOf, (customerId, place, row) => {
    const from = places.get(customerId);
    if (from === MET) throw twice("after", row, customerId);
    places.set(customerId, MET);
    count(from ?? absent, place);
  });
  for (const from of places.values()) if (from !== MET) count(from, absent);
  return inWords(ends, counts, places.size);
}

/** Calls `use` with each customer, the place of the label and the number of the row. */
function eachLabelled<Field extends string, Label extends string>(
  side: "before" | "after",
  rows: Iterable<Labelled<Field, Label>>,
  field: Field,
  placeOf: ReadonlyMap<Label, number>,
  use: (customerId: string, place: number, row: number) => void,
): void {
  let row = 0;
  for (const labelled of rows as Iterable<Labelled<Field, Label> | null | undefined>) {
    const customerId: unknown = labelled?.customerId;
    const place = placeOf.get(labelled?.[field] as Label);
    if (typeof customerId === "string" && customerId !== "" && place !== undefined) use(customerId, place, row);
    else refuse(`${side}[${row}]`, labelled, field, Array.from(placeOf.keys()));
    row += 1;
  }
}

/** Says what is wrong with a row. */
function refuse(argument: string, row: unknown, field: string, labels: readonly string[]): void {
  checkObject(argument, row);
  const { customerId, [field]: label } = row as Record<string, unknown>;
  if (typeof customerId !== "string" || customerId === "")
    throw new InvalidArgumentError(`${argument}.customerId`, "a customer", customerId);
  checkOneOf(`${argument}.${field}`, label, labels);
}

function twice(side: "before" | "after", row: number, customerId: string): InvalidArgumentError {
  return new InvalidArgumentError(`${side}[${row}].customerId`, "each customer once on a side", customerId);
}

function inWords<Label extends string>(
  ends: readonly (Label | "absent")[],
  counts: readonly (readonly number[])[],
  customers: number,
): TransitionMatrix<Label> {
  const rows = ends.map((from, i) => {
    const cells = counts[i] as readonly number[];
    const all = cells.reduce((sum, cell) => sum + cell, 0);
    const to = ends.map((label, j) => {
      const moved = cells[j] as number;
      return { label, customers: moved, share: all === 0 ? null : moved / all };
    });
    return { from, customers: all, to };
  });
  const after = ends.map((label, j) => ({ label, customers: counts.reduce((sum, cells) => sum + (cells[j] as number), 0) }));
  return { rows, after, customers };
}
