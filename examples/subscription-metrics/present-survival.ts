// How long customers stay by plan, and whether the plans differ by more than chance.
import { survivalChart } from "clientele/charts";
import type { Block, Table } from "../customer-base-report/block.js";
import { count, decimal, percent } from "../customer-base-report/format.js";
import type { Analysis } from "./analyse.js";
import type { PlanStay, PlanSurvival } from "./plan-survival.js";

export function survival({ asOfDay, survival: stays }: Analysis): Block {
  const { plans, test } = stays;
  return {
    title: "How long customers stay, by plan",
    notes: [
      `From the first day paid for until the first gap, or until ${asOfDay} for those who are there still (Kaplan-Meier). A customer counts with the plan that they began with, whatever they changed to; a second stay after a gap is not in it.`,
      testWords(stays),
      "Who pays by the year can leave only when the year is over: such a curve falls in steps, and says nothing before the first. Plans are chosen, not drawn by lot: a difference is one of the customers, too, and no effect of the plan.",
    ],
    tables: [
      {
        head: ["Plan", "Customers", "Left", "Expected, if all alike", "Half left after"],
        rows: plans.map((plan) => [
          plan.plan,
          count(plan.customers),
          count(plan.left),
          decimal(test === null ? null : (test.expected[test.groups.indexOf(plan.plan)] ?? null), 1),
          plan.median.time === null ? "–" : `${count(Math.round(plan.median.time))} days`,
        ]),
      },
      ...pointTables(plans),
    ],
    charts: [
      survivalChart(
        plans.map(({ plan, curve }) => ({ group: plan, curve })),
        { timeUnit: "days", title: "How long do customers stay, by plan?" },
      ),
    ],
  };
}

function testWords({ test }: PlanSurvival): string {
  if (test === null) return "There is one plan only, so there is nothing to compare.";
  const { chiSquare, degreesOfFreedom, pValue } = test;
  if (chiSquare === null || pValue === null) return "The plans cannot be compared: nobody left while customers of two plans were there.";
  const chance = pValue < 0.0001 ? "less than 1 in 10,000" : percent(pValue);
  const words =
    pValue < 0.01
      ? "the plans lose customers at different paces"
      : pValue < 0.05
        ? "that speaks for different paces, but chance may do it"
        : "chance may well do that, and nothing can be told";
  return `Log-rank test: chi-square ${decimal(chiSquare, 1)} with ${count(degreesOfFreedom)} degrees of freedom. Were all plans alike, so large a difference would come with a chance of ${chance}: ${words}.`;
}

/** Plans beside each other at the same moments. */
function pointTables(plans: readonly PlanStay[]): Table[] {
  const days = [...new Set(plans.flatMap(({ points }) => points.map((point) => point.days)))].sort((a, b) => a - b);
  if (days.length === 0) return [];
  return [
    {
      head: ["Still there after", ...plans.map(({ plan }) => plan)],
      rows: days.map((day) => [
        `${count(day)} days`,
        ...plans.map(({ points }) => percent(points.find((point) => point.days === day)?.survival ?? null)),
      ]),
    },
  ];
}
