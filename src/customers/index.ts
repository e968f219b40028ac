export { lifecycleCounts, type LifecycleCounts } from "./lifecycle-counts.js";
export { lifecycleStage, type LifecycleRules, type LifecycleStage, type LifecycleSubject } from "./lifecycle-stage.js";
