import {
  type ConsentEvent,
  type ConsentEventKind,
  type ConsentOptions,
  consentProof,
  type ConsentRegister,
  consentRegister,
  consentState,
  consentStates,
  mergeConsents,
  parseConsentRegister,
  recordConsent,
} from "clientele/customers";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { deepFreeze } from "../support/deep-freeze.js";

const DAY = 86_400_000;
const START = Date.UTC(2024, 4, 1);
const ask = { customerId: "anna", purpose: "newsletter", channel: "email" };

/** Events of few customers, purposes, tokens and instants, so that they meet. */
const event = fc
  .record({
    id: fc.constantFrom("e1", "e2", "e3", "e4", "e5", "e6", "e7", "e8", "constructor"),
    customerId: fc.constantFrom("anna", "anna", "anna", "anna", "__proto__"),
    purpose: fc.constantFrom("newsletter", "newsletter", "newsletter", "profiling", "*"),
    channel: fc.constantFrom("email", "email", "email", "phone", "*"),
    kind: fc.constantFrom<ConsentEventKind>("requested", "requested", "confirmed", "confirmed", "withdrawn", "expired"),
    day: fc.integer({ min: 0, max: 9 }),
    wordingVersion: fc.constantFrom(undefined, "v1", "v2"),
    tokenDigest: fc.constantFrom(undefined, "t1", "t1", "t2"),
  })
  .map(({ day, wordingVersion, tokenDigest, purpose, channel, kind, ...rest }) => {
    const isWide = kind === "withdrawn";
    return deepFreeze({
      ...(wordingVersion === undefined ? {} : { wordingVersion }),
      ...(tokenDigest === undefined ? {} : { tokenDigest }),
      ...rest,
      kind,
      at: START + day * DAY,
      purpose: purpose === "*" && !isWide ? "newsletter" : purpose,
      channel: channel === "*" && !isWide ? "email" : channel,
    }) as unknown as ConsentEvent;
  });
const eventLists = fc.array(event, { maxLength: 14, size: "max" });
const registers = eventLists.map((events) => deepFreeze(consentRegister(events)));
const days = fc.integer({ min: -1, max: 15 }).map((day) => START + day * DAY);
const options = fc.record(
  {
    optIn: fc.constantFrom("double" as const, "single" as const),
    confirmWithinDays: fc.integer({ min: 1, max: 6 }),
    requireWording: fc.boolean(),
    validForDays: fc.integer({ min: 1, max: 6 }),
  },
  { requiredKeys: [] },
);

const text = (register: ConsentRegister): string => JSON.stringify(register);
const covers = (stated: string, asked: string): boolean => stated === asked || stated === "*";
const concerns = (event: ConsentEvent): boolean =>
  event.customerId === ask.customerId && covers(event.purpose, ask.purpose) && covers(event.channel, ask.channel);

describe("a consent register", () => {
  it("is the same to the last byte whatever order its events come in, all at once or one by one", () => {
    fc.assert(
      fc.property(eventLists, fc.infiniteStream(fc.nat()), (events, dice) => {
        const shuffled = events.map((one) => [dice.next().value as number, one] as const).sort(([a], [b]) => a - b);
        const whole = consentRegister(events);
        expect(text(consentRegister(shuffled.map(([, one]) => one)))).toBe(text(whole));
        const grown = shuffled.reduce((register, [, one]) => recordConsent(register, one), consentRegister([]));
        expect(text(grown)).toBe(text(whole));
        expect(grown.events.reduce(recordConsent, grown)).toBe(grown);
        expect(text(parseConsentRegister(JSON.parse(text(whole))))).toBe(text(whole));
      }),
    );
  });

  it("merges commutatively, associatively and idempotently, and loses nothing", () => {
    fc.assert(
      fc.property(registers, registers, registers, (a, b, c) => {
        const ab = mergeConsents(a, b);
        expect(text(mergeConsents(b, a))).toBe(text(ab));
        expect(text(mergeConsents(mergeConsents(a, b), c))).toBe(text(mergeConsents(a, mergeConsents(b, c))));
        expect(text(mergeConsents(a, a))).toBe(text(a));
        expect(text(mergeConsents(ab, b))).toBe(text(ab));
        expect(text(mergeConsents(a, consentRegister([])))).toBe(text(a));
        const texts = new Set(ab.events.map((one) => JSON.stringify(one)));
        expect(texts.size).toBe(ab.events.length);
        for (const one of [...a.events, ...b.events]) expect(texts.has(JSON.stringify(one))).toBe(true);
      }),
    );
  });
});

/** What the rules say, read one by one: each asks only about what was before. */
class Rules {
  readonly #known: readonly ConsentEvent[];
  readonly #rules: Required<ConsentOptions>;
  readonly #answers = new Map<ConsentEvent, boolean>();

  constructor(events: readonly ConsentEvent[], asOf: number, given: ConsentOptions) {
    this.#known = events.filter((one) => concerns(one) && one.at <= asOf).sort((a, b) => a.at - b.at);
    this.#rules = { optIn: "double", confirmWithinDays: 30, requireWording: true, validForDays: null, ...given };
  }

  mayContact(asOf: number): boolean {
    return this.#proofAt(asOf, asOf + 1) !== undefined;
  }

  /** The confirmation that counts at an instant, before an expiry of this instant does anything. */
  #proofAt(now: number, endsBefore = now): ConsentEvent | undefined {
    const last = this.#known.findLast((one) => one.kind === "confirmed" && one.at <= now && this.#once(one));
    if (last === undefined || last.at + (this.#rules.validForDays ?? Infinity) * DAY <= now) return undefined;
    return this.#known.some((one) => one.at >= last.at && one.at < endsBefore && this.#endsAll(one)) ? undefined : last;
  }

  /** The last request of a token, unless something ended it or, in a double opt-in, a confirmation answered it. */
  #openRequest(token: string | undefined, event: ConsentEvent): ConsentEvent | undefined {
    if (token === undefined) return undefined;
    const { at } = event;
    const request = this.#known.findLast((one) => one.kind === "requested" && one.tokenDigest === token && one.at <= at);
    if (request === undefined) return undefined;
    const closes = (one: ConsentEvent): boolean => {
      if (one === event || one.at < request.at) return false;
      if (one.kind !== "confirmed") return one.at < at && (this.#endsAll(one) || (one.kind === "expired" && one.tokenDigest === token));
      return this.#rules.optIn === "double" && one.at <= at && one.tokenDigest === token && this.#once(one);
    };
    return this.#known.some(closes) ? undefined : request;
  }

  /** Whether a confirmation counts, or an expiry ends all there is. */
  #once(event: ConsentEvent): boolean {
    const known = this.#answers.get(event) ?? (event.kind === "confirmed" ? this.#confirms(event) : this.#expiresAll(event));
    this.#answers.set(event, known);
    return known;
  }

  #endsAll(event: ConsentEvent): boolean {
    return event.kind === "withdrawn" || (event.kind === "expired" && this.#once(event));
  }

  #confirms(event: ConsentEvent): boolean {
    const { optIn, confirmWithinDays, requireWording } = this.#rules;
    const request = this.#openRequest(event.tokenDigest, event);
    const isWorded = !requireWording || event.wordingVersion !== undefined || request?.wordingVersion !== undefined;
    if (optIn === "single") return isWorded;
    return isWorded && request !== undefined && event.at < request.at + (confirmWithinDays ?? NaN) * DAY;
  }

  #expiresAll(event: ConsentEvent): boolean {
    const { tokenDigest } = event;
    return this.#openRequest(tokenDigest, event) === undefined || this.#proofAt(event.at)?.tokenDigest === tokenDigest;
  }
}

/** Events of one consent whose requests, confirmations and expiries all have a token. */
const meetings = fc.array(
  fc
    .tuple(event, fc.constantFrom("requested", "requested", "confirmed", "expired"), fc.constantFrom("t1", "t2"))
    .map(([{ id, at }, kind, tokenDigest]) => ({ id, ...ask, kind, at, wordingVersion: "v1", tokenDigest }) as unknown as ConsentEvent),
  { minLength: 4, maxLength: 10, size: "max" },
);

/** Events no two of which are at the same instant and of one kind, so that "the last request" needs no more words. */
const plainLists = fc.oneof(eventLists, meetings).map((events) => {
  const seen = new Set<string>();
  return events.filter(({ kind, at }) => !seen.has(`${kind} ${at}`) && seen.add(`${kind} ${at}`));
});

describe("the state of a consent", () => {
  it("allows contact exactly when the rules, read one by one, do", () => {
    let [allowed, refused, byDouble] = [0, 0, 0];
    const fixed = [{}, { optIn: "single" } as const];
    fc.assert(
      fc.property(plainLists, days, options, (events, asOf, given) => {
        for (const rules of [...fixed, given]) {
          const expected = new Rules(events, asOf, rules).mayContact(asOf);
          const state = consentState(consentRegister(events), ask, asOf, rules);
          expect(state.mayContact).toBe(expected);
          expect([state.state === "confirmed", state.proof !== null]).toEqual([expected, expected]);
          if (expected) allowed += 1;
          else refused += 1;
          if (expected && rules.optIn !== "single") byDouble += 1;
        }
      }),
    );
    expect(Math.min(allowed, refused)).toBeGreaterThan(20);
    expect(byDouble).toBeGreaterThan(5);
  });

  it("is never raised by anything that was said up to a withdrawal", () => {
    let [allowedBefore, allowedAgain] = [0, 0];
    fc.assert(
      fc.property(eventLists, event, days, options, (events, drawn, asOf, given) => {
        const withdrawal = { ...drawn, kind: "withdrawn", customerId: "anna", purpose: "*" } as ConsentEvent;
        fc.pre(concerns(withdrawal));
        const later = events.filter(({ at }) => at > withdrawal.at);
        const { state: _s, since: _t, ignored: _i, ...withAll } = consentState(consentRegister([...events, withdrawal]), ask, asOf, given);
        const { state: _u, since: _v, ignored: _w, ...withLater } = consentState(consentRegister([...later, withdrawal]), ask, asOf, given);
        if (asOf >= withdrawal.at) {
          expect(withAll).toEqual(withLater);
          if (withAll.mayContact) allowedAgain += 1;
          if (consentState(consentRegister(events), ask, asOf, given).mayContact && !withAll.mayContact) allowedBefore += 1;
        }
        const then = consentState(consentRegister([...events, withdrawal]), ask, withdrawal.at, given);
        expect([then.state, then.mayContact]).toEqual(["withdrawn", false]);
      }),
    );
    expect(Math.min(allowedBefore, allowedAgain)).toBeGreaterThan(0);
  });

  it("does not change with what comes later, nor with events about something else", () => {
    fc.assert(
      fc.property(eventLists, days, options, (events, asOf, given) => {
        const whole = consentState(consentRegister(events), ask, asOf, given);
        const known = events.filter((one) => one.at <= asOf && concerns(one));
        expect(consentState(consentRegister(known), ask, asOf, given)).toEqual(whole);
        expect(JSON.parse(JSON.stringify(whole))).toStrictEqual(whole);
      }),
    );
  });

  it("is the same for one customer, for all at once, and at the end of the proof", () => {
    let rowsSeen = 0;
    fc.assert(
      fc.property(registers, days, options, (register, asOf, given) => {
        const { rows, definition } = consentStates(register, ask, asOf, given);
        expect(rows.map(({ customerId }) => customerId)).toEqual([...new Set(rows.map(({ customerId }) => customerId as string))].sort());
        for (const row of rows) {
          const alone = { ...ask, customerId: row.customerId };
          expect(consentState(register, alone, asOf, given)).toStrictEqual({ ...row, definition });
          const { lines, result } = consentProof(register, alone, asOf, given);
          expect(result).toStrictEqual({ ...row, definition });
          expect(lines.filter(({ ignored }) => ignored !== null).map(({ eventId, ignored }) => ({ eventId, reason: ignored }))).toEqual(
            row.ignored,
          );
          rowsSeen += 1;
        }
        for (const customerId of ["anna", "__proto__", "nobody"])
          if (!rows.some((row) => row.customerId === customerId))
            expect(consentState(register, { ...ask, customerId }, asOf, given).state).toBe("none");
      }),
    );
    expect(rowsSeen).toBeGreaterThan(100);
  });
});
