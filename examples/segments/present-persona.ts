// What the people of the campaign are like, beside everybody.
import type { PersonaMedian } from "clientele/segmentation";
import type { Block, Table } from "../customer-base-report/block.js";
import { count, decimal, percent } from "../customer-base-report/format.js";
import { shortened } from "../customer-base-report/printable.js";
import type { Analysis } from "./analyse.js";
import { labelOf, valueWords, type WordOptions } from "./words.js";

/** Of each field. */
const MOST_VALUES = 5;

export function persona({ question, persona: { customers, shares, medians, definition } }: Analysis): Block {
  const { currency, timeZone } = question;
  const options = { currency, timeZone };
  const told = shares.filter(({ values }) => values.length > 0);
  const tables: Table[] = [
    {
      head: ["They say", "", "People", "Share", "Of everybody", "Index"],
      rows: told.flatMap(({ field, values }) =>
        values
          .slice(0, MOST_VALUES)
          .map((row, i) => [
            i === 0 ? labelOf(field) : "",
            valueWords(field, row.value, options),
            count(row.customers),
            percent(row.share),
            percent(row.baseShare),
            decimal(row.index, 2),
          ]),
      ),
    },
    {
      head: ["Half of them lie between", "from", "middle", "to", "Middle of everybody", "Known of"],
      rows: medians.filter(({ median }) => median !== null).map((row) => medianRow(row, options)),
    },
  ].filter(({ rows }) => rows.length > 0);
  return {
    title: "What they are like",
    notes: [
      tables.length === 0
        ? `${count(customers)} people are too few to be described.`
        : `The ${count(customers)} people of “${shortened(question.segments[0]?.name ?? "")}”. Shares are of those who state a field; an index of 2 is said twice as often as by everybody. What fewer than ${count(definition.minCustomers)} say is not told. It describes the group, and nobody in it.`,
    ],
    tables,
    charts: [],
  };
}

function medianRow({ field, stated, lowerQuartile, median, upperQuartile, baseMedian }: PersonaMedian, options: WordOptions): string[] {
  const words = (value: number | null): string => (value === null ? "–" : valueWords(field, value, options));
  return [labelOf(field), words(lowerQuartile), words(median), words(upperQuartile), words(baseMedian), count(stated)];
}
