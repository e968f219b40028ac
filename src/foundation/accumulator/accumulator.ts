/**
 * A count over many rows that can be taken in parts: on several workers, in a stream, or from a state stored yesterday.
 *
 * Merging the parts of any split gives the same result as counting the whole. The state is JSON.
 *
 * @typeParam Input - One row.
 * @typeParam State - What is kept between rows; survives JSON.
 * @typeParam Output - The finished result.
 * @category Accumulators
 */
export interface Accumulator<Input, State, Output> {
  /** The state before the first row. */
  readonly empty: () => State;
  /** Counts one row; may write to the state it is given, and returns it. */
  readonly add: (state: State, input: Input) => State;
  /** Joins two states; may write to the first, and returns it. */
  readonly merge: (a: State, b: State) => State;
  /** The result so far; leaves the state as it is. */
  readonly finish: (state: State) => Output;
}
