// How a customer, or an event, enters the row of its cohort, for each mode. Nothing enters a period that was not observed whole.
import type { CohortCounting, Tally } from "./cohort-rows.js";

/** Adds one customer, of whom `complete` periods were observed whole, and whose active periods since the first are `since[start]` to `since[end - 1]`, ascending. */
export type AddCustomer = (tally: Tally, since: Int32Array, start: number, end: number, complete: number) => void;

/** Adds one event in period `k` of a customer of whom `complete` periods were observed whole. */
export type AddEvent = (tally: Tally, k: number, complete: number, amount: number) => void;

export function customerTally({ method, bracket }: CohortCounting): AddCustomer {
  if (method === "bracket") return customerInBracket(bracket ?? [0, 0]);
  return { on: customerOn, "on-or-after": customerOnOrAfter, "on-or-before": customerOnOrBefore }[method];
}

export function eventTally({ method, bracket }: CohortCounting): AddEvent {
  if (method === "bracket") return eventInBracket(bracket ?? [0, 0]);
  return { on: eventOn, "on-or-after": eventOnOrAfter, "on-or-before": eventOnOrBefore }[method];
}

function customerOn({ counts }: Tally, since: Int32Array, start: number, end: number, complete: number): void {
  const cells = Math.min(complete, counts.length);
  let last = -1;
  for (let i = start; i < end; i += 1) {
    const k = since[i] as number;
    if (k >= cells) return;
    if (k !== last) (counts[k] as number) += 1;
    last = k;
  }
}

/** By the last active period; those beyond the last cell belong into it. */
function customerOnOrAfter(tally: Tally, since: Int32Array, _start: number, end: number, complete: number): void {
  eventOnOrAfter(tally, since[end - 1] as number, complete, 1);
}

/** By the first period of coming back. */
function customerOnOrBefore(tally: Tally, since: Int32Array, start: number, end: number, complete: number): void {
  let i = start;
  while (i < end && since[i] === 0) i += 1;
  if (i < end) eventOnOrBefore(tally, since[i] as number, complete, 1);
}

function customerInBracket([from, to]: readonly [number, number]): AddCustomer {
  return ({ counts }, since, start, end, complete) => {
    if (complete <= to) return;
    let i = start;
    while (i < end && (since[i] as number) < from) i += 1;
    if (i < end && (since[i] as number) <= to) (counts[0] as number) += 1;
  };
}

function eventOn({ counts }: Tally, k: number, complete: number, amount: number): void {
  if (k < Math.min(complete, counts.length)) (counts[k] as number) += amount;
}

/** Added up from the end: what lies beyond the last cell counts in all. */
function eventOnOrAfter({ counts }: Tally, k: number, complete: number, amount: number): void {
  const last = Math.min(complete, counts.length) - 1;
  if (last >= 0) (counts[Math.min(k, last)] as number) += amount;
}

/** Added up from the beginning, and taken out again where the customer is not observed any more. */
function eventOnOrBefore({ counts }: Tally, k: number, complete: number, amount: number): void {
  if (k >= Math.min(complete, counts.length)) return;
  (counts[k] as number) += amount;
  if (complete < counts.length) (counts[complete] as number) -= amount;
}

function eventInBracket([from, to]: readonly [number, number]): AddEvent {
  return ({ counts }, k, complete, amount) => {
    if (complete > to && k >= from && k <= to) (counts[0] as number) += amount;
  };
}
