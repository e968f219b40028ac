// The wall clock of a zone as Intl tells it, without the code under test. Local times are epoch milliseconds as if the zone were UTC.
const formats = new Map<string, Intl.DateTimeFormat>();

/** What is asked of the runtime's own calendar: the wall time at an instant. */
export function wallTime(at: number, timeZone: string): number {
  let format = formats.get(timeZone);
  if (format === undefined) {
    const numeric = "numeric" as const;
    const fields = { era: "short", year: numeric, month: numeric, day: numeric, hour: numeric, minute: numeric, second: numeric } as const;
    format = new Intl.DateTimeFormat("en-US", { timeZone, hourCycle: "h23", ...fields });
    formats.set(timeZone, format);
  }
  const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
  const year = parts["era"] === "BC" ? 1 - Number(parts["year"]) : Number(parts["year"]);
  const [month, day, hour, minute, second] = ["month", "day", "hour", "minute", "second"].map((name) => Number(parts[name]));
  const date = new Date(0);
  date.setUTCFullYear(year, Number(month) - 1, day);
  date.setUTCHours(Number(hour), minute, second, ((at % 1000) + 1000) % 1000);
  return date.getTime();
}

/** The local date at an instant. */
export function wallDate(at: number, timeZone: string): string {
  return new Date(wallTime(at, timeZone)).toISOString().slice(0, 10);
}

/** The instants that a local time has in a zone, earliest first: none in a gap, two when clocks went back. */
export function instantsOf(local: number, timeZone: string): number[] {
  const reach = 2 * 86_400_000;
  const candidates = new Set<number>();
  for (let at = local - reach; at <= local + reach; at += 1_800_000) candidates.add(local - (wallTime(at, timeZone) - at));
  return [...candidates].filter((at) => wallTime(at, timeZone) === local).sort((a, b) => a - b);
}

/** Changes of clocks that programs get wrong, by their instant. */
export const CHANGES: readonly (readonly [timeZone: string, at: string, what: string])[] = [
  ["Europe/Berlin", "2024-03-31T01:00:00Z", "an hour forward"],
  ["Europe/Berlin", "2024-10-27T01:00:00Z", "an hour back"],
  ["America/New_York", "2024-11-03T06:00:00Z", "an hour back"],
  ["Australia/Lord_Howe", "2024-04-06T15:00:00Z", "half an hour back"],
  ["Australia/Lord_Howe", "2024-10-05T15:30:00Z", "half an hour forward"],
  ["America/Sao_Paulo", "2018-11-04T03:00:00Z", "forward at midnight"],
  ["America/Sao_Paulo", "2018-02-18T02:00:00Z", "back at midnight"],
  ["Africa/Casablanca", "2024-03-10T02:00:00Z", "back for Ramadan"],
  ["Africa/Casablanca", "2024-04-14T02:00:00Z", "forward after Ramadan"],
  ["America/St_Johns", "2006-04-02T03:31:00Z", "forward at 00:01"],
  ["America/St_Johns", "2006-10-29T02:31:00Z", "back at 00:01, into the day before"],
  ["America/St_Johns", "1988-04-03T03:31:00Z", "two hours forward at 00:01"],
  ["Asia/Kathmandu", "1985-12-31T18:30:00Z", "a quarter of an hour forward"],
  ["Pacific/Apia", "2011-12-30T10:00:00Z", "30 December left out"],
  ["Pacific/Kwajalein", "1993-08-21T12:00:00Z", "21 August left out"],
  ["Pacific/Kwajalein", "1969-09-30T13:00:00Z", "a day repeated"],
  ["Pacific/Kiritimati", "1994-12-31T10:00:00Z", "31 December left out"],
  ["Asia/Manila", "1844-12-31T15:56:08Z", "31 December 1844 left out"],
  ["America/Juneau", "1867-10-19T00:31:13Z", "a day repeated"],
  ["Africa/Monrovia", "1972-01-07T00:44:30Z", "44 minutes 30 seconds forward"],
  ["Europe/Dublin", "1916-05-21T02:25:21Z", "an hour forward from an offset with seconds"],
  ["Antarctica/Troll", "2024-03-31T01:00:00Z", "two hours forward"],
  ["Asia/Pyongyang", "2018-05-04T15:00:00Z", "half an hour forward at 23:30"],
  ["Africa/Cairo", "2010-09-30T21:00:00Z", "back at midnight"],
  ["Asia/Gaza", "2011-07-31T21:00:00Z", "back at midnight for Ramadan"],
  ["Africa/Accra", "1912-01-01T00:16:08Z", "16 minutes 8 seconds forward"],
];
