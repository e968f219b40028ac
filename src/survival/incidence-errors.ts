// The infinitesimal jackknife of the Aalen-Johansen estimate in one walk over the times.
//
// Let S be the share still there, F the share that left for the cause, Y those at risk, d events, and a row's derivative that by its weight.
// All rows still there at t share the derivatives g(t) of -log S and a(t) of F:
//   g = sum d / (Y (Y - d)),   a = sum S(s-) d_cause / Y (g(s-) - 1 / Y).
// A row that ends at T keeps c, its derivative of log S, for ever: g(T) when censored, g(T-) - 1 / Y(T) when it left. From then on its
// derivative of F is U + c (F(t) - F(T)), U being that at T. So three sums over the rows that ended give the sum of squares at every later time.
import type { CauseTable } from "./cause-table.js";

/** Per cause and time, the standard error of the cumulative incidence, which grows by these increments. Cost: O(times x causes). */
export function incidenceErrors(table: CauseTable, increments: readonly Float64Array[]): Float64Array[] {
  const common = sharedDerivatives(table);
  return increments.map((growth, k) => errorsOfCause(table, common, growth, table.events[k] as Float64Array));
}

interface Shared {
  /** Per time, the derivative of -log S of those that stay, just before the time and after it. */
  readonly before: Float64Array;
  readonly after: Float64Array;
  /** Per time, S just before it. */
  readonly there: Float64Array;
}

function sharedDerivatives({ time, atRisk, left }: CauseTable): Shared {
  const shared = { before: new Float64Array(time.length), after: new Float64Array(time.length), there: new Float64Array(time.length) };
  let g = 0;
  let there = 1;
  for (let t = 0; t < time.length; t++) {
    const [risk, gone] = [atRisk[t] as number, left[t] as number];
    shared.before[t] = g;
    shared.there[t] = there;
    // When all have left, nobody is there whose derivative it could be.
    if (gone < risk) g += gone / risk / (risk - gone);
    there = (there * (risk - gone)) / risk;
    shared.after[t] = g;
  }
  return shared;
}

/** Sums over the rows that ended: of x x, x c and c c, where x is what is left of a row's derivative when its part by c is taken away. */
interface Squares {
  xx: number;
  xc: number;
  cc: number;
}

function errorsOfCause({ atRisk, left, censored }: CauseTable, shared: Shared, growth: Float64Array, own: Float64Array): Float64Array {
  const rest = remainders(growth);
  // Counted from what F has reached and from what it still gains: nothing cancels where F is near its beginning, and near its end.
  const fromStart: Squares = { xx: 0, xc: 0, cc: 0 };
  const fromEnd: Squares = { xx: 0, xc: 0, cc: 0 };
  let reached = 0;
  let a = 0;
  return growth.map((step, t) => {
    const [risk, gone, lost] = [atRisk[t] as number, left[t] as number, censored[t] as number];
    const here = own[t] as number;
    const atEvent = (shared.before[t] as number) - 1 / risk;
    const remaining = rest[t] as number;
    reached += step;
    a += step * atEvent;
    const end = (count: number, derivative: number, c: number): void => {
      addSquares(fromStart, count, derivative - c * reached, c);
      addSquares(fromEnd, count, derivative + c * remaining, c);
    };
    end(here, a + (shared.there[t] as number) / risk, atEvent);
    end(gone - here, a, atEvent);
    end(lost, a, shared.after[t] as number);
    const ended = reached < remaining ? squaresAt(fromStart, reached) : squaresAt(fromEnd, -remaining);
    return Math.sqrt(Math.max(0, (risk - gone - lost) * a * a + ended));
  });
}

/** What each time leaves for the times after it. */
function remainders(growth: Float64Array): Float64Array {
  const rest = new Float64Array(growth.length);
  for (let t = growth.length - 2; t >= 0; t--) rest[t] = (rest[t + 1] as number) + (growth[t + 1] as number);
  return rest;
}

function addSquares(sums: Squares, count: number, x: number, c: number): void {
  sums.xx += count * x * x;
  sums.xc += count * x * c;
  sums.cc += count * c * c;
}

/** The sum of (x + c f) squared. */
function squaresAt({ xx, xc, cc }: Squares, f: number): number {
  return xx + f * (2 * xc + f * cc);
}
