import { checkObject } from "../../foundation/errors/check.js";
import { InvalidArgumentError } from "../../foundation/errors/invalid-argument-error.js";
import { readInstant, type Instant, type InstantLike } from "../../foundation/time/instant.js";
import { zoneOffsets } from "../../foundation/time/zone-offsets.js";
import type { CountingFrame } from "./contract-counts.js";
import { countingFrame } from "./contract-counts.js";
import { dayMarks } from "./day-marks.js";

/**
 * The time that a rate of contracts is about.
 * @category Contracts
 */
export interface ContractPeriod {
  /** The opening: an instant, or a local date `"YYYY-MM-DD"` for its first instant. */
  readonly from: InstantLike;
  /** The close, after it. */
  readonly to: InstantLike;
  /** The IANA zone whose days count, and in which local dates are read. */
  readonly timeZone: string;
}

/** The period, with instants. */
export interface ReadPeriod {
  readonly from: Instant;
  readonly to: Instant;
  readonly timeZone: string;
}

/** Checks the period that options name. */
export function readPeriod(options: ContractPeriod): ReadPeriod {
  checkObject("options", options);
  const { from, to, timeZone } = options;
  zoneOffsets(timeZone);
  const [opening, close] = [readInstant("options.from", from, timeZone), readInstant("options.to", to, timeZone)];
  if (close <= opening) throw new InvalidArgumentError("options.to", "an instant after options.from", to);
  return { from: opening, to: close, timeZone };
}

/** A frame whose only period it is. */
export function frameOfPeriod({ from, to, timeZone }: ReadPeriod): CountingFrame {
  return countingFrame(dayMarks(from, to, timeZone), [from, to]);
}
