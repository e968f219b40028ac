// How events look that open, stop, end or unite accounts.
import type { AccountAbsorbed } from "./account-event.js";
import type { LedgerEvent } from "./event.js";
import { sumPoints } from "./lots.js";
import { accountFields, areBelow, areDistinct, entries, pointListFields, rememberedFields, maybeDate, ordinal } from "./read-lots.js";
import { always, type Layouts } from "./read-point-event.js";
import { openRecord } from "../../foundation/readers/record.js";
import { id, nullable, reason, type Fields } from "../../foundation/readers/readers.js";
import { count } from "./point-readers.js";

type AccountEventType = Extract<LedgerEvent["type"], `account-${string}`>;

export function accountEvents(): Layouts<AccountEventType> {
  return {
    "account-opened": {
      fields: accountFields(),
      addsUp: always,
    },
    "account-frozen": { fields: { reason }, addsUp: always },
    "account-unfrozen": { fields: { reason }, addsUp: always },
    "account-closed": {
      fields: { reason, forfeited: openRecord({ available: count, pending: count, held: count }), debtForgiven: count },
      addsUp: always,
    },
    "account-merged": { fields: { into: id, reason: nullable(reason), points: count, debt: count }, addsUp: always },
    "account-absorbed": {
      fields: {
        from: id,
        points: count,
        debt: count,
        lastActivityOn: maybeDate,
        nextLot: ordinal,
        ...pointListFields(),
        ...rememberedLists(),
      },
      addsUp: (event) => event.points === pointsOf(event) && isNumbered(event),
    },
  };
}

function isNumbered({ lots, pending, holds, earnings, redemptions, nextLot }: AccountAbsorbed): boolean {
  return (
    areDistinct([...lots, ...pending]) &&
    areBelow(nextLot, [...lots, ...pending, ...holds.flatMap((hold) => hold.lots), ...redemptions.flatMap((entry) => entry.lots)]) &&
    earnings.every(({ order, reversed, points }) => order < nextLot && reversed <= points) &&
    redemptions.every((entry) => sumPoints(entry.lots) <= entry.points)
  );
}

function rememberedLists(): Fields {
  return Object.fromEntries(Object.entries(rememberedFields()).map(([name, fields]) => [name, entries(fields)]));
}

function pointsOf({ lots, pending, holds }: AccountAbsorbed): number {
  let sum = sumPoints(lots) + sumPoints(pending);
  for (const hold of holds) sum += sumPoints(hold.lots);
  return sum;
}
