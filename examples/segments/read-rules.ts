// Segments from a file of JSON: made by people, so that an error says where it is.
import { readFile } from "node:fs/promises";
import { parseSegments, type Segment, type SegmentRuleOptions } from "clientele/segmentation";
import { sizeOf } from "../customer-base-report/read-orders.js";

/** What rules can ask for beside the fields of the library. */
const OWN_FIELDS: NonNullable<SegmentRuleOptions["fields"]> = { "held.unreadConsent": { type: "boolean" } };

/** At least one segment. Throws a plain Error that names the file and the place. */
export async function readRules(file: string): Promise<Segment[]> {
  await sizeOf(file);
  const rows = fromJson(file, await readFile(file, "utf8"));
  if (!Array.isArray(rows) || rows.length === 0) throw new Error(`${file}: expected a list of segments, [{ "id", "name", "rule" }]`);
  const { values, rejected } = parseSegments(rows, { fields: OWN_FIELDS });
  const [first] = rejected;
  if (first === undefined) return values;
  const faults = [first, ...first.furtherIssues].map(({ path, message }) => `${path === "" ? "" : `${path}: `}${message}`);
  throw new Error(`${file}, segment ${String(first.row)}: ${faults.join("; ")}`);
}

function fromJson(file: string, text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (error) {
    throw new Error(`${file} is not JSON: ${error instanceof Error ? error.message : ""}`, { cause: error });
  }
}
