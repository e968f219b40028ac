export { baseMovementsChart, type BaseMovementRow } from "./base-movements-chart.js";
export { cohortHeatmapChart } from "./cohort-heatmap-chart.js";
export { expectedActualPurchasesChart, type FrequencyBinRow } from "./expected-actual-purchases-chart.js";
export { lorenzCurveChart, type LorenzCurveChartOptions } from "./lorenz-curve-chart.js";
export { probabilityAliveChart, type ProbabilityAliveChartOptions } from "./probability-alive-chart.js";
export { purchaseCountChart } from "./purchase-count-chart.js";
export { rfmSegmentsChart } from "./rfm-segments-chart.js";
export { trackingChart, type TrackingChartOptions } from "./tracking-chart.js";
export type { ChartOptions, Json, VegaLiteSpec } from "./vega-lite-spec.js";
