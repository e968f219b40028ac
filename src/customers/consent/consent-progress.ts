// How a consent goes from state to state, event by event in the order of a register.
import { DAY_MS } from "../../foundation/time/civil.js";
import type { Instant } from "../../foundation/time/instant.js";
import type { ConsentDefinition } from "./consent-definition.js";
import type { ConsentEvent } from "./consent-event.js";
import type { ConsentIgnoredReason, ConsentStateRow, ConsentStatus, IgnoredConsentEvent } from "./consent-state.js";

/** A consent on its way. */
export interface ConsentProgress {
  state: ConsentStatus;
  since: Instant | null;
  /** The confirmation that counts, while there is one. */
  proof: ConsentEvent | null;
  /** While requested the last request; while confirmed the one that the proof answers, if it answers one. */
  request: ConsentEvent | null;
  /** The requests that a confirmation can answer, by token; `null` once one has. */
  requests: Map<string, ConsentEvent | null> | null;
  /** Requests with a token in their order, the last one last; those that are no longer open are dropped when they come up. */
  asked: ConsentEvent[];
  ignored: IgnoredConsentEvent[];
}

/** When and by which rules a consent ends by itself. */
export interface ConsentTerms {
  readonly double: boolean;
  readonly requireWording: boolean;
  /** How long a request can be confirmed; without end in a single opt-in. */
  readonly confirmWithinMs: number;
  /** How long a confirmation holds. */
  readonly validForMs: number;
}

export function termsOf({ optIn, requireWording, confirmWithinDays, validForDays }: ConsentDefinition): ConsentTerms {
  return {
    double: optIn === "double",
    requireWording,
    confirmWithinMs: confirmWithinDays === null ? Infinity : confirmWithinDays * DAY_MS,
    validForMs: validForDays === null ? Infinity : validForDays * DAY_MS,
  };
}

export function noConsent(): ConsentProgress {
  return { state: "none", since: null, proof: null, request: null, requests: null, asked: [], ignored: [] };
}

/** Takes the next event; says why when it changes nothing. */
export function advance(progress: ConsentProgress, event: ConsentEvent, terms: ConsentTerms): ConsentIgnoredReason | null {
  lapse(progress, event.at, terms);
  const reason = take(progress, event, terms);
  if (reason !== null) progress.ignored.push({ eventId: event.id, reason });
  return reason;
}

function take(progress: ConsentProgress, event: ConsentEvent, terms: ConsentTerms): ConsentIgnoredReason | null {
  switch (event.kind) {
    case "requested":
      ask(progress, event);
      return null;
    case "confirmed":
      return confirm(progress, event, terms);
    case "expired":
      return expire(progress, event, terms);
    case "withdrawn":
      end(progress, "withdrawn", event.at);
      return null;
  }
}

/** A request never lowers what is confirmed; its confirmation would renew it. */
function ask(progress: ConsentProgress, event: ConsentEvent): void {
  if (event.tokenDigest !== undefined) {
    (progress.requests ??= new Map()).set(event.tokenDigest, event);
    progress.asked.push(event);
  }
  if (progress.state === "confirmed") return;
  if (progress.state !== "requested") progress.since = event.at;
  progress.state = "requested";
  progress.request = event;
}

function confirm(progress: ConsentProgress, event: ConsentEvent, terms: ConsentTerms): ConsentIgnoredReason | null {
  const token = event.tokenDigest;
  const request = token === undefined ? undefined : progress.requests?.get(token);
  if (terms.double) {
    if (token === undefined) return "no-token";
    if (request === undefined) return "no-request";
    if (request === null) return "token-used";
    if (event.at - request.at >= terms.confirmWithinMs) return "request-too-old";
  }
  const wording = event.wordingVersion ?? request?.wordingVersion;
  if (wording === undefined && terms.requireWording) return "no-wording";
  if (terms.double && token !== undefined) progress.requests?.set(token, null);
  if (progress.state !== "confirmed") progress.since = event.at;
  progress.state = "confirmed";
  progress.proof = event;
  progress.request = request ?? null;
  return null;
}

/** An expiry with the token of an open request, unless the consent that holds has that token too, ends this request; every other one ends all there is. */
function expire(progress: ConsentProgress, event: ConsentEvent, terms: ConsentTerms): ConsentIgnoredReason | null {
  const { state, proof, requests } = progress;
  const holds = state === "confirmed" || state === "requested";
  if (!holds && requests === null) return "nothing-to-expire";
  const token = event.tokenDigest;
  const request = token === undefined ? undefined : requests?.get(token);
  if (token !== undefined && request && proof?.tokenDigest !== token) {
    requests?.delete(token);
    if (state === "requested" && progress.request === request) showLast(progress, event.at, terms);
  } else if (holds) end(progress, "expired", event.at);
  else forget(progress);
  return null;
}

/** Shows the last request that can still be confirmed; without one the request has expired. */
function showLast(progress: ConsentProgress, now: Instant, { confirmWithinMs }: ConsentTerms): void {
  const { asked, requests } = progress;
  const isOpen = (request: ConsentEvent): boolean => requests?.get(request.tokenDigest as string) === request;
  let last = asked.at(-1);
  while (last !== undefined && !isOpen(last)) {
    asked.pop();
    last = asked.at(-1);
  }
  if (last !== undefined && now - last.at < confirmWithinMs) progress.request = last;
  else end(progress, "expired", now);
}

/** After this a new request is needed. */
function end(progress: ConsentProgress, state: "withdrawn" | "expired", at: Instant): void {
  forget(progress);
  stop(progress, state, at);
}

/** No request is open any more. */
function forget(progress: ConsentProgress): void {
  progress.requests = null;
  progress.asked = [];
}

function stop(progress: ConsentProgress, state: "withdrawn" | "expired", at: Instant): void {
  if (progress.state !== state) progress.since = at;
  progress.state = state;
  progress.proof = null;
  progress.request = null;
}

/** Ends what has run out by `now`. Requests that were made in time can still be confirmed in time. */
export function lapse(progress: ConsentProgress, now: Instant, { confirmWithinMs, validForMs }: ConsentTerms): void {
  const { state, proof, request } = progress;
  if (state === "confirmed" && proof !== null && now - proof.at >= validForMs)
    stop(progress, "expired", (proof.at + validForMs) as Instant);
  else if (state === "requested" && request !== null && now - request.at >= confirmWithinMs)
    stop(progress, "expired", (request.at + confirmWithinMs) as Instant);
}

/** The state that was reached. */
export function rowOf(customerId: ConsentStateRow["customerId"], progress: ConsentProgress): ConsentStateRow {
  const { state, since, proof, request, ignored } = progress;
  const wordingVersion = proof === null ? null : (proof.wordingVersion ?? request?.wordingVersion ?? null);
  return { customerId, state, mayContact: state === "confirmed", since, proof, request, wordingVersion, ignored };
}
