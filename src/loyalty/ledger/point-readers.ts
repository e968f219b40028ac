// Readers of points.
import { report, wholeNumber, type Reader } from "../../foundation/readers/readers.js";

/** Points. */
export const points: Reader = /* @__PURE__ */ wholeNumber(1);

/** A count, such as points that may be none or the version of an account. */
export const count: Reader = /* @__PURE__ */ wholeNumber(0);

/** Points with a sign. */
export const signedPoints: Reader = (value, issues) =>
  typeof value === "number" && Number.isSafeInteger(value) && value !== 0
    ? value
    : report(issues, "invalid-number", "a whole number that is not 0", value);
