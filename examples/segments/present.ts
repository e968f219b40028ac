// The analysis as blocks of notes, tables and charts, each with what it says and what it does not.
import { rfmMapChart, rfmSegmentsChart, segmentMigrationChart } from "clientele/charts";
import { rate } from "clientele/foundation";
import type { Block } from "../customer-base-report/block.js";
import { amount, count, date, percent } from "../customer-base-report/format.js";
import { listed, shortened } from "../customer-base-report/printable.js";
import type { Analysis } from "./analyse.js";
import { persona } from "./present-persona.js";
import { counted, labelOf, reasonWords } from "./words.js";

const KEPT_OUT_ROWS = 8;
const OVERLAP_ROWS = 12;

export function present(analysis: Analysis): Block[] {
  return [
    people(analysis),
    audiences(analysis),
    keptOut(analysis),
    explained(analysis),
    persona(analysis),
    segments(analysis),
    ...migration(analysis),
  ];
}

function people({ people: { customers, withPurchases, onlyElsewhere, merges, conflicts, rewritten } }: Analysis): Block {
  const shared = conflicts.filter(({ reason }) => reason === "shared-key").length;
  const contradictions = conflicts.length - shared;
  const rows = `${counted(rewritten.purchases, "order")}, ${counted(rewritten.consents, "consent")} and ${counted(rewritten.contacts, "contact")}`;
  return {
    title: "Who is who",
    notes: [
      `${counted(customers, "person", "people")}: ${count(withPurchases)} have bought.` +
        (onlyElsewhere === 0 ? "" : ` Of ${count(onlyElsewhere)} nothing is known but orders, consents or contacts.`),
      merges.length === 0
        ? "No two records share an e-mail address, a phone number or a card."
        : `${counted(merges.length, "person", "people")} had several records with the same e-mail address, phone number or card. They were merged, and what stood under another of their ids is theirs now (${rows}): a withdrawal that one till took holds everywhere.`,
      ...(shared === 0
        ? []
        : [
            `Held by too many to be one person's, so that they joined nobody: ${counted(shared, "address or number", "addresses or numbers")}.`,
          ]),
      ...(contradictions === 0
        ? []
        : [
            `Records that share one and state two dates of birth were left apart, for somebody to look at: ${counted(contradictions, "time")}.`,
          ]),
    ],
    tables: [],
    charts: [],
  };
}

function audiences({ audience }: Analysis): Block {
  const nameOf = new Map(audience.segments.map(({ segmentId, name }) => [segmentId, shortened(name)]));
  const overlaps = audience.overlaps.map(({ segmentId, otherId, customers }) => [
    `${nameOf.get(segmentId) ?? ""} + ${nameOf.get(otherId) ?? ""}`,
    count(customers),
  ]);
  return {
    title: "Audiences",
    notes: [
      `The rules were asked about ${count(audience.customers)} people; ${count(audience.unmatchedIds.length)} are in no audience. “Only here first” counts everybody once, in the first audience that takes them, so that nobody gets two letters.`,
      ...(overlaps.length > OVERLAP_ROWS ? [`These ${count(OVERLAP_ROWS)} of ${count(overlaps.length)} overlaps come first.`] : []),
      "A rule takes whom it describes. That they will answer is another question; only a group that is left out on purpose tells what a campaign brings.",
    ],
    tables: [
      {
        head: ["Audience", "People", "Share", "Only here first"],
        rows: audience.segments.map(({ name, customerIds, exclusiveIds }) => [
          shortened(name),
          count(customerIds.length),
          percent(rate(customerIds.length, audience.customers).value),
          count(exclusiveIds.length),
        ]),
      },
      ...(overlaps.length === 0 ? [] : [{ head: ["In both", "People"], rows: overlaps.slice(0, OVERLAP_ROWS) }]),
    ],
    charts: [],
  };
}

function campaignOf({ question }: Analysis): string {
  return shortened(question.segments[0]?.name ?? "");
}

function keptOut(analysis: Analysis): Block {
  const rows = analysis.keptOut.slice(0, KEPT_OUT_ROWS);
  const more = analysis.keptOut.length - rows.length;
  return {
    title: `What keeps people out of “${campaignOf(analysis)}”`,
    notes: [
      rows.length === 0
        ? "Nothing: everybody is in."
        : `Each line counts those whom just these fields keep out: were they otherwise, they would be in.${more > 0 ? ` ${count(more)} more combinations are not shown.` : ""}`,
    ],
    tables:
      rows.length === 0
        ? []
        : [
            {
              head: ["Kept out by", "People"],
              rows: rows.map(({ fields, customers }) => [
                fields.length === 0 ? "the rule itself" : listed(fields.map(labelOf)),
                count(customers),
              ]),
            },
          ],
    charts: [],
  };
}

function explained(analysis: Analysis): Block {
  const { currency, timeZone } = analysis.question;
  return {
    title: "Why, for some of them",
    notes: analysis.explained.map(({ customerId, matches, reasons }) => {
      const sentences = reasons.map((reason) => sentence(reasonWords(reason, matches, { currency, timeZone })));
      const why = sentences.length > 0 ? sentences : [matches ? "The rule takes everybody." : "The rule takes nobody."];
      return `${shortened(customerId)} is ${matches ? "in" : "out"}. ${why.join(" ")}`;
    }),
    tables: [],
    charts: [],
  };
}

function sentence(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}

function segments({ question, rfm, assignment }: Analysis): Block {
  const customers = rfm.rows.length;
  const poor = Object.values(rfm.diagnostics).some(({ degenerate }) => degenerate as boolean);
  return {
    title: "Where customers stand",
    notes: [
      "Scores from 1 to 5 by the days since the last order (5: the most recent), the number of orders and the money spent, each a fifth of the customers as far as equal figures allow. They compare customers with each other, not with what would be good.",
      ...(poor ? ["There are fewer different figures than scores, so that the scores say less than they seem to."] : []),
    ],
    tables: [
      {
        head: ["Segment", "Customers", "Share", "Revenue"],
        rows: assignment.segments.map((row) => [
          row.segment,
          count(row.customers),
          percent(rate(row.customers, customers).value),
          amount(row.revenueMinor, question.currency),
        ]),
      },
    ],
    charts: [rfmMapChart(rfm, assignment), rfmSegmentsChart(assignment.segments)],
  };
}

function migration({ question, migration: found }: Analysis): Block[] {
  if (found === null) return [];
  const { since, matrix } = found;
  const { timeZone } = question;
  const rows = matrix.rows.filter(({ customers }) => customers > 0);
  return [
    {
      title: "Who went where in a year",
      notes: [
        `From ${date(since, timeZone)} to ${date(question.asOf, timeZone)}, both days by the cuts of the later one. Orders and money add up over the years, so that customers rather climb by them; recency alone goes both ways.`,
        "It tells what happened in this year, and is no forecast for the next.",
      ],
      tables: [
        {
          head: ["A year ago", "Customers", "Still there", "Most went to", "Share"],
          rows: rows.map(({ from, customers, to }) => {
            const stayed = to.find(({ label }) => label === from);
            const most = to.filter(({ label }) => label !== from).reduce((best, cell) => (cell.customers > best.customers ? cell : best));
            return [
              from === "absent" ? "no customer yet" : from,
              count(customers),
              from === "absent" ? "–" : percent(stayed?.share ?? null),
              most.customers === 0 ? "–" : most.label,
              most.customers === 0 ? "–" : percent(most.share),
            ];
          }),
        },
      ],
      charts: [segmentMigrationChart(matrix)],
    },
  ];
}
