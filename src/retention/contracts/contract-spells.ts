// When each customer was bound, in stretches with gaps between them: what every figure of contracts is counted from.
import { InvalidArgumentError } from "../../foundation/errors/invalid-argument-error.js";
import { isInstant } from "../../foundation/time/instant.js";
import { checkCustomerNumbers, checkDistinct, checkLength } from "../../purchases/purchase-columns.js";
import { checkedRows, checkLists } from "../../purchases/rows-or-columns.js";
import type { Contract, ContractColumns, Contracts } from "./contract.js";

/**
 * The stretches of customer `c` are those from `starts[c]` up to `starts[c + 1]`, earliest first: bound from `from` until before `until`, which is `Infinity` where
 * no end is known. Between two of one customer lies a gap.
 */
export interface ContractSpells {
  readonly starts: Int32Array;
  readonly from: Float64Array;
  readonly until: Float64Array;
}

/** Row by row: whose, from when, until before when. */
interface Rows {
  readonly customers: number;
  readonly customer: ArrayLike<number>;
  readonly start: ArrayLike<number>;
  readonly end: ArrayLike<number>;
}

/** Joins the contracts of each customer. Cost: O(rows) when the rows of a customer come in the order of their starts, O(rows log rows) in any order. */
export function contractSpells(contracts: Contracts): ContractSpells {
  if (typeof contracts !== "object" || (contracts as unknown) === null)
    throw new InvalidArgumentError("contracts", "rows or columns", contracts);
  return joined("customerIds" in contracts ? checkedColumns(contracts) : readRows(checkedRows("contracts", contracts)));
}

/** The first start of all; `null` without contracts. */
export function earliestStart({ from }: ContractSpells): number | null {
  let earliest = Infinity;
  for (let spell = 0; spell < from.length; spell += 1) earliest = Math.min(earliest, from[spell] as number);
  return earliest === Infinity ? null : earliest;
}

function checkedColumns(columns: ContractColumns): Rows {
  checkLists(columns, ["customerIds", "customer", "start", "end"]);
  const { customerIds, customer, start, end } = columns;
  checkLength("start", start.length, customer.length);
  checkLength("end", end.length, customer.length);
  checkDistinct(customerIds);
  checkCustomerNumbers(customer, customerIds.length);
  const ends = new Float64Array(end.length);
  for (let row = 0; row < ends.length; row += 1) {
    const from = start[row] as number;
    if (!isInstant(from)) throw new InvalidArgumentError(`start[${String(row)}]`, "an instant of the years 0001 to 9999", from);
    const given = end[row] as number | null;
    const until = given === null ? Infinity : given;
    if (!isEnd(from, until)) throw new InvalidArgumentError(`end[${String(row)}]`, ENDS, given);
    ends[row] = until;
  }
  return { customers: customerIds.length, customer, start, end: ends };
}

const ENDS = "an instant that is not before the start, or null while no end is known";

function isEnd(start: number, end: number): boolean {
  return end === Infinity || (isInstant(end) && end >= start);
}

function readRows(contracts: Iterable<Contract>): Rows {
  const numbers = new Map<string, number>();
  const customer: number[] = [];
  const start: number[] = [];
  const end: number[] = [];
  for (const contract of contracts) {
    checkContract(contract, customer.length);
    const { customerId } = contract;
    let number = numbers.get(customerId);
    if (number === undefined) {
      number = numbers.size;
      numbers.set(customerId, number);
    }
    customer.push(number);
    start.push(contract.start);
    end.push(contract.end ?? Infinity);
  }
  return { customers: numbers.size, customer, start, end };
}

/** Throws unless a row is a contract: rows may come from anywhere. */
function checkContract(contract: Contract | null, row: number): void {
  const fail = (field: string, expected: string, received: unknown): never => {
    throw new InvalidArgumentError(`contracts[${String(row)}]${field}`, expected, received);
  };
  if (typeof contract !== "object" || contract === null) return fail("", "a contract", contract);
  const { customerId, start, end } = contract;
  if (typeof customerId !== "string") fail(".customerId", "a string", customerId);
  if (!isInstant(start)) fail(".start", "an instant, epoch milliseconds", start);
  if (end !== null && (end === Infinity || !isEnd(start, end))) fail(".end", ENDS, end);
}

function joined({ customers, customer, start, end }: Rows): ContractSpells {
  const starts = new Int32Array(customers + 1);
  const isNone = (row: number): boolean => start[row] === end[row];
  for (let row = 0; row < customer.length; row += 1) if (!isNone(row)) (starts[(customer[row] as number) + 1] as number) += 1;
  for (let c = 0; c < customers; c += 1) (starts[c + 1] as number) += starts[c] as number;

  const from = new Float64Array(starts[customers] as number);
  const until = new Float64Array(from.length);
  const next = starts.slice(0, customers);
  for (let row = 0; row < customer.length; row += 1) {
    if (isNone(row)) continue;
    const place = next[customer[row] as number] as number;
    (next[customer[row] as number] as number) += 1;
    from[place] = start[row] as number;
    until[place] = end[row] as number;
  }
  return joinInPlace({ starts, from, until });
}

function joinInPlace({ starts, from, until }: ContractSpells): ContractSpells {
  let [written, low] = [0, 0];
  for (let c = 0; c + 1 < starts.length; c += 1) {
    const high = starts[c + 1] as number;
    sortByStart(from, until, low, high);
    const first = written;
    starts[c] = first;
    for (let place = low; place < high; place += 1) {
      const begin = from[place] as number;
      const end = until[place] as number;
      if (written > first && begin <= (until[written - 1] as number)) {
        until[written - 1] = Math.max(until[written - 1] as number, end);
      } else {
        from[written] = begin;
        until[written] = end;
        written += 1;
      }
    }
    low = high;
  }
  starts[starts.length - 1] = written;
  return { starts, from: from.subarray(0, written), until: until.subarray(0, written) };
}

/** Longer stretches out of order are sorted by index; insertion would be quadratic. */
const LONGEST_INSERTION = 64;

function sortByStart(from: Float64Array, until: Float64Array, low: number, high: number): void {
  if (high - low > LONGEST_INSERTION) {
    sortLongByStart(from, until, low, high);
    return;
  }
  for (let i = low + 1; i < high; i += 1) {
    const [begin, end] = [from[i] as number, until[i] as number];
    let j = i - 1;
    while (j >= low && (from[j] as number) > begin) {
      from[j + 1] = from[j] as number;
      until[j + 1] = until[j] as number;
      j -= 1;
    }
    from[j + 1] = begin;
    until[j + 1] = end;
  }
}

function sortLongByStart(from: Float64Array, until: Float64Array, low: number, high: number): void {
  const [begins, ends] = [from.slice(low, high), until.slice(low, high)];
  const order = Int32Array.from(begins.keys()).sort((a, b) => (begins[a] as number) - (begins[b] as number));
  order.forEach((source, place) => {
    from[low + place] = begins[source] as number;
    until[low + place] = ends[source] as number;
  });
}
