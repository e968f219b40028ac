export { addToDate, daysBetween, type CalendarDate, type DateSpan } from "./calendar-date.js";
export { calendarDate, instant, localDateTime, startOfDay, type Instant, type InstantLike, type InstantOptions } from "./instant.js";
export { periodIndex, periodLabel, periodStart, type PeriodSpec, type PeriodUnit, type WeekStart } from "./periods.js";
