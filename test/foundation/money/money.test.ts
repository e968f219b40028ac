import { money } from "clientele";
import { describe, expect, it } from "vitest";
import { deepFreeze } from "../../support/deep-freeze.js";

const {
  addMoney,
  allocateMoney,
  compareMoney,
  currencyDigits,
  decimalOfMoney,
  formatMoney,
  multiplyMoney,
  negateMoney,
  parseMoney,
  subtractMoney,
  sumMoney,
} = money;
const euro = (minor: number): money.Money => deepFreeze(money.money(minor, "EUR"));
const MOST = Number.MAX_SAFE_INTEGER;
const refusal = (argument: string): unknown => expect.objectContaining({ code: "invalid-argument", argument });

describe("money", () => {
  it("is whole minor units and a currency", () => {
    expect(money.money(1999, "EUR")).toStrictEqual({ minor: 1999, currency: "EUR" });
    expect(money.money(-MOST, "JPY").minor).toBe(-MOST);
  });

  it("knows no -0", () => {
    for (const zero of [
      money.money(-0, "EUR"),
      negateMoney(euro(0)),
      subtractMoney(euro(1), euro(1)),
      multiplyMoney(euro(-1), "0.1"),
      parseMoney("-0.00", "EUR"),
    ]) {
      expect(zero.minor).toBe(0);
    }
    for (const part of allocateMoney(euro(-1), [1, 1])) expect(Object.is(part.minor, -0)).toBe(false);
  });

  it.each([0.5, NaN, Infinity, MOST + 1, "5", null])("refuses %o minor units", (minor) => {
    expect(() => money.money(minor as number, "EUR")).toThrow(refusal("minor"));
  });

  it.each(["eur", "EURO", "", "XXX", "toString", "__proto__", undefined])("refuses the currency %o", (currency) => {
    expect(() => money.money(1, currency as string)).toThrow(refusal("currency"));
  });
});

describe("sums of money", () => {
  it("are exact", () => {
    expect(addMoney(euro(1999), euro(1))).toStrictEqual(euro(2000));
    expect(subtractMoney(euro(1999), euro(2500))).toStrictEqual(euro(-501));
    expect(negateMoney(euro(1999))).toStrictEqual(euro(-1999));
    expect(sumMoney([euro(10), euro(20), euro(-5)])).toStrictEqual(euro(25));
  });

  it("may pass beyond the safe integers on their way, but not end there", () => {
    expect(sumMoney([euro(MOST), euro(MOST), euro(-MOST), euro(-MOST + 7)])).toStrictEqual(euro(7));
    expect(() => sumMoney([euro(MOST), euro(1)])).toThrow(refusal("sum"));
    expect(() => addMoney(euro(MOST), euro(1))).toThrow(refusal("a + b"));
    expect(() => subtractMoney(euro(-MOST), euro(1))).toThrow(refusal("a - b"));
  });

  it("of nothing need a currency", () => {
    expect(sumMoney([], "JPY")).toStrictEqual({ minor: 0, currency: "JPY" });
    expect(() => sumMoney([])).toThrow(refusal("currency"));
    expect(() => sumMoney([], "euro")).toThrow(refusal("currency"));
  });

  it("never mix currencies", () => {
    const dollar = money.money(1, "USD");
    for (const mix of [
      () => addMoney(euro(1), dollar),
      () => subtractMoney(euro(1), dollar),
      () => compareMoney(euro(1), dollar),
      () => sumMoney([euro(1), dollar]),
      () => sumMoney([dollar], "EUR"),
    ]) {
      expect(mix).toThrow(refusal("currency"));
    }
  });

  it("compare by amount", () => {
    expect([compareMoney(euro(1), euro(2)), compareMoney(euro(2), euro(1)), compareMoney(euro(2), euro(2))]).toStrictEqual([-1, 1, 0]);
  });

  it("take any iterable once", () => {
    function* amounts(): Generator<money.Money> {
      yield euro(1);
      yield euro(2);
    }
    expect(sumMoney(amounts()).minor).toBe(3);
  });
});

describe("a product", () => {
  const modes = ["half-even", "half-up", "half-down", "floor", "ceil", "trunc"] as const;

  // 10.50 x 0.01 = 0.105, 11.50 x 0.01 = 0.115: halves of a cent; 0.01 x 0.1 = 0.001 and its negative: tenths.
  it.each([
    [1050, "0.01", [10, 11, 10, 10, 11, 10]],
    [1150, "0.01", [12, 12, 11, 11, 12, 11]],
    [-1050, "0.01", [-10, -11, -10, -11, -10, -10]],
    [-1150, "0.01", [-12, -12, -11, -12, -11, -11]],
    [1, "0.1", [0, 0, 0, 0, 1, 0]],
    [-1, "0.1", [0, 0, 0, -1, 0, 0]],
    [1, "0.9", [1, 1, 1, 0, 1, 0]],
    [1999, "1", [1999, 1999, 1999, 1999, 1999, 1999]],
    [1000, "-0.0005", [0, -1, 0, -1, 0, 0]],
  ])("of %d cents and %s rounds as each mode says", (minor, factor, expected) => {
    expect(modes.map((rounding) => multiplyMoney(euro(minor), factor, { rounding }).minor)).toStrictEqual(expected);
    expect(multiplyMoney(euro(minor), factor).minor).toBe(expected[0]);
  });

  it("by a fraction is exact, whatever the signs", () => {
    expect(multiplyMoney(euro(100), { numerator: 1, denominator: 3 }).minor).toBe(33);
    expect(multiplyMoney(euro(100), { numerator: 2, denominator: -3 }).minor).toBe(-67);
    expect(multiplyMoney(euro(100), { numerator: -2, denominator: -3 }).minor).toBe(67);
    expect(multiplyMoney(euro(MOST), { numerator: MOST, denominator: MOST }).minor).toBe(MOST);
  });

  it("where floats go wrong is right: 1.005 x 100, 0.07 x 100 x 1.15", () => {
    expect(multiplyMoney(euro(100), "1.005", { rounding: "half-up" }).minor).toBe(101);
    expect(multiplyMoney(euro(805), "0.1", { rounding: "half-even" }).minor).toBe(80);
  });

  it.each([
    0.07,
    "",
    "7%",
    "1e3",
    ".5",
    "5.",
    "0x10",
    " 1",
    "1\n",
    "--1",
    "NaN",
    "1,5",
    "1".repeat(201),
    null,
    undefined,
    {},
    { numerator: 1 },
  ])("refuses the factor %o", (factor) => {
    expect(() => multiplyMoney(euro(1), factor as string)).toThrow(expect.objectContaining({ code: "invalid-argument" }));
  });

  it("refuses a denominator of 0, an unsafe fraction, an unknown mode, and what leaves the safe integers", () => {
    expect(() => multiplyMoney(euro(1), { numerator: 1, denominator: 0 })).toThrow(refusal("factor.denominator"));
    expect(() => multiplyMoney(euro(1), { numerator: MOST + 1, denominator: 1 })).toThrow(refusal("factor.numerator"));
    expect(() => multiplyMoney(euro(1), "1", { rounding: "nearest" as "floor" })).toThrow(refusal("options.rounding"));
    expect(() => multiplyMoney(euro(MOST), "2")).toThrow(refusal("amount x factor"));
  });
});

describe("an allocation", () => {
  const parts = (minor: number, weights: (string | number)[]): number[] =>
    allocateMoney(euro(minor), deepFreeze(weights)).map((part) => part.minor);

  it("gives what is left to those that lost most, ties to the earlier", () => {
    expect(parts(100, [1, 1, 1])).toStrictEqual([34, 33, 33]);
    expect(parts(5, [1, 1, 1, 1])).toStrictEqual([2, 1, 1, 1]);
    expect(parts(10, [0, 1, 2])).toStrictEqual([0, 3, 7]); // exact shares 0, 3.33, 6.67
    expect(parts(101, ["0.5", "0.5"])).toStrictEqual([51, 50]);
    expect(parts(-100, [1, 1, 1])).toStrictEqual([-34, -33, -33]);
    expect(parts(0, [1, 2])).toStrictEqual([0, 0]);
    expect(parts(MOST, [1, 1])).toStrictEqual([(MOST + 1) / 2, (MOST - 1) / 2]);
  });

  it("keeps the currency", () => {
    expect(allocateMoney(money.money(3, "JPY"), [1])).toStrictEqual([{ minor: 3, currency: "JPY" }]);
  });

  it.each([[[]], [[0, 0]], [["0", "0.00"]], [[-1, 2]], [["-0.5", "1"]], [[0.5, 0.5]], [[NaN]], [["a"]], [[null]], [[MOST + 1]]])(
    "refuses the weights %o",
    (weights) => {
      expect(() => allocateMoney(euro(1), weights as string[])).toThrow(expect.objectContaining({ code: "invalid-argument" }));
    },
  );
});

describe("reading amounts", () => {
  it.each([
    ["19.99", "EUR", 1999],
    ["+19.9", "EUR", 1990],
    ["-19", "EUR", -1900],
    ["007.50", "EUR", 750],
    ["1990", "JPY", 1990],
    ["1.999", "KWD", 1999],
    ["1.9999", "CLF", 19_999],
    ["90071992547409.91", "EUR", MOST],
  ])("%s %s", (text, currency, minor) => {
    expect(parseMoney(text, currency)).toStrictEqual({ minor, currency });
  });

  it.each([
    "",
    " ",
    "12,50",
    "1e400",
    "1e2",
    "Infinity",
    "0x10",
    "$5",
    "5 EUR",
    " 5",
    "5\n",
    "1.2.3",
    "1,234.50",
    "٣",
    "--5",
    "5-",
    ".5",
    "5.",
    "1_000",
    "19.999",
    "90071992547409.92",
  ])("refuses %o", (text) => {
    expect(() => parseMoney(text, "EUR")).toThrow(refusal("text"));
  });

  it("refuses what is no text, and decimals that the currency has not", () => {
    for (const text of [19.99, null, undefined, {}, 19n]) expect(() => parseMoney(text as string, "EUR")).toThrow(refusal("text"));
    expect(() => parseMoney("1.5", "JPY")).toThrow(/at most 0 decimals, as JPY has/);
    expect(() => parseMoney("1.0", "JPY")).toThrow(refusal("text"));
  });

  it("hints at the decimal separator when there is a comma", () => {
    expect(() => parseMoney("12,50", "EUR")).toThrow(/decimalSeparator/);
  });

  it.each([
    ["12,50", { decimalSeparator: "," }, 1250],
    ["1.234,5", { decimalSeparator: ",", groupSeparator: "." }, 123_450],
    ["1,234,567.89", { groupSeparator: "," }, 123_456_789],
    ["-1'234.50", { groupSeparator: "'" }, -123_450],
    ["1 234,50", { decimalSeparator: ",", groupSeparator: " " }, 123_450],
    ["1234,50", { decimalSeparator: ",", groupSeparator: "." }, 123_450],
  ] as const)("reads %s with %o", (text, options, minor) => {
    expect(parseMoney(text, "EUR", options).minor).toBe(minor);
  });

  it.each([
    ["1.5", { decimalSeparator: "," }],
    ["1.50", { decimalSeparator: ",", groupSeparator: "." }],
    ["1.2345,00", { decimalSeparator: ",", groupSeparator: "." }],
    ["12,34,567.00", { groupSeparator: "," }],
    ["1,234,5.00", { groupSeparator: "," }],
    [",234.00", { groupSeparator: "," }],
    ["1,,234.00", { groupSeparator: "," }],
    ["1234,567.00", { groupSeparator: "," }],
    ["1.234.50", { groupSeparator: "," }],
    ["1,5,0", { decimalSeparator: "," }],
    ["1.23,456", { groupSeparator: "," }],
  ] as const)("refuses %s with %o", (text, options) => {
    expect(() => parseMoney(text, "EUR", options)).toThrow(refusal("text"));
  });

  it("refuses separators that are none, or the same", () => {
    expect(() => parseMoney("1", "EUR", { decimalSeparator: ";" as "," })).toThrow(refusal("options.decimalSeparator"));
    expect(() => parseMoney("1", "EUR", { groupSeparator: "x" as "," })).toThrow(refusal("options.groupSeparator"));
    expect(() => parseMoney("1", "EUR", { groupSeparator: "." })).toThrow(refusal("options.groupSeparator"));
  });
});

describe("writing amounts", () => {
  it("as decimals shows all the digits of the currency", () => {
    expect(decimalOfMoney(euro(-1990))).toBe("-19.90");
    expect(decimalOfMoney(euro(5))).toBe("0.05");
    expect(decimalOfMoney(euro(0))).toBe("0.00");
    expect(decimalOfMoney(money.money(7, "KWD"))).toBe("0.007");
    expect(decimalOfMoney(money.money(7, "JPY"))).toBe("7");
  });

  it("for people follows the locale, exactly, also beyond what a float can hold", () => {
    expect(formatMoney(euro(123_456), { locale: "en-US" })).toBe("€1,234.56");
    expect(formatMoney(euro(-123_456), { locale: "de-DE" }).replace(/\s/g, " ")).toBe("-1.234,56 €");
    expect(formatMoney(euro(MOST), { locale: "en-US" })).toBe("€90,071,992,547,409.91");
    expect(formatMoney(money.money(1999, "JPY"), { locale: "en-US" })).toBe("¥1,999");
    expect(formatMoney(money.money(1999, "KWD"), { locale: "en-US" }).replace(/\s/g, " ")).toBe("KWD 1.999");
  });

  it.each(["HUF", "COP", "IDR", "IQD", "CLF", "ISK", "UYW"])(
    "for people drops no digits of %s, whatever the locale data prefer",
    (currency) => {
      const amount = money.money(1_234_567, currency);
      expect(formatMoney(amount, { locale: "en-US" }).replace(/[^\d.]/g, "")).toBe(decimalOfMoney(amount));
    },
  );

  it("refuses a malformed locale", () => {
    expect(() => formatMoney(euro(1), { locale: "not a locale" })).toThrow(RangeError);
  });
});

describe("the digits of a currency", () => {
  it.each([
    ["JPY", 0],
    ["KRW", 0],
    ["CLP", 0],
    ["EUR", 2],
    ["USD", 2],
    ["HUF", 2],
    ["IDR", 2],
    ["KWD", 3],
    ["TND", 3],
    ["CLF", 4],
  ])("of %s are %d", (currency, digits) => {
    expect(currencyDigits(currency)).toBe(digits);
  });

  it("are those of the runtime for every code, but where the runtime follows custom and writes none", () => {
    const known = Intl.supportedValuesOf("currency").flatMap((currency) => {
      try {
        return [{ currency, iso: currencyDigits(currency) }];
      } catch {
        return [];
      }
    });
    const differing = known.filter(({ currency, iso }) => {
      const { maximumFractionDigits } = new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions();
      return maximumFractionDigits !== iso && maximumFractionDigits !== 0;
    });
    expect(differing).toStrictEqual([]);
    expect(known.length).toBeGreaterThan(150);
    expect(known.filter(({ iso }) => iso === 0).map(({ currency }) => currency)).toStrictEqual(
      "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF".split(" "),
    );
  });
});

describe("groups of digits", () => {
  it.each([
    ["0,500", { groupSeparator: "," }],
    ["000,123", { groupSeparator: "," }],
    ["0.123", { decimalSeparator: ",", groupSeparator: "." }],
    ["1,23,456", { groupSeparator: "," }],
    [",123", { groupSeparator: "," }],
  ] as const)("%s is refused: a number does not begin with 0 or half a group", (text, options) => {
    expect(() => parseMoney(text, "EUR", options)).toThrow();
  });

  it("may be left out", () => {
    expect(parseMoney("0500,5", "EUR", { decimalSeparator: ",", groupSeparator: "." }).minor).toBe(50_050);
  });
});
