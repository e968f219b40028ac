// Reads commands. The one place that knows what a lawful command is; the schema and applyCommand both call it.
import { describeValue } from "../../foundation/errors/describe-value.js";
import { ValidationError, type ValidationIssue } from "../../foundation/errors/validation-error.js";
import type { Instant } from "../../foundation/time/instant.js";
import type { LedgerCommand, MergeCommand, TransferCommand } from "./command.js";
import {
  actor,
  anyJson,
  calendarDate,
  id,
  momentOf,
  nullable,
  listOf,
  money,
  oneOf,
  optional,
  points,
  record,
  reason,
  signedPoints,
  version,
  type Reader,
} from "./readers.js";

type Fields = Readonly<Record<string, Reader>>;

const COMMON: Fields = {
  key: id,
  at: momentOf,
  recordedAt: optional(momentOf),
  actor: optional(actor),
  expectedVersion: optional(version),
};

const source = record({ kind: id, id });

/** The fields of every type of command, beside the common ones. */
const OWN: Readonly<Record<string, Fields>> = {
  earn: {
    earningId: id,
    points,
    source: optional(source),
    basis: optional(money),
    activatesOn: optional(calendarDate),
    expiresOn: optional(nullable(calendarDate)),
    explanation: optional(anyJson),
  },
  activate: { earningId: id },
  "cancel-pending": { earningId: id },
  redeem: { redemptionId: id, points, reward: optional(source) },
  hold: { holdId: id, points, until: optional(momentOf) },
  "capture-hold": { holdId: id, redemptionId: id, points: optional(points) },
  "release-hold": { holdId: id },
  "reverse-redemption": { redemptionId: id, points: optional(points) },
  "reverse-earning": { earningId: id, points: optional(points), remaining: optional(money) },
  adjust: { points: signedPoints, reason, actor },
  expire: {},
  "extend-expiry": { earningId: optional(id), to: calendarDate },
  "import-opening-balance": { lots: listOf(record({ points, expiresOn: nullable(calendarDate), earnedAt: momentOf }), 1000) },
  freeze: { reason },
  unfreeze: { reason },
  close: { reason },
};

const TYPES = Object.keys(OWN);
const READERS: Readonly<Record<string, Reader>> = Object.fromEntries(
  TYPES.map((type) => [type, record({ type: oneOf([type]), ...COMMON, ...OWN[type] })]),
);
const TRANSFER = record({ type: oneOf(["transfer"]), ...COMMON, transferId: id, points });
const MERGE = record({ type: oneOf(["merge"]), ...COMMON, reason: optional(reason) });
const OPENING = record({ accountId: id, customerId: optional(nullable(id)), at: momentOf });

/** The command, or a ValidationError with everything that is wrong. */
export function readCommand(input: unknown): LedgerCommand {
  return readAs("command", input, (value, path, issues) => {
    const type = typeof value === "object" && value !== null ? (value as { type?: unknown }).type : undefined;
    const reader = typeof type === "string" && Object.hasOwn(READERS, type) ? READERS[type] : undefined;
    if (reader !== undefined) {
      const command = reader(value, path, issues) as LedgerCommand;
      if (issues.length === 0 && command.type === "reverse-earning" && command.points !== undefined && command.remaining !== undefined) {
        issues.push({ path: "remaining", code: "one-too-many", message: "expected either points or remaining, got both" });
      }
      return command;
    }
    if (typeof value !== "object" || value === null) return record({})(value, path, issues);
    issues.push({ path: "type", code: "unknown-type", message: `expected one of ${TYPES.join(", ")}, got ${describeValue(type)}` });
    return undefined;
  }) as LedgerCommand;
}

/** The transfer, or a ValidationError. */
export function readTransfer(input: unknown): TransferCommand {
  return readAs("transfer", input, TRANSFER) as TransferCommand;
}

/** The merge, or a ValidationError. */
export function readMerge(input: unknown): MergeCommand {
  return readAs("merge", input, MERGE) as MergeCommand;
}

/** How an account is opened, or a ValidationError. */
export function readOpening(input: unknown): { accountId: string; customerId: string | null; at: Instant } {
  const { accountId, customerId = null, at } = readAs("opening", input, OPENING) as { accountId: string; customerId?: string; at: Instant };
  return { accountId, customerId, at };
}

/** Reads a value whole, or throws everything that is wrong with it. */
export function readAs(subject: string, input: unknown, reader: Reader): unknown {
  const issues: ValidationIssue[] = [];
  let value: unknown;
  try {
    value = reader(input, "", issues);
  } catch {
    issues.push({ path: "", code: "unreadable", message: "expected a value that can be read, got one that throws" });
  }
  if (issues.length > 0) throw new ValidationError(subject, issues);
  return value;
}

/** An instant that an option gives, or a ValidationError. */
export function readMoment(argument: string, input: unknown): Instant {
  return readAs(argument, input, momentOf) as Instant;
}
