import { causeTable, type CauseTable } from "./cause-table.js";
import { incidenceErrors } from "./incidence-errors.js";

/**
 * One customer, or several equal ones, for {@link aalenJohansen}.
 * @category Competing causes
 */
export interface CauseRow {
  /** How long the customer was watched: until they left, or until the end of the watch. */
  readonly time: number;
  /** Why the customer left then; `null` when they had not left: censored. */
  readonly cause: string | null;
  /** How many equal rows this one stands for; 1 when left out. */
  readonly weight?: number;
}

/**
 * The rows of {@link aalenJohansen} as columns, all equally long.
 * @category Competing causes
 */
export interface CauseColumns {
  /** Per row, how long the customer was watched. */
  readonly time: ArrayLike<number>;
  /** Per row, why the customer left then; `null` when censored. */
  readonly cause: ArrayLike<string | null>;
  /** Per row, how many equal rows it stands for; 1 when left out. */
  readonly weight?: ArrayLike<number>;
}

/**
 * How many have left by each time, by cause. Plain JSON.
 * @category Competing causes
 */
export interface CumulativeIncidence {
  /** What it is. */
  readonly kind: "cumulative-incidence";
  /** The different times of the rows, ascending. */
  readonly time: readonly number[];
  /** Per time, how many were there just before it. */
  readonly atRisk: readonly number[];
  /** Per time, how many were censored then. */
  readonly censored: readonly number[];
  /** Per time, the share that is still there after it; with the shares of the causes it makes 1. */
  readonly eventFree: readonly number[];
  /** The causes. */
  readonly causes: readonly CauseIncidence[];
  /** What was computed. */
  readonly definition: {
    /** Leaving for one cause ends the chance of leaving for another. */
    readonly method: "aalen-johansen";
    /** How the standard errors were estimated. */
    readonly standardError: "infinitesimal-jackknife";
  };
}

/**
 * How many have left by each time for one cause.
 * @category Competing causes
 */
export interface CauseIncidence {
  /** The cause. */
  readonly cause: string;
  /** Per time, how many left then for this cause. */
  readonly events: readonly number[];
  /** Per time, the share that has left by then for this cause. */
  readonly cumulativeIncidence: readonly number[];
  /** Per time, the standard error of that share, by the infinitesimal jackknife. */
  readonly standardError: readonly number[];
}

/**
 * Says which share of the customers has left by each time, cause by cause, where leaving for one cause ends the chance of leaving for
 * another (Aalen and Johansen 1978).
 *
 * Adds up survival just before each time x events of the cause / at risk. One Kaplan-Meier curve a cause, with the others as censored, would
 * say too much: it supposes that who left for another cause could still leave for this one. Events come before censorings of the same time.
 * The standard error is the root of the sum over the rows of the squared derivative by the row's weight. A weight w is w equal rows.
 *
 * Cost: O(rows x log times + times x causes) with sorting; memory O(rows + times x causes).
 *
 * @param rows - Rows or columns, in any order. All are watched from 0 on: there is no entry.
 * @param options - `causes`: which there are, in the order of the result; those of the rows in alphabetical order when left out.
 * @returns One entry a time in every list; empty lists without rows.
 * @throws An {@link InvalidArgumentError} when a time is below 0, a cause is neither `null` nor one of the causes, a weight is not a whole
 * number, or a row has an entry.
 *
 * @example
 * import { survival } from "clientele";
 *
 * const rows = [
 *   { time: 3, cause: "cancelled" }, { time: 3, cause: "payment failed" }, { time: 3, cause: null }, { time: 3, cause: "cancelled" },
 *   { time: 5, cause: null }, { time: 5, cause: "payment failed" }, { time: 7, cause: null },
 * ];
 * const { time, eventFree, causes } = survival.aalenJohansen(rows);
 * time; // => [3, 5, 7]
 * eventFree.map((share) => share.toFixed(3)); // => ["0.571", "0.381", "0.381"]
 * causes.map(({ cause, cumulativeIncidence }) => [cause, cumulativeIncidence.at(-1)?.toFixed(3)]); // => [["cancelled", "0.286"], ["payment failed", "0.333"]]
 *
 * @category Competing causes
 */
export function aalenJohansen(
  rows: Iterable<CauseRow> | CauseColumns,
  options: {
    /** The causes, in the order of the result. */
    readonly causes?: readonly string[];
  } = {},
): CumulativeIncidence {
  const table = causeTable(rows, options.causes);
  const { time, atRisk, censored, events, causes } = table;
  const { eventFree, increments } = steps(table);
  const incidences = increments.map(runningSums);
  const errors = incidenceErrors(table, increments);
  return {
    kind: "cumulative-incidence",
    time: Array.from(time),
    atRisk: Array.from(atRisk),
    censored: Array.from(censored),
    eventFree: Array.from(eventFree),
    causes: causes.map((cause, k) => ({
      cause,
      events: Array.from(events[k] as Float64Array),
      cumulativeIncidence: Array.from(incidences[k] as Float64Array),
      standardError: Array.from(errors[k] as Float64Array),
    })),
    definition: { method: "aalen-johansen", standardError: "infinitesimal-jackknife" },
  };
}

/** Who is still there after each time, and by how much each cause's share grows at it. */
function steps({ time, atRisk, left, events }: CauseTable): { readonly eventFree: Float64Array; readonly increments: Float64Array[] } {
  const eventFree = new Float64Array(time.length);
  const increments = events.map(() => new Float64Array(time.length));
  let before = 1;
  for (let t = 0; t < time.length; t++) {
    const each = before / (atRisk[t] as number);
    events.forEach((counts, k) => ((increments[k] as Float64Array)[t] = each * (counts[t] as number)));
    before = (before * ((atRisk[t] as number) - (left[t] as number))) / (atRisk[t] as number);
    eventFree[t] = before;
  }
  return { eventFree, increments };
}

function runningSums(terms: Float64Array): Float64Array {
  let [high, low] = [0, 0];
  return terms.map((term) => {
    const next = high + term;
    low += high >= term ? high - next + term : term - next + high;
    high = next;
    return high + low;
  });
}
