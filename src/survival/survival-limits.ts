/**
 * On which scale a limit lies as far from the estimate as its standard error says.
 *
 * - `"log-log"`: log(-log S); limits never leave 0 to 1, and hold their level well in small samples.
 * - `"log"`: log S. `"plain"`: S itself. Both are cut off at 0 and 1.
 * - `"logit"`: log(S / (1 - S)). `"arcsin"`: the arc sine of the root of S.
 *
 * @category Survival curves
 */
export type SurvivalInterval = "log-log" | "log" | "plain" | "logit" | "arcsin";

export const INTERVALS: readonly SurvivalInterval[] = ["log-log", "log", "plain", "logit", "arcsin"];

/** The limit that lies `reach` standard errors above S (below, when negative); `spread` is the standard error of log S. */
type Limit = (survival: number, spread: number, reach: number) => number;

const LIMITS: Readonly<Record<SurvivalInterval, Limit>> = {
  plain: (survival, spread, reach) => survival + reach * spread * survival,
  log: (survival, spread, reach) => survival * Math.exp(reach * spread),
  "log-log": (survival, spread, reach) => {
    const log = Math.log(survival);
    return Math.exp(log * Math.exp((reach * spread) / log));
  },
  logit: (survival, spread, reach) => 1 / (1 + ((1 - survival) / survival) * Math.exp((-reach * spread) / (1 - survival))),
  arcsin: (survival, spread, reach) => {
    const angle = Math.asin(Math.sqrt(survival)) + (reach * spread * Math.sqrt(survival / (1 - survival))) / 2;
    return Math.sin(Math.max(0, Math.min(angle, Math.PI / 2))) ** 2;
  },
};

/** The limit as a share from 0 to 1; `null` where its scale has no place for S. */
export function limitOf(interval: SurvivalInterval): (survival: number, spread: number, reach: number) => number | null {
  const limit = LIMITS[interval];
  const onlyInside = interval !== "plain" && interval !== "log";
  return (survival, spread, reach) => {
    if (survival === 0 || (onlyInside && survival === 1)) return null;
    const value = limit(survival, spread, reach);
    // Rounding must not carry a limit beyond the estimate.
    return reach < 0 ? Math.max(0, Math.min(value, survival)) : Math.min(1, Math.max(value, survival));
  };
}
