// How events look that earn, spend, move or end points.
import type { RestoredPoints } from "./event-parts.js";
import type { LedgerEvent } from "./event.js";
import { sumPoints } from "./lots.js";
import { anyJson } from "../../foundation/readers/any-json.js";
import { areDistinct, entries, flag, lotFields, maybeDate, ordinal, waitingFields } from "./read-lots.js";
import { openRecord } from "../../foundation/readers/record.js";
import { calendarDate, id, instant, money, nullable, oneOf, reason, type Fields } from "../../foundation/readers/readers.js";
import { count, points, signedPoints } from "./point-readers.js";

/** The fields of some types of events, and whether the parts of one add up. */
export type Layouts<Type extends LedgerEvent["type"]> = {
  readonly [T in Type]: { readonly fields: Fields; readonly addsUp: (event: LedgerEvent & { readonly type: T }) => boolean };
};

type AccountEventType = "account-opened" | "account-frozen" | "account-unfrozen" | "account-closed" | "account-merged" | "account-absorbed";

/** Where there is nothing to add up. */
export const always = (): boolean => true;

export function pointEvents(): Layouts<Exclude<LedgerEvent["type"], AccountEventType>> {
  return { ...earningEvents(), ...redemptionEvents(), ...otherEvents() };
}

function earningEvents(): Layouts<
  "points-earned" | "points-activated" | "pending-cancelled" | "earning-reversed" | "points-lapsed" | "debt-paid"
> {
  return {
    "points-earned": {
      fields: {
        earningId: id,
        points,
        lot: ordinal,
        source: source(),
        basis: nullable(money),
        expiresOn: maybeDate,
        movableUntil: maybeDate,
        pending: nullable(openRecord(waitingFields())),
        activity: activity(),
        explanation: anyJson,
      },
      addsUp: always,
    },
    "points-activated": {
      fields: { by: oneOf(["date", "command"]), points, lots: entries({ ...takenFields(), movableUntil: maybeDate }) },
      addsUp: isSumOfLots,
    },
    "pending-cancelled": { fields: { by: oneOf(["deadline", "command"]), points, lots: entries(lotPointFields()) }, addsUp: isSumOfLots },
    "points-lapsed": {
      fields: { points, lots: entries(takenFields()), pending: entries(takenFields()), held: entries({ ...takenFields(), holdId: id }) },
      addsUp: (event) => event.points === sumPoints(event.lots) + sumPoints(event.pending) + sumPoints(event.held),
    },
    "debt-paid": { fields: { points, lots: entries(takenFields()) }, addsUp: isSumOfLots },
    "earning-reversed": {
      fields: {
        earningId: id,
        points: count,
        lapsed: count,
        pending: entries(lotPointFields()),
        lots: entries(takenFields()),
        debt: count,
        forgiven: count,
        remaining: nullable(money),
      },
      addsUp: ({ points: all, lapsed, pending, lots, debt, forgiven }) =>
        all === lapsed + sumPoints(pending) + sumPoints(lots) + debt + forgiven,
    },
  };
}

function redemptionEvents(): Layouts<"points-redeemed" | "points-held" | "hold-captured" | "hold-released" | "redemption-reversed"> {
  const restored = entries({
    ...takenFields(),
    from: ordinal,
    movableUntil: maybeDate,
    graced: flag,
    lapsed: count,
  });
  return {
    "points-redeemed": {
      fields: { redemptionId: id, points, lots: entries(takenFields()), reward: source(), activity: activity() },
      addsUp: isSumOfLots,
    },
    "points-held": {
      fields: { holdId: id, points, until: nullable(instant), lots: entries(takenFields()) },
      addsUp: isSumOfLots,
    },
    "hold-captured": {
      fields: { holdId: id, redemptionId: id, points, lots: entries(takenFields()), released: restored, activity: activity() },
      addsUp: (event) => isSumOfLots(event) && lapseWhole(event.released),
    },
    "hold-released": {
      fields: { holdId: id, by: oneOf(["time", "command"]), points, released: restored },
      addsUp: (event) => event.points === sumPoints(event.released) && lapseWhole(event.released),
    },
    "redemption-reversed": {
      fields: { redemptionId: id, points, forfeited: count, restored },
      addsUp: (event) =>
        event.points === sumPoints(event.restored) && lapseWhole(event.restored) && event.forfeited === sumLapsed(event.restored),
    },
  };
}

function otherEvents(): Layouts<
  "points-adjusted" | "expiry-extended" | "opening-balance-imported" | "expiry-booked" | "points-sent" | "points-received"
> {
  return {
    "points-adjusted": {
      fields: {
        points: signedPoints,
        reason,
        credit: nullable(openRecord({ lot: ordinal, expiresOn: maybeDate, movableUntil: maybeDate })),
        lots: entries(takenFields()),
      },
      addsUp: (event) => (event.credit === null ? -event.points === sumPoints(event.lots) : event.points > 0 && event.lots.length === 0),
    },
    "expiry-extended": { fields: { earningId: nullable(id), to: calendarDate, points: count }, addsUp: always },
    "opening-balance-imported": {
      fields: { points, lots: entries({ ...takenFields(), earnedAt: instant }) },
      addsUp: (event) => isSumOfLots(event) && areDistinct(event.lots),
    },
    "expiry-booked": { fields: { points: count }, addsUp: always },
    "points-sent": { fields: { transferId: id, to: id, points, lots: entries(takenFields()) }, addsUp: isSumOfLots },
    "points-received": {
      fields: { transferId: id, from: id, points, lots: entries(lotFields()) },
      addsUp: (event) =>
        isSumOfLots(event) &&
        areDistinct(event.lots) &&
        event.lots.every(({ lot, order, earningId }) => order <= lot && earningId === null),
    },
  };
}

function lotPointFields(): Fields {
  return { lot: ordinal, points };
}

function takenFields(): Fields {
  return { lot: ordinal, points, expiresOn: maybeDate };
}

function source(): Fields[string] {
  return nullable(openRecord({ kind: id, id }));
}

function activity(): Fields[string] {
  return nullable(openRecord({ on: calendarDate, expiresOn: calendarDate }));
}

function isSumOfLots(event: { readonly points: number; readonly lots: readonly { readonly points: number }[] }): boolean {
  return event.points === sumPoints(event.lots);
}

/** Whether given back points are spendable or lapsed, all that go to one lot alike. */
function lapseWhole(restored: readonly RestoredPoints[]): boolean {
  return restored.every(({ points: given, lapsed }) => lapsed === 0 || lapsed === given);
}

function sumLapsed(restored: readonly RestoredPoints[]): number {
  let sum = 0;
  for (const { lapsed } of restored) sum += lapsed;
  return sum;
}
