import { localDay, startOfLocalDay } from "../foundation/time/local-time.js";
import { zoneOffsets } from "../foundation/time/zone-offsets.js";
import type { Instant } from "../foundation/time/instant.js";
import type { ReportFrame } from "./report-options.js";

/**
 * The frame as of the end of the last local day with purchases that count, where the movements of the base are closed: who is active is asked then. That is `asOf`
 * itself where a day begins. Purchases from `asOf` on must be left out already.
 */
export function closingFrame(frame: ReportFrame): ReportFrame {
  const zone = zoneOffsets(frame.timeZone);
  const [today, lastDay] = [localDay(frame.asOf, zone), localDay(frame.asOf - 1, zone)];
  return lastDay < today ? frame : { ...frame, asOf: startOfLocalDay(lastDay + 1, zone) as Instant };
}
