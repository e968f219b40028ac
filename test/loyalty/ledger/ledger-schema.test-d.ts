import { loyalty } from "clientele";
import { expectTypeOf, test } from "vitest";
import type { z } from "zod";

test("the schemas give what the interfaces say, and take what can be written", () => {
  expectTypeOf<z.output<typeof loyalty.ledgerCommandSchema>>().toEqualTypeOf<loyalty.LedgerCommand>();
  expectTypeOf<z.input<typeof loyalty.ledgerCommandSchema>>().toEqualTypeOf<loyalty.LedgerCommandInput>();
  expectTypeOf<z.output<typeof loyalty.ledgerEventSchema>>().toEqualTypeOf<loyalty.LedgerEvent>();
  expectTypeOf<z.input<typeof loyalty.ledgerEventSchema>>().toEqualTypeOf<loyalty.LedgerEvent>();
  expectTypeOf<z.output<typeof loyalty.accountSchema>>().toEqualTypeOf<loyalty.PointAccount>();
  expectTypeOf<z.input<typeof loyalty.accountSchema>>().toEqualTypeOf<loyalty.PointAccount>();
  expectTypeOf<z.output<typeof loyalty.pointProgramSchema>>().toEqualTypeOf<loyalty.PointProgram>();
  expectTypeOf<z.input<typeof loyalty.pointProgramSchema>>().toEqualTypeOf<loyalty.PointProgramInput>();
});

test("the parsers take anything", () => {
  expectTypeOf(loyalty.parseCommand).toEqualTypeOf<(input: unknown) => loyalty.LedgerCommand>();
  expectTypeOf(loyalty.parseLedgerEvent).toEqualTypeOf<(input: unknown) => loyalty.LedgerEvent>();
  expectTypeOf(loyalty.parseAccount).toEqualTypeOf<(input: unknown) => loyalty.PointAccount>();
  expectTypeOf(loyalty.parseSnapshot).toEqualTypeOf<(input: unknown) => loyalty.AccountSnapshot>();
  expectTypeOf(loyalty.parseProgram).toEqualTypeOf<(definition: unknown) => loyalty.PointProgram>();
});

test("what was read can be sent again", () => {
  expectTypeOf<loyalty.LedgerCommand>().toExtend<loyalty.LedgerCommandInput>();
  expectTypeOf<loyalty.TransferCommand>().toExtend<loyalty.TransferCommandInput>();
  expectTypeOf<loyalty.MergeCommand>().toExtend<loyalty.MergeCommandInput>();
  expectTypeOf<loyalty.PointProgram>().toExtend<loyalty.PointProgramInput>();
  expectTypeOf<loyalty.ChainedEvent>().toExtend<loyalty.LedgerEvent>();
});

test("commands are written as plain literals", () => {
  const base = { key: "k", at: "2025-01-31T10:00:00Z" } as const;
  const actor = { kind: "staff", id: "s" } as const;
  const commands: loyalty.LedgerCommandInput[] = [
    { type: "earn", ...base, earningId: "e", points: 5, expiresOn: "2026-01-31", activatesOn: "2025-02-14" },
    { type: "earn", ...base, earningId: "e", points: 5, expiresOn: null, basis: { minor: 1999, currency: "EUR" }, explanation: [1] },
    { type: "activate", ...base, earningId: "e" },
    { type: "redeem", ...base, at: new Date(0), redemptionId: "r", points: 5, reward: { kind: "cup", id: "1" } },
    { type: "hold", ...base, at: 0, holdId: "h", points: 5, until: "2025-02-01T00:00:00Z" },
    { type: "capture-hold", ...base, holdId: "h", redemptionId: "r" },
    { type: "reverse-earning", ...base, earningId: "e", remaining: { minor: 5, currency: "EUR" } },
    { type: "adjust", ...base, points: -5, reason: "why", actor },
    { type: "extend-expiry", ...base, to: "2027-01-31" },
    { type: "import-opening-balance", ...base, lots: [{ points: 5, expiresOn: "2025-12-31", earnedAt: "2024-05-01T00:00:00Z" }] },
    { type: "close", ...base, reason: "bye", actor, recordedAt: 0, expectedVersion: 3 },
  ];
  expectTypeOf(commands).items.toHaveProperty("key");
  const transfer: loyalty.TransferCommandInput = { type: "transfer", ...base, transferId: "t", points: 5 };
  const merge: loyalty.MergeCommandInput = { type: "merge", ...base };
  expectTypeOf(transfer.type).toEqualTypeOf<"transfer">();
  expectTypeOf(merge.type).toEqualTypeOf<"merge">();
});

test("what a command needs is not left out", () => {
  const base = { key: "k", at: 0 } as const;
  // @ts-expect-error [ts2322] -- who decided it?
  const adjust: loyalty.LedgerCommandInput = { type: "adjust", ...base, points: 5, reason: "why" };
  // @ts-expect-error [ts2322] -- which hold?
  const capture: loyalty.LedgerCommandInput = { type: "capture-hold", ...base, redemptionId: "r" };
  // @ts-expect-error [ts2322] -- a key is needed
  const expire: loyalty.LedgerCommandInput = { type: "expire", at: 0 };
  // @ts-expect-error [ts2322] -- in which zone?
  const program: loyalty.PointProgramInput = { id: "p" };
  expectTypeOf([adjust, capture, expire, program]).toBeArray();
});

test("events and accounts do not change", () => {
  const event = loyalty.parseLedgerEvent({});
  // @ts-expect-error [ts2540] -- readonly
  event.version = 5;
  const account = loyalty.parseAccount({});
  // @ts-expect-error [ts2540] -- readonly
  account.debt = 0;
});
