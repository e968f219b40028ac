// What a report shows, before it is printed or drawn: the terminal and the page are made of the same blocks.
import type { VegaLiteSpec } from "clientele/charts";

export interface Table {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export interface Block {
  readonly title: string;
  /** What the figures say, and what they do not. */
  readonly notes: readonly string[];
  readonly tables: readonly Table[];
  readonly charts: readonly VegaLiteSpec[];
}
