/** From here on the series below are exact to the last digits. */
const ASYMPTOTIC = 32;
/** So few terms are added one by one. */
const FEW = 48;

/** `1/from + 1/(from + 1) + ... + 1/to` for whole numbers of at least 1, in a time that does not depend on how many they are; 0 when there are none. */
export function reciprocalSum(from: number, to: number): number {
  return sumBetween(from, to, (k) => 1 / k, reciprocalTail);
}

/** The same of the squares `1/k^2`. */
export function reciprocalSquareSum(from: number, to: number): number {
  return sumBetween(from, to, (k) => 1 / (k * k), reciprocalSquareTail);
}

/** The smallest terms first; what is beyond {@link ASYMPTOTIC} by the Euler-Maclaurin formula. */
function sumBetween(from: number, to: number, term: (k: number) => number, tail: (from: number, to: number) => number): number {
  const cut = to - from < FEW ? from + FEW : ASYMPTOTIC;
  let sum = to >= Math.max(from, cut) ? tail(Math.max(from, cut), to) : 0;
  for (let k = Math.min(to, cut - 1); k >= from; k--) sum += term(k);
  return sum;
}

function reciprocalTail(from: number, to: number): number {
  const series = (k: number): number => {
    const square = 1 / (k * k);
    return square * (1 / 12 - square * (1 / 120 - square * (1 / 252 - square / 240)));
  };
  return Math.log1p((to - from) / from) + (1 / from + 1 / to) / 2 + series(from) - series(to);
}

function reciprocalSquareTail(from: number, to: number): number {
  const series = (k: number): number => {
    const square = 1 / (k * k);
    return (square / k) * (1 / 6 - square * (1 / 30 - square * (1 / 42 - square / 30)));
  };
  return (to - from) / from / to + (1 / from / from + 1 / to / to) / 2 + series(from) - series(to);
}
