// Reads commands. The one place that knows what a lawful command is; the schema and applyCommand both call it.
import { describeValue } from "../../foundation/errors/describe-value.js";
import type { ValidationIssue } from "../../foundation/errors/validation-error.js";
import type { Instant } from "../../foundation/time/instant.js";
import type { LedgerCommand, MergeCommand, TransferCommand } from "./command.js";
import { anyJson } from "../../foundation/readers/any-json.js";
import { record } from "../../foundation/readers/record.js";
import {
  calendarDate,
  id,
  listOf,
  momentOf,
  money,
  nullable,
  oneOf,
  optional,
  readAs,
  reason,
  report,
  type Fields,
  type Reader,
} from "../../foundation/readers/readers.js";
import { count, points, signedPoints } from "./point-readers.js";

const MOST_LOTS = 1000;

const READERS: Readonly<Record<string, Reader>> = /* @__PURE__ */ commandReaders();
const TRANSFER: Reader = /* @__PURE__ */ transferReader();
const MERGE: Reader = /* @__PURE__ */ mergeReader();
const OPENING: Reader = /* @__PURE__ */ openingReader();

/** The fields of a type of command, in the order in which commands are read. */
function fieldsOf(type: string, own: Fields): Fields {
  return {
    type: oneOf([type]),
    key: id,
    at: momentOf,
    recordedAt: optional(momentOf),
    actor: optional(actor()),
    expectedVersion: optional(count),
    ...own,
  };
}

function actor(): Reader {
  return record({ kind: oneOf(["system", "staff", "customer", "import"]), id });
}

function commandReaders(): Record<string, Reader> {
  const source = record({ kind: id, id });
  const own: Record<LedgerCommand["type"], Fields> = {
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
    adjust: { points: signedPoints, reason, actor: actor() },
    expire: {},
    "extend-expiry": { earningId: optional(id), to: calendarDate },
    "import-opening-balance": {
      lots: listOf(record({ points, expiresOn: nullable(calendarDate), earnedAt: momentOf }), MOST_LOTS),
    },
    freeze: { reason },
    unfreeze: { reason },
    close: { reason },
  };
  return Object.fromEntries(Object.entries(own).map(([type, fields]) => [type, record(fieldsOf(type, fields))]));
}

function transferReader(): Reader {
  return record(fieldsOf("transfer", { transferId: id, points }));
}

function mergeReader(): Reader {
  return record(fieldsOf("merge", { reason: optional(reason) }));
}

function openingReader(): Reader {
  return record({ accountId: id, customerId: optional(nullable(id)), at: momentOf });
}

/** Reads a command of whatever type. */
export const command: Reader = (value, issues) => {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return report(issues, "not-an-object", "an object", value);
  const { type } = value as { type?: unknown };
  const reader = typeof type === "string" && Object.hasOwn(READERS, type) ? READERS[type] : undefined;
  if (reader === undefined) {
    const message = `expected one of ${Object.keys(READERS).join(", ")}, got ${describeValue(type)}`;
    issues.push({ path: "type", code: type === undefined ? "missing" : "unknown-type", message });
    return undefined;
  }
  const read = reader(value, issues) as LedgerCommand;
  if (issues.length === 0 && read.type === "reverse-earning") checkOneMeasure(read, issues);
  return read;
};

function checkOneMeasure({ points: asked, remaining }: { points?: unknown; remaining?: unknown }, issues: ValidationIssue[]): void {
  if (asked === undefined || remaining === undefined) return;
  issues.push({ path: "remaining", code: "one-too-many", message: "expected either points or remaining, got both" });
}

/** The command, or a ValidationError with everything that is wrong. */
export function readCommand(input: unknown): LedgerCommand {
  return readAs("command", input, command) as LedgerCommand;
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

/** An instant that an option gives, or a ValidationError. */
export function readMoment(argument: string, input: unknown): Instant {
  return readAs(argument, input, momentOf) as Instant;
}
