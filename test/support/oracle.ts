import { readFileSync } from "node:fs";

/** One case of an oracle file: what went in, and what an independent program made of it. */
export interface OracleCase<Input, Options, Expected> {
  readonly name: string;
  readonly input: Input;
  readonly options: Options;
  readonly expected: Expected;
}

/** The cases of a file in the `oracle` folder beside the test. */
export function oracleCases<Input, Options, Expected>(testUrl: string, name: string): OracleCase<Input, Options, Expected>[] {
  const text = readFileSync(new URL(`./oracle/${name}.json`, testUrl), "utf8");
  return (JSON.parse(text) as { cases: OracleCase<Input, Options, Expected>[] }).cases;
}
