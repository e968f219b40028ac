// The analysis as blocks of notes, tables and charts, each with what it says and what it does not.
import { expectedActualPurchasesChart, probabilityAliveChart, trackingChart } from "clientele/charts";
import type { Block } from "../customer-base-report/block.js";
import { count, decimal, percent } from "../customer-base-report/format.js";
import type { Analysis } from "./analyse.js";
import { fitWords } from "./fit-words.js";
import { MODEL_NAMES } from "./models.js";
import { caveats, customerRanking, worth } from "./present-value.js";
import { CLOSE, WRONG, type Verdict } from "./verdict.js";

/** Another model is told of when it came nearer by this share of the total. */
const NEARER = 0.02;

export function present(analysis: Analysis): Block[] {
  return [
    comparison(analysis),
    holdout(analysis),
    future(analysis),
    worth(analysis),
    customerRanking(analysis),
    { title: "What these figures do not mean", notes: caveats(analysis), tables: [], charts: [] },
  ];
}

function comparison({ cut, models }: Analysis): Block {
  const { fitted, refused, comparison: compared } = models;
  return {
    title: "Which model explains the orders best",
    notes: [
      `Fitted to the ${count(cut.customers)} customers who first ordered from ${cut.firstDay} to before ${cut.calibrationEnd}, two thirds of the days; the last third was not looked at. Orders of one day count as one.`,
      reasonOfChoice(compared.models),
      ...refused.map(({ kind, error }) => `${MODEL_NAMES[kind]} could not be fitted: ${fitWords(error)}.`),
    ],
    tables: [
      {
        head: ["Model", "Log-likelihood", "AIC above the best", "Akaike weight", "Parameters"],
        rows: compared.models.map(({ kind, logLikelihood, aicDifference, akaikeWeight }, i) => [
          nameOf(kind),
          decimal(logLikelihood, 1),
          decimal(aicDifference, 1),
          percent(akaikeWeight),
          parametersOf(fitted[i]?.parameters ?? {}),
        ]),
      },
    ],
    charts: [],
  };
}

function reasonOfChoice([best, next]: Analysis["models"]["comparison"]["models"]): string {
  if (best === undefined) return "";
  if (next === undefined) return `Taken: ${nameOf(best.kind)}, the only one that could be fitted.`;
  const lead = next.aicDifference;
  const strength =
    lead > 10
      ? "the others have next to no support beside it"
      : lead > 2
        ? `that speaks for it, but does not rule out ${nameOf(next.kind)}`
        : `that is next to nothing, and ${nameOf(next.kind)} would do as well`;
  return (
    `Taken: ${nameOf(best.kind)}. The orders are most likely under it: its log-likelihood is ${decimal(best.logLikelihood - next.logLikelihood, 1)} above that of ${nameOf(next.kind)}, ` +
    `and with four parameters each there is nothing else to weigh; ${strength}. The best of a few can still be wrong: see the check.`
  );
}

function holdout({ cut, checks, verdict, tracking }: Analysis): Block {
  const [best] = checks;
  if (best === undefined) return { title: "Does it foresee the holdout", notes: [], tables: [], charts: [] };
  const { check, kind } = best;
  return {
    title: "Does it foresee the holdout",
    notes: [
      verdictWords(verdict, check.meanAbsoluteError),
      `The model was fitted before ${cut.calibrationEnd}; the ${count(Math.round(check.holdoutDuration * 7))} days from then to before ${cut.asOfDay} check it. ${nameOf(kind)} expected ${count(Math.round(check.expectedPurchases))} order days of the ` +
        `${count(check.customers)} customers; there were ${count(check.actualPurchases)}, ${amountOff(verdict.off)}. Chance alone would make it up to about ${percent(verdict.chance)}.`,
      `Of one customer it was off by ${decimal(check.meanAbsoluteError, 2)} order days on average (mean absolute error), where customers made ${decimal(check.actualPurchases / check.customers, 2)}; to say that all go on at their pace so far would have been off by ${decimal(verdict.errorOfPace, 2)}.`,
      ...rowWords(verdict),
      ...nearer(checks),
      ...trackingWords(tracking),
    ],
    tables: [
      {
        head: ["Model", "Expected", "Actual", "Off by", "Mean absolute error", "Root mean square error"],
        rows: checks.map(({ kind: other, check: its }) => [
          nameOf(other),
          decimal(its.expectedPurchases, 0),
          count(its.actualPurchases),
          percent((its.actualPurchases - its.expectedPurchases) / its.expectedPurchases),
          decimal(its.meanAbsoluteError, 3),
          decimal(its.rootMeanSquareError, 3),
        ]),
      },
      {
        head: [`${nameOf(kind)}: repeat order days before`, "Customers", "Expected of one", "Actual of one"],
        rows: check.holdoutByFrequency.map((row) => [
          row.frequency,
          count(row.customers),
          decimal(row.expected, 2),
          decimal(row.actual, 2),
        ]),
      },
    ],
    charts: [
      trackingChart(tracking, { timeUnit: "weeks", title: `Does ${nameOf(kind)} follow what customers buy?` }),
      expectedActualPurchasesChart(check.holdoutByFrequency, { title: `Does ${nameOf(kind)} foresee who buys again?` }),
    ],
  };
}

function verdictWords(verdict: Verdict, meanAbsoluteError: number | null): string {
  const faults = [
    ...(verdict.isTotalOff ? ["the total"] : []),
    ...(verdict.tooHigh.length + verdict.tooLow.length > 0 ? ["some kinds of customers"] : []),
    ...((meanAbsoluteError ?? 0) < verdict.errorOfPace ? [] : ["single customers, no nearer than to say that all go on at their pace"]),
  ];
  const words = {
    trust:
      "Trust it for sums and for the order of many customers: the total and all kinds of customers came out as expected, within chance.",
    "with-care": `Trust it with care: the size is right, but it was off in ${listOf(faults)}. It will do to rank customers and for rough sums, not for a budget.`,
    "no-trust":
      "Do not trust it: the total came out wrong by more than chance would do. Look where the tracking plot parts before using any figure below.",
    "cannot-tell":
      "Cannot tell: so few orders fell into the holdout that chance may hide a wrong model or spoil a right one. Take the figures below as guesses.",
  };
  return (
    `${words[verdict.trust]} By rule of thumb a sum is off when it misses by more than ${percent(CLOSE)} and by more than chance (that of all rows of the table together, for a row); a total that misses by more than ${percent(WRONG)} is wrong, ` +
    `and where chance alone may do so nothing can be told.`
  );
}

function rowWords({ tooHigh, tooLow }: Verdict): string[] {
  return [
    ...(tooHigh.length > 0
      ? [`Too much was expected of customers with ${listOf(tooHigh)} repeat order days: values of such customers are likely too high.`]
      : []),
    ...(tooLow.length > 0
      ? [`Too little was expected of customers with ${listOf(tooLow)} repeat order days: values of such customers are likely too low.`]
      : []),
  ];
}

/** How the tracking plot is read; a model may be off already where it was fitted. */
function trackingWords(tracking: Analysis["tracking"]): string[] {
  const cut = tracking.findLast(({ isHoldout }) => !isHoldout);
  if (cut === undefined) return [];
  return [
    `The tracking plot adds up what all customers do, from the days of their first orders alone. At the line the model had ${count(Math.round(cut.expectedCumulative))} repeat order days where there were ${count(cut.actualCumulative)}: ` +
      `a gap there is a fault in what it was fitted to. Right of the line nobody joins, so that both curves flatten.`,
  ];
}

/** Whether another model forecast better than the one that was taken. */
function nearer(checks: Analysis["checks"]): string[] {
  const [best, ...others] = checks;
  const errorOf = ({ check }: Analysis["checks"][number]): number => Math.abs(check.actualPurchases - check.expectedPurchases);
  const better = others
    .filter((other) => best !== undefined && errorOf(other) + NEARER * other.check.expectedPurchases < errorOf(best))
    .sort((a, b) => errorOf(a) - errorOf(b))[0];
  if (best === undefined || better === undefined) return [];
  return [
    `${nameOf(better.kind)} came nearer to the total than ${nameOf(best.kind)}, which explains the calibration better. One holdout is one trial: who picks the model by it has nothing left to check it with. ` +
      `The figures below stay with ${nameOf(best.kind)}; where much depends on them, look at both.`,
  ];
}

function future({ model, refusedAgain, customers, repeatCustomers, finiteLifetimes, aliveMatrix }: Analysis): Block {
  const name = nameOf(model.kind);
  return {
    title: "Who is still there",
    notes: [
      `${name}, fitted again to all ${count(customers)} customers, ${count(repeatCustomers)} of whom came back (${parametersOf(model.parameters)}; times in weeks).`,
      ...refusedAgain.map(
        ({ kind, error }) =>
          `${nameOf(kind)}, which came before it, could not be fitted to everything: ${fitWords(error)}. What was said of the holdout was said of ${nameOf(refusedAgain[0]?.kind ?? kind)}.`,
      ),
      "Nobody tells a shop that they have left: the chance is read from the silence. Many orders and then none mean gone; the same silence after few orders means little.",
      ...(model.kind === "bg-nbd"
        ? [
            "BG/NBD lets customers leave only after a repeat order, so every one-time buyer counts as still there: do not add the chances up to a number of active customers.",
          ]
        : []),
      finiteLifetimes === customers
        ? "How long each customer stays is finite under this model, but a mean of very unlike customers: no date on which one leaves."
        : `How long a customer stays has no finite mean for ${finiteLifetimes === 0 ? "any" : count(customers - finiteLifetimes)} of the customers under this model: some of such a history hardly ever leave, or hardly ever buy. No "years to stay" is shown, and what is expected within a horizon is not touched by that.`,
    ],
    tables: [],
    charts: [probabilityAliveChart(aliveMatrix, { timeUnit: "weeks" })],
  };
}

function amountOff(off: number): string {
  return off === 0 ? "as many" : `${percent(Math.abs(off))} ${off < 0 ? "fewer" : "more"}`;
}

function parametersOf(parameters: object): string {
  return Object.entries(parameters)
    .map(([name, value]) => `${name} ${decimal(value as number, 3)}`)
    .join(", ");
}

function listOf(names: readonly string[]): string {
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1) ?? ""}`;
}

function nameOf(kind: string): string {
  return MODEL_NAMES[kind as keyof typeof MODEL_NAMES];
}
