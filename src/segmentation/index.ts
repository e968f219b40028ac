export { abcClassify, type AbcClass, type AbcItem, type AbcOptions, type AbcResult } from "./abc-classify.js";
export { assignSegments, type CustomerSegment, type SegmentAssignment } from "./assign-segments.js";
export { giniCoefficient, type GiniCorrection } from "./gini-coefficient.js";
export { lorenzCurve, type LorenzCurve } from "./lorenz-curve.js";
export { rfmColumns, type RfmColumns, type RfmColumnsDefinition, type RfmColumnsOptions } from "./rfm-columns.js";
export { rfmCutsAccumulator, type RfmCuts, type RfmCutsOptions, type RfmCutsState } from "./rfm-cuts-accumulator.js";
export { rfmRows } from "./rfm-rows.js";
export { rfmScores } from "./rfm-scores.js";
export type {
  RfmCutsMethod,
  RfmDefinition,
  RfmDiagnostics,
  RfmFigureDiagnostics,
  RfmMethod,
  RfmOptions,
  RfmRow,
  RfmScores,
  RfmSubject,
  RfmThresholds,
} from "./rfm.js";
export { scoreWithCuts, type ScoreWithCutsOptions } from "./score-with-cuts.js";
export { segmentCounts, type SegmentCounts, type SegmentMapDefinition, type SegmentRow } from "./segment-counts.js";
export { checkSegmentMap, type SegmentCell, type SegmentMap, type SegmentMapCheck, type SegmentRule } from "./segment-map.js";
export { segmentMaps } from "./segment-maps.js";
export { segmentMigration, type SegmentedCustomer } from "./segment-migration.js";
export { topShare, type TopShare, type TopShareMethod } from "./top-share.js";
export { xyzClassify, type XyzClass, type XyzOptions, type XyzResult, type XyzRow, type XyzSeries } from "./xyz-classify.js";
export { abcXyzMatrix, type AbcXyzCell, type AbcXyzClass, type AbcXyzGroup, type AbcXyzMatrix, type AbcXyzRow } from "./abc-xyz-matrix.js";
export { careTier } from "./care-tier.js";
export { careTiers } from "./care-tiers.js";
export type { CareDecision, CareReason, CareRow, CareRules, CareSubject, CareTier, CareTierRow, CareTierTotal, CareTiers } from "./care.js";
export { kMeansSegments } from "./clusters/k-means-segments.js";
export type {
  FeatureScale,
  KMeansAssignment,
  KMeansCluster,
  KMeansDefinition,
  KMeansOptions,
  KMeansRow,
  KMeansSegments,
  KMeansSubject,
  ScaledFeature,
  SilhouetteDefinition,
  TooFewDistinctRows,
} from "./clusters/k-means.js";
export { personaSummary } from "./persona-summary.js";
export type {
  PersonaMedian,
  PersonaOptions,
  PersonaOther,
  PersonaShares,
  PersonaSubject,
  PersonaSummary,
  PersonaValue,
} from "./persona.js";
export { evaluateSegment, type SegmentEvaluation } from "./rules/evaluate-segment.js";
export { defineSegment, parseSegment, parseSegments, type ParsedSegments } from "./rules/parse-segments.js";
export { segmentAudience, type SegmentAudience, type SegmentMembers, type SegmentOverlap } from "./rules/segment-audience.js";
export { segmentFields } from "./rules/segment-fields.js";
export { segmentSchema } from "./rules/segment-schema.js";
export { segmentSubjects, type SegmentSubjectParts, type SegmentSubjectsOptions, type SubjectPart } from "./rules/segment-subjects.js";
export type { Segment, SegmentInput, SegmentRuleOptions, SegmentSubject } from "./rules/segment.js";
