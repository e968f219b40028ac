// The opportunities since a customer's last purchase. At each the customer may have left, or been there and not bought; the chances of both
// are followed by ratios of beta functions from one opportunity to the next, which are rational.

/** What the ratios are made of, by the number of the opportunity; for all customers alike. */
export interface TailFactors {
  readonly alpha: number;
  readonly beta: number;
  readonly gamma: number;
  /** 1 / (alpha + beta + j). */
  readonly perChance: Float64Array;
  /** 1 / (beta + j). */
  readonly perRefusal: Float64Array;
  /** 1 / (gamma + delta + j). */
  readonly perLife: Float64Array;
  /** 1 / (delta + j). */
  readonly perStay: Float64Array;
}

/** How a customer's silence came about, as shares of what was possible at the last purchase; and the derivatives of `left + alive`. */
export interface SilentTail {
  /** The purchases made until then. */
  readonly frequency: number;
  /** The opportunity that has been reached. */
  at: number;
  /** The chance of having been there at every opportunity so far without buying. */
  alive: number;
  /** The chance of having left before one of them, and not bought until then. */
  left: number;
  /** The chance of a purchase, so that nothing is missing to 1: exact also where silence is nearly certain. */
  missing: number;
  /** The derivatives of `left`. */
  readonly leftBy: Float64Array;
  /** The derivatives of the logarithm of `alive`. */
  readonly logAliveBy: Float64Array;
}

/** The factors for up to so many opportunities. */
export function tailFactors(parameters: Float64Array, opportunities: number): TailFactors {
  const [alpha, beta, gamma, delta] = parameters as unknown as [number, number, number, number];
  const reciprocals = (start: number): Float64Array => {
    const values = new Float64Array(opportunities);
    for (let j = 0; j < opportunities; j++) values[j] = 1 / (start + j);
    return values;
  };
  return {
    alpha,
    beta,
    gamma,
    perChance: reciprocals(alpha + beta),
    perRefusal: reciprocals(beta),
    perLife: reciprocals(gamma + delta),
    perStay: reciprocals(delta),
  };
}

/** A customer at the last purchase. */
export function silenceFrom(frequency: number, recency: number): SilentTail {
  return { frequency, at: recency, alive: 1, left: 0, missing: 0, leftBy: new Float64Array(4), logAliveBy: new Float64Array(4) };
}

/** The same customer some silent opportunities later. */
export function passOpportunities(tail: SilentTail, factors: TailFactors, to: number): void {
  const { alpha, gamma, perChance, perRefusal, perLife, perStay } = factors;
  const { frequency, leftBy, logAliveBy } = tail;
  let { alive, left, missing } = tail;
  let [leftByAlpha, leftByBeta, leftByGamma, leftByDelta] = leftBy as unknown as Quadruple;
  let [byAlpha, byBeta, byGamma, byDelta] = logAliveBy as unknown as Quadruple;
  for (let j = tail.at; j < to; j++) {
    const chance = perChance[j] as number;
    const life = perLife[j] as number;
    const stay = perStay[j] as number;
    const refusal = perRefusal[j - frequency] as number;
    const leaves = gamma * life;
    const stays = life / stay;
    const gone = alive * leaves;
    left += gone;
    leftByAlpha += gone * byAlpha;
    leftByBeta += gone * byBeta;
    leftByGamma += gone * byGamma + alive * life * stays;
    leftByDelta += gone * (byDelta - life);
    const buys = (alpha + frequency) * chance;
    missing += alive * stays * buys;
    byAlpha -= chance;
    byBeta += buys * refusal;
    byGamma -= life;
    byDelta += leaves * stay;
    alive *= stays * (chance / refusal);
  }
  leftBy.set([leftByAlpha, leftByBeta, leftByGamma, leftByDelta]);
  logAliveBy.set([byAlpha, byBeta, byGamma, byDelta]);
  tail.at = to;
  tail.alive = alive;
  tail.left = left;
  tail.missing = missing;
}

type Quadruple = [number, number, number, number];
