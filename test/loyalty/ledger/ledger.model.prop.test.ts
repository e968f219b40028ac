// The ledger beside a model that holds one entry per single point: thousands of lawful and unlawful commands, every answer compared.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { open, step, type Model, type Real, type Tally } from "./model/side-by-side.js";
import { moods, type Wish } from "./model/wishes.js";

const MAX_COMMANDS = 30;
const PATIENCE = 60_000 + (fc.readConfigureGlobal().numRuns ?? 0) * 100;

/** How often at least, in the sequences of the liveness test. */
const ACCEPTED = {
  earn: 300,
  redeem: 60,
  hold: 60,
  "reverse-earning": 40,
  adjust: 20,
  expire: 20,
  "extend-expiry": 20,
  "import-opening-balance": 20,
  transfer: 20,
  activate: 10,
  "reverse-redemption": 20,
  "capture-hold": 10,
  "release-hold": 5,
  "cancel-pending": 3,
  merge: 10,
  freeze: 5,
  unfreeze: 5,
  close: 5,
};
const REFUSED = [
  ..."insufficient-points below-minimum not-a-multiple above-maximum account-frozen account-closed account-merged".split(" "),
  ..."key-reused version-conflict hold-not-found hold-expired hold-settled exceeds-hold redemption-not-found exceeds-redemption".split(" "),
  ..."earning-not-found exceeds-earning already-reversed reversal-forbidden id-in-use not-pending period-closed too-far-back".split(" "),
  ..."debt-limit-exceeded currency-mismatch program-mismatch".split(" "),
];

function commands(wishes: fc.Arbitrary<Wish>, tally: Tally): fc.Arbitrary<Iterable<fc.Command<Model, Real>>> {
  const command = (wish: Wish): fc.Command<Model, Real> => ({
    check: () => true,
    run: (model, real) => step(model, real, wish, tally),
    toString: () => JSON.stringify(wish),
  });
  return fc.commands([wishes.map(command)], { maxCommands: MAX_COMMANDS, size: "max" });
}

/** Plays sequences of every mood; counts what the library answered. */
function compare(parameters: { seed?: number; numRuns?: number } = {}): Tally {
  const tally: Tally = new Map();
  const plays = fc.oneof(...moods.map(({ worlds, wishes }) => fc.tuple(worlds, commands(wishes, tally))));
  const property = fc.property(plays, ([world, sequence]) => fc.modelRun(() => open(world), sequence));
  fc.assert(property, parameters);
  return tally;
}

describe("the ledger and a model of single points", () => {
  it("answer every command, balance and expiry schedule alike, and a replay gives the same account", { timeout: PATIENCE }, () => {
    compare();
  });

  it("accept every type of command and a retry of it, and meet every refusal", () => {
    const tally = compare({ seed: 20_261_122, numRuns: 300 });
    const missing = [
      ...Object.entries(ACCEPTED).filter(([type, least]) => (tally.get(`ok ${type}`) ?? 0) < least),
      ...["duplicate earn", "duplicate transfer", ...REFUSED].filter((name) => !tally.has(name)),
    ];
    expect(missing).toEqual([]);
  });
});
