// The partial likelihood, concordance and log-rank test as their definitions say, over all pairs.
export interface PlainRow {
  readonly time: number;
  readonly event: boolean;
  readonly entry?: number;
  readonly stratum?: string;
  readonly x: number;
  readonly z: number;
}

/** Of each time of events within a stratum: who has the event, and all at risk. */
export function riskSets(rows: readonly PlainRow[]): { readonly dead: PlainRow[]; readonly all: PlainRow[] }[] {
  const keys = new Set(rows.filter(({ event }) => event).map(({ stratum, time }) => JSON.stringify([stratum, time])));
  return [...keys].map((key) => {
    const own = (row: PlainRow): boolean => JSON.stringify([row.stratum, row.time]) === key;
    const dead = rows.filter((row) => row.event && own(row));
    const { stratum, time } = dead[0] as PlainRow;
    return { dead, all: rows.filter((row) => row.stratum === stratum && row.time >= time && (row.entry ?? -1) < time) };
  });
}

/** The log-likelihood at (x, z). */
export function plainLogLikelihood(rows: readonly PlainRow[], ties: "efron" | "breslow", [bx, bz]: readonly [number, number]): number {
  const risk = (list: readonly PlainRow[]): number => list.reduce((sum, { x, z }) => sum + Math.exp(bx * x + bz * z), 0);
  return riskSets(rows).reduce((sum, { dead, all }) => {
    const own = dead.reduce((part, { x, z }) => part + bx * x + bz * z, 0);
    const gone = (k: number): number => (ties === "efron" ? (k / dead.length) * risk(dead) : 0);
    return sum + own - dead.reduce((part, _, k) => part + Math.log(risk(all) - gone(k)), 0);
  }, 0);
}

/** Of the pairs of an event and one that stays longer, the share in which the event has the higher score. */
export function plainConcordance(rows: readonly PlainRow[], score: (row: PlainRow) => number): number | null {
  let [good, all] = [0, 0];
  for (const { dead, all: atRisk } of riskSets(rows)) {
    const later = atRisk.filter((row) => !dead.includes(row));
    for (const one of dead) {
      for (const other of later) {
        all += 1;
        good += score(one) > score(other) ? 1 : score(one) === score(other) ? 0.5 : 0;
      }
    }
  }
  return all === 0 ? null : good / all;
}

/** What the coefficients of x and z must be: finite, without end, or anything. Exact for whole numbers. */
export function kindOfMaximum(rows: readonly PlainRow[]): "ok" | "boundary" | "unidentified" {
  const sets = riskSets(rows);
  const differences = sets.flatMap(({ dead, all }) =>
    dead.flatMap((one) => all.map((other) => [one.x - other.x, one.z - other.z] as const)),
  );
  const [first] = differences.filter(([x, z]) => x !== 0 || z !== 0);
  if (first === undefined || differences.every(([x, z]) => x * first[1] === z * first[0])) return "unidentified";
  const directions = differences.flatMap(([x, z]) => [
    [z, -x],
    [-z, x],
  ]);
  const rises = directions.some(([a = 0, b = 0]) => (a !== 0 || b !== 0) && differences.every(([x, z]) => a * x + b * z >= 0));
  return rises ? "boundary" : "ok";
}
