// Parameters as they may be, given how surely a fit found them.
import { InvalidArgumentError } from "../../foundation/errors/invalid-argument-error.js";
import { factorOfCovariance } from "../../numerics/cholesky.js";
import { LARGEST, LARGEST_SHAPE, SMALLEST } from "../../numerics/limits.js";
import type { Random } from "../../numerics/random.js";
import type { Story } from "./stories.js";

/** Draws parameters whose logarithms are normal with the covariances of the estimates, cut to what models take; throws for what is no covariance matrix. */
export function parameterDraws<Parameters extends object>(
  parameters: Parameters,
  covariance: unknown,
  { names, shapes }: Pick<Story<Parameters>, "names" | "shapes">,
): (random: Random) => Parameters {
  const values = names.map((name) => parameters[name] as number);
  const refusal = (): InvalidArgumentError =>
    new InvalidArgumentError("model.covariance", `the covariance matrix of ${names.join(", ")}, as fits have it`, covariance);
  if (!isMatrix(covariance, names.length)) throw refusal();
  // The covariances of the logarithms.
  const lower = factorOfCovariance(
    covariance.map((row, i) => row.map((value, j) => value / (values[i] as number) / (values[j] as number))),
  );
  if (lower === null) throw refusal();
  const limits = names.map((name) => (shapes.includes(name) ? LARGEST_SHAPE : LARGEST));
  return (random) => {
    const normals = names.map(() => standardNormal(random));
    const drawn = lower.map((row, i) => {
      const shift = row.reduce((sum, entry, j) => sum + entry * (normals[j] as number), 0);
      const value = (values[i] as number) * Math.exp(shift);
      return [names[i], Math.min(limits[i] as number, Math.max(SMALLEST, value))];
    });
    return Object.fromEntries(drawn) as Parameters;
  };
}

function isMatrix(value: unknown, size: number): value is readonly (readonly number[])[] {
  const isRow = (row: unknown): boolean => Array.isArray(row) && row.length === size && row.every((entry) => Number.isFinite(entry));
  return Array.isArray(value) && value.length === size && value.every(isRow);
}

/** Half its square has the gamma distribution of shape 1/2. */
function standardNormal(random: Random): number {
  const size = Math.sqrt(2 * random.gamma(0.5, 1));
  return random.chance(0.5) ? size : -size;
}
