import { checkInteger, checkObject, checkOneOf } from "../../foundation/errors/check.js";
import { InvalidArgumentError } from "../../foundation/errors/invalid-argument-error.js";
import type { CustomerId } from "../../foundation/ids/ids.js";
import { readId } from "../../foundation/readers/row-fields.js";
import { readInstant, type Instant, type InstantLike } from "../../foundation/time/instant.js";
import { readName } from "../read-texts.js";
import { ANY } from "./consent-order.js";

/**
 * How consents are given: `"double"`, asked for and then confirmed with a token that only the person has; `"single"`, by one confirmation.
 * @category Consent
 */
export type OptIn = "double" | "single";

/**
 * What a consent is asked about.
 * @category Consent
 */
export interface ConsentTopic {
  /** What for, exactly as events write it; not `"*"`. */
  readonly purpose: string;
  /** Through which channel, exactly as events write it; not `"*"`. */
  readonly channel: string;
}

/**
 * Whose consent, and to what.
 * @category Consent
 */
export interface ConsentAsk extends ConsentTopic {
  /** Whose. */
  readonly customerId: string;
}

/**
 * What it takes for a consent to hold.
 * @category Consent
 */
export interface ConsentOptions {
  /** How consents are given; `"double"` when left out. */
  readonly optIn?: OptIn;
  /** How many days of 24 hours a request can be confirmed, in a double opt-in; 30 when left out. `null` in a single opt-in only. */
  readonly confirmWithinDays?: number | null;
  /** Whether a confirmation counts only when it, or the request it answers, says which words were agreed to; `true` when left out. */
  readonly requireWording?: boolean;
  /** How many days of 24 hours a confirmation holds; without end when left out or `null`. */
  readonly validForDays?: number | null;
}

/**
 * What was asked, and by which rules it was answered.
 * @category Consent
 */
export interface ConsentDefinition extends ConsentTopic {
  /** Events up to this instant count. */
  readonly asOf: Instant;
  /** How consents are given. */
  readonly optIn: OptIn;
  /** How many days of 24 hours a request can be confirmed; `null` in a single opt-in. */
  readonly confirmWithinDays: number | null;
  /** Whether a confirmation has to say which words were agreed to. */
  readonly requireWording: boolean;
  /** How many days of 24 hours a confirmation holds; `null` for without end. */
  readonly validForDays: number | null;
}

/** A hundred years. */
const MOST_DAYS = 36_525;

/** Checks who is asked about, and to what. */
export function readAsk(
  ask: ConsentAsk,
  asOf: InstantLike,
  options: ConsentOptions,
): { customerId: CustomerId; definition: ConsentDefinition } {
  const definition = readDefinition("ask", ask, asOf, options);
  return { customerId: readId("ask.customerId", ask.customerId) as CustomerId, definition };
}

/** Checks what is asked, and completes by which rules. */
export function readDefinition(argument: string, topic: ConsentTopic, asOf: InstantLike, options: ConsentOptions): ConsentDefinition {
  checkObject(argument, topic);
  const { purpose, channel } = topic;
  for (const [name, value] of Object.entries({ purpose, channel })) {
    if (readName(`${argument}.${name}`, value) === ANY) throw new InvalidArgumentError(`${argument}.${name}`, `one ${name}`, value);
  }
  checkObject("options", options);
  const { optIn = "double", confirmWithinDays = 30, requireWording = true, validForDays = null } = options;
  checkOneOf("options.optIn", optIn, ["double", "single"]);
  if (optIn === "double" || confirmWithinDays !== null) checkInteger("options.confirmWithinDays", confirmWithinDays, 1, MOST_DAYS);
  if (typeof requireWording !== "boolean") throw new InvalidArgumentError("options.requireWording", "true or false", requireWording);
  if (validForDays !== null) checkInteger("options.validForDays", validForDays, 1, MOST_DAYS);
  const within = optIn === "double" ? confirmWithinDays : null;
  return { purpose, channel, asOf: readInstant("asOf", asOf), optIn, confirmWithinDays: within, requireWording, validForDays };
}
