// Load, decide, append; and again when somebody was faster.
import type { Result } from "clientele";
import { applyCommand, type Applied, type LedgerCommandInput, type LedgerRefusal, type PointProgram } from "clientele/loyalty";
import type { PointStore } from "./store.js";

const MOST_TRIES = 5;

/** Carries out a command. What comes back is stored already, or was refused. */
export async function execute(
  store: PointStore,
  program: PointProgram,
  accountId: string,
  command: LedgerCommandInput,
): Promise<Result<Applied, LedgerRefusal>> {
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const decided = applyCommand(program, await store.load(accountId), command);
    if (!decided.ok || (await store.append(decided.value.events))) return decided;
  }
  throw new Error(`${accountId}: somebody else was faster ${String(MOST_TRIES)} times`);
}
