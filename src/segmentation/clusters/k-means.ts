import type { CustomerId } from "../../foundation/ids/ids.js";

/**
 * How far apart two values of a feature count.
 *
 * - `"z-score"`: in standard deviations (of the population), so that days and cents weigh alike.
 * - `"log-z-score"`: the same of ln(1 + value), for values of at least 0 with a long tail: money, purchases.
 * - `"none"`: as they are.
 *
 * @category Clusters
 */
export type FeatureScale = "z-score" | "log-z-score" | "none";

/**
 * One customer with a number for each feature.
 * @typeParam Feature - The names of the features.
 * @category Clusters
 */
export type KMeansRow<Feature extends string = string> = KMeansSubject &
  (string extends Feature ? unknown : { readonly [feature in Feature]: number });

/**
 * Who a row of {@link kMeansSegments} is about.
 * @category Clusters
 */
export interface KMeansSubject {
  /** Who; each customer once. */
  readonly customerId: string;
}

/**
 * How {@link kMeansSegments} looks for segments.
 * @typeParam Feature - The names of the features.
 * @category Clusters
 */
export interface KMeansOptions<Feature extends string = string> {
  /** How many segments, 1 to 1000. */
  readonly k: number;
  /** A safe integer; the same seed and customers give the same segments. */
  readonly seed: number;
  /** Which numbers of a row count: names of its own properties, 1 to 50. The first one orders the segments. */
  readonly features: readonly Feature[];
  /** How far apart values count: one scale for all features, or one by name; `"z-score"` where left out. */
  readonly scale?: FeatureScale | { readonly [feature in Feature]?: FeatureScale };
  /** How often the search begins anew, 1 to 1000; 10 when left out. The best run counts. */
  readonly starts?: number;
  /** The most steps of one run, 1 to 10 000; 300 when left out. */
  readonly maxIterations?: number;
}

/**
 * Segments of customers who are alike in some numbers.
 * @typeParam Feature - The names of the features.
 * @category Clusters
 */
export interface KMeansSegments<Feature extends string = string> {
  /** How many segments. */
  readonly k: number;
  /** The segments, 1 to k, by their centroid of the first feature, lowest first; those that are equal there by the next one. */
  readonly clusters: readonly KMeansCluster<Feature>[];
  /** The segment of each customer, in the order given. */
  readonly rows: readonly KMeansAssignment[];
  /** The sum of the squared distances of all customers from the centroid of their segment, in scaled features. */
  readonly inertia: number;
  /**
   * The mean silhouette (Rousseeuw 1987): how much nearer customers are to their own segment than to the next one, from 1 (far apart) through 0 (touching) to -1
   * (wrong); `null` for one segment, and where all of a drawn sample are in one. `definition.silhouette` says of how many customers.
   */
  readonly silhouette: number | null;
  /** How many steps the best run took. */
  readonly iterations: number;
  /** Whether it came to rest; otherwise it ended at `maxIterations`, and a customer may be nearer to another centroid. */
  readonly converged: boolean;
  /** How they were found. */
  readonly definition: KMeansDefinition<Feature>;
}

/**
 * One segment.
 * @typeParam Feature - The names of the features.
 * @category Clusters
 */
export interface KMeansCluster<Feature extends string = string> {
  /** Its number, from 1. */
  readonly cluster: number;
  /** How many customers it has; at least 1. */
  readonly size: number;
  /** Its middle in the units of the rows: the mean of each feature; by `"log-z-score"` the geometric mean of 1 + value, less 1. */
  readonly centroid: { readonly [feature in Feature]: number };
  /** The median of each feature: what a customer in the middle of the segment is like. */
  readonly median: { readonly [feature in Feature]: number };
}

/**
 * The segment of one customer.
 * @category Clusters
 */
export interface KMeansAssignment {
  /** Who. */
  readonly customerId: CustomerId;
  /** The number of the segment. */
  readonly cluster: number;
}

/**
 * How segments were found.
 * @typeParam Feature - The names of the features.
 * @category Clusters
 */
export interface KMeansDefinition<Feature extends string = string> {
  /** Lloyd's algorithm from seeds of k-means++. */
  readonly method: "k-means";
  /** The seed. */
  readonly seed: number;
  /** How often the search began anew. */
  readonly starts: number;
  /** The most steps of one run. */
  readonly maxIterations: number;
  /** The features, with what puts a value of a new customer on the scale. */
  readonly features: readonly ScaledFeature<Feature>[];
  /** What the silhouette was measured on; `null` when there is none. */
  readonly silhouette: SilhouetteDefinition | null;
}

/**
 * What the silhouette was measured on.
 * @category Clusters
 */
export interface SilhouetteDefinition {
  /** All customers, or a drawn sample of them against each other. */
  readonly method: "exact" | "sample";
  /** How many customers. */
  readonly customers: number;
}

/**
 * How one feature was put on its scale: (value - center) / spread, by `"log-z-score"` of ln(1 + value).
 * @typeParam Feature - The names of the features.
 * @category Clusters
 */
export interface ScaledFeature<Feature extends string = string> {
  /** The feature. */
  readonly feature: Feature;
  /** Its scale. */
  readonly scale: FeatureScale;
  /** What counts as 0: the mean; 0 by `"none"`. */
  readonly center: number;
  /** What counts as 1: the standard deviation; 1 by `"none"`. `null` where all customers have the same value: such a feature has no weight. */
  readonly spread: number | null;
}

/**
 * There are fewer different customers than segments: some segments would have to be empty.
 * @category Clusters
 */
export interface TooFewDistinctRows {
  /** What the refusal is called. */
  readonly code: "too-few-distinct-rows";
  /** How many customers differ in a feature that counts. */
  readonly distinct: number;
  /** How many segments were asked for. */
  readonly k: number;
}
