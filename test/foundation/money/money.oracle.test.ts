// Python's decimal (precision 200) and exact fractions; see "source" in the file.
import { money } from "clientele";
import { describe, expect, it } from "vitest";
import { deepFreeze } from "../../support/deep-freeze.js";
import { oracleCases } from "../../support/oracle.js";

interface Input {
  readonly amount?: readonly string[];
  readonly rate?: readonly string[];
  readonly total?: string;
  readonly weights?: readonly string[];
}
interface Options {
  readonly currency: string;
  readonly minorDigits: number;
}
interface Expected {
  readonly minorUnits: Readonly<Record<string, readonly string[]>>;
  readonly parts?: readonly string[];
  readonly fails?: string;
}

const MODES = { floor: "floor", ceil: "ceil", trunc: "trunc", halfUp: "half-up", halfDown: "half-down", halfEven: "half-even" } as const;
const cases = oracleCases<Input, Options, Expected>(import.meta.url, "money-rounding");
const products = cases.filter(({ input }) => input.amount !== undefined);
const allocations = cases.filter(({ input }) => input.weights !== undefined);

/** The exact product of two decimals. */
function productOf(a: string, b: string): string {
  const [x, y] = [a, b].map((text) => ({ units: BigInt(text.replace(".", "")), scale: text.split(".")[1]?.length ?? 0 })) as [
    Scaled,
    Scaled,
  ];
  const [units, scale] = [x.units * y.units, x.scale + y.scale];
  const digits = String(units < 0n ? -units : units).padStart(scale + 1, "0");
  const whole = digits.slice(0, digits.length - scale);
  return `${units < 0n ? "-" : ""}${whole}${scale === 0 ? "" : `.${digits.slice(-scale)}`}`;
}
interface Scaled {
  readonly units: bigint;
  readonly scale: number;
}

describe.each(products)("money times a rate: $name", ({ input, options: { currency, minorDigits }, expected }) => {
  const one = deepFreeze(money.money(10 ** minorDigits, currency));
  const rows = (input.amount ?? []).map((amount, i): [string, string, number] => [amount, input.rate?.[i] ?? "", i]);

  it("knows the digits of the currency", () => {
    expect(money.currencyDigits(currency)).toBe(minorDigits);
  });

  it.each(rows)("%s x %s", (amount, rate, i) => {
    for (const [name, rounding] of Object.entries(MODES)) {
      const minor = Number(expected.minorUnits[name]?.[i]);
      const product = (): money.Money => money.multiplyMoney(one, productOf(amount, rate), { rounding });
      if (Number.isSafeInteger(minor)) expect(product()).toStrictEqual({ minor: minor + 0, currency });
      else expect(product).toThrow(expect.objectContaining({ code: "invalid-argument" }));
      if ((amount.split(".")[1]?.length ?? 0) > minorDigits || !Number.isSafeInteger(minor)) continue;
      expect(money.multiplyMoney(money.parseMoney(amount, currency), rate, { rounding }).minor).toBe(minor + 0);
    }
  });
});

describe("money split by weights", () => {
  it.each(allocations)("$name", ({ input, expected }) => {
    const split = (): money.Money[] => money.allocateMoney(money.money(Number(input.total), "EUR"), deepFreeze(input.weights ?? []));
    if (expected.parts === undefined) expect(split).toThrow(expect.objectContaining({ code: "invalid-argument" }));
    else expect(split().map(({ minor }) => minor)).toStrictEqual(expected.parts.map(Number));
  });

  it("has cases of both kinds", () => {
    expect([products.length, allocations.length]).toStrictEqual([5, 9]);
  });
});
