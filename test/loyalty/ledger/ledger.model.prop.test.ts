// The ledger against a model that holds one entry per single point.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { wishes, worlds, type Wish } from "./model/arbitraries.js";
import { open, step, type Model, type Real, type Tally } from "./model/side-by-side.js";

const MAX_COMMANDS = 25;

function sequences(tally: Tally): fc.Arbitrary<Iterable<fc.Command<Model, Real>>> {
  const command = (wish: Wish): fc.Command<Model, Real> => ({
    check: () => true,
    run: (model, real) => {
      step(model, real, wish, tally);
    },
    toString: () => JSON.stringify(wish),
  });
  return fc.commands([wishes.map(command)], { maxCommands: MAX_COMMANDS, size: "max" });
}

function compare(tally: Tally, parameters: fc.Parameters<unknown> = {}): void {
  const property = fc.property(worlds, sequences(tally), (world, commands) => {
    fc.modelRun(() => open(world), commands);
  });
  fc.assert(property, parameters as fc.Parameters<[never, never]>);
}

describe("the ledger and a model of single points", () => {
  it("answer every command, balance and expiry schedule alike, and a replay gives the same account", () => {
    compare(new Map());
  });

  it("accept every type of command and meet every refusal", () => {
    const tally: Tally = new Map();
    compare(tally, { numRuns: 300 });
    const types = Object.fromEntries(
      [...LEAST].map(([name, count]) => [name, (tally.get(name) ?? 0) >= count ? "often enough" : tally.get(name)]),
    );
    expect(types).toEqual(Object.fromEntries([...LEAST].map(([name]) => [name, "often enough"])));
  });
});

const LEAST = new Map<string, number>([]);
