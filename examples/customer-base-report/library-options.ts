// A command in the words of the library.
import type { ParsePurchasesOptions } from "clientele/purchases";
import type { CustomerBaseReportOptions } from "clientele/report";
import type { PeriodUnit } from "clientele/time";
import type { ReportCommand } from "./options.js";

export function zoneOf({ timeZone = "UTC" }: ReportCommand): string {
  return timeZone;
}

export function parsingOptions(command: ReportCommand, columns: NonNullable<ParsePurchasesOptions["columns"]>): ParsePurchasesOptions {
  const { currency, decimalSeparator, groupSeparator, anonymous } = command;
  return {
    columns,
    timeZone: zoneOf(command),
    ...(currency === undefined ? {} : { currency }),
    ...(anonymous === undefined ? {} : { anonymous }),
    ...(columns.id === undefined ? { ids: "row-number" as const } : {}),
    ...(decimalSeparator === undefined ? {} : { decimalSeparator }),
    ...(groupSeparator === undefined ? {} : { groupSeparator: groupSeparator as NonNullable<ParsePurchasesOptions["groupSeparator"]> }),
  };
}

export function reportOptions(command: ReportCommand, asOf: number): CustomerBaseReportOptions {
  return {
    asOf,
    timeZone: zoneOf(command),
    inactivityDays: command.inactivityDays,
    period: command.period as PeriodUnit,
    horizonDays: command.horizonDays,
    annualDiscountRate: command.discountRate,
    ...(command.grossMargin === undefined ? {} : { grossMargin: command.grossMargin }),
  };
}
