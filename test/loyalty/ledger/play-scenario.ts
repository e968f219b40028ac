// Plays a scenario of the oracle: commands with what they should come to, and looks at the account between them.
import {
  accountAsOf,
  applyCommand,
  balanceAt,
  expirySchedule,
  mergeAccounts,
  openAccount,
  parseProgram,
  pointStatement,
  replayEvents,
  snapshotAccount,
  transferPoints,
  type Applied,
  type ExpiringPoints,
  type LedgerCommandInput,
  type LedgerEvent,
  type LedgerRefusal,
  type MergeCommandInput,
  type PointAccount,
  type PointBalance,
  type PointProgram,
  type TransferCommandInput,
} from "clientele/loyalty";
import { expect } from "vitest";
import { deepFreeze } from "../../support/deep-freeze.js";

type Named<T> = T & { readonly account?: string };
type Balance = Named<Partial<PointBalance> & { readonly at: string }>;
/** In a scenario the expected version may be `current`, `stale` or `ahead`. */
type Said<C> = Omit<C, "expectedVersion"> & { readonly expectedVersion?: string | number };

interface Step {
  readonly account?: string;
  readonly with?: object;
  readonly command?: Said<LedgerCommandInput>;
  readonly transfer?: { readonly from: string; readonly to: string; readonly command: Said<TransferCommandInput> };
  readonly merge?: { readonly source: string; readonly target: string; readonly command: Said<MergeCommandInput> };
  readonly expect?: {
    readonly ok?: boolean;
    readonly duplicate?: boolean;
    readonly error?: string | readonly string[];
    readonly details?: Readonly<Record<string, unknown>>;
    readonly throws?: string;
  };
  readonly balances?: readonly Balance[];
  readonly schedule?: readonly Named<{ readonly at: string; readonly entries: readonly ExpiringPoints[] }>[];
}

export interface Scenario {
  readonly name: string;
  readonly program: object;
  readonly invalidProgram?: boolean;
  readonly accounts: readonly { readonly accountId: string; readonly at: string }[];
  readonly steps: readonly Step[];
  readonly finally?: {
    readonly asOf?: readonly Named<{ occurredUntil: string; recordedUntil?: string; balance: Partial<PointBalance> | null }>[];
    readonly statement?: readonly Named<{ periods: readonly { from: string; to: string; opening: number; closing: number }[] }>[];
  };
}

interface Holder {
  account: PointAccount;
  readonly events: LedgerEvent[];
}

type Outcome = { readonly ok: true; readonly value: readonly Applied[] } | { readonly ok: false; readonly error: LedgerRefusal };

export class ScenarioPlay {
  readonly #scenario: Scenario;
  readonly #holders = new Map<string, Holder>();

  constructor(scenario: Scenario) {
    this.#scenario = scenario;
  }

  run(): void {
    const { accounts, steps, finally: last = {} } = this.#scenario;
    for (const { accountId, at } of accounts) {
      const { events, account } = openAccount(this.#program(), { accountId, at });
      this.#holders.set(accountId, { account: deepFreeze(account), events: [...events] });
    }
    steps.forEach((step, i) => {
      try {
        this.#step(step);
      } catch (error) {
        (error as Error).message = `step ${String(i + 1)}: ${(error as Error).message}`;
        throw error;
      }
    });
    for (const { account, events } of this.#holders.values()) {
      expect(replayEvents(events)).toEqual(account);
      const half = events.length >>> 1;
      if (half > 0)
        expect(replayEvents(events.slice(half), { from: snapshotAccount(replayEvents(events.slice(0, half))) })).toEqual(account);
    }
    for (const { account, balance, ...query } of last.asOf ?? []) {
      const then = accountAsOf(this.#at(account).events, query);
      const found = then === null ? null : balanceAt(then, query.occurredUntil);
      expect(balance === null ? found : { ...found, ...balance }).toEqual(found);
      expect(found === null).toBe(balance === null);
    }
    for (const { account, periods } of last.statement ?? []) {
      for (const { from, to, opening, closing } of periods) {
        const statement = pointStatement(this.#at(account).events, { from, to });
        const points = statement.lines.reduce((sum, line) => sum + line.points, 0);
        expect([statement.opening.net, points, statement.closing.net]).toEqual([opening, closing - opening, closing]);
      }
    }
  }

  #program(changes: object = {}): PointProgram {
    return deepFreeze(parseProgram({ ...this.#scenario.program, ...changes }));
  }

  #at(name: string | undefined): Holder {
    const holder = name === undefined ? this.#holders.values().next().value : this.#holders.get(name);
    if (holder === undefined) throw new Error(`the scenario has no account ${String(name)}`);
    return holder;
  }

  #step(step: Step): void {
    const { transfer, merge, command } = step;
    const program = this.#program(step.with);
    if (command !== undefined) {
      const holder = this.#at(step.account);
      const act = (): Outcome => {
        const result = applyCommand(program, holder.account, versioned(command, holder) as LedgerCommandInput);
        return result.ok ? { ok: true, value: [result.value] } : result;
      };
      this.#expect(step, [holder], act);
    } else if (transfer !== undefined) {
      const [from, to] = [this.#at(transfer.from), this.#at(transfer.to)];
      this.#expect(step, [from, to], () => {
        const result = transferPoints(program, from.account, to.account, versioned(transfer.command, from) as TransferCommandInput);
        return result.ok ? { ok: true, value: [result.value.from, result.value.to] } : result;
      });
    } else if (merge !== undefined) {
      const [source, target] = [this.#at(merge.source), this.#at(merge.target)];
      this.#expect(step, [source, target], () => {
        const result = mergeAccounts(program, source.account, target.account, versioned(merge.command, source) as MergeCommandInput);
        return result.ok ? { ok: true, value: [result.value.source, result.value.target] } : result;
      });
    }
    for (const { account, at, ...wanted } of step.balances ?? []) {
      expect({ at, ...balanceAt(this.#at(account).account, at) }).toMatchObject({ at, ...wanted });
    }
    for (const { account, at, entries } of step.schedule ?? []) expect(expirySchedule(this.#at(account).account, at)).toEqual(entries);
  }

  #expect({ expect: wanted = {} }: Step, holders: readonly Holder[], act: () => Outcome): void {
    if (wanted.throws !== undefined) {
      expect(act).toThrowError(expect.objectContaining({ code: wanted.throws }));
      return;
    }
    const outcome = act();
    if (!outcome.ok) {
      expect([wanted.error].flat()).toContain(outcome.error.code);
      expect(outcome.error).toMatchObject(wanted.details ?? {});
      return;
    }
    expect(wanted.ok).toBe(true);
    outcome.value.forEach(({ events, account, duplicate }, i) => {
      const holder = holders[i] as Holder;
      expect(duplicate).toBe(wanted.duplicate ?? false);
      expect(account.version).toBe(holder.account.version + events.length);
      holder.events.push(...deepFreeze(events));
      holder.account = deepFreeze(account);
    });
  }
}

function versioned(command: { readonly expectedVersion?: string | number }, { account }: Holder): unknown {
  const { expectedVersion } = command;
  if (typeof expectedVersion !== "string") return command;
  const change: Readonly<Record<string, number>> = { current: 0, stale: -1, ahead: 1 };
  return { ...command, expectedVersion: account.version + (change[expectedVersion] ?? NaN) };
}
