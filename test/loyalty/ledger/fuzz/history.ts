// Lawful lives of two accounts, with every type of command and every policy.
import {
  applyCommand,
  mergeAccounts,
  openAccount,
  parseProgram,
  transferPoints,
  type LedgerCommandInput,
  type LedgerEvent,
  type PointAccount,
  type PointProgram,
} from "clientele/loyalty";
import fc from "fast-check";
import { deepFreeze } from "../../../support/deep-freeze.js";

const DAY = 86_400_000;
const OPENED = Date.UTC(2025, 0, 1, 9);

/** Two accounts with all they went through. */
export interface History {
  readonly program: PointProgram;
  readonly accounts: [PointAccount, PointAccount];
  readonly events: [LedgerEvent[], LedgerEvent[]];
  /** Commands as they were sent, accepted or not. */
  readonly commands: LedgerCommandInput[];
  /** The newest instant. */
  readonly now: number;
}

const definitions = fc.record(
  {
    expiry: fc.constantFrom(
      { kind: "rolling", days: 20 },
      { kind: "rolling", months: 2, roundUpTo: "quarter" },
      { kind: "inactivity", days: 15, activities: ["earn", "redeem"] },
      {
        kind: "earliest-of",
        policies: [
          { kind: "inactivity", days: 10, activities: ["earn"] },
          { kind: "fixed-dates", dates: ["03-31", "12-31"] },
        ],
      },
    ),
    pending: fc.constantFrom({ kind: "days", days: 3 }, { kind: "until-activated", cancelAfterDays: 9 }, { kind: "until-activated" }),
    consumption: fc.constantFrom("soonest-expiry-first", "first-in-first-out", "last-in-first-out"),
    restoredExpiry: fc.constantFrom({ kind: "keep" }, { kind: "reissue" }, { kind: "keep-but-at-least", days: 5 }),
    restoreOrder: fc.constantFrom("soonest-expiry-first", "reverse-of-consumption"),
    shortfall: fc.constantFrom("carry-debt", "clamp-to-zero", "source-lot-only", "pending-only", "reject"),
    heldPoints: fc.constantFrom("expire", "do-not-expire"),
    transferExpiry: fc.constantFrom("keep", "reissue"),
    rememberDays: fc.constantFrom(null, 5, 40),
    timeZone: fc.constantFrom("Europe/Berlin", "Pacific/Apia", "UTC"),
  },
  { requiredKeys: ["timeZone"] },
);

const TYPES = [
  ...["earn", "earn", "earn", "earn", "redeem", "redeem", "hold", "hold", "activate", "cancel-pending", "capture-hold", "release-hold"],
  ...["reverse-redemption", "reverse-earning", "reverse-earning", "adjust", "adjust", "expire", "extend-expiry", "import-opening-balance"],
  ...["freeze", "unfreeze", "close", "transfer", "transfer", "merge"],
] as const;

interface Wish {
  readonly type: (typeof TYPES)[number];
  readonly days: number;
  readonly who: 0 | 1;
  readonly points: number;
  readonly pick: number;
  readonly option: number;
}

const wish: fc.Arbitrary<Wish> = fc.record({
  type: fc.constantFrom(...TYPES),
  days: fc.constantFrom(0, 0, 1, 2, 5, 12, -3),
  who: fc.constantFrom(0, 0, 0, 1),
  points: fc.integer({ min: 1, max: 60 }),
  pick: fc.nat(3),
  option: fc.nat(7),
});

export const histories: fc.Arbitrary<History> = fc
  .record({ definition: definitions, wishes: fc.array(wish, { minLength: 4, maxLength: 14, size: "max" }) })
  .map(({ definition, wishes }) => played(definition, wishes));

function played(definition: object, wishes: readonly Wish[]): History {
  const program = deepFreeze(parseProgram({ id: "p", ...definition }));
  const [a, b] = [
    openAccount(program, { accountId: "a", at: OPENED }),
    openAccount(program, { accountId: "b", at: OPENED, customerId: "c" }),
  ];
  const history = {
    program,
    accounts: [a.account, b.account],
    events: [[...a.events], [...b.events]],
    commands: [],
    now: OPENED,
  } as History;
  let now = OPENED;
  wishes.forEach((one, i) => {
    now = Math.max(now, now + one.days * DAY);
    act(history, one, `k${i}`, now + Math.min(0, one.days) * DAY);
  });
  return { ...history, now };
}

function act(history: History, one: Wish, key: string, at: number): void {
  const { program, accounts, events, commands } = history;
  const { type, who, points } = one;
  const whom = who === 0 ? 1 : 0;
  const book = (side: 0 | 1, applied: { events: readonly LedgerEvent[]; account: PointAccount }): void => {
    accounts[side] = deepFreeze(applied.account);
    events[side].push(...deepFreeze(applied.events));
  };
  if (type === "transfer") {
    const moved = transferPoints(program, accounts[who], accounts[whom], {
      type,
      key,
      at,
      transferId: `t-${key}`,
      points: Math.ceil(points / 3),
    });
    if (!moved.ok) return;
    book(who, moved.value.from);
    book(whom, moved.value.to);
  } else if (type === "merge") {
    if (one.option > 1) return;
    const merged = mergeAccounts(program, accounts[who], accounts[whom], { type, key, at });
    if (!merged.ok) return;
    book(who, merged.value.source);
    book(whom, merged.value.target);
  } else {
    const command = commandOf({ ...one, type }, key, at);
    commands.push(command);
    const result = applyCommand(program, accounts[who], command);
    if (result.ok) book(who, result.value);
  }
}

type Single = Exclude<Wish["type"], "transfer" | "merge">;

function commandOf({ type, points, pick, option }: Wish & { type: Single }, key: string, at: number): LedgerCommandInput {
  const base = { key, at: option === 0 ? new Date(at).toISOString() : at, ...(option === 1 && { recordedAt: at + 5 }) };
  const date = new Date(at + (option - 2) * 4 * DAY).toISOString().slice(0, 10);
  const part = option % 2 === 0 ? {} : { points: Math.ceil(points / 4) };
  const ids = { earningId: `e${pick}`, redemptionId: `r${pick}`, holdId: `h${pick}` };
  const { earningId, redemptionId, holdId } = ids;
  switch (type) {
    case "earn": {
      const dates = {
        ...(option === 3 && { expiresOn: date }),
        ...(option === 4 && { activatesOn: date }),
        ...(option === 5 && { expiresOn: null }),
      };
      const said = { source: { kind: "order", id: key }, basis: { minor: 1000, currency: "EUR" }, explanation: [{ rule: "base", points }] };
      return { type, ...base, earningId, points, ...said, ...dates };
    }
    case "redeem":
      return { type, ...base, redemptionId, points: Math.ceil(points / 3), reward: { kind: "cup", id: "1" } };
    case "hold":
      return { type, ...base, holdId, points: Math.ceil(points / 3), ...(option > 4 && { until: at + option * DAY }) };
    case "activate":
    case "cancel-pending":
      return { type, ...base, earningId };
    case "capture-hold":
      return { type, ...base, holdId, redemptionId, ...part };
    case "release-hold":
      return { type, ...base, holdId };
    case "reverse-redemption":
      return { type, ...base, redemptionId, ...part };
    case "reverse-earning":
      return { type, ...base, earningId, ...(option > 5 ? { remaining: { minor: points * 10, currency: "EUR" } } : part) };
    case "adjust":
      return { type, ...base, points: option % 2 === 0 ? points : -Math.ceil(points / 3), reason: "r", actor: { kind: "staff", id: "s" } };
    case "expire":
      return { type, ...base };
    case "extend-expiry":
      return { type, ...base, to: date, ...(option > 3 && { earningId }) };
    case "import-opening-balance":
      return {
        type,
        ...base,
        lots: [
          { points, expiresOn: option > 3 ? date : null, earnedAt: at - DAY },
          { points: 1, expiresOn: date, earnedAt: at },
        ],
      };
    case "freeze":
    case "unfreeze":
      return { type, ...base, reason: "why" };
    case "close":
      return option === 0 ? { type, ...base, reason: "bye" } : { type: "expire", ...base };
  }
}
