// The one form and the one order of consent events, so that equal registers are equal to the last byte.
import { checkObject, checkOneOf } from "../../foundation/errors/check.js";
import { InvalidArgumentError } from "../../foundation/errors/invalid-argument-error.js";
import { compareIds, type CustomerId } from "../../foundation/ids/ids.js";
import { readRow } from "../../foundation/readers/row-fields.js";
import { isInstant } from "../../foundation/time/instant.js";
import type { ConsentDefinition } from "./consent-definition.js";
import type { ConsentEvent, ConsentEventKind } from "./consent-event.js";
import type { ConsentRegister } from "./consent-register.js";
import { readConsentEvent } from "./read-consent-event.js";

/** In a withdrawal: every purpose, every channel. */
export const ANY = "*";

/** What comes later in the same instant wins: a withdrawal against everything. */
const RANKS: Readonly<Record<ConsentEventKind, number>> = { requested: 0, confirmed: 1, expired: 2, withdrawn: 3 };

/** A copy of the event at a place of a list, or of the only one, in the order of fields that its reader has for all; throws when it is none. */
export function canonicalEvent(argument: string, i: number | null, event: unknown): ConsentEvent {
  const read = readRow(event, (own, issues) => readConsentEvent(own, issues, { isWritten: true }));
  if ("value" in read) return read.value;
  const { path = "", message = "" } = read.issues[0] ?? {};
  const place = i === null ? argument : `${argument}[${i}]`;
  const received = path === "" ? event : (event as Readonly<Record<string, unknown>>)[path];
  throw new InvalidArgumentError(path === "" ? place : `${place}.${path}`, `what a consent event has (${message})`, received);
}

/** Orders events by time, then by what wins in the same instant, then by everything else that they say: 0 only for equal ones. */
export function compareEvents(a: ConsentEvent, b: ConsentEvent): number {
  return (
    a.at - b.at ||
    RANKS[a.kind] - RANKS[b.kind] ||
    compareIds(a.customerId, b.customerId) ||
    compareIds(a.purpose, b.purpose) ||
    compareIds(a.channel, b.channel) ||
    compareIds(a.id, b.id) ||
    (a === b ? 0 : compareIds(JSON.stringify(a), JSON.stringify(b)))
  );
}

/** Throws unless all events are written as a register writes them, in its order and each once. */
export function checkEvents({ events }: ConsentRegister): void {
  for (let i = 0; i < events.length; i += 1) {
    const event = events[i] as ConsentEvent;
    if (!isWritten(event)) throw notWritten(i, event);
    if (i > 0 && compareEvents(events[i - 1] as ConsentEvent, event) >= 0) throw notInOrder(i, event);
  }
}

/** Throws unless it is a register; its events are checked where they count. */
export function checkRegister(argument: string, register: unknown): asserts register is ConsentRegister {
  checkObject(argument, register);
  const { kind, schemaVersion, events } = register as Partial<ConsentRegister>;
  checkOneOf(`${argument}.kind`, kind, ["consent-register"]);
  if (schemaVersion !== 1) throw new InvalidArgumentError(`${argument}.schemaVersion`, "1", schemaVersion);
  if (!Array.isArray(events)) throw new InvalidArgumentError(`${argument}.events`, "a list of consent events", events);
}

/** The events that say something about a consent, of one customer or of all, up to the instant asked about, in their order. */
export function* eventsAbout(
  register: ConsentRegister,
  { purpose, channel, asOf }: ConsentDefinition,
  customerId?: CustomerId,
): Generator<ConsentEvent> {
  const { events } = register;
  let last: ConsentEvent | undefined;
  for (let i = 0; i < events.length; i += 1) {
    const event = events[i] as ConsentEvent;
    // What is not written as it should be may be the very withdrawal that is asked about.
    if (!isWritten(event)) throw notWritten(i, event);
    if (customerId !== undefined && event.customerId !== customerId) continue;
    if (!(covers(event, event.purpose, purpose) && covers(event, event.channel, channel))) continue;
    // In a register that is not in order a withdrawal might hide behind what came before it.
    if (last !== undefined && compareEvents(last, event) > 0) throw notInOrder(i, event);
    last = event;
    if (event.at <= asOf) yield event;
  }
}

function covers(event: ConsentEvent, stated: string, asked: string): boolean {
  return stated === asked || (stated === ANY && event.kind === "withdrawn");
}

/** Whether an event is written as registers write it, in what decides about a consent. */
function isWritten(event: ConsentEvent | null | undefined): event is ConsentEvent {
  return (
    typeof event === "object" &&
    event !== null &&
    typeof event.customerId === "string" &&
    typeof event.purpose === "string" &&
    typeof event.channel === "string" &&
    typeof event.id === "string" &&
    Object.hasOwn(RANKS, event.kind) &&
    isInstant(event.at) &&
    isTextOrNothing(event.tokenDigest) &&
    isTextOrNothing(event.wordingVersion)
  );
}

function isTextOrNothing(value: unknown): boolean {
  return value === undefined || (typeof value === "string" && value.trim() !== "");
}

function notWritten(i: number, event: unknown): InvalidArgumentError {
  canonicalEvent("register.events", i, event); // names what is wrong, if it can
  return new InvalidArgumentError(`register.events[${i}]`, "an event as consentRegister makes it", event);
}

function notInOrder(i: number, event: unknown): InvalidArgumentError {
  return new InvalidArgumentError(`register.events[${i}]`, "an event in the order of a consentRegister", event);
}
