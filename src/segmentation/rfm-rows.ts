import { checkInteger, checkIterable, checkObject } from "../foundation/errors/check.js";
import { InvalidArgumentError } from "../foundation/errors/invalid-argument-error.js";
import type { CustomerId } from "../foundation/ids/ids.js";
import type { RfmColumns } from "./rfm-columns.js";
import type { RfmRow } from "./rfm.js";
import { cellIndex, cellName } from "./segment-map.js";
import type { NumberColumn } from "./value-counts.js";

/**
 * Rows of scores that are held in columns: of all customers, or only of those that are asked for.
 *
 * A row is an object, and a million of them take more memory than all columns together: ask for a page, or for the customers of one segment.
 *
 * @param columns - The scores, from {@link rfmColumns}.
 * @param places - The customers, as places in `columns.customerIds`; all when left out.
 * @returns One row a place, in their order.
 * @throws An {@link InvalidArgumentError} when a place is not one of the columns.
 *
 * @example
 * import { purchases, segmentation } from "clientele";
 *
 * const { values } = purchases.parsePurchases([
 *   { id: 1, customerId: "ben", at: "2024-03-01T09:30:00Z", amount: "5.00" },
 *   { id: 2, customerId: "anna", at: "2024-05-30T18:00:00Z", amount: "20.00" },
 * ], { currency: "EUR" });
 * const columns = segmentation.rfmColumns(values, {
 *   asOf: "2024-06-01T00:00:00Z", timeZone: "UTC", bins: 2, method: "quantile", monetary: "total", revenue: "net", fullyRefunded: "exclude",
 * });
 * segmentation.rfmRows(columns).map(({ customerId, score }) => [customerId, score]); // => [["anna", "212"], ["ben", "111"]]
 * const away = [...columns.r.keys()].filter((place) => columns.r[place] === 1);
 * segmentation.rfmRows(columns, away).map(({ customerId }) => customerId); // => ["ben"]
 *
 * @category RFM
 */
export function rfmRows(columns: RfmColumns, places?: Iterable<number>): RfmRow[] {
  checkObject("columns", columns);
  if (places !== undefined) checkIterable("places", places);
  const rowAt = rowReader(columns, columns.definition.bins);
  const last = columns.customerIds.length - 1;
  return Array.from(places ?? columns.customerIds.keys(), (place, i) => {
    if (last === -1) throw new InvalidArgumentError(`places[${i}]`, "no place, as there are no customers", place);
    checkInteger(`places[${i}]`, place, 0, last);
    return rowAt(place);
  });
}

/** What rows are made of. */
interface RowColumns {
  readonly customerIds: readonly string[];
  readonly recencyDays: NumberColumn;
  readonly frequency: NumberColumn;
  readonly monetaryMinor: NumberColumn;
  readonly revenueMinor: NumberColumn;
  readonly r: Uint8Array;
  readonly f: Uint8Array;
  readonly m: Uint8Array;
}

/** Makes the row of a place; customers of one cell share one string. */
export function rowReader(columns: RowColumns, bins: number): (place: number) => RfmRow {
  const { customerIds, recencyDays, frequency, monetaryMinor, revenueMinor } = columns;
  const names: string[] = [];
  return (place) => {
    const [r, f, m] = [columns.r[place] as number, columns.f[place] as number, columns.m[place] as number];
    return {
      customerId: customerIds[place] as CustomerId,
      recencyDays: recencyDays[place] as number,
      frequency: frequency[place] as number,
      monetaryMinor: monetaryMinor[place] as number,
      revenueMinor: revenueMinor[place] as number,
      r,
      f,
      m,
      score: (names[cellIndex({ r, f, m }, bins)] ??= cellName({ r, f, m }, bins)),
    };
  };
}
