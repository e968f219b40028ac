import { runInNewContext } from "node:vm";
import { InvalidArgumentError, isInvalidArgumentError, isValidationError, money, time, ValidationError } from "clientele";
import { describe, expect, it } from "vitest";

const issues = (count: number): { path: string; code: string; message: string }[] =>
  Array.from({ length: count }, (_, i) => ({ path: `lines[${String(i)}]`, code: "invalid-line", message: "expected an object" }));

describe("an InvalidArgumentError", () => {
  it("names the argument, what was expected, and what was received", () => {
    const error = new InvalidArgumentError("options.asOf", "an instant", "yesterday");
    expect(error.message).toBe('options.asOf: expected an instant, got "yesterday"');
    expect(error).toMatchObject({
      name: "InvalidArgumentError",
      code: "invalid-argument",
      argument: "options.asOf",
      received: "yesterday",
    });
    expect(error).toBeInstanceOf(Error);
  });

  it.each([
    [undefined, "undefined"],
    [null, "null"],
    [NaN, "NaN"],
    [-0, "-0"],
    [1e21, "1e+21"],
    [12n, "12n"],
    [true, "true"],
    ['say "hi"', String.raw`"say \"hi\""`],
    ["line\nbreak", String.raw`"line\nbreak"`],
    [["a", "b"], "an array of 2"],
    [{ secret: "kept" }, "an object"],
    [Symbol("s"), "a symbol"],
    [() => 1, "a function"],
    ["x".repeat(61), `"${"x".repeat(57)}..."`],
    ["x".repeat(60), `"${"x".repeat(60)}"`],
    [10n ** 70n, `1${"0".repeat(56)}...n`],
  ])("describes %o in one short line", (received, description) => {
    expect(new InvalidArgumentError("a", "b", received).message).toBe(`a: expected b, got ${description}`);
  });

  it("never runs the code of the value it describes", () => {
    const hostile = {
      toString: () => {
        throw new Error("was called");
      },
    };
    expect(new InvalidArgumentError("a", "b", hostile).message).toBe("a: expected b, got an object");
    expect(new InvalidArgumentError("a", "b", Object.create(null)).message).toBe("a: expected b, got an object");
  });

  it("stays short for ten megabytes", () => {
    expect(new InvalidArgumentError("a", "b", "x".repeat(1e7)).message.length).toBeLessThan(100);
  });

  it("is told apart by its code, also when it comes from another copy of the library", () => {
    const fromAnotherCopy = Object.assign(new Error("x"), { code: "invalid-argument", argument: "a", received: 1 });
    expect(isInvalidArgumentError(fromAnotherCopy)).toBe(true);
    expect([new Error("x"), new TypeError("x"), { code: "invalid-argument" }, null, "x"].some(isInvalidArgumentError)).toBe(false);
    expect(isInvalidArgumentError(new ValidationError("purchase", issues(1)))).toBe(false);
  });

  it("is what every room throws at a caller's mistake", () => {
    const mistakes = [() => money.money(0.5, "EUR"), () => time.startOfDay("2024-02-30", "UTC"), () => time.calendarDate(0, "Mars/Base")];
    for (const mistake of mistakes) expect(mistake).toThrow(expect.objectContaining({ code: "invalid-argument" }));
  });
});

describe("a ValidationError", () => {
  it("says the first issue and how many more there are", () => {
    expect(new ValidationError("purchase", issues(1)).message).toBe("invalid purchase: lines[0]: expected an object");
    expect(new ValidationError("purchase", issues(3)).message).toBe("invalid purchase: lines[0]: expected an object (and 2 more)");
  });

  it("says plainly when the whole input is at fault", () => {
    const error = new ValidationError("purchase", [{ path: "", code: "not-an-object", message: "expected an object, got 5" }]);
    expect(error.message).toBe("invalid purchase: expected an object, got 5");
  });

  it("keeps twenty issues and the count of all", () => {
    const error = new ValidationError("purchase", issues(1000));
    expect(error.issues).toStrictEqual(issues(20));
    expect(error.issueCount).toBe(1000);
  });

  it("is told apart by its code", () => {
    const error = new ValidationError("purchase", issues(1));
    expect(error).toMatchObject({ name: "ValidationError", code: "validation" });
    expect(isValidationError(error)).toBe(true);
    expect(isValidationError(Object.assign(new Error("x"), { code: "validation" }))).toBe(true);
    expect([new Error("x"), { code: "validation" }, undefined, new InvalidArgumentError("a", "b", 1)].some(isValidationError)).toBe(false);
  });
});

describe("errors and values of another realm", () => {
  it("are told apart by code and tag, not by class", () => {
    const foreign = runInNewContext('Object.assign(new Error("x"), { code: "invalid-argument" })') as unknown;
    expect(foreign instanceof Error).toBe(false);
    expect(isInvalidArgumentError(foreign)).toBe(true);
    expect(time.instant(runInNewContext("new Date(86400000)") as Date)).toBe(86_400_000);
    expect(() => time.instant({ [Symbol.toStringTag]: "Date" } as unknown as Date)).toThrow();
  });
});
