import { checkInteger, checkNonNegative } from "../foundation/errors/check.js";
import { InvalidArgumentError } from "../foundation/errors/invalid-argument-error.js";
import { columnReader, placeIn, type Place } from "./columns.js";
import type { CustomerHistories, CustomerHistory } from "./customer-history.js";

/** Checked customer histories as typed columns; `count` holds ones when the caller gave none. */
export interface CustomerTable {
  readonly frequency: Float64Array;
  readonly recency: Float64Array;
  readonly age: Float64Array;
  readonly count: Float64Array;
  /** Row and column of a value in what the caller gave, for errors. */
  readonly place: Place;
}

/** Reads rows or columns; throws at the first row that cannot be a history, but for repeats at age 0 ({@link findRepeatAtAgeZero}). */
export function readCustomers(subject: CustomerHistories): CustomerTable {
  const column = columnReader(subject, "customers", "frequency");
  const table: CustomerTable = {
    frequency: column("frequency"),
    recency: column("recency"),
    age: column("age"),
    count: column("count", 1),
    place: placeIn(subject, "customers"),
  };
  for (let row = 0; row < table.frequency.length; row++) checkRow(table, row);
  return table;
}

/** The first row with repeat purchases that all fall on the first purchase; -1 when there is none. */
export function findRepeatAtAgeZero({ frequency, recency }: CustomerTable): number {
  return frequency.findIndex((x, row) => x > 0 && recency[row] === 0);
}

/** Throws for what {@link findRepeatAtAgeZero} finds. */
export function checkNoRepeatAtAgeZero(table: CustomerTable): void {
  const row = findRepeatAtAgeZero(table);
  if (row >= 0) throw new InvalidArgumentError(table.place(row, "recency"), "an age above 0 after repeat purchases", 0);
}

/** One customer, as predictions take it. */
export function checkCustomer({ frequency, recency, age }: CustomerHistory): void {
  checkInteger("customer.frequency", frequency, 0);
  checkNonNegative("customer.age", age);
  checkNonNegative("customer.recency", recency);
  if (recency > age) throw new InvalidArgumentError("customer.recency", "an age of at most customer.age", recency);
  if (frequency === 0 && recency > 0) throw new InvalidArgumentError("customer.recency", "0 without repeat purchases", recency);
  if (frequency > 0 && recency === 0) throw new InvalidArgumentError("customer.recency", "an age above 0 after repeat purchases", recency);
}

function checkRow({ frequency, recency, age, count, place }: CustomerTable, row: number): void {
  const x = frequency[row] as number;
  const last = recency[row] as number;
  const now = age[row] as number;
  if (!(Number.isSafeInteger(x) && x >= 0)) throw new InvalidArgumentError(place(row, "frequency"), "a whole number of at least 0", x);
  if (!(now >= 0 && now < Infinity)) throw new InvalidArgumentError(place(row, "age"), "a number of at least 0", now);
  if (!(last >= 0 && last <= now)) throw new InvalidArgumentError(place(row, "recency"), "a number from 0 to the age", last);
  if (x === 0 && last > 0) throw new InvalidArgumentError(place(row, "recency"), "0 without repeat purchases", last);
  const weight = count[row] as number;
  if (!(weight >= 0 && weight < Infinity)) throw new InvalidArgumentError(place(row, "count"), "a number of at least 0", weight);
}
