// What RFM scores are asked for, checked: the same for rows, for columns, and for cuts that are found in parts.
import { checkFinite, checkInteger, checkOneOf } from "../foundation/errors/check.js";
import { InvalidArgumentError } from "../foundation/errors/invalid-argument-error.js";
import { readInstant } from "../foundation/time/instant.js";
import { localDay } from "../foundation/time/local-time.js";
import { zoneOffsets, type ZoneOffsets } from "../foundation/time/zone-offsets.js";
import { closedSideOf } from "./cuts-of-counts.js";
import { MOST_BINS, type RfmDefinition, type RfmMethod, type RfmOptions, type RfmThresholds } from "./rfm.js";

/** Every method. */
export const RFM_METHODS: readonly RfmMethod[] = [
  "quantile",
  "quantile-left-closed",
  "ntile",
  "mid-rank",
  "thresholds",
  "equal-width",
  "nested",
];

/** The three figures that are scored. */
export const RFM_FIGURES = ["recencyDays", "frequency", "monetaryMinor"] as const;

/** Options with what was left out, checked. */
export interface RfmTask {
  readonly definition: RfmDefinition;
  readonly zone: ZoneOffsets;
  /** The local day of `asOf`. */
  readonly today: number;
  /** The cuts of method `"thresholds"`, as they were given. */
  readonly thresholds: Required<RfmThresholds> | null;
}

/** Checks the options. */
export function readRfmOptions(options: RfmOptions, methods: readonly RfmMethod[] = RFM_METHODS): RfmTask {
  checkOneOf("options.method", (options as RfmOptions | undefined)?.method, methods);
  const { bins = 5, method, monetary, timeZone } = options;
  checkInteger("options.bins", bins, 2, MOST_BINS);
  checkOneOf("options.monetary", monetary, ["total", "mean"]);
  const asOf = readInstant("options.asOf", options.asOf);
  const zone = zoneOffsets(timeZone, "options.timeZone");
  if (method !== "thresholds" && options.thresholds !== undefined)
    throw new InvalidArgumentError("options.thresholds", `no thresholds beside method "${method}"`, options.thresholds);
  const thresholds = method === "thresholds" ? readThresholds("options.thresholds", options.thresholds, bins) : null;
  return { definition: { method, bins, monetary, asOf, timeZone }, zone, today: localDay(asOf, zone), thresholds };
}

/** Throws unless there are `bins - 1` cuts of each figure, ascending. Made for a call a customer: it makes no object, and names places only in an error. */
export function checkThresholds(
  argument: string,
  thresholds: RfmThresholds | null | undefined,
  bins: number,
): asserts thresholds is RfmThresholds {
  for (const figure of RFM_FIGURES) checkCuts(argument, figure, thresholds?.[figure], bins);
  const closed = thresholds?.closed;
  if (closed !== undefined) checkOneOf(`${argument}.closed`, closed, SIDES);
}

/** The cuts as they were given, checked and copied. */
function readThresholds(argument: string, thresholds: RfmThresholds | null | undefined, bins: number): Required<RfmThresholds> {
  checkThresholds(argument, thresholds, bins);
  const copied = (cuts: readonly number[]): number[] => Array.from(cuts, (cut) => cut + 0);
  const { recencyDays, frequency, monetaryMinor, closed = "right" } = thresholds;
  return { recencyDays: copied(recencyDays), frequency: copied(frequency), monetaryMinor: copied(monetaryMinor), closed };
}

const SIDES = ["left", "right"] as const;

/** Which side of the bins is closed. */
export function closedSide({ definition: { method }, thresholds }: RfmTask): "left" | "right" {
  if (thresholds !== null) return thresholds.closed;
  return method === "ntile" || method === "nested" || method === "thresholds" ? "right" : closedSideOf(method);
}

function checkCuts(argument: string, figure: string, cuts: unknown, bins: number): void {
  if (!Array.isArray(cuts) || cuts.length !== bins - 1)
    throw new InvalidArgumentError(`${argument}.${figure}`, `${bins - 1} ascending cuts`, cuts);
  for (let i = 0; i < cuts.length; i += 1) {
    const cut: unknown = cuts[i];
    if (!Number.isFinite(cut)) checkFinite(`${argument}.${figure}[${i}]`, cut);
    if (i > 0 && (cut as number) < (cuts[i - 1] as number))
      throw new InvalidArgumentError(`${argument}.${figure}[${i}]`, "cuts in ascending order", cut);
  }
}
