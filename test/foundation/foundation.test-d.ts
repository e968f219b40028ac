import {
  customerId,
  err,
  isInvalidArgumentError,
  isValidationError,
  money,
  ok,
  purchaseId,
  time,
  type CustomerId,
  type Err,
  type InvalidArgumentError,
  type Ok,
  type PurchaseId,
  type Rate,
  type Result,
  type ValidationError,
} from "clientele";
import { expectTypeOf, test } from "vitest";

test("a result narrows by ok", () => {
  const result = ok(3) as Result<number, { code: "no"; missing: number }>;
  if (result.ok) expectTypeOf(result.value).toEqualTypeOf<number>();
  else expectTypeOf(result.error.code).toEqualTypeOf<"no">();
  // @ts-expect-error [ts2339] -- the value is there only after a look at ok
  expectTypeOf(result.value).toBeNumber();
  expectTypeOf(ok(1)).toEqualTypeOf<Ok<number>>();
  expectTypeOf(err("no")).toEqualTypeOf<Err<string>>();
});

test("ids are strings, but not each other", () => {
  expectTypeOf(customerId("c")).toExtend<string>();
  expectTypeOf(purchaseId("p")).toEqualTypeOf<PurchaseId>();
  expectTypeOf<CustomerId>().not.toExtend<PurchaseId>();
  expectTypeOf<string>().not.toExtend<CustomerId>();
});

test("errors are narrowed by their guards", () => {
  const caught: unknown = null;
  if (isInvalidArgumentError(caught)) expectTypeOf(caught).toEqualTypeOf<InvalidArgumentError>();
  if (isValidationError(caught)) expectTypeOf(caught).toEqualTypeOf<ValidationError>();
});

test("a rate without a denominator has no value", () => {
  expectTypeOf<Rate["value"]>().toEqualTypeOf<number | null>();
});

test("money takes no floats as factors, and knows its rounding modes", () => {
  const price = money.money(1999, "EUR");
  expectTypeOf(price).toEqualTypeOf<money.Money>();
  expectTypeOf(money.multiplyMoney(price, "0.07")).toEqualTypeOf<money.Money>();
  // @ts-expect-error [ts2345] -- 0.07 as a float is not 7 %
  money.multiplyMoney(price, 0.07);
  // @ts-expect-error [ts2322] -- no such mode
  money.multiplyMoney(price, "0.07", { rounding: "nearest" });
  // @ts-expect-error [ts2540] -- money does not change
  price.minor = 1;
  expectTypeOf(money.compareMoney(price, price)).toEqualTypeOf<-1 | 0 | 1>();
});

test("instants and dates are branded, and every reader takes what users have", () => {
  expectTypeOf(time.instant(new Date(0))).toEqualTypeOf<time.Instant>();
  expectTypeOf(time.calendarDate("2024-05-01T00:00:00Z", "UTC")).toEqualTypeOf<time.CalendarDate>();
  expectTypeOf<time.Instant>().toExtend<time.InstantLike>();
  expectTypeOf<string>().not.toExtend<time.CalendarDate>();
  // @ts-expect-error [ts2345] -- the zone is never the host's
  time.periodIndex(0, { unit: "month" });
  // @ts-expect-error [ts2322] -- no such unit
  time.periodIndex(0, { unit: "fortnight", timeZone: "UTC" });
});
