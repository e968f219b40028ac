// Reads what both events and accounts hold: lots, and what is remembered.
import { zoneOffsets } from "../../foundation/time/zone-offsets.js";
import type { PointLot } from "./account.js";
import { openRecord } from "../../foundation/readers/record.js";
import {
  calendarDate,
  id,
  instant,
  listOf,
  money,
  nullable,
  oneOf,
  report,
  wholeNumber,
  type Fields,
  type Reader,
} from "../../foundation/readers/readers.js";
import { count, points } from "./point-readers.js";

/** Far more than anyone can book, and far enough from the end of the safe integers to count on. */
const MOST_BOOKED = 2 ** 52;
/** The longest time that a program can remember. */
const MOST_DAYS = 100_000;
/** As long as a list can be that fits into memory as events. */
const MOST_ENTRIES = 1_000_000;

/** A number by which things are counted from 1: of a lot, of an event. */
export const ordinal: Reader = /* @__PURE__ */ wholeNumber(1, MOST_BOOKED);

/** Yes or no. */
export const flag: Reader = /* @__PURE__ */ oneOf([true, false]);

/** A date, or none. */
export const maybeDate: Reader = /* @__PURE__ */ nullable(calendarDate);

/** A list of objects. */
export function entries(fields: Fields, least: number = 0): Reader {
  return listOf(openRecord(fields), MOST_ENTRIES, least);
}

/** The fields of a spendable lot. */
export function lotFields(): Fields {
  return {
    lot: ordinal,
    order: ordinal,
    earningId: nullable(id),
    earnedAt: instant,
    points,
    expiresOn: maybeDate,
    movableUntil: maybeDate,
    graced: flag,
  };
}

/** How a lot waits. */
export function waitingFields(): Fields {
  return { activatesOn: maybeDate, cancelAfter: maybeDate, datedByActivation: flag };
}

/** The lists of points of an account, which go over to another one in a merge. */
export function pointListFields(): Fields {
  return {
    lots: entries(lotFields()),
    pending: entries({ ...lotFields(), ...waitingFields() }),
    holds: entries({ id, at: instant, until: nullable(instant), lots: entries(lotFields(), 1) }),
  };
}

/** The fields of what can be recognised again, by what it is. */
export function rememberedFields(): Record<RememberedName, Fields> {
  const remembered = { id, at: instant };
  return {
    earnings: { ...remembered, points, order: ordinal, basis: nullable(money), reversed: count, lapsed: count },
    redemptions: { ...remembered, points, lots: entries(lotFields()) },
    endedHolds: { ...remembered, ended: oneOf(["expired", "settled"]) },
    transfers: remembered,
    keys: { ...remembered, content: id },
  };
}

/** What an account recognises. */
export type RememberedName = "earnings" | "redemptions" | "endedHolds" | "transfers" | "keys";

/** What an account is opened with and keeps for its life. */
export function accountFields(): Fields {
  return {
    customerId: nullable(id),
    programId: id,
    timeZone,
    heldPoints: oneOf(["do-not-expire", "expire"]),
    consumption: oneOf(["soonest-expiry-first", "first-in-first-out", "last-in-first-out"]),
    rememberDays: nullable(wholeNumber(0, MOST_DAYS)),
  };
}

/** A zone that exists. */
const timeZone: Reader = (value, issues) => {
  if (typeof value === "string") {
    try {
      zoneOffsets(value);
      return value;
    } catch {
      // reported below
    }
  }
  return report(issues, "unknown-zone", 'an IANA time zone such as "Europe/Berlin"', value);
};

/** Whether every lot has a number of its own. */
export function areDistinct(lots: readonly Pick<PointLot, "lot">[]): boolean {
  return new Set(lots.map(({ lot }) => lot)).size === lots.length;
}

/** Whether lots have numbers and places below the next ones. */
export function areBelow(nextLot: number, lots: readonly PointLot[]): boolean {
  return lots.every(({ lot, order }) => lot < nextLot && order < nextLot);
}
