// The schemas for frameworks: one rule with the parsers.
import {
  accountSchema,
  ledgerCommandSchema,
  ledgerEventSchema,
  parseAccount,
  parseCommand,
  parseLedgerEvent,
  parseProgram,
  pointProgramSchema,
} from "clientele/loyalty";
import { expect, it } from "vitest";
import { deepFreeze } from "../../support/deep-freeze.js";
import { opened, shop } from "./support.js";

const { account, events } = opened(shop());
const COMMAND = deepFreeze({ type: "redeem", key: "k", at: "2025-01-31T10:00:00Z", redemptionId: "r", points: 5 } as const);

it("gives what the parsers give", () => {
  expect(ledgerCommandSchema.parse(COMMAND)).toStrictEqual(parseCommand(COMMAND));
  expect(ledgerEventSchema.parse(events[0])).toStrictEqual(parseLedgerEvent(events[0]));
  expect(accountSchema.parse(account)).toStrictEqual(parseAccount(account));
  expect(pointProgramSchema.parse({ id: "p", timeZone: "UTC" })).toStrictEqual(parseProgram({ id: "p", timeZone: "UTC" }));
});

it("says where every fault is, and of what kind", () => {
  const lots = [
    { points: 1, expiresOn: null, earnedAt: 0 },
    { points: 0.5, expiresOn: "2025-02-30", earnedAt: 0 },
  ];
  const result = ledgerCommandSchema.safeParse({ type: "import-opening-balance", key: "k", at: 0, lots });
  expect(result.error?.issues).toEqual([
    {
      code: "custom",
      path: ["lots", "1", "points"],
      message: "expected a whole number from 1 to 9007199254740991, got 0.5",
      params: { code: "invalid-number" },
    },
    {
      code: "custom",
      path: ["lots", "1", "expiresOn"],
      message: 'expected a date that exists, YYYY-MM-DD, got "2025-02-30"',
      params: { code: "invalid-date" },
    },
  ]);
});

it.each([
  ["command", ledgerCommandSchema],
  ["event", ledgerEventSchema],
  ["account", accountSchema],
])("is a Standard Schema that never throws: %s", (_, schema) => {
  const thrower = new Proxy(
    {},
    {
      get: () => {
        throw new Error("never");
      },
      ownKeys: () => {
        throw new Error("never");
      },
    },
  );
  expect(schema["~standard"].vendor).toBe("zod");
  expect(schema["~standard"].validate(thrower)).toMatchObject({ issues: [{ path: [] }] });
  expect(schema["~standard"].validate(undefined)).toMatchObject({ issues: [{ path: [] }] });
});

it("can be a part of a larger schema", async () => {
  const { z } = await import("zod");
  const request = z.object({ accountId: z.string(), command: ledgerCommandSchema });
  expect(request.parse({ accountId: "a", command: COMMAND }).command.at).toBe(1_738_317_600_000);
  expect(request.safeParse({ accountId: "a", command: { ...COMMAND, points: 0 } }).error?.issues[0]?.path).toEqual(["command", "points"]);
});
