// What each event does to an account. Events hold what was decided, so nothing is decided here.
import { corrupt } from "./corrupt-stream.js";
import { remember, type Draft } from "./draft.js";
import type { LedgerEvent } from "./event.js";
import { absorbed, closed, merged } from "./evolve-accounts.js";
import {
  activated,
  adjusted,
  cancelled,
  debtPaid,
  earned,
  earningReversed,
  extended,
  imported,
  lapsed,
  received,
  sent,
} from "./evolve-points.js";
import { captured, held, redeemed, redemptionReversed, released } from "./evolve-redemptions.js";

type Handlers = { readonly [Type in LedgerEvent["type"]]: (draft: Draft, event: LedgerEvent & { readonly type: Type }) => void };

const HANDLERS: Handlers = {
  "account-opened": (_draft, event) => {
    throw corrupt(event, "type", "expected no second opening");
  },
  "points-earned": earned,
  "points-activated": activated,
  "pending-cancelled": cancelled,
  "points-lapsed": lapsed,
  "debt-paid": debtPaid,
  "points-redeemed": redeemed,
  "points-held": held,
  "hold-captured": captured,
  "hold-released": released,
  "redemption-reversed": redemptionReversed,
  "earning-reversed": earningReversed,
  "points-adjusted": adjusted,
  "expiry-extended": extended,
  "opening-balance-imported": imported,
  "expiry-booked": () => undefined,
  "account-frozen": (draft) => {
    draft.status = "frozen";
  },
  "account-unfrozen": (draft) => {
    draft.status = "open";
  },
  "account-closed": closed,
  "points-sent": sent,
  "points-received": received,
  "account-merged": merged,
  "account-absorbed": absorbed,
};

/** Applies an event to a draft of its account. */
export function evolve(draft: Draft, event: LedgerEvent): void {
  if (event.accountId !== draft.accountId) throw corrupt(event, "accountId", `expected an event of account ${draft.accountId}`);
  if (!Object.hasOwn(HANDLERS, event.type)) throw corrupt(event, "type", "expected a kind of event that is known");
  if (draft.status === "closed" || draft.status === "merged") throw corrupt(event, "type", "expected no event after the account's end");
  if (event.at > draft.newestAt) draft.newestAt = event.at;
  draft.version += 1;
  if (event.content !== null && event.key !== null) remember(draft, "keys", { id: event.key, at: event.at, content: event.content });
  (HANDLERS[event.type] as (draft: Draft, event: LedgerEvent) => void)(draft, event);
}
