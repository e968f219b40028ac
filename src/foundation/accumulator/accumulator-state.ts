// What the states of accumulators have in common: they say what they count, and in which currency, so that what does not belong together is not added up.
import type { Accumulator } from "./accumulator.js";
import { InvalidArgumentError } from "../errors/invalid-argument-error.js";

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
  /** Throws where a state is not whole; asked of one that is read as a whole: the second of two that are joined, or one that is finished. */
  readonly check?: (argument: string, state: State) => void;
}

/** An accumulator whose states are refused unless they are of its own options. */
export function stateAccumulator<Input, State extends StateHead, Part, Result>(
  options: string,
  { empty, subject, count, join, finish, check }: Counting<Input, State, Part, Result>,
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
      check?.("b", b);
      return join(a, b, "b.currency");
    },
    finish: (state) => {
      checkState("state", state, options);
      check?.("state", state);
      return finish(state);
    },
  };
}
