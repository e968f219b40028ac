// What a report shows, before it is printed or drawn: the terminal and the page are made of the same blocks.
import type { VegaLiteSpec } from "clientele/charts";
import type { Section } from "clientele/report";
import { inFlagWords } from "./flag-words.js";

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

type Content = Partial<Omit<Block, "title">>;

/** The block of a section: what it holds, or why it is missing. */
export function blockOf<T>(title: string, section: Section<T>, content: (held: T) => Content): Block {
  const {
    notes = [],
    tables = [],
    charts = [],
  } = section.available ? content(section) : { notes: [`Not available: ${inFlagWords(section.reason)}.`] };
  return { title, notes, tables, charts };
}
