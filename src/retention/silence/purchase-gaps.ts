import { checkObject, checkOneOf } from "../../foundation/errors/check.js";
import { compareIds, type CustomerId } from "../../foundation/ids/ids.js";
import { readInstant, type Instant, type InstantLike } from "../../foundation/time/instant.js";
import { asColumns, type Purchases } from "../../purchases/purchase-columns.js";
import type { FullyRefunded } from "../../purchases/purchase-histories.js";
import { activityDays } from "../activity-days.js";

/**
 * Which purchases count where gaps between purchases are looked at.
 * @category Silence
 */
export interface PurchaseGapOptions {
  /** Only purchases before this instant count, and silence runs up to its local day. */
  readonly asOf: InstantLike;
  /** The IANA zone whose days count. */
  readonly timeZone: string;
  /** Whether a purchase that was refunded in full still counts; `"exclude"` when left out. */
  readonly fullyRefunded?: FullyRefunded;
}

/** The gaps of customer `i` of `customerIds`, in local days and ascending: those from `starts[i]` up to `starts[i + 1]`. */
export interface PurchaseGaps {
  readonly asOf: Instant;
  readonly timeZone: string;
  readonly fullyRefunded: FullyRefunded;
  /** The customers with a purchase, by id. */
  readonly customerIds: readonly CustomerId[];
  readonly starts: Int32Array;
  readonly days: Int32Array;
  /** Per customer, the days since the last purchase. */
  readonly silence: Int32Array;
}

/** The gaps from one local day with a purchase to the next. Cost: O(rows) when rows come in the order of time, and O(gaps log gaps). */
export function purchaseGaps(purchases: Purchases, options: PurchaseGapOptions): PurchaseGaps {
  checkObject("options", options);
  const { timeZone, fullyRefunded = "exclude" } = options;
  checkOneOf("options.fullyRefunded", fullyRefunded, ["exclude", "include"]);
  const asOf = readInstant("options.asOf", options.asOf);
  const columns = asColumns(purchases);
  const activity = activityDays(columns, { asOf, timeZone, fullyRefunded });
  const present = [...columns.customerIds.keys()].filter((c) => activity.starts[c] !== activity.starts[c + 1]);
  const idOf = (c: number): string => columns.customerIds[c] as string;
  present.sort((a, b) => compareIds(idOf(a), idOf(b)));

  const starts = new Int32Array(present.length + 1);
  const silence = new Int32Array(present.length);
  const days = new Int32Array(activity.days.length);
  let written = 0;
  present.forEach((c, i) => {
    const [first, end] = [activity.starts[c] as number, activity.starts[c + 1] as number];
    for (let place = first + 1; place < end; place += 1) {
      const gap = (activity.days[place] as number) - (activity.days[place - 1] as number);
      if (gap > 0) days[written++] = gap;
    }
    starts[i + 1] = written;
    days.subarray(starts[i], written).sort();
    silence[i] = activity.today - (activity.days[end - 1] as number);
  });
  const customerIds = present.map((c) => idOf(c) as CustomerId);
  return { asOf, timeZone, fullyRefunded, customerIds, starts, days: days.subarray(0, written), silence };
}
