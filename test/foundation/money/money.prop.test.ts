import { money } from "clientele";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { deepFreeze } from "../../support/deep-freeze.js";

const MODES = ["half-even", "half-up", "half-down", "floor", "ceil", "trunc"] as const;
const CURRENCIES = ["EUR", "JPY", "KWD", "CLF"] as const;

const currency = fc.constantFrom(...CURRENCIES);
const amount = fc.tuple(fc.maxSafeInteger(), currency).map(([minor, code]) => deepFreeze(money.money(minor, code)));
const smallInteger = fc.integer({ min: -1000, max: 1000 });
/** A whole number at a scale, as text: also 0.5, 1.50, -0.005, so that ties and trailing zeros are common. */
const decimal = fc
  .tuple(fc.oneof(smallInteger, fc.maxSafeInteger()), fc.integer({ min: 0, max: 20 }))
  .map(([units, scale]) => ({ units: BigInt(units), scale }));
const weights = fc.array(
  fc.oneof(
    fc.nat({ max: 3 }),
    fc.maxSafeInteger().map(Math.abs),
    decimal.map(({ units, scale }) => textOf({ units: units < 0n ? -units : units, scale })),
  ),
  {
    minLength: 1,
    maxLength: 12,
  },
);

function textOf({ units, scale }: { units: bigint; scale: number }): string {
  const digits = String(units < 0n ? -units : units).padStart(scale + 1, "0");
  const whole = digits.slice(0, digits.length - scale);
  return `${units < 0n ? "-" : ""}${whole}${scale === 0 ? "" : `.${digits.slice(-scale)}`}`;
}

/** Rounding by the definitions: the floor and how far above it the value lies. */
function rounded(numerator: bigint, denominator: bigint, mode: (typeof MODES)[number]): bigint {
  const down = numerator >= 0n ? numerator / denominator : -((-numerator + denominator - 1n) / denominator);
  const above = numerator - down * denominator;
  if (above === 0n) return down;
  const towardsZero = numerator > 0n ? down : down + 1n;
  const awayFromZero = numerator > 0n ? down + 1n : down;
  if (mode === "floor") return down;
  if (mode === "ceil") return down + 1n;
  if (mode === "trunc") return towardsZero;
  if (above * 2n !== denominator) return above * 2n > denominator ? down + 1n : down;
  if (mode === "half-even") return down % 2n === 0n ? down : down + 1n;
  return mode === "half-up" ? awayFromZero : towardsZero;
}

const isSafe = (value: bigint): boolean => Number.isSafeInteger(Number(value));
/** The exact answer, or "refused" when no amount can hold it. */
const attempt = (call: () => money.Money): number | string => {
  try {
    return call().minor;
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe("multiplying money", () => {
  it("equals the exact product rounded by the definition of each mode", () => {
    fc.assert(
      fc.property(amount, decimal, fc.constantFrom(...MODES), (price, factor, rounding) => {
        const exact = rounded(BigInt(price.minor) * factor.units, 10n ** BigInt(factor.scale), rounding);
        expect(attempt(() => money.multiplyMoney(price, textOf(factor), { rounding }))).toBe(
          isSafe(exact) ? Number(exact) : "invalid-argument",
        );
      }),
    );
  });

  it("by a fraction does too", () => {
    const part = fc.oneof(smallInteger, fc.maxSafeInteger());
    fc.assert(
      fc.property(
        fc.oneof(smallInteger, fc.maxSafeInteger()),
        part,
        part.filter((n) => n !== 0),
        fc.constantFrom(...MODES),
        (minor, numerator, denominator, rounding) => {
          const sign = denominator < 0 ? -1n : 1n;
          const exact = rounded(BigInt(minor) * BigInt(numerator) * sign, BigInt(denominator) * sign, rounding);
          const got = attempt(() => money.multiplyMoney(money.money(minor, "EUR"), deepFreeze({ numerator, denominator }), { rounding }));
          expect(got).toBe(isSafe(exact) ? Number(exact) : "invalid-argument");
        },
      ),
    );
  });

  it("is done, for everyday amounts and rates", () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e9, max: 1e9 }), fc.integer({ min: 0, max: 10_000 }), (minor, tenThousandths) => {
        expect(
          attempt(() => money.multiplyMoney(money.money(minor, "EUR"), textOf({ units: BigInt(tenThousandths), scale: 4 }))),
        ).toBeTypeOf("number");
      }),
    );
  });
});

describe("allocating money", () => {
  const isPositive = (weight: string | number): boolean => /[1-9]/.test(String(weight));

  it("gives parts that add up, one a weight, each within one unit of its exact share, and nothing for no weight", () => {
    fc.assert(
      fc.property(
        amount,
        weights.filter((list) => list.some(isPositive)),
        (price, list) => {
          const parts = money.allocateMoney(price, deepFreeze(list)).map(({ minor }) => minor);
          expect(parts.reduce((sum, minor) => sum + BigInt(minor), 0n)).toBe(BigInt(price.minor));
          expect(parts).toHaveLength(list.length);
          const exact = list.map((weight) => scaled(String(weight)));
          const sum = exact.reduce((a, b) => a + b, 0n);
          parts.forEach((minor, i) => {
            const difference = BigInt(minor) * sum - BigInt(price.minor) * (exact[i] as bigint);
            expect(difference < sum && difference > -sum).toBe(true);
            expect(Object.is(minor, -0)).toBe(false);
            if (!isPositive(list[i] ?? "")) expect(minor).toBe(0);
          });
        },
      ),
    );
  });

  it("gives equal weights parts that differ by at most one unit, the larger first", () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 1, max: 50 }), (minor, count) => {
        const parts = money.allocateMoney(money.money(minor, "EUR"), Array<number>(count).fill(1)).map((part) => part.minor);
        expect(parts).toStrictEqual([...parts].sort((a, b) => b - a));
        expect((parts[0] ?? 0) - (parts.at(-1) ?? 0)).toBeLessThanOrEqual(1);
      }),
    );
  });

  it("splits a negative amount like its positive twin", () => {
    fc.assert(
      fc.property(
        amount,
        weights.filter((list) => list.some(isPositive)),
        (price, list) => {
          const negated = money.allocateMoney(money.negateMoney(price), list).map(money.negateMoney);
          expect(negated).toStrictEqual(money.allocateMoney(price, list));
        },
      ),
    );
  });

  function scaled(text: string): bigint {
    const [whole = "", fraction = ""] = text.split(".");
    return BigInt(whole + fraction.padEnd(20, "0"));
  }
});

describe("adding money", () => {
  it("is exact, or refused where no amount can hold the sum", () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.maxSafeInteger(), smallInteger), { minLength: 1 }), (minors) => {
        const exact = minors.reduce((sum, minor) => sum + BigInt(minor), 0n);
        const got = attempt(() => money.sumMoney(minors.map((minor) => money.money(minor, "EUR"))));
        expect(got).toBe(isSafe(exact) ? Number(exact) : "invalid-argument");
      }),
    );
  });

  it("does not depend on the order, and is undone by subtracting", () => {
    fc.assert(
      fc.property(smallInteger, smallInteger, (x, y) => {
        const [a, b] = [money.money(x, "EUR"), money.money(y, "EUR")];
        expect(money.addMoney(a, b)).toStrictEqual(money.addMoney(b, a));
        expect(money.subtractMoney(money.addMoney(a, b), b)).toStrictEqual(a);
      }),
    );
  });
});

describe("decimals of money", () => {
  it("come back as the same amount", () => {
    fc.assert(
      fc.property(amount, (price) => {
        expect(money.parseMoney(money.decimalOfMoney(price), price.currency)).toStrictEqual(price);
      }),
    );
  });

  it("come back with any lawful pair of separators", () => {
    const separators = fc.constantFrom<["." | ",", "." | "," | "'" | " " | "_"]>(
      [".", ","],
      [",", "."],
      [",", " "],
      [".", "'"],
      [".", "_"],
      [",", "'"],
    );
    fc.assert(
      fc.property(amount, separators, (price, [decimalSeparator, groupSeparator]) => {
        const [whole = "", fraction] = money.decimalOfMoney(price).split(".");
        const grouped = whole.replace(/\B(?=(\d{3})+$)/g, groupSeparator);
        const text = grouped + (fraction === undefined ? "" : decimalSeparator + fraction);
        expect(money.parseMoney(text, price.currency, { decimalSeparator, groupSeparator })).toStrictEqual(price);
      }),
    );
  });

  it("for people have the same digits", () => {
    fc.assert(
      fc.property(amount, (price) => {
        const digits = (text: string): string => text.replace(/[^\d.]/g, "");
        expect(digits(money.formatMoney(price, { locale: "en-US" }))).toBe(digits(money.decimalOfMoney(price)));
      }),
    );
  });

  it("of any text give an amount or an InvalidArgumentError, and an amount only of digits", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[-+]?[\d., ']{0,12}$/)), currency, (text, code) => {
        const got = attempt(() => money.parseMoney(text, code));
        if (got === "invalid-argument") return;
        expect(text).toMatch(/^[-+]?\d+(\.\d+)?$/);
        expect(Number(got)).toBeCloseTo(Number(text) * 10 ** money.currencyDigits(code), 3);
      }),
    );
  });
});
