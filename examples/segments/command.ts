// The command line: that of the customer base report, less what has no meaning here, and the files beside the orders.
import { resolve } from "node:path";
import { readCommand, type ReportCommand } from "../customer-base-report/options.js";

/** In a folder of this repository, and known to its list of files that are not kept. */
const PAGE = "examples/segments/report.html";
const RULES = "examples/segments/rules.json";
/** What belongs to the orders that are read when none are named. */
const SHOP = {
  customers: "examples/data/shop-customers.csv",
  consents: "examples/data/shop-consents.csv",
  contacts: "examples/data/shop-contacts.csv",
};

const WITHOUT_MEANING = ["--period", "--horizon-days", "--discount-rate", "--gross-margin", "--rejected"];

export const HELP = `Finds whom a campaign may and should reach, from orders, consents and contacts, and says why each is in or out.

  npx tsx examples/segments/main.ts                          the small shop in examples/data
  npx tsx examples/segments/main.ts orders.csv [options]     any CSV of orders with a header line

What is known beside the orders (CSV with the columns of examples/data/README.md; what is not named is not known)
  --customers FILE        who they are
  --consents FILE         what they agreed to, and withdrew
  --contacts FILE         who was written to, and who called

What to look at
  --rules FILE            segments as JSON, the most important first (${RULES})
  --as-of DATE            only what happened before this local date counts (the day after the last order that is not of
                          the future, when not given)
  --inactivity-days N     without an order for more days a customer is dormant, for twice as many lost (180)

Where it goes
  --out FILE              the page with pictures (${PAGE})
  --json FILE             all figures as JSON
  --help                  this text

How the orders are read (--currency, --time-zone, names of columns, separators, encoding): as the customer base report
reads them; "npm run report -- --help" lists it all.
`;

const OWN = ["customers", "consents", "contacts", "rules"] as const;
type OwnFlag = (typeof OWN)[number];

export interface SegmentsCommand {
  readonly report: ReportCommand;
  readonly rules: string;
  /** `null`: nothing is known of that. */
  readonly customers: string | null;
  readonly consents: string | null;
  readonly contacts: string | null;
}

/** Reads the command line; `null` when help was asked for. Throws a plain Error with what is wrong. */
export function readSegmentsCommand(args: readonly string[]): SegmentsCommand | null {
  const { own, others } = splitArgs(args);
  const foreign = others.map((arg) => arg.replace(/=.*/s, "")).find((flag) => WITHOUT_MEANING.includes(flag));
  if (foreign !== undefined) throw new Error(`${foreign} belongs to the customer base report`);
  // Of a flag that is said twice the last one counts.
  const report = readCommand(["--out", PAGE, ...others]);
  if (report === null) return null;
  // The orders of the shop go with its customers, those of anybody else do not.
  const known: Partial<Record<OwnFlag, string>> = report.file === readCommand([])?.file ? SHOP : {};
  const fileOf = (flag: Exclude<OwnFlag, "rules">): string | null => own.get(flag) ?? known[flag] ?? null;
  const files = { customers: fileOf("customers"), consents: fileOf("consents"), contacts: fileOf("contacts") };
  const command = { report, rules: own.get("rules") ?? RULES, ...files };
  checkTargets(command);
  return command;
}

/** The flags of this program, and all else. */
function splitArgs(args: readonly string[]): { readonly own: ReadonlyMap<OwnFlag, string>; readonly others: readonly string[] } {
  const own = new Map<OwnFlag, string>();
  const others: string[] = [];
  for (let i = 0; i < args.length; i += 1) {
    const arg = args[i] ?? "";
    const [name = "", inline] = arg.startsWith("--") ? splitOnce(arg.slice(2), "=") : [];
    const flag = OWN.find((one) => one === name);
    if (flag === undefined) {
      others.push(arg);
      continue;
    }
    const file = inline ?? args[(i += 1)];
    if (file === undefined || file === "" || (inline === undefined && file.startsWith("--")))
      throw new Error(`--${flag}: expected the name of a file`);
    own.set(flag, file);
  }
  return { own, others };
}

function splitOnce(text: string, mark: string): [string, string | undefined] {
  const place = text.indexOf(mark);
  return place < 0 ? [text, undefined] : [text.slice(0, place), text.slice(place + 1)];
}

/** Nothing that is read is written over. */
function checkTargets({ report, ...files }: SegmentsCommand): void {
  for (const [flag, target] of Object.entries({ out: report.out, json: report.json })) {
    const other = Object.entries(files).find(([, file]) => target !== undefined && file !== null && resolve(file) === resolve(target));
    if (target !== undefined && other !== undefined) throw new Error(`--${flag}: ${target} is already the file of ${other[0]}`);
  }
}
