// Blocks as text for a terminal.
import Table from "cli-table3";
import type { Block } from "./block.js";

const WIDTH = 110;

export function printBlocks(blocks: readonly Block[]): string {
  return blocks.map(printBlock).join("\n");
}

function printBlock({ title, notes, tables }: Block): string {
  const parts = [title.toUpperCase(), ...tables.map(({ head, rows }) => printTable(head, rows)), ...notes.map(wrapped)];
  return `${parts.join("\n")}\n`;
}

function printTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const table = new Table({
    head: [...head],
    colAligns: head.map((_, i) => (i === 0 ? "left" : "right")),
    style: { head: [], border: [], compact: true },
  });
  table.push(...rows.map((row) => [...row]));
  return table.toString();
}

function wrapped(note: string): string {
  const lines: string[] = [];
  for (const word of note.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < WIDTH) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines.join("\n");
}
