// Why a model cannot be fitted, in words and with the numbers that explain it.
import type { FitError } from "clientele/clv";

const AT_A_LIMIT = {
  purchases: "customers are all alike, or nobody has left yet",
  spend: "all spend alike, or some spend beyond measure",
};

export function fitWords(error: FitError, of: keyof typeof AT_A_LIMIT = "purchases"): string {
  switch (error.code) {
    case "no-repeat-purchases":
      return `nobody (customers: ${String(error.customers)}) ordered on a second day, so there is nothing to learn a rate from`;
    case "first-purchase-counted":
      return "every customer has a repeat order, some of them all on the first day: are first orders missing or counted twice?";
    case "too-few-customers":
      return `it takes two customers to compare, and there ${error.customers === 1 ? "is 1" : `are ${String(error.customers)}`} of use`;
    case "boundary":
      return `there is no best fit: it gets better and better as ${error.parameter} goes to ${error.limit}, as when ${AT_A_LIMIT[of]}`;
    case "unidentified":
      return "the orders cannot tell the parameters apart: others explain them as well";
    case "not-converged":
      return `the search ended after ${String(error.evaluations)} steps without a best fit`;
  }
}
