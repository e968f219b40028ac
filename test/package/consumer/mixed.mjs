// An app may hold an ESM and a CommonJS copy of the package side by side: each must understand what the other throws and makes.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import * as esm from "clientele";

const require = createRequire(import.meta.url);
/** @type {typeof esm} */
const cjs = require("clientele");

assert.notEqual(esm.InvalidArgumentError, cjs.InvalidArgumentError);
/** @param {typeof esm} thrower @param {typeof esm} judge */
function understands(thrower, judge) {
  assert.throws(
    () => thrower.money.money(0.5, "EUR"),
    (error) => judge.isInvalidArgumentError(error) && !judge.isValidationError(error),
  );
  assert.throws(
    () => thrower.purchases.parsePurchase({}),
    (error) => judge.isValidationError(error) && error.name === "ValidationError",
  );
}

understands(cjs, esm);
understands(esm, cjs);
assert.deepEqual(esm.money.addMoney(cjs.money.money(1, "EUR"), esm.money.money(2, "EUR")), { minor: 3, currency: "EUR" });
assert.throws(() => require("clientele/dist/index.js"), { code: "ERR_PACKAGE_PATH_NOT_EXPORTED" });
