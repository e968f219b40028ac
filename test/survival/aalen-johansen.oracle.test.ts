// R 4.2.2, package survival 3.5-3, and exact fractions; see "source" in the file.
import { describe, expect, it } from "vitest";
import { aalenJohansen } from "../../src/survival/aalen-johansen.js";
import { expectNear } from "../clv/expect-near.js";
import { deepFreeze, withoutWriting } from "../support/deep-freeze.js";
import { oracleCases } from "../support/oracle.js";

type ByCause = Readonly<Record<string, readonly number[]>>;
interface Input {
  readonly time: readonly number[];
  readonly cause: readonly number[];
  readonly weight?: readonly number[];
}
interface Expected {
  readonly time: readonly number[];
  readonly atRisk: readonly number[];
  readonly censored: readonly number[];
  readonly eventFree: readonly number[];
  readonly events: ByCause;
  readonly cumulativeIncidence: ByCause;
  readonly stdErrorInfinitesimalJackknife: ByCause;
}

const cases = oracleCases<Input, object, Expected>(import.meta.url, "aalen-johansen");

describe.each(cases)("competing causes: $name", ({ input, expected }) => {
  const cause = input.cause.map((number) => (number === 0 ? null : String(number)));
  const causes = Object.keys(expected.events).sort();
  const { time, weight } = input;
  const rows = time.map((at, i) => ({ time: at, cause: cause[i] ?? null, ...(weight && { weight: weight[i] as number }) }));
  const columns = { time: Float64Array.from(time), cause, ...(weight && { weight: Float64Array.from(weight) }) };

  it("has the shares and errors of the oracle, of rows and of columns", () => {
    const result = aalenJohansen(deepFreeze(rows), deepFreeze({ causes }));
    expect(withoutWriting(columns, (frozen) => aalenJohansen(frozen, { causes }))).toStrictEqual(result);
    expect(JSON.parse(JSON.stringify(result))).toStrictEqual(result);
    expect([result.time, result.atRisk, result.censored]).toEqual([expected.time, expected.atRisk, expected.censored]);
    expectNear(result.eventFree, expected.eventFree, 1e-13);
    expect(result.causes.map((one) => one.cause)).toEqual(causes);
    for (const one of result.causes) {
      expect(one.events).toEqual(expected.events[one.cause]);
      expectNear(one.cumulativeIncidence, expected.cumulativeIncidence[one.cause], 1e-13);
      expectNear(one.standardError, expected.stdErrorInfinitesimalJackknife[one.cause], 1e-12);
    }
  });
});
