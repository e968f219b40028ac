// Two accounts that become one.
import { mergeAccounts, type LedgerRefusal, type MergeCommandInput, type PointProgram } from "clientele/loyalty";
import { deepFreeze } from "../../support/deep-freeze.js";
import { moment, opened, play, shop, type Played, type Sketch } from "./support.js";

/** The day of the merge. */
export const DAY = "2025-01-10";

/** A source and a target. */
export interface Pair {
  readonly source: Played;
  readonly target: Played;
}

export function mergeCommand(more: Partial<MergeCommandInput> = {}): MergeCommandInput {
  return deepFreeze({ type: "merge", key: "m", at: moment(DAY), reason: "one person", ...more });
}

/** Plays commands on the accounts "old" and "new" and merges the first into the second; fails when that is refused. */
export function merged(source: readonly Sketch[], target: readonly Sketch[], rules: PointProgram = shop()): Pair {
  return mergedPair(
    {
      source: play(rules, source, opened(rules, "2025-01-01", "old")),
      target: play(rules, target, opened(rules, "2025-01-01", "new")),
    },
    rules,
  );
}

/** Merges a source into a target; fails when that is refused. */
export function mergedPair(before: Pair, rules: PointProgram = shop()): Pair {
  const result = mergeAccounts(rules, before.source.account, before.target.account, mergeCommand());
  if (!result.ok) throw new Error(result.error.code);
  const { value } = result;
  return {
    source: { account: deepFreeze(value.source.account), events: [...before.source.events, ...value.source.events] },
    target: { account: deepFreeze(value.target.account), events: [...before.target.events, ...value.target.events] },
  };
}

/** Why a merge is refused; fails when it is not. */
export function mergeRefusal(source: Played, target: Played, rules: PointProgram = shop(), said = mergeCommand()): LedgerRefusal {
  const result = mergeAccounts(rules, source.account, target.account, said);
  if (result.ok) throw new Error("the merge was accepted");
  return result.error;
}
