export { accountAsOf, type AsOfOptions } from "./account-as-of.js";
export type {
  EndedHold,
  Pages,
  PendingLot,
  PointAccount,
  PointHold,
  PointLot,
  PointTotals,
  Remembered,
  RememberedEarning,
  RememberedKey,
  RememberedRedemption,
  RememberedTable,
} from "./account.js";
export { applyCommand, type Applied } from "./apply-command.js";
export { balanceAt, expirySchedule, type ExpiringPoints, type PointBalance } from "./balance.js";
export type {
  LedgerActor,
  LedgerCommand,
  LedgerCommandInput,
  LedgerSource,
  MergeCommand,
  MergeCommandInput,
  TransferCommand,
  TransferCommandInput,
} from "./command.js";
export type * from "./event.js";
export { chainEvents, verifyChain, type ChainBroken, type ChainedEvent, type ChainOptions, type VerifyChainOptions } from "./hash-chain.js";
export { mergeAccounts, type Merged } from "./merge-accounts.js";
export { openAccount, type OpenAccountOptions } from "./open-account.js";
export { parseProgram } from "./parse-program.js";
export { pointStatement, type PointStatement, type StatementLine, type StatementPeriod } from "./point-statement.js";
export type * from "./program.js";
export type { LedgerRefusal } from "./refusal.js";
export { applyEvent, replayEvents, type ReplayOptions } from "./replay.js";
export { snapshotAccount, type AccountSnapshot } from "./snapshot.js";
export { exportStatementCsv, type StatementCsvOptions } from "./statement-csv.js";
export { transferPoints, type Transferred } from "./transfer-points.js";
