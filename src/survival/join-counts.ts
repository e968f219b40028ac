/** Different times, ascending, with how many had the event and how many were censored at each. */
export interface TimeCounts {
  readonly time: ArrayLike<number>;
  /** `null`: none. */
  readonly events: ArrayLike<number> | null;
  /** `null`: none. */
  readonly censored: ArrayLike<number> | null;
}

/** The same as plain arrays, as a table has them. */
interface PlainCounts {
  readonly time: number[];
  readonly events: number[];
  readonly censored: number[];
}

/** Both together; times at which nothing happened are left out. */
export function joinCounts(a: TimeCounts, b: TimeCounts): PlainCounts {
  const most = a.time.length + b.time.length;
  const [time, events, censored] = [new Float64Array(most), new Float64Array(most), new Float64Array(most)];
  let length = 0;
  for (let i = 0, j = 0; i < a.time.length || j < b.time.length;) {
    const own = i < a.time.length ? (a.time[i] as number) : Infinity;
    const other = j < b.time.length ? (b.time[j] as number) : Infinity;
    let had = 0;
    let lost = 0;
    if (own <= other) {
      had += a.events?.[i] ?? 0;
      lost += a.censored?.[i] ?? 0;
      i += 1;
    }
    if (other <= own) {
      had += b.events?.[j] ?? 0;
      lost += b.censored?.[j] ?? 0;
      j += 1;
    }
    if (had + lost === 0) continue;
    time[length] = own < other ? own : other;
    events[length] = had;
    censored[length] = lost;
    length += 1;
  }
  return { time: plainNumbers(time, length), events: plainNumbers(events, length), censored: plainNumbers(censored, length) };
}

/** The first numbers of a typed array as a plain one; several times as fast as `Array.from`. */
export function plainNumbers(values: Float64Array, length: number = values.length): number[] {
  const plain = new Array<number>(length);
  for (let i = 0; i < length; i++) plain[i] = values[i] as number;
  return plain;
}
