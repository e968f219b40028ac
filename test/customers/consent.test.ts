import {
  type ConsentEvent,
  type ConsentEventKind,
  type ConsentOptions,
  consentProof,
  type ConsentRegister,
  consentRegister,
  type ConsentState,
  consentState,
  consentStates,
  mergeConsents,
  recordConsent,
} from "clientele/customers";
import { describe, expect, it } from "vitest";
import { deepFreeze } from "../support/deep-freeze.js";

const DAY = 86_400_000;
const START = Date.UTC(2024, 4, 1);
const ask = { customerId: "anna", purpose: "newsletter", channel: "email" };

let made = 0;

/** An event of Anna's newsletter, `day` days after 1 May 2024. */
function event(kind: ConsentEventKind, day: number, change: Partial<Record<keyof ConsentEvent, unknown>> = {}): ConsentEvent {
  made += 1;
  const usual = kind === "withdrawn" || kind === "expired" ? {} : { wordingVersion: "v1", tokenDigest: "t1" };
  const fields = Object.entries({ id: `e${made}`, ...ask, kind, at: START + day * DAY, ...usual, ...change });
  return deepFreeze(Object.fromEntries(fields.filter(([, value]) => value !== undefined)) as unknown as ConsentEvent);
}

const registerOf = (...events: ConsentEvent[]): ConsentRegister => deepFreeze(consentRegister(events));
const stateOn = (day: number, events: ConsentEvent[], options?: ConsentOptions): ConsentState =>
  consentState(registerOf(...events), ask, START + day * DAY, options);
const reasons = (state: ConsentState): string[] => state.ignored.map(({ reason }) => reason);

const single = { optIn: "single" } as const;

describe("several open requests", () => {
  const [a, b] = [event("requested", 0, { tokenDigest: "ta" }), event("requested", 5, { tokenDigest: "tb" })];
  const ended = (day: number, tokenDigest: string): ConsentEvent => event("expired", day, { tokenDigest });

  it("end one by one: the last that is open is shown", () => {
    expect(stateOn(8, [a, b])).toMatchObject({ state: "requested", request: b, since: START });
    expect(stateOn(8, [a, b, ended(7, "ta")])).toMatchObject({ state: "requested", request: b, since: START });
    expect(stateOn(8, [a, b, ended(7, "tb")])).toMatchObject({ state: "requested", request: a, since: START });
    expect(stateOn(8, [a, b, ended(7, "tb"), ended(7.5, "ta")])).toMatchObject({
      state: "expired",
      request: null,
      since: START + 7.5 * DAY,
    });
  });

  it("are shown while they can be confirmed, not a moment longer", () => {
    expect(stateOn(29.6, [a, b, ended(29.5, "tb")])).toMatchObject({ state: "requested", request: a });
    expect(stateOn(30, [a, b, ended(30, "tb")])).toMatchObject({ state: "expired", since: START + 30 * DAY });
    expect(stateOn(30, [a, b])).toMatchObject({ state: "requested", request: b });
  });

  it("leave the others open for their own confirmations", () => {
    const late = event("confirmed", 9, { tokenDigest: "tb" });
    expect(stateOn(9, [a, b, ended(7, "ta"), late])).toMatchObject({ state: "confirmed", proof: late, request: b });
    const gone = stateOn(9, [a, b, ended(7, "tb"), late]);
    expect([gone.state, reasons(gone)]).toEqual(["requested", ["no-request"]]);
  });
});

describe("a double opt-in", () => {
  const requested = event("requested", 0);
  const confirmed = event("confirmed", 1);

  it("goes from nothing to requested to confirmed, each from its instant on", () => {
    const states = [-1, 0, 0.5, 1, 900].map((day) => stateOn(day, [confirmed, requested]));
    expect(states.map(({ state, mayContact, since }) => [state, mayContact, since])).toEqual([
      ["none", false, null],
      ["requested", false, START],
      ["requested", false, START],
      ["confirmed", true, START + DAY],
      ["confirmed", true, START + DAY],
    ]);
    expect(states[1]).toMatchObject({ proof: null, request: requested, wordingVersion: null });
    expect(states[4]).toMatchObject({ proof: confirmed, request: requested, wordingVersion: "v1", ignored: [] });
  });

  it("says by which rules it answers, and takes them back as options", () => {
    for (const options of [{}, { ...single, validForDays: 365 }]) {
      const { definition } = stateOn(1, [requested], options);
      expect(stateOn(1, [requested], definition).definition).toEqual(definition);
    }
    expect(stateOn(1, []).definition).toEqual({
      purpose: "newsletter",
      channel: "email",
      asOf: START + DAY,
      optIn: "double",
      confirmWithinDays: 30,
      requireWording: true,
      validForDays: null,
    });
    expect(stateOn(1, [], { ...single, validForDays: 365 }).definition).toMatchObject({ confirmWithinDays: null, validForDays: 365 });
  });

  it.each<[string, ConsentEvent[], string, string[]]>([
    ["no request at all", [event("confirmed", 1)], "none", ["no-request"]],
    ["a request of another token", [requested, event("confirmed", 1, { tokenDigest: "t2" })], "requested", ["no-request"]],
    ["no token", [requested, event("confirmed", 1, { tokenDigest: undefined })], "requested", ["no-token"]],
    [
      "no token on either side",
      [event("requested", 0, { tokenDigest: undefined }), event("confirmed", 1, { tokenDigest: undefined })],
      "requested",
      ["no-token"],
    ],
    ["a request that comes after", [event("requested", 2), confirmed], "requested", ["no-request"]],
    ["a request of another channel", [event("requested", 0, { channel: "phone" }), confirmed], "none", ["no-request"]],
    ["a request of another purpose", [event("requested", 0, { purpose: "profiling" }), confirmed], "none", ["no-request"]],
    ["a request of another customer", [event("requested", 0, { customerId: "ben" }), confirmed], "none", ["no-request"]],
    ["a withdrawal in between", [requested, event("withdrawn", 0.5), confirmed], "withdrawn", ["no-request"]],
    ["an expiry in between", [requested, event("expired", 0.5), confirmed], "expired", ["no-request"]],
    [
      "no wording on either side",
      [event("requested", 0, { wordingVersion: undefined }), event("confirmed", 1, { wordingVersion: undefined })],
      "requested",
      ["no-wording"],
    ],
  ])("is not confirmed with %s", (_, events, state, ignored) => {
    const found = stateOn(10, events);
    expect([found.state, found.mayContact, found.proof, reasons(found)]).toEqual([state, false, null, ignored]);
  });

  it("is confirmed at the very instant of its request, and until just before 30 days are over", () => {
    expect(stateOn(1, [event("requested", 1), confirmed]).state).toBe("confirmed");
    expect(stateOn(40, [requested, event("confirmed", 30, { at: START + 30 * DAY - 1 })]).state).toBe("confirmed");
    const late = stateOn(40, [requested, event("confirmed", 30)]);
    expect([late.state, late.since, reasons(late)]).toEqual(["expired", START + 30 * DAY, ["request-too-old"]]);
    expect(stateOn(40, [requested, event("confirmed", 30)], { confirmWithinDays: 31 }).state).toBe("confirmed");
  });

  it("expires when nobody confirms it in time, counted from the last request", () => {
    const again = event("requested", 20, { tokenDigest: "t2" });
    expect(stateOn(29, [requested]).state).toBe("requested");
    expect(stateOn(30, [requested])).toMatchObject({ state: "expired", since: START + 30 * DAY, request: null });
    expect(stateOn(49, [requested, again])).toMatchObject({ state: "requested", since: START, request: again });
    expect(stateOn(50, [requested, again])).toMatchObject({ state: "expired", since: START + 50 * DAY });
  });

  it("takes the wording of the request when the confirmation names none", () => {
    const silent = event("confirmed", 1, { wordingVersion: undefined });
    expect(stateOn(2, [requested, silent])).toMatchObject({ state: "confirmed", wordingVersion: "v1", proof: silent });
    const wordless = event("requested", 0, { wordingVersion: undefined });
    expect(stateOn(2, [wordless, silent], { requireWording: false })).toMatchObject({ state: "confirmed", wordingVersion: null });
  });

  it("answers each request once: a second click changes nothing, a new request renews", () => {
    const again = [event("requested", 5, { tokenDigest: "t2" }), event("confirmed", 6, { tokenDigest: "t2", wordingVersion: "v2" })];
    const clicked = stateOn(10, [requested, confirmed, event("confirmed", 3)]);
    expect([clicked.proof?.at, reasons(clicked)]).toEqual([START + DAY, ["token-used"]]);
    expect(stateOn(10, [requested, confirmed, ...again])).toMatchObject({
      since: START + DAY,
      wordingVersion: "v2",
      proof: again[1],
      request: again[0],
    });
    expect(stateOn(5.5, [requested, confirmed, ...again])).toMatchObject({ state: "confirmed", proof: confirmed, request: requested });
  });
});

describe("a withdrawal", () => {
  const given = [event("requested", 0), event("confirmed", 1)];

  it("wins against everything of its instant and everything before it, in whatever order they are written down", () => {
    const withdrawn = event("withdrawn", 1, { id: "a" });
    for (const events of [
      [withdrawn, ...given],
      [...given, withdrawn],
    ])
      expect(stateOn(9, events)).toMatchObject({ state: "withdrawn", mayContact: false, since: START + DAY, proof: null, request: null });
    const later = event("withdrawn", 3);
    expect(stateOn(2, [...given, later]).mayContact).toBe(true);
    expect(stateOn(3, [...given, later, event("requested", 3), event("confirmed", 3)])).toMatchObject({
      state: "withdrawn",
      since: START + 3 * DAY,
    });
  });

  it("counts when it becomes known late", () => {
    const backdated = event("withdrawn", 0.5);
    const before = registerOf(...given);
    expect(consentState(before, ask, START + 9 * DAY).state).toBe("confirmed");
    const after = recordConsent(before, backdated);
    expect(after.events.map(({ kind }) => kind)).toEqual(["requested", "withdrawn", "confirmed"]);
    expect(consentState(after, ask, START + 9 * DAY).state).toBe("withdrawn");
  });

  it("of every purpose, every channel, or both covers the one asked about", () => {
    for (const change of [{ purpose: "*" }, { channel: "*" }, { purpose: "*", channel: "*" }])
      expect(stateOn(9, [...given, event("withdrawn", 2, change)]).state).toBe("withdrawn");
    for (const change of [
      { purpose: "*", channel: "phone" },
      { purpose: "profiling", channel: "*" },
      { customerId: "ben", purpose: "*", channel: "*" },
    ])
      expect(stateOn(9, [...given, event("withdrawn", 2, change)]).state).toBe("confirmed");
  });

  it("is undone by a new request and confirmation only", () => {
    const withdrawn = event("withdrawn", 2);
    expect(stateOn(9, [...given, withdrawn, event("confirmed", 3)]).state).toBe("withdrawn");
    expect(stateOn(9, [...given, withdrawn, event("requested", 3)])).toMatchObject({ state: "requested", since: START + 3 * DAY });
    const anew = stateOn(9, [...given, withdrawn, event("requested", 3), event("confirmed", 4)]);
    expect(anew).toMatchObject({ state: "confirmed", since: START + 4 * DAY });
  });

  it("stands before anything was asked, and since the first of several", () => {
    expect(stateOn(9, [event("withdrawn", 1), event("withdrawn", 2)])).toMatchObject({ state: "withdrawn", since: START + DAY });
  });
});

describe("a consent that runs out", () => {
  const given = [event("requested", 0), event("confirmed", 1)];

  it("ends with an expiry, and needs a new request after it", () => {
    const expired = event("expired", 2);
    expect(stateOn(9, [...given, expired])).toMatchObject({ state: "expired", since: START + 2 * DAY, proof: null });
    expect(stateOn(9, [...given, expired, event("confirmed", 3)]).state).toBe("expired");
    expect(stateOn(9, [...given, expired, event("requested", 3), event("confirmed", 3)]).state).toBe("confirmed");
    expect(stateOn(9, [...given, event("expired", 1)]).state).toBe("expired");
  });

  it("does not end with a request that was made beside it", () => {
    const beside = event("requested", 3, { tokenDigest: "t2" });
    const lapsed = event("expired", 4, { tokenDigest: "t2" });
    expect(stateOn(9, [...given, beside, lapsed])).toMatchObject({ state: "confirmed", proof: given[1], ignored: [] });
    expect(reasons(stateOn(9, [...given, beside, lapsed, event("confirmed", 5, { tokenDigest: "t2" })]))).toEqual(["no-request"]);
    for (const tokenDigest of ["t1", "t3", undefined])
      expect(stateOn(9, [...given, beside, event("expired", 4, { tokenDigest })]).state).toBe("expired");
    expect(stateOn(9, [...given, event("requested", 3), event("expired", 4, { tokenDigest: "t1" })]).state).toBe("expired");
  });

  it("that was only asked for loses the one request whose token the expiry has, and shows the last that is left", () => {
    const [first, last] = [event("requested", 0), event("requested", 29, { tokenDigest: "t2" })];
    const expiry = (day: number, tokenDigest?: string): ConsentEvent => event("expired", day, { tokenDigest });
    const answer = (day: number, tokenDigest: string): ConsentEvent => event("confirmed", day, { tokenDigest });
    expect(stateOn(32, [first, last, expiry(30, "t1"), answer(31, "t2")])).toMatchObject({ state: "confirmed", request: last });
    expect(reasons(stateOn(32, [first, last, expiry(29.5, "t1"), answer(29.75, "t1")]))).toEqual(["no-request"]);
    expect(stateOn(29.75, [first, last, expiry(29.5, "t1")])).toMatchObject({ state: "requested", since: START, request: last });
    expect(stateOn(29.75, [first, last, expiry(29.5, "t2")])).toMatchObject({ state: "requested", since: START, request: first });
    expect(stateOn(30, [first, last, expiry(29.5, "t2")])).toMatchObject({ state: "expired", since: START + 30 * DAY });
    // The first can no longer be confirmed when the last one ends, and a second request of one token is a later one.
    expect(stateOn(50, [first, last, expiry(31, "t2")])).toMatchObject({ state: "expired", since: START + 31 * DAY, request: null });
    const again = event("requested", 29.25);
    expect(stateOn(29.75, [first, last, again, expiry(29.5, "t2")]).request).toEqual(again);
    expect(stateOn(29.75, [first, last, again, expiry(29.5, "t1")]).request).toEqual(last);
    for (const token of ["t3", undefined]) {
      const ended = stateOn(40, [first, last, expiry(29.5, token), answer(29.75, "t2")]);
      expect([ended.state, reasons(ended)]).toEqual(["expired", ["no-request"]]);
    }
    const renewal = [event("requested", 9, { tokenDigest: "t2" }), event("requested", 10, { tokenDigest: "t3" })];
    const lapsed = stateOn(14, [...given, ...renewal, expiry(12, "t2"), answer(13, "t3")], { validForDays: 10 });
    expect(lapsed).toMatchObject({ state: "confirmed", since: START + 13 * DAY, ignored: [] });
  });

  it("cannot run out when there is none", () => {
    expect(stateOn(9, [event("expired", 2)])).toMatchObject({ state: "none", ignored: [{ reason: "nothing-to-expire" }] });
    expect(stateOn(9, [event("withdrawn", 1), event("expired", 2)]).state).toBe("withdrawn");
  });

  it("ends by itself after the days that it is valid for", () => {
    const options = { validForDays: 10 };
    expect(stateOn(11 - 1 / DAY, given, options).state).toBe("confirmed");
    expect(stateOn(11, given, options)).toMatchObject({ state: "expired", since: START + 11 * DAY, proof: null, wordingVersion: null });
    const request = event("requested", 10, { tokenDigest: "t2" });
    const renewal = event("confirmed", 12, { tokenDigest: "t2" });
    expect(stateOn(11, [...given, request], options).state).toBe("expired");
    expect(stateOn(12, [...given, request, renewal], options)).toMatchObject({ state: "confirmed", since: START + 12 * DAY });
    // An expiry that is written down ends the requests that were open as well.
    const written = stateOn(12, [...given, request, event("expired", 11), renewal], options);
    expect([written.state, reasons(written)]).toEqual(["expired", ["no-request"]]);
  });

  it("is renewed without a break by a confirmation before its end", () => {
    const renewed = [...given, event("requested", 9, { tokenDigest: "t2" }), event("confirmed", 10, { tokenDigest: "t2" })];
    expect(stateOn(19, renewed, { validForDays: 10 })).toMatchObject({ state: "confirmed", since: START + DAY });
    expect(stateOn(20, renewed, { validForDays: 10 }).since).toBe(START + 20 * DAY);
  });
});

describe("a single opt-in", () => {
  it("takes a confirmation by itself, with its wording", () => {
    const confirmed = event("confirmed", 1, { tokenDigest: undefined });
    expect(stateOn(2, [confirmed], single)).toMatchObject({ state: "confirmed", proof: confirmed, request: null });
    const wordless = event("confirmed", 1, { wordingVersion: undefined });
    expect(reasons(stateOn(2, [wordless], single))).toEqual(["no-wording"]);
    expect(stateOn(2, [wordless], { ...single, requireWording: false }).mayContact).toBe(true);
    expect(stateOn(9, [event("withdrawn", 1), event("confirmed", 2)], single).mayContact).toBe(true);
    expect(stateOn(9, [event("withdrawn", 2), event("confirmed", 2)], single).mayContact).toBe(false);
  });

  it("has no term for requests", () => {
    expect(stateOn(900, [event("requested", 0)], single).state).toBe("requested");
  });
});

describe("a register", () => {
  it("has one order: time, then what wins, then the rest; equal events once, different ones of one id both", () => {
    const at = [
      event("withdrawn", 1, { id: "z" }),
      event("expired", 1),
      event("confirmed", 1),
      event("requested", 1, { customerId: "ben" }),
      event("requested", 1),
    ];
    const same = event("requested", 0, { id: "x" });
    const { events } = registerOf(...at, same, { ...same }, { ...same, source: "shop" });
    expect(events.map(({ kind, customerId, source }) => [kind, customerId, source])).toEqual([
      ["requested", "anna", "shop"],
      ["requested", "anna", undefined],
      ["requested", "anna", undefined],
      ["requested", "ben", undefined],
      ["confirmed", "anna", undefined],
      ["expired", "anna", undefined],
      ["withdrawn", "anna", undefined],
    ]);
  });

  it("is plain, and the same to the last byte however its fields were ordered", () => {
    const { id, ...rest } = event("requested", 1);
    const [a, b] = [registerOf({ id, ...rest }), registerOf({ ...rest, id })];
    expect(JSON.stringify(a)).toBe(JSON.stringify(b));
    expect(JSON.parse(JSON.stringify(a))).toStrictEqual(a);
    expect(consentRegister([])).toStrictEqual({ kind: "consent-register", schemaVersion: 1, events: [] });
  });

  it("gives itself back when the event is there", () => {
    const register = registerOf(event("requested", 1), event("confirmed", 2));
    for (const there of register.events) expect(recordConsent(register, { ...there })).toBe(register);
  });
});

describe("many customers at once", () => {
  it("stand where each of them stands alone, sorted by id", () => {
    const of = (customerId: string) => ({ customerId });
    const register = registerOf(
      event("requested", 0, of("ben")),
      event("confirmed", 1, of("ben")),
      event("requested", 0, of("__proto__")),
      event("withdrawn", 0, { ...of("Zoe"), purpose: "*" }),
      event("requested", 50, of("late")),
      event("requested", 0, { ...of("other"), purpose: "profiling" }),
    );
    const { rows, definition } = consentStates(register, { purpose: "newsletter", channel: "email" }, START + 40 * DAY);
    expect(rows.map(({ customerId, state }) => [customerId, state])).toEqual([
      ["Zoe", "withdrawn"],
      ["__proto__", "expired"],
      ["ben", "confirmed"],
    ]);
    for (const row of rows) {
      expect({ ...row, definition }).toStrictEqual(consentState(register, { ...ask, customerId: row.customerId }, START + 40 * DAY));
    }
  });
});

describe("the proof of a consent", () => {
  it("is every line about it, with what each did", () => {
    const events = [
      event("requested", 0, { source: "checkout", evidence: "form 17" }),
      event("confirmed", 1),
      event("confirmed", 2),
      event("withdrawn", 3, { purpose: "*" }),
      event("requested", 4, { purpose: "profiling" }),
      event("requested", 9),
    ];
    const { lines, result } = consentProof(registerOf(...events), ask, START + 5 * DAY);
    expect(lines[0]).toStrictEqual({
      eventId: events[0]?.id,
      at: START,
      kind: "requested",
      purpose: "newsletter",
      channel: "email",
      source: "checkout",
      wordingVersion: "v1",
      tokenDigest: "t1",
      evidence: "form 17",
      state: "requested",
      ignored: null,
    });
    expect(lines.slice(1).map(({ state, ignored, purpose, evidence }) => [state, ignored, purpose, evidence])).toEqual([
      ["confirmed", null, "newsletter", null],
      ["confirmed", "token-used", "newsletter", null],
      ["withdrawn", null, "*", null],
    ]);
    expect(result).toStrictEqual(consentState(registerOf(...events), ask, START + 5 * DAY));
  });
});

describe("what is not lawful is refused by its place", () => {
  const lawful = event("withdrawn", 1);
  const register = registerOf(lawful);
  const broken = (...events: object[]): ConsentRegister => ({
    kind: "consent-register",
    schemaVersion: 1,
    events: events as ConsentEvent[],
  });
  const unreadable = {
    get id() {
      throw new Error("no");
    },
  } as unknown as ConsentEvent;
  const topic = { purpose: "newsletter", channel: "email" };
  it.each<[string, () => unknown]>([
    ["events[1].at", () => consentRegister([lawful, event("withdrawn", NaN)])],
    ["events[0].kind", () => consentRegister([event("withdrawn", 1, { kind: "granted" })])],
    ["events[0].id", () => consentRegister([event("withdrawn", 1, { id: "" })])],
    ["events[0].purpose", () => consentRegister([event("confirmed", 1, { purpose: "*" })])],
    ["events[0].channel", () => consentRegister([event("expired", 1, { channel: "*" })])],
    ["events[0].customerId", () => consentRegister([event("withdrawn", 1, { customerId: null })])],
    ["events[0]", () => consentRegister([null as unknown as ConsentEvent])],
    ["events[0].id", () => consentRegister([Object.create(lawful) as ConsentEvent])],
    ["events[0].wordingVersion", () => consentRegister([event("confirmed", 1, { wordingVersion: " " })])],
    ["events[0].tokenDigest", () => consentRegister([event("confirmed", 1, { tokenDigest: "\t" })])],
    ["events[0].source", () => consentRegister([event("confirmed", 1, { source: "\u00a0" })])],
    ["events[0].evidence", () => consentRegister([event("confirmed", 1, { evidence: " \n" })])],
    ["events[0].customerId", () => consentRegister([event("withdrawn", 1, { customerId: "an\0na" })])],
    ["events[0]", () => consentRegister([unreadable])],
    ["events", () => consentRegister(null as unknown as ConsentEvent[])],
    ["events", () => consentRegister(lawful as unknown as ConsentEvent[])],
    ["register.events[0]", () => recordConsent(broken(null as unknown as object), lawful)],
    ["register.events[0].kind", () => recordConsent(broken({ ...lawful, kind: "granted" }), event("withdrawn", 2))],
    ["register.events[1].at", () => recordConsent(broken(lawful, event("withdrawn", NaN), event("withdrawn", 9)), lawful)],
    ["register.events[1]", () => recordConsent(broken(lawful, event("requested", 0)), event("withdrawn", 2))],
    ["register.events[1]", () => recordConsent(broken(lawful, { ...lawful }), event("withdrawn", 2))],
    ["register.events[0].tokenDigest", () => consentState(broken(event("requested", 0, { tokenDigest: " " })), ask, START)],
    ["register.events[0].wordingVersion", () => consentStates(broken(event("confirmed", 0, { wordingVersion: " " })), topic, START)],
    ["options.confirmWithinDays", () => consentState(register, ask, START, { confirmWithinDays: null })],
    ["event.at", () => recordConsent(register, event("withdrawn", 1e9))],
    ["register", () => recordConsent(null as unknown as ConsentRegister, lawful)],
    ["register.kind", () => recordConsent({ ...register, kind: "register" } as unknown as ConsentRegister, lawful)],
    ["b.schemaVersion", () => mergeConsents(register, { ...register, schemaVersion: 2 } as unknown as ConsentRegister)],
    ["a.events", () => mergeConsents({ ...register, events: {} } as unknown as ConsentRegister, register)],
    ["b.events[0].at", () => mergeConsents(register, broken(event("withdrawn", NaN)))],
    ["register.events[0].at", () => consentState(broken(event("withdrawn", NaN)), ask, START)],
    ["register.events[0]", () => consentState(broken(null as unknown as object, lawful), ask, START)],
    ["register.events[0]", () => consentState(broken({ ...lawful, customerId: 7 }), ask, START)],
    ["register.events[1]", () => consentState(broken(lawful, event("requested", 0)), ask, START)],
    ["register.events[1]", () => consentStates(broken(lawful, event("requested", 0)), topic, START)],
    ["ask", () => consentState(register, null as unknown as typeof ask, START)],
    ["ask.customerId", () => consentState(register, { ...ask, customerId: "" }, START)],
    ["ask.purpose", () => consentState(register, { ...ask, purpose: "*" }, START)],
    ["ask.channel", () => consentProof(register, { ...ask, channel: "*" }, START)],
    ["topic.purpose", () => consentStates(register, { ...topic, purpose: " " }, START)],
    ["asOf", () => consentState(register, ask, "yesterday")],
    ["options.optIn", () => consentState(register, ask, START, { optIn: "triple" as "double" })],
    ["options.confirmWithinDays", () => consentState(register, ask, START, { confirmWithinDays: 0 })],
    ["options.validForDays", () => consentState(register, ask, START, { validForDays: Infinity })],
    ["options.requireWording", () => consentState(register, ask, START, { requireWording: "no" as unknown as boolean })],
    ["options", () => consentStates(register, topic, START, null as unknown as object)],
  ])("%s", (argument, call) => {
    expect(call).toThrow(expect.objectContaining({ code: "invalid-argument", argument }));
  });
});
