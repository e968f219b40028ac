// Programs with every policy in zones of every kind, and plays: commands that mostly can be, since they name what is there by its place.
import {
  applyCommand,
  balanceAt,
  parseProgram,
  type Applied,
  type LedgerCommandInput,
  type LedgerRefusal,
  type PointProgram,
} from "clientele/loyalty";
import { addToDate, calendarDate, instant } from "clientele/time";
import fc from "fast-check";
import { deepFreeze } from "../../support/deep-freeze.js";
import { opened, withKey, type Played, type Sketch } from "./support.js";

const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

/** Zones, and a day shortly before their clocks change or a month ends. */
const PLACES = [
  ["UTC", "2024-02-20T00:00:00Z"],
  ["Europe/Berlin", "2025-03-20T22:30:00Z"],
  ["Europe/Berlin", "2025-10-18T22:00:00Z"],
  ["America/Sao_Paulo", "2018-02-10T01:30:00Z"],
  ["America/Sao_Paulo", "2018-10-28T02:59:59Z"],
  ["America/St_Johns", "2010-11-01T02:29:00Z"],
  ["Pacific/Apia", "2011-12-24T09:59:00Z"],
  ["Australia/Lord_Howe", "2025-03-30T13:00:00Z"],
  ["Asia/Kathmandu", "2025-12-27T18:14:00Z"],
] as const;

const ACTIVITIES = [["earn", "redeem"], ["earn"], ["redeem"]] as const;
const spans = fc.oneof(
  fc.integer({ min: 3, max: 60 }).map((days) => ({ days })),
  fc.integer({ min: 1, max: 3 }).map((months) => ({ months })),
);
const rolling = fc
  .tuple(spans, fc.constantFrom(undefined, undefined, "month", "quarter", { month: 2, day: 29 }))
  .map(([span, roundUpTo]) => ({ kind: "rolling", ...span, ...(roundUpTo === undefined ? {} : { roundUpTo }) }));
const inactivity = fc
  .tuple(spans, fc.constantFrom(...ACTIVITIES))
  .map(([span, activities]) => ({ kind: "inactivity", ...span, activities }));
const fixedDates = fc
  .constantFrom(["02-29", "11-15"], ["03-31", "10-31", "12-31"])
  .map((dates) => ({ kind: "fixed-dates", dates, minimumDays: 3 }));
const earliestOf = fc.tuple(inactivity, rolling).map((policies) => ({ kind: "earliest-of", policies }));

/** The policies of a program, and when its accounts open. */
export interface World {
  readonly definition: object;
  readonly openedAt: number;
}

export const worlds: fc.Arbitrary<World> = fc
  .record({
    place: fc.constantFrom(...PLACES),
    expiry: fc.oneof(fc.constant({ kind: "never" }), rolling, rolling, inactivity, fixedDates, earliestOf),
    expiryStarts: fc.constantFrom("activated", "earned"),
    pending: fc.constantFrom(
      { kind: "none" },
      { kind: "none" },
      { kind: "days", days: 4 },
      { kind: "until-activated", cancelAfterDays: 12 },
      { kind: "until-activated" },
    ),
    consumption: fc.constantFrom("soonest-expiry-first", "first-in-first-out", "last-in-first-out"),
    restoredExpiry: fc.constantFrom({ kind: "keep-but-at-least", days: 15 }, { kind: "keep" }, { kind: "reissue" }),
    restoreOrder: fc.constantFrom("reverse-of-consumption", "soonest-expiry-first"),
    shortfall: fc.constantFrom("carry-debt", "carry-debt", "clamp-to-zero", "source-lot-only", "pending-only", "reject"),
    heldPoints: fc.constantFrom("do-not-expire", "expire"),
    transferExpiry: fc.constantFrom("keep", "reissue"),
    rememberDays: fc.constantFrom(null, 730, 25),
  })
  .map(({ place: [timeZone, at], ...policies }) => ({ definition: { id: "points", timeZone, ...policies }, openedAt: instant(at) }));

const TYPES = [
  ...["earn", "earn", "earn", "earn", "earn", "redeem", "redeem", "redeem", "hold", "hold", "capture-hold", "capture-hold", "release-hold"],
  ...["reverse-redemption", "reverse-redemption", "reverse-redemption", "reverse-earning", "reverse-earning", "activate", "cancel-pending"],
  ...["adjust", "extend-expiry", "import-opening-balance", "expire"],
] as const;

/** What somebody wants to do next. */
export interface Wish {
  readonly type: (typeof TYPES)[number];
  readonly points: number;
  readonly whole: boolean;
  /** Which of the things that are there. */
  readonly pick: number;
  /** How long after the last one, or before it when it comes late. */
  readonly hours: number;
  readonly isLate: boolean;
  readonly dateIn: number | null;
}

const hours = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(0, 0, 1, 5) },
  { weight: 4, arbitrary: fc.integer({ min: 1, max: 30 }) },
  { weight: 3, arbitrary: fc.integer({ min: 1, max: 12 }).map((days) => days * 24) },
  { weight: 1, arbitrary: fc.constant(30 * 24) },
);

const wishes: fc.Arbitrary<Wish> = fc.record({
  type: fc.constantFrom(...TYPES),
  points: fc.integer({ min: 1, max: 60 }),
  whole: fc.boolean(),
  pick: fc.nat({ max: 5 }),
  hours,
  isLate: fc.integer({ min: 0, max: 9 }).map((n) => n === 9),
  dateIn: fc.option(fc.integer({ min: -3, max: 30 }), { freq: 2 }),
});

export const stories: fc.Arbitrary<Wish[]> = fc.array(wishes, { minLength: 1, maxLength: 25, size: "max" });
/** Stories in which nothing comes late. */
export const timelyStories = stories.map((story) => story.map((wish) => ({ ...wish, isLate: false })));

export interface Step {
  readonly command: LedgerCommandInput;
  readonly before: Played;
  readonly outcome: { readonly refused: LedgerRefusal } | { readonly applied: Applied; readonly after: Played };
}

/** A play that is going on. */
export class Play {
  readonly program: PointProgram;
  readonly steps: Step[] = [];
  readonly #ids: Record<"earning" | "redemption" | "hold", string[]> = { earning: [], redemption: [], hold: [] };
  #now: Played;
  #clock: number;
  #wishes = 0;

  constructor({ definition, openedAt }: World, accountId = "a-1") {
    this.program = deepFreeze(parseProgram(definition));
    this.#now = opened(this.program, openedAt, accountId);
    this.#clock = openedAt;
  }

  /** The account with its events. */
  get now(): Played {
    return this.#now;
  }

  get clock(): number {
    return this.#clock;
  }

  /** Goes on with an account that something else was done to. */
  goOn(from: Played, clock: number): this {
    this.#now = from;
    this.#clock = clock;
    return this;
  }

  /** Plays all wishes; what is refused is passed over. */
  all(story: readonly Wish[]): this {
    for (const wish of story) this.wish(wish);
    return this;
  }

  wish(wish: Wish): Step {
    this.#wishes += 1;
    if (!wish.isLate) this.#clock += wish.hours * HOUR;
    const at = wish.isLate ? this.#clock - wish.hours * HOUR : this.#clock;
    const recordedAt = wish.isLate ? { recordedAt: this.#clock } : {};
    const body = this.#body(this.#possible(wish), at);
    const step = this.do({ key: `k${String(this.#wishes)}`, at, ...recordedAt, ...body } as Sketch);
    if ("applied" in step.outcome) this.#remember(step.command);
    return step;
  }

  /** The wish itself, but mostly something that can be. */
  #possible(wish: Wish): Wish {
    const { type, points, pick } = wish;
    if (pick === 5) return wish;
    const { available } = balanceAt(this.#now.account, this.#clock);
    const spends = type === "redeem" || type === "hold" || (type === "adjust" && !wish.whole);
    if (spends) return available === 0 ? { ...wish, type: "earn" } : { ...wish, points: 1 + (points % available) };
    if (type === "reverse-redemption" && this.#ids.redemption.length === 0) return this.#possible({ ...wish, type: "redeem" });
    if ((type === "capture-hold" || type === "release-hold") && this.#ids.hold.length === 0)
      return this.#possible({ ...wish, type: "hold" });
    if ((type === "activate" || type === "cancel-pending") && this.#now.account.pending.length === 0)
      return { ...wish, type: "reverse-earning" };
    return wish;
  }

  #remember(command: LedgerCommandInput): void {
    if (command.type === "earn") this.#ids.earning.push(command.earningId);
    if (command.type === "redeem" || command.type === "capture-hold") this.#ids.redemption.push(command.redemptionId);
    if (command.type === "hold") this.#ids.hold.push(command.holdId);
  }

  do(sketch: Sketch): Step {
    const before = this.#now;
    const command = withKey(sketch);
    const result = applyCommand(this.program, before.account, command);
    if (result.ok) {
      const { events, account } = deepFreeze(result.value);
      this.#now = { account, events: [...before.events, ...events] };
    }
    const outcome = result.ok ? { applied: result.value, after: this.#now } : { refused: result.error };
    const step = { command, before, outcome };
    this.steps.push(step);
    return step;
  }

  #body({ type, points, whole, pick, dateIn }: Wish, at: number): object {
    const part = whole ? {} : { points };
    const date = (days: number): string => addToDate(calendarDate(at, this.program.timeZone), { days });
    const expiresOn = dateIn === null ? {} : { expiresOn: date(dateIn) };
    switch (type) {
      case "earn":
        return {
          type,
          earningId: this.#next("earning"),
          points,
          basis: { minor: points * 99, currency: "EUR" },
          ...(whole ? {} : expiresOn),
        };
      case "redeem":
        return { type, redemptionId: this.#next("redemption"), points };
      case "hold":
        return { type, holdId: this.#next("hold"), points, ...(dateIn === null ? {} : { until: at + dateIn * 7 * HOUR }) };
      case "capture-hold":
        return { type, holdId: this.#known("hold", pick), redemptionId: this.#next("redemption"), ...part };
      case "release-hold":
        return { type, holdId: this.#known("hold", pick) };
      case "reverse-redemption":
        return { type, redemptionId: this.#known("redemption", pick), ...part };
      case "reverse-earning":
        if (dateIn !== null) return { type, earningId: this.#known("earning", pick), remaining: { minor: points * 30, currency: "EUR" } };
        return { type, earningId: this.#known("earning", pick), ...part };
      case "activate":
      case "cancel-pending":
        return { type, earningId: this.#known("earning", pick) };
      case "adjust":
        return { type, points: whole ? points : -points, reason: "by hand", actor: { kind: "staff", id: "s-1" } };
      case "extend-expiry":
        return { type, to: date(dateIn ?? 9), ...(whole ? {} : { earningId: this.#known("earning", pick) }) };
      case "import-opening-balance":
        return { type, lots: [{ points, expiresOn: dateIn === null ? null : date(dateIn), earnedAt: at - pick * DAY }] };
      case "expire":
        return { type };
    }
  }

  #next(kind: "earning" | "redemption" | "hold"): string {
    return `${this.#now.account.accountId}-${kind}-${String(this.#wishes)}`;
  }

  /** A name given out before, the newest first. */
  #known(kind: "earning" | "redemption" | "hold", pick: number): string {
    const ids = this.#ids[kind];
    return ids.at(-1 - (pick % Math.max(1, ids.length))) ?? "none";
  }
}

/** The accepted steps of a play. */
export function accepted({ steps }: Play): { command: LedgerCommandInput; before: Played; after: Played; applied: Applied }[] {
  return steps.flatMap(({ command, before, outcome }) => ("applied" in outcome ? [{ command, before, ...outcome }] : []));
}
