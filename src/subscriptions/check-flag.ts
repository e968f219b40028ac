import { InvalidArgumentError } from "../foundation/errors/invalid-argument-error.js";

/** True or false. */
export function checkFlag(argument: string, value: unknown): asserts value is boolean {
  if (typeof value !== "boolean") throw new InvalidArgumentError(argument, "true or false", value);
}
