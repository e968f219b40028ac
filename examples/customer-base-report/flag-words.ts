// The library speaks of its options; whoever runs the program knows its flags. This is the one place that translates.

const FLAGS: ReadonlyMap<string, string> = new Map([
  ["asOf", "--as-of"],
  ["timeZone", "--time-zone"],
  ["currency", "--currency"],
  ["decimalSeparator", "--decimal-separator"],
  ["groupSeparator", "--group-separator"],
  ["anonymous", "--anonymous"],
  ["inactivityDays", "--inactivity-days"],
  ["period", "--period"],
  ["horizonDays", "--horizon-days"],
  ["annualDiscountRate", "--discount-rate"],
  ["grossMargin", "--gross-margin"],
  ["amountMinor", "--amount-minor"],
]);

/** Whole phrases that read better in other words. */
const PHRASES: readonly (readonly [string, string])[] = [
  ['ids: "row-number"', "--id none"],
  ["with the separators that the options name", "with the separators of --decimal-separator and --group-separator"],
  ["a currency, in the row or in the options", "a currency, in the row or by --currency"],
  ["as a Date, whole epoch milliseconds or ISO 8601", "such as 2024-12-31 or 2024-12-31T18:30:00+01:00"],
  ["is `refunded` on its purchase", "stands in the --refunded column of its order"],
];

/** A message of the library with the program's flags; what follows "got" is the user's own and stays. */
export function inFlagWords(message: string): string {
  const cut = message.indexOf(", got ");
  const [words, received] = cut < 0 ? [message, ""] : [message.slice(0, cut), message.slice(cut)];
  const flagOr = (name: string, otherwise: string): string => FLAGS.get(name) ?? otherwise;
  return (
    PHRASES.reduce((text, [theirs, ours]) => text.replaceAll(theirs, ours), words)
      .replace(/\b(?:options\.)?(\w+): "([^"]*)"/g, (all, name: string, value: string) =>
        FLAGS.has(name) ? `${flagOr(name, "")} ${value}` : all,
      )
      .replace(/\boptions\.(\w+)/g, (_, name: string) => flagOr(name, name))
      .replace(/^\w+(?=: expected)/, (name) => flagOr(name, name))
      // Names in camel case are never ordinary words.
      .replace(/\b[a-z]+[A-Z]\w*\b/g, (name) => flagOr(name, name)) + received.replace(/got undefined$/, "got nothing")
  );
}
