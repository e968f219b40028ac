// What every account obeys, whatever was sent to the library; and how its answers are told apart.
import { isValidationError } from "clientele";
import { balanceAt, parseAccount, type PointAccount } from "clientele/loyalty";
import { deepStrictEqual, ok } from "node:assert";

const DAY = 86_400_000;

/** Throws unless the account keeps the laws, now and later; `midway` when it may stand between two events of one command. */
export function checkLawful(account: PointAccount, midway = false): void {
  const { lots, pending, holds, totals: t, debt, newestAt } = account;
  const sum = (list: readonly { readonly points: number }[]): number => list.reduce((all, { points }) => all + points, 0);
  const net = sum(lots) + sum(pending) + sum(holds.flatMap((hold) => hold.lots)) - debt;
  const added = t.earned + t.imported + t.credited + t.restored + t.received + t.forgiven;
  const taken = t.redeemed + t.reversed + t.debited + t.sent + t.lapsed + t.cancelled + t.closed + t.debtReceived;
  deepStrictEqual(added - taken, net);
  for (const at of [newestAt, newestAt + DAY, newestAt + 400 * DAY]) {
    if (at >= Date.UTC(9990, 0, 1)) continue;
    const balance = balanceAt(account, at);
    for (const part of [balance.available, balance.pending, balance.held, balance.debt]) ok(Number.isSafeInteger(part) && part >= 0);
    deepStrictEqual(balance.available + balance.pending + balance.held - balance.debt, balance.net);
    ok(balance.debt === 0 || balance.available === 0);
  }
  const stored: unknown = JSON.parse(JSON.stringify(account));
  deepStrictEqual(stored, account);
  if (!midway || debt === 0 || lots.length === 0) deepStrictEqual(parseAccount(stored), account);
}

/** What came of a call: its value, or `undefined` when it threw a ValidationError; anything else that is thrown goes on. */
export function answer<T>(call: () => T): { readonly value: T } | undefined {
  try {
    return { value: call() };
  } catch (error) {
    if (isValidationError(error)) return undefined;
    throw error;
  }
}
