// What the states of accumulators have in common: they say what they count, and in which currency, so that what does not belong together is not added up.
import type { Accumulator } from "../foundation/accumulator/accumulator.js";
import { InvalidArgumentError } from "../foundation/errors/invalid-argument-error.js";

/** What every state says of itself. */
export interface StateHead {
  /** What is counted, in short: a state of other options is refused. */
  readonly options: string;
}

/** Throws unless a state is one of the same options. */
export function checkState(argument: string, state: StateHead, options: string): void {
  const given: unknown = (state as Partial<StateHead> | null | undefined)?.options;
  if (given !== options) throw new InvalidArgumentError(argument, `a state of the same options (${options})`, given ?? state);
}

/** The one currency of two parts, `null` while none is known. */
export function joinedCurrency<Currency extends string>(argument: string, a: Currency | null, b: Currency | null): Currency | null {
  if (a !== null && b !== null && a !== b) throw new InvalidArgumentError(argument, `one currency (${a})`, b);
  return a ?? b;
}

/** How the states of an accumulator are made, added to and read. */
interface Counting<Input, State, Part, Result> {
  readonly empty: () => State;
  /** What the inputs are called. */
  readonly subject: string;
  readonly count: (input: Input) => Part;
  /** Adds a part to a state, or throws before anything is written; errors name `place`. */
  readonly join: (state: State, part: Part | State, place: string) => State;
  readonly finish: (state: State) => Result;
}

/** An accumulator whose states are refused unless they are of its own options. */
export function stateAccumulator<Input, State extends StateHead, Part, Result>(
  options: string,
  { empty, subject, count, join, finish }: Counting<Input, State, Part, Result>,
): Accumulator<Input, State, Result> {
  return {
    empty,
    add: (state, input) => {
      checkState("state", state, options);
      return join(state, count(input), subject);
    },
    merge: (a, b) => {
      checkState("a", a, options);
      checkState("b", b, options);
      return join(a, b, "b.currency");
    },
    finish: (state) => {
      checkState("state", state, options);
      return finish(state);
    },
  };
}

/** More cells do not fit into the memory of a program; they come of a wrong date, or of days over many years. */
const MOST_CELLS = 10_000_000;

/** Throws unless a result has no more cells than fit. */
export function checkCells(cells: number, remedy: string): void {
  if (cells > MOST_CELLS)
    throw new InvalidArgumentError(
      "options.period",
      `a period with at most ${String(MOST_CELLS)} cells of cohort and period: ${remedy}`,
      cells,
    );
}

/** The sum of two lists, as long as the longer one. */
export function addUp(a: ArrayLike<number>, b: ArrayLike<number>): number[] {
  return Array.from({ length: Math.max(a.length, b.length) }, (_, k) => (a[k] ?? 0) + (b[k] ?? 0));
}

/** The cohorts of both, earliest first; those of the same period are joined. */
export function joinCohorts<Row extends { readonly period: number }>(
  a: readonly Row[],
  b: readonly Row[],
  join: (a: Row, b: Row) => Row,
): Row[] {
  const rows = new Map(a.map((row) => [row.period, row]));
  for (const row of b) {
    const own = rows.get(row.period);
    rows.set(row.period, own === undefined ? row : join(own, row));
  }
  return [...rows.values()].sort((left, right) => left.period - right.period);
}
