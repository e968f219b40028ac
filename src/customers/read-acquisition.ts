// Reads how a customer was won.
import { InvalidArgumentError } from "../foundation/errors/invalid-argument-error.js";
import type { CustomerId } from "../foundation/ids/ids.js";
import type { Money } from "../foundation/money/money.js";
import { agreedCurrency, readMajor } from "../foundation/readers/amount-field.js";
import { attemptOr, readId } from "../foundation/readers/row-fields.js";
import type { CustomerAcquisition } from "./customer.js";
import { fieldsOf, type Reading, type ReadingContext } from "./read-part.js";
import { readName } from "./read-texts.js";

/** How they were won; `undefined` when nothing but a currency is given, which says nothing by itself. */
export function readAcquisition(reading: Reading, value: unknown): CustomerAcquisition | undefined {
  const fields = fieldsOf(reading, "acquisition", value);
  if (fields.channel === undefined && fields.cost === undefined && fields.referredBy === undefined) return undefined;
  const attempt = <T>(code: string, name: "channel" | "cost" | "referredBy", read: (path: string, given: unknown) => T): T | undefined =>
    attemptOr(reading.issues, "acquisition.", code, () => read(name, fields[name]));
  const channel = attempt("invalid-text", "channel", readName);
  const cost = attempt("invalid-amount", "cost", (_, given) =>
    given === undefined ? undefined : readCost(given, fields.currency, reading.context),
  );
  const referrer = attempt("invalid-id", "referredBy", (path, given) => (given === undefined ? undefined : readId(path, given)));
  if (channel === undefined) return undefined;
  return {
    channel,
    ...(cost === undefined ? {} : { cost }),
    ...(referrer === undefined ? {} : { referredBy: referrer as CustomerId }),
  };
}

/** An amount of at least 0. */
function readCost(cost: unknown, ownCurrency: unknown, { currency, numberFormat }: ReadingContext): Money {
  const amount = readMajor("cost", cost, agreedCurrency([currency, ownCurrency], cost), numberFormat);
  if (amount.minor < 0) throw new InvalidArgumentError("cost", "an amount of at least 0", cost);
  return amount;
}
