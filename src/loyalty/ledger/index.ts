export { accountAsOf, type AsOfOptions } from "./account-as-of.js";
export type * from "./account.js";
export { applyCommand, type Applied } from "./apply-command.js";
export { balanceAt, expirySchedule, type ExpiringPoints, type PointBalance } from "./balance.js";
export type * from "./command.js";
export type * from "./account-event.js";
export type * from "./event.js";
export type {
  ActivatedPoints,
  ForfeitedPoints,
  ImportedPoints,
  LedgerActivity,
  LedgerEventBase,
  LotPoints,
  RestoredPoints,
  TakenHeldPoints,
  TakenPoints,
} from "./event-parts.js";
export type * from "./point-event.js";
export type * from "./redemption-event.js";
export { chainEvents, verifyChain, type ChainBroken, type ChainedEvent, type ChainOptions, type VerifyChainOptions } from "./hash-chain.js";
export { accountSchema, ledgerCommandSchema, ledgerEventSchema } from "./ledger-schema.js";
export { mergeAccounts, type Merged } from "./merge-accounts.js";
export { openAccount, type OpenAccountOptions, type Opened } from "./open-account.js";
export { parseAccount, parseSnapshot } from "./parse-account.js";
export { parseCommand } from "./parse-command.js";
export { parseLedgerEvent, parseLedgerEvents, type ParsedLedgerEvents } from "./parse-events.js";
export { parseProgram } from "./parse-program.js";
export { pointStatement, type PointStatement, type StatementLine, type StatementPeriod } from "./point-statement.js";
export { pointProgramSchema } from "./program-schema.js";
export type * from "./program.js";
export type * from "./refusal.js";
export { applyEvent, replayEvents, type ReplayOptions } from "./replay.js";
export { snapshotAccount, type AccountSnapshot } from "./snapshot.js";
export { exportStatementCsv, type StatementCsvOptions } from "./statement-csv.js";
export { transferPoints, type Transferred } from "./transfer-points.js";
